"""The force that the bench makes to be measured: its record verifies, and its rows are those that the product makes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections
from pytest_django.plugin import DjangoDbBlocker

from bench.big_force.__main__ import main
from bench.big_force.making import make
from bench.big_force.people import planned
from bench.big_force.plan import TooFewEntries
from bench.big_force.prototypes import Prototypes, made
from proviso.accounts.models import Officer
from proviso.casework import clock
from proviso.casework.models import CaseRow
from proviso.casework.rebuilding import rebuild
from proviso.record import read, triggers
from proviso.record.models import DEFAULT, Entry
from proviso.record.verify import verify
from proviso.service.account_checks import disagreeing
from tests.record.disk import Databases, using

pytestmark = pytest.mark.system

OFFICERS, CASES, ENTRIES = 40, 60, 1_500
ROWS = {
    "casework_case": "reference, force, unit, owner, seq, stage, unacknowledged, seen_by_lead",
    "casework_crime_reference": '"case", force, digest',
    "casework_reason_words": '"case", digest',
    "casework_shared": '"case", force, seq, what, began_at, ended_at, how, department, recipient',
    "casework_worklist": '"case", queue, what, force, unit, owner, due_at, not_by',
    "casework_raised": "audience",
}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Prototypes:
    with django_db_blocker.unblock():
        return made(tmp_path_factory.mktemp("first"))


@pytest.fixture(scope="module")
def force(
    first: Prototypes, template: Databases, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[Databases]:
    """A force of a few people and cases."""
    databases = template.copied(tmp_path_factory.mktemp("force"))
    with django_db_blocker.unblock():
        with using(databases):
            asked = {"officers": OFFICERS, "many": CASES, "entries": ENTRIES, "processes": 1, "seed": 4}
            make(first, **asked, progress=lambda *_: None)
        yield databases
    databases.removed()


@pytest.fixture
def there(force: Databases, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), using(force):
        yield


@pytest.mark.usefixtures("there")
def test_its_record_verifies_and_every_entry_opens() -> None:
    report = verify()
    assert (report.faults, report.leftovers) == ((), ())
    (log,) = report.logs
    assert (log.opened, log.erased) == (log.size, 0)
    own = Entry.objects.filter(case="force:wessmere").count()
    assert abs(log.size - own - ENTRIES) < CASES
    assert triggers.missing(connections[DEFAULT]) == []
    assert CaseRow.objects.count() == CASES == len(read.begun())
    assert list(Entry.objects.order_by("index").values_list("at", flat=True)) == sorted(
        Entry.objects.values_list("at", flat=True)
    )


@pytest.mark.usefixtures("there")
def test_its_people_are_on_the_record() -> None:
    assert Officer.objects.count() == OFFICERS
    assert disagreeing() == ""


def rows() -> dict[str, list[tuple[object, ...]]]:
    found = {}
    with connections[DEFAULT].cursor() as cursor:
        for table, columns in ROWS.items():
            cursor.execute(f"SELECT {columns} FROM {table}")
            found[table] = sorted(cursor.fetchall(), key=repr)
    return found


@pytest.mark.usefixtures("there")
def test_its_rows_are_those_that_the_product_makes_of_the_record(first: Prototypes) -> None:
    before = rows()
    with clock.driven(lambda: first.now):
        assert rebuild(clock.today()) == CASES
    assert rows() == before
    assert all(before[table] for table in ROWS if table != "casework_raised")


def test_a_folder_in_which_there_is_something_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "something").touch()
    assert main(["make", str(tmp_path)]) == 2
    assert capsys.readouterr().err == f"big_force: {tmp_path} is not empty: name a folder that is not there yet\n"
    assert main(["make", str(tmp_path / "new"), "--officers", "12"]) == 2
    assert capsys.readouterr().err == "big_force: a force of 12 officers has no units: give --officers 30 or more\n"
    assert main(["measure", str(tmp_path), str(tmp_path)]) == 2
    assert "holds no force: make one there with python -m bench.big_force make" in capsys.readouterr().err


def test_too_few_people_or_entries_are_refused_in_words(first: Prototypes) -> None:
    with pytest.raises(ValueError, match="a force of 12 officers has no units: give --officers 30 or more"):
        planned(12)
    asked = {"officers": OFFICERS, "many": CASES, "entries": 100, "processes": 1, "seed": 4}
    with pytest.raises(TooFewEntries, match=r"60 cases have [\d,]+ entries of their own: give --entries \d+ or more"):
        make(first, **asked, progress=lambda *_: None)
