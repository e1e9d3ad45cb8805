"""The record read from a machine that follows: another database of the run's server stands for it, and is behind."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connections
from pytest_django.fixtures import Settings

from proviso.record import read
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
