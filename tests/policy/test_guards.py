"""Every guard by itself: an act that is open closes when that one thing is missing, and only by that paragraph."""

import pytest

from proviso.policy.assess import Answer, assess_given
from proviso.policy.library import policy_in_force
from proviso.policy.local import LOCAL_POLICIES
from proviso.policy.norms import Act, Basis
from tests.policy.cases import NATIONAL, ON, OPEN, Case, with_, without

DELAYED = with_(("delay_reason", "other"), ("delay_still_applies", True))
ROUTINE = (("arose_from", "status_check"), ("status_check_was", "routine"), ("breach_reviewed", False))
SHARING: dict[str, tuple[tuple[str, bool | str], ...]] = {
    "1.1": (("suspected", False),),
    "1.2.1": (("role", "neither"),),
    "1.2.4": (("recipient", "outside_home_office"), ("recipient_explained", True)),
    "4.1": (("lawful_basis_recorded", False),),
    "5.1.1": (("allegation_recorded", False),),
    "5.1.2": (("protection_considered", False),),
    "5.2": ROUTINE,
    "5.4": (("purpose_recorded", False),),
    "7.1": (("timing_weighed", False),),
    "7.2": (("delay_reason", "other"), ("delay_still_applies", True)),
    "8.1": (("recipient", "other_home_office"), ("recipient_explained", False)),
    "9.1.1": (("informed_before", "impracticable"), ("informed_before_explained", False)),
}
UNSENT = (("shared", False), ("basic_information", "some"), ("omission_explained", False))
CLOSES: dict[Act, dict[str, tuple[tuple[str, bool | str], ...]]] = {
    Act.SHARE_BASIC: {**SHARING, "6.1": (("basic_information", "some"), ("omission_explained", False))},
    Act.SHARE_ADDITIONAL: {
        **SHARING,
        "6.1": UNSENT,
        "6.2": (("additional_proposed", False),),
        "6.3.1": (("views_weighed", False),),
        "6.3.2": (("gravity_weighed", False),),
        "6.3.3": (("home_office_information_weighed", False),),
        "6.3.4": (("protection_weighed", False),),
    },
    Act.DELAY_SHARING: {
        "1.1": SHARING["1.1"],
        "1.2.1": SHARING["1.2.1"],
        "7.2": (("delay_still_applies", False),),
    },
    Act.CLOSE_CASE: {
        "5.5": (("shared", False),),
        "9.1.2": (("informed_after", "no"),),
        "10.1.1": (("recorded_what", False),),
        "10.1.2": (("recorded_when", False),),
        "10.1.3": (("recorded_with_whom", False),),
        "10.1.4": (("recorded_why", False),),
        "correction": (("corrections_outstanding", True),),
    },
}
EACH = [(act, citation) for act, guards in CLOSES.items() for citation in guards]


@pytest.mark.parametrize(("act", "citation"), EACH, ids=[f"{act}-{citation}" for act, citation in EACH])
def test_guard(act: Act, citation: str) -> None:
    start = DELAYED if act == Act.DELAY_SHARING else OPEN
    assert assess_given(NATIONAL, start, ON).acts[act].answer is Answer.YES
    answer = assess_given(NATIONAL, with_(*CLOSES[act][citation], start=start), ON).acts[act]
    assert (answer.answer, answer.refused_by) == (Answer.NO, (citation,))
    failing = [each for each in answer.guards if each.answer is Answer.NO]
    assert [each.guard.citation for each in failing] == [citation]
    assert {*failing[0].because} & {name for name, _ in CLOSES[act][citation]}


def test_these_are_all_the_guards() -> None:
    assert {act.value: sorted(guard.citation for guard in guards) for act, guards in NATIONAL.guards.items()} == {
        act: sorted(guards) for act, guards in CLOSES.items()
    }


@pytest.mark.parametrize("role", ["victim", "witness", "victim_and_witness"])
def test_a_witness_is_in_scope(role: str) -> None:
    assert assess_given(NATIONAL, with_(("role", role)), ON).acts[Act.SHARE_BASIC].answer is Answer.YES


@pytest.mark.parametrize(
    ("source", "closed"),
    [
        ([("arose_from", "investigation_search")], False),
        ([("arose_from", "account_given")], False),
        ([("arose_from", "investigation_material")], False),
        ([("arose_from", "third_party")], False),
        ([("arose_from", "other")], False),
        ([("arose_from", "status_check"), ("status_check_was", "case_specific")], False),
        ([*ROUTINE], True),
        ([*ROUTINE, ("breach_reviewed", True)], False),
    ],
)
def test_only_a_routine_check_closes_by_its_source(source: list[tuple[str, bool | str]], closed: bool) -> None:
    assert assess_given(NATIONAL, with_(*source), ON).acts[Act.SHARE_BASIC].refused_by == (("5.2",) if closed else ())


def test_additional_information_takes_all_four_considerations() -> None:
    considered = ("views_weighed", "gravity_weighed", "home_office_information_weighed", "protection_weighed")
    answer = assess_given(NATIONAL, with_(*((name, False) for name in considered)), ON)
    assert answer.acts[Act.SHARE_ADDITIONAL].refused_by == ("6.3.1", "6.3.2", "6.3.3", "6.3.4")
    assert answer.acts[Act.SHARE_BASIC].answer is Answer.YES
    unknown = assess_given(NATIONAL, without(OPEN, *considered), ON).acts[Act.SHARE_ADDITIONAL]
    assert (unknown.answer, unknown.needs) == (Answer.UNKNOWN, tuple(sorted(considered)))


@pytest.mark.parametrize(
    ("case", "answer"),
    [
        (with_(("shared", False), ("not_sharing_decided", True)), Answer.YES),
        (with_(("shared", False), ("suspected", False)), Answer.YES),
        (with_(("shared", False), ("role", "neither")), Answer.YES),
        (without(OPEN, "shared"), Answer.UNKNOWN),
        (without(OPEN, "corrections_outstanding"), Answer.UNKNOWN),
        (with_(("informed_after", "impracticable"), ("informed_after_explained", True)), Answer.YES),
    ],
)
def test_a_case_closes_when_nothing_is_left_to_decide_tell_or_record(case: Case, answer: Answer) -> None:
    assert assess_given(NATIONAL, case, ON).acts[Act.CLOSE_CASE].answer is answer


LOCAL: list[tuple[str, list[tuple[str, bool | str]], tuple[str, ...]]] = [
    ("doubt-is-not-suspicion", [("certainty", "doubt")], ("doubt-is-not-suspicion/1",)),
    ("doubt-is-not-suspicion", [("certainty", "doubt"), ("role", "witness")], ()),
    ("doubt-is-not-suspicion", [("certainty", "doubt"), ("domestic_abuse", False)], ()),
    ("consent-first", [("consent", "refused")], ("consent-first/1",)),
    ("consent-first", [("consent_informed", False)], ("consent-first/1",)),
    ("consent-first", [("consent", "refused"), ("domestic_abuse", False)], ()),
    ("consent-first", [("consent", "cannot_be_given"), ("senior_authorised", True)], ()),
    ("consent-first", [("consent", "cannot_be_given"), ("senior_authorised", False)], ("consent-first/1",)),
    ("exceptional-only", [], ()),
    ("exceptional-only", [("exceptional_circumstances", False)], ("exceptional-only/1",)),
    ("exceptional-only", [("senior_authorised", False)], ("exceptional-only/2",)),
]


@pytest.mark.parametrize(("name", "changes", "refused"), LOCAL)
def test_a_local_policy_guards_both_sharing_acts(
    name: str, changes: list[tuple[str, bool | str]], refused: tuple[str, ...]
) -> None:
    answer = assess_given(policy_in_force(ON, [name]), with_(*changes), ON)
    assert answer.acts[Act.SHARE_BASIC].refused_by == answer.acts[Act.SHARE_ADDITIONAL].refused_by == refused
    assert answer.acts[Act.CLOSE_CASE].answer is Answer.YES


def test_every_local_guard_passes_at_once_or_none_opens() -> None:
    policy = policy_in_force(ON, [*LOCAL_POLICIES])
    assert assess_given(policy, OPEN, ON).acts[Act.SHARE_BASIC].answer is Answer.YES
    answer = assess_given(policy, with_(("senior_authorised", False), ("consent", "cannot_be_given")), ON)
    assert answer.acts[Act.SHARE_BASIC].refused_by == ("consent-first/1", "exceptional-only/2")


OURS = {
    Act.SHARE_BASIC: {"4.1", "5.1.1", "5.1.2", "5.2", "5.4", "6.1", "7.1", "8.1", "9.1.1"},
    Act.SHARE_ADDITIONAL: {
        "4.1", "5.1.1", "5.1.2", "5.2", "5.4", "6.1", "6.2", "6.3.1", "6.3.2", "6.3.3", "6.3.4", "7.1", "8.1", "9.1.1",
    },
    Act.DELAY_SHARING: set(),
    Act.CLOSE_CASE: {"5.5", "9.1.2", "10.1.1", "10.1.2", "10.1.3", "10.1.4", "correction"},
}  # fmt: skip


@pytest.mark.parametrize("act", Act)
def test_every_guard_says_on_what_it_rests(act: Act) -> None:
    policy = policy_in_force(ON, [*LOCAL_POLICIES])
    bases = assess_given(policy, OPEN, ON).acts[act].as_json()["bases"]
    assert isinstance(bases, dict)
    assert {*bases} == {guard.citation for guard in policy.guards[act]}
    assert {cited for cited, basis in bases.items() if basis == Basis.SAFEGUARD} == OURS[act]
    assert {cited for cited, basis in bases.items() if basis == Basis.LOCAL} == {
        guard.citation for guard in policy.local_guards if act in guard.acts
    }


def test_an_answer_shares_nothing_that_another_answer_could_lose() -> None:
    first = assess_given(NATIONAL, OPEN, ON).acts[Act.SHARE_BASIC].as_json()["bases"]
    assert isinstance(first, dict)
    first.clear()
    assert assess_given(NATIONAL, OPEN, ON).acts[Act.SHARE_BASIC].as_json()["bases"]
