"""Changing the key-encryption key: every data key is wrapped anew, in one transaction, or none.

The data keys stay as they are, and with them every body. A process that goes on with the former key wraps no key under
it and opens none. Whether it may be changed, and the entry that says so, is `accounts`'s to see to.
"""

from collections.abc import Callable
from hmac import compare_digest

from django.db import transaction

from proviso.record.keys import DataKey, KeyEncryption, KeyEncryptionUnusable, SealBroken, about_key
from proviso.record.models import DEFAULT, KEYS, WrappedKey
from proviso.record.secure_deletion import secure_delete


def rewrap(former: KeyEncryption, new: KeyEncryption, own: str, *, enter: Callable[[DataKey, int], object]) -> int:
    """Wrap every data key under the new key-encryption key, and return how many.

    Each is opened under the former before, and as it was stored under the new afterwards. `enter` makes the entry that
    says so, in the same transaction, with the key of the force's `own` case and how many there are. No page of the
    file still holds what was wrapped under the former. Raises KeyEncryptionUnusable, naming the first key that the
    former does not open; then nothing was changed. A kill between the two databases leaves the entry and the former
    wrapping: it is then to be done again.
    """
    with secure_delete(KEYS), transaction.atomic(using=KEYS), transaction.atomic(using=DEFAULT):
        found = {row.case: (row.made_at, _opened(former, row)) for row in WrappedKey.objects.order_by("case")}
        if own not in found:
            raise KeyEncryptionUnusable(f"{own} has no data key, so that the change could not be put on the record")
        for case, (made_at, key) in found.items():
            wrapped = new.wrap(key, about_key(case, made_at))
            WrappedKey.objects.filter(case=case).update(wrapped=wrapped)
        for row in WrappedKey.objects.order_by("case"):
            if not compare_digest(_opened(new, row), found[row.case][1]):
                raise KeyEncryptionUnusable(f"the key of {row.case} was not stored as it was wrapped")
        enter(DataKey(own, found[own][1]), len(found))
    return len(found)


def _opened(encryption: KeyEncryption, row: WrappedKey) -> bytes:
    try:
        return encryption.unwrap(bytes(row.wrapped), about_key(row.case, row.made_at))
    except SealBroken as error:
        raise KeyEncryptionUnusable(f"the data key of {row.case} cannot be unwrapped: {error}") from error
