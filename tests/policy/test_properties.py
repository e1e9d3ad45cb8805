"""What must hold of every case: knowing more reverses no answer, needs are exact, steps open, order is nothing."""

import random
from itertools import chain, combinations
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from proviso.policy.assess import Answer, assess_given
from proviso.policy.conditions import Condition, mentions, read
from proviso.policy.facts import FACTS, FactRefused, changed
from proviso.policy.library import Policy
from proviso.policy.norms import Act, Basis
from tests.policy.cases import NATIONAL, ON, Case, applicable, cases, policies, with_, without
from tests.policy.oracle import Oracle

IMPROPER = {
    "role", "suspected", "certainty", "arose_from", "status_check_was", "breach_reviewed", "delay_reason",
    "delay_still_applies", "consent", "consent_informed", "exceptional_circumstances", "senior_authorised",
    "shared", "not_sharing_decided", "domestic_abuse", "shared_while_delayed", "support_offered",
}  # fmt: skip
PROPOSAL = {"purpose_recorded", "basic_information", "additional_proposed", "recipient"}


@given(policies(), cases())
def test_it_agrees_with_the_guidance_read_by_hand(policy: Policy, case: Case) -> None:
    answer, oracle = assess_given(policy, case, ON), Oracle(case, policy.local)
    assert {name: str(act.answer) for name, act in answer.acts.items()} == {
        name: oracle.act(name) for name in answer.acts
    }
    for name, act in answer.acts.items():
        assert list(act.refused_by) == oracle.refused_by(name)
        assert act.as_json()["bases"] == oracle.bases(name)
        assert {g.guard.citation: g.answer for g in act.guards} == {
            cited: {True: Answer.YES, False: Answer.NO, None: Answer.UNKNOWN}[known]
            for cited, known in oracle.guards[name].items()
        }
    assert {found.paragraph: str(found.status) for found in answer.findings} == oracle.findings()


@given(policies(), cases(), st.data())
def test_knowing_more_never_reverses_an_answer(policy: Policy, case: Case, data: st.DataObject) -> None:
    unknown = [name for name in FACTS if name not in case and applicable(case, name)]
    assume(unknown)
    name = data.draw(st.sampled_from(unknown))
    value = data.draw(st.sampled_from(FACTS[name].values))
    before, after = assess_given(policy, case, ON), assess_given(policy, with_((name, value), start=case), ON)
    for act, answer in before.acts.items():
        assert answer.answer in (Answer.UNKNOWN, after.acts[act].answer)
        assert set(answer.refused_by) <= set(after.acts[act].refused_by)


def completions(case: Case, names: list[str]) -> list[Case]:
    """Every way to record the facts of these names that are unknown and apply; parents come first."""
    found = [case]
    for name in names:
        found = [
            each if name in each or not applicable(each, name) else {**each, name: value}
            for each in found
            for value in (FACTS[name].values if name not in each and applicable(each, name) else (True,))
        ]
    return found


def needs_by_trying(condition: Condition, case: Case) -> set[str]:
    """The unknown facts one of which, given another value in some completion, turns a pass into a fail or back."""
    named = set(mentions(condition))
    named |= set(chain.from_iterable(FACTS.ancestors(name) for name in named))
    names = [name for name in FACTS if name in named]
    moving = set()
    for end in completions(case, names):
        for name in names:
            if name in end and name not in case:
                others = chain.from_iterable(
                    completions(changed(end, name, value), names) for value in FACTS[name].values
                )
                if {read(condition, end), *(read(condition, other) for other in others)} >= {Answer.YES, Answer.NO}:
                    moving.add(name)
    return moving


@given(policies(), cases())
def test_needs_are_exactly_the_facts_that_can_move_an_undecided_guard(policy: Policy, case: Case) -> None:
    for act in assess_given(policy, case, ON).acts.values():
        undecided = [each for each in act.guards if each.answer is Answer.UNKNOWN]
        for each in undecided:
            assert set(each.needs) == needs_by_trying(each.guard.condition, case)
        assert list(act.needs) == sorted(set(chain.from_iterable(each.needs for each in undecided)))
        assert not set(act.needs) & set(case)


@given(policies(), cases())
def test_steps_open_the_act_and_none_can_be_left_out(policy: Policy, case: Case) -> None:
    for name, act in assess_given(policy, case, ON).acts.items():
        if act.answer is not Answer.NO:
            assert act.opens == ()
        assert len({len(opening) for opening in act.opens}) <= 1
        for opening in act.opens:
            steps = [(step.fact, step.becomes) for step in opening]
            assert opens(policy, case, steps, name)
            for fewer in combinations(steps, len(steps) - 1):
                assert not opens(policy, case, list(fewer), name)


@given(policies(), cases())
def test_steps_are_never_improper(policy: Policy, case: Case) -> None:
    for act in assess_given(policy, case, ON).acts.values():
        for step in chain.from_iterable(act.opens):
            assert step.fact not in IMPROPER
            assert step.becomes != "impracticable"
            assert case.get(step.fact) != step.becomes or step.fact == "informed_before"


@given(cases())
def test_no_smaller_set_of_steps_was_missed(case: Case) -> None:
    proper = [(name, f.step.becomes) for name, f in FACTS.items() if f.step and case.get(name) not in f.step.unless]
    proper = [step for step in proper if case.get(step[0]) != step[1] or step[0] == "informed_before"]
    for name, act in assess_given(NATIONAL, case, ON).acts.items():
        if act.answer is Answer.NO:
            relevant = {fact for each in act.guards for fact in mentions(each.guard.condition)}
            steps = [step for step in proper if step[0] in relevant]
            few = [[*each] for each in chain.from_iterable(combinations(steps, n) for n in (1, 2, 3))]
            found = [each for each in few if opens(NATIONAL, case, each, name)]
            least = min(map(len, found), default=0)
            expected = {frozenset(each) for each in found if len(each) == least}
            given_ = {frozenset((step.fact, step.becomes) for step in opening) for opening in act.opens}
            assert given_ == expected or (not expected and all(len(opening) > 3 for opening in given_))


def opens(policy: Policy, case: Case, steps: list[Any], act: Act) -> bool:
    """Whether an act is open after the steps, which may contradict the case. What the person was told counts only for
    the proposal that they were told of: where a step makes it another, they have not been told."""
    for step in steps:
        case = with_(step, start=case)
        if step[0] in PROPOSAL:
            case = without(case, "informed_before")
    try:
        return assess_given(policy, case, ON).acts[act].answer is Answer.YES
    except FactRefused:
        return False


@given(policies(), cases(), st.randoms(use_true_random=False))
def test_the_order_of_facts_is_nothing(policy: Policy, case: Case, shuffle: random.Random) -> None:
    shuffled = [*case.items()]
    shuffle.shuffle(shuffled)
    assert assess_given(policy, dict(shuffled), ON).as_json() == assess_given(policy, case, ON).as_json()


@given(policies(), cases())
def test_a_local_policy_only_ever_closes(policy: Policy, case: Case) -> None:
    national, local = assess_given(NATIONAL, case, ON), assess_given(policy, case, ON)
    for act, answer in national.acts.items():
        assert set(answer.refused_by) <= set(local.acts[act].refused_by)
        if local.acts[act].answer is Answer.YES:
            assert answer.answer is Answer.YES
    shared = len(national.findings)
    assert all(own.norm.basis is Basis.LOCAL for own in local.findings[shared:]), "its own come after the guidance's"
    for ours, theirs in zip(national.findings, local.findings[:shared], strict=True):
        assert theirs == ours or (theirs.status == "not_applicable" and theirs.norm.yields_to_local)


@given(policies(), cases(), st.sampled_from([name for name, fact in FACTS.items() if fact.only]), st.data())
def test_a_contradiction_is_refused_by_name(policy: Policy, case: Case, name: str, data: st.DataObject) -> None:
    value = data.draw(st.sampled_from(FACTS[name].values))
    assume(not applicable(case, name))
    with pytest.raises(FactRefused) as refused:
        assess_given(policy, {**case, name: value}, ON)
    assert refused.value.fact == name
    assert refused.value.given == value
    assert str(FACTS[name].parent) in refused.value.accepted


@given(policies(), cases())
def test_reasons_name_recorded_facts_and_needs_unknown_ones(policy: Policy, case: Case) -> None:
    for finding in assess_given(policy, case, ON).findings:
        assert set(finding.because) <= set(case)
        assert not set(finding.needs) & set(case)
        assert bool(finding.needs) == (finding.status == "unknown")
        assert list(finding.because) == sorted(finding.because)
        if finding.norm.name != "equality-duty":
            assert finding.because or finding.status == "unknown"
