"""Setting a colleague's password at the server's prompt, to be them, without saying who does it, or as another."""

import shutil
from pathlib import Path

import pytest

from proviso.demonstration.force import BRAMBLE, CLOVER
from tests.cli.prepared import run
from tests.misuse.conftest import ENVIRONMENT

TYPED = "a heron stood in the mill race\n" * 2
SET = ["force", "set-password", BRAMBLE]


@pytest.fixture(scope="module")
def folder(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which commands are given, with the demonstration's force in it."""
    made = tmp_path_factory.mktemp("prompt")
    shutil.copytree(filled, made / "var")
    return made


@pytest.fixture(scope="module")
def before(folder: Path) -> str:
    """What verifying the record says before anybody tried."""
    return run(["record", "verify"], folder, **ENVIRONMENT).stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "Say who makes this change and under which authority, with --by and --authority"),
        (["--by", "Mx Yew"], "Say who makes this change and under which authority, with --by and --authority"),
        (["--by", ".", "--authority", "Agreed by the board"], "Say who makes this change, by name and post"),
        (["--by", "", "--authority", "Agreed by the board"], "Say who makes this change, by name and post"),
        (["--by", "Mx Yew", "--authority", "."], "Say under which authority this change is made"),
        (["--by", "Mx Yew", "--authority", "I may"], "Say under which authority this change is made"),
        (["--by", "Mx Yew", "--authority", "1 2 3 4"], "Say under which authority this change is made"),
    ],
)
def test_without_a_name_and_an_authority_nothing_is_changed(
    folder: Path, before: str, words: list[str], says: str
) -> None:
    done = run([*SET, *words], folder, typed=TYPED, **ENVIRONMENT)
    assert (done.returncode, says in done.stderr.splitlines()[-1]) == (2, True), done
    assert run(["record", "verify"], folder, **ENVIRONMENT).stdout == before


def test_whoever_gives_a_colleagues_number_does_not_stand_on_the_record_as_them(folder: Path) -> None:
    words = [*SET, "--by", CLOVER, "--authority", "Agreed by the board"]
    assert run(words, folder, typed=TYPED, **ENVIRONMENT).returncode == 2
    named = [*SET, "--by", f"{CLOVER} Sgt Specimen Clover", "--authority", "Agreed by the board"]
    assert run(named, folder, typed=TYPED, **ENVIRONMENT).returncode == 0
    whole = run(["record", "verify"], folder, **ENVIRONMENT)
    assert "The record is whole." in whole.stdout
