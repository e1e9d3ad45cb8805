"""The worker: takes what waits in the outbox, one message at a time, until it is told to stop.

Any number may run, on any number of machines. One that is told to stop finishes what it has in hand. What it says is
one line a message, with our own number and no personal data.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from threading import Event
from uuid import uuid4

from django.conf import settings
from django.db import close_old_connections

from proviso.accounts import failed_sign_ins
from proviso.accounts.channel_codes import Channel
from proviso.accounts.models import Force
from proviso.casework import clock
from proviso.disclosure import claiming, outbox
from proviso.disclosure.carrying import Result, ask_about_lost, carry_out
from proviso.disclosure.channels.channel import MessageChannel
from proviso.disclosure.channels.channel_table import BY_ITSELF, channel_of
from proviso.disclosure.channels.email import Email
from proviso.disclosure.claiming import ClaimLost
from proviso.disclosure.post import NotSetUp
from proviso.disclosure.unit_reminders import remind_units, reminder_settings
from proviso.record import keys
from proviso.record.clock_bounds import ClockImplausible, assert_plausible
from proviso.record.keys import KeyEncryptionUnusable

POLL = 2.0
"""Seconds between two looks at an outbox that had nothing to send."""
REMINDING = timedelta(minutes=5)
"""How long between two looks at what waits on the lists of units."""
AFTER_A_FAULT = 30.0
"""Seconds of rest after a fault of ours, such as a database that cannot be reached."""

Say = Callable[[str], None]
MakeChannel = Callable[[Channel, str], MessageChannel]

_log = logging.getLogger("proviso.outbox")


class Worker:
    """One worker, of the force of the settings: another force's messages are for a worker of its own, with its own
    name and certificate. `channel` makes a channel of a force anew for each message and may raise `NotSetUp`."""

    def __init__(self, channel: MakeChannel = channel_of, say: Say = _log.info) -> None:
        self.by, self._force = uuid4().hex, settings.PROVISO_FORCE
        self._channel, self._say = channel, say
        self._lacking = dict.fromkeys(BY_ITSELF, "")
        self._reminded_at = datetime.min.replace(tzinfo=UTC)
        self._alarmed = ""

    def run(self, stop: Event) -> None:
        """Work until told to stop. Survives every fault but a kill, and says each without its words."""
        while not stop.is_set():
            rest = POLL
            try:
                close_old_connections()
                self._sum_up_failed_sign_ins()
                rest = 0.0 if self.step() else POLL
            except (ClockImplausible, KeyEncryptionUnusable) as wrong:
                _log.error("Nothing is sent: %s", wrong)
                rest = AFTER_A_FAULT
            except Exception:  # noqa: BLE001  whatever it was, the messages after it are not to wait for somebody
                _log.exception("The outbox could not be worked on, and is tried again. What was in hand waits.")
                rest = AFTER_A_FAULT
            stop.wait(rest)

    def _sum_up_failed_sign_ins(self) -> None:
        """A sum of failed sign-ins is not to wait until somebody signs in again."""
        force = Force.objects.filter(code=self._force).first()
        if force is not None:
            failed_sign_ins.sum_up(force, now=clock.now())

    def step(self) -> bool:
        """Do the next thing there is to do. False where there was nothing.

        Raises ClockImplausible and KeyEncryptionUnusable before any message is touched: a lease is counted by the
        clock, and without its key no case is opened.
        """
        now = clock.now()
        assert_plausible(self._force, now)
        keys.proved()
        for late in outbox.raise_late(self._force, now=now):
            _log.warning(
                "%s has waited to be sent since %s UTC, longer than it may; it is on the worklist, and its case says "
                "what is wrong",
                late.message,
                f"{late.ordered_at:%Y-%m-%d %H:%M:%S}",
            )
        self._remind(now)
        if given_back := claiming.give_back(by=self.by, now=now):
            self._say(f"{given_back} waited for a worker that is gone, and wait again")
        if lost := claiming.lost_while_leaving(force=self._force, by=self.by, now=now):
            self._tell(ask_about_lost(lost))
            return True
        return any(self._sends(channel, now) for channel in BY_ITSELF)

    def _remind(self, now: datetime) -> None:
        """Tell units that something waits, every few minutes; where e-mail is not set up nobody is told."""
        if timedelta() <= now - self._reminded_at < REMINDING or not reminder_settings().mailboxes:
            return
        self._reminded_at = now
        with suppress(NotSetUp):  # `proviso check` says so, and what waits to leave says it too
            remind_units(self._force, lambda: Email.from_settings(self._force), self._say, now=now)

    def _sends(self, code: Channel, now: datetime) -> bool:
        """Send what has waited longest to leave by a channel. False where nothing does, or it is not set up."""
        channel = self._ready(code) if claiming.waits(code, force=self._force, now=now) else None
        claim = claiming.claim(code, force=self._force, by=self.by, now=now) if channel else None
        if channel is None or claim is None:
            return False
        try:
            self._tell(carry_out(claim, channel))
        except ClaimLost:
            self._say(f"{claim.message} was cancelled, or taken over by another worker")
        return True

    def _ready(self, code: Channel) -> MessageChannel | None:
        """The channel, where sending is set up. What is lacking is said once, and what waits goes on waiting."""
        try:
            channel = self._channel(code, self._force)
        except NotSetUp as lacking:
            if str(lacking) != self._lacking[code]:
                self._say(f"Nothing is sent: {lacking}")
            if waiting := outbox.raise_not_set_up(self._force, code, str(lacking)):
                _log.error(
                    "Nothing is sent until this is mended; messages that wait for it: %s more. %s", waiting, lacking
                )
            self._lacking[code] = str(lacking)
            return None
        self._lacking[code] = ""
        return channel

    def _tell(self, result: Result) -> None:
        """One line a message; what is wrong with our own set-up is an error of its own, said once."""
        if result.alarm and result.says != self._alarmed:
            _log.error("Messages wait until this is mended: %s", result.says)
        self._alarmed = result.says if result.alarm else ""
        again = f" until {result.again:%Y-%m-%d %H:%M:%S} UTC" if result.again else ""
        says = f": {result.says}" if result.says else ""
        self._say(f"{result.claim.message} {result.state}{again}, attempt {result.claim.attempts}{says}")
