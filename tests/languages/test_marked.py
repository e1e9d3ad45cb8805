"""What a function says to a reader is marked where it says it: refusals that are raised, messages, errors of forms."""

import ast
import re
from collections.abc import Iterator

import pytest

from scripts.catalogue_words import ROOT, WITHOUT_WORDS, called, name_of, reads_as_words

MESSAGES = frozenset({"success", "info", "warning", "error"})
"""What `messages` is asked to show."""

THE_WORDS = 3
"""Where a `Refusal` has its words, after the field, what was given and, for programs, what is accepted."""

UNSEEN = frozenset({
    "Http404", "ValueError", "TypeError", "KeyError", "RuntimeError", "LookupError", "AssertionError",
    "NotImplementedError", "FileNotFoundError", "ImproperlyConfigured", "OSError", "CommandError",
})  # fmt: skip
"""What Python and Django raise for those who write the service."""

AT_THE_SERVER = frozenset({
    "ClockNotInDoubt", "NoSuchPage", "UnknownKind", "NoSuchAct", "ReadingNotStarted", "NotSetUp", "MayHaveLeft",
    "CannotSign", "CannotEncrypt", "FileRefused", "WordingRefused", "CharacteristicsRefused", "NotJoined", "LogRefused",
    "NoEdition", "UnknownLocalPolicy", "TooManyStates", "NoCopy", "NoText", "StaffListRefused",
})  # fmt: skip
"""What is raised for those who run the service: no page knows any of these by name."""

SAID_OTHERWISE = frozenset({"PackageNotKept", "PackageChanged", "NoSuchSample", "ValidationError"})
"""What a page catches and says in words of its own."""


def said_bare(source: str) -> Iterator[str]:
    """Sentences in a function that are raised or shown as they are, past every mark."""
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Raise)
            and isinstance(node.exc, ast.Call)
            and called(node.exc) not in (UNSEEN | AT_THE_SERVER | SAID_OTHERWISE)
        ):
            yield from bare_in([*node.exc.args, *(one.value for one in node.exc.keywords)])
        elif isinstance(node, ast.Call) and called(node) == "Refusal":
            yield from bare_in([*node.args[THE_WORDS:], *(one.value for one in node.keywords if one.arg == "says")])
        elif isinstance(node, ast.Call) and (called(node) == "add_error" or shows_a_message(node)):
            yield from bare_in(node.args)


def shows_a_message(call: ast.Call) -> bool:
    """Whether it is Django’s messages that are asked, and not a log."""
    asked = call.func.value if isinstance(call.func, ast.Attribute) else None
    return called(call) in MESSAGES and isinstance(asked, ast.Name) and asked.id == "messages"


def bare_in(given: list[ast.expr]) -> Iterator[str]:
    """Sentences among the arguments of a call, also where they are chosen or put together there."""
    waiting = list(given)
    while waiting:
        one = waiting.pop()
        if isinstance(one, ast.Constant):
            if isinstance(one.value, str) and is_sentence(one.value):
                yield one.value
        elif isinstance(one, ast.JoinedStr):
            words = "".join(str(part.value) for part in one.values if isinstance(part, ast.Constant))
            if is_sentence(words):
                yield words
        elif isinstance(one, ast.IfExp):
            waiting += [one.body, one.orelse]
        elif isinstance(one, ast.BinOp):
            waiting += [one.left, one.right]


def is_sentence(text: str) -> bool:
    """Whether it is words in a row: what is one word may be a code."""
    return " " in text.strip() and reads_as_words(text)


def test_every_sentence_that_is_raised_or_shown_is_marked() -> None:
    found = {
        (name, words)
        for path in sorted(ROOT.rglob("*.py"))
        if not any((name := name_of(path)) == one or name.startswith(f"{one}/") for one in WITHOUT_WORDS)
        for words in said_bare(path.read_text(encoding="utf-8"))
    }
    assert sorted(found) == []


def test_what_is_raised_for_those_who_run_the_service_is_known_to_no_page() -> None:
    pages = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "web").rglob("*.py"))]
    assert {name for name in AT_THE_SERVER if any(re.search(rf"\b{name}\b", page) for page in pages)} == set()


@pytest.mark.parametrize(
    "source",
    [
        'raise CaseError("It cannot be closed.")',
        'raise CaseError(f"It cannot be {what} now.")',
        'raise CaseError("It is closed." if closed else _("It is open."))',
        'raise CaseError("It is " + what + " now.", code)',
        'messages.success(request, "It was saved.")',
        'yield Refusal("year", self.year, "a year", "Enter a year in four figures")',
        'form.add_error(None, "It was not saved.")',
    ],
)
def test_a_bare_sentence_is_found(source: str) -> None:
    assert len([*said_bare(source)]) == 1


@pytest.mark.parametrize(
    "source",
    [
        'raise CaseError(_("It cannot be %(what)s.") % {"what": "closed by then"})',
        'raise CaseError("not_closed", 409)',
        'raise ValueError("it has no zone")',
        "raise CaseError(words)",
        'messages.success(request, _("It was saved."))',
        'log.error("It was not saved.")',
        'yield Refusal("year", self.year, "a year from 2020", says)',
    ],
)
def test_what_is_marked_or_for_no_reader_is_not(source: str) -> None:
    assert [*said_bare(source)] == []
