"""What policy is asked: the facts of a case, in the engine's vocabulary. Pure. What nobody recorded is left out.

An answer counts for what it was about: when the proposal or the additional items change, being told, views and
weighings are unknown again; a reply makes what the Home Office provided unknown again (6.3.3).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from proviso.casework.history.case import Case, Disclosure, answers
from proviso.casework.reading.delays import shared_while_delayed
from proviso.casework.reading.fact_codes import (
    CERTAINTIES,
    CHECKS,
    DELAYS,
    INFORMED_BEFOREHAND,
    INVESTIGATED,
    MEASURES,
    ROLES,
    SOURCES,
)
from proviso.casework.reading.local_facts import local_facts
from proviso.casework.reading.notification_status import (
    counts,
    is_child,
    needs_of,
    told_explained,
    told_of,
    told_state,
    worst_of,
)
from proviso.casework.reading.outstanding_corrections import correction_outstanding, parts_kept
from proviso.casework.reading.proposal import Proposal, is_of_decision, known_by_now, proposal_of
from proviso.casework.reading.risk import to_consider_again
from proviso.casework.reading.to_tell_before import proposed_since, to_tell_before
from proviso.casework.reading.unreviewed import check_review, is_from_routine_check, outside_unreviewed
from proviso.casework.values.allegation import Allegation, CrimeType
from proviso.casework.values.considerations import Views, ViewsAre, Weighing
from proviso.casework.values.content import AdditionalInformation, BasicField, BasicInformation
from proviso.casework.values.decision import DelayEnded, NotSharingDecided
from proviso.casework.values.notification import ToldBefore
from proviso.casework.values.person import Knows, Person
from proviso.casework.values.protection import Control, Measure, Protection, Referral, Support
from proviso.casework.values.reasons import LawfulBasis, Purposes
from proviso.casework.values.role import Start
from proviso.casework.values.sharing import AlreadyShared, ToldBeforehand
from proviso.casework.values.suspicion import ReviewOutcome, Source, StatusCheck, Suspicion
from proviso.casework.values.timing import DelayReason, Department, RecipientChosen, Timing, When
from proviso.policy.typed_facts import CaseFacts, Extent, PolicedIn, recorded


@dataclass(frozen=True, slots=True)
class ForceSetting:
    """What the force brings: where it polices, and whether its policy's equality assessment is current (11.1)."""

    jurisdiction: PolicedIn
    equality_assessment_current: bool | None


def facts_of(case: Case, setting: ForceSetting) -> CaseFacts:
    """Every fact that is known of a case, by name. A fact goes only where its parent has the value it goes with."""
    proposal = proposal_of(case)
    facts: CaseFacts = {
        **_opening(case),
        **_protection(case),
        **_suspicion(case),
        **_reasons(case),
        **_content(case, proposal),
        **_considerations(case, proposal),
        **_timing(case),
        **_recipient(case),
        **_told_before(case, proposal),
        **_shared(case),
        **local_facts(case),
        # Deciding against more, once something was shared, takes nothing back that had to come before it.
        "not_sharing_decided": answers(case.decision, NotSharingDecided) and not case.disclosures,
        "corrections_outstanding": correction_outstanding(case),
        "jurisdiction": setting.jurisdiction,
        "equality_assessment_current": setting.equality_assessment_current,
    }
    return recorded(facts)


def _opening(case: Case) -> CaseFacts:
    allegation = case.latest(Allegation)
    crimes = allegation.crime_types if allegation else ()
    person = case.latest(Person)
    return {
        "role": ROLES[case.role],
        "suspected": case.suspected,
        "allegation_recorded": INVESTIGATED[allegation.stands] if allegation else None,
        "domestic_abuse": CrimeType.DOMESTIC_ABUSE in crimes if allegation else None,
        "sexual_offence": CrimeType.SEXUAL_OFFENCE in crimes if allegation else None,
        "modern_slavery": CrimeType.MODERN_SLAVERY in crimes if allegation else None,
        "child": is_child(person) if person else None,
    }


def _protection(case: Case) -> CaseFacts:
    protection, control, support = case.latest(Protection), case.latest(Control), case.latest(Support)
    offered = {Referral.MADE: True, Referral.DECLINED: True, Referral.NOT_OFFERED: False}
    return {
        "protection_considered": True if protection else None,
        "immediate_protection": MEASURES[protection.immediate] if protection else None,
        "status_used_as_control": {Knows.YES: True, Knows.NO: False}.get(control.used) if control else None,
        "support_offered": offered.get(support.support) if support else None,
        "slavery_referral_considered": support.slavery is not Referral.NOT_OFFERED
        and CrimeType.MODERN_SLAVERY not in to_consider_again(case)
        if support
        else None,
    }


def _suspicion(case: Case) -> CaseFacts:
    suspicion = case.latest(Suspicion)
    if suspicion is None:
        return {}
    certainty = CERTAINTIES[suspicion.certainty]
    if is_from_routine_check(case):
        # What was recorded first stays: a correction alone does not clear a breach (5.2).
        return {
            "certainty": certainty,
            "arose_from": SOURCES[Source.STATUS_CHECK],
            "status_check_was": CHECKS[StatusCheck.ROUTINE],
            "breach_reviewed": review_stands(case),
        }
    return {
        "certainty": certainty,
        "arose_from": SOURCES[suspicion.arose_from],
        "status_check_was": CHECKS[suspicion.status_check_was]
        if suspicion.arose_from is Source.STATUS_CHECK and suspicion.status_check_was
        else None,
    }


def review_stands(case: Case) -> bool:
    """Whether a supervisor let the suspicion stand, as it now is, on other grounds (5.2). A review that was not made is
    known not to be."""
    review = check_review(case)
    return review is not None and review.outcome is ReviewOutcome.STANDS


def _reasons(case: Case) -> CaseFacts:
    return {
        "purpose_recorded": True if case.latest(Purposes) else None,
        "lawful_basis_recorded": True if case.latest(LawfulBasis) else None,
    }


def _content(case: Case, proposal: Proposal) -> CaseFacts:
    basic, extra = case.latest(BasicInformation), case.latest(AdditionalInformation)
    extent: Extent | None = None
    if basic:
        extents: dict[int, Extent] = {len(BasicField): "all", 0: "none"}
        extent = extents.get(len(proposal.basic), "some")
    return {
        "basic_information": extent,
        # A field that is left out cannot be without its reason; one that was chosen and has nothing to share has none,
        # nor has one any more that was not known and is.
        "omission_explained": not (proposal.missing or known_by_now(case)) if extent == "some" else None,
        "additional_proposed": bool(extra.items) if extra else None,
    }


def _considerations(case: Case, proposal: Proposal) -> CaseFacts:
    extra = case.latest(AdditionalInformation)
    if extra is None or not extra.items:
        return {}
    return {**_views(case, proposal), **_weighed(case, proposal)}


def _views(case: Case, proposal: Proposal) -> CaseFacts:
    views = case.latest(Views)
    if views is None or not proposal.items_are_known_by(views.about):
        return {}
    if views.views is ViewsAre.IMPRACTICABLE:
        return {"views": "impracticable", "views_impracticable_explained": True}
    if views.views is ViewsAre.NOT_SOUGHT or not counts(views, needs_of(case)):
        # What is only proposed after a disclosure breaches nothing yet: until it is asked, the answer is not known.
        return {} if _pending(case) else {"views": "not_sought"}
    if views.views is ViewsAre.DECLINED:
        return {"views": "declined"}
    return {"views": "given", "views_oppose": views.oppose, "views_weighed": bool(views.weighed)}


def _pending(case: Case) -> bool:
    """Whether what is proposed now came after the last disclosure: nothing that it lacks was left out of one made."""
    return bool(case.disclosures) and proposed_since(case, case.disclosures[-1])


def _weighed(case: Case, proposal: Proposal) -> CaseFacts:
    weighing = case.latest(Weighing)
    if weighing is None or not proposal.items_are_known_by(weighing.about):
        return {}
    since_reply = not case.replies or case.seq_of(Weighing) > case.replies[-1].seq
    return {
        "gravity_weighed": True,
        "home_office_information_weighed": True if since_reply else None,
        "protection_weighed": True,
    }


def _timing(case: Case) -> CaseFacts:
    timing = case.latest(Timing)
    if timing is None:
        return {}
    if timing.when is When.NOW or timing.delay_reason is None:
        return {"timing_weighed": True, "delay_reason": "none"}
    return {
        "timing_weighed": True,
        "delay_reason": DELAYS[timing.delay_reason],
        "delay_still_applies": delay_applies(case, timing),
    }


def delay_applies(case: Case, timing: Timing) -> bool:
    """Whether the reason for delay is still there: it ends when someone says so, or when the immediate protection
    that it waited for is recorded as in place or not needed (7.2)."""
    since = case.seq_of(Timing)
    protection = case.latest(Protection)
    protected = (
        timing.delay_reason is DelayReason.IMMEDIATE_PROTECTION
        and protection is not None
        and case.seq_of(Protection) > since
        and protection.immediate is not Measure.NEEDED
    )
    return not (case.seq_of(DelayEnded) > since or protected)


def _recipient(case: Case) -> CaseFacts:
    if _went_outside(case):
        return {"recipient": "outside_home_office", "recipient_explained": False}
    recipient = case.latest(RecipientChosen)
    if recipient is None:
        return {}
    if recipient.department is Department.NCCU:
        return {"recipient": "nccu"}
    return {"recipient": "other_home_office", "recipient_explained": bool(recipient.why)}


def _went_outside(case: Case) -> bool:
    """Whether something went outside the Home Office, and the data protection officer has not looked at it, or no
    recipient was chosen since: no explanation makes up for it, and no supervisor's review (1.2.4)."""
    last = max((one.seq for one in case.disclosures if one.is_outside), default=0)
    return bool(outside_unreviewed(case)) or case.seq_of(RecipientChosen) < last


def _told_before(case: Case, proposal: Proposal) -> CaseFacts:
    last = case.disclosures[-1] if case.disclosures else None
    settled = last is not None and not to_tell_before(case, last, proposal)
    if last and last.late and settled:
        return _told_before_late(last.late)
    told = case.latest(ToldBefore)
    if told is None:
        return {}
    if not (_told_of_what_was_shared(case, told, last) if last and settled else proposal.is_known_by(told.about)):
        return {}
    state = told_state(told, needs_of(case))
    if state == "no" and _pending(case):
        return {}
    return {
        "informed_before": state,
        "informed_before_explained": bool(told.why_impracticable) if state == "impracticable" else None,
    }


def _told_of_what_was_shared(case: Case, told: ToldBefore, last: Disclosure) -> bool:
    return last.decided is not None and is_of_decision(case, told.about, last.decided)


def _told_before_late(late: AlreadyShared) -> CaseFacts:
    impracticable = late.told_before is ToldBeforehand.IMPRACTICABLE
    return {
        "informed_before": INFORMED_BEFOREHAND[late.told_before],
        "informed_before_explained": bool(late.why_not_told) if impracticable else None,
    }


_NOTHING_RECORDED: CaseFacts = {
    "recorded_what": False,
    "recorded_when": False,
    "recorded_with_whom": False,
    "recorded_why": False,
}


def _shared(case: Case) -> CaseFacts:
    start = case.latest(Start)
    if not case.disclosures:
        unrecorded = start is not None and start.already_shared
        before: CaseFacts = {"shared": True, "shared_while_delayed": shared_while_delayed(case)}
        return {**before, **_NOTHING_RECORDED} if unrecorded else {"shared": False}
    states = {one.seq: told_of(one, case) for one in case.disclosures}
    worst = worst_of(states.values())
    explained = all(told_explained(one, case) for one in case.disclosures if states[one.seq] == "impracticable")
    return {
        "shared": True,
        "shared_while_delayed": shared_while_delayed(case),
        "informed_after": worst,
        "informed_after_explained": explained if worst == "impracticable" else None,
        "recorded_what": all(_kept(case.disclosures, "what")),
        "recorded_when": all(_kept(case.disclosures, "when")),
        "recorded_with_whom": all(_kept(case.disclosures, "with_whom")),
        "recorded_why": all(_kept(case.disclosures, "why")),
    }


def _kept(disclosures: tuple[Disclosure, ...], part: str) -> Iterator[bool]:
    """For each disclosure, whether this part is recorded (10.1.1 to 10.1.4); a decided one keeps them all."""
    for one in disclosures:
        yield one.late is None or parts_kept(one.late)[part]
