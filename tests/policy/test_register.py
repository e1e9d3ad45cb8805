"""The register: every paragraph has its row, every row what carries it out, every test it names is there."""

import ast
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from proviso.policy.facts import FACTS
from proviso.policy.reference import overview, reference
from proviso.policy.register import Covered, ParagraphStatus, coverage
from proviso.policy.register_rows import ROWS, Row
from tests.policy.cases import NATIONAL, ON

ROOT = Path(__file__).parents[2]
PARAGRAPHS = [
    "header", "1.1", "1.2.1", "1.2.2", "1.2.3", "1.2.4", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "3.1", "3.2", "3.3",
    "4.1", "4.2", "5.1.1", "5.1.2", "5.2", "5.3.1", "5.3.2", "5.3.3", "5.4", "5.4.1", "5.4.2", "5.4.3", "5.4.4",
    "5.4.5", "5.4.6", "5.5", "6.1", "6.2", "6.3", "6.3.1", "6.3.2", "6.3.3", "6.3.4", "7.1", "7.2", "8.1", "9.1.1",
    "9.1.2", "10.1.1", "10.1.2", "10.1.3", "10.1.4", "11.1", "11.2",
]  # fmt: skip
SLUGS = {
    "start", "allegation", "person", "address", "reach", "protection", "control", "support", "suspicion", "purposes",
    "lawful-basis", "basic", "additional", "views", "weighing", "timing", "recipient", "tell-before", "decide", "send",
    "already-shared", "tell-after", "reply", "correction", "close", "timeline", "breach-review", "local",
}  # fmt: skip


def test_every_paragraph_has_one_row_in_order() -> None:
    assert [row.paragraph for row in ROWS] == PARAGRAPHS


def test_no_row_has_nothing() -> None:
    assert [covered.row.paragraph for covered in coverage(ON) if covered.status is ParagraphStatus.NOTHING] == []


def test_pages_are_known_by_their_slugs() -> None:
    assert {page for row in ROWS for page in row.pages} <= SLUGS
    assert {fact.page for fact in FACTS.values()} - {""} <= SLUGS


@cache
def functions(path: Path) -> set[str]:
    """The names of the functions of a module."""
    return {node.name for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("node", sorted({test for row in ROWS for test in row.tests}))
def test_every_test_that_is_named_exists(node: str, request: pytest.FixtureRequest) -> None:
    name, _, test = node.partition("::")
    function, _, example = test.partition("[")
    assert function in functions(ROOT / name)
    collected = {item.nodeid for item in request.session.items}
    if any(item.startswith(f"{name}::{function}") for item in collected):
        assert any(item == node or item.startswith(f"{node}[") for item in collected), f"{example}: no such example"


def test_every_guard_and_norm_belongs_to_a_row_or_is_our_own_safeguard() -> None:
    provisions = [item for section in NATIONAL.sections for item in section.provisions]
    cited = {getattr(item, "citation", None) or getattr(item, "paragraph", "") for item in provisions}
    assert cited - set(PARAGRAPHS) == {"correction", "support", "5.3"}


@pytest.mark.parametrize(
    ("covered", "standing"),
    [
        (Covered(Row("1", "x", pages=("start",), tests=("t",)), (), ()), ParagraphStatus.DONE),
        (Covered(Row("1", "x", tests=("t",)), ("norm",), ()), ParagraphStatus.DONE),
        (Covered(Row("1", "x", tests=("t",), left_out="a part"), ("norm",), ()), ParagraphStatus.IN_PART),
        (Covered(Row("1", "x", pages=("start",), left_out="a part"), (), ()), ParagraphStatus.NOTHING),
        (Covered(Row("1", "x", pages=("start",)), ("norm",), ()), ParagraphStatus.NOTHING),
        (Covered(Row("1", "x", tests=("t",)), (), ("fact",)), ParagraphStatus.NOTHING),
        (Covered(Row("1", "x", pages=("start",), planned="its pages"), (), ()), ParagraphStatus.PLANNED),
        (Covered(Row("1", "x", planned="all of it"), (), ()), ParagraphStatus.NOTHING),
        (Covered(Row("1", "x", why_nothing="it only explains"), (), ()), ParagraphStatus.EXPLAINED),
    ],
)
def test_how_far_a_row_is_carried_out(covered: Covered, standing: ParagraphStatus) -> None:
    assert covered.status is standing


def test_a_row_has_the_norms_and_facts_of_its_paragraph() -> None:
    rows = {covered.row.paragraph: covered for covered in coverage(ON)}
    assert rows["9.1.1"].norms == ("guard 9.1.1", "inform-before")
    assert {"informed_before", "informed_before_explained", "not_sharing_decided"} <= set(rows["9.1.1"].facts)
    assert rows["4.2"].norms == ("guard 4.1",)
    assert rows["3.2"].norms == ("consider-own-route", "offer-support")
    assert rows["header"].norms == ("review-date-passed",)
    assert rows["2.1"].norms == rows["2.1"].facts == ()
    assert rows["9.1.1"].as_json() == {
        "paragraph": "9.1.1",
        "asks": "unless impracticable, tell the person beforehand: that, what, why",
        "norms": ["guard 9.1.1", "inform-before"],
        "facts": list(rows["9.1.1"].facts),
        "pages": ["tell-before"],
        "tests": list(rows["9.1.1"].row.tests),
        "why_nothing": "",
        "planned": "",
        "left_out": "",
        "standing": "done",
    }


def test_what_was_left_out_of_a_paragraph_is_said_in_its_row() -> None:
    left = {covered.row.paragraph: covered for covered in coverage(ON) if covered.row.left_out}
    assert [*left] == ["header", "2.5", "5.2", "6.2", "7.2", "11.1"]
    for paragraph, covered in left.items():
        assert covered.status is ParagraphStatus.IN_PART
        assert f"| done in part; left out: {covered.row.left_out} |" in reference()
        assert covered.as_json()["left_out"] == covered.row.left_out, paragraph  # type: ignore[call-overload,index]


def test_the_reference_is_not_stale() -> None:
    written = (ROOT / "docs/reference/policy.md").read_text(encoding="utf-8")
    assert written == reference(), "proviso policy reference --write docs/reference/policy.md"


def test_the_reference_names_every_guard_norm_fact_and_paragraph() -> None:
    text = reference()
    for paragraph in PARAGRAPHS:
        assert f"| {paragraph} |" in text
    for name in (*FACTS, *(norm.name for norm in NATIONAL.norms)):
        assert f"`{name}`" in text


def test_the_overview_of_a_policy_names_its_local_policies() -> None:
    assert "Local policies: none." in overview(NATIONAL, date(2026, 11, 22))
