"""The fonts that come with us are the ones that were fetched, with their licence, and they are the only ones used."""

import tomllib
from fnmatch import fnmatch
from hashlib import sha256
from pathlib import Path

from proviso.typesetting.typeset import FONTS, ROOT, _fonts

PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


def test_each_font_is_as_it_was_fetched_and_nothing_else_lies_there() -> None:
    sums = dict(line.split("  ")[::-1] for line in (FONTS / "SHA256SUMS.txt").read_text().splitlines())

    assert {path.name for path in FONTS.iterdir()} == {*sums, "SHA256SUMS.txt"}
    assert all(sha256((FONTS / name).read_bytes()).hexdigest() == digest for name, digest in sums.items())


def test_the_licence_is_the_one_that_lets_them_be_embedded() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "LICENCE.txt").read_text()


def test_no_other_font_is_known() -> None:
    known = {(font.family, font.weight) for font in _fonts().fonts()}

    families = ("Noto Sans", "Noto Naskh Arabic", "Noto Sans Gurmukhi")
    assert known == {(family, weight) for family in families for weight in (400, 700)}


def test_every_template_and_font_is_in_what_is_installed() -> None:
    setuptools = tomllib.loads(PROJECT.read_text())["tool"]["setuptools"]
    patterns = setuptools["package-data"]["*"]

    for path in [*ROOT.rglob("*.typ"), *FONTS.iterdir()]:
        package = next(one for one in path.parents if (one / "__init__.py").exists())
        assert any(fnmatch(str(path.relative_to(package)), one) for one in patterns), path.name
