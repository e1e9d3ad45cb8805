"""Commands forked from a process that has read the libraries already: half the processor time of a process of its own.

For tests of what a command does to a service, of which there are hundreds. How a command starts is tested by processes
of a stranger (`processes.run`): each command and option once, and what it refuses. What is read beforehand knows no
setting: Django is set up by the command, in its own folder and environment.
"""

import gc
import importlib
import json
import os
import socket
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from threading import Lock

from tests.cli.processes import EMPTY, PROVISO, Done

BEFOREHAND = (
    "proviso.cli.commands",
    "proviso.service.server",
    "proviso.accounts.at_prompt",
    "proviso.accounts.certificates",
    "proviso.casework.acts.why_not",
    "proviso.casework.reading.counted_case",
    "proviso.casework.worklist",
    "proviso.disclosure.message",
    "proviso.disclosure.message_files",
    "proviso.disclosure.reading",
    "proviso.notices.written",
    "proviso.oversight.telephone_numbers",
    "proviso.typesetting.typeset",
    "django.core.checks",
    "django.contrib.auth.hashers",
    "django.db.backends.sqlite3.base",
    "django.forms",
    "django.template.backends.jinja2",
    "django.views.debug",
    "jinja2.ext",
    "rich.progress",
)
ROOT = Path(__file__).resolve().parents[2]
WITHIN = 90
LARGEST = 1 << 16
one_at_a_time = Lock()
forking: list[subprocess.Popen[bytes]] = []


def run(words: list[str], folder: Path, *, typed: str = "", **environment: str) -> Done:
    """One command, done in a folder, as `processes.run` does it."""
    wanted = json.dumps({"words": words, "folder": str(folder), "environment": EMPTY | environment}).encode()
    with TemporaryFile() as given, TemporaryFile() as said, TemporaryFile() as complained:
        given.write(typed.encode())
        given.seek(0)
        with one_at_a_time:
            asked = _prepared()
            socket.send_fds(asked, [wanted], [one.fileno() for one in (given, said, complained)])
            status = int(asked.recv(LARGEST))
        told = [_all_of(one.fileno()) for one in (said, complained)]
    return subprocess.CompletedProcess([PROVISO, *words], status, *told)


def _all_of(file: int) -> str:
    return os.pread(file, os.fstat(file).st_size, 0).decode()


@cache
def _prepared() -> socket.socket:
    """What forks them: one for all tests of this process, gone with it."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    ours.settimeout(WITHIN)
    command = [sys.executable, "-m", "tests.cli.prepared", str(theirs.fileno())]
    forking.append(subprocess.Popen(command, cwd=ROOT, env=EMPTY, pass_fds=[theirs.fileno()]))
    theirs.close()
    return ours


def fork_for(asked: socket.socket) -> None:
    """Do each command that is asked for in a fork of this process, and answer with its status; return in the fork."""
    for module in BEFOREHAND:
        importlib.import_module(module)
    importlib.import_module("proviso.cli.commands").together()
    gc.freeze()
    while True:
        wanted, files, _, _ = socket.recv_fds(asked, LARGEST, 3)
        if not wanted:
            os._exit(0)
        if (command := os.fork()) == 0:
            asked.close()
            become(json.loads(wanted), files)
            return
        for file in files:
            os.close(file)
        asked.send(str(os.waitstatus_to_exitcode(os.waitpid(command, 0)[1])).encode())


def become(wanted: dict[str, object], files: list[int]) -> None:
    """Be the command: its words, its folder, its environment, and what it reads from and writes to."""
    for place, file in enumerate(files):
        os.dup2(file, place)
        os.close(file)
    os.chdir(str(wanted["folder"]))
    os.environ.clear()
    os.environ.update(wanted["environment"])  # type: ignore[call-overload]
    sys.argv = [PROVISO, *wanted["words"]]  # type: ignore[misc]


if __name__ == "__main__":
    fork_for(socket.socket(fileno=int(sys.argv[1])))
    from proviso.cli import main

    main()
