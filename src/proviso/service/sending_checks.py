"""Whether a service is fit to send: the mail server’s settings, the signing certificate, and what waits too long.

Part of `proviso check`. It connects to nothing: whether the server answers shows in what waits.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from proviso.service.check_result import CheckResult, private
from proviso.service.config import Config

SOON = timedelta(days=30)
"""How long before the signing certificate ends that is said."""


def posting(config: Config) -> Iterator[CheckResult]:
    """What there is to say of sending. Needs the databases, up to date, and a force."""
    if not config.email.host:
        yield CheckResult("email", True, "No mail server is set: nothing is sent by e-mail, and what is ordered waits.")
        if config.email.signing_certificate_file:
            yield from _by_hand(config)
    else:
        yield from _email(config)
    yield from _reminders(config)
    yield from _recipients(config)
    yield from _waiting(config)


def _email(config: Config) -> Iterator[CheckResult]:
    from proviso.accounts.models import Force
    from proviso.casework import clock
    from proviso.disclosure.channels.email import Email
    from proviso.disclosure.post import NotSetUp, sender

    if not Force.objects.filter(code=config.force).exists():
        return  # said already, and with what to do
    try:
        Email.from_settings(config.force)
        ends = sender(config.force).certificates[0].not_valid_after_utc
    except NotSetUp as lacking:
        yield CheckResult("email", False, f"Nothing can be sent by e-mail. {lacking}", "See how-to/send-by-email.md.")
        return
    yield CheckResult("email", True, f"E-mail goes by {config.email.host}, under TLS that is required and checked.")
    for name in ("signing_key_file", "password_file"):
        if path := getattr(config.email, name):
            yield private(f"email.{name}", path)
    yield _certificate(ends, clock.now())


def _reminders(config: Config) -> Iterator[CheckResult]:
    """Whether the units that are told that something waits are there, and can be told."""
    from proviso.accounts.models import Unit

    if not config.reminders.mailboxes:
        return
    known = set(Unit.objects.filter(force__code=config.force).values_list("code", flat=True))
    if unknown := sorted(set(config.reminders.mailboxes) - known):
        says = f"No unit of the force has the code {' or '.join(unknown)}, so that nobody is told what waits there."
        yield CheckResult("reminders.mailboxes", False, says, "Set each mailbox by the code of its unit.")
    elif not config.email.host:
        says = "No unit is told that something waits: no mail server is set."
        yield CheckResult("reminders.mailboxes", False, says, "Set email.host, as how-to/send-by-email.md says.")
    else:
        yield CheckResult("reminders.mailboxes", True, "Units are told by e-mail that something waits.")


def _by_hand(config: Config) -> Iterator[CheckResult]:
    """A file for delivery by hand is signed too."""
    from proviso.accounts.models import Force
    from proviso.casework import clock
    from proviso.disclosure.post import NotSetUp, sender

    if not Force.objects.filter(code=config.force).exists():
        return
    try:
        yield _certificate(sender(config.force).certificates[0].not_valid_after_utc, clock.now())
    except NotSetUp as lacking:
        says = f"No file can be made for delivery by hand. {lacking}"
        yield CheckResult("email.signing_certificate_file", False, says, "See how-to/send-by-email.md.")


def _recipients(config: Config) -> Iterator[CheckResult]:
    """Each approved recipient to whose certificate nothing can be encrypted, now or in thirty days."""
    from proviso.accounts.recipients import approved, why_unfit
    from proviso.casework import clock

    do = "Have an administrator take it off the list, and list it again with another certificate."
    now = clock.now()
    for one in approved(config.force):
        if unfit := why_unfit(one, now):
            yield CheckResult("recipients", False, f"Nothing can be sent to {one.name}: {unfit}.", do)
        elif soon := why_unfit(one, now + SOON):
            yield CheckResult("recipients", False, f"In 30 days nothing can be sent to {one.name}: {soon}.", do)


def _certificate(ends: datetime, now: datetime) -> CheckResult:
    over, day = ends < now + SOON, f"{ends:%Y-%m-%d}"
    if not over:
        return CheckResult("email.signing_certificate_file", True, f"The signing certificate is valid until {day}.")
    says = f"The signing certificate ends on {day}." if ends > now else f"The signing certificate ended on {day}."
    do = "Get another, set it, and tell the recipients."
    return CheckResult("email.signing_certificate_file", False, says, do)


def _waiting(config: Config) -> Iterator[CheckResult]:
    from proviso.disclosure import outbox
    from proviso.disclosure.models import MessageState

    found = outbox.alarms(config.force)
    unclear = [one for one in found if one.state is MessageState.UNCLEAR]
    kept = [one for one in found if one.state is not MessageState.UNCLEAR and one.alarm]
    late = [one for one in found if one.state is not MessageState.UNCLEAR and not one.alarm]
    if not found:
        yield CheckResult("outbox", True, "Nothing in the outbox waits for somebody.")
    if unclear:
        says = (
            f"Of 1 message nobody knows whether it was sent, that of {unclear[0].case}."
            if len(unclear) == 1
            else f"Of {len(unclear)} messages nobody knows whether they were sent, the first of {unclear[0].case}."
        )
        yield CheckResult("outbox", False, says, "Ask the recipient, and record the answer on the case.")
    if kept:
        wait = "1 message waits" if len(kept) == 1 else f"{len(kept)} messages wait"
        says = f"{wait} for this service’s own set-up, the first of {kept[0].case}: {kept[0].says}"
        yield CheckResult("outbox", False, says, "Mend it: what waits is then sent. See how-to/send-by-email.md.")
    if late:
        why = late[0].says or "nothing was tried yet; is a worker running?"
        have = "1 message has" if len(late) == 1 else f"{len(late)} messages have"
        says = f"{have} waited longer than {config.deadlines.leaving} hours, the first of "
        yield CheckResult("outbox", False, f"{says}{late[0].case}: {why}", "Mend that, or cancel the order and call.")
