"""What the style of HTML does to words: hides them, strikes them through, keeps their spaces. Pure.

Inline styles, the attributes of older HTML, and of a style sheet the rules for one tag, class or id; nothing else of it
is followed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

Colour = tuple[int, int, int] | None
"""Red, green and blue; None where it is not known."""

BLACK, WHITE, BLUE = (0, 0, 0), (255, 255, 255), (0, 0, 238)
NAMED: Mapping[str, Colour] = {
    "white": WHITE,
    "black": BLACK,
    "snow": (255, 250, 250),
    "ivory": (255, 255, 240),
    "ghostwhite": (248, 248, 255),
    "floralwhite": (255, 250, 240),
    "whitesmoke": (245, 245, 245),
}
NEAR = 16
"""By how much of 255 two colours differ at most that nobody tells apart."""

MOST_RULES = 200
STRUCK = frozenset({"s", "strike", "del"})
SPACED = frozenset({"pre", "listing", "textarea"})
HIDDEN = frozenset({"noframes", "noembed", "datalist", "rp"})
MATTERS = re.compile(
    r"display|visibility|opacity|font-size|color|background|text-decoration|overflow|height|width|text-indent|left|top|"
    r"clip|white-space|mso-hide|transform"
)


@dataclass(frozen=True, slots=True)
class Style:
    """How words at one place are shown. `gone` cannot be undone further inside; the others can."""

    gone: bool = False
    invisible: bool = False
    tiny: bool = False
    struck: bool = False
    spaced: bool = False
    colour: Colour = BLACK
    ground: Colour = WHITE

    @property
    def hidden(self) -> bool:
        """Whether nobody would see them."""
        return self.gone or self.invisible or self.tiny or _alike(self.colour, self.ground)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rules of style sheets for one tag, class or id. `more` says that others hide or strike through words."""

    rules: Mapping[str, str]
    more: bool


def sheet_of(texts: Iterator[str]) -> Sheet:
    """What a message's style sheets say of what matters here."""
    rules: dict[str, str] = {}
    more = False
    many = 0
    for text in texts:
        for rule in _COMMENT.sub("", text).split("}"):
            selectors, brace, told = rule.rpartition("{")
            if not brace or not _HIDES.search(told):
                continue
            many += 1
            if many > MOST_RULES:
                return Sheet(rules, more=True)
            for one in selectors.rpartition("{")[2].lower().split(",")[:MOST_RULES]:
                if _SIMPLE.fullmatch(one.strip()):
                    rules[one.strip()] = f"{rules.get(one.strip(), '')};{told}"
                else:
                    more = True
    return Sheet(rules, more)


_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SIMPLE = re.compile(r"[a-z][a-z0-9]*|[a-z0-9]*[.#][\w-]+")
_HIDES = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|line-through|font-size\s*:\s*0|opacity\s*:\s*0|"
    r"mso-hide|(?<![-\w])color\s*:",
    re.IGNORECASE,
)


def style_within(outer: Style, tag: str, given: Mapping[str, str | None], sheet: Sheet) -> tuple[Style, str]:
    """The style inside an element, and how it is displayed where its own style says so (`block`, say)."""
    told = _declared(tag, given, sheet)
    display = told.get("display", "")
    if not told and not given and tag not in STRUCK | HIDDEN | SPACED | {"dialog"}:
        return outer, display
    gone = outer.gone or tag in HIDDEN or "hidden" in given or _is_gone(told)
    gone = gone or (tag == "dialog" and "open" not in given)
    struck = outer.struck or tag in STRUCK or any("line-through" in told.get(one, "") for one in _DECORATION)
    visibility = told.get("visibility")
    white_space = told.get("white-space", "pre" if tag in SPACED else "")
    return (
        replace(
            outer,
            gone=gone,
            struck=struck,
            invisible=visibility in {"hidden", "collapse"} if visibility else outer.invisible,
            tiny=_tiny(told.get("font-size", ""), outer.tiny),
            spaced=white_space.startswith(("pre", "break-spaces")) if white_space else outer.spaced,
            colour=_text_colour(outer, tag, given, told),
            ground=_ground(outer, given, told),
        ),
        display,
    )


_DECORATION = ("text-decoration", "text-decoration-line")


def _declared(tag: str, given: Mapping[str, str | None], sheet: Sheet) -> dict[str, str]:
    texts = []
    if sheet.rules:
        classes = (given.get("class") or "").lower().split()[:20]
        marks = ["", *(f".{one}" for one in classes), f"#{(given.get('id') or '').lower()}"]
        texts = [sheet.rules.get(name, "") for mark in marks for name in (f"{tag}{mark}", mark)]
    texts.append(given.get("style") or "")
    told: dict[str, str] = {}
    for one in ";".join(texts).split(";"):
        name, colon, value = one.partition(":")
        if colon and MATTERS.search(name := name.strip().lower()):
            told[name] = value.lower().replace("!important", "").strip()
    return told


def _is_gone(told: Mapping[str, str]) -> bool:
    if told.get("display") == "none" or told.get("mso-hide") == "all":
        return True
    if _is_nothing(told.get("opacity", "")) or "scale(0" in told.get("transform", ""):
        return True
    if told.get("clip", "").replace(" ", "").startswith(("rect(0", "rect(1px")):
        return True
    if any(_FAR_AWAY.match(told.get(one, "")) for one in ("text-indent", "left", "top", "margin-left")):
        return True
    small = any(_is_nothing(told.get(one, "")) for one in ("height", "max-height", "width", "max-width"))
    return small and told.get("overflow", "").startswith("hidden")


_FAR_AWAY = re.compile(r"-\d{3,}")
_NOTHING = re.compile(r"[+-]?0*\.?0*(?:px|pt|em|rem|%|in|cm|mm|ex|vw|vh)?")


def _is_nothing(value: str) -> bool:
    return bool(value) and any(one.isdigit() for one in value) and bool(_NOTHING.fullmatch(value))


def _tiny(size: str, outer: bool) -> bool:
    if not size:
        return outer
    if _is_nothing(size):
        return True
    return outer and size.endswith(("em", "%", "er")) and not size.endswith("rem")


def _text_colour(outer: Style, tag: str, given: Mapping[str, str | None], told: Mapping[str, str]) -> Colour:
    if "color" in told:
        return _colour(told["color"], outer.colour)
    attribute = given.get({"font": "color", "body": "text"}.get(tag, ""))
    if attribute:
        return _colour(attribute.lower(), outer.colour)
    return BLUE if tag == "a" and "href" in given else outer.colour


def _ground(outer: Style, given: Mapping[str, str | None], told: Mapping[str, str]) -> Colour:
    value = told.get("background-color") or told.get("background") or (given.get("bgcolor") or "").lower()
    if "url(" in value or "gradient" in value or "background-image" in told or given.get("background"):
        return None
    if not value or "transparent" in value or value in {"none", "inherit", "initial"}:
        return outer.ground
    found = next((found for one in _spaced(value) if (found := _colour(one, None))), None)
    return outer.ground if found == _SEEN_THROUGH else found


def _spaced(value: str) -> list[str]:
    return re.sub(r"\s*([(,])\s*", r"\1", value)[:200].split()


def _colour(value: str, outer: Colour) -> Colour:
    value = value.replace(" ", "")
    if value in {"inherit", "currentcolor"}:
        return outer
    if value in NAMED:
        return NAMED[value]
    if value == "transparent":
        return _SEEN_THROUGH
    hexadecimal = value.removeprefix("#")
    if len(hexadecimal) in {3, 4} and _HEXADECIMAL.fullmatch(hexadecimal):
        hexadecimal = "".join(one * 2 for one in hexadecimal)
    if len(hexadecimal) in {6, 8} and _HEXADECIMAL.fullmatch(hexadecimal):
        if hexadecimal[6:] == "00":
            return _SEEN_THROUGH
        return int(hexadecimal[:2], 16), int(hexadecimal[2:4], 16), int(hexadecimal[4:6], 16)
    if found := _RGB.match(value):
        if found.group(4) and not float(found.group(4)):
            return _SEEN_THROUGH
        return int(found.group(1)), int(found.group(2)), int(found.group(3))
    return None


_HEXADECIMAL = re.compile(r"[0-9a-f]+")
_RGB = re.compile(r"rgba?\((\d{1,3}),(\d{1,3}),(\d{1,3})(?:[,/](\d{0,3}(?:\.\d{1,5})?))?\)")
_SEEN_THROUGH = (-1, -1, -1)


def _alike(one: Colour, other: Colour) -> bool:
    if one is None or other is None:
        return False
    return one == _SEEN_THROUGH or all(abs(a - b) <= NEAR for a, b in zip(one, other, strict=True))
