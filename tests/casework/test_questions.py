"""The journey as data: each question asked once, how it stands, what it waits for, and which comes next."""

from dataclasses import replace

from proviso.casework.acts.journey import BY_SLUG, QUESTIONS, next_question, task_list
from proviso.casework.acts.question import TaskSection, TaskStatus
from proviso.casework.history.case import Case
from proviso.casework.history.kinds import KINDS
from proviso.casework.values.closing import Closed, Reopened
from proviso.casework.values.decision import NotSharingDecided
from proviso.policy.facts import FACTS

from .carried import WITHDREW
from .every import NEEDED, NOBODY_LOOKS, NOT_RECORDED
from .examples import ALLEGATION, ANSWERS, MEASURES_TOO, PERSON, TOLD_BEFORE, VIEWS, WEIGHING
from .folding import facts, folded, onto


def state(case: Case, slug: str) -> TaskStatus:
    return BY_SLUG[slug].state(case, facts(case))


def test_each_question_is_asked_once_and_says_why() -> None:
    assert len({one.value for one in QUESTIONS}) == len(QUESTIONS) == len(BY_SLUG)
    assert {one.section for one in QUESTIONS} == set(TaskSection)
    for one in QUESTIONS:
        assert KINDS[one.value.kind] is one.value
        assert one.paragraphs, one.slug
        assert one.because, one.slug
        assert one.used_by, one.slug


def test_what_a_question_settles_are_facts_and_values_of_the_vocabulary() -> None:
    for one in QUESTIONS:
        for name, values in one.settled.items():
            assert values & set(FACTS[name].values), (one.slug, name)
            assert values <= {*FACTS[name].values, None}, (one.slug, name)  # None: it does not apply


def test_a_plain_case_has_everything_answered_that_it_needs() -> None:
    case = folded(*ANSWERS)
    known = facts(case)
    states = {one.slug: one.state(case, known) for one in QUESTIONS}
    assert states.pop("views") is states.pop("weighing") is TaskStatus.NOT_NEEDED
    assert set(states.values()) == {TaskStatus.COMPLETED}
    assert next_question(case, known, "allegation") is None


def test_a_question_that_was_answered_and_settles_nothing_is_in_progress() -> None:
    case = folded()
    assert state(case, "protection") is TaskStatus.NOT_STARTED
    assert state(folded(NEEDED), "protection") is TaskStatus.IN_PROGRESS
    assert state(folded(ALLEGATION), "allegation") is TaskStatus.COMPLETED
    assert state(folded(NOBODY_LOOKS), "allegation") is TaskStatus.IN_PROGRESS
    assert state(folded(NOT_RECORDED), "allegation") is TaskStatus.IN_PROGRESS
    told = (*ANSWERS, replace(PERSON, name="Imaginary Adeyemi"))
    assert state(folded(*told), "tell-before") is TaskStatus.IN_PROGRESS, "of somebody else by name"
    assert state(folded(*told, TOLD_BEFORE), "tell-before") is TaskStatus.COMPLETED


def test_a_question_says_in_words_what_it_waits_for() -> None:
    case = folded()
    waiting = {one.slug: words for rows in task_list(case, facts(case)).values() for one, _, words in rows if words}
    assert waiting == {"tell-before": "Choose first what would be shared, why and with whom"}
    for slug in ("views", "weighing"):
        assert BY_SLUG[slug].why_not(case) == "Only needed if additional information is proposed"
    proposed = folded(*ANSWERS, MEASURES_TOO)
    assert {state(proposed, slug) for slug in ("views", "weighing")} == {TaskStatus.NOT_STARTED}
    weighed = folded(*ANSWERS, MEASURES_TOO, VIEWS, WEIGHING)
    assert {state(weighed, slug) for slug in ("views", "weighing")} == {TaskStatus.COMPLETED}


CLOSED = Closed(reason="Everything that is owed is done")


def test_what_was_not_answered_is_not_said_to_be_not_needed_on_a_closed_case() -> None:
    for ended in (WITHDREW, CLOSED):
        states = {one.slug: state(folded(ended), one.slug) for one in QUESTIONS}
        could_not_start = {"tell-before", "views", "weighing"}
        assert {slug for slug, one in states.items() if one is TaskStatus.NOT_NEEDED} == could_not_start
        assert set(states.values()) == {TaskStatus.NOT_NEEDED, TaskStatus.NOT_ANSWERED}
    assert state(folded(*ANSWERS, CLOSED), "person") is TaskStatus.COMPLETED
    again = folded(WITHDREW, Reopened(reason="She has changed her mind"))
    assert [state(again, one.slug) for one in QUESTIONS] == [state(folded(), one.slug) for one in QUESTIONS]


def test_what_was_in_progress_is_not_completed_on_a_closed_case() -> None:
    ended = folded(NEEDED, WITHDREW)
    assert state(folded(NEEDED), "protection") is TaskStatus.IN_PROGRESS
    assert state(ended, "protection") is TaskStatus.NOT_COMPLETED
    again = onto(ended, [Reopened(reason="She has changed her mind")])
    assert state(again, "protection") is TaskStatus.IN_PROGRESS


def test_what_can_be_answered_can_start_though_it_is_decided_not_to_share() -> None:
    case = folded(NotSharingDecided(reason="Nobody suspects her any more"))
    assert state(case, "person") is TaskStatus.NOT_STARTED


def test_the_task_list_is_every_question_in_order_by_section() -> None:
    case = folded(*ANSWERS, MEASURES_TOO)
    listed = task_list(case, facts(case))
    assert list(listed) == list(TaskSection)
    assert [one for rows in listed.values() for one, _, _ in rows] == list(QUESTIONS)


def test_what_additional_information_asks_is_not_listed_while_none_is_proposed() -> None:
    for case in (folded(), folded(*ANSWERS)):
        listed = [one.slug for rows in task_list(case, facts(case)).values() for one, _, _ in rows]
        assert [one.slug for one in QUESTIONS if one.slug not in listed] == ["views", "weighing"]


def test_the_next_question_is_the_next_that_can_be_answered_and_comes_round() -> None:
    case = folded(ALLEGATION)

    def following(slug: str) -> str | None:
        found = next_question(case, facts(case), slug)
        return found.slug if found else None

    assert following("") == "person"
    assert following("additional") == "timing", "views and weighing cannot start"
    assert following("recipient") == "person", "telling cannot start; it comes round to the first that is open"
    assert following("person") == "address"
