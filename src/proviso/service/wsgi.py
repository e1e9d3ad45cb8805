"""What a server calls: Django, set up once in each worker, proved to be able to record before its first answer, and
given only bodies that a page of ours can send.

Our forms are URL-encoded UTF-8. A body of any other type is not read: not a file, not text that claims an encoding of
its own, which would be decoded before any page could refuse it.
"""

import os
import re
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from django.core.wsgi import get_wsgi_application

from proviso.service.proving import proved_first

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "proviso.service.settings")

_OURS = re.compile(r"application/x-www-form-urlencoded(; *charset=utf-8)?", re.IGNORECASE)

_django = proved_first(get_wsgi_application())


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Answer one request. A type of content that is not ours is taken away, and a form without one is empty."""
    if not _OURS.fullmatch(environ.get("CONTENT_TYPE") or ""):
        environ["CONTENT_TYPE"] = ""
    answer: Iterable[bytes] = _django(environ, start_response)
    return answer
