"""Secure e-mail against a real mail server: whatever it does, what became of the message is said as it is."""

import smtplib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from socket import create_server
from threading import Event, Thread
from time import perf_counter, sleep

import pytest

from proviso.casework.writing.permissions import NotAllowed
from proviso.disclosure.channels.channel import Accepted, Outcome, Refused, Unclear
from proviso.disclosure.channels.email import Email, Server, Tls
from proviso.disclosure.message import Sender
from tests.disclosure.certificates import AUTHORITY, Pair, issued
from tests.disclosure.conftest import ADDRESSEE, ENVELOPE, MESSAGE
from tests.disclosure.postbox import ACCEPTED, HOST, Postbox

Start = Callable[..., Postbox]
SOON, LATER = {"step": 0.3}, {"step": 2.0, "taking": 2.0}
"""How long a server that hangs is waited for, in seconds: before the message began any step may be the one that took
too long; after it, those before must have been answered."""


class Sending:
    """Sends one message and notes whether it came to be handed over."""

    def __init__(self, papers: Path, sender: Sender) -> None:
        self.papers, self.sender, self.handed_over = papers, sender, 0

    def __call__(self, server: Server) -> Outcome:
        def about_to_hand_over() -> None:
            self.handed_over += 1

        return Email(server, self.sender).send(ENVELOPE, ADDRESSEE, about_to_hand_over)

    def to(self, box: Postbox, **limits: float) -> Outcome:
        return self(box.server(ca_file=self.papers / "authority.pem", **limits))


@pytest.fixture
def send(papers: Path, sender: Sender) -> Sending:
    return Sending(papers, sender)


@pytest.mark.parametrize("tls", Tls)
def test_it_is_taken_over_once_and_the_receipt_is_kept(postbox: Start, send: Sending, tls: Tls) -> None:
    box = postbox(tls)
    assert send.to(box) == Accepted(ACCEPTED)
    assert (box.taken, box.recipients, send.handed_over) == ({MESSAGE: 1}, [ADDRESSEE.address], 1)


def test_whoever_has_a_user_signs_in_under_tls(postbox: Start, send: Sending) -> None:
    box = postbox(Tls.STARTTLS, user="wessmere", password="an invented one")
    assert isinstance(send.to(box), Accepted)
    box.password = "another"
    refused = send(Server(HOST, box.port, Tls.STARTTLS, "wessmere", "an invented one", send.papers / "authority.pem"))
    assert isinstance(refused, Refused)
    assert refused.again, "a wrong password is about us, and no reason to give a message up"
    assert "535" in refused.says
    assert send.handed_over == 1


@pytest.mark.parametrize(
    ("step", "answer", "again"),
    [
        ("connect", "421 4.3.2 Come back later", True),
        ("connect", "554 5.7.1 Not you", True),
        ("mail", "451 4.3.0 Come back later", True),
        ("mail", "550 5.7.1 Not this sender", False),
        ("rcpt", "450 4.2.1 Mailbox is busy", True),
        ("rcpt", "550 5.1.1 No such mailbox", False),
        ("data", "451 4.3.0 Come back later", True),
        ("data", "554 5.5.1 No", False),
        ("answer", "452 4.2.2 Mailbox is full", True),
        ("answer", "552 5.3.4 Too long", False),
    ],
)
def test_a_refusal_is_for_now_or_for_good(postbox: Start, send: Sending, step: str, answer: str, again: bool) -> None:
    box = postbox(**{step: answer})
    refused = send.to(box)
    assert isinstance(refused, Refused)
    assert (refused.again, answer in refused.says) == (again, True)
    assert not box.taken
    assert send.handed_over == (1 if step in ("data", "answer") else 0)


@pytest.mark.parametrize("does", ["drop", "hang"])
@pytest.mark.parametrize("step", ["connect", "mail", "rcpt", "data"])
def test_lost_before_the_message_began_it_may_be_tried_again(
    postbox: Start, send: Sending, step: str, does: str
) -> None:
    box = postbox(**{step: does})
    refused = send.to(box, **(SOON if does == "hang" else {}))
    assert isinstance(refused, Refused)
    assert refused.again
    assert not box.taken


@pytest.mark.parametrize("does", ["drop", "hang"])
@pytest.mark.parametrize("step", ["middle", "end"])
def test_lost_after_the_message_began_nobody_knows(postbox: Start, send: Sending, step: str, does: str) -> None:
    box = postbox(**{step: does})
    outcome = send.to(box, **(LATER if does == "hang" else {}))
    assert isinstance(outcome, Unclear)
    assert outcome.says.startswith("The connection was lost while the message was handed over")
    assert box.taken == ({MESSAGE: 1} if step == "end" else {})


def test_a_server_may_look_at_the_message_for_longer_than_at_anything_before(postbox: Start, send: Sending) -> None:
    box = postbox(end="hang")

    def answers_late() -> None:
        while not box.taken:
            sleep(0.01)
        sleep(1.5)
        box.loop.call_soon_threadsafe(box.hanging.set)

    looking = Thread(target=answers_late)
    looking.start()
    assert send.to(box, step=1.0) == Accepted(ACCEPTED)
    looking.join()


def test_a_server_has_ten_minutes_to_say_that_it_took_a_message() -> None:
    shipped = Server(HOST, 25, Tls.STARTTLS)
    assert 600 <= shipped.taking < shipped.whole, "RFC 5321, 4.5.3.2.6"


def test_an_answer_that_makes_no_sense_is_unclear(postbox: Start, send: Sending) -> None:
    outcome = send.to(postbox(answer="354 Go ahead"))
    assert outcome == Unclear("The mail server’s answer to the message cannot be understood: 354 Go ahead.")


def test_the_whole_conversation_ends_in_time(postbox: Start, send: Sending) -> None:
    outcome = send.to(postbox(end="hang"), whole=2.0)
    assert isinstance(outcome, Unclear)


@pytest.mark.parametrize("greets", [b"2", b"220-Wait\r\n"], ids=["drop by drop", "without end"])
def test_a_server_that_never_ends_its_greeting_is_waited_for_no_longer(send: Sending, greets: bytes) -> None:
    ended = Event()
    with create_server((HOST, 0)) as listening:

        def greet() -> None:
            connection, _ = listening.accept()
            with connection, suppress(OSError):
                while not ended.wait(0.05):
                    connection.sendall(greets)

        server = Thread(target=greet)
        server.start()
        began = perf_counter()
        outcome = send(Server(HOST, listening.getsockname()[1], Tls.STARTTLS, step=2.0, whole=0.5))
        took = perf_counter() - began
        ended.set()
        server.join()
    assert isinstance(outcome, Refused)
    assert (outcome.again, send.handed_over) == (True, 0)
    assert took < 10


NOT_TRUSTED: dict[str, tuple[Callable[[], Pair], str]] = {
    "unknown authority": (lambda: issued("x", by=issued("Unknown"), host=HOST), "issuer"),
    "itself": (lambda: issued("x", host=HOST), "self-signed"),
    "another's name": (lambda: issued("x", by=AUTHORITY, host="mail.elsewhere.invalid"), "mismatch"),
    "another's address": (lambda: issued("x", by=AUTHORITY, host="127.0.0.2"), "mismatch"),
    "over": (
        lambda: issued(
            "x", by=AUTHORITY, host=HOST, valid=(datetime.now(UTC) - timedelta(9), datetime.now(UTC) - timedelta(8))
        ),
        "expired",
    ),
}


@pytest.mark.parametrize("tls", Tls)
@pytest.mark.parametrize("who", NOT_TRUSTED)
def test_a_server_that_cannot_prove_who_it_is_is_told_nothing(
    postbox: Start, send: Sending, who: str, tls: Tls
) -> None:
    made, says = NOT_TRUSTED[who]
    box = postbox(tls, certificate=made())
    refused = send.to(box)
    assert isinstance(refused, Refused)
    assert refused.again
    assert says in refused.says
    assert (box.recipients, send.handed_over) == ([], 0)


def test_an_authority_of_the_machine_is_not_believed_beside_ours(postbox: Start, send: Sending, tmp_path: Path) -> None:
    other = tmp_path / "other.pem"
    other.write_text(issued("Another authority").pem)
    box = postbox()
    for authority in (other, None):
        refused = send(box.server(ca_file=authority))
        assert isinstance(refused, Refused)
        assert "is not to be trusted" in refused.says


def test_without_tls_nothing_is_said(postbox: Start, send: Sending) -> None:
    for tls, says in (
        (Tls.STARTTLS, "does not offer what is required: TLS"),
        (Tls.IMPLICIT, "TLS could not be agreed"),
    ):
        box = postbox(tls, offers_tls=False)
        refused = send.to(box, **SOON)
        assert isinstance(refused, Refused)
        assert (refused.again, says in refused.says) == (True, True), refused.says
        assert (box.recipients, send.handed_over) == ([], 0)


def test_nobody_there_is_for_now(send: Sending, postbox: Start) -> None:
    box = postbox()
    gone = Server(HOST, 1, Tls.IMPLICIT)
    refused = send(gone)
    assert refused == Refused(True, "The mail server could not be reached (ConnectionRefusedError).")
    assert not box.taken


def test_a_certificate_that_will_not_do_reaches_no_server(sender: Sender) -> None:
    channel = Email(Server(HOST, 1, Tls.IMPLICIT), sender)
    refused = channel.send(ENVELOPE, replace(ADDRESSEE, certificate=""), lambda: pytest.fail("handed over"))
    assert isinstance(refused, Refused)
    assert not refused.again


@pytest.mark.parametrize(
    "stops",
    [
        RuntimeError("moved"),
        NotAllowed("This case is no longer one that your role or unit can open."),
        TimeoutError("a database that is gone"),
        smtplib.SMTPServerDisconnected("not this server"),
    ],
    ids=lambda fault: type(fault).__name__,
)
def test_what_stops_it_at_the_last_moment_is_passed_on_and_nothing_left(
    postbox: Start, sender: Sender, papers: Path, stops: Exception
) -> None:
    """Whatever it is, even where it is of a kind that a server's faults are of too."""

    def about_to_hand_over() -> None:
        raise stops

    box = postbox()
    with pytest.raises(type(stops)) as raised:
        Email(box.server(ca_file=papers / "authority.pem"), sender).send(ENVELOPE, ADDRESSEE, about_to_hand_over)
    assert raised.value is stops
    box.quiet()
    assert not box.contents


def test_a_server_shows_no_password_when_printed() -> None:
    assert repr(Server(HOST, 465, Tls.IMPLICIT, "user", "secret")) == "<the mail server 127.0.0.1:465>"
