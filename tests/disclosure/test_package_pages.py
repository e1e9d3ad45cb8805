"""The pages of a package, read one by one: nothing stands on a page without what it is, and no page for two lines."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from proviso.casework.reading.content_words import named
from proviso.casework.values.reasons import Purpose
from proviso.casework.values.shared_content import StatedPurpose
from proviso.disclosure.package import Field, Package

from .packages import BARE, CRIME, MEASURE, NAME, PACKAGE, SUSPECTED, squeezed

LINES = re.compile(r"Line(\d+)oftheseinvented")
SHORTEST = 8
"""The lines of the block that ends a package: no page holds less of it."""


def pages(package: Package) -> list[str]:
    """What each page says between its top and its foot, without space."""
    said = [squeezed(page.extract_text()) for page in PdfReader(BytesIO(package.pdf())).pages]
    foot = re.compile(re.escape(package.marking + package.reference) + r"Page\d+of\d+$")
    return [foot.sub("", one.removeprefix(package.marking)) for one in said]


def long(field: Field, lines: int) -> Field:
    """A field of so many lines, each of which can be told from the others."""
    return replace(field, words="\n".join(f"Line {number} of these invented words." for number in range(lines)))


IS = {
    NAME: "Fact, as recorded",
    CRIME: "Allegation: reported, not proved",
    SUSPECTED: "Suspicion: not established",
    MEASURE: "Assessment: this force’s judgement",
}


@pytest.mark.parametrize("lines", [30, 47, 60, 110, 200])
@pytest.mark.parametrize("field", IS, ids=lambda field: field.code.value)
def test_what_runs_on_carries_its_label_and_what_it_is_to_each_page(field: Field, lines: int) -> None:
    others = tuple(one for one in PACKAGE.basic if one.code is not field.code)
    package = replace(
        PACKAGE,
        basic=PACKAGE.basic if field is MEASURE else (long(field, lines), *others),
        additional=(long(MEASURE, lines),) if field is MEASURE else (),
    )
    began, found = False, []
    for page in pages(package):
        numbers = [int(one) for one in LINES.findall(page)]
        found += numbers
        if not numbers:
            continue
        above = page[: page.index(f"Line{numbers[0]}ofthese")]
        label = squeezed(named(field.code) + ("(continued)" if began else "") + IS[field])
        assert label in above[-260:], page[:400]
        began = True
    assert found == list(range(lines))


@pytest.mark.parametrize("lines", [60, 90])
def test_a_purpose_that_runs_on_carries_its_name_to_each_page(lines: int) -> None:
    words = "\n".join(f"Line {number} of these invented words." for number in range(lines))
    package = replace(PACKAGE, purposes=(StatedPurpose(Purpose.ADVICE, words),))
    reached = [page for page in pages(package) if LINES.search(page)]
    label = squeezed(Purpose.ADVICE.label)
    assert len(reached) > 1
    assert label + "(continued)" not in reached[0]
    assert all(page.startswith(label + "(continued)") for page in reached[1:])


@pytest.mark.parametrize("lines", range(1, 40))
def test_no_page_is_made_for_two_lines(lines: int) -> None:
    for package in (
        replace(PACKAGE, additional=(long(MEASURE, lines),)),
        replace(BARE, additional=(long(MEASURE, lines),)),
    ):
        last = PdfReader(BytesIO(package.pdf())).pages[-1].extract_text().splitlines()
        assert len(last) > SHORTEST + 3, last
        assert any("If any of it is wrong" in one for one in last)


def test_the_usual_package_is_two_pages_with_whom_to_tell_on_the_first() -> None:
    first, *others = pages(PACKAGE)
    assert len(others) == 1
    assert squeezed("How to reach us Disclosure desk, at any hour: 01632 960 301") in first
    assert squeezed("Who decided Officer W4417") in first
    assert squeezed("Crime reference 47/12345/26") in first


def test_what_is_not_set_is_said_and_what_is_not_approved_is_not_there() -> None:
    whole = "".join(pages(BARE))
    assert squeezed("How to reach us This force has not set it. Answer by the way that this came.") in whole
    assert "Crimereference" not in whole
