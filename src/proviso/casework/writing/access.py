"""The only way to get hold of a case: who, and why. It leaves a trace, written before anything is shown (s.62).

A case out of reach is refused and the refusal is an entry; a reference that nobody has makes none. Looking for a case
is an entry too, of the force's own: whoever tries one reference after another leaves a trail.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property

from django.db import connection, transaction
from django.db.models import QuerySet

from proviso.accounts.models import Force, Role
from proviso.accounts.reason_words import instead, is_reason
from proviso.casework import clock
from proviso.casework.case_error import CaseError
from proviso.casework.history.case import Case
from proviso.casework.history.kinds import OPENED
from proviso.casework.history.replay import replay
from proviso.casework.models import CaseRow, CrimeReference, Opening, WorklistRow
from proviso.casework.projection import lookup, unacknowledged
from proviso.casework.reading.case_assessment import CaseAssessment, Rules, assess_case
from proviso.casework.reading.risk import at_risk
from proviso.casework.worklist import Queue
from proviso.casework.writing.permissions import GRANTS, Actor, NotAllowed, Permission, Service, within_access
from proviso.record import keys, read
from proviso.record.append import append
from proviso.record.entry import Category, Draft, Entry, Json
from proviso.record.keys import DataKey, KeyErased, KeyLost

OPENING_LASTS = timedelta(minutes=15)
LONGEST_REASON = 200
WHY_OPEN = "Say why you are opening this case. Why are you opening it? What do you need it for?"
"""What somebody is asked: its own words are no answer."""
REFUSED = "case_refused"
LOOKED_FOR = "case_looked_for"
"""Somebody looked for a reference: an entry of the force's own, which says what was found and not what was typed."""


class NoSuchCase(CaseError):
    """No case has this reference. Nothing is recorded."""

    code = "no_such_case"
    status = 404


class ReasonNeeded(CaseError):
    """A case is opened for a reason, in words."""

    code = "reason_needed"
    status = 422


class CaseErased(CaseError, KeyErased):
    """The case was erased: its key is gone, and nobody can read it any more."""

    code = "case_erased"
    status = 410


class CaseUnreadable(CaseError, KeyLost):
    """The key of the case is missing or damaged: its entries are whole, and nobody can read them without it."""

    code = "case_unreadable"
    status = 500


@contextmanager
def as_case_errors() -> Iterator[None]:
    """Say in terms of the case what the record says of its key: CaseErased, CaseUnreadable."""
    try:
        yield
    except CaseError:
        raise
    except KeyErased as erased:
        raise CaseErased(str(erased)) from erased
    except KeyLost as lost:
        raise CaseUnreadable(str(lost)) from lost


@dataclass(frozen=True)
class OpenCase:
    """A case in somebody's hands: as they saw it, with its key and the rules that it stands under."""

    case: Case
    actor: Actor
    key: DataKey
    rules: Rules
    session: str
    reason: str

    @cached_property
    def assessed(self) -> CaseAssessment:
        """What policy says of it now, worked out once: a page asks many times."""
        return assess_case(self.case, self.rules)

    def became(self, case: Case) -> "OpenCase":
        """The same hands, and the case as it is after an act."""
        return replace(self, case=case)


@as_case_errors()
def open_case(actor: Actor, reference: str, *, reason: str, session: str) -> OpenCase:
    """The case, for a reason, with the opening recorded and committed.

    Raises NoSuchCase, ReasonNeeded, NotAllowed (recorded too), CaseErased, CaseUnreadable.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise ReasonNeeded("Say why you are opening this case.")
    if len(reason) > LONGEST_REASON:
        raise ReasonNeeded(f"Say why in {LONGEST_REASON} characters or fewer; there are {len(reason):,}.")
    if not is_reason(reason, (WHY_OPEN,)):
        raise ReasonNeeded(instead("Say why you are opening this case"))
    row = CaseRow.objects.filter(reference=reference).first()
    if row is None or row.force != actor.force:
        raise NoSuchCase(f"There is no case {reference}.")
    if not can_access_row(actor, row):
        _append(actor, reference, REFUSED, reason)
        raise NotAllowed("This case is not one that your role or unit can open. That you asked is on the record.")
    key = keys.of(reference)
    _record_opening(actor, key, reason, session)
    return _in_hand(actor, row, key, reason, session)


@as_case_errors()
def open_again(actor: Actor, reference: str, *, session: str) -> OpenCase | None:
    """The case, where no reason has to be asked for: one still holds, or it is their own or due on their list.

    None where a reason has to be given, and for a case that nobody has. Raises what `open_case` raises.
    """
    held = reason_still_valid(actor, reference, session)
    if held is None:
        usual = reason_without_asking(actor, reference)
        return open_case(actor, reference, reason=usual, session=session) if usual else None
    reason, key = held
    row = CaseRow.objects.filter(reference=reference).first()
    if row is None or not can_access_row(actor, row):
        return open_case(actor, reference, reason=reason, session=session)
    return _in_hand(actor, row, key, reason, session)


def open_for_outbox(force: str, reference: str, *, session: str) -> OpenCase:
    """The case, for the outbox, which carries out an order that a person gave. Its opening is on the record like any.

    Raises NoSuchCase, NotAllowed where nothing is to be sent on it, CaseErased, CaseUnreadable.
    """
    outbox = Actor("the outbox", Service.OUTBOX, force, "")
    return open_case(outbox, reference, reason="To carry out an order to send", session=session)


def open_for_replies(force: str, reference: str, *, session: str) -> OpenCase:
    """The case, for a message that names it and came in a file. Its opening is on the record like any.

    Raises NoSuchCase, CaseErased, CaseUnreadable.
    """
    replies = Actor("the server", Service.REPLIES, force, "")
    return open_case(replies, reference, reason="To keep a reply that came in a file", session=session)


def _in_hand(actor: Actor, row: CaseRow, key: DataKey, reason: str, session: str) -> OpenCase:
    force = Force.objects.get(code=row.force)
    case = replay(row.reference, row.force, read.entries(row.reference, key=key))
    return OpenCase(case, actor, key, Rules.of(force, clock.today()), session, reason)


def can_access_row(actor: Actor, row: CaseRow) -> bool:
    """Whether a case is one that this person may open, from its row alone."""
    return within_access(
        actor,
        force=row.force,
        unit=row.unit,
        owner=row.owner,
        stage=row.stage,
        unacknowledged=row.unacknowledged,
        at_risk=row.at_risk,
    )


def can_access(actor: Actor, case: Case) -> bool:
    """Whether a case is one that this person may open as it now is, after an act of theirs, say."""
    return within_access(
        actor,
        force=case.force,
        unit=case.unit,
        owner=case.owner,
        stage=case.stage,
        unacknowledged=unacknowledged(case),
        at_risk=at_risk(case),
    )


def reason_without_asking(actor: Actor, reference: str) -> str | None:
    """The reason that needs no asking: the case is this person's own, or something on it is due on their list."""
    row = CaseRow.objects.filter(reference=reference, force=actor.force).values_list("owner", "unit").first()
    if row is None:
        return None
    if row[0] == actor.staff_number:
        return "My own case"
    queues: dict[Role | Service, Queue] = {
        Role.SUPERVISOR: Queue.SUPERVISOR,
        Role.DISCLOSURE_DESK: Queue.DESK,
        Role.VULNERABILITY_LEAD: Queue.VULNERABILITY,
    }
    queue = queues.get(actor.role)
    due = queue and WorklistRow.objects.filter(case=reference, queue=queue).exists()
    return "Due on my worklist" if due else None


@as_case_errors()
def reason_still_valid(actor: Actor, reference: str, session: str) -> tuple[str, DataKey] | None:
    """The reason of an opening that still holds in this session, if there is one, and the case's key that told it."""
    now = connection.ops.adapt_datetimefield_value(clock.now())
    with connection.cursor() as cursor:
        cursor.execute(_HELD, (session, reference, actor.staff_number, now))
        held = cursor.fetchone()
    if held is None:
        return None
    key = keys.of(reference)
    return _unsealed(held[0], key), key


_HELD = (
    'SELECT reason FROM casework_opening WHERE session = %s AND "case" = %s AND staff_number = %s AND until > %s '
    "ORDER BY until DESC, id DESC LIMIT 1"
)
"""Plain SQL, as in `projection`: it is asked before every page of a case."""


def _openings_that_hold(actor: Actor, reference: str, session: str) -> QuerySet[Opening]:
    held = Opening.objects.filter(
        session=session, case=reference, staff_number=actor.staff_number, until__gt=clock.now()
    )
    return held.order_by("-until", "-id")


def _unsealed(reason: bytes | memoryview, key: DataKey) -> str:
    return key.open(bytes(reason), _about_opening(key.case)).decode()


def _about_opening(reference: str) -> bytes:
    return b"proviso opening " + reference.encode()


def _record_opening(actor: Actor, key: DataKey, reason: str, session: str) -> None:
    held = _openings_that_hold(actor, key.case, session).values_list("reason", flat=True)
    if any(_unsealed(one, key) == reason for one in held):
        return
    with transaction.atomic():
        vacuum_openings()
        Opening.objects.create(
            session=session,
            case_id=key.case,
            staff_number=actor.staff_number,
            reason=key.seal(reason.encode(), _about_opening(key.case)),
            until=clock.now() + OPENING_LASTS,
        )
        _append(actor, key.case, OPENED, reason, key)


@transaction.atomic
def _append(actor: Actor, case: str, kind: str, reason: str, key: DataKey | None = None, **body: Json) -> None:
    append(
        Draft(
            log=actor.force,
            case=case,
            kind=kind,
            category=Category.CONSULTATION,
            actor=actor.staff_number,
            body={"role": actor.role.value, "unit": actor.unit, **body},
            seq=None,
            why=reason,
        ),
        now=clock.now(),
        key=key,
    )


def consultations_of(opened: OpenCase) -> list[Entry]:
    """Who looked at the case or was refused it, and why, in order (s.62)."""
    return read.openings(opened.case.reference, opened.key)


def find_by_reference(actor: Actor, given: str) -> list[tuple[str, str]]:
    """The cases of the force with exactly this reference, their own or the crime's: (reference, unit), no more.

    That they looked, and what was found, is recorded. Raises NotAllowed for a role that opens no case.
    """
    if actor.role not in GRANTS[Permission.READ_CASE].roles:
        raise NotAllowed(f"Your role ({actor.role.label.lower()}) does not open cases.")
    with_crime = CrimeReference.objects.filter(force=actor.force, digest=lookup(actor.force, given))
    references = [given.strip().upper(), *with_crime.values_list("case", flat=True)]
    rows = CaseRow.objects.filter(force=actor.force, reference__in=references).order_by("reference")
    found = list(rows.values_list("reference", "unit"))
    own = keys.own_case(actor.force)
    _append(actor, own, LOOKED_FOR, "", keys.ensure(own), found=[reference for reference, _ in found])
    return found


def vacuum_openings() -> None:
    """Forget openings that no longer hold; the entries stay."""
    Opening.objects.filter(until__lte=clock.now()).delete()
