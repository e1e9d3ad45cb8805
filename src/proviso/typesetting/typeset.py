"""One function: a template and plain data become a PDF that is tagged (PDF/UA-1) and archival (PDF/A-2a) at once.

Data goes in as JSON, so that nothing in it is markup; the same input gives the same bytes. A character that no font
here can show stops it: nobody sends a page on which something is missing. Nothing is fetched.

Whoever prints reads this module when something is printed: no page and no command starts with the typesetter.
"""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path

import typst

from proviso.typesetting.coverage import FONTS, CannotBeShown, not_shown, unseen
from proviso.typesetting.directions import held, held_from_the_right, is_from_the_right

TemplateData = object
"""What JSON can carry: dictionaries, lists, strings, whole numbers, true, false and null."""

ROOT = Path(__file__).resolve().parent.parent
"""Templates are named from here, and may import from one another as in `/typesetting/frame.typ`."""

LINES = re.compile("\r\n|\n|\r")
"""Where a template parts lines."""

FROM_THE_RIGHT = frozenset({"ar", "fa", "ur"})
"""The languages of ours that are written from right to left. Punjabi is not: ours is in Gurmukhi."""

UNSHOWN = re.compile(r'the text (?:contains the disallowed codepoint )?`"(.*?)"`', re.DOTALL)
CLOSE = (1, 0.85, 0.7)
"""How close lines and paragraphs stand: as usual, or closer where that saves a page."""

LITTLE = 0.35
"""How much of the last page makes it worth its paper."""

DECLARES = b"/ViewerPreferences<</DisplayDocTitle true/Direction/"
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)", re.DOTALL)


class TemplateWrong(Exception):
    """A template does not come out as an accessible page: a fault of ours. The words say what, and show no data."""


def typeset(
    template: str, data: Mapping[str, TemplateData], *, at: datetime, language: str = "en-GB", large: bool = False
) -> bytes:
    """The PDF of a template, named from `proviso` ("disclosure/package.typ"), with this data.

    `at` is the document's date, zoned: the machine's clock has no say. `language` is that of the page (BCP 47), which
    also gives its direction. `large` is large print, 18 points. The template finds `data` in `/typesetting/frame.typ`.
    Raises CannotBeShown, TemplateWrong. PDF/UA-1 (ISO 14289-1), PDF/A-2a (ISO 19005-2).
    """
    direction = "rtl" if language.partition("-")[0] in FROM_THE_RIGHT else "ltr"
    turned = [line for words in _words(data) for line in LINES.split(words) if is_from_the_right(line)]
    about = {
        "data": data,
        "language": language,
        "direction": direction,
        "large": large,
        "typed": {line: held(line) for line in turned},
        "ours": {line: held_from_the_right(line) for line in turned},
    }
    hidden = tuple(sorted(set(filter(unseen, "".join(_words(data))))))
    if hidden:
        raise CannotBeShown(hidden)
    try:
        return _declared(_compiled(template, _fitting(template, about), at), direction)
    except _Unshown as stopped:
        raise CannotBeShown(_all_unshown(template, data, stopped.text)) from None


def _fitting(template: str, about: Mapping[str, TemplateData]) -> str:
    """What a template is given, in JSON: set closer where that saves a page which would hold little."""
    usual, *closer = (json.dumps({**about, "close": one}, ensure_ascii=False, sort_keys=True) for one in CLOSE)
    try:
        pages, down = _end(template, usual)
    except (typst.TypstError, RuntimeError):
        return usual  # what is wrong with it is said when it is made
    if pages > 1 and down < LITTLE:
        return next((one for one in closer if _end(template, one)[0] < pages), usual)
    return usual


def _end(template: str, given: str) -> tuple[int, float]:
    """Where a document ends: on which page, and how far down it, from 0 to 1. Raises TypstError or
    RuntimeError where it cannot be made, or does not say where it ends."""
    found = typst.query(
        ROOT / template,
        "<end>",
        field="value",
        one=True,
        root=ROOT,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"given": given},
    )
    end = json.loads(found)
    return end["page"], end["down"]


@contextmanager
def _faults_of(template: str) -> Iterator[None]:
    """Say what the typesetter finds wrong as ours: _Unshown, TemplateWrong."""
    try:
        yield
    except typst.TypstError as error:
        if found := UNSHOWN.search(error.message):
            raise _Unshown(_unescaped(found[1])) from None
        raise TemplateWrong(f"{template}: {error.message}") from None


def _compiled(template: str, given: str, at: datetime) -> bytes:
    with _faults_of(template):
        pdf, warnings = typst.compile_with_warnings(
            ROOT / template,
            root=ROOT,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"given": given},
            pdf_standards=["ua-1", "a-2a"],
            timestamp=int(at.timestamp()),
        )
    if warnings:
        raise TemplateWrong(f"{template}: {warnings[0].message}")
    return pdf


def _declared(pdf: bytes, direction: str) -> bytes:
    """The same document, declaring the direction in which it is written (ISO 32000-1, table 150).

    The typesetter goes by the language alone and takes Punjabi for its Arabic script; programs that believe it read
    the words backwards. Both declarations are of one length, so nothing else in the file moves. Raises TemplateWrong.
    """
    if pdf.count(DECLARES) != 1:
        raise TemplateWrong("the document does not declare once in which direction it is written")
    at = pdf.index(DECLARES) + len(DECLARES)
    return pdf[:at] + (b"R2L" if direction == "rtl" else b"L2R") + pdf[at + 3 :]


class _Unshown(Exception):
    """Typesetting stopped at this text."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def _all_unshown(template: str, data: Mapping[str, TemplateData], first: str) -> tuple[str, ...]:
    """What of the data is not shown; typesetting stops at the first. Raises TemplateWrong where that is the template's
    own."""
    words = "\n".join(_words(data))
    if first not in words:
        raise TemplateWrong(f"{template}: it has words of its own that no font here shows")
    return not_shown(words) or (first,)


@cache
def _fonts() -> typst.Fonts:
    """The files that come with us. No font of the machine, nor of the typesetter, is ever used."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def _words(data: TemplateData) -> list[str]:
    if isinstance(data, str):
        return [data]
    if isinstance(data, Mapping):
        data = [*data, *data.values()]
    return [word for part in data for word in _words(part)] if isinstance(data, (list, tuple)) else []


def _unescaped(quoted: str) -> str:
    """Text as the typesetter quotes it in an error, as it was."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], quoted)
