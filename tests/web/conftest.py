"""Wessmere with an officer in every role, a case at every stage, and browsers that are signed in."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest
from django.test import Client

from proviso.accounts.force_changes import add_officer
from proviso.accounts.models import Force, Jurisdiction, Officer, Role, Unit
from proviso.casework import clock
from proviso.casework.acts.handing_over import hand_over
from proviso.casework.acts.receive import record_reply
from proviso.casework.acts.send import record_sent
from proviso.casework.acts.share import record_another_disclosure
from proviso.casework.history.case import Stage
from proviso.casework.history.replay import apply_entry
from proviso.casework.values.closing import HandedOver
from proviso.casework.values.correction import CorrectionOrdered
from proviso.casework.values.decision import Decide
from proviso.casework.values.person import Knows
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.permissions import Actor
from proviso.disclosure.reply_import import Became, take_from
from proviso.record import read
from tests.accounts.people import PROMPT
from tests.casework.conftest import force, time
from tests.casework.every import NEGATED, OTHER_MESSAGE, OUTSIDE, SENT, WARNED
from tests.casework.examples import CALL_STARTED, CONTROL, answer, begun, decided, ready, shared
from tests.casework.ordering import order_correction
from tests.casework.stories import by_hand, by_outbox, closed, decides, delayed, held_up, sending, unclear

__all__ = ["force", "time"]

PASSWORD = "a long enough phrase"

Browse = Callable[..., Client]


def officer_of(
    role: Role = Role.OFFICER, unit: str = "north", number: str = "", force_code: str = "wessmere"
) -> Officer:
    """The officer of this role and unit, made where there was none."""
    number = number or f"{role.value[:12]}-{unit}"
    known = Officer.objects.filter(staff_number=number).first()
    if known:
        return known
    where = Unit.objects.get(code=unit, force__code=force_code)
    return add_officer(number, f"Invented {role.label}", role, where, PASSWORD, by=PROMPT, now=clock.now())


def sign_in_again(browser: Client, number: str) -> None:
    """Sign in with this staff number, where a sign-in has ended."""
    browser.post("/sign-in", {"login": number, "password": PASSWORD})


@pytest.fixture
def browse(force: Force) -> Browse:
    """A browser in which an officer of a role and unit is signed in; only with `typing` was the password just typed."""

    def made(
        role: Role = Role.OFFICER, unit: str = "north", number: str = "", *, typing: bool = False, checks: bool = False
    ) -> Client:
        client, officer = Client(enforce_csrf_checks=checks), officer_of(role, unit, number)
        if typing:
            client.post("/sign-in", {"login": officer.staff_number, "password": PASSWORD})
        else:
            client.force_login(officer)
        return client

    return made


@pytest.fixture
def officer(force: Force) -> Actor:
    """The officer of the north whose cases these are, by an account."""
    return Actor.of(officer_of())


class Where(StrEnum):
    """Where a case can stand beyond its stage."""

    WRONG = "what was shared is wrong"
    CORRECTING = "a correction is on its way"
    BY_EMAIL = "it was sent by e-mail"
    BY_HAND = "a file is to be handed over"
    UNCLEAR = "nobody knows whether its message left"
    MESSAGE = "a message that names it waits"
    WARNED = "a reply says something of risk"
    OUTSIDE = "something went outside the Home Office"
    HELD_UP = "a supervisor looks before it is sent"
    BEGUN = "it is only begun"
    HANDED_OVER = "somebody of another unit is asked to take it"
    AT_RISK = "what is recorded is for the vulnerability lead to look at"


class Cases(dict[Stage | Where, OpenCase]):
    """A case of one officer's at each stage, and elsewhere, carried there when it is first asked for."""

    def __init__(self, who: Actor) -> None:
        super().__init__()
        self._who = who

    def __missing__(self, stage: Stage | Where) -> OpenCase:
        self[stage] = CARRIED[stage](self._who)
        assert self[stage].case.stage is stage or isinstance(stage, Where)
        return self[stage]


def wrong(who: Actor) -> OpenCase:
    """A case on which a reply negated what had been shared."""
    opened = shared(who)
    return record_reply(opened, NEGATED, seen=opened.case.seq)


def correcting(who: Actor) -> OpenCase:
    """That case, once a correction was ordered to go by e-mail."""
    opened = wrong(who)
    order = CorrectionOrdered(words="She has leave", recipient=1, to="The unit", message=OTHER_MESSAGE)
    return order_correction(opened, order, seen=opened.case.seq)


def by_email(who: Actor) -> OpenCase:
    """A case that was shared by a message which nobody has acknowledged."""
    return replace(record_sent(by_outbox(sending(who)), SENT), actor=who)


def warned(who: Actor) -> OpenCase:
    """A case on which a reply said that the person is vulnerable."""
    opened = shared(who)
    return record_reply(opened, WARNED, seen=opened.case.seq)


def outside(who: Actor) -> OpenCase:
    """A case of which a letting agency was told."""
    opened = shared(who)
    return record_another_disclosure(opened, OUTSIDE, seen=opened.case.seq)


def at_risk(who: Actor) -> OpenCase:
    """A case of somebody whose status is used against them."""
    return answer(ready(who), (replace(CONTROL, used=Knows.YES, how="He keeps her papers"),))


def handed_over(who: Actor) -> OpenCase:
    """A case that somebody of the south is asked to take."""
    officer_of(unit="south", number="southerner")
    opened = ready(who)
    return hand_over(opened, HandedOver(to="southerner", note="She rings on Tuesdays"), seen=opened.case.seq)


def with_message(who: Actor) -> OpenCase:
    """A case that was shared, and that a message in a file names."""
    opened = shared(who)
    with NamedTemporaryFile(suffix=".eml") as file:
        Path(file.name).write_bytes(message(opened.case.reference))
        assert [one.became for one in take_from(Path(file.name), who.force, session="replies")] == [Became.WAITING]
    (arrived,) = read.entries(opened.case.reference, key=opened.key)[-1:]
    return opened.became(apply_entry(opened.case, arrived))


def message(reference: str) -> bytes:
    """A message as somebody in the Home Office might write it."""
    return (
        f"From: An Invented Desk <desk@unit.example>\r\nSubject: Re: Reference {reference}\r\n"
        "Date: Sun, 22 Nov 2026 02:00:00 +0000\r\nMessage-ID: <1@unit.example>\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n\r\nThe marker still stands. <b>Not bold</b>\r\n"
    ).encode()


CARRIED: Mapping[Stage | Where, Callable[[Actor], OpenCase]] = {
    Where.WRONG: wrong,
    Where.CORRECTING: correcting,
    Where.BY_EMAIL: by_email,
    Where.BY_HAND: by_hand,
    Where.UNCLEAR: lambda who: unclear(sending(who)),
    Where.MESSAGE: with_message,
    Where.WARNED: warned,
    Where.OUTSIDE: outside,
    Where.HELD_UP: held_up,
    Where.AT_RISK: at_risk,
    Where.HANDED_OVER: handed_over,
    Where.BEGUN: begun,
    Stage.OPEN: ready,
    Stage.DELAYED: delayed,
    Stage.NOT_SHARING: lambda who: decides(ready(who), Decide.NOT_SHARE),
    Stage.DECIDED: decided,
    Stage.CALLING: lambda who: answer(decided(who), (CALL_STARTED,)),
    Stage.SENDING: sending,
    Stage.SHARED: shared,
    Stage.CLOSED: closed,
}


@pytest.fixture
def cases(officer: Actor) -> Cases:
    """That officer's cases, by stage."""
    return Cases(officer)


@pytest.fixture
def elsewhere(force: Force) -> Force:
    """Another force, as invented as the first."""
    other = Force.objects.create(code="eastmere", name="Eastmere Police", jurisdiction=Jurisdiction.ENGLAND_WALES)
    Unit.objects.create(force=other, code="docks", name="Docks")
    return other
