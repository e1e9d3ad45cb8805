"""Typesetting: accessible, archival, the same every time, inert to what is typed, and never with a gap in it."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from proviso.typesetting import typeset as typesetting
from proviso.typesetting.coverage import CannotBeShown
from proviso.typesetting.typeset import TemplateWrong, typeset
from tests.typesetting.conftest import AT
from tests.typesetting.placed import passes_the_margins, pictures, stands

Set = Callable[..., bytes]


def text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_it_is_tagged_and_titled_in_its_language_and_says_so(leaflet: Set) -> None:
    root: Any = PdfReader(BytesIO(leaflet(language="cy"))).trailer["/Root"]  # pypdf gives what a name holds no type
    about = root["/Metadata"].get_object().get_data().decode()

    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"] == "cy"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert "<pdfuaid:part>1</pdfuaid:part>" in about
    assert "<pdfaid:part>2</pdfaid:part>" in about
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in about


def test_its_title_and_date_are_what_was_given(leaflet: Set) -> None:
    about = PdfReader(BytesIO(leaflet())).metadata

    assert about is not None
    assert (about.title, about.creation_date) == ("A leaflet", AT)


@pytest.mark.parametrize("language", ["ar", "ur", "fa"])
def test_a_page_of_arabic_letters_begins_at_the_right(leaflet: Set, language: str) -> None:
    assert begins(leaflet("Short", language=language)) > 400


@pytest.mark.parametrize("language", ["en-GB", "cy", "pa", "pl", "vi", "sq"])
def test_another_begins_at_the_left_and_punjabi_in_gurmukhi_too(leaflet: Set, language: str) -> None:
    assert begins(leaflet("Short", language=language)) < 100


@pytest.mark.parametrize("language", ["en-GB", "cy", "pa", "pa-IN", "vi", "ar", "ur", "fa", "fa-IR"])
def test_it_declares_the_language_and_the_direction_in_which_it_is_written(leaflet: Set, language: str) -> None:
    for large in (False, True):
        root: Any = PdfReader(BytesIO(leaflet("Short", language=language, large=large))).trailer["/Root"]
        leftwards = language[:2] in {"ar", "ur", "fa"}
        assert root["/ViewerPreferences"]["/Direction"] == ("/R2L" if leftwards else "/L2R")
        assert root["/Lang"] == language


def test_a_document_that_declares_no_direction_is_a_fault_of_ours() -> None:
    with pytest.raises(TemplateWrong, match="does not declare once in which direction"):
        typesetting._declared(b"%PDF-1.7 nothing", "ltr")


def begins(pdf: bytes) -> float:
    """How far from the left edge the words stand, in points."""
    found: list[float] = []
    page = PdfReader(BytesIO(pdf)).pages[0]
    page.extract_text(
        visitor_text=lambda words, cm, tm, _f, _s: found.append(tm[4] + cm[4]) if "Short" in words else None
    )
    return found[0]


def test_it_is_the_same_to_the_byte_again_and_in_threads_and_another_process(leaflet: Set, root: Path) -> None:
    first = leaflet("Nguyễn محمد ਪੰਜਾਬੀ")
    with ThreadPoolExecutor(4) as pool:
        others = list(pool.map(lambda _: leaflet("Nguyễn محمد ਪੰਜਾਬੀ"), range(8)))
    elsewhere = subprocess.run(
        [sys.executable, "-c", ELSEWHERE, str(root)], capture_output=True, text=True, check=True
    ).stdout.strip()

    assert set(others) == {first}
    assert elsewhere == sha256(first).hexdigest()


ELSEWHERE = """
import sys
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from proviso.typesetting import typeset
typeset.ROOT = Path(sys.argv[1])
data = {"words": "Nguyễn محمد ਪੰਜਾਬੀ", "title": "A leaflet"}
print(sha256(typeset.typeset("leaflet.typ", data, at=datetime(2026, 3, 4, 9, 30, tzinfo=UTC))).hexdigest())
"""


@pytest.mark.parametrize(
    "words",
    [
        "#panic() *bold* _x_ $x^2$ = Heading",
        '"quoted" \\ back #sys.inputs',
        '#import "/settings.typ": *',
        "// gone? /* gone? */ <label> @ref",
        "```raw``` https://example.org",
    ],
)
def test_markup_in_what_is_typed_is_shown_and_does_nothing(leaflet: Set, words: str) -> None:
    assert words in text(leaflet(words))


def test_every_line_of_what_is_typed_is_a_line(leaflet: Set) -> None:
    assert "One\nTwo\nThree" in text(leaflet("One\r\nTwo\nThree")).replace(" ", "")


@pytest.mark.parametrize(
    "word", ["Nguyễn Thị Hạnh", "Łukasz Żółć", "Ștefan Ţîrle", "Ñandú São Çà", "Ëndërr", "Ŵy Ŷ", "Привет"]
)
def test_names_in_latin_and_cyrillic_letters_are_shown(leaflet: Set, word: str) -> None:
    assert word in text(leaflet(word))


@pytest.mark.parametrize(
    "word",
    ["محمد", "گچپژ", "ٹڈڑےھ", "۱۲۳", "ਪੰਜਾਬੀ", "ਸਿੰਘ", "नमस्ते", "নাজমুল হক", "ሰላም", "王小明", "陳大文", "·かな"],
)
def test_names_in_every_script_that_we_have_a_font_for_are_shown(leaflet: Set, word: str) -> None:
    assert leaflet(word)


@pytest.mark.parametrize(
    ("words", "characters"),
    [
        ("𠮷한", ("𠮷", "한")),
        ("A \U0001f600 face", ("\U0001f600",)),
        ("தமிழ்", ("த", "மி", "ழ்")),
        ("a᫁", ("a᫁",)),
        ("bell \x07", ("\x07",)),
        ("private \ue000", ("\ue000",)),
        ("turned \u202eround", ("\u202e",)),
        ("half \ud800", ("\ud800",)),
        ("mark \ufeff", ("\ufeff",)),
        ("no character \uffff", ("\uffff",)),
    ],
)
def test_what_nobody_would_see_stops_it_and_is_named(leaflet: Set, words: str, characters: tuple[str, ...]) -> None:
    with pytest.raises(CannotBeShown) as stopped:
        leaflet(words)

    assert stopped.value.characters == characters
    assert all(f"U+{ord(one):04X}" in str(stopped.value) for one in "".join(characters))


def test_a_joined_face_is_named_once_and_does_not_go_round_for_ever(leaflet: Set) -> None:
    with pytest.raises(CannotBeShown) as stopped:
        leaflet("\U0001f468\u200d\U0001f469\u200d\U0001f467 தமிழ்")

    assert len(stopped.value.characters) == len(set(stopped.value.characters))


def test_the_error_says_what_to_do(leaflet: Set) -> None:
    with pytest.raises(CannotBeShown) as stopped:
        leaflet("𠮷")

    assert str(stopped.value) == (
        "This cannot be printed: “𠮷” (U+20BB7). Write it in Latin, Greek, Cyrillic, Arabic, Gurmukhi, Devanagari, "
        "Bengali, Ethiopic or Chinese characters, as in a passport, or leave it out."
    )


def test_large_print_is_eighteen_points(leaflet: Set) -> None:
    sizes: set[float] = set()
    page = PdfReader(BytesIO(leaflet(large=True))).pages[0]
    page.extract_text(
        visitor_text=lambda words, _cm, tm, _font, size: sizes.add(round(size * tm[0], 1)) if "Some" in words else None
    )

    assert sizes == {18.0}


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("#panic(data.words)", "panicked"),
        ('#text(font: "Nowhere Sans")[x]', "unknown font family"),
        ("𠮷", "words of its own that no font here shows"),
        ('#image(bytes("<svg xmlns=\\"http://www.w3.org/2000/svg\\" width=\\"1\\" height=\\"1\\"/>"))', "alt"),
    ],
)
def test_a_template_at_fault_is_named(root: Path, body: str, says: str) -> None:
    (root / "faulty.typ").write_text(
        f'#import "/typesetting/frame.typ": data, framed\n#show: framed.with(title: "T")\n{body}\n'
    )

    with pytest.raises(TemplateWrong, match=says) as wrong:
        typeset("faulty.typ", {"words": "Canary"}, at=AT)

    assert str(wrong.value).startswith("faulty.typ: ")


def test_a_page_without_a_title_is_a_template_at_fault(root: Path) -> None:
    (root / "untitled.typ").write_text("Words")

    with pytest.raises(TemplateWrong, match="title"):
        typeset("untitled.typ", {}, at=datetime(2026, 1, 1, tzinfo=UTC))


def test_no_template_of_ours_asks_for_a_package_from_elsewhere() -> None:
    templates = sorted(typesetting.ROOT.rglob("*.typ"))

    assert typesetting.ROOT / "typesetting/frame.typ" in templates
    assert not [path for path in templates if '"@' in path.read_text()]


NUMBERS = (
    "01632 960 001",
    "+44 (0)1632 960 002",
    "PV-4K7Q-9TZM/12",
    "01/12345/26",
    "27/03/2027",
    "£12.50",
    "a@b.example",
)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("language", ["ar", "ur", "en-GB"])
def test_a_number_stands_in_its_order_within_writing_from_the_right(leaflet: Set, language: str, number: str) -> None:
    words = f"مركز المشورة {number}، أو تعال"
    assert stands(leaflet(words, language=language), number)


def test_a_number_is_found_and_copied_as_it_was_typed(leaflet: Set) -> None:
    said = text(leaflet("مركز المشورة 01632 960 001", language="ar"))
    assert "01632 960 001" in said
    assert not set(said) & set("\u2066\u2069\u200b")


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("letter", ["W", "w", "i", "م", "ਸ", "王", "é", "-", "0"])
def test_a_word_of_120_letters_stays_on_the_page(
    leaflet: Set, monkeypatch: pytest.MonkeyPatch, letter: str, large: bool
) -> None:
    pages = pictures(monkeypatch, lambda: leaflet(f"Some {letter * 120} words", large=large))
    assert not any(map(passes_the_margins, pages))


def test_what_passes_a_margin_would_be_seen(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    frame = root / "typesetting/frame.typ"
    frame.write_text(frame.read_text().replace("> 14em.to-absolute()", "> 14000em.to-absolute()"))
    made = partial(typesetting.typeset, "leaflet.typ", {"title": "A leaflet", "words": "W" * 120}, at=AT)
    assert any(map(passes_the_margins, pictures(monkeypatch, made)))


def test_a_long_word_is_whole_to_who_copies_or_hears_it(leaflet: Set) -> None:
    assert "W" * 120 in text(leaflet("W" * 120)).replace("\n", "")
