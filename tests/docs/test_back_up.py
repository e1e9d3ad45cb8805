"""“Back up, and restore”, followed to the letter while people work: the restore drill of every gate."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from textwrap import dedent

import pytest

from tests.cli.processes import EMPTY, free_port, started, stopped

from .test_how_to import Machine, blocks, deployed

FOLLOWED = tuple(dedent(one) for one in blocks("../operate/backup.md"))
BACK_UP, TRY, RESTORE, CONFIRM, LOOK, ASIDE, ON_SERVER, MARK = FOLLOWED
KEPT = re.compile(r"^wessmere: ([\d,]+) entries, .*root (\w{64})$", re.MULTILINE)
WRITE = """
import itertools
import sys
from proviso.service.databases import set_up
set_up()
from proviso.accounts import force_changes as changes
from proviso.accounts.models import Force
from proviso.casework import clock
from proviso.accounts.at_prompt import AtPrompt
force = Force.objects.get(code="wessmere")
who = AtPrompt("Mx Imaginary Yew, systems", "Change request 12, approved")
for number in itertools.count(int(sys.argv[1])):
    changes.add_unit(force, f"unit-{number}", f"Invented unit {number}", by=who, now=clock.now())
    print(number, flush=True)
"""
"""Writes entries for as long as it lives, as people at work do."""

pytestmark = pytest.mark.system


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """A machine on which "Deploy it on one machine" was followed."""
    return deployed(tmp_path_factory)


@contextmanager
def people_at_work(machine: Machine, first: int = 0) -> Iterator[None]:
    """The service, and somebody who writes entries all the while, each with a number of its own from the first on."""
    words = [sys.executable, "-c", WRITE, str(first)]
    port = free_port()
    with started(["serve", "--workers", "1"], machine.folder, port, PROVISO_HTTPS="false") as service:
        writer = subprocess.Popen(words, cwd=machine.folder, env=EMPTY, stdout=subprocess.PIPE, text=True)
        try:
            assert writer.stdout
            assert writer.stdout.readline() == f"{first}\n"
            yield
            assert writer.poll() is None
        finally:
            writer.kill()
            writer.communicate()
        assert stopped(service, signal.SIGTERM).returncode == 0


def well(machine: Machine, block: str) -> str:
    """What a block of the document prints, once it has succeeded in a shell that stops at the first failure."""
    done = machine.shell(f"set -e\n{block}")
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done
    return done.stdout


def test_a_backup_is_made_tried_and_put_back_while_people_work(machine: Machine) -> None:
    with people_at_work(machine):
        sizes = []
        for _ in range(2):
            printed = well(machine, BACK_UP)
            assert "The record is whole.\n" in printed
            size, root = KEPT.findall(printed)[0]
            sizes.append(int(size.replace(",", "")))
        assert sizes[0] < sizes[1], "nothing was written meanwhile"
        tried = well(machine, TRY)
        assert f"wessmere: {size} entries; root {root}\n" in tried
        refused = machine.shell(RESTORE)
        assert (refused.returncode, "The service is running on these databases" in refused.stderr) == (2, True), refused
        for aside in (machine.folder / "data").glob("aside-*"):
            for one in aside.iterdir():
                one.rename(machine.folder / "data" / one.name)
            aside.rmdir()


def test_what_was_put_back_is_the_record_once_somebody_says_so(machine: Machine) -> None:
    printed = well(machine, BACK_UP)
    there = {path.name for path in (machine.folder / "data").glob("*.sqlite3*") if path.suffix != ".in-use"}
    well(machine, RESTORE)
    (aside,) = (machine.folder / "data").glob("aside-*")
    assert {path.name for path in aside.iterdir()} == there
    refused = machine.run(".venv/bin/proviso serve")
    assert (refused.returncode, "The record of wessmere is a copy, made at " in refused.stderr) == (2, True), refused
    checked = machine.run(".venv/bin/proviso check")
    assert (checked.returncode, "wrong The record of wessmere is a copy, " in " ".join(checked.stdout.split())) == (
        1,
        True,
    )
    confirmed = machine.run(CONFIRM.strip())
    assert (confirmed.returncode, "this is the record from now on" in confirmed.stdout) == (0, True), confirmed
    assert "Everything is as it should be." in well(machine, LOOK)
    size, root = KEPT.findall(printed)[0]
    held = machine.run(f".venv/bin/proviso record verify --log wessmere --was {size}:{root}")
    assert (held.returncode, f"It still begins with the {size} entries" in held.stdout) == (0, True)


def test_a_disk_that_takes_nothing_more_gives_no_backup_and_costs_none(machine: Machine) -> None:
    before = sorted((machine.folder / "backup").glob("*/*Z"))
    done = machine.shell(f"export PYTHONDONTWRITEBYTECODE=1\nulimit -f 8\n{BACK_UP}")
    assert (done.returncode, "Traceback" in done.stderr) == (2, False), done
    assert sorted((machine.folder / "backup").glob("*/*Z")) == before


def test_who_was_erased_since_is_erased_again_as_the_page_says(machine: Machine) -> None:
    (erase,) = blocks("../operate/backup.md", "python")
    words = [sys.executable, "-c", erase]
    done = subprocess.run(words, cwd=machine.folder, env=EMPTY, capture_output=True, text=True, check=False)
    assert "NothingToErase: PV-0000-0000 has nothing that can be erased" in done.stderr
