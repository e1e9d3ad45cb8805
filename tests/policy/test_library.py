"""Which policy is in force on a day, and the digest that a decision keeps."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from enum import StrEnum
from itertools import chain, combinations
from typing import Any

import pytest

from proviso.policy.assess import assess_given
from proviso.policy.conditions import ALWAYS, Condition, Every
from proviso.policy.facts import FACTS
from proviso.policy.library import NoEdition, Policy, UnknownLocalPolicy, policy_in_force
from proviso.policy.local import LOCAL_POLICIES
from proviso.policy.norms import Act, AlternativeWording, Basis, Breach, Effect, Guard, GuidanceSection, Lifting, Norm
from proviso.policy.tables import TooManyStates, table
from proviso.policy.vocabulary import Only, Step
from tests.policy.cases import NATIONAL, ON, OPEN, with_

EVERY_SET = [*chain.from_iterable(combinations(sorted(LOCAL_POLICIES), n) for n in range(4))]


def test_nothing_was_in_force_before_the_guidance_was_agreed() -> None:
    assert policy_in_force(date(2020, 4, 23)).edition == "npcc-2020"
    with pytest.raises(NoEdition, match="on: given 2020-04-22; accepted: 2020-04-23 or later"):
        policy_in_force(date(2020, 4, 22))


def test_an_unknown_local_policy_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownLocalPolicy) as refused:
        policy_in_force(ON, ["consent-last"])
    assert (refused.value.asked, refused.value.given) == ("local", '"consent-last"')
    assert refused.value.accepted == "consent-first, doubt-is-not-suspicion, exceptional-only"


def test_local_policies_are_named_once_in_any_order() -> None:
    policy = policy_in_force(ON, ["exceptional-only", "consent-first", "exceptional-only"])
    assert policy.local == ("consent-first", "exceptional-only")
    assert policy is policy_in_force(date(2024, 2, 29), ["consent-first", "exceptional-only"])


def test_each_set_of_local_policies_has_a_digest_of_its_own() -> None:
    digests = {policy_in_force(ON, names).digest for names in EVERY_SET}
    assert len(digests) == len(EVERY_SET) == 8
    assert all(len(digest) == 71 and digest.startswith("sha256:") for digest in digests)


NORM = Norm("x", "x", Effect.DUTY, "x")
FIRST = {
    "norms": NORM,
    "lifted_by": Lifting(ALWAYS, "x"),
    "unless": ALWAYS,
    "wordings": AlternativeWording(ALWAYS, "x", "x", "x"),
}
PARTS = (Guard, AlternativeWording, Lifting, Norm)
ADDED = {"lacking": Basis.LOCAL, "breach": Breach(ALWAYS, ALWAYS, "x", Basis.LOCAL)}


def others(name: str, value: object) -> Iterator[object]:
    """Other values that a field of this name could have."""
    match value:
        case bool():
            yield not value
        case StrEnum():
            yield next(each for each in type(value) if each is not value)
        case str():
            yield f"{value}x"
        case date():
            yield date(2000, 1, 1)
        case Condition():
            yield ~value
        case None:
            yield ADDED[name]
        case Breach():
            yield from changed_somewhere(value)
        case ():
            yield (FIRST[name],)
        case tuple():
            yield value[1:]
            for place, one in enumerate(value):
                for changed in changed_somewhere(one) if isinstance(one, PARTS) else ():
                    yield (*value[:place], changed, *value[place + 1 :])


def changed_somewhere(said: Any) -> Iterator[Any]:
    """A part of a policy as often as it has fields, in each of which one of them says something else."""
    for each in fields(said):
        for other in others(each.name, getattr(said, each.name)):
            if each.name == "lacking" and other is said.basis:
                other = Basis.GUIDANCE
            yield replace(said, **{each.name: other})


def test_a_word_changed_anywhere_changes_the_digest() -> None:
    digests = [NATIONAL.digest]
    for place, section in enumerate(NATIONAL.sections):
        changed = [replace(section, number=99), replace(section, title="x")]
        for number, provision in enumerate(section.provisions):
            before, after = section.provisions[:number], section.provisions[number + 1 :]
            changed += [replace(section, provisions=(*before, one, *after)) for one in changed_somewhere(provision)]
        sections = [(*NATIONAL.sections[:place], one, *NATIONAL.sections[place + 1 :]) for one in changed]
        digests += [Policy(NATIONAL.edition, each, ()).digest for each in sections]
    assert len(digests) > 400
    assert digests.count(NATIONAL.digest) == 1


@pytest.mark.parametrize("name", LOCAL_POLICIES)
def test_a_word_changed_in_a_local_policy_changes_the_digest(name: str) -> None:
    policy = policy_in_force(ON, [name])
    changed = [*changed_somewhere(LOCAL_POLICIES[name])]
    assert len(changed) > len(fields(LOCAL_POLICIES[name]))
    digests = [Policy(policy.edition, policy.sections, (each,)).digest for each in changed]
    assert policy.digest not in digests


@pytest.mark.parametrize("name", FACTS)
def test_a_word_changed_in_a_fact_changes_the_digest(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fact = FACTS[name]
    says = {value: f"{words}x" for value, words in fact.says.items()}
    step = replace(fact.step, says="x") if fact.step else Step(fact.values[0], "x")
    only = None if fact.only else Only("role", ("victim",))
    changes: list[dict[str, Any]] = [
        {"paragraph": "x"}, {"question": "x"}, {"says": says}, {"step": step}, {"only": only},
        {"about": ("role",)},
    ]  # fmt: skip
    for change in changes:
        monkeypatch.setitem(FACTS, name, replace(fact, **change))
        assert Policy(NATIONAL.edition, NATIONAL.sections, ()).digest != NATIONAL.digest, change


def test_a_policy_asks_only_the_local_facts_that_it_needs() -> None:
    assert policy_in_force(ON).local_facts == ()
    asked = {name: [fact.name for fact in policy_in_force(ON, [name]).local_facts] for name in LOCAL_POLICIES}
    assert asked == {
        "consent-first": ["consent", "consent_informed", "senior_authorised"],
        "doubt-is-not-suspicion": [],
        "exceptional-only": ["exceptional_circumstances", "senior_authorised"],
    }


def test_sections_stand_in_the_order_of_the_guidance() -> None:
    assert [section.number for section in NATIONAL.sections] == [*range(1, 12)]
    assert [norm.name for norm in NATIONAL.norms if not norm.paragraph[0].isdigit()] == ["offer-support"]
    numbers = [[*map(int, norm.paragraph.split("."))] for norm in NATIONAL.norms if norm.paragraph[0].isdigit()]
    assert numbers == sorted(numbers)
    assert len({norm.name for norm in NATIONAL.norms}) == len(NATIONAL.norms) == 24


def test_every_local_policy_guards_both_sharing_acts_and_no_other() -> None:
    for policy in LOCAL_POLICIES.values():
        assert [guard.citation for guard in policy.guards] == [
            f"{policy.name}/{number}" for number in range(1, len(policy.guards) + 1)
        ]
        assert all(guard.acts == (Act.SHARE_BASIC, Act.SHARE_ADDITIONAL) for guard in policy.guards)
        assert policy.title
        assert policy.about
        assert policy.departs


def test_two_guards_that_ask_for_the_same_are_both_cited() -> None:
    guard = NATIONAL.guards[Act.CLOSE_CASE][0]
    twice = Policy("twice", (GuidanceSection(1, "Twice", (guard, replace(guard, citation="5.5/again"))),), ())
    answer = assess_given(twice, with_(("shared", False)), ON).acts[Act.CLOSE_CASE]
    assert answer.refused_by == ("5.5", "5.5/again")


def test_a_condition_over_too_many_facts_is_to_be_said_as_several() -> None:
    everything = Every(tuple(fact.is_(fact.values[0]) for fact in FACTS.values()))
    with pytest.raises(TooManyStates, match="one condition or norm over role, suspected"):
        table(everything)
    assert [*table(ALWAYS).rows] == [()]


def test_an_assessment_carries_what_it_was_made_under() -> None:
    policy = policy_in_force(ON, ["consent-first"])
    answer = assess_given(policy, OPEN, ON)
    assert answer.as_json()["policy"] == {"edition": "npcc-2020", "local": ["consent-first"], "digest": policy.digest}
    assert (answer.on, answer.policy, answer.facts) == (ON, policy, OPEN)
    assert [*answer.acts] == [Act.SHARE_BASIC, Act.SHARE_ADDITIONAL, Act.DELAY_SHARING, Act.CLOSE_CASE]
