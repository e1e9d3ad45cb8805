"""What a clock that was days ahead left behind, once it is set right and that is on the record: it holds nothing up."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from proviso.accounts.clock_confirmation import confirm_clock
from proviso.accounts.entries import note
from proviso.accounts.models import Force
from proviso.casework.values.dispatch import SendingUnclear
from proviso.casework.writing.permissions import Actor
from proviso.disclosure import claiming
from proviso.disclosure.channels.channel import Accepted, Addressee, Envelope, HandOver, Outcome, Refused
from proviso.disclosure.channels.email import Email
from proviso.disclosure.claiming import LEASE, LONGEST
from proviso.disclosure.models import MessageState
from proviso.disclosure.worker import Worker
from proviso.record.clock_bounds import ClockImplausible
from proviso.service.config import ReminderSettings
from tests.accounts.people import PROMPT
from tests.casework.conftest import Clock
from tests.casework.examples import NOW, begun
from tests.disclosure.null import Null
from tests.disclosure.ordering import Desk, again, decided, listed, ordered, row

from ..web.conftest import officer_of, sign_in_again

pytestmark = pytest.mark.django_db(databases="__all__")

AHEAD = NOW + timedelta(days=20)
"""Within what may be, so that everything went on under it."""


@pytest.fixture(autouse=True)
def _bounds(settings: Settings) -> None:
    settings.PROVISO_CLOCK_AHEAD_DAYS, settings.PROVISO_CLOCK_BEHIND_SECONDS = 31, 120


def set_right(time: Clock, force: Force) -> None:
    """The clock, and somebody who says so on the record."""
    time.now = NOW + timedelta(minutes=10)
    confirm_clock(force, by=PROMPT, now=time.now, why="It was twenty days ahead")


def test_a_message_that_left_as_the_clock_was_set_back_is_asked_about(
    force: Force, officer: Actor, time: Clock
) -> None:
    case = ordered(decided(officer), listed())
    time.now = AHEAD
    note(force, "identity_confirmed", actor="the server", body={}, now=time.now)

    class SetBack(Null):
        def send(self, envelope: Envelope, addressee: Addressee, about_to_hand_over: HandOver) -> Outcome:
            outcome = super().send(envelope, addressee, about_to_hand_over)
            time.now = NOW
            return outcome

    channel = SetBack()
    desk = Desk(channel)
    with pytest.raises(ClockImplausible):
        desk.works()
    assert row(case).state == MessageState.HANDING_OVER
    set_right(time, force)
    desk.works()
    assert (len(channel.sent), row(case).state) == (1, MessageState.UNCLEAR)
    assert again(case).case.latest(SendingUnclear)


def test_a_message_whose_worker_was_lost_under_a_wrong_clock_leaves(officer: Actor, time: Clock) -> None:
    case = ordered(decided(officer), listed())
    assert claiming.claim("email", force="wessmere", by="a lost one", now=AHEAD)
    Desk(Null()).works()
    assert row(case).state == MessageState.SENT


def test_a_message_that_was_to_be_tried_again_by_a_wrong_clock_leaves(
    force: Force, officer: Actor, time: Clock
) -> None:
    case = ordered(decided(officer), listed())
    time.now = AHEAD
    note(force, "identity_confirmed", actor="the server", body={}, now=time.now)
    Desk(Null(Refused(True, "Not now"))).works()
    assert row(case).state == MessageState.QUEUED
    set_right(time, force)
    Desk(Null()).works()
    assert row(case).state == MessageState.SENT


def test_a_message_that_was_ordered_under_a_wrong_clock_leaves(force: Force, officer: Actor, time: Clock) -> None:
    time.now = AHEAD
    case = ordered(decided(officer), listed())
    set_right(time, force)
    Desk(Null()).works()
    assert row(case).state == MessageState.SENT


def test_clocks_that_differ_by_minutes_take_nothing_from_each_other(officer: Actor, time: Clock) -> None:
    case = ordered(decided(officer), listed())
    other = claiming.claim("email", force="wessmere", by="another", now=time.now + LEASE - timedelta(seconds=1))
    assert other
    channel = Null()
    Desk(channel).works()
    claiming.begin_handing_over(other, now=time.now + LEASE - timedelta(seconds=1))
    Desk(channel).works()
    claiming.let_go(other, "Not now", now=time.now + LONGEST - timedelta(minutes=2))
    Desk(channel).works()
    assert (channel.sent, row(case).state) == ([], MessageState.QUEUED)


class Mailbox:
    """A unit's mail server: how many reminders it was given."""

    given = 0

    def hand_in(self, _content: bytes, _address: str, about_to_hand_over: HandOver) -> Outcome:
        about_to_hand_over()
        self.given += 1
        return Accepted("250 taken")


@pytest.fixture
def mailbox(force: Force, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Mailbox:
    """The mailbox of a unit on whose list something is overdue once 28 hours have passed."""
    settings.PROVISO_REMINDERS = ReminderSettings(mailboxes={"north": "north@wessmere.invalid"})
    settings.PROVISO_EMAIL = type("Set", (), {"sender": "disclosure@wessmere.invalid", "host": ""})
    box = Mailbox()
    monkeypatch.setattr(Email, "from_settings", lambda _: box)
    return box


def test_a_unit_is_reminded_again_from_the_day_on_which_the_clock_is_set_right(
    force: Force, officer: Actor, time: Clock, mailbox: Mailbox
) -> None:
    begun(officer)
    worker = Worker(say=lambda _: None)
    time.now = AHEAD
    worker.step()
    assert mailbox.given == 1
    set_right(time, force)
    time.now = NOW + timedelta(hours=28, minutes=1)
    worker.step()
    assert mailbox.given == 2


def test_who_was_there_by_a_wrong_clock_is_not_taken_for_there_now(
    force: Force, officer: Actor, time: Clock, mailbox: Mailbox
) -> None:
    begun(officer)
    time.now = AHEAD
    note(force, "signed_in", actor="officer-north", body={}, now=time.now)
    set_right(time, force)
    time.now = NOW + timedelta(hours=28, minutes=1)
    Worker(say=lambda _: None).step()
    assert mailbox.given == 1


def test_a_sign_in_of_a_time_that_is_still_to_come_ends_once_the_clock_is_believed(
    force: Force, time: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proviso.web.signing_in.session.time.time", lambda: time.now.timestamp())
    number, browser = officer_of().staff_number, Client()
    time.now = AHEAD
    sign_in_again(browser, number)
    assert browser.get("/worklist").status_code == 200
    time.now = NOW
    assert browser.get("/worklist").status_code == 200, "nobody could sign in under a clock that is refused"
    set_right(time, force)
    assert browser.get("/worklist")["Location"].startswith("/sign-in")
    assert "because the clock of this service was wrong" in browser.get("/sign-in").content.decode().replace("\n", " ")
    sign_in_again(browser, number)
    time.now -= timedelta(seconds=120)
    assert browser.get("/worklist").status_code == 200, "a small step back ends nothing"
