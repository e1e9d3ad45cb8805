"""What a mail server's refusal means: about us it waits with an alarm, about the recipient or the message it stops."""

import smtplib
import socket
import ssl
from collections.abc import Callable
from pathlib import Path

import pytest

from proviso.disclosure.channels.channel import Refused, Whose
from proviso.disclosure.channels.email import Email, Tls
from proviso.disclosure.channels.server_answers import not_reached, refusal
from proviso.disclosure.message import Sender
from tests.disclosure.conftest import ADDRESSEE, ENVELOPE
from tests.disclosure.postbox import Postbox

STOPS, WAITS, ALARMS = (False, Whose.THEIRS), (True, Whose.THEIRS), (True, Whose.OURS)


@pytest.mark.parametrize(
    ("code", "says", "means"),
    [
        (530, "5.7.0 Must issue a STARTTLS command first", ALARMS),
        (530, "5.7.57 Client not authenticated to send mail", ALARMS),
        (534, "5.7.9 Authentication mechanism is too weak", ALARMS),
        (535, "5.7.8 Authentication credentials invalid", ALARMS),
        (538, "5.7.11 Encryption required", ALARMS),
        (500, "5.5.2 Command unrecognised", ALARMS),
        (501, "5.5.4 Invalid argument", ALARMS),
        (502, "5.5.1 Command not implemented", ALARMS),
        (503, "5.5.1 Bad sequence", ALARMS),
        (504, "5.5.4 Parameter not implemented", ALARMS),
        (521, "This host accepts no mail", ALARMS),
        (523, "5.7.10 Encryption needed", ALARMS),
        (525, "5.7.13 User account disabled", ALARMS),
        (555, "5.5.4 Unsupported option", ALARMS),
        (599, "Never heard of", ALARMS),
        (501, "5.1.7 Bad sender's mailbox address syntax", ALARMS),
        (553, "5.1.8 Sender's domain does not exist", ALARMS),
        (550, "5.7.60 Client does not have permissions to send as this sender", ALARMS),
        (554, "5.2.252 Not allowed to send as", ALARMS),
        (554, "5.7.1 <listed@recipient.invalid>: Relay access denied", ALARMS),
        (550, "5.7.1 Unable to relay", ALARMS),
        (550, "Relaying denied", ALARMS),
        (550, "5.7.26 This mail has been blocked because the sender is unauthenticated", ALARMS),
        (554, "5.7.708 Service unavailable. Access denied, traffic not accepted from this IP", ALARMS),
        (550, "authentication required", ALARMS),
        (550, "5.1.1 No such mailbox", STOPS),
        (550, "No such user here", STOPS),
        (550, "5.1.1 User unknown at relay.recipient.invalid", STOPS),
        (551, "5.1.6 User has moved", STOPS),
        (552, "5.2.2 Mailbox full", STOPS),
        (552, "5.3.4 Message too big", STOPS),
        (553, "5.1.3 Mailbox name not allowed", STOPS),
        (554, "5.6.0 Content rejected", STOPS),
        (554, "Transaction failed", STOPS),
        (556, "5.1.10 Recipient's domain takes no mail", STOPS),
        (501, "5.1.3 Bad recipient address syntax", STOPS),
        (541, "5.2.1 Mailbox disabled", STOPS),
        (421, "4.3.2 Shutting down", WAITS),
        (450, "4.2.1 Mailbox busy", WAITS),
        (454, "4.7.0 TLS not available for now", WAITS),
        (252, "Cannot say", WAITS),
    ],
)
def test_each_answer_waits_or_stops_by_what_it_is_about(code: int, says: str, means: tuple[bool, Whose]) -> None:
    refused = refusal(code, says.encode())
    assert (refused.again, refused.whose) == means
    assert f"{code} {says}" in refused.says


@pytest.mark.parametrize(
    ("fault", "means", "says"),
    [
        (smtplib.SMTPAuthenticationError(535, b"5.7.8 no"), ALARMS, "535 5.7.8 no"),
        (smtplib.SMTPAuthenticationError(454, b"4.7.0 later"), WAITS, "454 4.7.0 later"),
        (smtplib.SMTPConnectError(554, b"not you"), ALARMS, "554 not you"),
        (smtplib.SMTPConnectError(421, b"later"), WAITS, "421 later"),
        (smtplib.SMTPHeloError(501, b"what"), ALARMS, "501 what"),
        (smtplib.SMTPNotSupportedError("STARTTLS"), ALARMS, "does not offer what is required"),
        (smtplib.SMTPException("No suitable authentication method found."), ALARMS, "no way of signing in"),
        (smtplib.SMTPServerDisconnected("gone"), WAITS, "could not be reached"),
        (ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER]"), ALARMS, "TLS could not be agreed"),
        (ssl.SSLEOFError(8, "EOF"), ALARMS, "TLS could not be agreed"),
        (socket.gaierror(-2, "Name or service not known"), ALARMS, "Is email.host right?"),
        (TimeoutError("too long"), WAITS, "could not be reached"),
        (ConnectionResetError("reset"), WAITS, "could not be reached"),
    ],
)
def test_each_fault_on_the_way_waits_and_alarms_where_it_is_ours(
    fault: Exception, means: tuple[bool, Whose], says: str
) -> None:
    refused = not_reached(fault)
    assert (refused.again, refused.whose) == means
    assert says in refused.says


@pytest.mark.parametrize("step", ["mail", "rcpt", "data", "answer"])
@pytest.mark.parametrize("answer", ["530 5.7.0 Authentication required", "538 5.7.11 Encryption required"])
def test_a_real_server_that_wants_us_set_up_otherwise_stops_nothing(
    postbox: Callable[..., Postbox], papers: Path, sender: Sender, step: str, answer: str
) -> None:
    box = postbox(Tls.STARTTLS, **{step: answer})
    outcome = Email(box.server(ca_file=papers / "authority.pem"), sender).send(ENVELOPE, ADDRESSEE, lambda: None)
    assert isinstance(outcome, Refused)
    assert (outcome.again, outcome.whose) == ALARMS
    assert answer in outcome.says
    assert not box.taken
