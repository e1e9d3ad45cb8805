"""The only way to get hold of a case: who, and why. It leaves a trace, written before anything is shown (s.62).

A case out of reach is refused and the refusal is an entry; a reference that nobody has makes none.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from proviso.accounts.models import Force, Role
from proviso.casework import clock
from proviso.casework.case import Case, fold
from proviso.casework.kinds import OPENED
from proviso.casework.models import CaseRow, CrimeReference, Opening, WorklistRow
from proviso.casework.permissions import NotAllowed, Who, within_reach
from proviso.casework.projection import lookup
from proviso.casework.standing import Rules, Standing, standing
from proviso.casework.worklist import Queue
from proviso.record import keys, read
from proviso.record.append import append
from proviso.record.entry import Category, Draft, Entry
from proviso.record.keys import DataKey

OPENING_LASTS = timedelta(minutes=15)
REFUSED = "case_refused"


class NoSuchCase(LookupError):
    """No case has this reference. Nothing is recorded."""


class ReasonNeeded(ValueError):
    """A case is opened for a reason, in words."""


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case in somebody's hands: as they saw it, with its key and the rules that it stands under."""

    case: Case
    who: Who
    key: DataKey
    rules: Rules
    session: str
    reason: str

    @property
    def standing(self) -> Standing:
        """What policy says of it now."""
        return standing(self.case, self.rules)

    def became(self, case: Case) -> "OpenCase":
        """The same hands, and the case as it is after an act."""
        return replace(self, case=case)


def open_case(who: Who, reference: str, *, reason: str, session: str) -> OpenCase:
    """The case, for a reason, with the opening recorded and committed.

    Raises NoSuchCase, ReasonNeeded, NotAllowed (recorded too), KeyErased, KeyLost.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise ReasonNeeded("Say why you are opening this case.")
    row = CaseRow.objects.filter(reference=reference).first()
    if row is None or row.force != who.force:
        raise NoSuchCase(f"There is no case {reference}.")
    if not reachable(who, row):
        _record(who, reference, REFUSED, reason, row.force)
        raise NotAllowed("This case is not one that your role or unit can open. That you asked is on the record.")
    _record_opening(who, row, reason[:200], session)
    key = keys.of(reference)
    force = Force.objects.get(code=row.force)
    case = fold(reference, row.force, read.entries(reference, key=key))
    return OpenCase(case, who, key, Rules.of(force, clock.today()), session, reason)


def reachable(who: Who, row: CaseRow) -> bool:
    """Whether a case is one that this person may open, from its row alone."""
    return within_reach(
        who,
        force=row.force,
        unit=row.unit,
        stage=row.stage,
        unacknowledged=row.unacknowledged,
        at_risk=row.at_risk,
    )


def usual_reason(who: Who, reference: str) -> str | None:
    """The reason that needs no asking: the case is this person's own, or something on it is due on their list."""
    row = CaseRow.objects.filter(reference=reference, force=who.force).values_list("owner", "unit").first()
    if row is None:
        return None
    if row[0] == who.staff_number:
        return "My own case"
    queue = {
        Role.SUPERVISOR: Queue.SUPERVISOR,
        Role.DISCLOSURE_DESK: Queue.DESK,
        Role.VULNERABILITY_LEAD: Queue.VULNERABILITY,
    }.get(who.role)
    due = queue and WorklistRow.objects.filter(case=reference, queue=queue).exists()
    return "Due on my worklist" if due else None


def standing_reason(who: Who, reference: str, session: str) -> str | None:
    """The reason of an opening that still holds in this session, if there is one."""
    held = Opening.objects.filter(session=session, case=reference, staff_number=who.staff_number, until__gt=clock.now())
    return held.order_by("-until").values_list("reason", flat=True).first()


def _record_opening(who: Who, row: CaseRow, reason: str, session: str) -> None:
    now = clock.now()
    same: dict[str, Any] = {
        "session": session,
        "case": row.reference,
        "staff_number": who.staff_number,
        "reason": reason,
    }
    if Opening.objects.filter(**same, until__gt=now).exists():
        return
    with transaction.atomic():
        Opening.objects.update_or_create(**same, defaults={"until": now + OPENING_LASTS})
        _append(who, row.reference, OPENED, reason, row.force, now)


def _record(who: Who, reference: str, kind: str, reason: str, force: str) -> None:
    with transaction.atomic():
        _append(who, reference, kind, reason, force, clock.now())


def _append(who: Who, reference: str, kind: str, reason: str, force: str, now: datetime) -> None:
    append(
        Draft(
            log=force,
            case=reference,
            kind=kind,
            category=Category.CONSULTATION,
            actor=who.staff_number,
            body={"role": who.role.value, "unit": who.unit},
            seq=None,
            why=reason,
        ),
        now=now,
    )


def looked_through(opened: OpenCase) -> list[Entry]:
    """Every entry of the case in order, those of who looked included (s.62)."""
    return read.entries(opened.case.reference, with_openings=True, key=opened.key)


def find_by_crime_reference(who: Who, given: str) -> list[tuple[str, str]]:
    """The cases of the force with exactly this crime reference: (reference, unit), and nothing else of them."""
    found = CrimeReference.objects.filter(force=who.force, digest=lookup(who.force, given)).values_list(
        "case", flat=True
    )
    rows = CaseRow.objects.filter(reference__in=list(found)).order_by("reference")
    return list(rows.values_list("reference", "unit"))


def vacuum_openings() -> None:
    """Forget openings that no longer hold; the entries stay."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM casework_opening WHERE until < %s",
            (connection.ops.adapt_datetimefield_value(clock.now() - OPENING_LASTS),),
        )
