"""Where words stand on a page of a PDF, and whether anything on it passes its margins, as a reader would see it."""

from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from typing import Any

import pytest
import typst
from PIL import Image
from pypdf import PdfReader

MARGIN = 2.2 / 2.54
"""The margin at the left and the right of every page, in inches."""

FINE = 50
"""Dots of a picture to the inch."""

Run = tuple[int, float, float, str]
"""(page, how far up, how far from the left, the words), in points."""


def placed(pdf: bytes) -> list[Run]:
    """Every run of words where it stands."""
    found: list[Run] = []
    for number, page in enumerate(PdfReader(BytesIO(pdf)).pages):

        def keep(words: str, cm: list[float], tm: list[float], _font: Any, _size: Any, number: int = number) -> None:
            if words.strip():
                across = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
                up = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
                found.append((number, round(up, 1), round(across, 1), words.strip()))

        page.extract_text(visitor_text=keep)
    return found


@lru_cache(maxsize=4)
def lines_of(pdf: bytes) -> list[str]:
    """Each line as it is seen from the left, without any space. To read a letter takes longer than to make it."""
    lines: dict[tuple[int, float], list[tuple[float, str]]] = {}
    for page, up, across, words in placed(pdf):
        lines.setdefault((page, up), []).append((across, words))
    return ["".join("".join(words for _, words in sorted(runs)).split()) for runs in lines.values()]


def stands(pdf: bytes, words: str) -> bool:
    """Whether these words stand on one line in their order from the left."""
    return any(_either(words) in _either(line) for line in lines_of(pdf))


def _either(words: str) -> str:
    """Without space, and with either bracket as one: pypdf turns those of a line that has writing from the right."""
    return "".join(words.split()).replace("(", "|").replace(")", "|")


def pictures(monkeypatch: pytest.MonkeyPatch, made: Callable[[], bytes]) -> list[bytes]:
    """The pages of what this typesets, each as a PNG."""
    found: list[bytes] = []
    compiled = typst.compile_with_warnings

    def pictured(*given: Any, **options: Any) -> Any:  # as the typesetter takes and gives it
        drawn, _ = compiled(*given, **{**options, "format": "png", "pdf_standards": [], "ppi": FINE})
        found.extend(drawn if isinstance(drawn, list) else [drawn])
        return compiled(*given, **options)

    with monkeypatch.context() as drawing:
        drawing.setattr(typst, "compile_with_warnings", pictured)
        made()
    return found


def passes_the_margins(png: bytes) -> bool:
    """Whether anything stands to the left or the right of the margins of a page."""
    with Image.open(BytesIO(png)) as picture:
        page = picture.convert("L")
    edge = int(MARGIN * FINE) - 1
    _, white = page.getextrema()
    sides = (page.crop((0, 0, edge, page.height)), page.crop((page.width - edge, 0, page.width, page.height)))
    return any(side.getextrema() != (white, white) for side in sides)
