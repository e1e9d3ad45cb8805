"""Values of another type than a column holds: SQLite keeps them, and verification names each and goes on."""

from datetime import timedelta

import pytest

from proviso.record import verify
from proviso.record.fault import Fault
from proviso.record.verify_tree import TreePass
from tests.record.disk import Files
from tests.record.making import NOON, record_cases
from tests.record.tampering import let_everything_pass, make_it_fit, run, said

pytestmark = pytest.mark.sqlite

ENTRY_5 = "entry 5 of wessmere-case-1 of wessmere: "


@pytest.fixture
def bare(files: Files) -> Files:
    """Eight entries of two cases, and nothing that refuses changes."""
    record_cases(8, cases=2)
    let_everything_pass()
    return files


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("actor = CAST(x'ff33' AS text)", ENTRY_5 + "its actor is not text"),
        ("kind = CAST(x'ff33' AS text)", ENTRY_5 + "its kind is not text"),
        ("category = CAST(x'ff33' AS text)", ENTRY_5 + "its category is not text"),
        ("\"case\" = CAST(x'ff33' AS text)", "entry 5 of b'\\xff3' of wessmere: its case is not text"),
        ('"case" = CAST("case" AS blob)', "entry 5 of b'wessmere-case-1' of wessmere: its case is not text"),
        ("actor = CAST(actor AS blob)", ENTRY_5 + "its actor is not text"),
        ("kind = CAST(kind AS blob)", ENTRY_5 + "its kind is not text"),
        ("category = CAST(category AS blob)", ENTRY_5 + "its category is not text"),
        ("at = at + 0.25", ENTRY_5 + "its time is not a whole number"),
        ("seq = 1.5", ENTRY_5 + "its place in the case is not a whole number"),
        ("entry_id = CAST(hex(entry_id) AS text)", ENTRY_5 + "its id is not bytes"),
        ("body = 'nothing'", ENTRY_5 + "its body is not bytes"),
        ("leaf = 'nothing'", ENTRY_5 + "its leaf's hash is not bytes"),
        ("\"index\" = 'x'", "entry of wessmere-case-1 of wessmere: its place in the log is not a whole number"),
        ('"index" = 5.5', "entry of wessmere-case-1 of wessmere: its place in the log is not a whole number"),
        ("log = CAST(x'ff33' AS text)", "entry of b'\\xff3': its log is not text"),
        ("log = CAST(log AS blob)", "entry of b'wessmere': its log is not text"),
    ],
)
def test_of_an_entry(bare: Files, change: str, says: str) -> None:
    run(f'UPDATE record_entry SET {change} WHERE "index" = 5')
    found = said()
    assert says in found
    assert ("entry 5 of wessmere: is missing" in found) == ("index" in change or "log" in change)
    if "log" not in change:
        assert says in said(bodies=False)
    if not any(column in change for column in ("log", "index", "case", "seq")):
        assert len(found) == 1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("content = CAST(content AS text)", ["leaf 5 of wessmere: is missing or no leaf"]),
        (
            "\"index\" = 'x'",
            [
                "leaf 5 of wessmere: is missing or no leaf",
                "leaf of wessmere: is outside its log, which has 8 entries",
            ],
        ),
        (
            '"index" = 5.5',
            ["leaf of wessmere: is at 5.5, which is no place", "leaf 5 of wessmere: is missing or no leaf"],
        ),
        (
            "log = CAST(log AS blob)",
            ["leaf of b'wessmere': its log is not text", "leaf 5 of wessmere: is missing or no leaf"],
        ),
    ],
)
def test_of_a_leaf(bare: Files, change: str, says: list[str]) -> None:
    run(f'UPDATE record_leaf SET {change} WHERE "index" = 5')
    assert said() == says


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("log = CAST(x'ff' AS text)", "head of b'\\xff': its log is not text"),
        ("at = at + 0.25", "head of wessmere: its time is not a whole number"),
        ("frontier = 5", "head of wessmere: its frontier is not bytes"),
        ("frontier = 9223372036854775807", "head of wessmere: its frontier is not bytes"),
        ("size = x'08'", "head of wessmere: its size is not a whole number"),
        (
            "size = 9223372036854775807",
            "head of wessmere: counts 9223372036854775807 entries where 8 are: it was changed, or the last were "
            "removed",
        ),
        (
            "size = -1",
            "head of wessmere: counts -1 entries where 8 are: it was changed, or the last were removed",
        ),
    ],
)
def test_of_a_head(bare: Files, change: str, says: str) -> None:
    run(f"UPDATE record_head SET {change}")
    assert says in said()


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ("8, 'x', x'00'", "node of wessmere: its place is not a whole number"),
        ("'high', 7, x'00'", "node 7 of wessmere: its level is not a whole number"),
        ("8, 0, 'nothing'", "node 0 of wessmere: its hash is not bytes"),
    ],
)
def test_of_a_node(bare: Files, values: str, says: str) -> None:
    run(f"INSERT INTO record_node (log, level, \"index\", hash) VALUES ('wessmere', {values})")
    assert said() == [says]


@pytest.mark.parametrize("leaf", ["[" * 100_000, "[]", "{}", "7", "not JSON"])
def test_a_leaf_that_is_none_is_named_though_the_tree_fits(bare: Files, leaf: str) -> None:
    run('UPDATE record_leaf SET content = CAST(%s AS blob) WHERE "index" = 5', leaf)
    make_it_fit()
    assert said() == [ENTRY_5 + "its leaf is none that was ever written"]
    assert said(bodies=False) == said()


def test_whatever_else_is_met_in_a_log_stops_no_other(bare: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    record_cases(2, log="norwick", cases=1, first=NOON + timedelta(hours=1))
    whole = TreePass

    def raising(log: str, tick: verify.Progress) -> TreePass:
        if log == "norwick":
            raise RecursionError
        return whole(log, tick)  # type: ignore[arg-type]

    monkeypatch.setattr(verify, "TreePass", raising)
    assert "log of norwick: holds what no log ever held, and was verified no further" in said()
    assert [log.log for log in verify.verify().logs] == ["wessmere"]


def test_what_is_not_plainly_printable_is_spelled_out() -> None:
    case = "\x1b[31mX\nThe record is whole."
    fault = Fault("entry", "is missing", "wess\u202emere", 5, case)
    assert str(fault) == ('entry 5 of "\\u001b[31mX\\nThe record is whole." of "wess\\u202emere": is missing')
    assert str(Fault("key", f"is of {case}")) == 'key: "is of \\u001b[31mX\\nThe record is whole."'
    assert str(Fault("entry", "is missing", "Heddlu’r Gogledd", 5)) == "entry 5 of Heddlu’r Gogledd: is missing"
