"""The letter: every word of it in every language, large too, marked as a draft where it is one, and nothing else."""

import io
import unicodedata
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from proviso.notices.letter import letter
from proviso.notices.words import About
from proviso.notices.written import own_words, written
from proviso.typesetting.coverage import CannotBeShown
from tests.casework.examples import NOW, PERSON
from tests.casework.folding import onto
from tests.typesetting.placed import passes_the_margins, pictures, stands

from .test_words import CASES, CODES, every_said, words


def read(pdf: bytes) -> str:
    """What the letter says, each run of space as one, without marks of direction."""
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return plain(text)


def plain(text: str) -> str:
    """As letters are compared: composed alike, without marks of direction and without space."""
    kept = (one for one in unicodedata.normalize("NFKC", text) if unicodedata.category(one) not in {"Cf", "Zs", "Cc"})
    return "".join(kept)


LATIN = [code for code in CODES if code not in {"ar", "fa", "ur", "pa"}]


@pytest.mark.parametrize("code", LATIN)
@pytest.mark.parametrize("about", list(About))
def test_the_letter_says_all_of_it(about: About, code: str) -> None:
    said = words(CASES[about], about, code)
    text = read(letter(said, at=NOW, draft=False, to_them="w" * 40))
    about_them = own_words(said)
    assert about_them or about is About.BEFORE
    for each in written(said, "w" * 40):
        unsaid = {plain(one) for one in about_them}
        for one in every_said(each if each.why else replace(each, why_heading=each.promise)):
            assert (plain(one.text) in text) != (plain(one.text) in unsaid), one


@pytest.mark.parametrize("code", CODES)
def test_the_letter_is_accessible_in_each_language_and_size(code: str) -> None:
    said = words(CASES[About.BEFORE], About.BEFORE, code)
    sizes = []
    for large in (False, True):
        pdf = PdfReader(io.BytesIO(letter(said, at=NOW, draft=False, large=large)))
        root: Any = pdf.trailer["/Root"]  # pypdf gives what a name holds no type
        assert root["/Lang"] == code
        assert root["/MarkInfo"]["/Marked"]
        assert "/StructTreeRoot" in root
        assert pdf.metadata is not None
        assert pdf.metadata.title == said[0].wording.says("title").text
        leftwards = said[0].wording.language.direction == "rtl"
        assert root["/ViewerPreferences"]["/Direction"] == ("/R2L" if leftwards else "/L2R")
        sizes.append(len(pdf.pages))
    assert sizes[0] < sizes[1]


def test_a_draft_says_so_to_who_sees_it_and_to_who_hears_it() -> None:
    said = words(CASES[About.BEFORE], About.BEFORE, "cy")
    assert plain("Draft. Nobody has checked these words. Do not give this to anybody.") in read(
        letter(said, at=NOW, draft=True)
    )
    assert "raft" not in read(letter(said, at=NOW, draft=False))


def test_it_has_no_marking_and_no_picture_and_says_nothing_in_its_title() -> None:
    pdf = letter(words(CASES[About.BEFORE], About.BEFORE), at=NOW, draft=False)
    text = read(pdf)
    for telling in ("OFFICIAL", "Proviso", "Crown"):
        assert telling not in text
    about = PdfReader(io.BytesIO(pdf)).metadata
    assert about is not None
    assert about.title == "Information for you"
    assert all(not page.images for page in PdfReader(io.BytesIO(pdf)).pages)


def test_the_same_words_are_the_same_letter() -> None:
    said = words(CASES[About.AFTER], About.AFTER, "ar")
    assert letter(said, at=NOW, draft=True) == letter(said, at=NOW, draft=True)


def test_a_name_that_no_font_shows_stops_the_letter() -> None:
    case = onto(CASES[About.BEFORE], [replace(PERSON, name="𓀀𓀁")])
    with pytest.raises(CannotBeShown):
        letter(words(case, About.BEFORE), at=NOW, draft=False)


CASE = (Path(__file__).parents[1] / "cases/wrong/rtl-number.txt").read_text(encoding="utf-8").splitlines()[1]
MORE = ("+44 (0)1632 960 002", "PV-4K7Q-9TZM/12", "01/12345/26", "27/03/2027", "£12.50", "advice@centre.example")


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("code", ["ar", "fa", "ur"])
def test_numbers_in_the_advice_stand_in_their_order_from_the_left(code: str, large: bool) -> None:
    centre = CASE.removesuffix("01632 960 001")
    advice = "\n".join([CASE, *(f"{centre}{one}، {centre}" for one in MORE)])
    pdf = letter(words(CASES[About.BEFORE], About.BEFORE, code, advice), at=NOW, draft=False, large=large)
    for one in ("01632 960 001", *MORE, "PV-7K2M-9QXD", "27/3/1991", "1 Invented Row, Wessmere"):
        assert stands(pdf, one), one
    assert "01632 960 001" in " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.parametrize("code", ["en", "ar", "ur", "pa"])
def test_a_word_of_120_letters_stays_on_the_letter(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    case = onto(CASES[About.BEFORE], [replace(PERSON, name="W" * 120)])
    advice = "م" * 120 + "\n" + "https://" + "a" * 120
    said = words(case, About.BEFORE, code, advice)
    for large in (False, True):
        pages = pictures(monkeypatch, partial(letter, said, at=NOW, draft=False, large=large))
        assert pages
        assert not any(map(passes_the_margins, pages)), large
