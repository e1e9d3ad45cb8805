"""Each command and option of the reference, run as a process of its own, from an environment that is empty."""

import json
import re
import shlex
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest

from .demonstrated import demonstrated
from .processes import (
    EMPTY,
    OF_THE_DEMONSTRATION,
    PROVISO,
    free_port,
    run,
    started,
    stopped,
)
from .rows import LINES, ROWS, SERVE, SERVE_AND_SEND, WORKER, WORKER_ONCE, Row

DOCS = Path(__file__).resolve().parents[2] / "docs"
REFERENCE, RECONCILE = DOCS / "reference/commands.md", DOCS / "how-to/reconcile.md"
FACTS = {"role": "victim", "suspected": True, "informed_before": "no"}
OF_MAIL = {
    "PROVISO_EMAIL__HOST": "127.0.0.1",
    "PROVISO_EMAIL__PORT": "1",
    "PROVISO_EMAIL__SENDER": "disclosure@wessmere.example",
    "PROVISO_EMAIL__CA_FILE": "var/demo/stand-in/mail-server.pem",
    "PROVISO_EMAIL__SIGNING_CERTIFICATE_FILE": "var/demo/stand-in/force.pem",
    "PROVISO_EMAIL__SIGNING_KEY_FILE": "var/demo/stand-in/force.key",
}
"""Settings of a mail server that takes nothing: what waits goes on waiting."""


def message(case: str, number: int = 0) -> str:
    return f"From: desk@unit.example\nSubject: Re: {case}\nMessage-ID: <{number}@unit.example>\n\nReceived.\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demonstration that `proviso demo` made, and files to give to commands."""
    made = demonstrated(tmp_path_factory)
    (made / "case.json").write_text(json.dumps({"facts": FACTS}))
    (made / "people.csv").write_text("Ref,Sex\nXX/1/26,Female\n")
    (made / "staff.csv").write_text("staff_number;name;role;unit\nN150;PC Notional Ash;Officer;Northmarsh response\n")
    (made / "calls.csv").write_text("Start,Extension,Dialled,Seconds\n2020-11-22 03:00:00,4021,01632 960190,9\n")
    (made / "mail.csv").write_text("Date;Time;From;To\n2020-11-22;03:00:00;a@wessmere.example;b@nowhere.example\n")
    (made / "report.csv").write_text(f"Calls of November\n{(made / 'calls.csv').read_text()}")
    (made / "bare.csv").write_text("22/11/2020 03:00,4021,01632 960190,9\nyesterday,4021,01632 960190,9\n")
    (made / "inbox.mbox").write_text("From desk@unit.example Sun Nov 22 02:00:00 2026\n" + message("PV-0000-0000"))
    for number in (1, 2):
        (made / f"reply-{number}.eml").write_text(message(a_shared_case(made), number))
    (made / "proviso.toml").write_text(
        re.findall(r"```toml\n(.*?)```", RECONCILE.read_text(encoding="utf-8"), re.DOTALL)[0]
    )
    return made


def a_shared_case(made: Path) -> str:
    with closing(sqlite3.connect(made / "var/demo/proviso.sqlite3")) as database:
        found = database.execute("SELECT min(reference) FROM casework_case WHERE stage = 'shared'").fetchone()
    return str(found[0])


@pytest.fixture(scope="module")
def kept(folder: Path) -> str:
    """The size and root of the record, as somebody would have written them down before the rest."""
    done = run(["record", "verify", "--log", "wessmere"], folder, **OF_THE_DEMONSTRATION)
    found = re.fullmatch(r"wessmere: ([\d,]+) entries, .*root (\w{64})\nThe record is whole\.\n", done.stdout)
    assert found, done
    return f"{found[1]}:{found[2]}"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.line[:60])
def test_a_command_ends_as_the_reference_says(folder: Path, kept: str, row: Row) -> None:
    done = run(shlex.split(row.line.replace("KEPT", kept)), folder, typed=row.typed, **OF_THE_DEMONSTRATION)
    assert done.returncode == row.status, done
    assert "Traceback" not in done.stderr
    assert row.says in done.stdout + done.stderr
    assert bool(done.stdout + done.stderr) == bool(row.says)


@pytest.mark.parametrize(("line", "how"), [(SERVE, signal.SIGTERM), (SERVE_AND_SEND, signal.SIGINT)])
def test_it_serves_until_told_to_stop(folder: Path, line: str, how: signal.Signals) -> None:
    port = free_port()
    with started(line.split(), folder, port, **OF_THE_DEMONSTRATION, **OF_MAIL) as process:
        done = stopped(process, how)
    assert done.returncode == 0, done.stderr
    assert (done.stdout, done.stderr) == ("", f"Serving at http://127.0.0.1:{port}/\n")


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_works_until_told_to_stop(folder: Path, how: signal.Signals) -> None:
    environment = EMPTY | OF_THE_DEMONSTRATION | OF_MAIL
    process = subprocess.Popen(
        [PROVISO, WORKER], cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        until = time.monotonic() + 60
        while not listens(process.pid) and time.monotonic() < until:
            time.sleep(0.05)
        done = stopped(process, how)
    finally:
        process.kill()
        process.wait()
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def listens(pid: int) -> bool:
    """Whether a process has said what it does when it is told to stop; Python itself does so for Ctrl-C alone."""
    caught = re.findall(r"^SigCgt:\t(\w+)$", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)
    both = 1 << (signal.SIGTERM - 1) | 1 << (signal.SIGINT - 1)
    return bool(caught) and int(caught[0], 16) & both == both


def test_a_worker_does_what_there_is_to_do_and_ends(folder: Path) -> None:
    done = run(WORKER_ONCE.split(), folder, **OF_THE_DEMONSTRATION, **OF_MAIL)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def documented() -> dict[str, set[str]]:
    """The options of each command, as the reference has them."""
    found: dict[str, set[str]] = {}
    for part in REFERENCE.read_text(encoding="utf-8").split("\n## ")[1:]:
        command = part.split("`")[1].removeprefix("proviso ")
        cells = re.findall(r"^\| (.*?) \| ", part, re.MULTILINE)
        found[command] = {option for cell in cells for option in re.findall(r"`(--[\w-]+)`", cell)}
    return found


def lacking(lines: list[str]) -> set[str]:
    """What the reference documents and none of these command lines has."""
    wanted = {command: {"", *options} for command, options in documented().items()}
    for line in lines:
        words = shlex.split(line)
        command = next(" ".join(words[:many]) for many in (2, 1) if " ".join(words[:many]) in wanted)
        wanted[command] -= {"", *words}
    return {f"{command} {option}".strip() for command, options in wanted.items() for option in options}


def test_every_command_and_option_of_the_reference_is_run() -> None:
    assert lacking(list(LINES)) == set()


def test_a_command_or_an_option_that_no_row_runs_is_found() -> None:
    lines = [line for line in LINES if "--zone" not in line and "guard" not in line]
    assert {"record guard", "reconcile --zone"} <= lacking(lines)
