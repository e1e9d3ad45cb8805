"""Which equality assessment each local policy of a force rests on, and when that is to be reviewed (11.1).

Whether it is current is for the policy owner to say (`changes.state_equality_assessment`); that the day of its review
has passed is arithmetic, and then it is not. Imports nothing about policies themselves.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from proviso.accounts.entries import Changer, note
from proviso.accounts.force_changes import ChangeRefused, allowed
from proviso.accounts.models import Force, Role
from proviso.record.entry import Json

REFERENCE_AT_MOST = 120


class NotAdopted(ChangeRefused):
    """The force does not follow a local policy of that name."""


@dataclass(frozen=True, slots=True)
class EqualityAssessment:
    """The reference by which the force knows an assessment, and the day by which it is to be reviewed."""

    reference: str
    review_on: date


def assessments_of(force: Force) -> dict[str, EqualityAssessment | None]:
    """Each local policy that the force follows, by name, with its assessment; None where nobody has named one."""
    return {name: _named(force, name) for name in force.local_policies}


def unassessed(force: Force) -> list[str]:
    """The local policies that the force follows and for which nobody has named an assessment, by name."""
    return [name for name, one in assessments_of(force).items() if one is None]


def assessment_is_current(force: Force, on: date) -> bool | None:
    """Whether the equality assessment of the force's policy is current on a day: as it was stated, and not once the day
    on which that of a local policy was to be reviewed has passed. None where nobody has said, or where a local policy
    names none: that an assessment is current was not said of a policy adopted since."""
    if any(one and one.review_on < on for one in assessments_of(force).values()):
        return False
    return None if force.equality_assessment_current and unassessed(force) else force.equality_assessment_current


def name_assessment(
    force: Force, policy: str, assessment: EqualityAssessment, *, by: Changer, now: datetime, why: str
) -> Force:
    """Say which assessment a local policy rests on. Raises `NotTheirs`, `NotAdopted`, and `ValidationError` for a
    reference that is empty or too long, and for a review on a day that has passed."""
    with transaction.atomic():
        actor = allowed(force, by, Role.POLICY_OWNER)
        force = Force.objects.select_for_update().get(pk=force.pk)
        if policy not in force.local_policies:
            raise NotAdopted(
                _("%(force)s does not follow a local policy %(policy)r. Adopt it first, or name one of: %(those)s.")
                % {"force": force, "policy": policy, "those": ", ".join(force.local_policies) or _("none")}
            )
        if not 0 < len(assessment.reference) <= REFERENCE_AT_MOST:
            says = _("Give the reference of the assessment, in at most %d characters.") % REFERENCE_AT_MOST
            raise ValidationError(says)
        if assessment.review_on < timezone.localdate(now):
            raise ValidationError(_("Enter a day for the review that is still to come"))
        was, now_is = force.equality_assessments.get(policy), _plain(assessment)
        if was == now_is:
            return force
        force.equality_assessments = {**force.equality_assessments, policy: now_is}
        force.save(update_fields=["equality_assessments"])
        body: dict[str, Json] = {"policy": policy, "was": was, "is": now_is}
        note(force, "equality_assessment_named", actor=actor, body=body, now=now, why=why)
    return force


def _named(force: Force, policy: str) -> EqualityAssessment | None:
    kept = force.equality_assessments.get(policy)
    return EqualityAssessment(kept["reference"], date.fromisoformat(kept["review_on"])) if kept else None


def _plain(assessment: EqualityAssessment) -> dict[str, Json]:
    return {"reference": assessment.reference, "review_on": assessment.review_on.isoformat()}
