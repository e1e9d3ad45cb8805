"""Killed at any moment of real acts, a service leaves no act half done, in the record or beside it."""

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

import pytest

from proviso.accounts.models import Role
from proviso.casework import clock
from proviso.casework.acts.answer import record_answer
from proviso.casework.acts.decide import decide
from proviso.casework.history.replay import replay
from proviso.casework.models import CaseRow
from proviso.casework.rebuilding import rebuild
from proviso.casework.values.allegation import Allegation
from proviso.casework.writing.access import open_case
from proviso.casework.writing.finding import ask_by_crime_reference
from proviso.casework.writing.permissions import Actor
from proviso.record import keys, models, read, sweeping, verify
from tests.record.disk import Files, using
from tests.record.killing import killed_after, killed_at
from tests.record.test_kills import MOMENTS

from .conftest import wessmere
from .every import NEEDED
from .examples import ALLEGATION, ANSWERS, CALL_ENDED, CALL_STARTED, NOW, START, answer, begun, decision_on, without
from .walking import rows

pytestmark = pytest.mark.kills
OFFICER = Actor("officer-north", Role.OFFICER, "wessmere", "north")
JOURNEY = [START.kind, *(one.kind for one in ANSWERS), "sharing_decided", CALL_STARTED.kind, CALL_ENDED.kind]


def journey(number: int) -> None:
    """A case from its opening to its disclosure, looked at and looked for on the way: twenty acts and more."""
    with clock.driven(lambda: NOW):
        opened = begun(OFFICER)
        own = replace(ALLEGATION, crime_reference=f"WES/{number}/26")
        opened = answer(opened, (own, *without(Allegation)))
        asker = replace(OFFICER, staff_number=opened.case.reference)  # each time another: so many an hour are answered
        ask_by_crime_reference(asker, f"WES/{number}/26", reason="She rang about that crime")
        opened = open_case(OFFICER, opened.case.reference, reason="To send it", session="a session")
        opened = decide(opened, decision_on(opened), seen=opened.case.seq)
        answer(opened, (CALL_STARTED, CALL_ENDED))


def left_whole() -> dict[str, int]:
    """What is left is whole, once a service starts again: each case, and how many acts. Fails where one is half."""
    sweeping.sweep(older_than=timedelta(0))
    report = verify.verify()
    assert report.whole, report.faults
    left = sweeping.unused(older_than=timedelta(0))
    assert not left.half_erased + left.never_begun
    assert len(left.unaccounted) <= 1, "a kill leaves one key whose case was not begun"
    kept, acts = rows(), {}
    for reference, force in read.begun().items():
        told = replay(reference, force, read.entries(reference))
        assert [one.value.kind for one in told.history] == JOURNEY[: told.seq]
        acts[reference] = told.seq
    assert {row.reference: row.seq for row in CaseRow.objects.all()} == acts
    assert set(models.WrappedKey.objects.values_list("case", flat=True)) <= {
        *acts,
        *left.unaccounted,
        keys.own_case("wessmere"),
    }
    rebuild(date(2026, 11, 22))
    assert rows() == kept, "the rows beside the record are not what it makes of them"
    return acts


def goes_on(references: Iterable[str]) -> None:
    """The next acts work: on every case that was left, and on a new one."""
    with clock.driven(lambda: NOW):
        for reference in (*references, begun(OFFICER).case.reference):
            opened = open_case(OFFICER, reference, reason="To go on", session="the next")
            record_answer(opened, NEEDED, seen=opened.case.seq)
    assert verify.verify().whole


def test_killed_at_200_random_moments_no_act_is_half_done(template: Files, files: Files, tmp_path: Path) -> None:
    wessmere()
    moments = random.Random(20200423)
    start = perf_counter()
    journey(0)
    one_journey = perf_counter() - start
    acts = 0
    base = _based(template, tmp_path)
    for number in range(MOMENTS):
        fresh = base.copied(tmp_path / str(number))
        killed_after(fresh, journey, 0, moments.uniform(0, one_journey))
        with using(fresh):
            left = left_whole()
            goes_on(left)
            acts += sum(left.values())
        fresh.removed()
    assert acts > MOMENTS, "the kills came before anything was done"


def test_killed_before_each_statement_of_an_act_it_is_done_or_it_is_not(
    template: Files, files: Files, tmp_path: Path
) -> None:
    base = _based(template, tmp_path)
    with using(base), clock.driven(lambda: NOW):
        opened = answer(begun(OFFICER), ANSWERS)

    def act(_: int) -> None:
        with clock.driven(lambda: NOW):
            decide(opened, decision_on(opened), seen=opened.case.seq)

    statement = 1
    while True:
        fresh = base.copied(tmp_path / str(statement))
        killed = killed_at(fresh, act, statement)
        with using(fresh):
            (acts,) = left_whole().values()
        fresh.removed()
        assert acts in ({len(ANSWERS) + 1, len(ANSWERS) + 2} if killed else {len(ANSWERS) + 2})
        if not killed:
            break
        statement += 1
    assert statement > 10, "an act takes more statements than that"


def _based(template: Files, tmp_path: Path) -> Files:
    """Files with a force and no case."""
    base = template.copied(tmp_path / "base")
    with using(base):
        wessmere()
    return base
