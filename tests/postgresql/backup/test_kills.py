"""A backup or a restore that is killed at any step, or whose programs are, leaves nothing that is taken for a whole
one."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from proviso.record import copies
from proviso.record.backends import filling
from proviso.record.verify import verify
from proviso.service.backup import making, postgresql_copying, postgresql_putting, restoring
from proviso.service.backup.manifest import CopyOf, NoBackup
from proviso.service.databases import pending
from tests.postgresql.backup.backed_up import Kept, holding
from tests.postgresql.backup.programs import instead
from tests.postgresql.roles import OWNER, empty, signed_in
from tests.record.disk import Databases

pytestmark = [pytest.mark.kills, pytest.mark.system]
NOTHING: dict[str, list[str]] = {"default": [], "keys": []}


Step = Callable[[], None]


def killed_at_step(step: int, prepare: Callable[[Step], None], work: Callable[[], object]) -> bool:
    """Fork, and kill the fork at the so-manyth of the steps that were prepared. False where it got through."""
    connections.close_all()
    if (child := os.fork()) == 0:
        done = [0]

        def count() -> None:
            done[0] += 1
            if done[0] == step:
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            prepare(count)
            work()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def test_a_backup_killed_at_any_step_is_none(kept: Kept) -> None:
    """A step: a program that is started; a file or a folder of the backup that is made, written to or given its
    name."""

    def each(count: Step) -> None:
        def heard(event: str, arguments: tuple[Any, ...]) -> None:
            written = event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR)
            ours = (written or event in {"os.rename", "os.mkdir"}) and str(kept.folder) in str(arguments[0])
            if ours or event == "subprocess.Popen":
                count()

        sys.addaudithook(heard)

    kept.made()  # everything is imported, and a whole one is there
    moments = [kept.now() for _ in range(60)]
    step = 1
    while killed_at_step(step, each, partial(kept.made, moments[step])):
        keys, record = (making.backups(kept.places.of(part), part) for part in (CopyOf.KEYS, CopyOf.RECORD))
        assert {one.name for one, _ in record} <= {one.name for one, _ in keys}, "a record without its keys"
        step += 1
    assert step > 12, "it was killed nowhere"
    made = kept.made()
    assert list(kept.folder.rglob("*.part")) == []
    assert kept.tried(made).report.whole


STEPS = (
    (shutil, "copyfileobj"),  # a database filled, and not told to keep it
    (filling, "count_anew"),
    (restoring, "verified"),
    (postgresql_copying, "given_out"),
)


def test_a_restore_killed_at_any_step_is_taken_for_none(kept: Kept, tmp_path: Path) -> None:
    """Before and after each of its steps."""

    def each(count: Step) -> None:
        for module, name in STEPS:
            real = getattr(module, name)

            def stepping(*given: Any, real: Callable[..., Any] = real, **named: Any) -> Any:
                count()
                done = real(*given, **named)
                count()
                return done

            setattr(module, name, stepping)

    made = kept.made()
    put = []
    for step in range(1, 100):
        to = empty(tmp_path / f"killed-{step}")
        was_killed = killed_at_step(step, each, partial(kept.restored, made, to))
        to.settled()
        there = holding(to)
        with signed_in(to, OWNER):
            assert (pending() == []) is ("django_migrations" in there["default"])
            if "django_migrations" in there["default"]:
                assert verify().whole, "it was not verified"
                assert copies.copied("wessmere")
                put.append(step)
        if there != NOTHING:
            with pytest.raises(NoBackup, match="is not empty"):
                kept.restored(made, to)
        to.removed()
        if not was_killed:
            break
    assert put == [step - 1, step], "it was in place before its last step, or never"
    assert step == 2 * (2 + 2 + 1 + 2) + 1


HALF = '"$REAL" "$@" | head -c 3000; kill -9 $$'


def test_a_dump_whose_program_is_killed_is_none(kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    instead(tmp_path, monkeypatch, "pg_dump", HALF)
    with pytest.raises(NoBackup, match=r"pg_dump was ended by signal 9, and nothing was kept\. Do it again"):
        kept.made()
    assert list(kept.folder.rglob("*Z")) == []


def test_half_of_a_dump_is_found_out_though_its_program_says_that_it_is_whole(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    instead(tmp_path, monkeypatch, "pg_dump", '"$REAL" "$@" | head -c 20000')
    with pytest.raises(NoBackup, match="pg_restore failed, and nothing was kept"):
        kept.made()
    assert list(kept.folder.rglob("*Z")) == []


@pytest.mark.parametrize(
    ("name", "does", "says"),
    [
        ("pg_restore", HALF, "pg_restore was ended by signal 9"),
        ("psql", 'head -c 3000 | "$REAL" "$@"; kill -9 $$', "psql was ended by signal 9"),
        ("psql", 'head -c 60000 | "$REAL" "$@"; kill -9 $$', "psql was ended by signal 9"),
    ],
)
def test_half_a_copy_is_put_nowhere(
    kept: Kept, new: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, does: str, says: str
) -> None:
    made = kept.made()
    with monkeypatch.context() as meanwhile:
        instead(tmp_path, meanwhile, name, does)
        with pytest.raises(NoBackup, match=says):
            kept.restored(made, new)
    new.settled()
    assert holding(new) == NOTHING
    assert kept.restored(made, new).report.whole


def test_of_a_pair_whose_second_half_fails_the_first_is_taken_away(
    kept: Kept, new: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, real = kept.made(), postgresql_putting.load

    def load(connection: Any, file: Path, *more: str) -> None:
        if file.name.startswith("record"):
            raise NoBackup("invented")
        real(connection, file, *more)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(postgresql_putting, "load", load)
        with pytest.raises(NoBackup, match="invented"):
            kept.restored(made, new)
    assert holding(new) == NOTHING
    assert kept.restored(made, new).report.whole


TRYING = """
import sys
from proviso.service.databases import set_up
set_up()
from proviso.service.backup.postgresql_trial import _server
with _server() as folder:
    print(folder, flush=True)
    sys.stdin.read()
"""


def test_a_server_for_trying_goes_with_whoever_made_it_by_whatever_death() -> None:
    with subprocess.Popen([sys.executable, "-c", TRYING], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as trying:
        assert trying.stdout
        folder = Path(trying.stdout.readline().decode().strip())
        assert folder.parent in {Path(tempfile.gettempdir()), Path("/tmp")}
        assert folder.stat().st_mode & 0o077 == 0
        server = int((folder / "data/postmaster.pid").read_text(encoding="ascii").split()[0])
        trying.kill()
    until = time.monotonic() + 30
    while folder.exists() or Path(f"/proc/{server}").exists():
        assert time.monotonic() < until, "it is still there"
        time.sleep(0.05)
