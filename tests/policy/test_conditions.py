"""The tree: three-valued, joined with & | ~ and nothing else."""

from itertools import product

import pytest

from proviso.policy.conditions import ALWAYS, Answer, Condition, Every, Is, Not, Some, as_json, grounds, mentions, read
from proviso.policy.facts import role, shared, suspected

A, B = Is("a", (True,)), Is("b", (True,))
STATES = {"yes": True, "no": False, "unknown": None}
ORDER = {"no": 0, "unknown": 1, "yes": 2}


@pytest.mark.parametrize(("a", "b"), [*product(STATES, STATES)])
def test_kleenes_tables(a: str, b: str) -> None:
    case = {"a": STATES[a], "b": STATES[b]}
    assert read(A & B, case) == min(a, b, key=ORDER.__getitem__)
    assert read(A | B, case) == max(a, b, key=ORDER.__getitem__)
    assert ORDER[read(~A, case)] == 2 - ORDER[a]


def test_unknown_is_not_decided_by_its_own_opposite() -> None:
    assert read(A | ~A, {}) is Answer.UNKNOWN
    assert read(A & ~A, {}) is Answer.UNKNOWN


def test_always_is_so_in_an_empty_case() -> None:
    assert read(ALWAYS, {}) is Answer.YES
    assert read(Some(()), {}) is Answer.NO


def test_joining_keeps_one_level_of_each_kind() -> None:
    assert Every((A, B, A)) == A & B & A
    assert Some((A, B, A)) == A | (B | A)
    assert Some((Every((A, B)), A)) == (A & B) | A


@pytest.mark.parametrize("spelt", ["suspected and shared", "suspected or shared", "not suspected"])
def test_and_or_not_are_refused(spelt: str) -> None:
    with pytest.raises(TypeError, match=r"with & | ~"):
        eval(spelt, {"suspected": suspected, "shared": shared})


def test_a_yes_no_fact_stands_for_itself_being_true() -> None:
    assert suspected & shared == Every((Is("suspected", (True,)), Is("shared", (True,))))
    assert read(suspected, {"suspected": True}) is Answer.YES


@pytest.mark.parametrize(
    ("condition", "case", "because"),
    [
        (A & B, {"a": True, "b": True}, {"a", "b"}),
        (A & B, {"a": True, "b": False}, {"b"}),
        (A & B, {"b": False}, {"b"}),
        (A | B, {"a": True}, {"a"}),
        (A | B, {"a": False, "b": False}, {"a", "b"}),
        (~(A & B), {"a": False}, {"a"}),
        (A & B, {"a": True}, set()),
    ],
)
def test_grounds_are_the_facts_that_settle_it(condition: Condition, case: dict[str, bool], because: set[str]) -> None:
    assert grounds(condition, case) == because


def test_mentions_names_every_fact_from_left_to_right() -> None:
    assert [*mentions((A & ~B) | A)] == ["a", "b", "a"]


def test_the_tree_as_json() -> None:
    assert as_json(~(role.is_("victim") & suspected) | A) == {
        "some": [
            {"not": {"every": [{"is": ["role", ["victim"]]}, {"is": ["suspected", [True]]}]}},
            {"is": ["a", [True]]},
        ]
    }


@pytest.mark.parametrize(
    "interpret", [lambda c: read(c, {}), lambda c: [*mentions(c)], as_json, lambda c: grounds(c, {})]
)
def test_a_stranger_in_the_tree_is_refused(interpret: object) -> None:
    with pytest.raises(TypeError, match="not a node of the tree"):
        interpret(Not(Condition()))  # type: ignore[operator]
