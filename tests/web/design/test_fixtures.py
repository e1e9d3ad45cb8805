"""The maker's own examples, every one of them, through our environment: the HTML is the maker's."""

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from proviso.web.design.environment import component

FIXTURES: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parents[2] / "vendor/govuk-fixtures-6.3.0.json").read_text()
)


class Reading(HTMLParser):
    """What a browser would see: tags with their attributes, and text, with white space told as one blank."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[tuple[object, ...]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(("open", tag, tuple((name, " ".join((value or "").split())) for name, value in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.seen.append(("close", tag))

    def handle_data(self, data: str) -> None:
        if words := " ".join(data.split()):
            self.seen.append(("text", words))


def seen(html: str) -> list[tuple[object, ...]]:
    """Text that follows text is one text: where a parser cuts it says nothing."""
    return list(joined(Reading(html).seen))


def joined(parts: list[tuple[object, ...]]) -> Iterator[tuple[object, ...]]:
    held = ""
    for part in parts:
        if part[0] == "text":
            held = f"{held} {part[1]}".strip()
            continue
        if held:
            yield ("text", held)
            held = ""
        yield part
    if held:
        yield ("text", held)


@pytest.mark.parametrize("name", sorted(FIXTURES))
def test_a_component_renders_each_of_the_makers_examples_as_the_maker_does(name: str) -> None:
    render = component(name)
    differing = [
        fixture["name"] for fixture in FIXTURES[name] if seen(render(fixture["options"])) != seen(fixture["html"])
    ]
    assert differing == []


def test_all_the_examples_are_here() -> None:
    assert len(FIXTURES) == 37
    assert sum(len(fixtures) for fixtures in FIXTURES.values()) == 657


def test_the_comparison_can_tell_examples_apart() -> None:
    distinct = {json.dumps(seen(fixture["html"])) for fixture in FIXTURES["radios"]}
    assert len(distinct) > len(FIXTURES["radios"]) * 0.9
    assert seen("<p>one  two</p>\n") == seen("<p>\n one two </p>")
    assert seen('<p class="a">one</p>') != seen("<p>one</p>")
