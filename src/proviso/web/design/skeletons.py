"""The makers' components, each shape of them drawn once in a process: a skeleton, whose gaps are filled anew each time.

Drawing them again for every page was nearly half of what a page cost. What is retained between pages is the makers' own
HTML with gaps in it. Whatever is shown goes into a gap (every text, every value, what is checked), so nothing that
anybody typed or chose is retained; only names, classes and numbers of rows are part of a shape.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from typing import TypeAlias

from markupsafe import Markup, escape

Draw: TypeAlias = Callable[..., Markup]

SHAPES = 500
"""How many shapes of each component are retained: more than all pages have, and a bound should one have no end."""

OF_THE_SHAPE = frozenset({
    "autocomplete", "behaviour", "classes", "describedBy", "element", "for", "id", "idPrefix", "inputmode", "name",
    "namePrefix", "role", "textareaDescriptionText", "titleId", "type",
})  # fmt: skip
"""Options whose words the makers look into, or that name a place; the words of every other one are a gap."""

CHECKABLE = frozenset({"radios", "checkboxes"})

_EDGE = "\ue000"  # of private use: nothing escapes it
_GAP = re.compile(f"{_EDGE}(\\d+){_EDGE}")
_CHECKED = re.compile(r'(type="(?:radio|checkbox)" value="[^"]*") checked')
_REVEALED = re.compile(r'(class="govuk-(?:radios|checkboxes)__conditional)"')

_Shape: TypeAlias = Hashable
"""Nested tuples, each with what it is: `_Taking` makes them and `_Giving` reads them."""


def skeletal(name: str, draw: Draw) -> Draw:
    """A component that is drawn once for each shape of its options. `name` is the makers'."""
    hidden = f" govuk-{name}__conditional--hidden" if name in CHECKABLE else ""

    @lru_cache(maxsize=SHAPES)
    def skeleton(shape: _Shape) -> tuple[str | int, ...]:
        return _skeleton(draw, shape)

    @lru_cache(maxsize=SHAPES)
    def around(shape: _Shape, gap: int) -> tuple[str | int, ...]:
        return _skeleton(partial(draw, caller=lambda: Markup(_mark(gap))), shape)  # noqa: S704  a mark and no more

    def drawn(options: Mapping[str, object], caller: Callable[[], Markup] | None = None) -> Markup:
        if hidden and ("value" in options or "values" in options):
            return draw(options)  # the makers compare these with what each box sends
        taking = _Taking(hidden)
        shape = taking.shape("", options)
        if caller is None:
            parts = skeleton(shape)
        else:
            parts = around(shape, len(taking.words))
            taking.words.append(caller())
        filled = [taking.words[part] if isinstance(part, int) else part for part in parts]
        return Markup("".join(filled))  # noqa: S704  the makers' HTML, with words that were escaped when they were taken

    return drawn


class _Taking:
    """Takes the words out of options: their shape stays."""

    __slots__ = ("hidden", "words")

    def __init__(self, hidden: str) -> None:
        self.hidden = hidden
        self.words: list[str] = []

    def shape(self, key: str, given: object) -> _Shape:
        """The shape of one option."""
        if isinstance(given, str):
            if not given or key in OF_THE_SHAPE:
                return str(given)
            # What is named HTML is HTML to the makers; ours is made by Jinja or is another component's.
            return self._gap(given if key.lower().endswith("html") else escape(given))
        if isinstance(given, dict):
            return "table", tuple([(name, self.shape(name, one)) for name, one in given.items()])
        if isinstance(given, list | tuple):
            return "row", tuple([self.shape(key, one) for one in given])
        if self.hidden and key == "checked":
            self.words += (" checked", "") if given else ("", self.hidden)
            return "check", len(self.words) - 2
        if given is None or isinstance(given, bool):
            return given
        return ("number", given) if key in {"rows", "maxlength"} else self._gap(escape(given))

    def _gap(self, words: str) -> _Shape:
        self.words.append(words)
        return "gap", len(self.words) - 1


class _Giving:
    """Gives options back from their shape, with marks where their words were."""

    __slots__ = ("checks", "reveals")

    def __init__(self) -> None:
        self.checks: list[int] = []
        self.reveals: list[int] = []

    def options(self, shape: _Shape) -> object:
        """One option, or all of them."""
        if not isinstance(shape, tuple):
            return shape
        what, inside = shape
        if what == "table":
            return self._table(inside)
        if what == "row":
            return [self.options(one) for one in inside]
        # Every box is drawn as checked: the word is what is cut out.
        return {"gap": _mark(inside), "check": True, "number": inside}[what]

    def _table(self, inside: Iterable[tuple[str, _Shape]]) -> dict[str, object]:
        made = {name: self.options(one) for name, one in inside}
        checks = [one[1] for name, one in inside if name == "checked" and isinstance(one, tuple) and one[0] == "check"]
        self.checks += checks
        reveals = made.get("conditional")
        if isinstance(reveals, dict) and reveals.get("html"):
            self.reveals += checks
        return made


def _skeleton(draw: Draw, shape: _Shape) -> tuple[str | int, ...]:
    """A component cut at its gaps: HTML and the numbers of gaps by turns."""
    giving = _Giving()
    options = giving.options(shape)
    if not isinstance(options, dict):
        raise TypeError("a component is drawn from options by name")
    html = str(draw(options))
    checked, revealed = map(_mark, giving.checks), (_mark(one + 1) for one in giving.reveals)
    if giving.checks:
        html = _REVEALED.sub(lambda found: f'{found[1]}{_next(revealed)}"', html)
        html = _CHECKED.sub(lambda found: f"{found[1]}{_next(checked)}", html)
        if [*checked, *revealed]:
            raise ValueError("the makers draw a box that is checked in another way than these gaps are cut")
    return tuple(int(part) if at % 2 else part for at, part in enumerate(_GAP.split(html)))


def _next(marks: Iterator[str]) -> str:
    return next(marks, "")


def _mark(number: object) -> str:
    return f"{_EDGE}{number}{_EDGE}"
