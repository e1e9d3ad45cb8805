"""Changing the key-encryption key of a service, as an entry of its force's log.

Every key is wrapped anew in the transaction of the entry. Which file the service reads is a setting, which the operator
changes afterwards; the former file is nobody's to delete but theirs.
"""

from datetime import datetime

from proviso.accounts.at_prompt import AtPrompt
from proviso.accounts.entries import case_of, note
from proviso.accounts.force_changes import ChangeRefused
from proviso.accounts.models import Force
from proviso.accounts.reason_required import instead
from proviso.accounts.reason_words import is_reason
from proviso.record.keys import KeyEncryption
from proviso.record.rewrapping import rewrap


def change_key_encryption(
    force: Force, former: KeyEncryption, new: KeyEncryption, *, by: AtPrompt, now: datetime, why: str
) -> int:
    """Wrap every key under the new key-encryption key, with its entry, and return how many there are.

    Raises ChangeRefused without words of why, and what `record.rewrapping.rewrap` raises; then nothing was changed.
    """
    words = " ".join(why.split())
    if not is_reason(words):
        raise ChangeRefused(instead("Say why the key-encryption key is changed, in words"))
    return rewrap(
        former,
        new,
        case_of(force),
        enter=lambda key, many: note(
            force, "key_encryption_changed", actor=by, body={"keys": many}, now=now, why=words, key=key
        ),
    )
