"""What goes over a connection, how often, and that one is kept until it breaks."""

import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any

import pytest
from django.db import DatabaseError, IntegrityError, close_old_connections, connections, transaction

from proviso.accounts.models import Role
from proviso.casework import clock
from proviso.casework.acts.answer import record_answer
from proviso.casework.writing.permissions import Actor
from proviso.record import keys, verify
from proviso.record.backends import Trouble, backend_of, settings_of, trouble_of
from tests.casework.conftest import wessmere
from tests.casework.examples import ADDRESS, ALLEGATION, NOW, begun
from tests.postgresql.copies import Copies
from tests.record.disk import Databases
from tests.record.making import draft, record
from tests.record.tampering import run

pytestmark = pytest.mark.system

OFFICER = Actor("officer-north", Role.OFFICER, "wessmere", "north")
WAITED_FOR = re.compile(r"\tF\t\d+\t(?:Sync(?:\n.*\tFlush)?|Flush|Query)")


def raw(alias: str = "default") -> Any:
    """The driver's own connection."""
    connections[alias].ensure_connection()
    return connections[alias].connection


@contextmanager
def messages() -> Iterator[Callable[[], str]]:
    """What the driver and the server say to each other within."""
    with tempfile.TemporaryFile("w+") as file:
        raw().pgconn.trace(file.fileno())
        try:
            yield lambda: _read(file)
        finally:
            raw().pgconn.untrace()


def _read(file: IO[str]) -> str:
    file.seek(0)
    return file.read()


def pid(alias: str = "default") -> int:
    found: int = raw(alias).info.backend_pid
    return found


def test_an_act_waits_for_the_server_five_times(databases: Databases) -> None:
    with clock.driven(lambda: NOW):
        wessmere()
        opened = begun(OFFICER)
        for value in (ALLEGATION, ADDRESS):
            with messages() as said:
                opened = record_answer(opened, value, seen=opened.case.seq)
                # To begin; the case and what is due on it; the log, all else written; entry, leaf and head; to end.
                assert len(WAITED_FOR.findall(said())) == 5, said()
    assert verify.verify().whole


def test_what_is_asked_often_is_planned_once(databases: Databases) -> None:
    keys.create("case-1")
    for seq in range(1, 8):
        record(draft(seq=seq))
    planned = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'INSERT INTO record_entry%%'"
    assert run(planned) == [(1,)]


def test_what_goes_wrong_in_what_was_sent_together_is_raised_as_itself(databases: Databases) -> None:
    """And nothing of it stands, nor of what came before or after it."""

    def begins_three() -> None:
        with transaction.atomic(), backend_of(connections["default"]).sent_together():
            for log, size in (("first", 0), ("second", 1), ("third", 0)):
                begin_later(log, size)

    with pytest.raises(IntegrityError, match="a log begins empty"):
        begins_three()
    assert run("SELECT count(*) FROM record_head") == [(0,)]


def test_what_is_raised_within_takes_back_what_was_sent_together(databases: Databases) -> None:
    backend = backend_of(connections["default"])

    def begins_one() -> None:
        with transaction.atomic(), backend.sent_together(), backend.sent_together():
            begin_later("first", 0)
            raise LookupError

    with pytest.raises(LookupError):
        begins_one()
    assert run("SELECT count(*) FROM record_head") == [(0,)]


def begin_later(log: str, size: int) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("INSERT INTO record_head (log, size, frontier, at) VALUES (%s, %s, '', 0)", (log, size))


def test_a_connection_is_kept_from_one_thing_to_the_next_and_replaced_when_it_broke(databases: Databases) -> None:
    for alias in ("default", "keys"):
        assert settings_of("postgresql://one@db.example/one")["CONN_MAX_AGE"] == 600
        before = pid(alias)
        close_old_connections()
        assert pid(alias) == before
        Copies.run(f"SELECT pg_terminate_backend({before})")
        close_old_connections()
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT 1")
            assert cursor.fetchone() == (1,)
        assert pid(alias) != before


def test_a_connection_that_breaks_in_an_act_is_told_as_that_and_nothing_was_recorded(databases: Databases) -> None:
    with clock.driven(lambda: NOW):
        wessmere()
        opened = begun(OFFICER)
        Copies.run(f"SELECT pg_terminate_backend({pid()})")
        with pytest.raises(DatabaseError) as broken:
            record_answer(opened, ADDRESS, seen=opened.case.seq)
        assert trouble_of(broken.value) is Trouble.UNREACHABLE
        close_old_connections()
        again = record_answer(opened, ADDRESS, seen=opened.case.seq)
    assert again.case.seq == opened.case.seq + 1
    assert verify.verify().whole
