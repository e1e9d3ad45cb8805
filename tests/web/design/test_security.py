"""The headers of every answer: the policy with a fresh nonce, nothing kept but files, on refusals as well."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings

pytestmark = pytest.mark.django_db

GALLERY = override_settings(
    ROOT_URLCONF="tests.web.design.gallery",
    MIDDLEWARE=[one for one in settings.MIDDLEWARE if not one.endswith("gate.Gate")],
)


@GALLERY
def test_a_page_allows_nothing_but_its_own_and_a_fresh_nonce() -> None:
    answers = [Client().get("/one/empty") for _ in range(2)]
    nonces = set()
    for answer in answers:
        policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
        found = re.fullmatch(r"'nonce-([\w-]{24})'", policy["script-src"])
        assert found
        assert policy == {
            "default-src": "'none'",
            "script-src": f"'nonce-{found[1]}'",
            "style-src": "'self'",
            "img-src": "'self'",
            "connect-src": "'self'",
            "form-action": "'self'",
            "frame-ancestors": "'none'",
            "base-uri": "'none'",
            "require-trusted-types-for": "'script'",
            "trusted-types": "'none'",
        }
        assert answer.content.decode().count(f'nonce="{found[1]}"') == 2
        nonces.add(found[1])
    assert len(nonces) == 2


@pytest.mark.parametrize("path", ["/one/empty", "/nowhere", "/sign-in", "/static/nothing.css"])
@GALLERY
def test_no_answer_but_a_file_is_kept_and_no_feature_is_allowed(path: str) -> None:
    answer = Client().get(path)
    assert answer["Cache-Control"] == "no-store"
    assert "geolocation=()" in answer["Permissions-Policy"]
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"


@GALLERY
def test_a_forged_form_is_refused_with_the_same_headers() -> None:
    answer = Client(enforce_csrf_checks=True).post("/one/empty", {"colour": "red"})
    assert answer.status_code == 403
    assert answer["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_files_are_served_as_they_lie_and_may_be_kept() -> None:
    answer = Client().get("/static/proviso.css")
    streamed: Any = answer  # a file is streamed, which the test client’s type does not say
    content = b"".join(streamed.streaming_content)
    assert content == (Path(settings.PACKAGE) / "web/static/proviso.css").read_bytes()
    assert answer["Cache-Control"] == f"max-age={settings.WHITENOISE_MAX_AGE}, public"
    assert answer["Content-Type"].startswith("text/css")
    again = Client().get("/static/proviso.css", headers={"if-modified-since": answer["Last-Modified"]})
    assert again.status_code == 304
    assert "no-store" not in again["Cache-Control"]
