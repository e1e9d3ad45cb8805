"""A log held against the register: what is explained, what is not, and that each can be told from the other."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from proviso.accounts.channel_codes import Channel
from proviso.accounts.models import Force, Recipient
from proviso.casework.acts.share import record_already_shared, record_another_disclosure
from proviso.casework.row_codes import Exchange
from proviso.casework.writing.permissions import Actor
from proviso.oversight.matching import Tolerance
from proviso.oversight.reconcile import Reconciliation, counts, listing, reconcile
from proviso.oversight.shape import LogRefused, Shape

from ..casework.conftest import Clock
from ..casework.every import LATE, NOT_REACHED
from ..casework.examples import CALL_ENDED, CALL_STARTED, NOW, answer, begun, decided
from .conftest import Written

pytestmark = pytest.mark.django_db(databases="__all__")

SHAPE = Shape(("When",), "To", "From", zone="UTC")
FIVE = Tolerance(timedelta(minutes=5), timedelta(minutes=5))
LONG_BEFORE, LONG_AFTER = "2026-11-20 00:00:00,4021,1", "2026-11-24 00:00:00,4021,1"
NUMBER, TEAM = "+44 (0)1632 960001", "01632960002"

Held = Callable[..., Reconciliation]


@pytest.fixture
def held(force: Force, recipients: dict[str, Recipient], log: Written) -> Held:
    """These lines of a log, held against the register."""

    def make(*lines: str, log_of: Channel = Channel.TELEPHONE) -> Reconciliation:
        return reconcile(force, log(LONG_BEFORE, *lines, LONG_AFTER), log_of, SHAPE, FIVE)

    return make


def line(minutes: int, to: str = NUMBER, sender: str = "4021") -> str:
    return f"{NOW + timedelta(minutes=minutes):%Y-%m-%d %H:%M:%S},{sender},{to}"


def called(officer: Actor, time: Clock, minutes: int = 9) -> str:
    """A case that was shared by a call of so many minutes from now; its reference."""
    opened = answer(decided(officer), (CALL_STARTED,))
    time.now = NOW + timedelta(minutes=minutes)
    opened = answer(opened, (replace(CALL_ENDED, happened_at=time.now),))
    return opened.case.reference


def test_a_call_on_record_is_explained_and_another_is_not(officer: Actor, time: Clock, held: Held) -> None:
    called(officer, time)
    found = held(line(1), line(60))
    assert [one.line for one in found.unexplained] == [4]
    assert (found.missing, found.judged, found.clear) == ((), 1, False)
    assert held(line(1)).clear


def test_a_call_on_record_that_nobody_made_is_listed(officer: Actor, time: Clock, held: Held) -> None:
    reference = called(officer, time)
    found = held()
    assert [(one.case, one.what) for one in found.missing] == [(reference, Exchange.DISCLOSURE)]
    assert not found.clear


def test_one_call_explains_one_case(officer: Actor, time: Clock, held: Held) -> None:
    called(officer, time)
    called(officer, time)
    assert len(held(line(5)).missing) == 1
    assert held(line(5), line(6)).clear


@pytest.mark.parametrize(("minutes", "explained"), [(-6, False), (-5, True), (9, True), (14, True), (15, False)])
def test_a_contact_may_lie_so_far_before_and_after(
    officer: Actor, time: Clock, held: Held, minutes: int, explained: bool
) -> None:
    called(officer, time, minutes=9)
    found = held(line(minutes))
    assert (not found.missing, not found.unexplained) == (explained, explained)


def test_a_call_to_another_department_does_not_explain_it(officer: Actor, time: Clock, held: Held) -> None:
    called(officer, time)
    found = held(line(1, TEAM))
    assert (len(found.unexplained), len(found.missing)) == (1, 1)
    assert listing(found)["contacts"][0]["name"] == "The team"  # type: ignore[index, call-overload]


def test_a_number_that_was_only_proposed_is_not_looked_for_and_one_withdrawn_is(held: Held) -> None:
    assert held(line(1, "01632 960009")).clear
    assert len(held(line(1, TEAM)).unexplained) == 1


def test_a_call_back_from_the_home_office_is_a_contact_too(held: Held) -> None:
    found = held(line(1, "4021", NUMBER))
    assert [(one.outgoing, one.ours) for one in found.unexplained] == [(False, "4021")]


def test_a_call_that_reached_nobody_explains_a_contact_and_needs_none(officer: Actor, held: Held) -> None:
    answer(decided(officer), (CALL_STARTED, NOT_REACHED))
    assert held(line(1)).clear
    assert held().clear


def test_a_disclosure_recorded_late_counts_and_one_without_a_time_is_listed(officer: Actor, held: Held) -> None:
    opened = begun(officer)
    opened = record_already_shared(opened, LATE, seen=opened.case.seq)
    assert len(held().missing) == 1
    assert held(line(-24 * 60)).clear
    record_another_disclosure(opened, replace(LATE, happened_at=None), seen=opened.case.seq)
    found = held(line(-24 * 60))
    assert [one.case for one in found.untimed] == [opened.case.reference]
    assert not found.clear


def test_what_went_another_way_is_not_asked_of_this_log(officer: Actor, time: Clock, held: Held) -> None:
    called(officer, time)
    found = held("2026-11-22 03:01:00,4021@wessmere.example,The Desk <DESK@unit.example>", log_of=Channel.EMAIL)
    assert (len(found.unexplained), found.judged, found.missing) == (1, 0, ())


def test_what_lies_outside_the_log_is_counted_and_not_judged(
    officer: Actor, time: Clock, force: Force, recipients: dict[str, Recipient], log: Written
) -> None:
    called(officer, time)
    path = log(line(-120), line(-60, "1"))
    found = reconcile(force, path, Channel.TELEPHONE, SHAPE, FIVE)
    assert (found.judged, found.outside, found.missing) == (0, 1, ())
    edge = reconcile(force, log(line(3), line(60, "1")), Channel.TELEPHONE, SHAPE, FIVE)
    assert (edge.judged, edge.outside, edge.unexplained) == (0, 1, ())


def test_another_force_s_disclosures_explain_nothing(officer: Actor, time: Clock, held: Held, force: Force) -> None:
    called(officer, time)
    force.__class__.objects.filter(pk=force.pk).update(code="elsewhere")
    force.refresh_from_db()
    assert len(held(line(1)).unexplained) == 1


def test_an_empty_log_says_nothing_and_a_bad_line_is_never_well(
    force: Force, recipients: dict[str, Recipient], log: Written
) -> None:
    empty = reconcile(force, log(), Channel.TELEPHONE, SHAPE, FIVE)
    assert (empty.read.lines, empty.clear) == (0, True)
    assert not reconcile(force, log("nonsense"), Channel.TELEPHONE, SHAPE, FIVE).clear


def test_a_force_without_recipients_has_nothing_to_look_for(force: Force, log: Written) -> None:
    with pytest.raises(LogRefused, match="Wessmere Police has no recipient by telephone on its list"):
        reconcile(force, log(), Channel.TELEPHONE, SHAPE, FIVE)


def test_the_figures_name_nobody_s_number(officer: Actor, time: Clock, held: Held, tmp_path: Path) -> None:
    called(officer, time)
    found = held(line(1), line(60, sender="07700 900123"), "2026-11-22 04:00:00,07700 900124,07700 900125", "nonsense")
    figures = json.dumps(counts(found))
    assert "9001" not in figures
    assert "96000" not in figures
    assert counts(found) == {
        "log": "telephone",
        "file": "calls.csv",
        "covers": ["2026-11-20T00:00:00+00:00", "2026-11-24T00:00:00+00:00"],
        "lines": 6,
        "blank": 0,
        "bad": {"columns": 1},
        "contacts": 2,
        "unexplained_contacts": 1,
        "doubtful_contacts": 0,
        "names_nobody": False,
        "disclosures": 1,
        "unexplained_disclosures": 0,
        "disclosures_without_a_time": 0,
        "disclosures_outside_the_log": 0,
        "minutes_before": 5,
        "minutes_after": 5,
    }
    kept = json.dumps(listing(found))
    assert "07700 900123" in kept, "who rang is what the data protection officer has to ask"
    assert "900124" not in kept
    assert "900125" not in kept


def test_so_many_are_listed_and_all_are_counted(held: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proviso.oversight.reconcile.MOST", 2)
    found = held(line(1), line(2), line(3))
    told = listing(found)
    assert len(told["contacts"]) == 2  # type: ignore[arg-type]
    assert told["counts"]["unexplained_contacts"] == 3  # type: ignore[index, call-overload]
    assert told["not_listed"] == {"contacts": 1, "doubtful_contacts": 0, "disclosures": 0, "bad_lines": {}}
