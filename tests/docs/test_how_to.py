"""The how-tos, followed line by line from an empty folder: each command in a process of its own."""

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.prepared import run
from tests.cli.processes import EMPTY, PROVISO, WHO
from tests.once import copied

HOW_TO = Path(__file__).resolve().parents[2] / "docs/how-to"
PASSWORD = "a heron stood in the mill race"
TYPED = {
    "add-force": f"A1\nMx Imaginary Yew\n{PASSWORD}\n{PASSWORD}\n",
    "add-officer": f"{PASSWORD}\n{PASSWORD}\n",
    "set-password": f"{PASSWORD}\n{PASSWORD}\n",
}
CHANGES = {"add-force", "add-unit", "add-officer", "lift-hold", "move", "deactivate", "reactivate", "change-role"} | {
    "add-officers", "set-password", "adopt", "equality", "assessment", "confirm-clock", "confirm-restored",
}  # fmt: skip
"""Commands that ask at a terminal who does it and under which authority; here nobody could answer."""
FOLLOWED = ("people.md", "local-policy.md", "verify.md", "worklists.md")
"""The how-tos that are followed after "Deploy it on one machine"."""

ELSEWHERE = {"/srv/proviso-keys": "keys", "/srv/proviso": "data", "/backup": "backup"}


class Machine:
    """A folder in which the how-tos are followed; the paths that they give lie within it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def install(self) -> None:
        """What the how-to finds there: the program, and a place for the data."""
        (self.folder / "data").mkdir()
        (self.folder / ".venv/bin").mkdir(parents=True)
        (self.folder / ".venv/bin/proviso").symlink_to(PROVISO)

    def set(self) -> None:
        """Write the settings of the how-to, whose paths are this folder's."""
        (self.folder / "proviso.toml").write_text(self.here(blocks("deploy.md", "toml")[0]))

    def here(self, text: str) -> str:
        """The text with its paths in this folder."""
        for given, name in ELSEWHERE.items():
            text = text.replace(given, str(self.folder / name))
        return text

    def run(self, line: str) -> subprocess.CompletedProcess[str]:
        """What one line of a how-to does."""
        _proviso, *words = shlex.split(line)
        typed = next((given for name, given in TYPED.items() if name in words), "")
        return run([*words, *WHO] if CHANGES & set(words) else words, self.folder, typed=typed)

    def shell(self, block: str) -> subprocess.CompletedProcess[str]:
        """What a whole block does in a shell, as it stands."""
        words = ["sh", "-c", self.here(block)]
        return subprocess.run(words, cwd=self.folder, env=EMPTY, capture_output=True, text=True, timeout=90)


def blocks(name: str, kind: str = "sh") -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", (HOW_TO / name).read_text(encoding="utf-8"), re.DOTALL)


def lines(name: str) -> Iterator[str]:
    """The commands of ours in a how-to, in order; serving is tried in tests/service."""
    for block in blocks(name):
        yield from (line for line in block.splitlines() if line.startswith(".venv/bin/proviso") and "serve" not in line)


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """A machine on which "Deploy it on one machine" was followed."""
    return deployed(tmp_path_factory)


def deployed(factory: pytest.TempPathFactory) -> Machine:
    """A machine of its own on which "Deploy it on one machine" was followed, once in this run."""
    machine = Machine(copied(factory, "machine", deploy))
    machine.set()
    return machine


def deploy(folder: Path) -> None:
    """Follow "Deploy it on one machine" in a folder."""
    machine = Machine(folder)
    machine.install()
    machine.set()
    done = [machine.run(line) for line in lines("deploy.md")]
    assert [one.returncode for one in done] == [1, 0, 0, 0], [one.stdout + one.stderr for one in done]
    assert "Everything is as it should be." in done[-1].stdout


@pytest.mark.system
def test_each_how_to_does_what_it_says(machine: Machine) -> None:
    (machine.folder / "staff.csv").write_text(blocks("people.md", "csv")[0], encoding="utf-8")
    for name in FOLLOWED:
        for line in lines(name):
            if "add-force" in line:
                continue
            done = machine.run(line)
            assert done.returncode == 0, f"{name}: {line}\n{done.stdout}{done.stderr}"
    shown = machine.run(".venv/bin/proviso force show").stdout
    assert "  N103 PC Example Hornbeam, officer (closed)\n" in shown.split("south: ")[1]
    assert (
        "Local policies: consent-first, doubt-is-not-suspicion\n  consent-first: equality assessment EIA 12, " in shown
    )
    assert "EIA 13, to be reviewed by 2027-04-01\nEquality assessment: current\n" in shown
