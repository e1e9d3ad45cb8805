"""What is counted of a case: codes and whole hours, made of the case alone. Pure.

No name, reference, staff number or word that somebody wrote is in it. `oversight.figures` counts these, each under the
paragraph that asks for it. What nobody recorded is empty, and is counted apart as not known.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from proviso.casework.clock import LONDON
from proviso.casework.history.case import Case, Disclosure, RecordedAnswer, answers
from proviso.casework.reading.counted_person import age_band, language_counted
from proviso.casework.reading.delays import Delay, delays_of
from proviso.casework.reading.fact_codes import INFORMED_BEFOREHAND
from proviso.casework.reading.notification_status import needs_of, told_of, told_state, worst_of
from proviso.casework.reading.unreviewed import check_review, is_from_routine_check, late_unreviewed
from proviso.casework.values.allegation import Allegation
from proviso.casework.values.closing import Closed, ClosedUnshared
from proviso.casework.values.considerations import InterpreterWas, Views, ViewsAre
from proviso.casework.values.content import AdditionalInformation, BasicField
from proviso.casework.values.decision import DelayDecided, NotSharingDecided, SharingDecided
from proviso.casework.values.local_answer import LocalAnswer
from proviso.casework.values.notification import Again, AttemptFailed, Telling, Told, ToldBefore
from proviso.casework.values.person import Interpreter, Person, Reach
from proviso.casework.values.protection import Support
from proviso.casework.values.reply import OutcomeRecorded
from proviso.casework.values.review_outcomes import DelayReviewed
from proviso.casework.values.role import Start
from proviso.casework.values.suspicion import Suspicion
from proviso.casework.values.timing import Timing
from proviso.casework.values.value import Value
from proviso.policy.typed_facts import Informed

NOT_YET = -1
"""In place of hours: what is waited for has not happened."""

CLOSES = (Closed, ClosedUnshared)

DECISIONS: Mapping[type[Value], str] = {
    SharingDecided: "share",
    NotSharingDecided: "not_share",
    DelayDecided: "delay",
}


@dataclass(frozen=True, slots=True)
class CountedCase:
    """One case as it is counted: codes, and whole hours.

    Hours are None where they are not known or there is nothing to know, and `NOT_YET` where something is still waited
    for. A code is "" where it is not known or not asked.
    """

    opened: date | None = None
    unit: str = ""
    role: str = ""
    crimes: tuple[str, ...] = ()
    suspected: str = "no"
    source: str = ""
    certainty: str = ""
    status_check: str = ""
    check_review: str = ""
    decisions: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    powers: tuple[str, ...] = ()
    shared: str = "no"
    content: str = ""
    left_out: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    late: str = ""
    late_review: str = ""
    hours_to_decision: int | None = None
    hours_to_sharing: int | None = None
    hours_to_acknowledgement: int | None = None
    delay_reasons: tuple[str, ...] = ()
    hours_past_review: int | None = None
    told_before: str = ""
    told_after: str = ""
    tried_again: str = ""
    interpreter: str = ""
    interpreter_there: str = ""
    additional_proposed: str = ""
    views: str = ""
    views_and_decision: str = ""
    replies: tuple[str, ...] = ()
    found_wrong: str = ""
    hours_to_correction: int | None = None
    engaged: str = ""
    report: str = ""
    ended: str = "open"
    age: str = ""
    language: str = ""
    support: str = ""


def counted(case: Case) -> CountedCase:
    """What is counted of a case as it is."""
    allegation, suspicion, extra = case.latest(Allegation), case.latest(Suspicion), case.latest(AdditionalInformation)
    decided = [one for one in case.history if type(one.value) in DECISIONS]
    outcome = case.latest(OutcomeRecorded)
    so_far = CountedCase(
        opened=case.opened_at.astimezone(LONDON).date() if case.opened_at else None,
        unit=case.unit,
        role=case.role.value,
        crimes=_codes(allegation.crime_types if allegation else ()),
        suspected=_yes(case.suspected or suspicion is not None),
        source=suspicion.arose_from.value if suspicion else "",
        certainty=suspicion.certainty.value if suspicion else "",
        decisions=_codes(DECISIONS[type(one.value)] for one in decided),
        hours_to_decision=_to_decision(case, decided),
        additional_proposed="" if extra is None else _yes(bool(extra.items)),
        engaged=outcome.engaged.value if outcome else "",
        report=outcome.report.value if outcome else "",
        ended=_ended(case),
    )
    for add in (_checked, _why, _shared, _delayed, _told, _views, _person):
        so_far = add(so_far, case)
    return so_far


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"


def _codes(given: Iterable[str]) -> tuple[str, ...]:
    """Each code once, in order."""
    return tuple(sorted({str(getattr(one, "value", one)) for one in given}))


def _hours(since: datetime | None, until: datetime | None) -> int | None:
    """Whole hours from one to the other; 0 where the second came first, None where one is not known."""
    if since is None or until is None:
        return None
    return max(0, (until - since) // timedelta(hours=1))


def _to_decision(case: Case, decided: list[RecordedAnswer[Value]]) -> int | None:
    formed = _formed(case)
    if formed is None:
        return None
    return _hours(formed, decided[0].at) if decided else NOT_YET


def _formed(case: Case) -> datetime | None:
    """When the suspicion was first recorded."""
    return next((one.at for one in case.history if answers(one, Suspicion)), None)


def _ended(case: Case) -> str:
    if not case.closed:
        return "open"
    last = [one.value for one in case.history if isinstance(one.value, CLOSES)][-1]
    return last.why.value if isinstance(last, ClosedUnshared) else "closed"


def _checked(so_far: CountedCase, case: Case) -> CountedCase:
    """Whether the suspicion came from a check of status, and what a supervisor found of a routine one (5.2)."""
    if is_from_routine_check(case):
        review = check_review(case)
        return replace(so_far, status_check="routine", check_review=review.outcome.value if review else "waits")
    suspicion = case.latest(Suspicion)
    if suspicion is None:
        return so_far
    return replace(so_far, status_check=suspicion.status_check_was.value if suspicion.status_check_was else "none")


def _why(so_far: CountedCase, case: Case) -> CountedCase:
    """What sharing was decided for, and under which powers, over every decision to share."""
    made = [one.value for one in case.history if answers(one, SharingDecided)]
    return replace(
        so_far,
        purposes=_codes(stated.purpose for one in made for stated in one.purposes),
        powers=_codes(one.power for one in made if one.power),
    )


def _shared(so_far: CountedCase, case: Case) -> CountedCase:
    """What left, to whom, how long it took and whether it was right, over every disclosure."""
    shared, start = case.disclosures, case.latest(Start)
    if not shared:
        return replace(so_far, shared="yes") if start and start.already_shared else so_far
    first = shared[0]
    late = any(one.late for one in shared)
    return replace(
        so_far,
        shared="yes",
        content=_content(case),
        left_out=_left_out(case),
        recipients=_codes(one.recipient.value if one.recipient else _other(one) for one in shared),
        late=_yes(late),
        late_review=("waits" if late_unreviewed(case) else "reviewed") if late else "",
        hours_to_sharing=None if first.late else _hours(_formed(case), first.happened_at),
        hours_to_acknowledgement=_acknowledged(first),
        told_before=worst_of(_told_before(one, case) for one in shared) or "",
        told_after=worst_of(told_of(one, case) for one in shared) or "",
        replies=_codes(said for one in case.replies for said in one.value.said) or ("none",),
        found_wrong=_yes(bool(case.inaccuracies)),
        hours_to_correction=_corrected(case),
    )


def _other(one: Disclosure) -> str:
    if one.is_outside:
        return "outside_home_office"
    return "other_home_office" if one.other_recipient else "not_known"


def _content(case: Case) -> str:
    """Whether any disclosure held more than basic information; "" where a late one does not say what it held."""
    if any((one.decided and one.decided.additional) or (one.call and one.call.beyond) for one in case.disclosures):
        return "additional"
    return "" if any(one.late for one in case.disclosures) else "basic"


def _left_out(case: Case) -> tuple[str, ...]:
    """The basic fields that no disclosure held; empty where a late one does not say."""
    held: set[BasicField] = set()
    for one in case.disclosures:
        if one.late and not one.late.fields:
            return ()
        held.update(one.late.fields if one.late else ())
        held.update(basic.field for basic in (one.decided.basic if one.decided else ()))
    return _codes(field for field in BasicField if field not in held) or ("none",)


def _acknowledged(one: Disclosure) -> int | None:
    if one.awaits_acknowledgement:
        return NOT_YET
    return _hours(one.happened_at, one.acknowledged.happened_at) if one.acknowledged else None


def _told_before(one: Disclosure, case: Case) -> Informed | None:
    """Whether the person was told before this disclosure (9.1.1), by what was recorded before it."""
    if one.late:
        return INFORMED_BEFOREHAND[one.late.told_before]
    told = [past.value for past in case.history[: one.seq] if answers(past, ToldBefore)]
    return told_state(told[-1], needs_of(case)) if told else None


def _corrected(case: Case) -> int | None:
    if not case.inaccuracies:
        return None
    if any(case.still_wrong(one) for one in case.disclosures) or not case.corrections:
        return NOT_YET
    return _hours(case.inaccuracies[0].at, case.corrections[-1].at)


def _delayed(so_far: CountedCase, case: Case) -> CountedCase:
    """Why sharing was delayed, and how long past the day of its review the last delay went on (7.2)."""
    delays = delays_of(case)
    if not delays or not any(answers(one, DelayDecided) for one in case.history):
        return so_far
    reasons = _codes(one.reason for one in delays)
    return replace(so_far, delay_reasons=reasons, hours_past_review=_past_review(case, delays[-1]))


def _past_review(case: Case, delay: Delay) -> int | None:
    if delay.ended is None:
        return NOT_YET
    review_at = None
    for one in case.history[delay.seq - 1 :]:
        if one.seq == delay.seq and isinstance(one.value, Timing):
            review_at = one.value.review_at
        elif isinstance(one.value, DelayReviewed) and one.at <= delay.ended:
            review_at = one.value.next_review_at or review_at
    return _hours(review_at, delay.ended)


def _told(so_far: CountedCase, case: Case) -> CountedCase:
    """What was tried again where telling was impracticable, and whether the interpreter who is needed was there."""
    reach = case.latest(Reach)
    needed = reach.interpreter if reach else None
    found = replace(so_far, tried_again=_tried_again(case), interpreter=needed.value if needed else "")
    if needed in (None, Interpreter.NOT_NEEDED):
        return found
    was = [
        one.value.interpreter
        for one in case.history
        if isinstance(one.value, Told | Views | LocalAnswer)
        and one.value.interpreter not in (None, InterpreterWas.IN_WRITING)
    ]
    there = all(one is InterpreterWas.PRESENT for one in was)
    return replace(found, interpreter_there=("every_time" if there else "not_every_time") if was else "")


def _tried_again(case: Case) -> str:
    told = [one for one in case.history if isinstance(one.value, Told | AttemptFailed)]
    impracticable = [one for one in told if isinstance(one.value, Told) and one.value.told is Telling.IMPRACTICABLE]
    if not impracticable:
        return ""
    if told[-1].seq > impracticable[0].seq:
        return "yes"
    said = impracticable[0].value
    return "never" if isinstance(said, Told) and said.again is Again.NEVER else "no"


def _views(so_far: CountedCase, case: Case) -> CountedCase:
    """The person's views on additional information, and how they fell beside what was then done (6.3.1)."""
    views = case.latest(Views)
    if views is None:
        return so_far
    if views.views is not ViewsAre.GIVEN or views.oppose is None:
        return replace(so_far, views=views.views.value)
    more = any(one.decided and one.decided.additional for one in case.disclosures)
    said, done = "objected" if views.oppose else "agreed", "shared" if more else "not_shared"
    return replace(so_far, views=views.views.value, views_and_decision=f"{said}_{done}")


def _person(so_far: CountedCase, case: Case) -> CountedCase:
    """What 11.1 is looked at by, of what is recorded anyway: the latest that is known."""
    support = case.latest(Support)
    return replace(
        so_far,
        age=age_band(case.latest(Person), so_far.opened),
        language=language_counted(case.latest(Reach)),
        support=support.support.value if support else "",
    )
