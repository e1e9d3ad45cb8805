"""Erasing a case with everything that casework keeps of it beside the record (Data Protection Act 2018 s.47).

The record's own part takes key, salts and bodies. A row left here would still say that there was such a case, with
which crime reference, and who looked at it. Whether a case may be erased is not decided here.
"""

from django.db import transaction

from proviso.casework import clock
from proviso.casework.projection import locked
from proviso.casework.rebuilding import clear
from proviso.casework.writing.commit import InTransaction
from proviso.record import erase
from proviso.record.entry import Entry
from proviso.record.models import DEFAULT
from proviso.record.secure_deletion import secure_delete


def erase_case(reference: str, *, by: str, second: str, why: str, in_transaction: InTransaction) -> Entry:
    """Erase a case: all of it, or nothing. `in_transaction` takes away what others keep of it, in the same transaction.

    `by` and `second` are two people, by name; the entry says that it was done at the prompt, and names both. Returns
    that entry of the force's log. Raises NothingToErase, SecondPersonNeeded.
    """
    with secure_delete(DEFAULT), transaction.atomic():
        locked(reference)
        entry = erase.erase(reference, by=by, second=second, now=clock.now(), why=why)
        clear(reference)
        in_transaction(entry)
    return entry
