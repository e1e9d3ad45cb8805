"""The package: two renderings that say the same, what was approved and nothing else, known by its digest."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from proviso.casework.reading.content_words import named
from proviso.casework.values.reasons import Power, Purpose
from proviso.casework.values.role import RoleInCase
from proviso.casework.values.shared_content import StatedPurpose
from proviso.casework.values.timing import Department
from proviso.disclosure import package as module
from proviso.disclosure.package import NOT_DECIDED, Package, PackageContact, StatementBasis
from proviso.record.canonical import canonical
from tests.typesetting.placed import passes_the_margins, pictures, stands

from .packages import BARE, CRIME, MEASURE, NAME, PACKAGE, body, leaves, shown, spoken, squeezed

WORDS_OF_THE_PAGE = (
    "Information shared by", "Marking", "Our reference", "From", "To", "Prepared", "Person", "Lawful basis", "Facts",
    "How to reach us", "This force has not set it. Answer by the way that this came.", "Who decided", "Officer",
    "Crime reference", "Not established as fact: allegation, suspicion, assessment",
    "Recorded on", "Basic information", "Additional information", "What it is shared for", "Purpose",
    "How far to rely on it", "Accuracy.", "Completeness.", "Reliability.", "Currency.",
    "Basic information that is not in here:", ".", ";",
    "Conditions on use and on sharing it further", "If any of it is wrong", "1.", "2.", "3.", "4.", ",",
    "This page and its JSON say the same. The SHA-256 of the JSON, by which both are known:",
    "Nothing is shared as fact.", "Nothing else is shared.",
)  # fmt: skip


@pytest.mark.parametrize("package", [PACKAGE, BARE, replace(PACKAGE, additional=(), basic=(NAME,))])
def test_every_value_of_the_json_is_on_the_page(package: Package) -> None:
    words = body(package.pdf())

    for one in leaves(json.loads(package.json)):
        assert squeezed(shown(*one, package)) in words, one


@pytest.mark.parametrize("package", [PACKAGE, BARE])
def test_nothing_is_on_the_page_but_the_json_and_the_pages_own_words(package: Package) -> None:
    left = body(package.pdf())
    labels = [named(one.code) for one in (*package.basic, *package.additional)]
    labels += [named(one.purpose) for one in package.purposes]
    own = sorted(map(squeezed, (*WORDS_OF_THE_PAGE, *labels, package.digest)), key=len, reverse=True)

    for one in sorted({*spoken(package), *own} - {""}, key=len, reverse=True):
        left = left.replace(one, "")

    assert left == ""


def test_each_field_stands_with_its_own_words_and_the_day_that_they_were_recorded() -> None:
    words = body(PACKAGE.pdf())

    for one in (*PACKAGE.basic, *PACKAGE.additional):
        part = "Basic information" if one in PACKAGE.basic else "Additional information"
        basis, day = shown("basis", one.basis, PACKAGE), shown("recorded_on", one.recorded_on.isoformat(), PACKAGE)
        assert squeezed(f"{named(one.code)}{basis}{part}Recorded on {day}{one.words}") in words


def test_it_says_what_lets_the_receiver_judge_whether_it_is_accurate_and_current() -> None:
    """Data Protection Act 2018 s.38(5)(b)."""
    quality = json.loads(PACKAGE.json)["quality"]
    assert list(quality) == sorted(["accuracy", "completeness", "reliability", "currency"])
    assert "has not graded where any of it came from" in quality["reliability"]
    assert squeezed(f"Reliability. {quality['reliability']}") in body(PACKAGE.pdf())


def test_facts_stand_apart_from_what_is_not_established() -> None:
    words = body(PACKAGE.pdf())
    facts, others = words.index("FactsName"), words.index("Notestablishedasfact:")

    for one in (*PACKAGE.basic, *PACKAGE.additional):
        at = words.index(squeezed(named(one.code) + shown("basis", one.basis, PACKAGE)))
        assert (facts < at < others) is (one.basis is StatementBasis.FACT)
        assert (others < at) is (one.basis is not StatementBasis.FACT)
    assert {one.basis for one in (*PACKAGE.basic, *PACKAGE.additional)} == set(StatementBasis)


@settings(max_examples=15)
@given(
    st.text(st.characters(min_codepoint=0x21, max_codepoint=0x17F, exclude_categories=("Cc", "Cf", "Zs")), min_size=1),
    st.sampled_from(list(StatementBasis)),
)
def test_whatever_is_typed_is_on_the_page_as_it_was_typed(words: str, basis: StatementBasis) -> None:
    package = replace(PACKAGE, basic=(replace(NAME, words=words, basis=basis),))

    assert squeezed(shown("recorded_on", "2026-11-20", package) + words) in body(package.pdf())
    assert json.loads(package.json)["basic"]["name"]["words"] == words


def test_long_words_are_on_the_page_to_the_last() -> None:
    address = "\n".join(f"Line {number} of an address" for number in range(60))
    package = replace(PACKAGE, basic=(replace(NAME, words=address),), additional=(replace(MEASURE, words="w" * 600),))
    words = body(package.pdf())

    assert all(squeezed(line) in words for line in address.splitlines())
    assert words.count("w" * 20) >= 1
    assert words.count("w") >= 600


@pytest.mark.parametrize(
    ("at", "says"),
    [
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "Prepared 25 October 2026 at 01:30 BST"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "Prepared 25 October 2026 at 01:30 GMT"),
    ],
)
def test_its_time_says_by_which_clock_so_that_no_reader_takes_it_for_another_hour(at: datetime, says: str) -> None:
    assert squeezed(says) in body(replace(PACKAGE, prepared_at=at).pdf())


def test_its_digest_is_of_its_json_which_has_one_spelling() -> None:
    assert PACKAGE.digest == sha256(PACKAGE.json).hexdigest()
    assert PACKAGE.json == canonical(json.loads(PACKAGE.json))
    assert PACKAGE.digest in body(PACKAGE.pdf())


@pytest.mark.parametrize(
    "change",
    [
        {"reference": "PV-2222-3333/18"},
        {"contact": replace(PACKAGE.contact, officer="W4418")},
        {"contact": replace(PACKAGE.contact, crime_reference="")},
        {"marking": "OFFICIAL"},
        {"prepared_at": PACKAGE.prepared_at + timedelta(seconds=1)},
        {"category": RoleInCase.WITNESS},
        {"basic": (replace(NAME, words="Imaginary  Oduya"), *PACKAGE.basic[1:])},
        {"basic": (replace(NAME, basis=StatementBasis.ASSESSMENT), *PACKAGE.basic[1:])},
        {"additional": ()},
        {"left_out": ()},
        {"purposes": (StatedPurpose(Purpose.OTHER, "Words"),)},
        {"power": Power.COMMON_LAW},
        {"recipient": Department.BORDER_FORCE},
    ],
)
def test_whatever_changes_changes_the_digest(change: dict[str, Any]) -> None:
    assert replace(PACKAGE, **change).digest != PACKAGE.digest


def test_both_renderings_are_the_same_again_to_the_byte() -> None:
    again = replace(PACKAGE)

    assert (again.json, again.pdf()) == (PACKAGE.json, PACKAGE.pdf())


def test_the_page_is_tagged_for_whoever_hears_it() -> None:
    reader = PdfReader(BytesIO(PACKAGE.pdf()))
    root: Any = reader.trailer["/Root"]  # pypdf gives what a name holds no type
    tags = list(walked(root["/StructTreeRoot"]))

    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "en-GB"
    assert reader.metadata is not None
    assert reader.metadata.title == "Information shared by Wessmere Police"
    assert tags.count("/H1") == 1
    assert tags.count("/H2") == 6
    assert tags.count("/Table") == 5 + 1
    assert tags.count("/TH") == 2 * (5 + 1)
    assert tags.count("/L") == 2
    assert tags.count("/LI") == 7


def walked(part: Any) -> Any:
    """The type of every structure element, in reading order."""
    one = part.get_object()
    if isinstance(one, list):
        for inner in one:
            yield from walked(inner)
    elif isinstance(one, dict):
        if "/S" in one:
            yield one["/S"]
        if "/K" in one:
            yield from walked(one["/K"])


def test_what_is_not_decided_says_so_across_the_page() -> None:
    assert "NOTDECIDED" in squeezed(PdfReader(BytesIO(PACKAGE.pdf(watermark=NOT_DECIDED))).pages[0].extract_text())
    assert "NOTDECIDED" not in body(PACKAGE.pdf())


def test_everybody_in_a_case_has_words_for_their_category() -> None:
    assert set(module.CATEGORIES) == set(RoleInCase)


def test_numbers_in_writing_from_the_right_stand_in_their_order() -> None:
    words = "شارع المثال 12، هاتف 01632 960 001، رقم 01/12345/26"
    pdf = replace(PACKAGE, basic=(replace(NAME, words=words),), additional=(replace(MEASURE, words=words),)).pdf()
    for one in ("01632 960 001", "01/12345/26", PACKAGE.reference):
        assert stands(pdf, one), one


def test_names_in_writing_from_the_right_change_no_places_in_an_english_sentence() -> None:
    words = "The suspect is عمر and the victim is فاطمة"
    pdf = replace(PACKAGE, basic=(replace(NAME, words=words),)).pdf()
    assert stands(pdf, words)


@pytest.mark.parametrize("letter", ["W", "م"])
def test_a_word_of_120_letters_stays_on_the_page(monkeypatch: pytest.MonkeyPatch, letter: str) -> None:
    long = letter * 120
    package = replace(
        PACKAGE,
        force=long,
        category=PACKAGE.category,
        basic=(replace(NAME, words=long), replace(CRIME, words=long)),
        additional=(replace(MEASURE, words=long),),
        purposes=(replace(PACKAGE.purposes[0], words=long),),
        contact=PackageContact(long, long, long),
    )
    pages = pictures(monkeypatch, package.pdf)
    assert pages
    assert not any(map(passes_the_margins, pages))
