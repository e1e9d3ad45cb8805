"""Text as it is laid out line by line: gaps between blocks and cells, quotations, what is hidden or struck through.

Gaps are only asked for, and the widest of those before the next words is made. Pure.
"""

import re
from enum import IntEnum

from proviso.disclosure.html_style import Style

DEEPEST_QUOTE = 5
"""How many signs of quotation a line has at most."""


class Gap(IntEnum):
    """What stands between two pieces of text."""

    NONE = 0
    SPACE = 1
    LINE = 2
    BLANK = 3


class LaidOut:
    """The text so far. `quoted` is how deep in quotations it stands."""

    def __init__(self) -> None:
        self.quoted = 0
        self._told: list[str] = []
        self._words: list[str] = []
        self._gap = Gap.NONE
        self._sealed = False
        self._mark = ""
        self._bullet = ""

    @property
    def written(self) -> int:
        """A place, for `since`."""
        return len(self._words)

    def since(self, place: int) -> str:
        """The words that were written since a place, without signs of a list and marks."""
        return "".join(self._words[place:]).strip()

    @property
    def ends_with_a_letter(self) -> bool:
        """Whether the next words would touch the last."""
        return bool(self._told) and self._gap is Gap.NONE and self._told[-1][-1:].isalnum()

    @property
    def ends_with_a_figure(self) -> bool:
        """Whether a figure that follows would make another number of it."""
        return bool(self._told) and self._gap is Gap.NONE and self._told[-1][-1:].isdigit()

    def part(self, gap: Gap) -> None:
        """Ask for a gap. At the edge of a cell, and after the sign of a list, no block makes one."""
        if not self._sealed:
            self._gap = max(self._gap, gap)

    def line(self) -> None:
        """End a line; a line that has ended already leaves one empty."""
        self._gap = Gap.BLANK if self._gap >= Gap.LINE else Gap.LINE

    def row(self) -> None:
        """Begin or end a row of cells."""
        self._sealed = False
        self._gap = max(self._gap, Gap.LINE)

    def begin_cell(self) -> int:
        """Begin a cell; the answer is for `end_cell`."""
        self._gap = max(self._gap, Gap.SPACE)
        self._sealed = True
        return self.written

    def end_cell(self, began: int) -> None:
        """End a cell. What ended in it parts it from the next cell by a space."""
        if self.written > began:
            self._gap = Gap.SPACE
        self._sealed = True

    def bullet(self, mark: str) -> None:
        """The sign of a list, before the next words."""
        self._sealed = False
        self._gap = max(self._gap, Gap.LINE)
        self._bullet, self._sealed = mark, True

    def add(self, text: str, style: Style) -> None:
        """Words as they stand in the source."""
        if style.spaced:
            self._add_as_it_is(text, style)
            return
        words = text.split()
        if not words:
            self.part(Gap.SPACE if text else Gap.NONE)
            return
        if text[0].isspace():
            self.part(Gap.SPACE)
        self._write(" ".join(words), style)
        if text[-1].isspace():
            self._gap = Gap.SPACE

    def text(self) -> str:
        """All of it."""
        self._end_mark()
        lines = "".join(self._told).split("\n")
        return re.sub(r"\n{3,}", "\n\n", "\n".join(one.rstrip() for one in lines)).strip()

    def _add_as_it_is(self, text: str, style: Style) -> None:
        for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
            if number:
                self._gap = Gap.BLANK if self._gap >= Gap.LINE else Gap.LINE
            if line.strip():
                self._write(line, style)

    def _write(self, words: str, style: Style) -> None:
        mark = _mark(style)
        if mark != self._mark:
            self._end_mark()
        prefix = "> " * min(self.quoted, DEEPEST_QUOTE)
        if self._gap is Gap.SPACE and self._told:
            self._told.append(" ")
        elif self._gap >= Gap.LINE and self._told:
            self._told.append(f"\n{prefix}\n{prefix}" if self._gap is Gap.BLANK else f"\n{prefix}")
        elif not self._told:
            self._told.append(prefix)
        self._words.append(f" {words}" if self._gap else words)
        opens = f"[{mark}: " if mark != self._mark else ""
        self._told.append(f"{self._bullet}{opens}{words}")
        self._mark, self._bullet, self._gap, self._sealed = mark, "", Gap.NONE, False

    def _end_mark(self) -> None:
        if self._mark:
            self._told.append("]")
            self._mark = ""


def _mark(style: Style) -> str:
    return ", ".join(["hidden"] * style.hidden + ["struck through"] * style.struck)
