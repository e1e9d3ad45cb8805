"""Each command line of README and of the how-tos is run by a test, or named here with how it is."""

import re
import shlex
import subprocess
from pathlib import Path
from textwrap import dedent

import pytest

from tests.cli.processes import EMPTY, OF_THE_DEMONSTRATION, PROVISO, WHO
from tests.cli.rows import LINES, YEAR
from tests.postgresql.test_commands import MADE, MIGRATED

from . import test_back_up, test_country, test_move
from .test_how_to import FOLLOWED, HOW_TO, blocks, lines

ROOT = HOW_TO.parents[1]
DOCUMENTS = [ROOT / "README.md", *sorted(HOW_TO.glob("*.md")), *sorted((ROOT / "docs/operate").glob("*.md"))]
OURS = ".venv/bin/proviso "
BY = " ".join(WHO)
"""What is asked for at a terminal."""

EXAMPLES = {
    "keys change /srv/proviso-keys/key-encryption-key-2": (
        f"keys change var/demo/key-encryption-key --why To try it {BY}"
    ),
    "force confirm-clock": f"force confirm-clock --why To be sure {BY}",
    "replies import FILE…": "replies import inbox.mbox",
    "reconcile FILE": "reconcile calls.csv",
    "record verify --log wessmere --was 430:69aebf67…": "record verify --log wessmere --was KEPT",
    "serve": "serve --worker --port 8000",
    "serve --host 127.0.0.1 --port 8000": "serve --host 127.0.0.1 --workers 2 --no-worker --port 8000",
}
"""Lines that leave something to the reader, or that go on until they are told to stop, and as what they are run."""

HERE = {
    "make demo": "test_make_runs_what_it_says",
    "make test": "test_make_runs_what_it_says",
    "make install": "test_make_runs_what_it_says",
    "export PROVISO_HOME=": "test_the_demonstration_is_looked_at_with_what_readme_sets",
    "echo '{": "test_what_readme_gives_on_standard_input_is_assessed",
    "sha256sum PV-XXXX-XXXX.json": "test_a_digest_is_printed_as_the_page_shows_it",
    "cd proviso": "test_make_runs_what_it_says",
    ".venv/bin/python scripts/catalogue.py": "tests/languages/test_catalogue.py",
    "openssl ": "tests/docs/test_send_by_email.py",
    "chmod 600 /srv/proviso-keys/signing.key": "tests/docs/test_send_by_email.py",
}
"""How each other line begins, and the test of this module, or the module, that runs it."""

FOLLOWED_WHOLE = {
    "backup.md": test_back_up.FOLLOWED,
    "country.md": test_country.FOLLOWED,
    "move.md": test_move.FOLLOWED,
}
"""The documents whose blocks a module of their own follows to the letter."""


def sought(document: Path) -> list[str]:
    """The command lines of a document; a block in round brackets is one."""
    found = []
    for kind, block in re.findall(r"```(sh|text)\n(.*?)```", document.read_text(encoding="utf-8"), re.DOTALL):
        if block.lstrip().startswith("("):
            found.append(block)
            continue
        typed = [line.strip() for line in block.splitlines() if kind == "sh" or line.startswith(OURS)]
        found += [line for line in typed if line and not line.startswith("#")]
    return found


EXAMPLE = "--year 2025"
"""The year of the documents; what is run asks for the one that the demonstration has."""


def words(line: str) -> list[str]:
    return shlex.split(line.removeprefix(OURS), comments=True)


def how(document: Path, line: str) -> str:
    """By what a line is run; nothing where no test runs it."""
    if document.name in FOLLOWED_WHOLE:
        blocks_of = FOLLOWED_WHOLE[document.name]
        return document.stem if any(dedent(line).strip() in block for block in blocks_of) else ""
    if document.name == "postgresql.md":
        return "test_commands" if any(line in block.splitlines() for block in (MADE, MIGRATED)) else ""
    if not line.startswith(OURS):
        return next((test for start, test in HERE.items() if line.startswith(start)), "")
    if document.name in ("deploy.md", *FOLLOWED) and line in lines(document.name):
        return "test_how_to"
    said = " ".join(words(line))
    run = {" ".join(words(one.replace(f"--year {YEAR}", EXAMPLE))) for one in LINES}
    return "a row" if EXAMPLES.get(said, said) in run else ""


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_line_is_run_by_a_test(document: Path) -> None:
    assert [line for line in sought(document) if not how(document, line)] == []


def test_a_new_command_line_is_found() -> None:
    assert len(sought(ROOT / "README.md")) > 10
    for line in (".venv/bin/proviso record verify --log", "rm -r var", ".venv/bin/proviso serve --port 1"):
        assert not how(ROOT / "README.md", line)
    assert not how(ROOT / "docs/operate/backup.md", "(\n  set -eu\n  cp /srv/proviso/keys.sqlite3 /backup\n)\n")


def test_each_row_is_of_a_line_that_is_there_and_names_what_is_there() -> None:
    there = [line for document in DOCUMENTS for line in sought(document)]
    assert EXAMPLES.keys() <= {" ".join(words(line)) for line in there if line.startswith(OURS)}
    for start, test in HERE.items():
        assert any(line.startswith(start) for line in there), start
        assert test in globals() or (ROOT / test).exists(), test


@pytest.mark.system
def test_make_runs_what_it_says() -> None:
    asked = {
        "demo": ".venv/bin/proviso demo --port 8000",
        "demo-reset": ".venv/bin/proviso demo --port 8000 --reset",
        "demo PORT=8765": ".venv/bin/proviso demo --port 8765",
        "test": "sh scripts/check everything",
        "install": "",
    }
    for target, last in asked.items():
        done = subprocess.run(
            ["make", "-n", *target.split()], cwd=ROOT, env=EMPTY, capture_output=True, text=True, check=True
        )
        assert done.stdout.splitlines()[-1:] == [last] or not last, done.stdout


def test_the_demonstration_is_looked_at_with_what_readme_sets() -> None:
    (line,) = (line for line in sought(ROOT / "README.md") if line.startswith("export "))
    assert dict(word.split("=") for word in words(line)[1:]) == OF_THE_DEMONSTRATION


@pytest.mark.system
def test_what_readme_gives_on_standard_input_is_assessed(tmp_path: Path) -> None:
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / ".venv/bin/proviso").symlink_to(PROVISO)
    (line,) = (line for line in sought(ROOT / "README.md") if line.startswith("echo "))
    done = subprocess.run(["sh", "-euc", line], cwd=tmp_path, env=EMPTY, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Share basic information: Not allowed" in done.stdout


@pytest.mark.system
def test_a_digest_is_printed_as_the_page_shows_it(tmp_path: Path) -> None:
    (tmp_path / "PV-XXXX-XXXX.json").write_text("{}")
    (block,) = blocks("package.md")
    done = subprocess.run(["sh", "-euc", block], cwd=tmp_path, env=EMPTY, capture_output=True, text=True, check=True)
    assert re.fullmatch(r"[0-9a-f]{64}  PV-XXXX-XXXX\.json\n", done.stdout)
