"""What stands in the way of a command is one sentence and status 2: never a traceback, and never 1 for a fault."""

import shlex
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from django.db import OperationalError

import proviso.cli.commands
from proviso.record.keys import KeyLost

from .prepared import run
from .processes import EMPTY, WHO, one_sentence
from .processes import run as run_by_itself

ROOT = "3:" + "a" * 64
FORCE = {"PROVISO_FORCE": "wessmere"}
LOGS = "reconcile calls.csv --when Start --to Dialled"
LOG = "Start,Dialled\n2020-11-22 03:00:00,01632 960190\n"
LOOK = "Look whose it is, where it lies, and whether the disk is full."

BY = shlex.join(WHO)
MISUSED = {
    "": "",
    "nothing": "proviso: No such command 'nothing'. Help: proviso --help\n",
    "record": "",
    "record mend": "proviso record: No such command 'mend'. Help: proviso record --help\n",
    "assess": "proviso assess: Missing argument 'FILE…'. Help: proviso assess --help\n",
    "assess nothing.json": "proviso assess: nothing.json: cannot be read: No such file or directory\n",
    "policy show --on 22/11/2026": (
        "proviso policy show: Invalid value for '--on': 22/11/2026 is no day as this reads one. Write the year, the "
        "month and the day: 2027-04-01. Help: proviso policy show --help\n"
    ),
    "record verify --mend": "proviso record verify: No such option: --mend. Help: proviso record verify --help\n",
    "record verify --was 430": (
        "proviso record verify: Invalid value for --was: 430 is no size and root. Give the number of entries, a colon, "
        "and the 64 figures after “root”. Help: proviso record verify --help\n"
    ),
    "demo --home /dev/null/demo": f"/dev/null/demo cannot be used: Not a directory. {LOOK}\n",
    "demo --port 0": (
        "proviso demo: Invalid value for '--port': Input should be greater than or equal to 1. "
        "Help: proviso demo --help\n"
    ),
    "force adopt consent-first": "A question was not answered, so nothing was done.\n",
}
"""Command lines that will not do, and what is said of them; nothing where the help is printed instead."""


@pytest.mark.parametrize(("line", "says"), MISUSED.items(), ids=MISUSED)
def test_a_command_line_that_will_not_do_is_refused_in_one_sentence(tmp_path: Path, line: str, says: str) -> None:
    done = run_by_itself(line.split(), tmp_path)
    assert (done.returncode, done.stderr) == (2, says)
    assert "Usage: proviso" in done.stdout or says
    assert list(tmp_path.iterdir()) == []


COMMANDS = (
    "record verify",
    f"record verify --was {ROOT}",
    "record guard",
    "migrate",
    "worklist rebuild",
    "force show",
    "add-force a A --staff-number A1 --administrator Yew --password a-heron-stood-here --by Yew --authority a-b-c",
    "worker --once",
    "serve",
    LOGS,
    "replies import calls.csv",
    "policy show --adopted",
)
"""Every command that looks at the service."""


@pytest.mark.parametrize("line", COMMANDS)
def test_a_service_that_is_not_there_is_said(tmp_path: Path, line: str) -> None:
    done = run(line.split(), tmp_path, **FORCE)
    assert done.returncode == 2, done
    assert one_sentence(done), done
    assert f"There is no {tmp_path}/var/" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A service with a force, and a log to hold against it."""
    made = tmp_path_factory.mktemp("refused") / "service"
    made.mkdir()
    (made / "calls.csv").write_text(LOG)
    run(["check", "--make-secrets"], made, **FORCE)
    assert run(["migrate"], made, **FORCE).returncode == 0
    words = ["add-force", "wessmere", "Wessmere Police", "--staff-number", "A1", "--administrator", "Mx Imaginary Yew"]
    assert run([*words, "--password", "a heron stood in the mill race", *WHO], made, **FORCE).returncode == 0
    return made


@pytest.fixture
def spoilt(service: Path, tmp_path: Path) -> Path:
    """A copy of that service, to be spoilt."""
    return shutil.copytree(service, tmp_path / "spoilt")


def garbage(home: Path) -> None:
    """Both databases are something else."""
    for name in ("proviso.sqlite3", "keys.sqlite3"):
        (home / name).write_bytes(b"no database " * 1_000)


def cut_off(home: Path) -> None:
    """The copying of the database stopped half way."""
    path = home / "proviso.sqlite3"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def emptied(home: Path) -> None:
    """The database is empty, as `touch` makes it."""
    (home / "proviso.sqlite3").write_bytes(b"")


@pytest.mark.parametrize("spoil", [garbage, cut_off, emptied])
def test_a_database_that_cannot_be_used_is_said_by_every_command(spoilt: Path, spoil: Callable[[Path], None]) -> None:
    spoil(spoilt / "var")
    for line in COMMANDS if spoil is garbage else ("record verify", "force show"):
        if line == "worker --once":
            continue  # without a mail server it looks at no database, and says that
        done = run(shlex.split(line), spoilt, **FORCE)
        assert done.returncode == 2, done
        assert one_sentence(done), done
    looked = run(["check"], spoilt, **FORCE)
    assert (looked.returncode, looked.stderr) == (1, "")
    assert "things are to be mended." in looked.stdout


def short(path: Path) -> None:
    path.write_bytes(b"short")


def no_text(path: Path) -> None:
    path.write_bytes(b"\xff" * 64)


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("name", "spoil", "line", "says"),
    [
        (
            "key-encryption-key",
            short,
            f"force add-unit east Eastfen {BY}",
            "is 5 bytes, not 32. Look at the keys with:",
        ),
        ("key-encryption-key", a_folder, "record verify", "key-encryption-key cannot be read: Is a directory."),
        ("secret-key", no_text, "serve", "secret-key holds no text that could sign a session. Restore it;"),
        ("secret-key", a_folder, "force show", "secret-key holds no text that could sign a session."),
        ("proviso.sqlite3", a_folder, "record verify", "There is no "),
        ("proviso.sqlite3", a_folder, "migrate", "The databases could not be used: it cannot be opened"),
    ],
)
def test_a_file_of_the_service_that_cannot_be_used_is_named(
    spoilt: Path, name: str, spoil: Callable[[Path], None], line: str, says: str
) -> None:
    spoil(spoilt / "var" / name)
    done = run(shlex.split(line), spoilt, **FORCE)
    assert done.returncode == 2, done
    assert one_sentence(done), done
    assert says in done.stderr


def test_secrets_that_will_not_do_are_named_by_the_check(spoilt: Path) -> None:
    no_text(spoilt / "var/secret-key")
    a_folder(spoilt / "var/key-encryption-key")
    looked = run(["check"], spoilt, **FORCE)
    assert (looked.returncode, looked.stderr) == (1, "")
    assert "First make or mend the secrets, as said above." in looked.stdout


def test_a_home_that_is_a_file_is_said_when_secrets_are_made(tmp_path: Path) -> None:
    (tmp_path / "var").touch()
    done = run(["check", "--make-secrets"], tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"{tmp_path}/var cannot be used: File exists. {LOOK}\n"


def test_a_database_that_is_not_there_is_not_made_by_looking(tmp_path: Path) -> None:
    made = run(["check", "--make-secrets"], tmp_path)
    assert made.returncode == 1
    assert {path.name for path in (tmp_path / "var").iterdir()} == {"secret-key", "key-encryption-key", "lookup-key"}


def test_bad_lines_that_cannot_be_written_down_are_said(spoilt: Path) -> None:
    many = "".join(f"2020-11-22 03:00:00,1\nnonsense {number},1\n" for number in range(2_100))
    (spoilt / "calls.csv").write_text(f"Start,Dialled\n{many}")
    done = run([*LOGS.split(), "--bad-lines", "."], spoilt, **FORCE)
    assert done.returncode == 2, done
    assert one_sentence(done), done


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (
            OperationalError("database is locked"),
            "The databases could not be used: database is locked. Look at them with",
        ),
        (KeyLost("the key of PV-0000-0000 is missing"), "The key of PV-0000-0000 is missing. Look at the keys with:"),
        (PermissionError(13, "Permission denied", "/srv/x"), "/srv/x cannot be used: Permission denied. Look whose it"),
        (
            ZeroDivisionError("canary"),
            "This is a fault of Proviso that nobody foresaw (ZeroDivisionError at cli/__init__.py, line ",
        ),
        (UnicodeDecodeError("utf-8", b"canary", 0, 1, "canary"), "This is a fault of Proviso that nobody foresaw"),
    ],
    ids=lambda given: type(given).__name__,
)
def test_whatever_happens_is_one_sentence_and_status_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], fault: Exception, says: str
) -> None:
    def broken(*, standalone_mode: bool) -> None:
        raise fault

    monkeypatch.setattr(proviso.cli.commands, "together", lambda: broken)
    with pytest.raises(SystemExit) as ended:
        proviso.cli.main()
    said = capsys.readouterr()
    assert (ended.value.code, said.out, len(said.err.splitlines())) == (2, "", 1)
    assert said.err.startswith(says)
    assert "canary" not in said.err


def test_ctrl_c_while_the_libraries_are_read_is_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "typer.py").write_text("raise KeyboardInterrupt\n")
    done = run_by_itself(["check"], tmp_path, PYTHONPATH=str(tmp_path))
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


@pytest.mark.parametrize(("stop", "status"), [(KeyboardInterrupt(), 130), (SystemExit(1), 2), (SystemExit(0), 0)])
def test_being_stopped_is_no_finding(monkeypatch: pytest.MonkeyPatch, stop: BaseException, status: int) -> None:
    def broken(*, standalone_mode: bool) -> None:
        raise stop

    monkeypatch.setattr(proviso.cli.commands, "together", lambda: broken)
    with pytest.raises(SystemExit) as ended:
        proviso.cli.main()
    assert ended.value.code == status


def test_a_record_that_is_not_whole_is_still_a_finding(spoilt: Path) -> None:
    with closing(sqlite3.connect(spoilt / "var/proviso.sqlite3")) as database, database:
        database.execute("DROP TRIGGER record_leaf_never_deleted")
    done = run(["record", "verify"], spoilt, **FORCE)
    assert (done.returncode, done.stderr) == (1, "")
    assert "The record is NOT whole: 1 fault, named above." in done.stdout


def test_a_process_that_serves_reads_no_command() -> None:
    """Each begins by reading the script that started the service, and so the module of `main`."""
    asked = "import sys, proviso.cli; print({'typer', 'rich', 'proviso.policy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", asked], env=EMPTY, capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
