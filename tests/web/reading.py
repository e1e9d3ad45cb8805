"""A page as somebody reads it: its title, its words, its links, its errors, and what stands in its boxes."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.http import HttpResponseBase

_VOID = {"input", "link", "meta", "br", "hr", "img", "wbr"}
_READ = {"title", "h1", "textarea", "select", "a", "body", "li"}


@dataclass
class Page(HTMLParser):
    """What a page shows. `boxes` are the values that it would send again, by name; `errors` are (words, link)."""

    title: str = ""
    headings: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    errors: list[tuple[str, str]] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    boxes: dict[str, list[str]] = field(default_factory=dict)
    words: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, dict[str, str], int]] = []  # with how much had been said before
        self._said: list[str] = []
        self._chosen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            assert given["id"] not in self.ids, f"two things are called {given['id']}"
            self.ids.add(given["id"])
        if tag == "input":
            self._box(given)
        if tag == "option" and "selected" in given:
            self._chosen.append(given.get("value", ""))
        if tag not in _VOID:
            self._open.append((tag, given, len(self._said)))

    def _box(self, given: dict[str, str]) -> None:
        if given.get("type") in {"radio", "checkbox"} and "checked" not in given:
            return
        self.boxes.setdefault(given.get("name", ""), []).append(given.get("value", ""))

    def handle_data(self, data: str) -> None:
        self._said.append(data)

    def handle_endtag(self, tag: str) -> None:
        opened, given, before = self._open.pop()
        assert opened == tag, f"{opened} is closed as {tag}"
        if tag not in _READ:
            return
        whole = "".join(self._said[before:])
        words = " ".join(whole.split())
        if tag == "title":
            self.title = words
        elif tag == "h1":
            self.headings.append(words)
        elif tag == "textarea":
            self.boxes.setdefault(given["name"], []).append(whole.removeprefix("\n"))
        elif tag == "select":
            self.boxes.setdefault(given["name"], []).extend(self._chosen or [""])
            self._chosen = []
        elif tag == "a":
            self.links.append((given.get("href", ""), words))
        elif tag == "body":
            self.words = words
        if tag == "li" and any("govuk-error-summary__list" in each.get("class", "") for _, each, _ in self._open):
            href = self.links[-1][0] if self.links and self.links[-1][1] == words else ""
            self.errors.append((words, href))

    @property
    def addresses(self) -> set[str]:
        """Where its links lead."""
        return {href for href, _words in self.links}


def read(response: HttpResponseBase) -> Page:
    """The page of a response, whose tags have to match and whose ids have to be its own."""
    page = Page()
    page.feed(response.content.decode())  # type: ignore[attr-defined]
    page.close()
    assert page._open == []
    return page
