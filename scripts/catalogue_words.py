"""Which words of the product a reader of its pages may meet, as they stand in the source: the msgids.

Two rules, and no list kept by hand. What a function says is marked where it is said: `_("…")` and its like, in Python
and in templates. What stands at the level of a module or a class is data (labels, questions, rows of registries,
figures, facts), is put into the reader's language where it is shown, and is found here because it reads as words.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from django.utils.dates import MONTHS
from jinja2.ext import babel_extract

T = TypeVar("T")

ROOT = Path(__file__).resolve().parents[1] / "src/proviso"

MARKS: dict[str, tuple[int, ...]] = {
    "_": (1,), "gettext": (1,), "gettext_lazy": (1,), "gettext_noop": (1,), "ngettext": (1, 2), "plural": (1, 2),
    "trans": (1,), "Composed": (1,), "pgettext": (2,),
}  # fmt: skip
"""What marks words in a function, and which of its arguments are words."""

IN_A_CONTEXT = frozenset({"pgettext"})
"""What says first in which context the words stand: the same English, another Welsh."""

AFTER_THE_CONTEXT = "\x04"
"""What stands between a context and its words, as gettext itself joins them."""

WITHOUT_WORDS = (
    "cli", "demonstration", "record", "service", "typesetting",
    "accounts/entries.py", "accounts/account_findings.py", "accounts/account_rows.py", "accounts/accounts_on_record.py",
    "accounts/at_prompt.py", "accounts/force_findings.py", "accounts/reason_words.py", "accounts/staff_numbers.py",
    "accounts/migrations",
    "casework/history/old_labels.py", "casework/history/upcasters.py", "casework/migrations",
    "casework/projection.py",
    "disclosure/migrations", "disclosure/automatic_messages.py", "disclosure/claiming.py",
    "disclosure/message_content.py",
    "disclosure/message_references.py", "disclosure/package.py", "disclosure/stated.py",
    "notices/letter.py", "casework/apps.py", "web/design/security.py", "web/sending/call_script.py",
    "oversight/migrations", "policy/reference.py", "policy/register.py", "policy/register_rows.py",
)  # fmt: skip
"""Where nothing is for a reader of pages: the command line and what checks say stay English, and so does what leaves,
is compared or is kept. Each is a folder or a file of the package."""

UNREAD = frozenset({
    "paragraph", "paragraphs", "cited", "kind", "slug", "code", "field", "page", "name",
    "verbose_name", "help_text", "only_where", "related_name", "db_table", "pattern", "condition", "choices",
})  # fmt: skip
"""Arguments by name whose words are read on no page: codes, citations, what only the documents say."""

SILENT_CALLS = frozenset({
    "compile", "getLogger", "TypeVar", "ParamSpec", "Path", "frozenset", "CheckConstraint", "UniqueConstraint", "Index",
    "ZoneInfo", "literal_eval", "itemgetter", "attrgetter", "methodcaller",
})  # fmt: skip
"""What is called with texts that are no words."""


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """Some words (both forms where they have a plural) and the file that says them, from the package down."""

    file: str
    words: tuple[str, ...]


@cache
def every_word() -> tuple[Found, ...]:
    """All of them, file by file; the same words may come from several. The files are read once in a process."""
    return tuple(_every_word())


def _every_word() -> Iterator[Found]:
    for path in sorted(ROOT.rglob("*.jinja")):
        yield from (Found(name_of(path), words) for words in of_template(path))
    for path in sorted(ROOT.rglob("*.py")):
        name = name_of(path)
        if not any(name == one or name.startswith(f"{one}/") for one in WITHOUT_WORDS):
            yield from (Found(name, words) for words in of_module(path))
    yield from computed()


def name_of(path: Path) -> str:
    """A file by its place in the package."""
    return path.relative_to(ROOT).as_posix()


def of_template(path: Path) -> Iterator[tuple[str, ...]]:
    """The words that a template marks."""
    with path.open("rb") as file:
        found = babel_extract(file, list(MARKS), [], {"trim_blocks": "true", "lstrip_blocks": "true"})
        for _line, function, words, _comments in found:
            yield from marked(str(function), [words] if isinstance(words, str) else list(words or ()))


def marked(function: str, given: Sequence[object]) -> Iterator[tuple[str, ...]]:
    """The words that a call marks, of its arguments in their places; none where they are not said there."""
    words = tuple(one for at in MARKS[function] if at <= len(given) and isinstance(one := given[at - 1], str) and one)
    if words and function in IN_A_CONTEXT:
        words = (f"{given[0]}{AFTER_THE_CONTEXT}{words[0]}",)
    if words:
        yield words


def of_module(path: Path) -> Iterator[tuple[str, ...]]:
    """The words that a module marks, and those that are its data."""
    parsed = ast.parse(path.read_text(encoding="utf-8"))
    calls = (node for node in ast.walk(parsed) if isinstance(node, ast.Call))
    for node in sorted(calls, key=lambda one: (one.lineno, one.col_offset)):
        if called(node) in MARKS:
            yield from marked(called(node), [one.value if isinstance(one, ast.Constant) else None for one in node.args])
    yield from ((words,) for words in data_of(parsed.body))


def data_of(body: Iterable[ast.stmt]) -> Iterator[str]:
    """Words at the level of a module or of its classes, in their order."""
    for one in body:
        if isinstance(one, ast.ClassDef):
            yield from data_of(one.body)
        elif isinstance(one, ast.Assign | ast.AnnAssign) and one.value is not None and not is_for_python(one):
            yield from words_in(one.value)


def is_for_python(one: ast.Assign | ast.AnnAssign) -> bool:
    """Whether it is read by Python, by Django or, as the heading of a table to take away, by other programs, or says
    whom an entry names."""
    target = one.targets[0] if isinstance(one, ast.Assign) else one.target
    return isinstance(target, ast.Name) and target.id in {"__all__", "REQUIRED_FIELDS", "USERNAME_FIELD", "HEAD", "BY"}


def words_in(node: ast.expr) -> Iterator[str]:
    """The words of an expression that is data."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str) and reads_as_words(node.value):
            yield node.value
    elif isinstance(node, ast.Call):
        if called(node) in SILENT_CALLS or called(node) in MARKS:
            return
        yield from (word for one in node.args for word in words_in(one))
        yield from (word for one in node.keywords if one.arg not in UNREAD for word in words_in(one.value))
    elif isinstance(node, ast.Dict):
        yield from (word for one in node.values for word in words_in(one))
    elif isinstance(node, ast.Tuple | ast.List | ast.Set):
        yield from (word for one in node.elts for word in words_in(one))
    elif isinstance(node, ast.Starred):
        yield from words_in(node.value)
    elif isinstance(node, ast.BinOp):
        yield from words_in(node.left)
        yield from words_in(node.right)
    elif isinstance(node, ast.IfExp):
        yield from words_in(node.body)
        yield from words_in(node.orelse)


def called(node: ast.Call) -> str:
    """The name of what is called, without the module that it is in."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


NO_WORDS = re.compile(
    r"[a-z0-9_./:;=*@%{}<>\[\]()+?^$|\\-]*"  # a code, an address, a pattern
    r"|[A-Z]+[0-9]*|[A-Z]{2}[-0-9A-Z]*|\(?[0-9][0-9., ()]*"
    r"|[0-9A-Z]{20,}|<[a-z].*|[A-Z]\w+/[A-Z]\w+"
    r"|.*(?:\b(?:SELECT|INSERT|DELETE|FROM|WHERE|VALUES|CONFLICT)\b|charset=|filename=|%-?[dBYHMS]\b|\\[bwds]|\(\?).*",
    re.DOTALL,
)


def reads_as_words(text: str) -> bool:
    """Whether a text is for a person: a word that begins with a capital letter, or several words."""
    stripped = text.strip()
    return bool(re.search(r"[A-Za-z]{2}", stripped)) and not NO_WORDS.fullmatch(stripped)


def computed() -> Iterator[Found]:
    """Words that are made when a module is loaded: kinds of entries and states, which read as sentences, what questions
    make of the labels of their choices, what functions make rows of; and what is joined where it is said."""
    import proviso.service.urls  # noqa: F401  it loads every page
    from proviso.accounts.models import Jurisdiction
    from proviso.casework.acts.question import TaskStatus
    from proviso.casework.acts.registry import ACTS
    from proviso.casework.kinds_of_log import EVERY_KIND
    from proviso.casework.values.value import Value, asked_fields
    from proviso.oversight.equality.assessment_steps import steps_for
    from proviso.oversight.figures.figure_list import FIGURES
    from proviso.policy.explain import STATUSES
    from proviso.policy.facts import FACTS
    from proviso.policy.local import LOCAL_POLICIES
    from proviso.policy.national import SECTIONS
    from proviso.web.design.combined_options import BY_THE_SAFE_WAY

    made = [("casework/kinds_of_log.py", kind.replace("_", " ").capitalize()) for kind in sorted(EVERY_KIND)]
    made += [("casework/acts/question.py", one.value.capitalize()) for one in TaskStatus]
    made += [("policy/explain.py", words) for words in STATUSES.values()]
    made += [("policy/composed.py", words) for words in ("%(part_0)s or %(part_1)s", OF_THREE)]
    made += [("web/design/moments.py", str(month)) for month in MONTHS.values()]
    for policy in LOCAL_POLICIES.values():
        made += [("policy/local/__init__.py", words) for words in words_of(policy)]
    for section in SECTIONS:
        made += [("policy/national/__init__.py", words) for words in words_of(section)]
    for fact in FACTS.values():
        made += [
            ("policy/facts.py", f"{words[:1].upper()}{words[1:]}")
            for words in fact.says.values()
            if fact.page == "local"
        ]
    for figure in FIGURES:
        made += [("oversight/figures/figure_list.py", one.words) for one in figure.every_category]
    for jurisdiction in Jurisdiction.values:
        steps = steps_for(jurisdiction)
        made += [
            ("oversight/equality/assessment_steps.py", words)
            for one in steps
            for words in (one.title, one.lead)
            if words
        ]
    for act in ACTS:
        made += [("casework/acts/registry.py", words) for words in words_of(act)]
        made += [("casework/acts/registry.py", one) for one in act.paragraphs if not one[:1].isdigit()]
    for value in sorted(below(Value), key=lambda one: f"{one.__module__}.{one.__qualname__}"):
        file = f"{value.__module__.partition('.')[2].replace('.', '/')}.py"
        for _name, asked, _kind in asked_fields(value):
            made += [(file, words) for words in (asked.label, asked.missing, asked.hint) if words]
    made += [("web/design/combined_options.py", one.words) for one in BY_THE_SAFE_WAY.values()]
    made += [("web/signing_in/sign_in_forms.py", words) for words in OF_OTHERS]
    yield from (Found(file, (words,)) for file, words in made)
    yield Found("web/signing_in/sign_in_forms.py", TOO_SHORT)


OF_OTHERS = (
    "The password is too similar to the %(verbose_name)s.",
    "This password is too common.",
    "You must type the same password each time.",
)
"""What Django and allauth say on our pages. Django’s own Welsh has mistakes, and allauth has none."""

TOO_SHORT = (
    "This password is too short. It must contain at least %d character.",
    "This password is too short. It must contain at least %d characters.",
)

OF_THREE = "%(part_0)s or %(part_1)s or %(part_2)s"
"""How three alternatives are joined (`policy.composed.joined`); two are joined alike."""


def words_of(row: object) -> Iterator[str]:
    """The words in a row of a registry, and in the rows that are its parts."""
    if isinstance(row, str):
        composed = getattr(row, "template", None)
        if composed is None and reads_as_words(row):
            yield str(row)
    elif isinstance(row, Mapping):
        yield from (word for one in row.values() for word in words_of(one))
    elif isinstance(row, tuple):
        yield from (word for one in row for word in words_of(one))
    elif is_dataclass(row) and not isinstance(row, type):
        given = (getattr(row, one.name) for one in fields(row) if one.name not in UNREAD | {"citation"})
        yield from (word for one in given for word in words_of(one))


def below(kind: type[T]) -> Iterator[type[T]]:
    """Every class of ours that is made from one, and stands by its own name in its module; tests have others."""
    for one in kind.__subclasses__():
        if (
            one.__module__.startswith("proviso.")
            and getattr(sys.modules[one.__module__], one.__qualname__, None) is one
        ):
            yield one
        yield from below(one)
