"""What policy is asked once something was shared: every disclosure counts, and the worst of them wins."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.casework.history.case import Case, Stage
from proviso.casework.reading.case_assessment import Rules, assess_case
from proviso.casework.reading.notification_status import Needs, told_of, told_state, worst_of
from proviso.casework.reading.outstanding_corrections import to_fill_in
from proviso.casework.values.closing import Closed
from proviso.casework.values.considerations import (
    Companion,
    InterpreterKind,
    InterpreterWas,
    OthersThere,
    Views,
    ViewsAre,
)
from proviso.casework.values.content import BasicField
from proviso.casework.values.decision import Decide
from proviso.casework.values.notification import Again, How, Telling, ToldAfter, ToldBefore
from proviso.casework.values.sharing import AlreadyShared, SharedHow, ToldBeforehand
from proviso.casework.values.value import Value
from proviso.policy.library import policy_in_force
from proviso.policy.norms import Status
from proviso.policy.typed_facts import Informed

from .every import (
    ACKNOWLEDGED,
    CORRECTION,
    DISPUTED,
    ENDED,
    FOUND_WRONG,
    LATE,
    NEGATED,
    NOT_REACHED,
    TOLD_CORRECTION,
    UNSUSPECTED,
)
from .examples import (
    ANSWERS,
    CALL_ENDED,
    CALL_STARTED,
    MEASURES_TOO,
    NOW,
    PERSON,
    PURPOSES,
    REPLY,
    START,
    SUSPICION,
    TOLD_AFTER,
    TOLD_BEFORE,
    VIEWS,
    WEIGHING,
)
from .folding import SETTING, facts, folded, onto, sharing

RULES = Rules(policy_in_force(NOW.date(), ()), SETTING, NOW.date())
RECORDED = ("recorded_what", "recorded_when", "recorded_with_whom", "recorded_why")
NOT_TOLD = ToldAfter(told=Telling.NO)
ABROAD = ToldAfter(
    told=Telling.IMPRACTICABLE,
    why_impracticable="She went abroad",
    again=Again.NEVER,
    why_never="Nobody knows where she is",
)


def called(case: Case, *acts: Decide) -> Case:
    """The case once what is proposed was decided on and given."""
    return onto(onto(case, (sharing(case, *acts),)), (CALL_STARTED, CALL_ENDED))


def sent() -> Case:
    """A case of which the basic information was given."""
    return called(folded(*ANSWERS))


def sent_twice() -> Case:
    """And the person was told; then additional information was given too."""
    again = onto(sent(), (TOLD_AFTER, MEASURES_TOO, VIEWS, WEIGHING, TOLD_BEFORE))
    return called(again, Decide.SHARE_ADDITIONAL)


def known(case: Case, *names: str) -> dict[str, Any]:
    given = facts(case)
    return {name: given.get(name) for name in names}


def test_what_was_decided_and_given_is_recorded_whole() -> None:
    case = sent()
    assert case.stage is Stage.SHARED
    assert known(case, "shared", "informed_after", *RECORDED) == {
        "shared": True,
        "informed_after": None,
        **dict.fromkeys(RECORDED, True),
    }


def interpreted(kind: InterpreterKind) -> dict[str, Any]:
    """That somebody of this kind interpreted."""
    return {
        "interpreter": InterpreterWas.PRESENT,
        "interpreter_kind": kind,
        "interpreter_name": "Mx Invented Lark",
    }


@pytest.mark.parametrize(
    ("told", "state", "explained"),
    [
        (TOLD_AFTER, "yes", None),
        (NOT_TOLD, "no", None),
        (ABROAD, "impracticable", True),
        (replace(TOLD_AFTER, route_safe=False), "impracticable", False),
        (replace(TOLD_AFTER, route_safe=False, understood=False), "impracticable", False),
        (replace(TOLD_AFTER, understood=False), "no", None),
        (replace(TOLD_AFTER, interpreter=InterpreterWas.ABSENT), "no", None),
        (replace(TOLD_AFTER, **interpreted(InterpreterKind.REGISTERED)), "yes", None),
        (replace(TOLD_AFTER, **interpreted(InterpreterKind.POLICE)), "yes", None),
        (replace(TOLD_AFTER, **interpreted(InterpreterKind.TELEPHONE)), "yes", None),
        (replace(TOLD_AFTER, **interpreted(InterpreterKind.OTHER)), "yes", None),
        (replace(TOLD_AFTER, **interpreted(InterpreterKind.NOT_RECORDED)), "yes", None),
        (replace(TOLD_AFTER, **interpreted(InterpreterKind.HOUSEHOLD)), "no", None),
        (replace(TOLD_AFTER, others_there=(OthersThere.SOURCE_OF_HARM,)), "no", None),
        (replace(TOLD_AFTER, others_there=(OthersThere.HOUSEHOLD, OthersThere.SUPPORTER)), "yes", None),
        (replace(TOLD_AFTER, others_there=(OthersThere.NOT_KNOWN,)), "yes", None),
        (replace(TOLD_AFTER, companion=Companion.ABSENT), "no", None),
        (replace(TOLD_AFTER, companion=Companion.PRESENT, how=How.ADVOCATE), "yes", None),
    ],
)
def test_told_is_understood_by_a_safe_route_with_what_they_needed(told: ToldAfter, state: str, explained: Any) -> None:
    case = onto(sent(), (told,))
    assert known(case, "informed_after", "informed_after_explained") == {
        "informed_after": state,
        "informed_after_explained": explained,
    }


def test_a_child_is_told_with_somebody_to_support_them() -> None:
    assert told_state(TOLD_AFTER, Needs()) == "yes"
    assert told_state(TOLD_AFTER, Needs(child=True)) == "no"
    assert told_state(replace(TOLD_AFTER, companion=Companion.PRESENT), Needs(child=True)) == "yes"
    assert known(onto(sent(), (TOLD_AFTER, DISPUTED)), "informed_after") == {"informed_after": "no"}
    assert known(folded(*ANSWERS, DISPUTED, TOLD_BEFORE), "informed_before") == {"informed_before": "no"}


def test_telling_afterwards_counts_for_what_had_been_shared_by_then() -> None:
    assert known(sent_twice(), "informed_after") == {"informed_after": None}
    assert known(onto(sent_twice(), (TOLD_AFTER,)), "informed_after") == {"informed_after": "yes"}
    assert known(onto(sent_twice(), (NOT_TOLD,)), "informed_after") == {"informed_after": "no"}


@pytest.mark.parametrize(("since", "second"), [(NOT_TOLD, "no"), (ABROAD, "impracticable")])
def test_whoever_was_told_of_one_disclosure_stays_told_of_it(since: ToldAfter, second: str) -> None:
    case = onto(sent_twice(), (since,))
    assert [told_of(one, case) for one in case.disclosures] == ["yes", second]
    taken_back = onto(sent(), (TOLD_AFTER, since))
    assert [told_of(one, taken_back) for one in taken_back.disclosures] == [second], "of the same, the last stands"
    never = onto(sent_twice(), (replace(TOLD_AFTER, about=str(sent().seq), understood=False), since))
    assert [told_of(one, never) for one in never.disclosures] == [second, second], (
        "what was not understood is no telling"
    )


def test_the_worst_of_several_disclosures_wins() -> None:
    twice = sent_twice()
    late = onto(onto(sent(), (ABROAD,)), (LATE,))
    assert known(late, "informed_after") == {"informed_after": None}
    told_first = onto(twice, (replace(TOLD_AFTER, about=str(twice.disclosures[0].seq)),))
    assert known(told_first, "informed_after") == {"informed_after": None}
    assert known(onto(late, (TOLD_AFTER,)), "informed_after") == {"informed_after": "yes"}


STATES = st.sampled_from(["no", None, "impracticable", "yes"])


@given(st.lists(STATES, min_size=1))
def test_the_worst_is_no_then_unknown_then_impracticable_then_yes(states: list[Informed | None]) -> None:
    expected = next(state for state in ("no", None, "impracticable", "yes") if state in states)
    assert worst_of(states) == expected


def test_telling_beforehand_concerns_what_is_proposed_now_or_was_shared_last() -> None:
    case = sent()
    assert known(case, "informed_before") == {"informed_before": "yes"}
    assert known(onto(case, (replace(PERSON, name="Imaginary Adeyemi"),)), "informed_before") == {
        "informed_before": "yes"
    }
    assert known(onto(case, (MEASURES_TOO,)), "informed_before") == {"informed_before": None}
    assert known(onto(case, (MEASURES_TOO, TOLD_BEFORE)), "informed_before") == {"informed_before": "yes"}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"told_before": ToldBeforehand.NO}, {"informed_before": "no", "informed_before_explained": None}),
        ({"told_before": ToldBeforehand.NOT_KNOWN}, {"informed_before": None, "informed_before_explained": None}),
        ({"told_before": ToldBeforehand.YES}, {"informed_before": "yes", "informed_before_explained": None}),
        (
            {"told_before": ToldBeforehand.IMPRACTICABLE, "why_not_told": "It was night"},
            {"informed_before": "impracticable", "informed_before_explained": True},
        ),
    ],
)
def test_a_disclosure_recorded_late_says_whether_they_had_been_told(told: Any, expected: Any) -> None:
    assert known(folded(replace(LATE, **told)), *expected) == expected


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({}, set()),
        ({"beyond": None}, {"recorded_what"}),
        ({"beyond": None, "fields": (BasicField.NAME,)}, set()),
        ({"happened_at": None}, {"recorded_when"}),
        ({"shared_with": None}, set()),
        ({"with_whom": None}, set()),
        ({"shared_with": None, "with_whom": None}, {"recorded_with_whom"}),
        ({"why": None}, {"recorded_why"}),
    ],
)
def test_what_is_not_known_of_a_late_disclosure_shows(given: Any, missing: set[str]) -> None:
    assert known(folded(replace(LATE, **given)), *RECORDED) == {name: name not in missing for name in RECORDED}


def test_a_disclosure_that_nobody_has_recorded_yet_is_no_secret() -> None:
    case = folded(start=replace(START, already_shared=True))
    assert known(case, "shared", "informed_after", *RECORDED) == {
        "shared": True,
        "informed_after": None,
        **dict.fromkeys(RECORDED, False),
    }


def test_what_is_added_to_a_late_disclosure_is_the_same_disclosure() -> None:
    first = folded(AlreadyShared(how=SharedHow.EMAIL, told_before=ToldBeforehand.NO), TOLD_AFTER)
    more = replace(LATE, amends=first.disclosures[0].seq)
    case = onto(first, (more,))
    assert len(case.disclosures) == 1
    assert known(case, *RECORDED) == dict.fromkeys(RECORDED, True)
    assert known(case, "informed_after") == {"informed_after": None}, "they were told of less"
    assert known(onto(case, (TOLD_AFTER,)), "informed_after") == {"informed_after": "yes"}
    when = onto(case, (TOLD_AFTER, replace(more, happened_at=None)))
    assert known(when, "informed_after") == {"informed_after": "yes"}, "nobody is told the minute"
    assert len(onto(sent(), (LATE,)).disclosures) == 2


def test_another_late_disclosure_stays_apart_and_the_first_can_still_be_completed() -> None:
    vague = AlreadyShared(how=SharedHow.EMAIL, told_before=ToldBeforehand.NO)
    case = folded(vague, TOLD_AFTER, LATE)
    assert [one.late for one in case.disclosures] == [vague, LATE]
    assert known(case, *RECORDED) == dict.fromkeys(RECORDED, False), "the worst wins"
    assert known(case, "informed_after") == {"informed_after": None}, "nobody told them of the second"
    assert to_fill_in(case) is case.disclosures[0]
    filled = onto(case, (replace(LATE, amends=case.disclosures[0].seq),))
    assert known(filled, *RECORDED) == dict.fromkeys(RECORDED, True)
    assert to_fill_in(filled) is filled.disclosures[1], "nothing is missing: the last is the one to change"


def test_what_is_only_proposed_after_a_disclosure_breaches_nothing_yet() -> None:
    again = onto(sent(), (TOLD_AFTER, MEASURES_TOO, Views(views=ViewsAre.NOT_SOUGHT), ToldBefore(told=Telling.NO)))
    assert known(again, "views", "informed_before") == {"views": None, "informed_before": None}
    status = {one.paragraph: one.status for one in assess_case(again, RULES).assessment.findings}
    assert Status.BREACHED not in {status["6.3.1"], status["9.1.1"]}
    never = called(folded(*ANSWERS, MEASURES_TOO, Views(views=ViewsAre.NOT_SOUGHT)), Decide.SHARE_BASIC)
    assert known(never, "views") == {"views": "not_sought"}, "it was proposed before the disclosure, and not asked"


@pytest.mark.parametrize("gone", [ENDED, NEGATED], ids=["ended", "negated"])
def test_what_was_shared_is_wrong_once_suspicion_is_gone_until_all_were_told(gone: Value) -> None:
    case = onto(sent_twice(), (gone,))
    assert known(case, "suspected", "corrections_outstanding") == {"suspected": False, "corrections_outstanding": True}
    assert [case.still_wrong(one)[0].at for one in case.disclosures] == [case.history[-1].at] * 2
    later = onto(case, (gone, REPLY))
    assert [later.still_wrong(one)[0].at for one in later.disclosures] == [case.history[-1].at] * 2, (
        "it is no newer for being said twice"
    )
    corrected = onto(later, (CORRECTION,))
    assert known(corrected, "corrections_outstanding") == {"corrections_outstanding": True}, "the person is told too"
    assert known(onto(corrected, (replace(TOLD_CORRECTION, understood=False),)), "corrections_outstanding") == {
        "corrections_outstanding": True
    }
    told = onto(corrected, (TOLD_CORRECTION,))
    assert known(told, "corrections_outstanding") == {"corrections_outstanding": False}
    assert known(onto(told, (FOUND_WRONG,)), "corrections_outstanding") == {"corrections_outstanding": True}


def test_what_was_given_after_the_suspicion_was_gone_is_wrong_from_the_first() -> None:
    calling = onto(folded(*ANSWERS), ())
    calling = onto(onto(calling, (sharing(calling),)), (CALL_STARTED, ENDED, CALL_ENDED))
    assert known(calling, "shared", "corrections_outstanding") == {"shared": True, "corrections_outstanding": True}
    assert known(folded(ENDED, LATE), "corrections_outstanding") == {"corrections_outstanding": True}
    never = folded(LATE, start=UNSUSPECTED)
    assert known(never, "corrections_outstanding") == {"corrections_outstanding": False}
    assert known(folded(SUSPICION, ENDED, LATE, start=UNSUSPECTED), "corrections_outstanding") == {
        "corrections_outstanding": True
    }


@pytest.mark.parametrize("value", [LATE, REPLY, NEGATED], ids=["late disclosure", "reply", "negating reply"])
def test_what_comes_after_closing_opens_the_case_again(value: Value) -> None:
    case = onto(sent(), (TOLD_AFTER, Closed(reason="All is done")))
    assert case.stage is Stage.CLOSED
    assert onto(case, (value,)).stage is Stage.SHARED


def test_more_about_a_late_disclosure_opens_the_case_again() -> None:
    case = folded(LATE, TOLD_AFTER, Closed(reason="All is done"))
    more = replace(LATE, beyond="His name too", amends=case.disclosures[0].seq)
    assert onto(case, (more,)).stage is Stage.SHARED


def test_an_acknowledgement_is_of_the_earliest_thing_sent_that_has_none() -> None:
    case = onto(called(onto(onto(folded(LATE), ANSWERS), (PURPOSES,))), (ACKNOWLEDGED,))
    late, first = case.disclosures
    assert (late.acknowledged, first.acknowledged) == (None, ACKNOWLEDGED)
    twice = onto(sent_twice(), (ACKNOWLEDGED,))
    assert [bool(one.acknowledged) for one in twice.disclosures] == [True, False]
    assert [one.awaits_acknowledgement for one in onto(twice, (ACKNOWLEDGED,)).disclosures] == [False, False]


def test_a_call_that_reached_nobody_shares_nothing_and_the_decision_stands() -> None:
    case = folded(*ANSWERS)
    case = onto(onto(case, (sharing(case),)), (CALL_STARTED,))
    assert case.stage is Stage.CALLING
    case = onto(case, (NOT_REACHED,))
    assert (case.stage, case.disclosures) == (Stage.DECIDED, ())


def test_a_disclosure_knows_when_it_was_made() -> None:
    assert sent().disclosures[0].happened_at == CALL_ENDED.happened_at
    assert folded(LATE).disclosures[0].happened_at == LATE.happened_at
    assert folded(replace(LATE, happened_at=None)).disclosures[0].happened_at is None
