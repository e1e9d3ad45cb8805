"""One entry outside the fold of a case: who looked, was refused or asked, why, and with whom that is raised (s.62)."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from django.db import transaction
from django.utils.translation import gettext as _

from proviso.accounts.models import Officer
from proviso.accounts.reason_required import is_reason_here
from proviso.casework import clock
from proviso.casework.case_error import CaseError
from proviso.casework.raised import Audience, Concern, Raised
from proviso.casework.raised_rows import raise_concerns
from proviso.casework.writing.permissions import Actor
from proviso.record.append import append
from proviso.record.entry import Category, Draft, Entry, Json
from proviso.record.keys import DataKey

NOTHING: Mapping[str, Json] = MappingProxyType({})


class ReasonNeeded(CaseError):
    """A case is opened for a reason, in words."""

    code = "reason_needed"
    status = 422


@transaction.atomic
def record_consultation(
    actor: Actor,
    case: str,
    kind: str,
    why: str,
    *,
    key: DataKey | None = None,
    body: Mapping[str, Json] = NOTHING,
    concerns: Sequence[Concern] = (),
) -> Entry:
    """Append the entry and put what it raises on the lists, in one transaction. `key` is the case's where it is known.

    Raises what `record.append` raises.
    """
    told: dict[str, Json] = {"role": actor.role.value, "unit": actor.unit, **body}
    if concerns:
        told["raised"] = [one.plain() for one in concerns]
    entry = append(
        Draft(
            log=actor.force,
            case=case,
            kind=kind,
            category=Category.CONSULTATION,
            actor=actor.staff_number,
            body=told,
            seq=None,
            why=why,
        ),
        now=clock.now(),
        key=key,
    )
    raise_concerns(entry, concerns)
    return entry


def overseers(what: Raised, *units: str, case: str = "") -> list[Concern]:
    """The concern as it is raised with the data protection officer and with the supervisors of these units."""
    supervisors = [Concern(Audience.SUPERVISOR, unit, what, case) for unit in sorted(set(units) - {""})]
    return [Concern(Audience.DATA_PROTECTION, "", what, case), *supervisors]


def lock_person(actor: Actor) -> None:
    """Let one person’s looks be counted one after another: sessions that race wait for each other here."""
    list(Officer.objects.select_for_update().filter(staff_number=actor.staff_number).values_list("pk"))


def in_words(reason: str, says: str, label: str = "") -> str:
    """The reason on one line. Raises ReasonNeeded with what to do where it is fewer than three words, or those of the
    question alone: what it `says`, and its `label`, both in English."""
    if not is_reason_here(reason, says, label):
        raise ReasonNeeded(_(says))
    return " ".join(reason.split())
