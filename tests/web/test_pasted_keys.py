"""A private key that somebody pasted: nothing of it is stored, logged or shown again, whatever happens to the page."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from proviso.accounts.certificate_text import held_a_key
from proviso.accounts.channel_codes import Channel
from proviso.accounts.models import Listed, Recipient, Role
from proviso.record.clock_bounds import ClockImplausible
from proviso.record.models import Entry
from proviso.web.administration import recipient_pages
from tests.accounts.made_certificates import made
from tests.accounts.test_private_keys import FORMS, IDS, PKCS8, text_of

from .conftest import PASSWORD, Browse
from .reading import read
from .recipients import listed

pytestmark = pytest.mark.django_db(databases="__all__")

KEY = text_of("RSA", PKCS8, closed=False)
PIECE = KEY.splitlines()[3]
"""A line out of the middle of it: where this is, the key is."""
TYPED = {
    "department": "border_force",
    "name": "The desk",
    "channel": "email",
    "mailbox": "desk@receiving-unit.example",
    "certificate": made().pem,
}


def nowhere(piece: str, *answers: Any) -> None:
    """That no answer, and nothing in the databases that a page writes, holds this piece of a key."""
    for answer in answers:
        assert piece not in answer.content.decode()
        assert piece not in str(answer.headers)
    assert not Recipient.objects.filter(certificate__contains=piece).exists()
    assert not Session.objects.filter(session_data__contains=piece).exists()


@pytest.mark.parametrize("form", FORMS, ids=IDS)
def test_each_kind_of_key_is_refused_and_its_box_comes_back_empty(
    browse: Browse, form: tuple[Any, Any, bool], caplog: pytest.LogCaptureFixture
) -> None:
    key, browser = text_of(*form), browse(Role.ADMINISTRATOR, typing=True)
    before = Entry.objects.count()
    response = browser.post("/recipients/propose", TYPED | {"certificate": f"{made().pem}{key}"})
    assert (response.status_code, read(response).errors) == (422, [(held_a_key(), "#q-certificate")])
    assert "BEGIN CERTIFICATE-----\n" not in response.content.decode()
    assert "desk@receiving-unit.example" in response.content.decode()
    nowhere(key.splitlines()[1], response)
    assert key.splitlines()[1] not in caplog.text
    assert Entry.objects.count() == before


@pytest.mark.parametrize("box", ["name", "mailbox", "number", "department", "channel", "unheard_of", "compared"])
def test_a_key_in_any_other_box_is_refused_as_well(browse: Browse, box: str, caplog: pytest.LogCaptureFixture) -> None:
    response = browse(Role.ADMINISTRATOR, typing=True).post("/recipients/propose", TYPED | {box: KEY})
    assert response.status_code == 422
    assert held_a_key() in [says for says, _box in read(response).errors]
    assert "desk@receiving-unit.example" in response.content.decode() or box in ("mailbox", "channel")
    nowhere(PIECE, response)
    assert PIECE not in caplog.text


def test_a_key_in_a_box_that_is_not_asked_now_is_said_above_them_all(browse: Browse) -> None:
    by_telephone = TYPED | {"channel": "telephone", "number": "01632 960 001", "certificate": KEY}
    response = browse(Role.ADMINISTRATOR, typing=True).post("/recipients/propose", by_telephone)
    assert held_a_key() in [says for says, _box in read(response).errors]
    nowhere(PIECE, response)
    assert Recipient.objects.count() == 0


def test_a_key_as_the_name_of_a_box_is_refused(browse: Browse) -> None:
    body = urlencode(TYPED | {KEY: "x"})
    response = browse(Role.ADMINISTRATOR, typing=True).post(
        "/recipients/propose", body, content_type="application/x-www-form-urlencoded"
    )
    assert held_a_key() in [says for says, _box in read(response).errors]
    nowhere(PIECE, response)


def test_a_key_in_too_long_a_paste_is_not_shown_again(browse: Browse) -> None:
    browser = browse(Role.ADMINISTRATOR, typing=True)
    response = browser.post("/recipients/propose", TYPED | {"certificate": "x" * 60_000 + KEY})
    assert read(response).errors == [(held_a_key(), "#q-certificate")]
    nowhere(PIECE, response)


def test_a_key_is_not_retained_while_the_password_is_typed_again(browse: Browse) -> None:
    browser = browse(Role.ADMINISTRATOR)
    away = browser.post("/recipients/propose", TYPED | {"certificate": KEY})
    assert away.status_code == 302
    again = browser.get(away["Location"])
    browser.post(away["Location"], {"password": PASSWORD})
    back = browser.get("/recipients/propose")
    assert held_a_key() in read(back).words
    assert "desk@receiving-unit.example" in back.content.decode()
    nowhere(PIECE, away, again, back)


def test_a_key_is_not_retained_when_the_sign_in_is_over(browse: Browse, time: Any) -> None:
    browser = browse(Role.ADMINISTRATOR, typing=True)
    session = browser.session
    session["expires"] = 0
    session.save()
    browser.post("/sign-out")
    away = browser.post("/recipients/propose", TYPED | {"certificate": KEY})
    nowhere(PIECE, away)


def test_the_page_of_what_could_not_be_saved_offers_no_key(
    browse: Browse, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def stops(*_: object) -> None:
        raise ClockImplausible("the clock is wrong")

    browser: Client = browse(Role.ADMINISTRATOR, typing=True)
    browser.raise_request_exception = False
    monkeypatch.setattr(recipient_pages, "without_keys", stops)
    response = browser.post("/recipients/propose", TYPED | {"certificate": KEY})
    assert response.status_code == 503
    assert f"{held_a_key()}." in read(response).words
    assert "desk@receiving-unit.example" in response.content.decode()
    nowhere(PIECE, response)
    assert PIECE not in caplog.text


def test_a_key_in_the_reason_for_taking_one_off_is_refused(browse: Browse) -> None:
    recipient = listed(Channel.TELEPHONE)
    browser = browse(Role.ADMINISTRATOR, typing=True)
    response = browser.post(f"/recipients/{recipient.pk}/withdraw", {"why": f"It was pasted with {KEY}"})
    assert read(response).errors == [(held_a_key(), "#q-why")]
    nowhere(PIECE, response)
    assert Recipient.objects.get().state == Listed.APPROVED


def test_a_key_stored_by_an_earlier_version_is_not_shown_and_goes(browse: Browse) -> None:
    recipient, one = listed(Channel.EMAIL), made()
    Recipient.objects.update(certificate=f"{KEY}{one.pem}")
    browser = browse(Role.ADMINISTRATOR, number="A2", typing=True)
    pages: list[Callable[[], Any]] = [
        lambda: browser.get("/recipients"),
        lambda: browser.get(f"/recipients/{recipient.pk}/approve"),
    ]
    for page in pages:
        answer = page()
        assert PIECE not in answer.content.decode()
        assert "holds a private key" in read(answer).words
    browser.post(f"/recipients/{recipient.pk}/withdraw", {"why": "It was listed with a private key"})
    assert Recipient.objects.get().certificate == one.pem
