"""The cookie by which a browser is known to officers who signed in with it before (OWASP: “device cookies”).

It signs nobody in: with it, failures made elsewhere do not hold this browser, and its own failures are counted by
themselves. It is signed, names several officers (computers are shared), and ends with time or a new password.
"""

import secrets
import time
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from proviso.accounts.models import Officer

DAYS = 90
MOST = 20
"""So many officers are known in one browser: whoever signed in longest ago goes first. A cookie holds 4,096 bytes."""
_SALT = "proviso.known_devices"
_SECONDS = DAYS * 24 * 60 * 60


@dataclass(frozen=True)
class _Known:
    """One officer in one browser: the officer's key, the device's own number, what the password was, and when."""

    officer: int
    device: str
    password: str
    at: int


def cookie_name() -> str:
    """The name of the cookie."""
    return "__Host-device" if settings.SESSION_COOKIE_SECURE else "device"


def device_of(request: HttpRequest, officer: Officer | None) -> str | None:
    """The number of this device, where that officer signed in with it, under the same password; else None."""
    if officer is None or not officer.is_active:
        return None
    return next((one.device for one in _read(request) if _is_of(one, officer)), None)


def remember(request: HttpRequest, response: HttpResponse, officer: Officer) -> None:
    """From now on this browser is one that the officer signed in with. A device keeps its number, and so its count."""
    device = device_of(request, officer) or secrets.token_urlsafe(12)
    known = _Known(officer.pk, device, _password_of(officer), int(time.time()))
    others = [one for one in _read(request) if one.officer != officer.pk]
    rows = [[one.officer, one.device, one.password, one.at] for one in (known, *others)]
    response.set_cookie(
        cookie_name(),
        signing.dumps(rows[:MOST], salt=_SALT),
        max_age=_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def _read(request: HttpRequest) -> list[_Known]:
    try:
        rows = signing.loads(request.COOKIES.get(cookie_name(), ""), salt=_SALT)
    except signing.BadSignature:  # none, or one that was changed
        return []
    known = [_Known(*row) for row in rows]
    return [one for one in known if 0 <= time.time() - one.at < _SECONDS]


def _is_of(known: _Known, officer: Officer) -> bool:
    return known.officer == officer.pk and secrets.compare_digest(known.password, _password_of(officer))


def _password_of(officer: Officer) -> str:
    return salted_hmac(_SALT, officer.password, algorithm="sha256").hexdigest()[:16]
