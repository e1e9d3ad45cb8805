"""The task list: how each question stands, what it waits for, which comes next; and what each act says at its end."""

from dataclasses import replace

import pytest

from proviso.accounts.models import Role
from proviso.casework.acts.close import close_unshared
from proviso.casework.acts.journey import BY_SLUG, QUESTIONS, next_question
from proviso.casework.acts.question import TaskStatus
from proviso.casework.history.case import Case, Stage
from proviso.casework.values.allegation import Investigation
from proviso.casework.values.closing import Closed, HandedOver, Reopened
from proviso.casework.values.considerations import Views, ViewsAre
from proviso.casework.values.content import Include, Omission
from proviso.casework.values.correction import CorrectionCancelled, FoundWrong, Wrong
from proviso.casework.values.decision import Decide, Decision, DecisionWithdrawn, DelayEnded, NotSharingDecided
from proviso.casework.values.dispatch import SendingCancelled
from proviso.casework.values.looks import LeadLooked, LookOutcome, SupervisorLooked, UrgencyDeclared
from proviso.casework.values.notification import Telling, ToldBefore
from proviso.casework.values.person import Whereabouts
from proviso.casework.values.protection import Referral
from proviso.casework.values.reply import ReplyDismissed
from proviso.casework.values.review_outcomes import DelayReviewed, LateDisclosureReviewed, Review
from proviso.casework.values.role import RoleCorrected, RoleInCase
from proviso.casework.values.suspicion import Source, SourceCorrected
from proviso.casework.values.value import Value
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.permissions import Actor
from proviso.web.act_pages import FORMS

from ..casework.carried import WITHDRAWN, WITHDREW
from ..casework.every import (
    ACKNOWLEDGED,
    CAME_BACK,
    CORRECTION,
    DELIVERED,
    ENDED,
    FAILED,
    LATE,
    NEEDED,
    NOT_REACHED,
    OUTCOME,
    OUTSIDE_REVIEWED,
    REVIEW_STANDS,
    RISK_REVIEWED,
    SETTLED,
    TOLD_CORRECTION,
    WAITING,
)
from ..casework.examples import (
    ADDRESS,
    ALLEGATION,
    ANSWERS,
    BASIC,
    CALL_ENDED,
    MEASURES_TOO,
    PERSON,
    PROTECTION,
    REPLY,
    START,
    SUPPORT,
    TOLD_AFTER,
    TOLD_BEFORE,
    VIEWS,
    WEIGHING,
    answer,
    begun,
    ready,
)
from ..casework.folding import facts, folded, onto
from ..casework.stories import routine, told_late
from .conftest import Browse, Cases, Where
from .forms import REVIEWS, ROLES, every_form, typed
from .reading import read

TABLE = """
question      begun        answered     with items   not enough
allegation    not_started  completed    completed    in_progress
person        not_started  completed    completed    -
address       not_started  completed    completed    -
reach         not_started  completed    completed    -
protection    not_started  completed    completed    in_progress
control       not_started  completed    completed    -
support       not_started  completed    completed    in_progress
suspicion     not_started  completed    completed    -
purposes      not_started  completed    completed    -
lawful-basis  not_started  completed    completed    -
basic         not_started  completed    completed    in_progress
additional    not_started  completed    completed    -
views         not_needed   not_needed   not_started  in_progress
weighing      not_needed   not_needed   not_started  in_progress
timing        not_started  completed    completed    -
recipient     not_started  completed    completed    -
tell-before   cannot       completed    in_progress  in_progress
"""
"""Told of the basic information alone, the person has still to be told once more is proposed (9.1.1)."""

BEGUN, ANSWERED = folded(), folded(*ANSWERS)
WITH_ITEMS = onto(ANSWERED, [MEASURES_TOO])
NOT_KNOWN = replace(BASIC, date_of_birth=Include.LEAVE_OUT, date_of_birth_omitted=Omission.NOT_KNOWN)
NOT_ENOUGH = {
    "allegation": onto(ANSWERED, [replace(ALLEGATION, stands=Investigation.NOBODY)]),
    "protection": onto(ANSWERED, [NEEDED]),
    "support": onto(ANSWERED, [replace(SUPPORT, support=Referral.NOT_OFFERED)]),
    "basic": onto(ANSWERED, [NOT_KNOWN, PERSON]),
    "views": onto(WITH_ITEMS, [Views(views=ViewsAre.NOT_SOUGHT)]),
    "weighing": onto(WITH_ITEMS, [WEIGHING, replace(MEASURES_TOO, measures="Another marker")]),
    "tell-before": onto(ANSWERED, [ToldBefore(told=Telling.NO)]),
}
LINES = [line.split() for line in TABLE.strip().splitlines()[1:]]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[0])
def test_how_a_question_stands(line: list[str]) -> None:
    slug, *expected = line
    cases = (BEGUN, ANSWERED, WITH_ITEMS, NOT_ENOUGH.get(slug))
    assert ["-" if case is None else state(slug, case) for case in cases] == expected


def state(slug: str, case: Case) -> str:
    return BY_SLUG[slug].state(case, facts(case)).name.lower().removesuffix("_start")


def test_every_question_can_be_completed() -> None:
    whole = onto(WITH_ITEMS, [VIEWS, WEIGHING, TOLD_BEFORE])
    assert {state(one.slug, whole) for one in QUESTIONS} == {"completed"}
    assert next_question(whole, facts(whole), "allegation") is None


def test_basic_information_is_chosen_again_once_it_no_longer_fits() -> None:
    gone = replace(ADDRESS, whereabouts=Whereabouts.NOT_KNOWN, address=None)
    for case in (onto(ANSWERED, [gone]), NOT_ENOUGH["basic"]):
        assert (state("basic", case), next_question(case, facts(case), "address")) == ("in_progress", BY_SLUG["basic"])
        assert state("basic", onto(case, [BASIC, ADDRESS])) == "completed"
    assert state("basic", onto(folded(*ANSWERS, NOT_KNOWN, LATE), [PERSON])) == "completed"


@pytest.mark.parametrize("support", [Referral.MADE, Referral.DECLINED, Referral.NOT_APPLICABLE])
def test_support_is_done_with_once_it_was_offered_or_does_not_apply(support: Referral) -> None:
    by = "An invented charity" if support is Referral.MADE else None
    case = onto(ANSWERED, [replace(SUPPORT, support=support, support_by=by)])
    assert state("support", case) == "completed"
    assert next_question(case, facts(case), "control") is not BY_SLUG["support"]


def test_the_table_speaks_of_every_question() -> None:
    assert [line[0] for line in LINES] == [one.slug for one in QUESTIONS]


@pytest.mark.parametrize(
    ("case", "after", "following"),
    [
        (BEGUN, "allegation", "person"),
        (BEGUN, "recipient", "allegation"),
        (ANSWERED, "person", None),
        (ANSWERED, "nothing", None),
        (WITH_ITEMS, "additional", "views"),
        (WITH_ITEMS, "weighing", "tell-before"),
        (WITH_ITEMS, "tell-before", "views"),
        (NOT_ENOUGH["protection"], "protection", None),
        (NOT_ENOUGH["protection"], "person", "protection"),
    ],
)
def test_which_question_comes_next(case: Case, after: str, following: str | None) -> None:
    found = next_question(case, facts(case), after)
    assert (found.slug if found else None) == following


@pytest.mark.django_db(databases="__all__")
def test_the_page_shows_each_state_in_words_and_why_a_question_waits(officer: Actor, browse: Browse) -> None:
    opened = answer(ready(officer), (NEEDED,))
    page = read(browse().get(f"/cases/{opened.case.reference}/"))
    unasked = {"views", "weighing"}
    for question in QUESTIONS:
        stands = question.state(opened.case, opened.assessed.facts)
        assert (question.title in page.words) == (question.slug not in unasked), question.slug
        link = (f"/cases/{opened.case.reference}/questions/{question.slug}", question.title)
        assert (link in page.links) == (stands is not TaskStatus.NOT_NEEDED), question.slug
    assert "Protective measures In progress" in page.words
    begins = read(browse().get(f"/cases/{begun(officer).case.reference}/"))
    waits = "Choose first what would be shared, why and with whom"
    assert f"Tell them beforehand {waits} Cannot start yet" in begins.words
    assert "The allegation Completed" in page.words


@pytest.mark.parametrize(
    "ended",
    [NotSharingDecided(reason="Nobody suspects her any more"), Closed(reason="Everything that is owed is done")],
)
def test_what_will_never_start_is_not_needed(ended: Value) -> None:
    assert state("tell-before", BEGUN) == "cannot"
    assert state("tell-before", onto(BEGUN, [ended])) == "not_needed"


@pytest.mark.django_db(databases="__all__")
def test_a_closed_case_says_of_all_that_is_unanswered_that_it_was_not_answered(officer: Actor, browse: Browse) -> None:
    opened = begun(officer)
    closed = close_unshared(opened, WITHDREW, seen=opened.case.seq)
    page = read(browse().get(f"/cases/{closed.case.reference}/"))
    assert "Not started" not in page.words
    assert "The person Not answered" in page.words
    assert "Protective measures Not answered" in page.words
    assert "Protective measures" not in [words for _, words in page.links]


@pytest.mark.django_db(databases="__all__")
def test_what_nobody_has_acknowledged_is_said_to_be_shared_and_no_more(cases: Cases, browse: Browse) -> None:
    page = read(browse().get(f"/cases/{cases[Stage.SHARED].case.reference}/")).words
    assert "Information shared, not acknowledged" in page


@pytest.mark.django_db(databases="__all__")
def test_a_reply_that_warns_is_the_first_thing_to_do_for_whoever_has_not_looked(cases: Cases, browse: Browse) -> None:
    opened = cases[Where.WARNED]
    reference = opened.case.reference
    protect = (f"/cases/{reference}/questions/protection", "A reply shows a risk: look at protection again, also where "
               "nothing changes")  # fmt: skip
    review = (f"/cases/{reference}/vulnerability-review", "Review the risk in the reply")
    officer, lead = browse(), browse(Role.VULNERABILITY_LEAD)
    page = read(officer.get(f"/cases/{reference}/"))
    assert protect in page.links
    assert review not in page.links
    assert "Protective measures In progress" in page.words
    assert {protect, review} <= set(read(lead.get(f"/cases/{reference}/")).links)
    assert "An earlier report of the same man" in read(lead.get(review[0])).words
    officer.post(protect[0], typed(PROTECTION, opened.case.seq))
    page = read(officer.get(f"/cases/{reference}/"))
    assert protect not in page.links
    assert "Protective measures Completed" in page.words
    assert review in read(lead.get(f"/cases/{reference}/")).links
    then(lead, replace(opened, case=replace(opened.case, seq=opened.case.seq + 1)), "vulnerability-review",
         RISK_REVIEWED)  # fmt: skip
    assert review not in read(lead.get(f"/cases/{reference}/")).links


LOOKED_AT = "I read all of it, and rang the officer"
SAID: dict[str, tuple[Value, Stage | Where]] = {
    "already-shared": (LATE, Stage.OPEN),
    "another-disclosure": (LATE, Stage.SHARED),
    "tell-after": (TOLD_AFTER, Stage.SHARED),
    "attempt-failed": (FAILED, Stage.SHARED),
    "reply": (REPLY, Stage.SHARED),
    "confirm-reply": (REPLY, Where.MESSAGE),
    "reply-aside": (ReplyDismissed(reason="It is about another person"), Where.MESSAGE),
    "vulnerability-review": (RISK_REVIEWED, Where.WARNED),
    "outside-review": (OUTSIDE_REVIEWED, Where.OUTSIDE),
    "outcome": (OUTCOME, Stage.SHARED),
    "acknowledgement": (ACKNOWLEDGED, Stage.SHARED),
    "came-back": (CAME_BACK, Where.BY_EMAIL),
    "cancel-correction": (CorrectionCancelled(reason="They have to know today"), Where.CORRECTING),
    "found-wrong": (FoundWrong(wrong=(Wrong.NAME,), words="Her name is spelt with a y"), Stage.SHARED),
    "correction": (CORRECTION, Where.WRONG),
    "tell-correction": (TOLD_CORRECTION, Where.WRONG),
    "cancel-sending": (SendingCancelled(reason="The desk will ring"), Stage.SENDING),
    "delivered": (DELIVERED, Where.BY_HAND),
    "settle-sending": (SETTLED, Where.UNCLEAR),
    "delay-ended": (DelayEnded(what_happened="She is in a refuge"), Stage.DELAYED),
    "withdraw": (DecisionWithdrawn(reason="The address was wrong"), Stage.DECIDED),
    "suspicion-ended": (ENDED, Stage.OPEN),
    "role": (RoleCorrected(role=RoleInCase.WITNESS, reason="It was her sister"), Stage.OPEN),
    "hand-over": (HandedOver(to="colleague"), Stage.OPEN),
    "handover-withdrawn": (WITHDRAWN, Where.HANDED_OVER),
    "supervisor-look": (SupervisorLooked(outcome=LookOutcome.GO_AHEAD, found=LOOKED_AT), Where.HELD_UP),
    "lead-look": (LeadLooked(outcome=LookOutcome.GO_AHEAD, found=LOOKED_AT), Where.AT_RISK),
    "urgency": (UrgencyDeclared(reason="He is on his way to her flat"), Where.HELD_UP),
    "close": (Closed(reason="All is done"), Stage.SHARED),
    "another-person": (START, Stage.OPEN),
    "close-unshared": (WITHDREW, Where.BEGUN),
    "reopen": (Reopened(reason="He came back"), Stage.CLOSED),
}
REVIEWED: dict[str, Value] = {
    "breach-review": REVIEW_STANDS,
    "source": SourceCorrected(arose_from=Source.THIRD_PARTY, reason="A neighbour wrote"),
    "delay-review": DelayReviewed(outcome=Review.CHANGE, note="Nobody rang the hospital"),
    "late-disclosure-review": LateDisclosureReviewed(learned="The night shift did not know"),
}


@pytest.mark.django_db(databases="__all__")
@pytest.mark.parametrize("act", [one for one in FORMS if one.slug not in REVIEWS], ids=lambda act: act.slug)
def test_each_act_ends_by_saying_what_was_done_and_what_happens_next(cases: Cases, browse: Browse, act: object) -> None:
    slug, done = act.slug, act.done  # type: ignore[attr-defined]
    value, stage = SAID[slug]
    browse(number="colleague")
    opened = answer(cases[stage], (TOLD_AFTER,)) if slug == "close" else cases[stage]
    browser = browse(ROLES.get(slug, Role.OFFICER))
    if slug == "outside-review":
        browser.post(f"/cases/{opened.case.reference}/reason", {"reason": "To see who was told outside"})
    assert done in then(browser, opened, slug, value)


def then(browser: object, opened: OpenCase, path: str, value: Value) -> str:
    """What the page says to which doing the act leads."""
    address = f"/cases/{opened.case.reference}/{path}"
    response = browser.post(address, typed(value, opened.case.seq), follow=True)  # type: ignore[attr-defined]
    assert response.redirect_chain, response.content.decode()
    return read(response).words


@pytest.mark.django_db(databases="__all__")
@pytest.mark.parametrize("review", [one for one in FORMS if one.slug in REVIEWS], ids=lambda review: review.slug)
def test_each_review_ends_by_saying_what_was_done(cases: Cases, browse: Browse, officer: Actor, review: object) -> None:
    slug, done = review.slug, review.done  # type: ignore[attr-defined]
    stories = {"late-disclosure-review": told_late, "delay-review": lambda _: cases[Stage.DELAYED]}
    opened = stories[slug](officer) if slug in stories else answer(told_late(officer), (routine(),))
    browser = browse(Role.SUPERVISOR)
    browser.post(f"/cases/{opened.case.reference}/reason", {"reason": "To review it"})
    assert done in then(browser, opened, slug, REVIEWED[slug])


@pytest.mark.django_db(databases="__all__")
@pytest.mark.parametrize(
    ("decide", "says"),
    [
        (
            Decide.SHARE_BASIC,
            "Decided, and not sent yet. The case says whether somebody looks at it first; then you or the disclosure "
            "desk can send it.",
        ),
        (Decide.NOT_SHARE, "this will not be shared. Nothing is sent. The case can close when nothing is owed."),
        (Decide.DELAY, "The delay is decided. It is reviewed when you said; when its reason ends"),
    ],
)
def test_a_decision_ends_by_saying_what_happens_next(officer: Actor, browse: Browse, decide: Decide, says: str) -> None:
    opened = answer(ready(officer), (NEEDED, WAITING) if decide is Decide.DELAY else ())
    assert says in then(browse(), opened, "decide", Decision(decide=(decide,), reason="It is time"))


@pytest.mark.django_db(databases="__all__")
def test_a_call_ends_by_saying_what_happens_next(cases: Cases, browse: Browse) -> None:
    opened = cases[Stage.CALLING]
    assert "Nothing was shared. It is still decided, and waits to be sent." in then(
        browse(), opened, "call", NOT_REACHED
    )
    del cases[Stage.CALLING]
    said = then(browse(), cases[Stage.CALLING], "call", CALL_ENDED)
    assert "It counts as received when they acknowledge it. Now tell the person." in said


@pytest.mark.django_db(databases="__all__")
def test_the_desk_that_acknowledged_the_last_thing_stands_on_its_list(cases: Cases, browse: Browse) -> None:
    said = then(browse(Role.DISCLOSURE_DESK), cases[Stage.SHARED], "acknowledgement", ACKNOWLEDGED)
    assert "Recorded: what was sent has been received." in said
    assert "Nothing is due here." in said


def test_every_form_of_an_act_has_an_example_here() -> None:
    assert set(SAID) | set(REVIEWED) == {one.slug for one in FORMS}
    assert {form.path for form in every_form()} >= set(SAID)
