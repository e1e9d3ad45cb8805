"""Nothing is compared, keyed or looked up by a label: a label may change any day (house rule: codes and words)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

SOURCE = Path(__file__).parents[2] / "src" / "proviso"
LOOKS_UP = frozenset(
    {"get", "index", "count", "setdefault", "pop", "startswith", "endswith", "removeprefix", "fromkeys"}
)
NAMES = re.compile(r"^_?((BY_)?LABELS?(_OF_\w+)?|\w+_BY_LABEL)$")
PAGES = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)


def lookups(tree: ast.AST) -> Iterator[ast.expr | str]:
    """Every expression by which something is compared, keyed or looked up."""
    for node in ast.walk(tree):
        match node:
            case ast.Compare(left=left, comparators=others):
                yield from (left, *others)
            case ast.Subscript(slice=key):
                yield key
            case ast.Dict(keys=keys):
                yield from (key for key in keys if key)
            case ast.DictComp(key=key):
                yield key
            case ast.Set(elts=members):
                yield from members
            case ast.SetComp(elt=member):
                yield member
            case ast.Match(subject=subject):
                yield subject
            case ast.Call(func=ast.Attribute(attr=called), args=given) if called in LOOKS_UP:
                yield from given
            case ast.Call(func=ast.Name(id="set" | "frozenset" | "dict"), args=given):
                yield from given
            case ast.Name(id=name, ctx=ast.Store()) if NAMES.match(name):
                yield name


def by_label(code: str) -> list[str]:
    """What is looked up by a label: straight, or by a name that was given one. Where the word is not, nothing is."""
    if "label" not in code.lower():
        return []
    tree = ast.parse(code)
    given = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and is_label(node.value, frozenset())
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    found = (one for one in lookups(tree) if isinstance(one, str) or is_label(one, frozenset(given)))
    return [one if isinstance(one, str) else ast.unparse(one) for one in found]


def is_label(node: ast.expr, names: frozenset[str]) -> bool:
    """Whether a label is in an expression."""
    return any(
        (isinstance(one, ast.Attribute) and one.attr == "label") or (isinstance(one, ast.Name) and one.id in names)
        for one in ast.walk(node)
    )


def compared_in(text: str) -> list[int]:
    """The lines of a page on which a label is compared or looked up by."""
    if "label" not in text:
        return []
    tree = PAGES.parse(text)
    places: list[nodes.Node] = [one for found in tree.find_all(nodes.Compare) for one in (found.expr, *found.ops)]
    places += [found.arg for found in tree.find_all(nodes.Getitem)]
    return [one.lineno for one in places if labels_in(one)]


def labels_in(node: nodes.Node) -> list[nodes.Getattr]:
    """The labels in an expression of a page, itself among them."""
    found = [node] if isinstance(node, nodes.Getattr) else []
    return [one for one in (*found, *node.find_all(nodes.Getattr)) if one.attr == "label"]


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_nothing_is_looked_up_by_a_label(path: Path) -> None:
    assert by_label(path.read_text()) == []


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.jinja")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_page_compares_a_label(path: Path) -> None:
    assert compared_in(path.read_text()) == []


@pytest.mark.parametrize(
    "code",
    [
        "one.label == other",
        "x = [one for one in many if Department(one.code).label == wanted]",
        "other in {one.label for one in many}",
        "{one.label: one.value for one in many}",
        "KEYS[one.label]",
        "KEYS.get(one.label)",
        "set(one.label for one in many)",
        "{NCCU.label}",
        "{NCCU.label: 1}",
        "said = one.label.lower()\nsaid == other",
        "match one.label:\n    case _: pass",
        "_LABELS_OF_WRONG = {}",
        "BY_LABEL = {}",
    ],
)
def test_the_check_finds_each_way_of_looking_up_by_a_label(code: str) -> None:
    assert by_label(code)


@pytest.mark.parametrize(
    "code",
    [
        "f'{role.label.lower()}'",
        "rows = [(one.value, _(one.label)) for one in many]",
        "{one.value: one.label for one in many}",
    ],
)
def test_the_check_lets_labels_be_shown(code: str) -> None:
    assert by_label(code) == []


@pytest.mark.parametrize(
    "text", ["{{ one.label == said }}", "{{ words[one.label] }}", "{% if x in one.label %}{% endif %}"]
)
def test_the_check_of_pages_finds_a_label_that_is_compared(text: str) -> None:
    assert compared_in(text)


def test_the_check_of_pages_lets_labels_be_shown() -> None:
    assert compared_in("{{ rows([(_('How'), _(one.label) if one.by else '')]) }}") == []
