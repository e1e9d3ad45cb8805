"""The characters of HTML without its tags: for HTML that is built so that laying it out would take too long.

Each character is looked at a fixed number of times, whatever is left open or never ends. What is hidden or struck
through is not told apart; `html_text` says so where it shows this.
"""

import html
import re

SILENT = frozenset({"script", "style", "title", "template"})
BLOCKS = frozenset({"p", "br", "div", "tr", "li", "h1", "h2", "h3", "h4", "table", "blockquote", "hr"})
CELLS = frozenset({"td", "th"})

_TAG = re.compile(r"</?([a-z][a-z0-9]*+)(?:[^>=]++|=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|=)*+>", re.IGNORECASE)
_TAG_BEGINS = re.compile(r"</?[a-z]", re.IGNORECASE)
_SILENCE_ENDS = {tag: re.compile(rf"</{tag}[\s/>]", re.IGNORECASE) for tag in SILENT}


def stripped(markup: str) -> str:
    """What stands between the tags. What is left open at the end is no text."""
    told: list[str] = []
    at = 0
    while (begins := markup.find("<", at)) >= 0:
        told.append(markup[at:begins])
        says, at = _marked(markup, begins)
        told.append(says)
    told.append(markup[at:])
    lines = (" ".join(line.split()) for line in _unescaped("".join(told)).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _marked(markup: str, at: int) -> tuple[str, int]:
    """What the mark at a place says, and where it ends."""
    if markup.startswith("<!--", at):
        return "", _after(markup, "-->", at + 2)
    if markup.startswith(("<!", "<?"), at):
        return "", _after(markup, ">", at)
    if not _TAG_BEGINS.match(markup, at):
        return "<", at + 1
    found = _TAG.match(markup, at)
    if found is None:
        return "", len(markup)
    tag, end = found.group(1).lower(), found.end()
    if tag in SILENT and markup[at + 1] != "/":
        silence = _SILENCE_ENDS[tag].search(markup, end)
        return "", silence.start() if silence else len(markup)
    return "\n" if tag in BLOCKS else " " if tag in CELLS else "", end


def _after(markup: str, sign: str, at: int) -> int:
    found = markup.find(sign, at)
    return len(markup) if found < 0 else found + len(sign)


def _unescaped(text: str) -> str:
    try:
        return html.unescape(text)
    except ValueError:  # a number of more digits than Python reads
        return text
