"""What was being typed when a sign-in ended, kept for fifteen minutes for the same officer and page; of several pages,
each for itself.

The text is about a person, so it is sealed: what is sealed lies in the session, the key only in the browser's cookie,
and neither is of use alone. It is never saved as an answer: the page shows it again and the officer saves it.
"""

import base64
import json
import secrets
import time
from typing import TypedDict

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, QueryDict

from proviso.accounts.models import Officer
from proviso.web.design.just_now import at_its_time
from proviso.web.design.pasted_keys import without_keys

MINUTES = 15
LIMIT_BYTES = 65_536
PAGES = 5
"""So many pages are kept at once, the latest: whoever types in several windows saves in each when the sign-in ends."""
_IN_SESSION = "kept"
_NONCE_BYTES = 12
_KEY_BYTES = 32


class _Label(TypedDict):
    """Whose it is, on which page it was typed, and until when it is kept, in seconds since 1970."""

    officer: int
    path: str
    until: int


class _Kept(_Label):
    sealed: str


def _kept(request: HttpRequest) -> list[_Kept]:
    """What is kept in this session and is not over, the latest last."""
    kept: list[_Kept] = request.session.get(_IN_SESSION, [])
    return [one for one in kept if one["until"] >= time.time()]


def _keep_only(request: HttpRequest, kept: list[_Kept]) -> None:
    if kept:
        request.session[_IN_SESSION] = kept
    else:
        request.session.pop(_IN_SESSION, None)


def cookie_name() -> str:
    """The name of the cookie that holds the key."""
    return "__Host-kept" if settings.SESSION_COOKIE_SECURE else "kept"


def keep(request: HttpRequest, response: HttpResponseBase, officer_key: int) -> bool:
    """Keep what this POST typed, for that officer, and no private key of it, beside what they typed on other pages.
    False when it is too long to keep."""
    plain = typed_now(request).urlencode().encode()
    if not plain or len(plain) > LIMIT_BYTES:
        return False
    others = [one for one in _kept(request) if one["officer"] == officer_key and one["path"] != request.path]
    known = _key(request) if others else b""
    key, nonce = known or AESGCM.generate_key(8 * _KEY_BYTES), secrets.token_bytes(_NONCE_BYTES)
    label: _Label = {"officer": officer_key, "path": request.path, "until": int(time.time()) + MINUTES * 60}
    sealed = nonce + AESGCM(key).encrypt(nonce, plain, _about(label))
    kept: _Kept = {**label, "sealed": base64.b64encode(sealed).decode()}
    request.session[_IN_SESSION] = [*(others if known else []), kept][-PAGES:]
    response.set_cookie(
        cookie_name(),
        base64.urlsafe_b64encode(key).decode(),
        max_age=MINUTES * 60,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return True


def _key(request: HttpRequest) -> bytes:
    """The key that the browser holds; empty where it holds none."""
    try:
        key = base64.urlsafe_b64decode(request.COOKIES.get(cookie_name(), ""))
    except ValueError:
        return b""
    return key if len(key) == _KEY_BYTES else b""


def typed_now(request: HttpRequest) -> QueryDict:
    """What this POST typed, each "just now" as the time that it is, and no private key of it."""
    typed = at_its_time(without_keys(request.POST))
    typed.pop("csrfmiddlewaretoken", None)
    return typed


def typed_before(request: HttpRequest) -> QueryDict | None:
    """What the officer who is signed in had typed on this page when the sign-in ended or had to be confirmed.

    A question page shows it in its boxes, unsaved. It stays until the page is posted or the time is over.
    """
    for kept in _kept(request):
        label: _Label = {"officer": kept["officer"], "path": kept["path"], "until": kept["until"]}
        if label["path"] != request.path or label["officer"] != request.user.pk:
            continue
        try:
            sealed = base64.b64decode(kept["sealed"])
            plain = AESGCM(_key(request)).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], _about(label))
        except (ValueError, InvalidTag):  # another browser, or a cookie that was changed
            _forget(request, request.path)
            return None
        return QueryDict(plain)
    return None


def waiting(request: HttpRequest) -> bool:
    """Whether something is kept in this session."""
    return bool(_kept(request))


def _forget(request: HttpRequest, path: str) -> None:
    """Throw away what was kept for a page."""
    _keep_only(request, [one for one in _kept(request) if one["path"] != path])


def forget_if_posted(request: HttpRequest) -> None:
    """Throw away what was kept for a page that is now being posted: what comes in is newer."""
    if request.method == "POST" and any(one["path"] == request.path for one in _kept(request)):
        _forget(request, request.path)


def leave_only_to(request: HttpRequest, officer: Officer) -> None:
    """At sign-in: whatever was kept for somebody else is gone."""
    if _IN_SESSION in request.session:
        _keep_only(request, [one for one in _kept(request) if one["officer"] == officer.pk])


def _about(label: _Label) -> bytes:
    return json.dumps(label, sort_keys=True).encode()
