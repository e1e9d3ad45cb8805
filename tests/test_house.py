"""The rules of the house that a reader holds to: names that say enough, files that stay short."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src/proviso"
TESTS = ROOT / "tests"
SAME_IN_EVERY_PACKAGE = {"__init__.py", "__main__.py", "models.py", "urls.py", "apps.py"}
MODELS_TWICE = {
    "Entry",  # the entry as it is hashed, and its row: another name for the row needs a migration of the record
}
LONGEST_NAME = 80
LONGEST_SOURCE, LONGEST_TESTS = 320, 350


def files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts]


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def twice(names: Iterator[str]) -> set[str]:
    return {name for name, times in Counter(names).items() if times > 1}


def places_by_number(module: ast.Module) -> Iterator[str]:
    """Where a constant that holds examples is asked by a number: `ANSWERS[0]`, `ANSWERS[2:10]`."""
    for node in ast.walk(module):
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id.isupper():
            asked = (node.slice.lower, node.slice.upper) if isinstance(node.slice, ast.Slice) else (node.slice,)
            if any(is_number(one) for one in asked):
                yield f"line {node.lineno}: {ast.unparse(node)}"


def is_number(node: ast.expr | None) -> bool:
    number = node.operand if isinstance(node, ast.UnaryOp) else node
    return isinstance(number, ast.Constant) and isinstance(number.value, int)


def test_the_house_sees_an_example_asked_by_its_place() -> None:
    asked = "A[0]; A[-1]; A[2:]; A[:-1]; A[2:10]; A['one']; A[ONE]; a[0]"
    assert len(list(places_by_number(ast.parse(asked)))) == 5


def test_examples_are_found_by_name_and_never_by_their_place() -> None:
    found = {str(path.relative_to(ROOT)): list(places_by_number(tree(path))) for path in files(TESTS)}
    assert {path: places for path, places in found.items() if places} == {}


def test_the_name_of_a_test_is_read_at_a_glance() -> None:
    names = [
        node.name
        for path in files(TESTS)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]
    assert len(names) > 1000
    assert [name for name in names if len(name) > LONGEST_NAME] == []


def test_no_file_of_the_package_has_the_name_of_another() -> None:
    assert twice(path.name for path in files(PACKAGE)) - SAME_IN_EVERY_PACKAGE == set()


def test_no_public_class_has_the_name_of_another() -> None:
    public = (
        node.name
        for path in files(PACKAGE)
        for node in tree(path).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert twice(public) == MODELS_TWICE


def test_no_file_is_longer_than_one_reads_at_a_sitting() -> None:
    long = {
        str(path.relative_to(ROOT))
        for folder, most in ((PACKAGE, LONGEST_SOURCE), (TESTS, LONGEST_TESTS))
        for path in files(folder)
        if len(path.read_text(encoding="utf-8").splitlines()) > most
    }
    assert long == set()
