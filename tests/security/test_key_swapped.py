"""A wrong key-encryption key as whoever runs the service meets it: each command a process of its own."""

import secrets
import shlex
import shutil
import signal
import sqlite3
import subprocess
import urllib.error
import urllib.request
from contextlib import closing
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from ..cli.prepared import run
from ..cli.processes import WHO, free_port, one_sentence, started, stopped
from .conftest import mail
from .deployed import OFFICER, PASSWORD, deployed

NOT_THE_ONE = "is not the one that the stored keys were wrapped under"
BY = shlex.join(WHO)


class Service:
    """A service of its own: a force, an officer, and its key-encryption key apart."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.key = folder, folder / "vault" / "kek"
        self.there = {
            "PROVISO_HOME": str(folder / "var"),
            "PROVISO_FORCE": "wessmere",
            "PROVISO_HTTPS": "false",
            "PROVISO_KEY_ENCRYPTION_KEY_FILE": str(self.key),
        }

    def run(self, line: str, typed: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        return run(shlex.split(line), self.folder, typed=typed, **(self.there | more))

    def stored(self) -> tuple[list[Any], int]:
        """Every wrapped key, and how many entries there are."""
        with closing(sqlite3.connect(self.folder / "var/keys.sqlite3")) as database:
            kept = database.execute("SELECT * FROM record_wrappedkey ORDER BY 1").fetchall()
        with closing(sqlite3.connect(self.folder / "var/proviso.sqlite3")) as database:
            return kept, database.execute("SELECT count(*) FROM record_entry").fetchone()[0]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    service = Service(deployed(tmp_path_factory).folder)
    service.key.parent.mkdir()
    (service.folder / "var/key-encryption-key").rename(service.key)
    return service.folder


@pytest.fixture
def service(made: Path, tmp_path: Path) -> Service:
    """A copy of its own: what a test does to a key is not undone."""
    return Service(Path(shutil.copytree(made, tmp_path, dirs_exist_ok=True)))


SEALS = (
    "serve --port PORT",
    "worker --once",
    f"force add-unit east Eastfen {BY}",
    f'force add-officer N102 "PC Sample Oak" --role officer --unit north --password "{PASSWORD}" {BY}',
    f"force change-role N101 --role supervisor --why 'Promoted to sergeant' {BY}",
    f"force move N101 --unit administration --why 'Moved there today' {BY}",
    f"force deactivate N101 --why 'Left the force' {BY}",
    f"force adopt consent-first --why 'Agreed in minute four' {BY}",
    f'force equality --current --why "Assessment 12 says so" {BY}',
)


def test_each_command_that_seals_refuses_a_wrong_key_in_a_sentence(service: Service, papers: Path) -> None:
    before = service.stored()
    service.key.write_bytes(secrets.token_bytes(32))
    for line in SEALS:
        done = service.run(line.replace("PORT", str(free_port())), **mail(papers))
        assert (done.returncode, one_sentence(done)) == (2, True), (line, done)
        assert NOT_THE_ONE in done.stderr, (line, done)
    checked = service.run("check --json")
    assert (checked.returncode, NOT_THE_ONE in checked.stdout) == (1, True)
    assert service.stored() == before
    service.key.unlink()
    made = service.run("check --make-secrets")
    assert (service.key.exists(), "a new one would open none of the keys" in made.stdout) == (False, True)


def test_an_act_after_a_swap_is_readable_or_refused_in_words(service: Service) -> None:
    """The file is swapped while the service runs: what was read goes on, and a start under the other is refused."""
    right, port = service.key.read_bytes(), free_port()
    with started(["serve", "--workers", "2"], service.folder, port, **service.there) as process:
        assert sign_in(port) == 200
        service.key.write_bytes(secrets.token_bytes(32))
        for _ in range(4):  # by either worker, which read the key before or has yet to
            assert sign_in(port) in (200, 503)
        assert stopped(process, signal.SIGTERM).returncode == 0
    refused = service.run(f"serve --port {port}")
    assert (refused.returncode, NOT_THE_ONE in refused.stderr) == (2, True)
    service.key.write_bytes(right)
    assert "The record is whole." in service.run("record verify").stdout


def test_the_command_changes_the_key_and_a_service_that_still_runs_fails_plainly(service: Service) -> None:
    (kept, size), port, new = service.stored(), free_port(), service.folder / "vault" / "kek-2"
    with started(["serve", "--workers", "2"], service.folder, port, **service.there) as process:
        assert sign_in(port) == 200
        done = service.run(f"keys change {new} {BY}", typed="Somebody who left had a copy\n")
        assert done.returncode == 0, done.stderr
        assert f"1 key is wrapped under {new} now, and the record says so." in done.stdout
        assert "Copy it to where no copy of the databases is. Set key_encryption_key_file to it." in done.stdout
        assert f"Keep {service.key} until no backup" in done.stdout
        assert sign_in(port) == 503
        assert stopped(process, signal.SIGTERM).returncode == 0
    assert service.run(f"force add-unit east Eastfen {BY}").returncode == 2
    again = service.run(f"keys change {new} --why 'Changed once again' {BY}")
    assert (again.returncode, one_sentence(again)) == (2, True)
    service.there["PROVISO_KEY_ENCRYPTION_KEY_FILE"] = str(new)
    same = service.run(f"keys change {new} --why 'Changed once again' {BY}")
    assert (same.returncode, "is in use. Name another file." in same.stderr) == (2, True)
    assert service.run(f"force add-unit east Eastfen {BY}").returncode == 0
    changed, grown = service.stored()
    assert [row[0] for row in changed] == [row[0] for row in kept]
    assert changed != kept
    assert grown > size
    assert "The record is whole." in service.run("record verify").stdout
    (service.folder / "short").write_bytes(b"x")
    short = service.run(f"keys change {service.folder / 'short'} --why 'A short one' {BY}")
    assert (short.returncode, "is 1 bytes, not 32" in short.stderr) == (2, True)


def sign_in(port: int) -> int:
    """The status that an officer meets who signs in."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar := CookieJar()))
    address = f"http://127.0.0.1:{port}/sign-in"
    try:
        browser.open(address, timeout=30).read()
        token = next(one.value for one in jar if one.name == "csrf")
        typed = urlencode({"login": OFFICER, "password": PASSWORD, "csrfmiddlewaretoken": token}).encode()
        with browser.open(address, typed, timeout=30) as answered:
            return int(answered.status)
    except urllib.error.HTTPError as fault:
        return fault.code
