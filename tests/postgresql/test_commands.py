"""A service on PostgreSQL from its first command to its pages, as people meet it; and without its server.

The server is one of this file's own, which waits for the disk, and whose processes are killed.
"""

import os
import shlex
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.cli.prepared import run
from tests.cli.processes import WHO, Done
from tests.docs.test_how_to import blocks
from tests.postgresql.cluster import OWNER as ADMIN
from tests.postgresql.cluster import Cluster, new_folder, programs
from tests.record.migrations import LATEST
from tests.security.deployed import GIVEN, OFFICER, SETTINGS, Deployed, Visitor

pytestmark = [pytest.mark.system, pytest.mark.kills]
MADE, MIGRATED = (block.strip() for block in blocks("postgresql.md"))
OWNER, SERVICE = "wessmere_owner", "wessmere"
FORBIDDEN = "A password of the service's role, which stands in a file"


@pytest.fixture(scope="module")
def server() -> Iterator[Cluster]:
    """A server that asks the service's role for a password, with two empty databases of an owner's."""
    cluster = Cluster(new_folder())
    cluster.make(fsync="on", synchronous_commit="on", full_page_writes="on")
    cluster.start()
    for line in MADE.splitlines():
        name, *words = shlex.split(line.replace(" --pwprompt", ""))  # nobody could answer here
        subprocess.run([programs() / name, *words], env={"PGHOST": str(cluster.folder), "PGUSER": ADMIN}, check=True)
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as connection:
        connection.execute(f"ALTER ROLE {SERVICE} PASSWORD '{FORBIDDEN.replace(chr(39), chr(39) * 2)}'")
    rules = cluster.data / "pg_hba.conf"
    rules.write_text(f"local all {SERVICE} scram-sha-256\nlocal all all trust\n")
    cluster.reload()
    yield cluster
    if (cluster.data / "postmaster.pid").exists():
        cluster.stop()
    shutil.rmtree(cluster.folder, ignore_errors=True)


def urls(server: Cluster, role: str) -> dict[str, str]:
    return {
        "PROVISO_DATABASE_URL": server.url("wessmere", role),
        "PROVISO_KEYS_DATABASE_URL": server.url("wessmere_keys", role),
    }


@pytest.fixture(scope="module")
def service(server: Cluster, tmp_path_factory: pytest.TempPathFactory) -> "OnServer":
    """A service that was installed as the how-to says, with one officer."""
    folder = tmp_path_factory.mktemp("service")
    (folder / "password").write_text(f"{FORBIDDEN}\n")
    (folder / "password").chmod(0o600)
    found = OnServer(folder, server)
    assert found.done("check", "--make-secrets").returncode == 1
    as_owner = SETTINGS | urls(server, OWNER)
    done = run(shlex.split(MIGRATED.splitlines()[-1])[1:], folder, **as_owner)
    assert done.stdout.endswith(f"{SERVICE} may do what the service needs in both databases, and nothing else.\n")
    assert found.done("add-force", "wessmere", "Wessmere Police", *WHO, typed=f"A1\nMx Yew\n{GIVEN}\n{GIVEN}\n")
    assert found.done("force", "add-unit", "north", "North", *WHO).returncode == 0
    added = found.done(
        "force",
        "add-officer",
        OFFICER,
        "PC Invented Birch",
        "--role",
        "officer",
        "--unit",
        "north",
        *WHO,
        typed=f"{GIVEN}\n{GIVEN}\n",
    )
    assert added.returncode == 0, added.stderr
    with found.serving(workers=1, **found.settings) as visitor:
        visitor.choose_password()
    return found


class OnServer(Deployed):
    """The same, with its databases on a server."""

    def __init__(self, folder: Path, server: Cluster) -> None:
        super().__init__(folder)
        object.__setattr__(self, "server", server)

    server: Cluster

    @property
    def settings(self) -> dict[str, str]:
        password = str(self.folder / "password")
        return urls(self.server, SERVICE) | {
            "PROVISO_DATABASE_PASSWORD_FILE": password,
            "PROVISO_KEYS_DATABASE_PASSWORD_FILE": password,
        }

    def done(self, *words: str, typed: str = "", **more: str) -> Done:
        return run(list(words), self.folder, typed=typed, **(SETTINGS | self.settings | more))


@contextmanager
def server_gone(server: Cluster) -> Iterator[None]:
    """Meanwhile the server is not there: its first process was killed, and the others end with it."""
    os.kill(server.postmaster, signal.SIGKILL)
    server.wait_until_gone()
    try:
        yield
    finally:
        server.start()


def test_a_check_finds_the_databases_well_and_the_role_held_to_what_it_needs(service: OnServer) -> None:
    said = service.done("check").stdout
    assert "wessmere on " in said
    assert "waits for the disk (synchronous_commit on)." in said
    assert "may do too much" not in said
    assert f"{service.folder}/password is readable by its owner alone." in said
    as_owner = run(["check"], service.folder, **(SETTINGS | urls(service.server, OWNER)))
    assert "The service's role may do too much in wessmere on " in as_owner.stdout
    assert "owns the database" in as_owner.stdout


def test_the_record_is_verified_and_a_wrong_password_is_a_server_that_lets_nobody_in(service: OnServer) -> None:
    assert "The record is whole." in service.done("record", "verify").stdout
    (service.folder / "wrong").write_text("canary")
    done = service.done("record", "verify", PROVISO_DATABASE_PASSWORD_FILE=str(service.folder / "wrong"))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(
        "The databases could not be read: it cannot be reached, or does not let this service in. Nothing that was "
        "recorded is lost: look whether the server runs"
    )
    assert "canary" not in done.stderr


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("nowhere", "cannot be read: No such file or directory"),
        ("empty", "holds no password"),
    ],
)
def test_a_file_of_a_password_that_will_not_do_is_named(service: OnServer, file: str, says: str) -> None:
    (service.folder / "empty").write_text("\n")
    done = service.done("record", "verify", PROVISO_DATABASE_PASSWORD_FILE=str(service.folder / file))
    assert (done.returncode, done.stdout) == (2, "")
    assert f"database_password_file (PROVISO_DATABASE_PASSWORD_FILE): {service.folder / file} {says}." in done.stderr


def test_a_half_migrated_database_is_refused(service: OnServer) -> None:
    with psycopg.connect(service.server.url("wessmere"), autocommit=True) as connection:
        connection.execute("DELETE FROM django_migrations WHERE app = 'record' AND name = %s", (LATEST,))
        try:
            done = service.done("serve", "--port", "1")
        finally:
            connection.execute(
                "INSERT INTO django_migrations (app, name, applied) VALUES ('record', %s, now())", (LATEST,)
            )
    assert (done.returncode, done.stderr) == (
        2,
        "The database lacks 1 migrations. Apply them with: proviso migrate\n",
    )


def test_without_its_server_every_command_says_so_in_one_sentence_and_ends_with_1(service: OnServer) -> None:
    with server_gone(service.server):
        for words in ("serve", "record verify", "worklist rebuild", "migrate", "force show", "record guard"):
            done = service.done(*words.split())
            assert done.returncode == 1, (words, done.stderr)
            assert (
                "it cannot be reached, or does not let this service in. Nothing that was recorded is lost"
                in done.stderr
            )
            assert done.stderr.count("\n") == 1
        check = service.done("check")
        assert check.returncode == 1
        assert "cannot be used: it cannot be reached" in check.stdout


def begun(visitor: Visitor) -> str:
    """The address of a case that was just started."""
    began = visitor.post("/cases/new", {"role": "victim", "suspected": "yes", "already_shared": "no"})
    assert began.status == 302, began.page
    return "/".join(began.headers["Location"].split("/")[:3])


def test_pages_say_that_the_database_is_away_give_back_what_was_typed_and_go_on(service: OnServer) -> None:
    words = "He heard it from a neighbour, <canary>"
    with service.serving(workers=1, **service.settings) as visitor:
        assert visitor.sign_in().status == 302
        case = begun(visitor)
        with server_gone(service.server):
            reply = visitor.post(f"{case}/role", {"role": "witness", "reason": words, "last_seq": "1"})
            assert (reply.status, reply.headers["Retry-After"]) == (503, "10")
            assert "The service cannot reach its database" in reply.page
            assert "He heard it from a neighbour, &lt;canary&gt;" in reply.page
        until = time.monotonic() + 20
        while visitor.get("/").status != 200 and time.monotonic() < until:
            time.sleep(0.2)
        again = visitor.post(f"{case}/role", {"role": "witness", "reason": words, "last_seq": "1"})
        assert again.status in (200, 302), again.page
        with psycopg.connect(service.server.url("wessmere")) as connection:
            kinds = connection.execute(
                'SELECT kind FROM record_entry WHERE "case" = %s AND seq IS NOT NULL', (case.split("/")[2],)
            ).fetchall()
        assert len(kinds) == len(set(kinds)) or kinds
    assert "The record is whole." in service.done("record", "verify").stdout


def test_killed_again_and_again_the_server_keeps_every_act_that_was_told_of(service: OnServer) -> None:
    """Its own processes die in the middle of acts: what a browser was told of is there, and nothing is half done."""
    told: list[str] = []
    with service.serving(workers=1, **service.settings) as visitor:
        assert visitor.sign_in().status == 302
        for _ in range(4):
            told.append(begun(visitor))
            with psycopg.connect(service.server.url("postgres")) as connection:
                backends = connection.execute(
                    "SELECT pid FROM pg_stat_activity WHERE usename = %s AND datname IS NOT NULL", (SERVICE,)
                ).fetchall()
            os.kill(backends[0][0], signal.SIGKILL)
            until = time.monotonic() + 30
            while any(Path(f"/proc/{pid}").exists() for (pid,) in backends):  # all are ended, a moment later
                assert time.monotonic() < until, "the others did not end"
                time.sleep(0.02)
            while visitor.get(f"{told[-1]}/").status != 200:
                assert time.monotonic() < until, "it did not come back"
                time.sleep(0.1)
    with psycopg.connect(service.server.url("wessmere")) as connection:
        cases = {case for (case,) in connection.execute('SELECT "case" FROM record_entry WHERE seq = 1').fetchall()}
    assert {path.split("/")[2] for path in told} <= cases
    assert "The record is whole." in service.done("record", "verify").stdout
