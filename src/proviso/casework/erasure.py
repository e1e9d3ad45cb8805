"""Erasing a case with everything that casework keeps of it beside the record (Data Protection Act 2018 s.47).

The record's own part takes key, salts and bodies. A row left here would still say that there was such a case, with
which crime reference, and who looked at it. Whether a case may be erased is not decided here.
"""

from django.db import transaction

from proviso.casework import clock
from proviso.casework.projection import locked_seq
from proviso.casework.rebuilding import clear
from proviso.casework.writing.commit import InTransaction
from proviso.record import erase
from proviso.record.entry import Entry
from proviso.record.models import DEFAULT
from proviso.record.secure_deletion import secure_delete


def erase_case(reference: str, *, actor: str, why: str, in_transaction: InTransaction) -> Entry:
    """Erase a case: all of it, or nothing. `in_transaction` takes away what others keep of it, in the same transaction.

    Returns the entry in the force's log that it was erased. Raises NothingToErase.
    """
    with secure_delete(DEFAULT), transaction.atomic():
        locked_seq(reference)
        entry = erase.erase(reference, actor=actor, now=clock.now(), why=why)
        clear(reference)
        in_transaction(entry)
    return entry
