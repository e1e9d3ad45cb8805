"""The force's list of whom anything can be sent to: kept by administrators, each entry approved by a second one (8.1).

Every change is an entry of the force's log. Nothing here knows what was sent to whom.
"""

import re
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from proviso.accounts.channel_codes import Channel, ReachedAt
from proviso.accounts.entries import Changer, actor_of, note
from proviso.accounts.force_changes import ChangeRefused, allowed
from proviso.accounts.models import Force, Listed, Recipient, Role
from proviso.record.entry import Json

NUMBER = re.compile(r"\+?[0-9][0-9 ()-]{1,38}")
"""A telephone number as people write it: figures, with spaces, brackets and hyphens between them."""


class OwnProposal(ChangeRefused):
    """Nobody approves a recipient that they proposed themselves."""


class NotProposed(ChangeRefused):
    """The recipient is no longer waiting for approval, or no longer on the list."""


def propose_recipient(
    force: Force,
    *,
    department: str,
    channel: Channel,
    name: str,
    address: str = "",
    certificate: str = "",
    by: Changer,
    now: datetime,
) -> Recipient:
    """Put a recipient forward. Raises `NotTheirs`, and `ValidationError` for what its channel cannot do without."""
    recipient = Recipient(
        force=force,
        department=department,
        channel=channel,
        name=" ".join(name.split()),
        address=" ".join(address.split()),
        certificate=certificate.strip(),
    )
    with transaction.atomic():
        actor = allowed(force, by, Role.ADMINISTRATOR)
        recipient.proposed_by = actor_of(by)
        recipient.full_clean()
        _refuse_incomplete(recipient, now)
        recipient.save()
        note(force, "recipient_proposed", actor=actor, body=_body(recipient), now=now)
    return recipient


def approve_recipient(recipient: Recipient, *, by: Changer, now: datetime) -> Recipient:
    """Let it be sent to. Raises `NotTheirs`, `OwnProposal`, `NotProposed`."""
    with transaction.atomic():
        actor = allowed(recipient.force, by, Role.ADMINISTRATOR)
        recipient = Recipient.objects.select_for_update().get(pk=recipient.pk)
        if recipient.state != Listed.PROPOSED:
            raise NotProposed(_("%s does not wait for approval. Look at the list again.") % recipient.name)
        if recipient.proposed_by == actor_of(by):
            raise OwnProposal(_("You proposed %s. Another administrator has to approve it.") % recipient.name)
        recipient.state, recipient.approved_by = Listed.APPROVED, actor_of(by)
        recipient.save(update_fields=["state", "approved_by"])
        note(recipient.force, "recipient_approved", actor=actor, body=_body(recipient), now=now)
    return recipient


def withdraw_recipient(recipient: Recipient, *, by: Changer, now: datetime, why: str) -> Recipient:
    """Take it off the list: nothing more is sent to it. Raises `NotTheirs`, `NotProposed` where it is off already."""
    with transaction.atomic():
        actor = allowed(recipient.force, by, Role.ADMINISTRATOR)
        recipient = Recipient.objects.select_for_update().get(pk=recipient.pk)
        if recipient.state == Listed.WITHDRAWN:
            raise NotProposed(_("%s is off the list already.") % recipient.name)
        recipient.state = Listed.WITHDRAWN
        recipient.save(update_fields=["state"])
        note(recipient.force, "recipient_withdrawn", actor=actor, body=_body(recipient), now=now, why=why)
    return recipient


def approved(force: str) -> list[Recipient]:
    """Who can be sent to, of the force with this code, in the order of proposing."""
    return list(Recipient.objects.filter(force__code=force, state=Listed.APPROVED).order_by("pk"))


def _body(recipient: Recipient) -> dict[str, Json]:
    return {
        "recipient": recipient.pk,
        "department": recipient.department,
        "channel": recipient.channel,
        "name": recipient.name,
        "address": recipient.address,
        "certificate": _fingerprint(recipient.certificate),
    }


def _fingerprint(certificate: str) -> str:
    """A certificate as an entry names it: the SHA-256 of it, in hexadecimal."""
    return (
        x509.load_pem_x509_certificate(certificate.encode()).fingerprint(hashes.SHA256()).hex() if certificate else ""
    )


def _refuse_incomplete(recipient: Recipient, now: datetime) -> None:
    if recipient.by.reached_at is ReachedAt.MAILBOX:
        try:
            validate_email(recipient.address)
        except ValidationError as error:
            raise ValidationError({"address": _("Enter the mailbox, such as name@example.test")}) from error
    if recipient.by.reached_at is ReachedAt.NUMBER and not recipient.address:
        raise ValidationError({"address": _("Enter the telephone number")})
    if recipient.by.reached_at is ReachedAt.NUMBER and not NUMBER.fullmatch(recipient.address):
        raise ValidationError({"address": _("Enter the telephone number in figures, such as 01632 960 001")})
    if recipient.by.takes_messages:
        _refuse_certificate(recipient.certificate, now)


def _refuse_certificate(given: str, now: datetime) -> None:
    """What is sent to them is encrypted, so there has to be a certificate for it: RSA, and valid today."""
    try:
        certificate = x509.load_pem_x509_certificate(given.encode())
    except ValueError as error:
        says = _("Paste the recipient’s certificate, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----")
        raise ValidationError({"certificate": says}) from error
    key = certificate.public_key()
    if not isinstance(key, RSAPublicKey) or key.key_size < 2048:
        raise ValidationError({"certificate": _("The certificate needs an RSA key of 2,048 bits or more")})
    if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
        until = certificate.not_valid_after_utc.strftime("%-d %B %Y")
        raise ValidationError({"certificate": _("The certificate is not valid today; it is valid until %s") % until})
