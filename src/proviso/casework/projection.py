"""What is kept beside the record so that lists are quick: the case row, what is due, the crime reference.

Written by `commit` in the transaction of the entry, and made again from the record by `rebuilding`. Never a source.
Plain SQL with the columns named, as in `record.append`: it runs at every act.
"""

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from typing import TypeAlias

from django.conf import settings
from django.db import connection
from django.db.backends.utils import CursorWrapper

from proviso.casework.handover_due import handover_due
from proviso.casework.history.case import Case
from proviso.casework.outstanding_looks import open_to
from proviso.casework.reading.case_assessment import CaseAssessment
from proviso.casework.reading.exchanges import CHANGES_EXCHANGES, exchanges_of
from proviso.casework.reading.risk import at_risk
from proviso.casework.reading.spelled_references import spelled, with_whole_year
from proviso.casework.second_look import Looker
from proviso.casework.values.allegation import Allegation
from proviso.casework.worklist import Deadlines, Due, DueWith, due, summary
from proviso.policy.norms import Act
from proviso.record.backends import backend_of
from proviso.record.keys import DataKey

_SEQ = "SELECT seq FROM casework_case WHERE reference = %s"
_NEW = (
    "INSERT INTO casework_case (seq, stage, unit, owner, unacknowledged, seen_by_lead, force, reference) "
    "VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"
)
_MOVE = (
    "UPDATE casework_case SET seq = %s, stage = %s, unit = %s, owner = %s, unacknowledged = %s, seen_by_lead = %s "
    "WHERE force = %s AND reference = %s"
)
_LISTED = 'SELECT queue, what, due_at, not_by FROM casework_worklist WHERE "case" = %s'
_NOT_DUE = 'DELETE FROM casework_worklist WHERE "case" = %s AND queue = %s AND what = %s'
_DUE = (
    'INSERT INTO casework_worklist ("case", queue, what, force, unit, owner, due_at, summary, not_by) '
    "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
_NOT_SHARED = 'DELETE FROM casework_shared WHERE "case" = %s'
_SHARED = (
    'INSERT INTO casework_shared ("case", force, seq, what, began_at, ended_at, how, department, recipient) '
    "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
_TO_OWNER = "UPDATE casework_raised SET whose = %s WHERE audience = 'owner' AND \"case\" = %s AND staff_number <> %s"
_NO_REFERENCE = 'DELETE FROM casework_crime_reference WHERE "case" = %s'
_REFERENCE = 'INSERT INTO casework_crime_reference ("case", force, digest) VALUES (%s, %s, %s)'


def due_of(case: Case, assessed: CaseAssessment) -> frozenset[Due]:
    """What is due on a case, under the force's deadlines."""
    hours: Deadlines = settings.PROVISO_DEADLINES
    on_it = due(case, assessed.allows(Act.SHARE_BASIC), assessed.allows(Act.CLOSE_CASE), assessed.facts, hours)
    return on_it.union(handover_due(case, hours))


ELSEWHERE = "It opens once it is accepted"
"""What a row says of the case to somebody who cannot open it."""


Listed: TypeAlias = tuple[str, str, datetime, str]
"""A row of the worklist: its queue, what is due, when, and by whom not."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a case: the place of its last entry, 0 for no such case, and what is due on it."""

    seq: int = 0
    listed: frozenset[Listed] = frozenset()


def locked(reference: str) -> Kept:
    """What is kept of a case, with its row locked until the transaction ends.

    What is due is asked by a statement of its own, which sees what was committed while the lock was waited for.
    """
    backend = backend_of(connection)
    with connection.cursor() as of_case, connection.cursor() as of_list:
        with backend.sent_together():
            of_case.execute(backend.locked(_SEQ), (reference,))
            of_list.execute(_LISTED, (reference,))
        seq = of_case.fetchone()
        listed = frozenset((queue, what, _utc(at), not_by) for queue, what, at, not_by in of_list.fetchall())
    return Kept(seq[0] if seq else 0, listed)


def write(before: Case | None, case: Case, is_due: frozenset[Due], listed: frozenset[Listed], key: DataKey) -> None:
    """Bring the rows of a case from how it was to how it is; what did not change is not written. Under the lock of the
    case's row, and before the log is locked, for which others wait.

    What is due is held against the rows that are there, which may have been made under an older policy or deadline.
    """
    with connection.cursor() as cursor:
        cursor.execute(_MOVE if before else _NEW, (*_row(case), case.force, case.reference))
        wanted = {(one.queue.value, one.what.value, one.at, one.not_by): one.elsewhere for one in is_due}
        moved = before is None or _place(before) != _place(case)
        for queue, what, *_ in listed if moved else listed - wanted.keys():
            cursor.execute(_NOT_DUE, (case.reference, queue, what))
        for queue, what, at, not_by in sorted(wanted.keys() if moved else wanted.keys() - listed):
            place, says = _with_whom(case, wanted[queue, what, at, not_by])
            sealed = key.seal(says.encode(), about_summary(case.reference))
            due_at = connection.ops.adapt_datetimefield_value(at)
            cursor.execute(_DUE, (case.reference, queue, what, case.force, *place, due_at, sealed, not_by))
        if before is None or before.answers.get(Allegation) is not case.answers.get(Allegation):
            cursor.execute(_NO_REFERENCE, (case.reference,))
            if given := crime_reference(case):
                cursor.execute(_REFERENCE, (case.reference, case.force, lookup(case.force, given)))
        _register(cursor, before, case)


def hand_on_raised(before: Case, case: Case) -> None:
    """Show whoever has the case now who looked at it; that they did so themselves stays with whoever had it before.
    Once the log is locked: who looks writes these rows under that lock alone."""
    if before.owner != case.owner:
        with connection.cursor() as cursor:
            cursor.execute(_TO_OWNER, (case.owner, case.reference, case.owner))


def _register(cursor: CursorWrapper, before: Case | None, case: Case) -> None:
    """The case's lines of the register, where an entry changed them."""
    if before and not any(type(answer.value) in CHANGES_EXCHANGES for answer in case.history[before.seq :]):
        return
    now = exchanges_of(case)
    if before and now == exchanges_of(before):
        return
    cursor.execute(_NOT_SHARED, (case.reference,))
    for one in now:
        times = [connection.ops.adapt_datetimefield_value(at) for at in (one.began_at, one.ended_at)]
        told = (one.seq, one.what.value, *times, one.how, one.department, one.recipient)
        cursor.execute(_SHARED, (case.reference, case.force, *told))


def _with_whom(case: Case, elsewhere: DueWith | None) -> tuple[tuple[str, str], str]:
    """The unit and the person of a row, and what it says of the case."""
    return ((elsewhere.unit, elsewhere.owner), ELSEWHERE) if elsewhere else ((case.unit, case.owner), summary(case))


def _utc(at: datetime) -> datetime:
    """A time as the database gives it back: in UTC, with its zone or without."""
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _row(case: Case) -> tuple[int, str, str, str, bool, bool]:
    return case.seq, case.stage.value, case.unit, case.owner, unacknowledged(case), seen_by_lead(case)


def _place(case: Case) -> tuple[str, str, str]:
    """What a row of the worklist says beside what is due: a change of it writes every row of the case again."""
    return case.unit, case.owner, summary(case)


def unacknowledged(case: Case) -> bool:
    """Whether the desk or the outbox still has something to do about what was sent: an acknowledgement, a correction,
    or a reply that waits to be confirmed."""
    owed = any(case.still_wrong(one) for one in case.disclosures)
    return bool(owed or case.correcting or case.waiting_replies or case.awaiting)


def seen_by_lead(case: Case) -> bool:
    """Whether the vulnerability lead may open the case: somebody is at risk, or it has what is theirs to look at, which
    nobody else could."""
    return at_risk(case) or bool(open_to(case, Looker.LEAD))


def about_summary(reference: str) -> bytes:
    """What a sealed summary is bound to."""
    return b"proviso worklist " + reference.encode()


def crime_reference(case: Case) -> str:
    """The crime reference as it is looked up: capitals, no spaces; empty where there is none."""
    allegation = case.latest(Allegation)
    return spelled(allegation.crime_reference) if allegation else ""


@cache
def lookup_key() -> bytes:
    """The key that is kept outside the database. Raises OSError where there is none."""
    key: bytes = settings.PROVISO_LOOKUP_KEY_FILE.read_bytes()
    return key


def lookup(force: str, given: str) -> str:
    """A crime reference as the database knows it: HMAC-SHA256 under a key that is kept outside it, in hexadecimal."""
    return _keyed(force, spelled(given))


def lookups(force: str, given: str) -> tuple[str, str]:
    """The same, and as rows have it that were made before a year at its end was one with its century and without, and
    not again since."""
    return lookup(force, given), _keyed(force, with_whole_year(given))


def lookup_as_it_was(force: str, given: str) -> str:
    """The same as rows have it that were made before every spelling of a reference was found, and not again since."""
    return _keyed(force, "".join(given.split()).upper())


def _keyed(force: str, words: str) -> str:
    return hmac.new(lookup_key(), f"{force}\0{words}".encode(), sha256).hexdigest()
