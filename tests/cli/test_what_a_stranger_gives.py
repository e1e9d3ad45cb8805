"""What no command can read is one sentence and status 2, before anything is done: bytes that are not UTF-8, an encoding
that logs are never in, files nested beyond reason, and a standard input or output that is closed."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from .prepared import run as run_prepared
from .processes import EMPTY, PROVISO, WHO, Done, one_sentence, run

STRANGE = os.fsdecode(b"\xff")
SET_RIGHT = "Give it in UTF-8."
DEEP = 3_000


@pytest.mark.parametrize(
    "words",
    [
        [STRANGE],
        ["assess", STRANGE],
        ["policy", "show", f"--local={STRANGE}"],
        ["reconcile", "calls.csv", "--when", "Start", "--to", "Dialled", "--force", STRANGE],
        ["replies", "import", "calls.csv", "--force", STRANGE],
        ["add-force", "a", "A", "--password", f"canary-{STRANGE}"],
    ],
    ids=lambda words: " ".join(words[:2]).replace(STRANGE, "ff"),
)
def test_an_argument_that_is_not_utf_8_is_counted_and_not_repeated(tmp_path: Path, words: list[str]) -> None:
    done = run(words, tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (f"Argument {len(words)} is not text in UTF-8, so nothing was done. {SET_RIGHT}\n")
    assert list(tmp_path.iterdir()) == []


def test_a_file_whose_name_is_not_utf_8_is_named(tmp_path: Path) -> None:
    (tmp_path / STRANGE).write_text("{}")
    done = run(["assess", STRANGE], tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "Argument 2 is not text in UTF-8, so nothing was done. Rename the file “\\xff” in UTF-8, and give that name.\n"
    )


def test_a_setting_of_the_environment_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    done = run(["force", "show"], tmp_path, PROVISO_FORCE=f"canary{STRANGE}")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"PROVISO_FORCE in the environment is not text in UTF-8, so nothing was done. {SET_RIGHT}\n"


def test_a_folder_whose_name_is_not_utf_8_is_no_home(tmp_path: Path) -> None:
    (folder := tmp_path / STRANGE).mkdir()
    done = run_prepared(["check"], folder)
    assert (done.returncode, one_sentence(done)) == (2, True)
    assert "home lies in a folder whose name is not text in UTF-8" in done.stderr


@pytest.mark.parametrize(
    "holds",
    ["a = " + "[" * DEEP + "]" * DEEP, "a = " + "{a=" * DEEP + "1" + "}" * DEEP],
    ids=["lists", "tables"],
)
def test_settings_nested_beyond_reason_are_refused(tmp_path: Path, holds: str) -> None:
    (tmp_path / "proviso.toml").write_text(holds)
    for line in ("check", "policy show --adopted", "serve"):
        done = run_prepared(line.split(), tmp_path)
        assert (done.returncode, one_sentence(done)) == (2, True), done
        assert "something in proviso.toml or in the environment is nested too deeply" in done.stderr


def test_a_setting_of_the_environment_nested_beyond_reason_is_refused(tmp_path: Path) -> None:
    done = run_prepared(["check"], tmp_path, PROVISO_RECONCILING="[" * DEEP + "]" * DEEP)
    assert (done.returncode, one_sentence(done)) == (2, True), done
    assert "is nested too deeply" in done.stderr


def test_a_manifest_nested_beyond_reason_is_refused(tmp_path: Path) -> None:
    assert run_prepared(["check", "--make-secrets"], tmp_path).returncode == 1
    (copy := tmp_path / "copy").mkdir()
    (copy / "manifest.json").write_text("[" * DEEP * 100)
    done = run_prepared(["restore", "--verify", "copy", "--keys", "copy"], tmp_path)
    assert (done.returncode, one_sentence(done)) == (2, True), done
    assert "is damaged. Give another backup." in done.stderr


WITH_CLOSED = "import os, sys; os.close(int(sys.argv[1])); os.execv(sys.argv[2], sys.argv[2:])"


def closed(line: str, which: int, folder: Path) -> Done:
    """A command one of whose standard files is closed, as a shell closes it: 0 as by `<&-`, 1 as by `>&-`."""
    words = [sys.executable, "-c", WITH_CLOSED, str(which), PROVISO, *shlex.split(line)]
    return subprocess.run(words, cwd=folder, env=EMPTY, capture_output=True, text=True, timeout=90)


CLOSED = "Standard input or output is closed, and this command needs it. Give it one.\n"


def test_a_closed_standard_input_is_said_where_it_is_needed(tmp_path: Path) -> None:
    done = closed("assess -", 0, tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", CLOSED)
    (tmp_path / "case.json").write_text(json.dumps({"facts": {}}))
    done = closed("assess --json case.json", 0, tmp_path)
    assert (done.returncode, bool(done.stdout)) == (0, True)
    assert "proviso assess: " not in done.stderr


def test_a_closed_standard_output_is_said(tmp_path: Path) -> None:
    done = closed("policy show", 1, tmp_path)
    assert (done.returncode, done.stderr) == (2, CLOSED)
    assert closed("policy show", 2, tmp_path).returncode == 0
    assert closed("assess none.json", 2, tmp_path).returncode == 2


def test_a_question_that_cannot_be_asked_is_said(tmp_path: Path) -> None:
    done = closed("force adopt consent-first", 0, tmp_path)
    assert (done.returncode, done.stderr) == (2, CLOSED)


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_an_answer_that_is_not_utf_8_is_said_and_not_taken(tmp_path: Path, locale: str) -> None:
    words = [PROVISO, "force", "adopt", "consent-first", *WHO]
    answer = b"the board agreed to it \xff today\n"
    done = subprocess.run(words, cwd=tmp_path, env=EMPTY | {"LC_ALL": locale}, input=answer, capture_output=True)
    says = f"What was typed is not text in UTF-8, so nothing was done. {SET_RIGHT}\n"
    assert (done.returncode, done.stderr.decode()) == (2, says)
