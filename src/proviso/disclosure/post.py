"""What the force sets for sending, and who signs. Read anew for each message, so that a certificate that was renewed
is used at once. Sends nothing itself; each channel makes itself of it.
"""

from pathlib import Path
from typing import Literal, Protocol

from django.conf import settings

from proviso.accounts.models import Force
from proviso.casework import clock
from proviso.disclosure.message import CannotSign, Sender, read_sender, require_fit_to_sign


class NotSetUp(Exception):
    """Something that sending needs is missing or will not do; the message says what, and what to do."""


class SenderSettings(Protocol):
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


def email_settings() -> SenderSettings:
    """The settings as they are now."""
    given: SenderSettings = settings.PROVISO_EMAIL
    return given


def sender(force: str) -> Sender:
    """The force as it sends, with a certificate that is fit to sign with now. Raises NotSetUp."""
    given = email_settings()
    certificate, key = given.signing_certificate_file, given.signing_key_file
    if certificate is None or key is None or not given.sender:
        raise NotSetUp("Set email.sender, email.signing_certificate_file and email.signing_key_file.")
    name = Force.objects.get(code=force).name
    try:
        found = read_sender(name, given.sender, settings.PROVISO_MARKING, certificate, key)
        require_fit_to_sign(found, clock.now())
    except CannotSign as fault:
        raise NotSetUp(str(fault)) from fault
    return found
