"""The words of the house: nothing that a person reads, in a page, a label or a message, is in a word that is quaint.

Codes, names in code, comments and docstrings are not read by the people who use the service, and are not looked at.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment

PACKAGE = Path(__file__).parents[1] / "src/proviso"
QUAINT = re.compile(
    r"\b(rings?|ringing|rang|rung|stands?|stood|leaves|(would|will) leave|ha(s|ve|d) left|put(s|ting)? off|"
    r"should you be here|what is the person to the crime|e\.g\.|i\.e\.|forthwith|hitherto|whilst|thereof|amongst)"
    r"(?!\w)",
    re.IGNORECASE,
)
ALLOWED = {
    " leaves cannot be shown to begin with one of ",
    " leaves has ",
    "its leaf is not spelled as leaves are, or says more than they say",
    " leaves under it",
    " leaves",
}
"""What is about the tree of the record: leaves are its own word. No quotation of the guidance is among them."""
NOT_READ = ("policy/reference.py", "demonstration/stories", "casework/history/old_labels.py")
"""What a reference for programmers says; what an invented officer typed; what entries held once."""
PAGES = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)


def quaint(words: Iterator[str]) -> set[str]:
    return {said for said in words if QUAINT.search(said) and said not in ALLOWED}


def said_by(code: str) -> Iterator[str]:
    """Every sentence of a module that is no docstring."""
    module = ast.parse(code)
    apart = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in apart:
            yield from [node.value] if " " in node.value else []


def shown_by(template: str) -> Iterator[str]:
    """Every sentence of a template that goes through gettext, and its bare words."""
    bare = re.sub(r"\{#.*?#\}", "", template, flags=re.DOTALL)
    for _line, _function, said in PAGES.extract_translations(bare):  # type: ignore[attr-defined]
        yield from [said] if isinstance(said, str) else [one for one in said or () if one]
    yield re.sub(r"\{[{%].*?[%}]\}|<[^>]*>", " ", bare, flags=re.DOTALL)


@pytest.mark.parametrize(
    "words",
    ["Ring them and ask.", "How it stands", "See what leaves", "When it has left", "Should you be here?", "e.g. 3pm"],
)
def test_a_quaint_word_is_seen(words: str) -> None:
    assert quaint(said_by(f"x = {words!r}")) == {words}
    assert quaint(shown_by(f'{{{{ _("{words}") }}}}'))


@pytest.mark.parametrize("words", ["They need leave to remain", "Leave it out", "bring it", "What was left out"])
def test_a_word_of_the_field_is_not_taken_for_a_quaint_one(words: str) -> None:
    assert quaint(said_by(f"x = {words!r}")) == set()


def test_no_label_and_no_message_is_in_quaint_words() -> None:
    read = [
        path for path in PACKAGE.rglob("*.py") if not any(one in path.as_posix() for one in (*NOT_READ, "/migrations/"))
    ]
    found = {path.name: quaint(said_by(path.read_text(encoding="utf-8"))) for path in read}
    assert len(read) > 200
    assert {name: words for name, words in found.items() if words} == {}


def test_no_page_and_no_printed_document_is_in_quaint_words() -> None:
    pages = [*PACKAGE.rglob("*.jinja")]
    found = {path.name: quaint(shown_by(path.read_text(encoding="utf-8"))) for path in pages}
    assert len(pages) > 40
    assert {name: words for name, words in found.items() if words} == {}


def test_no_word_for_the_person_is_quaint() -> None:
    english = (PACKAGE / "notices/languages/en.toml").read_text(encoding="utf-8")
    assert QUAINT.search(english) is None
