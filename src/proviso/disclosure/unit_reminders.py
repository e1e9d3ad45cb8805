"""A message to a unit's mailbox that something waits on its list, when nobody of the unit is there. Our safeguard.

It names nobody, no case and no kind of matter, so that it is neither encrypted nor signed. At most one a day reaches a
unit for each kind of waiting; that it was sent, or could not be, is an entry of the force's own. What waits to leave is
held up by it for one conversation with a mail server that does not take it, and no more.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Protocol
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from proviso.accounts.entries import note
from proviso.accounts.models import Force, Unit
from proviso.casework import clock
from proviso.casework.unattended import HoursToWait, Waits, unattended
from proviso.disclosure.channels.channel import HandOver, Outcome, Refused
from proviso.disclosure.post import email_settings
from proviso.record.entry import Entry, Json
from proviso.record.read_consultations import made_by

BY = "the outbox"
SENT, FAILED = "unit_reminded", "unit_reminder_failed"
TRIES = 6
"""How often a day a message that the server did not take is tried."""
BETWEEN_TRIES = timedelta(minutes=30)


class UnitMailboxes(HoursToWait, Protocol):
    """What a force sets for reminding: the mailbox of each unit, by the unit's code, and for how long things wait."""

    mailboxes: dict[str, str]


class HandsIn(Protocol):
    """What hands a message to the force's mail server."""

    def hand_in(self, content: bytes, address: str, about_to_hand_over: HandOver) -> Outcome:
        """Hand it in, at most once."""
        ...


def reminder_settings() -> UnitMailboxes:
    """The settings as they are now."""
    given: UnitMailboxes = settings.PROVISO_REMINDERS
    return given


def remind_units(force: str, server: Callable[[], HandsIn], say: Callable[[str], None], *, now: datetime) -> None:
    """Tell every unit that has a mailbox, and on whose list something waits, that it does. `server` is made only where
    there is something to send, and may raise NotSetUp. What is not taken ends the round: a server that is away would be
    waited for anew with each message, and what waits to leave waits meanwhile. The next round goes on with the others.
    """
    given = reminder_settings()
    for unit in Unit.objects.filter(force__code=force, code__in=given.mailboxes).select_related("force"):
        for waits in sorted(unattended(force, unit.code, now, given)):
            if may_try(force, unit.code, waits, now) and not _remind(
                unit, given.mailboxes[unit.code], waits, server(), say, now
            ):
                return


def _remind(unit: Unit, address: str, waits: Waits, server: HandsIn, say: Callable[[str], None], now: datetime) -> bool:
    """Whether the server took it, or another worker sends it."""
    if not _begins(unit, waits, now):
        return True
    outcome = server.hand_in(reminder(unit.name, address, email_settings().sender, now), address, lambda: None)
    if isinstance(outcome, Refused):
        _note(unit.force, FAILED, unit.code, waits, now)
        say(f"The unit {unit.code} could not be told that something waits: {outcome.says}")
        return False
    say(f"The unit {unit.code} was told that something waits")
    return True


def reminder(unit: str, address: str, sender: str, now: datetime) -> bytes:
    """The message: that something waits on the list of the unit, and nothing else. In the language in which the force’s
    pages begin; where that is not English, the English stands below, since it is what holds while a translation is a
    draft."""
    languages = dict.fromkeys((settings.PROVISO_LANGUAGE, settings.LANGUAGE_CODE))
    said = [_in(language, unit) for language in languages]
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = address
    message["Subject"] = said[0][0]
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{uuid4().hex}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: nothing answers it by itself
    message.set_content("".join(f"{words}\n" for _subject, words in said), cte="quoted-printable")
    message["Content-Language"] = ", ".join(languages)  # RFC 3282
    return message.as_bytes()


def _in(language: str, unit: str) -> tuple[str, str]:
    """The subject and the sentence in a language."""
    with override(language):
        waits = _("Something on the list of %(unit)s waits: sign in to Proviso.") % {"unit": unit}
        return _("Proviso: something waits"), waits


def may_try(force: str, unit: str, waits: Waits, now: datetime) -> bool:
    """Whether none was sent today, by London's days, and one that was not taken is due to be tried again."""
    midnight = now.astimezone(clock.LONDON).replace(hour=0, minute=0, second=0, microsecond=0)
    next_midnight = midnight + timedelta(days=1)

    def of_this(kind: str) -> Sequence[Entry]:
        entries = [one for one in made_by(force, BY, kind, since=midnight) if one.at < next_midnight]
        return [one for one in entries if (one.body.get("unit"), one.body.get("waits")) == (unit, waits.value)]

    tried = of_this(SENT)
    if not tried:
        return True
    return len(tried) == len(of_this(FAILED)) and len(tried) < TRIES and tried[-1].at + BETWEEN_TRIES <= now


@transaction.atomic
def _begins(unit: Unit, waits: Waits, now: datetime) -> bool:
    """Enter it before it is sent: of several workers one sends, and one that dies meanwhile sends none twice."""
    Force.objects.select_for_update().get(pk=unit.force_id)
    if not may_try(unit.force.code, unit.code, waits, now):
        return False
    _note(unit.force, SENT, unit.code, waits, now)
    return True


@transaction.atomic
def _note(force: Force, kind: str, unit: str, waits: Waits, now: datetime) -> None:
    body: dict[str, Json] = {"unit": unit, "waits": waits.value}
    note(force, kind, actor=BY, body=body, now=now)
