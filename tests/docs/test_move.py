"""“Move a service from SQLite to PostgreSQL”, followed to the letter from a service in files."""

import re
from collections.abc import Iterator
from textwrap import dedent

import pytest

from tests.postgresql.cluster import Cluster, shared
from tests.postgresql.copies import Copies, named_as_in_the_documents

from .test_how_to import Machine, blocks, deployed

MOVE, GO_ON = FOLLOWED = tuple(dedent(one) for one in blocks("../operate/move.md"))
LOOK = re.compile(r"^wessmere: ([\d,]+) entries, .*root (\w{64})$", re.MULTILINE)
TO_THE_SERVER = re.compile(r"(postgresql://\w+@)db\d\.example(/\w+)")

pytestmark = pytest.mark.system


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """A machine on which "Deploy it on one machine" was followed."""
    return deployed(tmp_path_factory)


@pytest.fixture
def server() -> Iterator[Cluster]:
    """A server with the two databases and roles of "Keep it in PostgreSQL", empty."""
    with named_as_in_the_documents():
        for role in ("wessmere_owner", "wessmere"):
            Copies.role(role)
        for name in ("wessmere", "wessmere_keys"):
            Copies.make(name, owner="wessmere_owner")
        yield shared()
        for name in ("wessmere", "wessmere_keys"):
            Copies.drop(name)
        Copies.run('DROP ROLE "wessmere"', 'DROP ROLE "wessmere_owner"')


def well(machine: Machine, server: Cluster, block: str) -> str:
    """What a block prints, its hosts those of the test's server, once it has succeeded."""
    done = machine.shell(TO_THE_SERVER.sub(rf"\1\2?host={server.folder}", block))
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done
    return done.stdout


def test_a_service_in_files_goes_on_in_postgresql(machine: Machine, server: Cluster) -> None:
    kept = LOOK.findall(machine.run(".venv/bin/proviso record verify").stdout)
    said = well(machine, server, MOVE)
    assert f"wessmere: {kept[0][0]} entries; root {kept[0][1]}\n" in said
    assert " tables are in PostgreSQL as they are in the files, and the record is whole in both. " in said
    with (machine.folder / "proviso.toml").open(encoding="utf-8") as settings:
        before = settings.read()
    urls = {"database_url": "wessmere", "keys_database_url": "wessmere_keys"}
    lines = "".join(f'{name} = "{server.url(database, "wessmere")}"\n' for name, database in urls.items())
    (machine.folder / "proviso.toml").write_text(lines + before)
    again = machine.shell(TO_THE_SERVER.sub(rf"\1\2?host={server.folder}", MOVE))
    assert (again.returncode, again.stderr.count("\n")) == (2, 1), again
    assert "is not empty: there are rows in " in again.stderr
    for path in (machine.folder / "data").glob("*.sqlite3*"):
        assert path.exists()
    said = well(machine, server, GO_ON.replace(".venv/bin/proviso check\n", ".venv/bin/proviso check || true\n"))
    assert LOOK.findall(said) == kept
    assert list((machine.folder / "data").glob("*.sqlite3*")) == []
    assert list((machine.folder / "data/before-postgresql").glob("*.sqlite3"))
    added = machine.run('.venv/bin/proviso force add-unit after "After the move"')
    assert (added.returncode, added.stdout) == (0, "After the move is added.\n"), added
    assert machine.run(".venv/bin/proviso record verify --was " + ":".join(kept[0]).replace(",", "")).returncode == 0
