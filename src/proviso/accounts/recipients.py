"""The force's list of whom anything can be sent to: kept by administrators, each entry approved by a second one (8.1).

Every change is an entry of the force's log. Nothing here knows what was sent to whom.
"""

import re
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from proviso.accounts.certificate_text import CertificateRefused, certificates_alone, fingerprint_in, held_a_key
from proviso.accounts.certificates import IntendedUse, judge, why_refused
from proviso.accounts.channel_codes import Channel, ReachedAt
from proviso.accounts.entries import Changer, actor_of, note
from proviso.accounts.force_changes import ChangeRefused, allowed
from proviso.accounts.models import Force, Listed, Recipient, Role
from proviso.accounts.private_keys import holds_private_key
from proviso.accounts.typed_figures import plain_figures
from proviso.record.entry import Json

NUMBER = re.compile(r"\+?\(?\+?[0-9][0-9 ().-]{1,38}(?:,? ?(?:ext(?:n|ension)?|x)[. ]{0,2}[0-9]{1,6})?", re.IGNORECASE)
"""A telephone number as people write it: figures, with spaces, brackets, stops and hyphens between them, and an
extension after them."""

_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")


class OwnProposal(ChangeRefused):
    """Nobody approves a recipient that they proposed themselves."""


class CertificateUnfit(ChangeRefused):
    """What would be sent to the recipient cannot be encrypted to its certificate."""


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
    """Put a recipient forward. Raises `NotTheirs`, and what `to_be_proposed` raises."""
    given = {"department": department, "name": name, "address": address, "certificate": certificate}
    with transaction.atomic():
        actor = allowed(force, by, Role.ADMINISTRATOR)
        recipient = to_be_proposed(force, channel=channel, by=by, now=now, **given)
        recipient.save()
        note(force, "recipient_proposed", actor=actor, body=_body(recipient), now=now)
    return recipient


def to_be_proposed(
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
    """A recipient as it would be proposed, saved nowhere; of what is given as its certificate only the chain is left.

    Raises `ValidationError` for what its channel cannot do without, and for a private key anywhere.
    """
    _refuse_keys(department=department, name=name, address=address, certificate=certificate)
    recipient = Recipient(
        force=force,
        department=department,
        channel=channel,
        name=" ".join(name.split()),
        address=_as_typed(" ".join(address.split()), channel),
        certificate=certificate.strip(),
        proposed_by=actor_of(by),
    )
    recipient.full_clean()
    _refuse_incomplete(recipient)
    recipient.certificate = _fit_certificate(recipient, now)
    return recipient


def approve_recipient(recipient: Recipient, *, by: Changer, now: datetime) -> Recipient:
    """Let it be sent to. Raises `NotTheirs`, `OwnProposal`, `NotProposed`, `CertificateUnfit`."""
    with transaction.atomic():
        actor = allowed(recipient.force, by, Role.ADMINISTRATOR)
        recipient = Recipient.objects.select_for_update().get(pk=recipient.pk)
        if recipient.state != Listed.PROPOSED:
            raise NotProposed(_("%s does not wait for approval. Look at the list again.") % recipient.name)
        if recipient.proposed_by == actor_of(by):
            raise OwnProposal(_("You proposed %s. Another administrator has to approve it.") % recipient.name)
        if unfit := why_unfit(recipient, now):
            says = _("%(unfit)s. Take %(name)s off the list, and propose it again with another certificate.")
            raise CertificateUnfit(says % {"unfit": unfit, "name": recipient.name})
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
        if holds_private_key(recipient.certificate):  # of an earlier version, which kept all that was pasted
            recipient.certificate = certificates_alone(recipient.certificate)
        recipient.save(update_fields=["state", "certificate"])
        note(recipient.force, "recipient_withdrawn", actor=actor, body=_body(recipient), now=now, why=why)
    return recipient


def approved(force: str) -> list[Recipient]:
    """Who can be sent to, of the force with this code, in the order of proposing."""
    return list(Recipient.objects.filter(force__code=force, state=Listed.APPROVED).order_by("pk"))


def why_unfit(recipient: Recipient, now: datetime) -> str:
    """In a sentence why nothing can be encrypted to a recipient now; empty where it can be, or is only rung."""
    if not recipient.by.takes_messages:
        return ""
    return why_refused(recipient.certificate, IntendedUse.ENCRYPTING, mailbox=recipient.address, on=now)


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
    """A certificate as an entry names it: the SHA-256 of it, in hexadecimal; empty where none can be read."""
    try:
        return fingerprint_in(certificate) if certificate else ""
    except CertificateRefused:
        return ""


def _refuse_keys(**given: str) -> None:
    """Nothing that holds a private key goes any further, whatever it was given as."""
    held = [name for name, text in given.items() if holds_private_key(text)]
    if held:
        raise ValidationError({name: held_a_key() for name in held})


def _as_typed(address: str, channel: Channel) -> str:
    """An address with the hyphens and figures of a telephone number as keyboards have them, whatever wrote it."""
    return plain_figures(address.translate(_HYPHENS)) if channel == Channel.TELEPHONE else address


def _refuse_incomplete(recipient: Recipient) -> None:
    if recipient.by.reached_at is ReachedAt.MAILBOX:
        try:
            validate_email(recipient.address)
        except ValidationError as error:
            raise ValidationError({"address": _("Enter the mailbox, such as name@example.test")}) from error
    if recipient.by.reached_at is ReachedAt.NUMBER and not recipient.address:
        raise ValidationError({"address": _("Enter the telephone number")})
    if recipient.by.reached_at is ReachedAt.NUMBER and not NUMBER.fullmatch(recipient.address):
        raise ValidationError({"address": _("Enter the telephone number in figures, such as 01632 960 001")})


def _fit_certificate(recipient: Recipient, now: datetime) -> str:
    """The recipient's certificate with those above it, and nothing else that was pasted; empty for one who is rung."""
    if not recipient.by.takes_messages:
        return ""
    try:
        return judge(recipient.certificate, IntendedUse.ENCRYPTING, mailbox=recipient.address, on=now).pem
    except CertificateRefused as refused:
        raise ValidationError({"certificate": refused.says}) from refused
