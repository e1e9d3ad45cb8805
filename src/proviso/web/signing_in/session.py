"""How long a sign-in lasts: so many minutes without use, and never more than twelve hours.

The session outlives the sign-in by a little, empty but for who it was: so what that person was typing can be kept for
them alone (`kept`). It holds no case.
"""

import logging
import time
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest

from proviso.accounts import failed_sign_ins
from proviso.accounts.models import Officer
from proviso.casework import clock
from proviso.record.clock_bounds import ClockImplausible, assert_plausible

log = logging.getLogger("proviso.signing_in")

LONGEST_HOURS = 12
_WRITE_EVERY_SECONDS = 30

WARN_SECONDS = 300
"""How long before the end somebody is warned at most; half the time without use where that is shorter."""

SIGNED_OUT = "signed_out"
UNUSED = "unused"
TOO_LONG = "too_long"
CLOCK_SET_BACK = "clock_set_back"

_BEGAN, _USED, _WHO, _WHY, _TOKEN = "signed_in_at", "used_at", "was", "ended_because", "token_before"


@dataclass(frozen=True, slots=True)
class SignInEnd:
    """When a sign-in ends if nothing more is opened or saved; `may_go_on` is false for the end of the twelve hours."""

    at: datetime
    seconds: int
    warn_seconds: int
    may_go_on: bool


def begin(request: HttpRequest, token: str = "") -> None:
    """Start both clocks, at sign-in. `token` is the secret against forged requests that pages had until now, where it
    was the same officer’s sign-in that ended here."""
    request.session[_BEGAN] = request.session[_USED] = time.time()
    request.session[_TOKEN] = token if who_it_was(request) == request.user.pk else ""
    for name in (_WHO, _WHY):
        request.session.pop(name, None)


def token_before(request: HttpRequest) -> str:
    """The secret of the same officer’s sign-in before this one, in this session; empty where there was none."""
    return str(request.session.get(_TOKEN, ""))


def end_if_over(request: HttpRequest) -> None:
    """Sign out whoever has been away, or here, too long; otherwise note that the session was used."""
    user = request.user
    if not isinstance(user, Officer):
        return
    now = time.time()
    if _BEGAN not in request.session:
        begin(request)
    began, used = request.session[_BEGAN], request.session[_USED]
    if now - began > LONGEST_HOURS * 3600:
        _end(request, user, TOO_LONG)
    elif now - used > settings.PROVISO_SESSION_MINUTES * 60:
        _end(request, user, UNUSED)
    elif max(began, used) - now > settings.PROVISO_CLOCK_BEHIND_SECONDS and _clock_can_be_right(user):
        _end(request, user, CLOCK_SET_BACK)  # else it would last as long as the clock was ahead
    elif now - used > _WRITE_EVERY_SECONDS:  # a write for every page would cost more than the page
        _note_use(request, user, now)


def _clock_can_be_right(officer: Officer) -> bool:
    """Whether the record goes on under the clock as it is: under one that is behind, nobody could sign in again."""
    try:
        assert_plausible(officer.force.code, clock.now())
    except ClockImplausible:
        return False
    return True


def sign_in_end(request: HttpRequest) -> SignInEnd | None:
    """When this sign-in ends; nothing for somebody who is not signed in (WCAG 2.2, 2.2.1)."""
    if not isinstance(getattr(request, "user", None), Officer) or _USED not in request.session:
        return None
    unused = request.session[_USED] + settings.PROVISO_SESSION_MINUTES * 60
    longest = request.session[_BEGAN] + LONGEST_HOURS * 3600
    ends = min(unused, longest)
    return SignInEnd(
        at=datetime.fromtimestamp(ends, UTC),
        seconds=max(0, int(ends - time.time())),
        warn_seconds=warn_seconds(),
        may_go_on=unused < longest,
    )


def warn_seconds() -> int:
    """How long before the end of a sign-in somebody is warned of it."""
    return min(WARN_SECONDS, settings.PROVISO_SESSION_MINUTES * 30)


def remember_who(request: HttpRequest, officer: Officer, why: str) -> None:
    """Leave in the emptied session whose it was and why it ended."""
    request.session[_WHO] = officer.pk
    request.session[_WHY] = why


def who_it_was(request: HttpRequest) -> int | None:
    """The key of the officer whose sign-in ended in this session, if one did."""
    was: int | None = request.session.get(_WHO)
    return was


def why_it_ended(request: HttpRequest) -> str | None:
    """`SIGNED_OUT`, `UNUSED`, `TOO_LONG`, `CLOCK_SET_BACK`, or nothing."""
    why: str | None = request.session.get(_WHY)
    return why


def _note_use(request: HttpRequest, officer: Officer, now: float) -> None:
    """Note that the session is used, and sum up what failed before. A database that is locked fails no page."""
    request.session[_USED] = now
    try:
        request.session.save()
        request.session.modified = False
        failed_sign_ins.sum_up(officer.force, now=clock.now())
    except Exception:
        request.session.modified = False
        log.exception("That a session is used could not be noted; it is tried again")


def _end(request: HttpRequest, officer: Officer, why: str) -> None:
    logout(request)
    remember_who(request, officer, why)
