"""Each document holds: its links lead somewhere, its commands and tests exist, its pictures are small and shown."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from proviso.cli.commands import app
from proviso.policy.local import LOCAL_POLICIES
from proviso.service.config import Config

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")),
    *sorted(ROOT.glob("docs/**/*.md")),
]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)", re.DOTALL)
MOST_EACH, MOST_ALL = 150_000, 1_500_000

everywhere = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))


def anchors(document: Path) -> set[str]:
    """The anchors of a document's headings, as the common hosts make them."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@everywhere
def test_every_link_leads_somewhere(document: Path) -> None:
    for target in LINK.findall(document.read_text(encoding="utf-8")):
        if target.startswith("https://"):
            continue
        path, _, anchor = target.partition("#")
        there = (document.parent / path).resolve() if path else document
        assert there.exists(), f"{target} is not there"
        assert not anchor or anchor in anchors(there), f"{target} names no heading"


@everywhere
def test_every_command_that_is_named_exists_and_takes_its_options(document: Path) -> None:
    for line in shell_lines(document):
        words = re.split(r"\s+", line)
        if "make" in words[:1]:
            assert re.search(rf"^{re.escape(words[1])}:", (ROOT / "Makefile").read_text(), re.MULTILINE), line
        if ".venv/bin/proviso" in words:
            check_command(words[words.index(".venv/bin/proviso") + 1 :], line)


def shell_lines(document: Path) -> Iterator[str]:
    for block in re.findall(r"```sh\n(.*?)```", document.read_text(encoding="utf-8"), re.DOTALL):
        yield from (line.split(" # ")[0].split(" #")[0].strip() for line in block.splitlines())


def check_command(words: list[str], line: str) -> None:
    """Raise AssertionError where there is no such command, or it has no such option."""
    command: Any = typer.main.get_command(app)  # typer brings a click of its own
    below: dict[str, Any] | None = getattr(command, "commands", None)
    while below is not None:
        assert words[0] in below, f"no such command: {line}"
        command, words = below[words[0]], words[1:]
        below = getattr(command, "commands", None)
    known = {name for one in command.params for name in (*one.opts, *one.secondary_opts)} | {"--help"}
    for word in words:
        assert not word.startswith("--") or word in known, f"{word} is no option: {line}"


def test_a_command_that_is_not_there_is_found() -> None:
    for wrong in (["record", "mend"], ["record", "verify", "--mend"], ["nothing"]):
        with pytest.raises(AssertionError):
            check_command(wrong, "")


@everywhere
def test_every_test_and_file_of_ours_that_is_named_exists(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for path, name in re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", text):
        assert (ROOT / path).exists(), path
        assert not name or f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), f"{path}::{name}"
    for path in re.findall(r"`((?:bench|scripts)/\w+\.py)`", text):
        assert (ROOT / path).exists(), path


def test_each_thing_that_falls_says_what_is_lost_and_what_holds() -> None:
    text = (ROOT / "docs/security.md").read_text(encoding="utf-8")
    falls = text.split("## What falls, what is lost, what still holds")[1].split("## The invariants")[0]
    for part in falls.split("\n### ")[1:]:
        assert "**Lost:**" in part, part.splitlines()[0]
        assert "::test_" in part or "**Holds:** nothing" in part or "Run one service" in part, part.splitlines()[0]


def test_every_picture_is_shown_has_words_and_is_small() -> None:
    shown = {
        (document.parent / target).resolve(): words
        for document in DOCUMENTS
        for words, target in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", document.read_text(encoding="utf-8"))
    }
    pictures = set((ROOT / "docs/pictures").iterdir())
    assert set(shown) == pictures
    assert all(len(words) > 20 for words in shown.values())
    sizes = [picture.stat().st_size for picture in pictures]
    assert max(sizes) < MOST_EACH
    assert sum(sizes) < MOST_ALL


def test_the_settings_of_the_how_to_are_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (ROOT / "docs/how-to/deploy.md").read_text(encoding="utf-8")
    block = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)[0]
    for name in [name for name in __import__("os").environ if name.startswith("PROVISO_")]:
        monkeypatch.delenv(name)
    both = tomllib.loads(block), tomllib.loads(re.sub(r"^# (tls_\w+ =)", r"\1", block, flags=re.MULTILINE))
    for given in both:
        assert Config(**given).force == "wessmere"


def test_what_is_only_reported_is_never_presented_as_settled() -> None:
    for document in DOCUMENTS:
        for part in re.split(r"\n\n|\n(?=- |\| )", document.read_text(encoding="utf-8")):
            if re.search(r"December 2025|since about 2024", part):
                assert "report" in part, f"{document.name}: {part}"
    why = (ROOT / "docs/why.md").read_text(encoding="utf-8")
    settled, reported = why.split("## What has changed since 2020")[1].split("Reported by organisations")
    assert "**not settled**" in reported
    for name in ("consent-first", "exceptional-only"):
        assert name in LOCAL_POLICIES
        assert name in reported
        assert name not in settled


@everywhere
def test_no_document_names_a_place_of_one_machine(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    assert not re.search(
        r"/(?:work|root|home)/|/tmp\b|pypi\.org|registry",
        text.replace("package registry", "").replace("registry of acts", "").replace("registry.py", ""),
    )
