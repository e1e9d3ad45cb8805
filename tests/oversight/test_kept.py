"""Reconciliations as they are kept: sealed, noted in the force's log, and what was found about each thing beside it."""

from datetime import timedelta

import pytest
from django.db import connection

from proviso.accounts.channel_codes import Channel
from proviso.accounts.entries import case_of
from proviso.accounts.force_changes import NotTheirs
from proviso.accounts.models import Force, Officer, Recipient, Role
from proviso.casework import clock
from proviso.oversight.matching import Tolerance
from proviso.oversight.models import FoundRow, ReconciliationRow
from proviso.oversight.reconcile import listing, reconcile
from proviso.oversight.shape import Shape
from proviso.oversight.stored_reconciliations import (
    Explained,
    NothingListed,
    ReconciliationAnswer,
    keep,
    latest,
    one,
    record_found,
)
from proviso.record import keys, read

from ..casework.conftest import Clock
from ..casework.examples import NOW
from .conftest import Written

pytestmark = pytest.mark.django_db(databases="__all__")

WORDS = ReconciliationAnswer(explained=Explained.NOT_KNOWN, words="Words")
LINES = ("2026-11-22 03:00:00,07700900123,01632960001", "2026-11-22 04:00:00,07700900124,01632960001")


@pytest.fixture
def reference(force: Force, recipients: dict[str, Recipient], log: Written) -> str:
    found = reconcile(
        force, log(*LINES), Channel.TELEPHONE, Shape(("When",), "To", "From"), Tolerance(timedelta(0), timedelta(0))
    )
    made = keep(force, found, now=clock.now())
    assert one(force, made).listing == listing(found)
    return made


def everything_in_the_database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM oversight_reconciliation")
        rows = cursor.fetchall()
        cursor.execute("SELECT * FROM oversight_found")
        return repr([*rows, *cursor.fetchall()])


def test_it_is_kept_sealed_and_noted_in_the_force_s_log(force: Force, reference: str) -> None:
    kept = one(force, reference)
    assert kept.things == ["contact-0", "contact-1"]
    assert (kept.open, kept.made_at) == (2, NOW)
    assert [each.reference for each in latest(force)] == [reference]
    assert "900123" not in everything_in_the_database()
    (trace,) = read.bodiless("wessmere")
    assert (trace.kind, trace.category, trace.actor) == ("log_reconciled", "combination", "the server")
    (entry,) = read.entries(case_of(force), with_openings=True)
    assert entry.body["reconciliation"] == reference
    assert entry.body["unexplained_contacts"] == 2
    assert "9001" not in repr(entry.body)


def test_what_was_found_stands_beside_it_and_is_an_entry(
    force: Force, reference: str, protection_officer: Officer, time: Clock
) -> None:
    said = "PC Invented Ashe rang about another matter"
    first = ReconciliationAnswer(explained=Explained.NOT_KNOWN, words="Asked the unit")
    second = ReconciliationAnswer(explained=Explained.NOT_A_DISCLOSURE, words=said)
    for finding in (first, second):
        record_found(force, reference, "contact-1", finding, by=protection_officer, now=NOW)
    kept = one(force, reference)
    assert kept.open == 1
    assert [(each.finding, each.by) for each in kept.found["contact-1"]] == [(first, "dpo-1"), (second, "dpo-1")]
    assert said not in everything_in_the_database()
    assert [trace.kind for trace in read.bodiless("wessmere")][1:] == ["reconciliation_answered"] * 2


def test_nobody_else_says_what_was_found(force: Force, reference: str, protection_officer: Officer) -> None:
    Officer.objects.filter(pk=protection_officer.pk).update(role=Role.SUPERVISOR)
    with pytest.raises(NotTheirs):
        record_found(force, reference, "contact-0", WORDS, by=protection_officer, now=NOW)
    assert not FoundRow.objects.exists()


@pytest.mark.parametrize("about", ["contact-2", "disclosure-0", "contact--1", "nothing"])
def test_only_what_was_listed_can_be_answered(
    force: Force, reference: str, protection_officer: Officer, about: str
) -> None:
    with pytest.raises(NothingListed):
        record_found(force, reference, about, WORDS, by=protection_officer, now=NOW)


def test_another_force_has_none_of_it(force: Force, reference: str) -> None:
    other = Force.objects.create(code="eastmere", name="Eastmere Police", jurisdiction=force.jurisdiction)
    assert latest(other) == []
    with pytest.raises(NothingListed):
        one(other, reference)


def test_a_listing_moved_to_another_reconciliation_does_not_open(force: Force, reference: str) -> None:
    row = ReconciliationRow.objects.get()
    ReconciliationRow.objects.create(reference="RC-0000-0000", force=row.force, made_at=NOW, listing=row.listing)
    with pytest.raises(keys.SealBroken):
        one(force, "RC-0000-0000")
