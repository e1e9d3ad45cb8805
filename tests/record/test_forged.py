"""What somebody can do who writes to the database and has no key: what verification finds of it."""

from datetime import timedelta

import pytest

from proviso.record import erase
from tests.record.disk import Files
from tests.record.making import NOON, record_cases
from tests.record.tampering import let_everything_pass, make_it_fit, respell_leaf, said

ERASED = "wessmere-case-3"


@pytest.fixture
def erased(files: Files) -> Files:
    """Forty entries of four cases, of which one was erased at 40; nothing refuses changes."""
    record_cases(40, cases=4)
    erase.erase(ERASED, actor="W1", now=NOON + timedelta(hours=2), why="retention")
    let_everything_pass()
    assert said() == said(bodies=False) == []
    return files


SPELLINGS = [
    (5, ',"kind"', ', "kind"', "its leaf is not spelled as leaves are, or says more than they say"),
    (5, '{"case"', '{"added":"x","case"', "its leaf is not spelled as leaves are, or says more than they say"),
    (3, '{"case"', '{"added":"x","case"', "its leaf is not spelled as leaves are, or says more than they say"),
    (3, '"version":1', '"version":2', "its version is not what its leaf commits to"),
    (3, '"who":"', '"who":"Z', "its actor is not what its leaf commits to"),
]


@pytest.mark.parametrize(("index", "old", "new", "says"), SPELLINGS)
def test_a_leaf_that_was_respelled_is_found_though_the_tree_fits(
    erased: Files, index: int, old: str, new: str, says: str
) -> None:
    respell_leaf(index, old, new)
    make_it_fit()
    case = {5: "wessmere-case-1", 3: ERASED}[index]
    assert said() == said(bodies=False) == [f"entry {index} of {case} of wessmere: {says}"]
