"""However many cases and entries a force has, a page reads no more rows of PostgreSQL than it shows: the twin of what
the tests of SQLite ask of its plans.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.db import connections
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from proviso.accounts.models import Role
from proviso.casework import clock
from proviso.casework.writing.access import vacuum_openings
from proviso.casework.writing.permissions import Actor
from proviso.record.backends import backend_of
from proviso.record.models import DEFAULT
from proviso.record.read_traces import LOOKED_THROUGH
from tests.accounts.people import add_wessmere
from tests.casework.examples import ready
from tests.postgresql.rows_read import rows_read
from tests.record.disk import Databases, using
from tests.web.conftest import officer_of

pytestmark = pytest.mark.system

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CASES, ENTRIES, UNITS, OFFICERS = 10_000, 200_000, 20, 200
MANY = """
INSERT INTO casework_case (reference, force, unit, owner, seq, stage, unacknowledged, seen_by_lead)
SELECT 'PV-' || n, 'wessmere', CASE n % {units} WHEN 0 THEN 'harbour' ELSE 'unit-' || n % {units} END,
       CASE n % {officers} WHEN 0 THEN 'officer-harbour' ELSE 'W' || n % {officers} END, 9, 'open', false, n % 9 = 0
FROM generate_series(1, {cases}) n;
INSERT INTO casework_worklist ("case", queue, what, force, unit, owner, due_at, summary, not_by)
SELECT c.reference, q.queue, 'answer', c.force, c.unit, c.owner,
       timestamptz '2026-11-01' + random() * interval '60 days', '', ''
FROM generate_series(1, {cases}) n JOIN casework_case c ON c.reference = 'PV-' || n,
     (VALUES ('officer', 1), ('supervisor', 3), ('disclosure_desk', 4), ('vulnerability_lead', 5),
     ('data_protection_officer', 7)) q (queue, every)
WHERE n % q.every = 0;
INSERT INTO casework_raised (force, audience, whose, what, staff_number, "case", times, first_at, last_at, place)
SELECT c.force, a.audience, CASE a.audience WHEN 'owner' THEN c.owner WHEN 'supervisor' THEN c.unit ELSE '' END,
       'opened', 'W1', c.reference, 1, now(), now(), row_number() OVER ()
FROM casework_case c, (VALUES ('owner'), ('supervisor'), ('data_protection_officer')) a (audience);
INSERT INTO casework_opening (session, staff_number, "case", reason, until)
SELECT md5(n::text), 'W' || n % {officers}, 'PV-' || n, '', timestamptz '2026-11-22 12:00' + n * interval '1 second'
FROM generate_series(1, {cases}) n;
INSERT INTO casework_crime_reference ("case", force, digest)
SELECT reference, force, md5(reference) || md5(reference) FROM casework_case WHERE seq = 9;
INSERT INTO casework_reason_words ("case", digest)
SELECT reference, md5(reference) || md5(reference) FROM casework_case;
INSERT INTO record_entry (log, "index", "case", seq, kind, category, actor, at, entry_id, body, leaf)
SELECT 'wessmere', {begin} + n, 'PV-' || 1 + n % {cases},
       CASE n / {cases} % 3 WHEN 2 THEN NULL ELSE 1 + n / {cases} END,
       CASE n / {cases} % 3 WHEN 2 THEN 'case_consulted' ELSE 'address_recorded' END,
       CASE n / {cases} % 3 WHEN 2 THEN 'consultation' ELSE 'collection' END,
       CASE n % 7 WHEN 0 THEN 'officer-harbour' ELSE 'W' || n % {officers} END,
       1000000 * extract(epoch FROM timestamptz '2026-11-22 11:00' - ({entries} - n) * interval '1 minute')::bigint,
       '', '', ''
FROM generate_series(0, {entries} - 1) n;
UPDATE record_head SET size = {size}, frontier = decode(repeat('00', 32 * {peaks}), 'hex');
"""
"""Rows in the columns by which they are found; nothing is sealed in them, and no tree stands over them."""


@dataclass(frozen=True)
class Large:
    """A force with that many rows, in which somebody of each role is signed in; and a case of the officer's."""

    databases: Databases
    browsers: Mapping[str, Client]
    case: str

    @contextmanager
    def there(self) -> Iterator[None]:
        """Within, this is where everything is read and written."""
        with using(self.databases), clock.driven(lambda: NOW):
            yield


@pytest.fixture(scope="module")
def large(
    template: Databases, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[Large]:
    databases = template.copied(tmp_path_factory.mktemp("large"))
    with django_db_blocker.unblock():
        with using(databases), clock.driven(lambda: NOW):
            add_wessmere()
            people = {role.value: officer_of(role, "harbour") for role in Role}
            case = ready(Actor.of(people["officer"])).case.reference
            _fill()
            browsers = {role: Client() for role in people}
            for role, officer in people.items():
                browsers[role].force_login(officer)
        yield Large(databases, browsers, case)
    databases.removed()


def _fill() -> None:
    with connections[DEFAULT].cursor() as cursor:
        cursor.execute("SELECT size FROM record_head")
        (begin,) = cursor.fetchone()
        size = begin + ENTRIES
        told = {"begin": begin, "size": size, "peaks": size.bit_count(), "cases": CASES, "entries": ENTRIES}
        for table in ("record_entry", "record_head"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(MANY.format(units=UNITS, officers=OFFICERS, **told))
        backend_of(connections[DEFAULT]).create_triggers()
        cursor.execute("ANALYZE")


PAGES = [
    ("officer", "/worklist/own", 150),
    ("officer", "/worklist/unit", 150),
    ("officer", "/worklist/unit?stage=open", 150),
    ("officer", "/who-looked", 150),
    ("officer", "/cases/{case}/", 80),
    ("officer", "/cases/{case}/questions/address", 80),
    ("officer", "/cases/{case}/decide", 80),
    ("officer", "/cases/{case}/timeline", 80),
    ("supervisor", "/worklist/reviews", 170),
    ("supervisor", "/worklist/unit", 170),
    ("supervisor", "/who-looked", 150),
    ("supervisor", "/leaving", 50 + CASES // UNITS),
    ("disclosure_desk", "/worklist/desk", 130),
    ("vulnerability_lead", "/worklist/vulnerability", 130),
    ("data_protection_officer", "/worklist/data_protection", 150),
    ("data_protection_officer", "/who-looked", 150),
    ("auditor", "/record", 120),
    ("auditor", "/record?case={case}", 80),
    ("auditor", "/record?who=W7", 120),
    ("auditor", "/record?kind=address_recorded", 120),
    ("auditor", "/record?kind=force_added", 100 + LOOKED_THROUGH),
    ("auditor", "/record?day=2026-10-22", 140),
    ("auditor", "/record/table.csv?case={case}", 80),
]
"""Whose page, and how many rows it may read: a page of a list shows 25 cases, of the record 50 entries. Two read more:
who leaves is told of all cases of the unit, and a kind that is rare is sought in so much of the log."""


@pytest.mark.parametrize(("role", "path", "most"), PAGES)
def test_a_page_reads_no_more_than_it_shows(large: Large, role: str, path: str, most: int) -> None:
    statuses = []

    def read() -> None:
        answer = large.browsers[role].get(path.format(case=large.case))
        statuses.append(answer.status_code)
        b"".join(answer.streaming_content if answer.streaming else [answer.content])  # type: ignore[attr-defined]

    with large.there():
        read()  # the case is opened, which is asked once in a quarter of an hour
        found = rows_read(read)
    assert statuses == [200, 200]
    assert 10 < sum(found.values()) <= most, found


def test_whoever_opens_a_case_goes_through_none_of_the_openings_that_hold(large: Large) -> None:
    with large.there():
        found = rows_read(vacuum_openings)
    assert sum(found.values()) <= 2, found


def test_what_is_read_is_counted(large: Large) -> None:
    with large.there():
        every = "SELECT count(*) FROM casework_case WHERE unit = 'unit-7' AND stage || '' = 'open'"
        found = rows_read(lambda: connections[DEFAULT].cursor().execute(every))
    assert found[every] >= CASES // UNITS
