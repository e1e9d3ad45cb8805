"""Secure e-mail: one S/MIME message over SMTP with TLS that is required and checked, never opportunistic (8.1).

The server's certificate and name are checked before anything is said; there is no setting to leave that out. Every
step has a time limit, and so has the whole conversation. Trying again is the outbox's.
"""

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from socket import SHUT_RDWR
from threading import Timer
from typing import ClassVar, Self

from proviso.accounts.channel_codes import Channel
from proviso.disclosure.channels.channel import (
    Accepted,
    Addressee,
    Envelope,
    HandOver,
    Outcome,
    Refused,
    Unclear,
    Whose,
)
from proviso.disclosure.channels.server_answers import not_reached, refusal, shown
from proviso.disclosure.message import CannotEncrypt, CannotSign, Sender, compose
from proviso.disclosure.post import NotSetUp, email_settings, sender

NO_SERVER = "No mail server is set."
READY, GO_AHEAD = 220, 354


class Tls(StrEnum):
    """How TLS begins."""

    IMPLICIT = "implicit"
    STARTTLS = "starttls"


@dataclass(frozen=True, slots=True)
class Server:
    """The force's own mail server. `ca_file` is the only authority that is believed; the machine's own where None.

    Time limits are in seconds: `step` for each answer; `taking` for that to the message itself, which a server may
    examine first (RFC 5321, 4.5.3.2.6); `whole` for the conversation from beginning to end.
    """

    host: str
    port: int
    tls: Tls
    user: str = ""
    password: str = ""
    ca_file: Path | None = None
    step: float = 60
    taking: float = 600
    whole: float = 900

    def __repr__(self) -> str:
        return f"<the mail server {self.host}:{self.port}>"


class _Answered(Exception):
    """The server answered otherwise than hoped, before anything was handed over."""

    def __init__(self, outcome: Refused) -> None:
        super().__init__(outcome.says)
        self.outcome = outcome


class Email:
    """The channel for messages to the mailboxes of listed recipients."""

    channel: ClassVar[Channel] = Channel.EMAIL

    def __init__(self, server: Server, sender: Sender) -> None:
        self._server, self._sender = server, sender

    @classmethod
    def from_settings(cls, force: str) -> Self:
        """The channel by the force's own mail server, signed as the force. Raises NotSetUp."""
        given = email_settings()
        if not given.host:
            raise NotSetUp(f"{NO_SERVER} Set email.host.")
        if given.ca_file and not given.ca_file.is_file():
            raise NotSetUp(f"There is no {given.ca_file}. Set email.ca_file to the authorities of the mail server.")
        if not given.user.isascii():
            raise _not_ascii("email.user")
        password = _password(given.password_file)
        server = Server(given.host, given.port, Tls(given.tls), given.user, password, given.ca_file)
        return cls(server, sender(force))

    @staticmethod
    def lacking() -> str:
        """That no mail server is set, where none is: what is ordered by e-mail then waits."""
        return "" if email_settings().host else NO_SERVER

    def send(self, envelope: Envelope, addressee: Addressee, about_to_hand_over: HandOver) -> Outcome:
        """Hand the message to the server, at most once. Until the server asks for it nothing of it has left."""
        try:
            content = compose(envelope, addressee, self._sender)
        except CannotEncrypt as fault:
            return Refused(False, str(fault))
        except CannotSign as fault:
            return Refused(True, str(fault), Whose.OURS)
        return self.hand_in(content, addressee.address, about_to_hand_over)

    def hand_in(self, content: bytes, address: str, about_to_hand_over: HandOver) -> Outcome:
        """Hand a message that is made already to the server, at most once, as `send` does."""
        with ExitStack() as conversation:
            try:
                smtp = conversation.enter_context(self._connected())
                self._introduced(smtp, address)
            except _FAULTS as fault:
                return _not_left(fault)
            about_to_hand_over()  # apart, so that nothing that it raises is taken for the server's doing
            try:
                return _handed_over(smtp, content, self._server.taking)
            except _FAULTS as fault:
                return _not_left(fault)

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        """A conversation under TLS, signed in where there is a user. It ends with it, whatever happens."""
        server = self._server
        trust = ssl.create_default_context(cafile=server.ca_file)
        trust.minimum_version = ssl.TLSVersion.TLSv1_2
        name = self._sender.address.rpartition("@")[2]
        if server.tls is Tls.IMPLICIT:
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(local_hostname=name, timeout=server.step, context=trust)
        else:
            smtp = smtplib.SMTP(local_hostname=name, timeout=server.step)
        # Connected only here, so that what a server greets with is within the time too; `connect` does not keep the
        # name that its certificate has to bear, and without one nothing is connected.
        smtp._host = server.host  # type: ignore[attr-defined]
        with _within(server.whole, smtp):
            code, says = smtp.connect(server.host, server.port)
            if code != READY:
                raise smtplib.SMTPConnectError(code, says)
            if server.tls is Tls.STARTTLS:
                smtp.starttls(context=trust)
            smtp.ehlo_or_helo_if_needed()
            if server.user:
                smtp.login(server.user, server.password)
            yield smtp

    def _introduced(self, smtp: smtplib.SMTP, address: str) -> None:
        """Who it is from and for, said to the server. Raises _Answered where it does not take that."""
        for code, says in (smtp.mail(self._sender.address), smtp.rcpt(address)):
            if code not in (250, 251):
                raise _Answered(refusal(code, says))


def _password(file: Path | None) -> str:
    if file is None:
        return ""
    try:
        password = file.read_text(encoding="utf-8").strip()
    except OSError as fault:
        raise NotSetUp(f"{file} cannot be read. Let the service’s user own it.") from fault
    except UnicodeDecodeError as fault:
        raise _not_ascii(str(file)) from fault
    if not password.isascii():
        raise _not_ascii(str(file))
    return password


def _not_ascii(where: str) -> NotSetUp:
    return NotSetUp(
        f"{where} has characters other than ASCII, such as a pound sign or an accent, with which nobody is signed in "
        "at a mail server. Set another one there and here."
    )


_FAULTS = (_Answered, smtplib.SMTPException, OSError)
"""What can go wrong with a server before anything was handed over."""


def _not_left(fault: Exception) -> Refused:
    """What such a fault means: nothing left, and trying later may help."""
    return fault.outcome if isinstance(fault, _Answered) else not_reached(fault)


def _handed_over(smtp: smtplib.SMTP, content: bytes, taking: float) -> Outcome:
    """Nothing left before the server said to go ahead; from then on only its answer tells what became of it."""
    code, says = smtp.docmd("DATA")
    if code != GO_AHEAD:
        return refusal(code, says)
    try:
        smtp.send(re.sub(rb"(?m)^\.", b"..", content) + b".\r\n")
        if smtp.sock:
            smtp.sock.settimeout(taking)
        code, says = smtp.getreply()
    except (smtplib.SMTPException, OSError) as fault:
        return Unclear(f"The connection was lost while the message was handed over ({type(fault).__name__}).")
    if code // 100 == 2:
        return Accepted(shown(code, says))
    if code // 100 in (4, 5):
        return refusal(code, says)
    return Unclear(f"The mail server’s answer to the message cannot be understood: {shown(code, says)}.")


@contextmanager
def _within(seconds: float, smtp: smtplib.SMTP) -> Iterator[None]:
    """End the conversation at the latest after so many seconds, even with a server that answers drop by drop."""

    def cut() -> None:
        if smtp.sock:
            with suppress(OSError):
                smtp.sock.shutdown(SHUT_RDWR)

    limit = Timer(seconds, cut)
    limit.daemon = True
    limit.start()
    try:
        yield
    finally:
        limit.cancel()
        with suppress(smtplib.SMTPException, OSError):
            smtp.putcmd("QUIT")  # its answer is not waited for: what became of the message is to be recorded first
        smtp.close()
