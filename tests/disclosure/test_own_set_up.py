"""What is wrong with our own set-up: messages wait, none is lost or stopped for good, and somebody is told at once."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from django.conf import settings as given
from django.test.utils import override_settings

from proviso.accounts.channel_codes import Channel
from proviso.accounts.models import Recipient
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.permissions import Actor
from proviso.disclosure import outbox
from proviso.disclosure.by_hand import NoFile, made_file
from proviso.disclosure.channels.channel import Refused, Whose
from proviso.disclosure.channels.file import File
from proviso.disclosure.message import CannotSign, Sender, compose
from proviso.disclosure.models import KeptPackage, MessageState
from proviso.disclosure.worker import Worker
from tests.accounts.made_certificates import SERVER, Made, authority, made, of_curve
from tests.casework.conftest import Clock
from tests.casework.examples import NOW
from tests.disclosure.certificates import Pair
from tests.disclosure.conftest import ADDRESSEE, ENVELOPE
from tests.disclosure.null import Null
from tests.disclosure.ordering import Desk, again, decided, listed, ordered, row
from tests.disclosure.postbox import Postbox

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

OURS = Refused(True, "The mail server does not serve us: 535 5.7.8 no.", Whose.OURS)
DAY = timedelta(days=1)
SENDER = "disclosure@wessmere.invalid"


def signer(**more: Any) -> Made:
    told = {"key": of_curve(2), "names": (x509.RFC822Name(SENDER),), "uses": ("digital_signature",)}
    return made("Wessmere", by=authority(), valid=(NOW - 9 * DAY, NOW + 90 * DAY), **{**told, **more})


UNFIT: dict[str, tuple[Callable[[], Made], str]] = {
    "over": (lambda: _until(NOW - DAY), "The signing certificate ended on 21 November 2026"),
    "to encrypt": (lambda: signer(uses=("key_encipherment",)), "is not one to sign e-mail with"),
    "a server's": (lambda: signer(purposes=(SERVER,)), "is not one to sign e-mail with"),
    "another's": (lambda: signer(names=(x509.RFC822Name("a@elsewhere.invalid"),)), "is for a@elsewhere.invalid"),
    "an authority's": (lambda: signer(uses=("key_cert_sign",), ca=True), "is an authority’s"),
}


def _until(ends: Any) -> Made:
    return made("Wessmere", by=authority(), key=of_curve(2), uses=("digital_signature",), names=None,
                valid=(NOW - 9 * DAY, ends))  # fmt: skip


@pytest.fixture
def set_up(tmp_path: Path, papers: Path, postbox: Callable[..., Postbox]) -> Iterator[Callable[[Made], Postbox]]:
    """Signs with this certificate from now on, in the settings of e-mail; gives the server that it is sent to."""
    box = postbox()

    def signs(one: Made) -> Postbox:
        certificate, key = Pair(one.certificate, one.key).written(tmp_path, "signs")
        email = given.PROVISO_EMAIL.model_copy(
            update={
                "host": "127.0.0.1",
                "port": box.port,
                "sender": SENDER,
                "ca_file": papers / "authority.pem",
                "signing_certificate_file": certificate,
                "signing_key_file": key,
            }
        )
        override = override_settings(PROVISO_EMAIL=email)
        override.enable()
        undo.append(override.disable)
        return box

    undo: list[Callable[[], None]] = []
    yield signs
    for one in reversed(undo):
        one()


@pytest.mark.parametrize("unfit", UNFIT)
def test_an_unfit_signing_certificate_stops_sending_and_loses_nothing(
    case: OpenCase, time: Clock, set_up: Callable[[Made], Postbox], caplog: pytest.LogCaptureFixture, unfit: str
) -> None:
    one, says = UNFIT[unfit]
    box, said = set_up(one()), list[str]()
    worker = Worker(say=said.append)
    assert [worker.step(), worker.step()] == [False, False]
    waits = row(case)
    assert (waits.state, waits.attempts, waits.alarm) == (MessageState.QUEUED, 0, True)
    assert says in waits.says
    (alarm,) = [one for one in caplog.records if one.levelno == logging.ERROR]
    assert says in alarm.getMessage()
    assert len(said) == 1
    (kept,) = outbox.alarms("wessmere")
    assert (kept.case, kept.alarm, kept.late) == (case.case.reference, True, False)
    assert not box.taken
    assert again(case).case.sending, "the order stands"
    set_up(signer())
    assert worker.step()
    assert (row(case).state, row(case).alarm, len(box.taken)) == (MessageState.SENT, False, 1)
    assert not outbox.alarms("wessmere")


def test_no_file_is_made_with_an_unfit_signing_certificate(
    officer: Actor, time: Clock, set_up: Callable[[Made], Postbox]
) -> None:
    set_up(_until(NOW - DAY))
    by_hand = ordered(decided(officer), listed(Channel.FILE))
    with pytest.raises(NoFile, match="The signing certificate ended on 21 November 2026"):
        made_file(by_hand)


def test_a_fault_of_our_own_set_up_waits_and_is_raised_at_once(
    officer: Actor, time: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = (ordered(decided(officer), listed(number=number)) for number in (1, 2))
    desk = Desk(Null(OURS, OURS)).works()
    for case in (first, second):
        assert (row(case).state, row(case).alarm, row(case).says) == (MessageState.QUEUED, True, OURS.says)
        assert again(case).case.sending, "the order stands"
    assert [one.getMessage() for one in caplog.records if one.levelno == logging.ERROR] == [
        f"Messages wait until this is mended: {OURS.says}"
    ]
    assert {one.message for one in outbox.alarms("wessmere")} == {row(first).message, row(second).message}
    with override_settings(PROVISO_EMAIL=given.PROVISO_EMAIL.model_copy(update={"host": "mail.wessmere.invalid"})):
        (shown,) = outbox.message_statuses(first.case.reference)
    assert (shown.alarm, shown.late, shown.says) == (True, False, OURS.says)
    time.now += timedelta(minutes=5)
    desk.works()
    assert [row(case).state for case in (first, second)] == [MessageState.SENT] * 2
    assert not outbox.alarms("wessmere")


def test_what_a_server_has_against_the_recipient_alarms_nobody(case: OpenCase, time: Clock) -> None:
    Desk(Null(Refused(True, "The mail server refused the message: 450 busy."))).works()
    assert (row(case).state, row(case).alarm, outbox.alarms("wessmere")) == (MessageState.QUEUED, False, [])


class Real:
    """The channel of e-mail as far as the message is made; the server takes it."""

    def __init__(self, sender: Sender) -> None:
        self._sender, self.sent = sender, list[str]()

    def send(self, envelope: Any, addressee: Any, about_to_hand_over: Callable[[], None]) -> Any:
        made_of = File(self._sender)
        outcome = made_of.send(envelope, addressee, about_to_hand_over)
        self.sent += [addressee.address for _ in made_of.made]
        return outcome


AROUND_NOW = (NOW - 9 * DAY, NOW + 90 * DAY)
STORED: dict[str, tuple[Callable[[], dict[str, Any]], str]] = {
    "over": (lambda: {"certificate": made(names=None, valid=(NOW - 9 * DAY, NOW - DAY)).pem}, "is not valid today"),
    "nothing": (lambda: {"certificate": ""}, "cannot be read"),
    "no certificate": (lambda: {"certificate": "none"}, "cannot be read"),
    "to sign": (lambda: {"certificate": made(uses=("digital_signature",)).pem}, "is not one to encrypt with"),
    "another's": (lambda: {"certificate": made(valid=AROUND_NOW).pem}, "is for desk@receiving-unit.example, not for"),
    "with a key": (lambda: {"certificate": "-----BEGIN PRIVATE KEY-----"}, "with a private key"),
    "a mailbox of several lines": (lambda: {"address": "a@b.invalid\r\nBcc: c@d.invalid"}, "no header may carry"),
}


@pytest.mark.parametrize("stored", STORED)
def test_what_cannot_be_used_stops_its_own_message_and_no_other(
    officer: Actor, time: Clock, sender: Sender, stored: str
) -> None:
    columns, says = STORED[stored]
    bad, good = listed(number=1), listed(number=2)
    stops, leaves = ordered(decided(officer), bad), ordered(decided(officer), good)
    Recipient.objects.filter(pk=bad.pk).update(**columns())
    channel = Real(sender)
    Desk(channel).works()
    assert (row(stops).state, row(leaves).state) == (MessageState.STOPPED, MessageState.SENT)
    assert says in row(stops).says
    stopped = again(stops).case
    assert stopped.sending is None
    assert channel.sent == [good.address]


def test_a_package_that_cannot_be_read_stops_its_message_and_no_other(officer: Actor, time: Clock) -> None:
    stops, leaves = ordered(decided(officer), listed(number=1)), ordered(decided(officer), listed(number=2))
    KeptPackage.objects.filter(case=stops.case.reference).update(data=b"", document=b"")
    Desk(Null()).works()
    assert (row(stops).state, row(leaves).state) == (MessageState.STOPPED, MessageState.SENT)


@pytest.mark.parametrize("fault", [ValueError("x"), TypeError("x"), KeyError("x"), AttributeError("x")])
def test_what_nobody_foresaw_before_it_left_stops_it_visibly(case: OpenCase, time: Clock, fault: Exception) -> None:
    class Broken(Null):
        def send(self, *_: Any) -> Any:
            raise fault

    Desk(Broken()).works()
    assert row(case).state == MessageState.STOPPED
    assert row(case).says.startswith("The message or its recipient, as they are kept, cannot be read (")
    assert again(case).case.sending is None


def test_what_nobody_foresaw_while_it_left_is_not_taken_for_stopped(case: OpenCase, time: Clock) -> None:
    class Broken(Null):
        def send(self, *given: Any) -> Any:
            given[-1]()
            raise ValueError("x")

    with pytest.raises(ValueError, match="x"):
        Desk(Broken()).works()
    assert row(case).state == MessageState.HANDING_OVER


def test_our_own_mailbox_that_no_header_carries_waits(sender: Sender) -> None:
    ours = replace(sender, address="d\u00e9sk@wessmere.invalid")
    with pytest.raises(CannotSign, match=r"email\.sender has characters that no header may carry"):
        compose(ENVELOPE, ADDRESSEE, ours)
    outcome = File(ours).send(ENVELOPE, ADDRESSEE, lambda: pytest.fail("handed over"))
    assert isinstance(outcome, Refused)
    assert (outcome.again, outcome.whose) == (True, Whose.OURS)


@pytest.mark.parametrize("given_as", ["utf-8", "cp1252", "user"])
def test_a_password_that_no_server_takes_waits_and_gives_no_message_up(
    case: OpenCase, time: Clock, set_up: Callable[[Made], Postbox], tmp_path: Path, given_as: str
) -> None:
    box = set_up(signer())
    file, user = tmp_path / "password", "d\u00e9sk" if given_as == "user" else "wessmere"
    file.write_bytes(b"an invented one" if given_as == "user" else "an invented \u00a3".encode(given_as))
    email = given.PROVISO_EMAIL.model_copy(update={"user": user, "password_file": file})
    with override_settings(PROVISO_EMAIL=email):
        assert Worker(say=lambda _: None).step() is False
    waits = row(case)
    assert (waits.state, waits.attempts, waits.alarm) == (MessageState.QUEUED, 0, True)
    assert "has characters other than ASCII, such as a pound sign" in waits.says
    assert waits.says.startswith("email.user" if given_as == "user" else str(file))
    assert "\u00a3" not in waits.says
    assert Worker().step()
    assert (row(case).state, len(box.taken)) == (MessageState.SENT, 1)
