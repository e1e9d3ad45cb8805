"""The record read from a machine that follows: another database of the run's server stands for it, and is behind."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.http import StreamingHttpResponse
from pytest_django.fixtures import Settings

from proviso.record import read, read_traces
from proviso.record.following import from_a_follower
from proviso.record.read_traces import EVERY, every_trace
from tests.postgresql.cluster import shared
from tests.record.disk import Databases
from tests.record.making import LOG, NOON, draft, record, record_cases

pytestmark = pytest.mark.system


@pytest.fixture
def behind(databases: Databases, tmp_path: Path, settings: Settings) -> Iterator[None]:
    """Three entries on the one that follows, and four on the one that records."""
    record_cases(3, cases=1)
    for alias in connections:
        connections[alias].close()
    follower = databases.copied(tmp_path / "follower")
    settings.PROVISO_READING_DATABASE = {"NAME": follower.name("default")}
    record(draft("wessmere-case-0", 4), now=NOON + timedelta(days=1))
    yield
    follower.removed()


def name_here() -> str:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT current_database(), current_setting('default_transaction_read_only')")
        return " ".join(cursor.fetchone())


@pytest.mark.usefixtures("behind")
def test_it_is_read_where_a_machine_follows_which_may_be_behind_and_takes_no_writes(databases: Databases) -> None:
    recording = databases.name("default")
    with from_a_follower(LOG) as follows:
        assert follows
        assert name_here() != f"{recording} off"
        assert name_here().endswith(" on")
        assert read.head(LOG).size == 3
    assert name_here() == f"{recording} off"
    assert read.head(LOG).size == 4


@pytest.mark.usefixtures("behind")
def test_what_has_to_be_whole_is_read_where_it_is_written_when_the_other_is_behind() -> None:
    with from_a_follower(LOG, at_least=3) as follows:
        assert follows
    with from_a_follower(LOG, at_least=4) as follows:
        assert not follows
    assert [trace.index for trace in every_trace(LOG, EVERY, before=4)] == [3, 2, 1, 0]
    with from_a_follower("nowhere", at_least=1) as follows:
        assert not follows


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[BaseDatabaseWrapper]]:
    """The connections that are opened meanwhile; an entry is a part of a table."""
    found: list[BaseDatabaseWrapper] = []

    def opens(connection: BaseDatabaseWrapper, **_: object) -> None:
        found.append(connection)

    monkeypatch.setattr(read_traces, "AT_ONCE", 1)
    connection_created.connect(opens)
    yield found
    connection_created.disconnect(opens)


@pytest.mark.usefixtures("behind")
def test_a_table_is_read_by_one_connection_which_is_closed_at_its_end(opened: list[BaseDatabaseWrapper]) -> None:
    assert [trace.index for trace in every_trace(LOG, EVERY, before=3)] == [2, 1, 0]
    (follower,) = opened
    assert follower.connection is None


@pytest.mark.usefixtures("behind")
def test_it_is_closed_also_when_nobody_takes_the_rest_of_the_table(opened: list[BaseDatabaseWrapper]) -> None:
    """A browser that went away: whatever serves the pages then closes the answer, and Django what the answer is of."""
    given = every_trace(LOG, EVERY, before=3)
    answer = StreamingHttpResponse(given)
    assert next(given).index == 2
    (follower,) = opened
    assert follower.connection is not None
    answer.close()
    assert follower.connection is None
    assert list(given) == []


@pytest.mark.usefixtures("behind")
def test_one_that_breaks_in_the_middle_is_made_anew(opened: list[BaseDatabaseWrapper]) -> None:
    given = every_trace(LOG, EVERY, before=3)
    assert next(given).index == 2
    opened[0].connection.close()
    assert [trace.index for trace in given] == [1, 0]
    assert len(opened) == 2
    assert [one.connection for one in opened] == [None, None]


@pytest.mark.usefixtures("behind")
def test_what_is_left_of_a_table_is_read_where_it_is_written_once_none_follows(
    opened: list[BaseDatabaseWrapper], settings: Settings
) -> None:
    given = every_trace(LOG, EVERY, before=3)
    assert next(given).index == 2
    settings.PROVISO_READING_DATABASE = {"HOST": "/nowhere"}
    opened[0].connection.close()
    assert [trace.index for trace in given] == [1, 0]
    assert len(opened) == 1


def test_where_none_is_set_or_none_can_be_reached_it_is_read_where_it_is_written(
    databases: Databases, settings: Settings
) -> None:
    record_cases(1, cases=1)
    for told in (None, {"HOST": "/nowhere"}):
        settings.PROVISO_READING_DATABASE = told
        with from_a_follower(LOG) as follows:
            assert not follows
            assert name_here() == f"{databases.name('default')} off"


def test_each_part_is_given_while_nobody_reads_elsewhere(databases: Databases, settings: Settings) -> None:
    record_cases(2, cases=1)
    settings.PROVISO_READING_DATABASE = {"HOST": str(shared().folder)}
    for trace in every_trace(LOG, EVERY, before=2):
        assert name_here() == f"{databases.name('default')} off", trace
