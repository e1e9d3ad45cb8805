"""Another project's reader of PDF/UA looks at what leaves and at what the person is given, and finds no fault.

It decides what can be decided from the file without a person: the tree, the tags, the languages, the titles, what each
file says of itself. The typesetter refuses the rest; a person still has to read one aloud.
"""

from pathlib import Path

import pytest
from pdfua import validate

from proviso.notices.letter import letter
from proviso.notices.words import About
from tests.casework.examples import NOW
from tests.notices.test_words import CASES, CODES, words

from .packages import BARE, PACKAGE

NOT_READ_BY_IT = {"UA-14-001"}
"""Whether a heading is empty: it cannot read an attribute of a cell (0.1.3)."""


def faults(pdf: bytes, folder: Path) -> list[str]:
    """What is wrong with it, after asking whether it was looked at at all."""
    file = folder / "one.pdf"
    file.write_bytes(pdf)
    report = validate(str(file))
    assert {one.rule_id for one in report.skipped} <= NOT_READ_BY_IT
    assert len(report.outcomes) >= 12
    return [f"{one.rule_id}: {one.message}" for one in report.findings]


@pytest.mark.parametrize("package", [PACKAGE, BARE], ids=["all of it", "hardly anything"])
def test_it_finds_no_fault_in_a_package(package: object, tmp_path: Path) -> None:
    assert faults(package.pdf(), tmp_path) == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("code", CODES)
def test_it_finds_no_fault_in_a_letter_in_any_language(code: str, tmp_path: Path) -> None:
    said = words(CASES[About.AFTER], About.AFTER, code)
    for large in (False, True):
        assert faults(letter(said, at=NOW, draft=False, large=large), tmp_path) == []


def test_it_would_find_one(tmp_path: Path) -> None:
    assert faults(PACKAGE.pdf().replace(b"/Marked true", b"/Marked null"), tmp_path)
