"""From an empty folder to a page in a browser, as the how-to says: each command in a process of its own."""

import json
import socket
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest

from proviso.service.config import Config
from proviso.service.contact_checks import LACKS
from proviso.service.server import CannotServe, address, port_is_free, secrets_are_there
from tests.cli.prepared import run
from tests.cli.processes import EMPTY, WHO

PROVISO = str(Path(sys.executable).with_name("proviso"))
PASSWORD = "a heron stood in the mill race"


class Service:
    """A home of its own, and `proviso` run in it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.environment = EMPTY | {
            "PROVISO_HOME": str(home / "var"),
            "PROVISO_HTTPS": "false",
            "PROVISO_FORCE": "wessmere",
        }

    def run(self, *words: str, typed: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        return run(list(words), self.home, typed=typed, **(self.environment | more))


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    """A service that is ready: secrets, databases, a force and its administrator."""
    made = Service(tmp_path_factory.mktemp("service"))
    made.run("check", "--make-secrets")
    assert made.run("migrate").stdout.endswith("migrations were applied.\n")
    typed = f"A1\nRuth Okonjo-Vale\n{PASSWORD}\n{PASSWORD}\n"
    added = made.run("add-force", "wessmere", "Wessmere Police", *WHO, typed=typed)
    assert added.returncode == 0, added.stderr
    assert "Ruth Okonjo-Vale can sign in with A1." in added.stdout
    return made


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def get(url: str) -> tuple[int, str, Message]:
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            return answer.status, answer.read().decode(errors="replace"), answer.headers
    except urllib.error.HTTPError as fault:
        return fault.code, fault.read().decode(), fault.headers


@pytest.fixture
def serving(service: Service, port: int) -> Iterator[str]:
    command = [PROVISO, "serve", "--port", str(port), "--workers", "2"]
    process = subprocess.Popen(command, env=service.environment, cwd=service.home, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    said = process.stderr.readline()
    assert said.strip() == f"Serving at http://127.0.0.1:{port}/"
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    assert process.wait(timeout=60) == 0
    assert "Traceback" not in process.stderr.read()
    process.stderr.close()


def test_pages_and_their_styles_are_served_without_a_step_by_hand(serving: str, service: Service, port: int) -> None:
    status, page, _ = get(f"{serving}/question")
    assert status == 404
    status, page, headers = get(f"{serving}/sign-in")
    assert (status, "Staff number" in page) == (200, True)
    assert "no-store" in headers["Cache-Control"]
    style = page.split('rel="stylesheet" href="')[1].split('"')[0]
    status, _, headers = get(serving + style)
    assert (status, headers["Content-Type"].split(";")[0]) == (200, "text/css")
    taken = service.run("serve", "--port", str(port))
    assert taken.returncode == 2
    assert f"Port {port} of 127.0.0.1 cannot be used" in taken.stderr
    assert f"choose another port with --port (or: make demo PORT={port + 1})" in taken.stderr


def test_what_the_service_writes_is_its_owners_alone(service: Service) -> None:
    for path in (service.home / "var").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_without_secrets_or_migrations_it_says_what_to_do(tmp_path: Path) -> None:
    bare = Service(tmp_path)
    for words in (["serve"], ["migrate"], ["add-force", "a", "A", "--staff-number", "1", "--administrator", "B",
                  "--password", "x"]):  # fmt: skip
        refused = bare.run(*words)
        assert refused.returncode == 2
        assert refused.stderr.count("\n") == 1
        assert "proviso check --make-secrets" in refused.stderr
    bare.run("check", "--make-secrets")
    refused = bare.run("serve")
    assert (refused.returncode, "make both with: proviso migrate" in refused.stderr) == (2, True)


def test_where_no_settings_are_it_says_to_run_it_beside_them(tmp_path: Path) -> None:
    """Or whoever is in the wrong folder makes secrets and databases there."""
    bare, says = Service(tmp_path), "There is no proviso.toml in this folder either"
    for words in (["backup"], ["force", "show"], ["record", "verify"]):
        assert says in bare.run(*words).stderr, words
    (tmp_path / "proviso.toml").touch()
    for words in (["backup"], ["record", "verify"]):
        refused = bare.run(*words)
        assert "There is no " in refused.stderr, words
        assert says not in refused.stderr, words


def test_migrating_again_does_nothing(service: Service) -> None:
    assert service.run("migrate").stdout == "Nothing was missing.\n"


@pytest.mark.parametrize(("code", "name"), [("wessmere", "Again"), ("norbury", "Norbury Constabulary")])
def test_a_second_force_is_refused(service: Service, code: str, name: str) -> None:
    again = service.run("add-force", code, name, *WHO, typed=f"A2\nSomebody\n{PASSWORD}\n{PASSWORD}\n")
    assert again.returncode == 2
    assert (
        f"This service is Wessmere Police’s, and a service is one force’s: nothing was added. Install another for "
        f"{name}, with a home of its own; or add people to Wessmere Police with: proviso force add-officer\n"
    ) in again.stderr


def test_the_first_force_is_not_added_with_a_weak_password(tmp_path: Path) -> None:
    bare = Service(tmp_path)
    bare.run("check", "--make-secrets")
    bare.run("migrate")
    words = ("add-force", "norbury", "Norbury Constabulary", "--northern-ireland", *WHO)
    weak = bare.run(*words, typed="N1\nSomebody\nshort\nshort\n")
    assert (weak.returncode, "too short" in weak.stderr) == (2, True)
    added = bare.run(*words, typed=f"N1\nSomebody\n{PASSWORD}\n{PASSWORD}\n")
    assert (added.returncode, "Somebody can sign in with N1." in added.stdout) == (0, True)


def test_the_check_of_a_deployment(service: Service) -> None:
    fit = {
        "PROVISO_HTTPS": "true",
        "PROVISO_PROXIES": "1",
        "PROVISO_ALLOWED_HOSTS": '["proviso.wessmere.test"]',
        **{f"PROVISO_CONTACT__{name.upper()}": "1 Invented Street, Wessmere" for name in LACKS},
    }
    well = service.run("check", "--json", **fit)
    told = json.loads(well.stdout)
    assert [one for one in told["findings"] if not one["passed"]] == []
    assert (told["fit"], well.returncode) == (True, 0)
    ill = service.run("check")
    assert ill.returncode == 1
    assert "wrong Pages are served without HTTPS" in ill.stdout
    assert "things are to be mended." in ill.stdout


def test_an_address_that_is_not_ours_or_is_taken_is_refused(port: int) -> None:
    port_is_free("127.0.0.1", port)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        with pytest.raises(CannotServe, match=rf"Port {port} of 127.0.0.1 cannot be used: Address already in use"):
            port_is_free("127.0.0.1", port)
    with pytest.raises(CannotServe, match="Cannot assign requested address"):
        port_is_free("192.0.2.1", port)


def test_half_of_tls_is_refused(tmp_path: Path) -> None:
    from proviso.service.server import tls

    certificate = tmp_path / "certificate"
    certificate.touch()
    assert tls(Config()) == (None, None)
    with pytest.raises(CannotServe, match="only one of them is set"):
        tls(Config(tls_certificate_file=certificate))
    with pytest.raises(CannotServe, match=r"There is no .*/key"):
        tls(Config(tls_certificate_file=certificate, tls_key_file=tmp_path / "key"))
    whole = Config(tls_certificate_file=certificate, tls_key_file=certificate)
    assert address("::1", 8443, whole) == "https://[::1]:8443/"


def test_a_missing_secret_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotServe, match=r"There is no .*/secret-key"):
        secrets_are_there(Config(home=tmp_path))


def test_a_signing_secret_of_another_user_is_not_to_be_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("secret-key", "key-encryption-key", "lookup-key"):
        (tmp_path / name).touch()
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(CannotServe, match=r"secret-key cannot be read by .*\. Do this as the service’s own user\."):
        secrets_are_there(Config(home=tmp_path))
