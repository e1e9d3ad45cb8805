"""The text of HTML that somebody else wrote, as a reader of the page would read it. Nothing of it is run or fetched.

Lexbor (by selectolax) reads it by the rules of HTML5, as browsers do. Blocks and cells stand apart, a list is a list,
and what is struck through or hidden says so. Where laying it out would take long, its characters are shown alone.
"""

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from proviso.disclosure.html_bounds import can_be_laid_out
from proviso.disclosure.html_stripped import stripped
from proviso.disclosure.html_style import Sheet, Style, sheet_of, style_within
from proviso.disclosure.laid_out import Gap, LaidOut

LONGEST_ADDRESS = 300
"""How many characters of a link's address are shown."""

SILENT = frozenset({"script", "style", "title", "template", "head", "-comment", "meta", "link", "base", "!doctype"})
ELSEWHERE = frozenset({"iframe", "object", "embed", "video", "audio", "frame"})
PARAGRAPHS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "dl", "menu", "pre", "fieldset", "listing"}
)
LINES = frozenset(
    {"div", "section", "article", "header", "footer", "main", "nav", "aside", "address", "center", "form", "legend",
     "dt", "dd", "li", "option", "figure", "figcaption", "details", "summary", "dir", "optgroup", "dialog", "body"}
)  # fmt: skip
ROWS = frozenset({"table", "tr", "caption", "thead", "tbody", "tfoot"})
CELLS = frozenset({"td", "th"})
LISTS = frozenset({"ul", "ol", "menu", "dir"})
DISPLAYED = {
    "block": Gap.LINE,
    "list-item": Gap.LINE,
    "table": Gap.LINE,
    "table-row": Gap.LINE,
    "flex": Gap.LINE,
    "grid": Gap.LINE,
    "table-cell": Gap.SPACE,
}

PLAIN_CHARACTERS = (
    "Its HTML is built so that it cannot be laid out here: its characters are shown alone, and what of it is hidden or "
    "struck through is not marked. Open it in your mail program"
)
STYLE_SHEET = (
    "A style sheet of it that is not followed here may hide words or strike them through: if that matters, open it in "
    "your mail program"
)
LEADS_ELSEWHERE = "A link reads as one address and leads to another: both are shown, what it leads to in < >"


@dataclass(frozen=True, slots=True)
class HtmlText:
    """The text of HTML, and what somebody who reads only that has to know."""

    text: str
    notes: tuple[str, ...] = ()


def text_of(markup: str) -> str:
    """What a reader of the page would read."""
    return read_html(markup).text


def read_html(markup: str) -> HtmlText:
    """The same, with what has to be said of it."""
    if not can_be_laid_out(markup):
        return HtmlText(stripped(markup), (PLAIN_CHARACTERS,))
    root = LexborHTMLParser(markup.replace("\x00", "\ufffd")).root
    return _Reading(root).read() if root is not None else HtmlText("")


@dataclass(slots=True)
class _Inside:
    """An element that is open: its style, and what is to be done where it ends."""

    node: LexborNode
    style: Style
    gap: Gap = Gap.NONE
    link: str = ""
    began: int = 0
    number: int | None = None
    step: int = 1
    lists: int = 0
    closes: str = ""


@dataclass(slots=True)
class _Reading:
    """One page, read from its first element to its last. No recursion: elements may lie very deep in one another."""

    root: LexborNode
    out: LaidOut = field(default_factory=LaidOut)
    open: list[_Inside] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)
    sheet: Sheet = field(default_factory=lambda: Sheet({}, False))

    def read(self) -> HtmlText:
        self.sheet = sheet_of(one.text(deep=True) or "" for one in self.root.css("style"))
        if self.sheet.more:
            self.notes[STYLE_SHEET] = None
        node: LexborNode | None = self.root
        while node is not None:
            node = self._into(node) or self._onward(node)
        return HtmlText(self.out.text(), tuple(self.notes))

    def _into(self, node: LexborNode) -> LexborNode | None:
        """What stands first in a node, where something of it is read."""
        style = self.open[-1].style if self.open else Style()
        if node.is_text_node:
            self.out.add(node.text_content or "", style)
            return None
        tag = node.tag or ""
        if not node.is_element_node or (tag in SILENT and tag != "head"):
            return None
        given = {name.lower(): value for name, value in node.attributes.items()}
        style, display = style_within(style, tag, given, self.sheet)
        if tag in ELSEWHERE:
            self._say(f"[{tag}: not opened] {_shown(_address(given, 'src', 'data'))}", style)
        inside = _Inside(node, style, lists=self.open[-1].lists if self.open else 0)
        self._begin(tag, given, inside, DISPLAYED.get(display, Gap.NONE))
        if tag == "iframe" or (first := node.child) is None:
            self._end(tag, inside)
            return None
        self.open.append(inside)
        return first

    def _onward(self, node: LexborNode) -> LexborNode | None:
        """What follows a node of which all was read."""
        while node.next is None:
            if not self.open:
                return None
            inside = self.open.pop()
            node = inside.node
            self._end(node.tag or "", inside)
        return node.next

    def _begin(self, tag: str, given: dict[str, str | None], inside: _Inside, display: Gap) -> None:
        out, style = self.out, inside.style
        inside.gap = max(display, Gap.BLANK if tag in PARAGRAPHS else Gap.LINE if tag in LINES else Gap.NONE)
        if tag in LISTS and self.open and inside.lists:
            inside.gap = Gap.LINE
        out.part(inside.gap)
        match tag:
            case "br":
                out.line()
            case "hr":
                out.part(Gap.LINE)
                self._say("---", style)
                out.part(Gap.LINE)
            case "td" | "th":
                inside.began = out.begin_cell()
            case "blockquote":
                out.quoted += 1
            case "ul" | "ol" | "menu" | "dir":
                inside.lists += 1
                inside.step = -1 if "reversed" in given else 1
                inside.number = _number(given.get("start"), 1) if tag == "ol" else None
            case "li":
                self._bullet(given, inside)
            case "a" | "area":
                inside.link, inside.began = _address(given, "href"), out.written
            case "img":
                self._say(f"[picture: {alt}]" if (alt := " ".join((given.get("alt") or "").split())) else "", style)
            case "input":
                self._say(_box(given), style)
            case "q":
                self._say("“", style)
                inside.closes = "”"
            case "sup":
                if self.out.ends_with_a_figure and (node := inside.node.child) and (node.text_content or "").isdigit():
                    self._say("^", style)
            case _ if tag in ROWS:
                out.row()

    def _end(self, tag: str, inside: _Inside) -> None:
        if inside.link:
            self._end_link(inside)
        if inside.closes:
            self.out.add(inside.closes, inside.style)
        if tag == "blockquote":
            self.out.quoted -= 1
        if tag in CELLS:
            self.out.end_cell(inside.began)
        elif tag in ROWS:
            self.out.row()
        self.out.part(inside.gap)

    def _end_link(self, inside: _Inside) -> None:
        says = self.out.since(inside.began)
        if _bare(says) == _bare(inside.link):
            return
        if says and _ADDRESS.fullmatch(says.strip()) and _host(says) != _host(inside.link):
            self.notes[LEADS_ELSEWHERE] = None
        self.out.part(Gap.SPACE)
        self.out.add(_shown(inside.link), inside.style)

    def _bullet(self, given: dict[str, str | None], inside: _Inside) -> None:
        around = next((one for one in reversed(self.open) if one.node.tag in LISTS), None)
        mark = "-"
        if around is not None and around.number is not None:
            number = _number(given.get("value"), around.number)
            mark, around.number = f"{number}.", number + around.step
        self.out.bullet(f"{'  ' * min(max(inside.lists - 1, 0), 10)}{mark} ")

    def _say(self, words: str, style: Style) -> None:
        """Words of ours for something that is no text."""
        if words:
            if self.out.ends_with_a_letter and words != "^":
                self.out.part(Gap.SPACE)
            self.out.add(words, style)


def _address(given: dict[str, str | None], *names: str) -> str:
    told = next((value for name in names if (value := given.get(name))), "")
    address = " ".join(told.split())
    return "" if address.startswith("#") else address


def _shown(address: str) -> str:
    if len(address) > LONGEST_ADDRESS:
        address = f"{address[:LONGEST_ADDRESS]}… of {len(address):,} characters"
    return f"<{address}>" if address else ""


def _box(given: dict[str, str | None]) -> str:
    match (given.get("type") or "text").lower():
        case "checkbox" | "radio":
            return "[x] " if "checked" in given else "[ ] "
        case "hidden":
            return ""
        case _:
            value = " ".join((given.get("value") or "").split())
            return f"[{value}] " if value else ""


def _number(told: str | None, otherwise: int) -> int:
    return int(told) if told and re.fullmatch(r"-?[0-9]{1,6}", told.strip()) else otherwise


_ADDRESS = re.compile(
    r"(?:(?:https?|ftp)://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[\w-]+(?:\.[\w-]+)+(?:/\S*)?", re.IGNORECASE
)


def _bare(address: str) -> str:
    """An address without what people leave out of it."""
    return re.sub(r"^(?:mailto:|tel:|https?://)", "", address.strip().lower()).rstrip("/").replace(" ", "")


def _host(address: str) -> str:
    """The machine that an address names, or whose mailbox it is."""
    return re.split(r"[/?#]", _bare(address).removeprefix("www."), maxsplit=1)[0]
