"""What `proviso check` finds: each thing that can be wrong is made wrong, and named with what to do."""

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypedDict

import pytest
from django.db import connections
from pytest_django import Settings

import proviso
from proviso.accounts.models import Officer, Role
from proviso.accounts.read_accounts import LogUnreadable
from proviso.record import keys
from proviso.record.backends import BACKENDS
from proviso.service import deployment
from proviso.service.account_checks import trusted
from proviso.service.check_result import CheckResult
from proviso.service.config import Config
from proviso.service.secrets import make_secrets
from tests.accounts import people


class Fit(TypedDict):
    """Settings of a service that is fit to hold cases."""

    demonstration: bool
    https: bool
    proxies: int
    allowed_hosts: list[str]
    force: str


FIT: Fit = {
    "demonstration": False,
    "https": True,
    "proxies": 1,
    "allowed_hosts": ["proviso.wessmere.test"],
    "force": "wessmere",
}


configured: Callable[..., Config] = lambda home, **settings: Config(home=home, **settings)  # noqa: E731
"""A configuration of settings that each test has of its own kind."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    make_secrets(Config(home=tmp_path))
    return tmp_path


def wrong(found: object) -> list[CheckResult]:
    return [one for one in found if not one.passed]  # type: ignore[attr-defined]


def test_good_secrets_and_settings_are_well(home: Path) -> None:
    config = Config(home=home, **FIT)
    assert wrong(deployment._secrets(config)) == []
    assert wrong(deployment._settings(config)) == []


@pytest.mark.parametrize(
    ("spoil", "says", "do"),
    [
        (lambda p: p.unlink(), "There is no", "proviso check --make-secrets"),
        (lambda p: p.chmod(0o640), "can be read by others", "chmod 600"),
        (lambda p: p.write_bytes(b"short"), "is 5 long and needs", "Restore the right file."),
    ],
)
@pytest.mark.parametrize("name", ["secret-key", "key-encryption-key", "lookup-key"])
def test_a_spoilt_secret_is_named(home: Path, name: str, spoil: Callable[[Path], object], says: str, do: str) -> None:
    spoil(home / name)
    (one,) = wrong(deployment._secrets(Config(home=home)))
    assert str(home / name) in one.says
    assert says in one.says
    assert do in one.do


@pytest.mark.parametrize(
    ("setting", "subject"),
    [
        ({"https": False}, "https"),
        ({"proxies": 0}, "tls"),
        ({"allowed_hosts": ["127.0.0.1", "localhost"]}, "allowed_hosts"),
        ({"allowed_hosts": ["*"]}, "allowed_hosts"),
        ({"allowed_hosts": [".wessmere.test"]}, "allowed_hosts"),
        ({"allowed_hosts": ["https://proviso.wessmere.test"]}, "allowed_hosts"),
        ({"allowed_hosts": ["proviso.wessmere.test:443"]}, "allowed_hosts"),
        ({"allowed_hosts": [""]}, "allowed_hosts"),
        ({"demonstration": True}, "demonstration"),
        ({"force": ""}, "force"),
    ],
)
def test_a_setting_that_will_not_do_is_named(home: Path, setting: dict[str, object], subject: str) -> None:
    (one,) = wrong(deployment._settings(configured(home, **{**FIT, **setting})))
    assert one.subject == subject
    assert one.do


def test_a_host_with_more_than_its_name_is_named_and_an_address_is_none_such(home: Path) -> None:
    (one,) = wrong(deployment._settings(configured(home, **{**FIT, "allowed_hosts": ["[::1]", "proviso.test:443"]})))
    assert one.says.startswith("No browser asks for proviso.test:443: ")
    settings = {**FIT, "allowed_hosts": ["[2001:db8::1]", "10.0.0.1"]}
    assert wrong(deployment._settings(configured(home, **settings))) == []


@pytest.mark.django_db(databases=["default", "keys"])
def test_a_code_that_is_not_the_force_of_this_service_is_named_with_that_which_is(home: Path) -> None:
    mistyped = configured(home, **{**FIT, "force": "wesmere"})
    assert wrong(deployment._people(mistyped))[0].do == "Add it: proviso add-force"
    people.add_wessmere()
    assert wrong(deployment._people(mistyped))[0].do == 'Set force = "wessmere", whose service this is.'


def test_a_file_of_another_user_is_not_to_be_changed_by_this_one(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 54_321)
    (home / "secret-key").chmod(0o640)
    found = wrong(deployment._secrets(Config(home=home)))
    assert [one.subject for one in found] == ["secret_key_file", "key_encryption_key_file", "lookup_key_file"]
    assert all(one.says.endswith(", and this runs as user 54321.") for one in found)
    assert all("chmod" not in one.do and "as root: chown 54321 " in one.do for one in found)


def test_without_a_signing_secret_the_rest_waits(tmp_path: Path) -> None:
    found = deployment.inspect(Config(home=tmp_path, **FIT))
    assert [one.subject for one in found][-1] == "service"
    assert "could not be looked at" in found[-1].says


def test_a_database_that_is_not_there_is_named(home: Path) -> None:
    (one,) = wrong(deployment._databases(Config(home=home)))
    assert one.subject == "database"
    assert one.do.startswith("Restore it from its backup, or set database and keys_database to where the files are; ")
    assert one.do.endswith("; only where the service is new, make both with: proviso migrate.")


@pytest.mark.django_db(databases=["default", "keys"])
def test_a_database_that_does_not_wait_for_the_disk_is_named(home: Path) -> None:
    for name in ("proviso.sqlite3", "keys.sqlite3"):
        (home / name).touch(mode=0o600)
    found = wrong(deployment._databases(Config(home=home)))  # the tests' own are in memory, without a journal to write
    assert [one.subject for one in found] == ["database", "keys_database"]
    assert all("may lose what was saved when power fails" in one.says for one in found)


@pytest.mark.django_db(databases=["default", "keys"])
def test_a_database_that_nobody_can_write_to_is_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("proviso.sqlite3", "keys.sqlite3"):
        (home / name).touch(mode=0o400)
    monkeypatch.setattr("os.access", lambda path, _: path not in (home / "keys.sqlite3", home))
    shut = [one for one in deployment._databases(Config(home=home)) if "cannot be written to by " in one.says]
    named = [(one.subject, one.says.partition(" cannot")[0]) for one in shut]
    folder = str(home)
    assert named == [("database", folder), ("keys_database", f"{home}/keys.sqlite3"), ("keys_database", folder)]
    assert all(not one.passed and "nothing is saved" in one.do for one in shut)


@pytest.mark.django_db(databases=["default", "keys"])
def test_keys_that_cannot_be_read_accuse_nobody(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(log: str) -> int:
        raise LogUnreadable(f"force:{log} has no data key")

    monkeypatch.setattr("proviso.accounts.force_findings.passwords_unknown", unreadable)
    (one,) = trusted(configured(home, **FIT))
    assert (one.subject, one.passed) == ("accounts", False)
    assert one.says == ("Accounts and settings could not be held against the record: force:wessmere has no data key.")
    assert one.do.startswith("Mend first what is said of the keys.")


@pytest.mark.django_db(databases=["default", "keys"])
def test_two_kinds_of_database_are_named_since_no_backup_can_be_made_of_them(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("proviso.sqlite3", "keys.sqlite3"):
        (home / name).touch(mode=0o600)
    before = deployment._databases(Config(home=home))
    assert not [one for one in before if "no backup" in one.says]
    for name, value in {"vendor": "other", "display_name": "Other"}.items():
        monkeypatch.setattr(connections["keys"], name, value)
    kinds = {**BACKENDS, "other": BACKENDS[connections["default"].vendor]}
    monkeypatch.setattr("proviso.record.backends.BACKENDS", kinds)
    (one,) = [one for one in wrong(deployment._databases(Config(home=home))) if "no backup" in one.says]
    assert (
        one.says
        == f"The record is in {connections['default'].display_name} and the keys are in Other: no backup can be made."
    )
    assert one.do.startswith("Keep both in the same kind of database.")


@pytest.mark.django_db(databases=["default", "keys"])
def test_missing_migrations_are_counted(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("proviso.sqlite3", "keys.sqlite3"):
        (home / name).touch(mode=0o600)
    monkeypatch.setattr("proviso.service.databases.pending", lambda: ["default: record.0002_triggers"])
    found = wrong(deployment._databases(Config(home=home)))
    assert "1 migration is missing, the first default: record.0002_triggers." in found[-1].says


@pytest.mark.django_db(databases=["default", "keys"])
def test_a_service_that_nobody_administers_is_named(home: Path) -> None:
    config = Config(home=home, **FIT)
    assert [one.subject for one in wrong(deployment._people(config))] == ["force", "administrator"]
    unit = people.add_wessmere()
    people.add(unit, "W1")
    assert [one.subject for one in wrong(deployment._people(config))] == ["administrator"]
    people.add(unit, "A1", Role.ADMINISTRATOR)
    assert wrong(deployment._people(config)) == []
    Officer.objects.filter(staff_number="A1").update(is_active=False)
    assert [one.subject for one in wrong(deployment._people(config))] == ["administrator"]


@pytest.mark.django_db(databases=["default", "keys"])
def test_a_key_that_does_not_open_what_is_stored_is_named(home: Path, settings: Settings) -> None:
    config = Config(home=home, **FIT)
    assert list(deployment._keys(config)) == []
    people.add_wessmere()
    assert wrong(deployment._keys(config)) == []
    settings.PROVISO_KEY_ENCRYPTION_KEY_FILE = home / "key-encryption-key"
    keys.key_encryption.cache_clear()
    (one,) = wrong(deployment._keys(config))
    keys.key_encryption.cache_clear()
    assert "does not open the keys that are stored" in one.says
    assert "restore the key that belongs to this database" in one.do


@pytest.mark.django_db(databases=["default", "keys"])
def test_a_clock_that_went_back_is_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = Config(home=home, **FIT)
    assert wrong(deployment._clock(config)) == []
    monkeypatch.setattr("proviso.casework.clock.now", lambda: datetime(2020, 4, 23, tzinfo=UTC))
    (one,) = wrong(deployment._clock(config))
    assert one.says == "The clock says 2020-04-23 00:00:00 UTC, which is before this release."
    monkeypatch.undo()
    people.add_wessmere()
    monkeypatch.setattr("proviso.casework.clock.now", lambda: datetime(2026, 3, 2, 9, 27, tzinfo=UTC))
    old = time.time() - 10 * 365 * 86_400
    monkeypatch.setattr(proviso, "__file__", str(home / "secret-key"))
    os.utime(home / "secret-key", (old, old))
    (one,) = wrong(deployment._clock(config))
    assert one.subject == "clock"
    assert one.says.startswith("The clock of this machine says 2026-03-02 09:27:00 UTC, 3 minutes before the last")


@pytest.mark.django_db(databases=["default", "keys"])
def test_what_django_finds_is_passed_on() -> None:
    subjects = {one.subject for one in wrong(deployment._django())}  # the tests serve without HTTPS
    assert {"security.W008", "security.W012", "security.W016"} <= subjects


@pytest.mark.django_db(databases=["default", "keys"])
def test_triggers_that_went_are_named() -> None:
    with connections["default"].cursor() as cursor:
        names = cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        cursor.execute(f'DROP TRIGGER "{names[0][0]}"')
    assert "record.E001" in {one.subject for one in wrong(deployment._django())}
