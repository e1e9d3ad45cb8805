"""Entries outside the folds by their kind and by who made them: opened where they can be, found by an index."""

from datetime import timedelta

import pytest
from django.db import connections, transaction
from django.test.utils import CaptureQueriesContext

from proviso.record import keys
from proviso.record.append import append
from proviso.record.entry import Category, Draft
from proviso.record.erase import erase
from proviso.record.models import WrappedKey
from proviso.record.read_consultations import at_places, made_between, made_by, outside_folds

from .making import LOG, NOON
from .tampering import let_everything_pass, run

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def looks() -> None:
    """Two people look at three cases, an hour after each other; one of the looks is of another kind."""
    for number in range(3):
        keys.ensure(f"case-{number}")
        for who in ("W1", "W2"):
            look(f"case-{number}", who, "looked", number)
    look("case-0", "W1", "refused", 3)


def look(case: str, actor: str, kind: str, hours: int) -> None:
    draft = Draft(
        log=LOG,
        case=case,
        kind=kind,
        category=Category.CONSULTATION,
        actor=actor,
        body={"role": "officer"},
        seq=None,
        why=f"to help with {case}",
    )
    with transaction.atomic():
        append(draft, now=NOON + timedelta(hours=hours))


def test_one_persons_entries_of_a_kind_from_a_time_on(looks: None) -> None:
    found = made_by(LOG, "W1", "looked", since=NOON + timedelta(hours=1))
    assert [(one.index, one.case, one.actor, one.why) for one in found] == [
        (2, "case-1", "W1", "to help with case-1"),
        (4, "case-2", "W1", "to help with case-2"),
    ]
    assert made_by("eastmere", "W1", "looked", since=NOON) == []


def test_entries_of_some_kinds_from_a_place_on(looks: None) -> None:
    assert [one.index for one in outside_folds(LOG, ("looked", "refused"), since=3)] == [3, 4, 5, 6]
    assert [one.kind for one in outside_folds(LOG, ("refused",))] == ["refused"]


def test_who_made_which_and_when_of_some_kinds_between_two_times(looks: None) -> None:
    found = made_between(LOG, ("looked", "refused"), NOON + timedelta(hours=2), NOON + timedelta(hours=3))
    at = int((NOON + timedelta(hours=2)).timestamp()) * 1_000_000
    assert found == [("looked", "case-2", "W1", at), ("looked", "case-2", "W2", at)]
    assert [one[0] for one in made_between(LOG, ("refused",), NOON, NOON + timedelta(days=1))] == ["refused"]


def test_entries_at_places(looks: None) -> None:
    assert {place: one.case for place, one in at_places(LOG, {0, 4, 99}).items()} == {0: "case-0", 4: "case-2"}
    assert at_places(LOG, set()) == {}


def test_what_cannot_be_read_is_there_without_its_words(looks: None) -> None:
    erase("case-0", by="Mx Yew", second="Mx Reed", now=NOON + timedelta(hours=4), why="retention")
    WrappedKey.objects.filter(case="case-1").update(wrapped=b"damaged")
    swapped = WrappedKey.objects.get(case="case-2")
    keys.ensure("case-9")
    other = WrappedKey.objects.get(case="case-9")
    assert bytes(swapped.wrapped) != bytes(other.wrapped)
    found = made_by(LOG, "W2", "looked", since=NOON)
    assert [(one.case, one.why, bool(one.body)) for one in found] == [
        ("case-0", "", False),
        ("case-1", "", False),
        ("case-2", "to help with case-2", True),
    ]


def test_what_was_changed_is_there_without_its_words(looks: None) -> None:
    let_everything_pass()
    run("UPDATE record_entry SET body = x'00' WHERE \"index\" = 0")
    assert at_places(LOG, {0})[0].why == ""


@pytest.mark.sqlite
def test_it_is_asked_by_an_index_however_much_was_recorded(looks: None) -> None:
    with CaptureQueriesContext(connections["default"]) as captured:
        made_by(LOG, "W1", "looked", since=NOON)
    with connections["default"].cursor() as cursor:
        plan = cursor.execute(f"EXPLAIN QUERY PLAN {captured[0]['sql']}").fetchall()
    assert any("entry_by_actor (log=? AND actor=? AND kind=? AND at>?)" in str(step[3]) for step in plan), plan
