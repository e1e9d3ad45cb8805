"""The headers that guard every page: a strict content policy with a fresh nonce, no features, nothing kept.

Static files, and what the force released to everybody, are all that a browser may keep; they hold nothing of a case.
"""

import secrets
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.template.backends.utils import csrf_input
from django.utils.functional import SimpleLazyObject

Respond = Callable[[HttpRequest], HttpResponseBase]

NONCE = "proviso.csp_nonce"

METHODS = ("GET", "HEAD", "POST")
"""What a browser sends for pages and forms; nothing else is answered."""

CONTENT_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'nonce-{nonce}'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]
)

FEATURES = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read", "display-capture", "encrypted-media",
    "fullscreen", "geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection", "magnetometer",
    "microphone", "midi", "payment", "picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "serial",
    "usb", "xr-spatial-tracking",
)  # fmt: skip
FEATURES_POLICY = ", ".join(f"{feature}=()" for feature in FEATURES)


class GuardPages:
    """The outermost middleware, so that refusals and redirects made further in are guarded as well."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        nonce = secrets.token_urlsafe(18)
        request.META[NONCE] = nonce
        response = self.get_response(request)
        response["Content-Security-Policy"] = CONTENT_POLICY.format(nonce=nonce)
        response["Permissions-Policy"] = FEATURES_POLICY
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        if is_for_everybody(request, response):
            response.cookies.clear()
            del response["Vary"]
        elif not is_static(request, response):
            response["Cache-Control"] = "no-store"
        return response

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponseBase | None:
        """Refuse a method that no page answers, before any other middleware looks at it."""
        return None if request.method in METHODS else HttpResponseNotAllowed(METHODS)


def is_static(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether whitenoise answered with a file: it alone says how long a file under STATIC_URL may be kept."""
    return request.path.startswith(settings.STATIC_URL) and "Cache-Control" in response


FOR_EVERYBODY = frozenset({"published", "published_file"})
"""The pages, by the names of their addresses, that are the same for everybody: what the force released."""


def is_for_everybody(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether it is a page that is the same for everybody, and says how long it may be kept."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    return name in FOR_EVERYBODY and "public" in response.get("Cache-Control", "")


def nonce(request: HttpRequest) -> str:
    """The nonce of this page's scripts; a page made outside the middleware has none, and its scripts do not run."""
    made: str = request.META.get(NONCE, "")
    return made


def masked_once(request: HttpRequest) -> dict[str, object]:
    """For every template: the hidden box of a form against forged requests, made when the first form of a page asks.

    Django masks the secret anew for each form. A page has four or five forms and arrives as a whole, so one mask hides
    as much: it differs from page to page, which is what compression must not find (BREACH).
    """
    return {"csrf_input": SimpleLazyObject(lambda: csrf_input(request))}
