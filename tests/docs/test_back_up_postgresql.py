"""“Back up, and restore” on PostgreSQL, followed to the letter while people work: the restore drill of every gate."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgresql.cluster import OWNER, Cluster, programs, shared
from tests.postgresql.copies import Copies, named_as_in_the_documents

from . import test_back_up as document
from .test_back_up import KEPT, people_at_work
from .test_how_to import Machine, blocks, lines
from .test_move import TO_THE_SERVER

pytestmark = pytest.mark.system
MIGRATED = blocks("postgresql.md")[1]
NAMES = ("wessmere", "wessmere_keys")


class OnServer(Machine):
    """A machine whose service keeps its databases on a server; its paths and hosts are those of the test."""

    def __init__(self, folder: Path, server: Cluster) -> None:
        super().__init__(folder)
        self.server = server

    def here(self, text: str) -> str:
        return TO_THE_SERVER.sub(rf"\1\2?host={self.server.folder}", super().here(text))

    def as_administrator(self, block: str) -> None:
        """What the administrator of the server does."""
        environment = {"PGHOST": str(self.server.folder), "PGUSER": OWNER, "PATH": f"{programs()}:/usr/bin:/bin"}
        done = subprocess.run(["sh", "-c", block], env=environment, capture_output=True, text=True, timeout=60)
        assert (done.returncode, done.stderr) == (0, ""), done

    def well(self, block: str) -> str:
        """What a block prints, once it has succeeded."""
        done = self.shell(f"set -e\n{block}")
        assert (done.returncode, "Traceback" in done.stderr) == (0, False), done
        return done.stdout


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OnServer]:
    """A machine on which "Deploy it on one machine" was followed, and "Keep it in PostgreSQL"."""
    with named_as_in_the_documents():
        for role in ("wessmere_owner", "wessmere"):
            Copies.role(role)
        for name in NAMES:
            Copies.make(name, owner="wessmere_owner")
        made = OnServer(tmp_path_factory.mktemp("on-server"), shared())
        made.install()
        urls = zip(("database_url", "keys_database_url"), NAMES, strict=True)
        settings = "".join(f'{name} = "{made.server.url(database, "wessmere")}"\n' for name, database in urls)
        (made.folder / "proviso.toml").write_text(settings + made.here(blocks("deploy.md", "toml")[0]))
        secrets, _migrate, force, *_ = lines("deploy.md")
        made.run(secrets)
        made.well(MIGRATED)
        assert made.run(force).returncode == 0
        yield made
        Copies.wait_until_left(list(NAMES))
        with_aside = "SELECT datname FROM pg_database WHERE datname LIKE 'wessmere%'"
        words = [
            str(programs() / "psql"),
            "-h",
            str(made.server.folder),
            "-U",
            OWNER,
            "-d",
            "postgres",
            "-Atc",
            with_aside,
        ]
        for name in subprocess.run(words, capture_output=True, text=True, check=True).stdout.split():
            Copies.drop(name)
        Copies.run('DROP ROLE "wessmere"', 'DROP ROLE "wessmere_owner"')


def test_a_backup_is_made_and_tried_while_people_work_and_put_back(machine: OnServer) -> None:
    with people_at_work(machine):
        sizes = []
        for _ in range(2):
            printed = machine.well(document.BACK_UP)
            assert "The record is whole.\n" in printed
            size, root = KEPT.findall(printed)[0]
            sizes.append(int(size.replace(",", "")))
        assert sizes[0] < sizes[1], "nothing was written meanwhile"
        assert f"wessmere: {size} entries; root {root}\n" in machine.well(document.TRY)
        refused = machine.shell(document.ON_SERVER)
        assert (refused.returncode, "is not empty: it holds " in refused.stderr) == (2, True), refused
    machine.as_administrator(document.ASIDE)
    assert f"wessmere: {size} entries; root {root}\n" in machine.well(document.ON_SERVER)
    refused = machine.run(".venv/bin/proviso serve")
    assert (refused.returncode, "The record of wessmere is a copy, made at " in refused.stderr) == (2, True), refused
    added = machine.run('.venv/bin/proviso force add-unit after "After the copy"')
    assert (added.returncode, "so nothing is recorded" in added.stderr) == (2, True), added
    confirmed = machine.run(document.CONFIRM.strip())
    assert (confirmed.returncode, "this is the record from now on" in confirmed.stdout) == (0, True), confirmed
    checked = machine.run(".venv/bin/proviso check").stdout
    assert "may do too much" not in checked
    assert "may not do what it needs" not in checked
    assert "is a copy" not in checked
    with people_at_work(machine, first=1_000_000):
        machine.well(document.BACK_UP)
    held = machine.run(f".venv/bin/proviso record verify --log wessmere --was {size}:{root}".replace(",", ""))
    assert (held.returncode, f"It still begins with the {size} entries" in held.stdout) == (0, True), held


def test_what_was_recovered_by_other_means_is_marked_and_refused_until_confirmed(machine: OnServer) -> None:
    machine.as_administrator(document.MARK)
    machine.as_administrator(document.MARK)
    refused = machine.run(".venv/bin/proviso serve")
    assert (refused.returncode, "The record of wessmere is a copy, made at " in refused.stderr) == (2, True), refused
    assert machine.run(document.CONFIRM.strip()).returncode == 0
    assert machine.run('.venv/bin/proviso force add-unit later "Later"').returncode == 0


def test_a_disk_that_takes_nothing_more_gives_no_backup_and_costs_none(machine: OnServer) -> None:
    before = sorted((machine.folder / "backup").glob("*/*Z"))
    done = machine.shell(f"export PYTHONDONTWRITEBYTECODE=1\nulimit -f 8\n{document.BACK_UP}")
    assert (done.returncode, "Traceback" in done.stderr) == (2, False), done
    assert "pg_dump was ended by signal 25, and nothing was kept." in done.stderr
    assert sorted((machine.folder / "backup").glob("*/*Z")) == before
