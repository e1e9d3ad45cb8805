"""A unit's mailbox is told that something waits and nobody is there: when, how often, and nothing of anybody."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import SMTP
from types import SimpleNamespace

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from proviso.accounts.entries import note
from proviso.accounts.force_changes import add_officer
from proviso.accounts.models import Force, Officer, Role, Unit
from proviso.casework.row_codes import Queue, What
from proviso.casework.unattended import RISKS, WHOSE, Waits, unattended
from proviso.casework.values.protection import Measure
from proviso.casework.writing.permissions import Actor
from proviso.disclosure import unit_reminders
from proviso.disclosure.channels.channel import Accepted, HandOver, Outcome, Refused
from proviso.disclosure.channels.email import Email, Tls
from proviso.disclosure.message import Sender
from proviso.disclosure.unit_reminders import remind_units, reminder
from proviso.disclosure.worker import Worker
from proviso.oversight.patterns.pattern_list import BY_CODE
from proviso.oversight.patterns.unit_notes import answer_note, write_note
from proviso.record.models import Entry
from proviso.service.config import ReminderSettings
from tests.accounts.people import PROMPT
from tests.casework.conftest import Clock
from tests.casework.examples import ALLEGATION, NOW, PERSON, PROTECTION, answer, begun, decided
from tests.disclosure.postbox import Postbox

pytestmark = pytest.mark.django_db(databases="__all__")

BOX = "north@wessmere.invalid"
HOURS = ReminderSettings()


@pytest.fixture(autouse=True)
def set_up(settings: Settings, force: Force) -> None:
    settings.PROVISO_REMINDERS = ReminderSettings(mailboxes={"north": BOX})
    settings.PROVISO_EMAIL = SimpleNamespace(sender="disclosure@wessmere.invalid", host="127.0.0.1")
    add_officer("officer-north", "An Officer", Role.OFFICER, unit("north"), "a long enough phrase", by=PROMPT, now=NOW)


def unit(code: str) -> Unit:
    return Unit.objects.get(code=code, force__code="wessmere")


class Server:
    """A mail server that keeps what it is given, or refuses it."""

    def __init__(self, outcome: Outcome) -> None:
        self.given: list[bytes] = []
        self.outcome = outcome

    def hand_in(self, content: bytes, address: str, about_to_hand_over: HandOver) -> Outcome:
        assert address == BOX
        about_to_hand_over()
        self.given.append(content)
        return self.outcome


def reminded(server: Server, now: datetime) -> int:
    """How many messages leave when units are reminded at a moment."""
    before = len(server.given)
    remind_units("wessmere", lambda: server, lambda _: None, now=now)
    return len(server.given) - before


def taking() -> Server:
    return Server(Accepted("250 taken"))


def here(number: str, at: datetime, kind: str = "signed_in") -> None:
    note(Force.objects.get(code="wessmere"), kind, actor=number, body={}, now=at)


def hours(number: float) -> datetime:
    return NOW + timedelta(hours=number)


def test_nobody_is_told_before_something_was_overdue_for_so_long(officer: Actor) -> None:
    begun(officer)  # its questions are due within 24 hours
    assert [reminded(taking(), hours(at)) for at in (0, 24, 27.9)] == [0, 0, 0]
    assert reminded(taking(), hours(28)) == 1


def test_a_risk_is_told_of_sooner(officer: Actor) -> None:
    answer(begun(officer), (replace(PROTECTION, immediate=Measure.NEEDED),))  # due within 4 hours
    assert reminded(taking(), hours(4.9)) == 0
    assert reminded(taking(), hours(5)) == 1


@pytest.mark.parametrize("kind", ["signed_in", "identity_confirmed"])
def test_nobody_is_told_where_somebody_was_there_since(officer: Actor, time: Clock, kind: str) -> None:
    begun(officer)
    here("officer-north", hours(24), kind)
    assert reminded(taking(), hours(40)) == 0


def test_who_was_there_before_it_became_due_has_not_seen_it(officer: Actor, time: Clock) -> None:
    begun(officer)
    here("officer-north", hours(23.9))
    assert reminded(taking(), hours(28)) == 1


def test_whoever_has_another_list_or_another_unit_does_not_count(officer: Actor, time: Clock) -> None:
    begun(officer)
    others = (("lead", Role.VULNERABILITY_LEAD, "north"), ("southerner", Role.OFFICER, "south"))
    for number, role, where in others:
        add_officer(number, "Another", role, unit(where), "a long enough phrase", by=PROMPT, now=NOW)
    for number, _, _ in others:
        here(number, hours(25))
    assert reminded(taking(), hours(28)) == 1


def test_a_list_of_the_force_waits_with_the_unit_whose_people_have_it(officer: Actor) -> None:
    decided(officer)  # to be sent within 4 hours, by the officer or the desk
    add_officer("desk", "A Desk", Role.DISCLOSURE_DESK, unit("south"), "a long enough phrase", by=PROMPT, now=NOW)
    assert unattended("wessmere", "south", hours(8), HOURS) == {Waits.DEADLINE}
    here("desk", hours(5))
    assert unattended("wessmere", "south", hours(9), HOURS) == set()
    assert unattended("wessmere", "north", hours(9), HOURS) == {Waits.DEADLINE}


def test_a_note_about_a_pattern_that_waits_for_the_units_answer_is_told_of() -> None:
    for number, role in (("sergeant", Role.SUPERVISOR), ("dpo", Role.DATA_PROTECTION_OFFICER)):
        add_officer(number, "Another", role, unit("north"), "a long enough phrase", by=PROMPT, now=NOW)
    sergeant, dpo = (Officer.objects.get(staff_number=number) for number in ("sergeant", "dpo"))
    written = write_note(
        dpo, BY_CODE["impracticable"], "2026-Q1", unit("north"), "", "What is in the way of telling them?", now=NOW
    )
    assert unattended("wessmere", "north", hours(3.9), HOURS) == set()
    assert unattended("wessmere", "south", hours(30), HOURS) == set()
    assert unattended("wessmere", "north", hours(4), HOURS) == {Waits.DEADLINE}
    assert reminded(taking(), hours(4)) == 1
    here("officer-north", hours(5))
    assert unattended("wessmere", "north", hours(6), HOURS) == {Waits.DEADLINE}
    here("sergeant", hours(6))
    assert unattended("wessmere", "north", hours(7), HOURS) == set()
    again = write_note(dpo, BY_CODE["impracticable"], "2026-Q2", unit("north"), "", "And in spring, why?", now=hours(8))
    assert unattended("wessmere", "north", hours(12), HOURS) == {Waits.DEADLINE}
    for note_ in (written, again):
        answer_note(sergeant, note_.place, "We rang in the day alone", now=hours(13))
    assert unattended("wessmere", "north", hours(20), HOURS) == set()


def test_a_unit_without_people_is_still_told(officer: Actor) -> None:
    begun(replace(officer, staff_number="gone", unit="south"))
    assert unattended("wessmere", "south", hours(28), HOURS) == {Waits.DEADLINE}


def test_a_unit_is_told_once_a_day_for_each_kind_of_waiting(officer: Actor) -> None:
    answer(begun(officer), (replace(PROTECTION, immediate=Measure.NEEDED),))
    server = taking()
    assert reminded(server, hours(5)) == 1
    assert reminded(server, hours(5)) == 0
    assert reminded(server, hours(20.9)) == 0  # a minute before midnight in London
    assert reminded(server, hours(21)) == 1
    assert reminded(server, hours(28)) == 1  # the questions are overdue as well by now
    assert reminded(server, hours(29)) == 0
    told = Entry.objects.filter(kind="unit_reminded")
    assert (told.count(), {one.actor for one in told}) == (3, {"the outbox"})


def test_what_was_not_taken_is_tried_again_and_not_for_ever(officer: Actor) -> None:
    begun(officer)
    away = Server(Refused(True, "The mail server could not be reached."))
    assert [reminded(away, hours(28 + minutes / 60)) for minutes in (0, 5, 29, 30, 60)] == [1, 0, 0, 1, 1]
    assert [reminded(away, hours(29.5 + later / 2)) for later in range(6)] == [1, 1, 1, 0, 0, 0]
    assert Entry.objects.filter(kind="unit_reminder_failed").count() == unit_reminders.TRIES
    assert reminded(taking(), hours(45)) == 1


def test_a_server_that_is_away_is_waited_for_once_a_round(officer: Actor, settings: Settings) -> None:
    """Each unit would take a minute of what waits to leave, or ten where the server answers drop by drop."""
    settings.PROVISO_REMINDERS = ReminderSettings(mailboxes={"north": BOX, "south": BOX})
    begun(officer)
    begun(replace(officer, staff_number="gone", unit="south"))
    away = Server(Refused(True, "The mail server could not be reached."))
    assert [reminded(away, hours(28 + minutes / 60)) for minutes in (0, 5, 10, 30)] == [1, 1, 0, 1]
    assert reminded(taking(), hours(29.5)) == 2


def test_the_message_says_that_something_waits_and_nothing_else(officer: Actor) -> None:
    opened = answer(begun(officer), (ALLEGATION, PERSON, replace(PROTECTION, immediate=Measure.NEEDED)))
    server = taking()
    assert reminded(server, hours(28)) == 2
    assert PERSON.name
    for content in server.given:
        message = message_from_bytes(content)
        assert message.get_payload(decode=True) == b"Something on the list of North waits: sign in to Proviso.\r\n"
        assert set(message) == {
            "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type",
            "Content-Transfer-Encoding", "Content-Language",
        }  # fmt: skip
        assert (message["To"], message["Subject"]) == (BOX, "Proviso: something waits")
        whole = content.decode()
        for named in (opened.case.reference, opened.case.reference[3:], "0421", *PERSON.name.split(), "officer", "PV-"):
            assert named not in whole, named
    assert len({message_from_bytes(content)["Message-ID"] for content in server.given}) == 2


def test_a_unit_of_any_name_can_be_told() -> None:
    content = reminder("Uned Môn a’r Fenai", BOX, "disclosure@wessmere.invalid", NOW)
    assert content.isascii()
    payload = message_from_bytes(content).get_payload(decode=True)
    assert isinstance(payload, bytes)
    assert payload.decode() == "Something on the list of Uned Môn a’r Fenai waits: sign in to Proviso.\r\n"


def test_where_pages_begin_in_welsh_it_says_so_in_welsh_and_then_in_english(settings: Settings) -> None:
    settings.PROVISO_LANGUAGE = "cy"
    message = message_from_bytes(reminder("North", BOX, "disclosure@wessmere.invalid", NOW), policy=SMTP)
    assert (message["Subject"], message["Content-Language"]) == ("Proviso: mae rhywbeth yn aros", "cy, en-gb")
    payload = message.get_payload(decode=True)
    assert isinstance(payload, bytes)
    assert payload.decode().splitlines() == [
        "Mae rhywbeth ar restr North yn aros: mewngofnodwch i Proviso.",
        "Something on the list of North waits: sign in to Proviso.",
    ]


def test_where_no_mailbox_is_set_nothing_is_asked(officer: Actor, settings: Settings) -> None:
    settings.PROVISO_REMINDERS = ReminderSettings()
    begun(officer)
    assert reminded(taking(), hours(99)) == 0


def test_a_longer_list_asks_no_more(officer: Actor) -> None:
    counts = set()
    for _ in range(3):
        begun(officer)
        with CaptureQueriesContext(connections["default"]) as asked:
            assert unattended("wessmere", "north", hours(28), HOURS) == {Waits.DEADLINE}
        counts.add(len(asked))
    assert len(counts) == 1


def test_every_list_is_somebody_s_and_a_risk_is_something_that_is_due() -> None:
    assert set(WHOSE) == set(Queue)
    assert all(WHOSE.values())
    assert set(What) > RISKS


@pytest.mark.parametrize("tls", list(Tls))
def test_a_server_takes_it_under_tls_unencrypted(
    postbox: Callable[..., Postbox], sender: Sender, papers: object, officer: Actor, tls: Tls
) -> None:
    begun(officer)
    box = postbox(tls)
    channel = Email(box.server(ca_file=papers / "authority.pem"), sender)  # type: ignore[operator]
    said: list[str] = []
    remind_units("wessmere", lambda: channel, said.append, now=hours(28))
    box.quiet()
    assert said == ["The unit north was told that something waits"]
    assert box.recipients == [BOX]
    assert b"sign in to Proviso" in box.contents[0]


def test_the_worker_tells_units_every_few_minutes(officer: Actor, time: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    begun(officer)
    server, said = taking(), list[str]()
    monkeypatch.setattr(Email, "from_settings", lambda _: server)
    worker = Worker(say=said.append)
    time.now = hours(27.99)
    worker.step()
    time.now = hours(28.01)
    worker.step()
    assert server.given == []
    time.now = hours(28.1)
    worker.step()
    assert len(server.given) == 1
    assert "The unit north was told that something waits" in said


def test_a_worker_without_a_mail_server_goes_on(officer: Actor, time: Clock, settings: Settings) -> None:
    begun(officer)
    settings.PROVISO_EMAIL = SimpleNamespace(sender="", host="")
    time.now = hours(28)
    assert Worker(say=lambda _: None).step() is False
