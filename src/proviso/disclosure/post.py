"""The force's means of sending, from its settings: who signs, and the mail server. Read anew for each message, so that
a certificate that was renewed is used at once. Sends nothing itself.
"""

from pathlib import Path
from typing import Literal, Protocol

from django.conf import settings

from proviso.accounts.models import Force
from proviso.disclosure.channels.email import Email, Server, Tls
from proviso.disclosure.message import CannotSign, Sender, read_sender

NO_SERVER = "No mail server is set."


class NotSetUp(Exception):
    """Something that sending needs is missing or will not do; the message says what, and what to do."""


class EmailSettings(Protocol):
    """What a force sets for sending."""

    host: str
    port: int
    tls: Literal["implicit", "starttls"]
    ca_file: Path | None
    user: str
    password_file: Path | None
    sender: str
    signing_certificate_file: Path | None
    signing_key_file: Path | None


def email_is_set() -> bool:
    """Whether a mail server is set at all; without one, what is ordered by e-mail waits."""
    return bool(settings.PROVISO_EMAIL.host)


def sender(force: str) -> Sender:
    """The force as it sends. Raises NotSetUp."""
    given: EmailSettings = settings.PROVISO_EMAIL
    certificate, key = given.signing_certificate_file, given.signing_key_file
    if certificate is None or key is None or not given.sender:
        raise NotSetUp("Set email.sender, email.signing_certificate_file and email.signing_key_file.")
    name = Force.objects.get(code=force).name
    try:
        return read_sender(name, given.sender, settings.PROVISO_MARKING, certificate, key)
    except CannotSign as fault:
        raise NotSetUp(str(fault)) from fault


def email(force: str) -> Email:
    """The channel for e-mail. Raises NotSetUp."""
    given: EmailSettings = settings.PROVISO_EMAIL
    if not given.host:
        raise NotSetUp(f"{NO_SERVER} Set email.host.")
    if given.ca_file and not given.ca_file.is_file():
        raise NotSetUp(f"There is no {given.ca_file}. Set email.ca_file to the authorities of the mail server.")
    password = _password(given)
    server = Server(given.host, given.port, Tls(given.tls), given.user, password, given.ca_file)
    return Email(server, sender(force))


def _password(given: EmailSettings) -> str:
    if given.password_file is None:
        return ""
    try:
        return given.password_file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise NotSetUp(f"{given.password_file} cannot be read. Let the service’s user own it.") from fault
