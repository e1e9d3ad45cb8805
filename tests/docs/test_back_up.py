"""“Back up, and restore”, followed to the letter: twice in a row while people work, and where something fails."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.cli.processes import EMPTY, free_port, started, stopped

from .test_how_to import Machine, blocks, deployed

BACK_UP, RESTORE, LOOK = blocks("back-up.md")
KEPT = re.compile(r"^wessmere: ([\d,]+) entries, .*root (\w{64})$", re.MULTILINE)
WRITE = """
import itertools
from proviso.service.databases import set_up
set_up()
from proviso.accounts import force_changes as changes
from proviso.accounts.models import Force
from proviso.casework import clock
from proviso.accounts.at_prompt import AtPrompt
force = Force.objects.get(code="wessmere")
who = AtPrompt("Mx Imaginary Yew, systems", "Change request 12, approved")
for number in itertools.count():
    changes.add_unit(force, f"unit-{number}", f"Invented unit {number}", by=who, now=clock.now())
    print(number, flush=True)
"""
"""Writes entries for as long as it lives, as people at work do."""

pytestmark = pytest.mark.system

LONG_AGO = time.time() - 9 * 86_400


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """A machine on which "Deploy it on one machine" was followed."""
    return deployed(tmp_path_factory.mktemp("backed-up"))


@contextmanager
def people_at_work(machine: Machine) -> Iterator[None]:
    """The service, and somebody who writes entries all the while."""
    words = [sys.executable, "-c", WRITE]
    port = free_port()
    with started(["serve", "--workers", "1"], machine.folder, port, PROVISO_HTTPS="false") as service:
        writer = subprocess.Popen(words, cwd=machine.folder, env=EMPTY, stdout=subprocess.PIPE, text=True)
        try:
            assert writer.stdout
            assert writer.stdout.readline() == "0\n"
            yield
            assert writer.poll() is None
        finally:
            writer.kill()
            writer.communicate()
        assert stopped(service, signal.SIGTERM).returncode == 0


def copies(machine: Machine) -> dict[str, list[Path]]:
    """The copies of the record and of the keys, oldest first."""
    return {kept: sorted((machine.folder / "backup" / kept).glob("*.sqlite3")) for kept in ("record", "keys")}


def an_old_copy(machine: Machine, kept: str) -> Path:
    """A copy that was made nine days ago."""
    path = machine.folder / "backup" / kept / "2026-01-01T030000.sqlite3"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("nine days old")
    os.utime(path, (LONG_AGO, LONG_AGO))
    return path


def test_it_is_done_twice_in_a_row_while_people_work_and_restored(machine: Machine) -> None:
    with people_at_work(machine):
        first, second = machine.shell(BACK_UP), machine.shell(BACK_UP)
    for done in (first, second):
        assert (done.returncode, done.stderr) == (0, ""), done
        assert done.stdout.endswith("The record is whole.\n")
    sizes = [int(KEPT.findall(done.stdout)[0][0].replace(",", "")) for done in (first, second)]
    assert sizes[0] < sizes[1], "nothing was written meanwhile"
    made = copies(machine)
    assert [path.name for path in made["record"]] == [path.name for path in made["keys"]]
    assert len(made["record"]) == 2
    assert all(path.stat().st_mode & 0o077 == 0 for pair in made.values() for path in pair)
    restored_from(machine, second.stdout)


def restored_from(machine: Machine, printed: str) -> None:
    """Follow "Restore": the record is the one of the newest backup, and the files that were there are put aside."""
    there = {path.name for path in (machine.folder / "data").glob("*.sqlite3*")}
    done = machine.shell(RESTORE)
    assert (done.returncode, done.stderr) == (0, ""), done
    (aside,) = (machine.folder / "data").glob("aside-*")
    assert {path.name for path in aside.iterdir()} == there
    looked = machine.shell(f"set -e\n{LOOK}")
    assert looked.returncode == 0, looked
    assert printed in looked.stdout
    size, root = KEPT.findall(printed)[0]
    held = machine.run(f".venv/bin/proviso record verify --log wessmere --was {size}:{root}")
    assert (held.returncode, f"It still begins with the {size} entries" in held.stdout) == (0, True)


def test_an_old_copy_of_the_keys_goes_once_a_new_one_is_whole(machine: Machine) -> None:
    record, keys = an_old_copy(machine, "record"), an_old_copy(machine, "keys")
    assert machine.shell(BACK_UP).returncode == 0
    assert (record.exists(), keys.exists()) == (True, False)
    record.unlink()


def no_database(path: Path) -> None:
    path.write_bytes(b"no database " * 1_000)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("name", ["proviso.sqlite3", "keys.sqlite3"])
@pytest.mark.parametrize("spoil", [Path.unlink, no_database, emptied], ids=["gone", "no database", "empty"])
def test_nothing_is_deleted_where_a_backup_fails(machine: Machine, name: str, spoil: Callable[[Path], None]) -> None:
    old = [an_old_copy(machine, kept) for kept in ("record", "keys")]
    before = [path for pair in copies(machine).values() for path in pair]
    path = machine.folder / "data" / name
    aside = path.rename(path.with_name("for-later"))
    path.write_bytes(aside.read_bytes())
    spoil(path)
    done = machine.shell(BACK_UP)
    path.unlink(missing_ok=True)
    aside.rename(path)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert [path for pair in copies(machine).values() for path in pair] == before
    for one in old:
        one.unlink()


def test_a_record_that_is_not_whole_is_copied_and_costs_no_older_copy(machine: Machine) -> None:
    old, many = an_old_copy(machine, "keys"), len(copies(machine)["record"])
    with closing(sqlite3.connect(machine.folder / "data/proviso.sqlite3")) as database:
        found = database.execute("SELECT sql FROM sqlite_master WHERE name = 'record_leaf_never_deleted'")
        (statement,) = found.fetchone()
        database.execute("DROP TRIGGER record_leaf_never_deleted")
        done = machine.shell(BACK_UP)
        database.execute(statement)
    assert (done.returncode, "The record is NOT whole" in done.stdout) == (1, True)
    assert (old.exists(), len(copies(machine)["record"])) == (True, many + 1)
    old.unlink()


def test_a_disk_that_takes_nothing_more_costs_no_older_copy(machine: Machine) -> None:
    old = an_old_copy(machine, "keys")
    done = machine.shell(f"ulimit -f 8\n{BACK_UP}")
    assert done.returncode != 0
    assert old.exists()
    assert machine.shell(BACK_UP).returncode == 0
    assert not old.exists()
