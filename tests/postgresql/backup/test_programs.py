"""PostgreSQL's programs: which one is taken, what they are told and by which way, and what is said where one fails."""

import os
from errno import ENOSPC
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.conninfo import conninfo_to_dict

from proviso.record.backends import trouble_of
from proviso.service.backup import postgresql_programs as ours
from proviso.service.backup import postgresql_trial
from proviso.service.backup.manifest import CopyOf, NoBackup
from tests.postgresql.backup.backed_up import Kept, holding
from tests.postgresql.backup.programs import instead, nothing
from tests.record.disk import Databases

pytestmark = pytest.mark.system


def test_without_programs_it_is_said_which_package_has_them(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, server = kept.made(), ours.major(connections["default"])
    nothing(tmp_path, monkeypatch)
    with pytest.raises(NoBackup) as missing:
        kept.made()
    assert str(missing.value) == (
        f"PostgreSQL’s program pg_dump is not on this machine. Install it with: apt install postgresql-client-{server}"
    )
    with pytest.raises(
        NoBackup, match=r"program initdb is not on this machine\. Install it with: apt install postgresql$"
    ):
        kept.tried(made)
    assert list(kept.places.record.glob("*Z")) == [made.folders[CopyOf.RECORD]]


def test_an_older_program_than_the_server_is_named_and_does_nothing(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = ours.major(connections["default"])
    nothing(tmp_path, monkeypatch, pg_dump="14.2")
    with pytest.raises(NoBackup) as older:
        kept.made()
    assert str(older.value) == (
        f"pg_dump on this machine is of PostgreSQL 14 and the server is of {server}, which it cannot copy. Install the "
        f"server’s version with: apt install postgresql-client-{server}"
    )


def test_of_several_versions_the_oldest_that_can_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for version in ("13", "15", "16", "17"):
        there = tmp_path / version / "bin"
        there.mkdir(parents=True)
        (there / "pg_dump").write_text(f"#!/bin/sh\necho 'pg_dump (PostgreSQL) {version}.4'\n")
        (there / "pg_dump").chmod(0o755)
    monkeypatch.setattr(ours, "DEBIAN", tmp_path)
    assert ours.program("pg_dump", 16) == str(tmp_path / "16/bin/pg_dump")
    assert ours.program("pg_dump", None) == str(tmp_path / "17/bin/pg_dump")
    with pytest.raises(NoBackup, match="is of PostgreSQL 17 and the server is of 18"):
        ours.program("pg_dump", 18)


def test_a_password_is_on_no_command_line(kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = tmp_path / "seen"
    does = f'echo "$@" >>{seen}-words; echo "$PGPASSWORD" >>{seen}-environment; exec "$REAL" "$@"'
    instead(tmp_path, monkeypatch, "pg_dump", does)
    for alias in connections:
        monkeypatch.setitem(connections[alias].settings_dict, "PASSWORD", "a canary’s own")
    kept.made()
    assert "canary" not in Path(f"{seen}-words").read_text(encoding="utf-8")
    assert Path(f"{seen}-environment").read_text(encoding="utf-8") == "a canary’s own\n" * 2


def test_of_several_hosts_the_one_that_the_snapshot_is_of_is_asked(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    for alias in connections:
        connections[alias].close()
        settings = connections[alias].settings_dict
        monkeypatch.setitem(settings, "HOST", f"/nowhere,{settings['HOST']}")
        monkeypatch.setitem(settings["OPTIONS"], "target_session_attrs", "read-write")
    said = conninfo_to_dict(ours.conninfo(connections["default"]))
    assert said["host"] == connections["default"].settings_dict["HOST"].partition(",")[2]
    assert {"options", "target_session_attrs", "password"} & set(said) == set()
    assert kept.made().report.whole


def test_what_psql_says_of_rows_is_not_repeated(
    kept: Kept, new: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = kept.made()
    instead(tmp_path, monkeypatch, "pg_restore", "echo \"SELECT 'Invented Birch'::integer;\"")
    with pytest.raises(NoBackup) as said:
        kept.restored(made, new)
    assert "does not take this copy (SQLSTATE 22P02): nothing was put there" in str(said.value)
    assert "Birch" not in str(said.value)
    assert holding(new) == {"default": [], "keys": []}


def test_where_there_is_no_room_to_try_a_backup_that_is_said(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server whose disk is full dies, so that nobody can connect: what it said last tells why."""
    made = kept.made()

    def dies(connection: BaseDatabaseWrapper, _file: Path) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET log_min_messages = log")
            cursor.execute("DO $$ BEGIN RAISE LOG 'No space left on device'; END $$")
        raise OperationalError from psycopg.OperationalError("the connection is lost")

    monkeypatch.setattr(postgresql_trial, "load", dies)
    with pytest.raises(OSError, match="No space left on device") as told:
        kept.tried(made)
    assert (told.value.errno, trouble_of(told.value)) == (ENOSPC, None)
    assert "/proviso-trial." in told.value.filename


def test_what_programs_complain_of_needs_no_room_on_a_disk() -> None:
    with ours.complaints() as said:
        assert os.readlink(f"/proc/self/fd/{said.fileno()}").startswith("/memfd:")
