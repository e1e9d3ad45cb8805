"""The fonts that come with us are the ones that were fetched, with their licence, and they are the only ones used."""

import tomllib
from fnmatch import fnmatch
from hashlib import sha256
from pathlib import Path

from proviso.typesetting.coverage import FONTS
from proviso.typesetting.typeset import ROOT, _fonts

PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


def test_each_font_is_as_it_was_fetched_and_nothing_else_lies_there() -> None:
    sums = dict(line.split("  ")[::-1] for line in (FONTS / "SHA256SUMS.txt").read_text().splitlines())

    assert {path.name for path in FONTS.iterdir()} == {*sums, "SHA256SUMS.txt"}
    assert all(sha256((FONTS / name).read_bytes()).hexdigest() == digest for name, digest in sums.items())


def test_the_licence_is_the_one_that_lets_them_be_embedded() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "LICENCE.txt").read_text()


def test_no_other_font_is_known() -> None:
    known = {(font.family, font.weight) for font in _fonts().fonts()}

    ours = ("Noto Sans", "Noto Naskh Arabic", "Noto Sans Gurmukhi")
    typed_only = ("Noto Sans Devanagari", "Noto Sans Bengali", "Noto Sans Ethiopic", "Noto Sans CJK SC")
    assert known == {(family, weight) for family in ours for weight in (400, 700)} | {(one, 400) for one in typed_only}


def test_what_the_fonts_weigh_stays_small() -> None:
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < 8_000_000


def test_every_template_and_font_is_in_what_is_installed() -> None:
    setuptools = tomllib.loads(PROJECT.read_text())["tool"]["setuptools"]
    patterns = setuptools["package-data"]["*"]

    for path in [*ROOT.rglob("*.typ"), *FONTS.iterdir()]:
        package = next(one for one in path.parents if (one / "__init__.py").exists())
        assert any(fnmatch(str(path.relative_to(package)), one) for one in patterns), path.name
