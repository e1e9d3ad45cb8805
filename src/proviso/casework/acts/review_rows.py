"""The registry's rows of reviews and second looks, by whom each is (5.1.2, 5.2, 5.5, 7.2)."""

from proviso.casework.acts import look, review, why_not
from proviso.casework.acts.act import CaseAct, CasePage, Offer, Priority, Record
from proviso.casework.reading.unreviewed import check_unreviewed, late_unreviewed
from proviso.casework.second_look import Looker
from proviso.casework.values.looks import LeadLooked, Looked, SupervisorLooked
from proviso.casework.values.protection import VulnerabilityReviewed
from proviso.casework.values.review_outcomes import DelayReviewed, LateDisclosureReviewed, OutsideDisclosureReviewed
from proviso.casework.values.suspicion import BreachReviewed, SourceCorrected
from proviso.casework.writing.permissions import Permission


def _look(slug: str, value: type[Looked], record: Record, permission: Permission, by: Looker) -> CaseAct:
    """The row of a second look: the same act whoever takes it, each with a value and a permission of their own."""
    return CaseAct(
        slug=slug,
        value=value,
        record=record,
        permission=permission,
        why_not=why_not.nothing_to_look_at(by),
        title="Take a second look",
        lead="Somebody other than the officer looks, where people get hurt. What is decided stays the officer’s.",
        done="Your look is recorded.",
        offers=(Offer(words="Take a second look", urgency=Priority.SAFETY),),
        because="Where people get hurt, somebody else sees what was done. Our safeguard",
        used_by="The officer, who cannot send before some looks, and whoever oversees the person’s safety",
        paragraphs=("5.1.2", "5.5"),
    )


REVIEWS: tuple[CasePage, ...] = (
    _look(
        "supervisor-look",
        SupervisorLooked,
        look.look_as_supervisor,
        Permission.REVIEW_AS_SUPERVISOR,
        Looker.SUPERVISOR,
    ),
    _look("lead-look", LeadLooked, look.look_as_lead, Permission.REVIEW_VULNERABILITY, Looker.LEAD),
    CaseAct(
        slug="vulnerability-review",
        value=VulnerabilityReviewed,
        record=review.review_vulnerability,
        permission=Permission.REVIEW_VULNERABILITY,
        why_not=why_not.no_risk_to_review,
        title="Review the risk in the reply",
        lead="It says that they are vulnerable, or that enforcement action is intended. See that they are safe.",
        done="Your review is recorded. The officer is asked about protection again, whatever you found.",
        offers=(Offer(words="Review the risk in the reply", urgency=Priority.SAFETY),),
        because="A reply may show a risk that the officer does not see, so somebody who knows vulnerability looks at "
        "each one",
        used_by="The officer, and whoever oversees the person’s safety",
        paragraphs=("5.1.2", "5.4.4"),
    ),
    CaseAct(
        slug="breach-review",
        value=BreachReviewed,
        record=review.review_breach,
        permission=Permission.REVIEW_AS_SUPERVISOR,
        why_not=why_not.no_routine_check,
        shows=lambda case: case.latest(BreachReviewed),
        title="Review a status check",
        lead="Checks of status are not made routinely. Decide whether there are other grounds for the suspicion. "
        "Whoever corrected how it arose does not review it.",
        done="Your review is recorded. The breach stays on the record either way.",
        offers=(
            Offer(
                words="Review the status check",
                urgency=Priority.REVIEW,
                when=lambda opened: check_unreviewed(opened.case),
            ),
        ),
        because="Status is not checked as a routine. Where it was, a supervisor says whether there are other grounds",
        used_by="The officer, who may not share before it, and whoever oversees such checks",
        paragraphs=("5.2",),
    ),
    CaseAct(
        slug="late-disclosure-review",
        value=LateDisclosureReviewed,
        record=review.review_late_disclosure,
        permission=Permission.REVIEW_AS_SUPERVISOR,
        why_not=why_not.no_late_disclosure,
        title="Review a disclosure already made",
        lead="It was shared before what should have come first. Look at what is missing, and at what happens now.",
        done="Your review is recorded.",
        offers=(
            Offer(
                words="Review the disclosure already made",
                urgency=Priority.REVIEW,
                when=lambda opened: bool(late_unreviewed(opened.case)),
            ),
        ),
        because="Something went out before what should have come first; somebody looks at what is missing and what "
        "follows",
        used_by="The officer, and whoever learns from it",
        paragraphs=("5.1", "9.1.1"),
    ),
    CaseAct(
        slug="outside-review",
        value=OutsideDisclosureReviewed,
        record=review.review_outside_disclosure,
        permission=Permission.REVIEW_DATA_PROTECTION,
        why_not=why_not.nothing_outside,
        title="Review a disclosure outside the Home Office",
        lead="Somebody who is no part of the Home Office was told. Nothing more is shared on the case until you have "
        "looked at it.",
        done="Your review is recorded. The breach stays on the record.",
        offers=(Offer(words="Review the disclosure outside the Home Office", urgency=Priority.SAFETY),),
        because="Sharing outside the Home Office is the gravest breach that there can be here, so it is not cleared by "
        "those who carry or supervise the case",
        used_by="The data protection officer, the supervisor, and the Information Commissioner where it is told",
        paragraphs=("1.2.4", "Data Protection Act 2018 s.67"),
    ),
    CaseAct(
        slug="delay-review",
        value=DelayReviewed,
        record=review.review_delay,
        permission=Permission.REVIEW_AS_SUPERVISOR,
        why_not=why_not.no_delay,
        title="Review the delay",
        lead="A delay lasts no longer than its reason.",
        done="Your review is recorded.",
        offers=(Offer(words="Review the delay", urgency=Priority.REVIEW),),
        because="Somebody other than the one who delays looks at whether its reason still holds",
        used_by="The officer",
        paragraphs=("7.2",),
    ),
    CaseAct(
        slug="source",
        value=SourceCorrected,
        record=review.correct_source,
        permission=Permission.REVIEW_AS_SUPERVISOR,
        why_not=why_not.no_suspicion,
        title="Correct how the suspicion arose",
        lead="Only a supervisor corrects this, and what was recorded first stays on the record. Where that was a "
        "routine check, another supervisor still reviews it.",
        done="Corrected. What was recorded before stays on the record, and another supervisor still reviews a routine "
        "check.",
        offers=(Offer(words="Correct how the suspicion arose"),),
        because="How a suspicion arose decides whether it may be shared, so an officer cannot rewrite it and a "
        "supervisor can",
        used_by="The supervisor",
        paragraphs=("5.2", "5.3.1", "5.3.2"),
    ),
)
