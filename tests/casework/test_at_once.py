"""Several processes on the same files at once: nothing is lost, no place is skipped, the record verifies."""

from collections.abc import Callable
from dataclasses import replace

from proviso.accounts.models import Role
from proviso.casework import clock
from proviso.casework.acts.answer import record_answer
from proviso.casework.acts.share import start_call
from proviso.casework.history.case import Stage
from proviso.casework.history.replay import replay
from proviso.casework.models import CaseRow
from proviso.casework.rebuilding import rebuild
from proviso.casework.values.person import Knows
from proviso.casework.writing.access import open_case
from proviso.casework.writing.commit import MovedOn
from proviso.casework.writing.permissions import Actor, NotAllowed
from proviso.record import read
from proviso.record.verify import verify
from tests.record.disk import Files
from tests.record.killing import at_once

from .conftest import wessmere
from .examples import ADDRESS, ALLEGATION, CALL_STARTED, CONTROL, NOW, begun, changed, decided
from .walking import rows


def test_several_processes_at_once_lose_nothing_and_leave_no_gap(files: Files) -> None:
    wessmere()
    officer = Actor("officer-north", Role.OFFICER, "wessmere", "north")
    with clock.driven(lambda: NOW):
        common, own = begun(officer).case.reference, [begun(officer).case.reference for _ in range(3)]

    def work(number: int) -> Callable[[], None]:
        someone = replace(officer, staff_number=f"officer-{number}")
        question = (ADDRESS, CONTROL, ALLEGATION)[number]
        changes = [
            {0: {"address": f"{n} Invented Row"}, 1: {"used": Knows.YES, "how": f"He said so {n} times"},
             2: {"crime_reference": f"WES/{n}/26"}}[number]
            for n in range(12)
        ]  # fmt: skip

        def act() -> None:
            with clock.driven(lambda: NOW):
                for change in changes:
                    for reference in (common, own[number]):
                        opened = open_case(
                            someone, reference, reason="To help a colleague", session=f"session {number}"
                        )
                        record_answer(opened, changed(question, **change), seen=opened.case.seq)

        return act

    at_once(files, *(work(number) for number in range(3)))
    assert verify().whole
    told = replay(common, "wessmere", read.entries(common))
    assert [one.seq for one in told.history] == list(range(1, 38))
    assert {one.by for one in told.history[1:]} == {f"officer-{number}" for number in range(3)}
    assert [CaseRow.objects.get(reference=one).seq for one in (common, *own)] == [37, 13, 13, 13]
    assert read.head("wessmere").size == 4 + 72 + 6


def test_two_who_start_the_same_call_at_once_start_one(files: Files) -> None:
    wessmere()
    officer = Actor("officer-north", Role.OFFICER, "wessmere", "north")
    with clock.driven(lambda: NOW):
        cases = [decided(officer) for _ in range(6)]

    def start(number: int) -> Callable[[], None]:
        def act() -> None:
            with clock.driven(lambda: NOW):
                for opened in cases:
                    mine = replace(opened, actor=replace(officer, staff_number=f"officer-{number}"))
                    try:
                        start_call(mine, CALL_STARTED, seen=opened.case.seq)
                    except (MovedOn, NotAllowed):
                        continue

        return act

    at_once(files, start(0), start(1))
    for opened in cases:
        told = replay(opened.case.reference, "wessmere", read.entries(opened.case.reference))
        assert (told.stage, told.seq) == (Stage.CALLING, opened.case.seq + 1)
    kept = rows()
    rebuild(NOW.date())
    assert rows() == kept
