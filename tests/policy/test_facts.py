"""The vocabulary: each fact as the pages and the JSON know it, and what is refused by name."""

from types import UnionType
from typing import Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given

from proviso.policy.conditions import ALWAYS, Is
from proviso.policy.facts import FACTS, FactRefused, changed, check, role, suspected
from proviso.policy.typed_facts import CaseFacts, recorded
from proviso.policy.vocabulary import Vocabulary
from tests.policy.cases import OPEN, cases

VALUES = {
    "role": ("victim", "witness", "victim_and_witness", "neither"),
    "certainty": ("suspicion", "doubt"),
    "arose_from": (
        "investigation_search", "account_given", "investigation_material", "third_party", "status_check", "other"),
    "status_check_was": ("case_specific", "routine"),
    "immediate_protection": ("not_needed", "needed", "in_place"),
    "basic_information": ("all", "some", "none"),
    "views": ("not_sought", "given", "declined", "impracticable"),
    "delay_reason": ("none", "immediate_protection", "other"),
    "recipient": ("nccu", "other_home_office", "outside_home_office"),
    "informed_before": ("no", "yes", "impracticable"),
    "informed_after": ("no", "yes", "impracticable"),
    "jurisdiction": ("england_wales", "northern_ireland"),
    "consent": ("not_sought", "given", "refused", "withdrawn", "cannot_be_given"),
}  # fmt: skip
YES_NO = {
    "suspected", "breach_reviewed", "allegation_recorded", "protection_considered", "child", "domestic_abuse",
    "sexual_offence", "modern_slavery", "status_used_as_control", "support_offered", "purpose_recorded",
    "lawful_basis_recorded", "omission_explained", "additional_proposed", "views_oppose", "views_weighed",
    "views_impracticable_explained", "gravity_weighed", "home_office_information_weighed", "protection_weighed",
    "timing_weighed", "delay_still_applies", "recipient_explained", "informed_before_explained", "shared",
    "informed_after_explained", "recorded_what", "recorded_when", "recorded_with_whom", "recorded_why",
    "not_sharing_decided", "corrections_outstanding", "equality_assessment_current", "consent_informed",
    "exceptional_circumstances", "senior_authorised", "slavery_referral_considered", "shared_while_delayed",
}  # fmt: skip
PARENTS = {
    "status_check_was": ("arose_from", {"status_check"}),
    "breach_reviewed": ("status_check_was", {"routine"}),
    "omission_explained": ("basic_information", {"some"}),
    "views": ("additional_proposed", {True}),
    "views_oppose": ("views", {"given"}),
    "views_weighed": ("views", {"given"}),
    "views_impracticable_explained": ("views", {"impracticable"}),
    "gravity_weighed": ("additional_proposed", {True}),
    "home_office_information_weighed": ("additional_proposed", {True}),
    "protection_weighed": ("additional_proposed", {True}),
    "delay_still_applies": ("delay_reason", {"immediate_protection", "other"}),
    "recipient_explained": ("recipient", {"other_home_office", "outside_home_office"}),
    "informed_before_explained": ("informed_before", {"impracticable"}),
    "shared_while_delayed": ("shared", {True}),
    "informed_after": ("shared", {True}),
    "informed_after_explained": ("informed_after", {"impracticable"}),
    "recorded_what": ("shared", {True}),
    "recorded_when": ("shared", {True}),
    "recorded_with_whom": ("shared", {True}),
    "recorded_why": ("shared", {True}),
    "consent_informed": ("consent", {"given"}),
}


def test_the_vocabulary_is_exactly_this() -> None:
    assert {name: set(fact.values) for name, fact in FACTS.items()} == {
        **{name: set(values) for name, values in VALUES.items()},
        **{name: {True, False} for name in YES_NO},
    }
    assert {name: (f.only.fact, set(f.only.values)) for name, f in FACTS.items() if f.only} == PARENTS


def test_every_fact_has_a_question_and_words_for_each_value() -> None:
    for fact in FACTS.values():
        assert fact.question[-1] in "?."
        assert all(fact.says[value] for value in fact.values)
        assert fact.page or fact.paragraph == "11.1"


def test_null_is_unknown_and_falls_away() -> None:
    assert check({"role": "victim", "suspected": None, "status_check_was": None}) == {"role": "victim"}


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"rol": "victim"}, 'rol: given "victim"; accepted: a fact of the vocabulary, perhaps role'),
        ({"nationality": None}, "nationality: given null; accepted: a fact of the vocabulary"),
        ({"a b\n": 1}, '"a b\\n": given 1; accepted: a fact of the vocabulary'),
        ({"x" * 99: 1}, f'"{"x" * 58}…: given 1; accepted: a fact of the vocabulary'),
        ({"role": "Victim"}, 'role: given "Victim"; accepted: "victim", "witness", "victim_and_witness", "neither"'),
        ({"role": True}, 'role: given true; accepted: "victim", "witness", "victim_and_witness", "neither"'),
        ({"suspected": 1}, "suspected: given 1; accepted: true, false"),
        ({"suspected": 1.0}, "suspected: given 1.0; accepted: true, false"),
        ({"suspected": "true"}, 'suspected: given "true"; accepted: true, false'),
        ({"suspected": [True]}, "suspected: given [true]; accepted: true, false"),
        ({"role": {"a": 1}}, 'role: given {"a": 1}; accepted: "victim", "witness", "victim_and_witness", "neither"'),
        ({"suspected": "x" * 100}, f'suspected: given "{"x" * 58}…; accepted: true, false'),
        ({"status_check_was": "routine"}, 'status_check_was: given "routine"; accepted: nothing, because it goes only '
         'with arose_from being "status_check", which is unknown'),
        ({"recipient": "nccu", "recipient_explained": False}, "recipient_explained: given false; accepted: nothing, "
         'because it goes only with recipient being "other_home_office" or "outside_home_office", which is "nccu"'),
    ],
)  # fmt: skip
def test_refused_with_name_what_was_given_and_what_is_accepted(facts: dict[str, object], says: str) -> None:
    with pytest.raises(FactRefused) as refused:
        check(facts)
    assert str(refused.value) == says


def test_of_two_faults_the_same_is_named_whichever_comes_first() -> None:
    faults: dict[str, object] = {"suspected": 1, "role": 2}
    for facts in (faults, dict(reversed(faults.items()))):
        with pytest.raises(FactRefused, match=r"^role"):
            check(facts)


def test_a_change_takes_with_it_what_hung_on_the_former_value() -> None:
    case = changed(OPEN, "additional_proposed", False)
    assert not {"views", "views_weighed", "gravity_weighed"} & case.keys()
    assert OPEN["views"] == "given"


@given(cases())
def test_a_drawn_case_is_consistent(case: dict[str, bool | str]) -> None:
    assert check(case) == case


def test_a_condition_takes_only_values_that_the_fact_can_have() -> None:
    with pytest.raises(ValueError, match="role is never"):
        role.is_("suspect")
    assert role.is_not("neither") == Is("role", ("victim", "witness", "victim_and_witness"))


def test_a_vocabulary_refuses_a_name_twice_and_a_parent_that_is_not_one_fact() -> None:
    words = Vocabulary()
    words.yes_no("rain", "1", "start", "Does it rain?", yes="it rains", no="it is dry")
    with pytest.raises(ValueError, match="rain is declared twice"):
        words.yes_no("rain", "1", "start", "Does it rain?", yes="it rains", no="it is dry")
    for parent in (suspected, ALWAYS):
        with pytest.raises(ValueError, match="a parent is one fact, declared before"):
            words.choice("wind", "1", "start", "What wind?", only=parent, east="an east wind")


def test_the_type_of_a_case_names_each_fact_with_its_values() -> None:
    typed = {name: _values(kind) for name, kind in get_type_hints(CaseFacts).items()}
    assert typed == {name: {*fact.values, None} for name, fact in FACTS.items()}
    assert [*typed] == [*FACTS], "in the order of the vocabulary"


def _values(kind: object) -> set[object]:
    """The values that a type of a fact allows."""
    if isinstance(kind, UnionType) or get_origin(kind) is Union:
        return {value for part in get_args(kind) for value in _values(part)}
    if get_origin(kind) is Literal:
        return {*get_args(kind)}
    return {True, False} if kind is bool else {None}


def test_what_nobody_recorded_is_left_out() -> None:
    assert recorded({"role": "victim", "suspected": None, "shared": False}) == {"role": "victim", "shared": False}
