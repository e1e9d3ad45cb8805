"""What a stolen or a restored database gives: no session that signs in, and nobody who was erased."""

from hashlib import sha256

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connections
from django.test import Client

from proviso.casework import clock
from proviso.casework.access import open_case
from proviso.casework.case import Stage
from proviso.casework.models import Opening
from proviso.casework.permissions import Who
from proviso.record import read
from proviso.record.erase import erase
from proviso.record.keys import KeyLost
from proviso.record.verify import verify
from proviso.web.signing_in.store import SessionStore, digest
from tests.record.conftest import files as files
from tests.record.conftest import template as template
from tests.record.disk import Files

from ..casework.conftest import Clock, wessmere
from ..casework.examples import shared
from ..web.conftest import Browse, Cases, officer_of


@pytest.mark.django_db(databases="__all__")
def test_what_an_opening_keeps_of_a_session_signs_nobody_in(browse: Browse, cases: Cases) -> None:
    reference, browser = cases[Stage.OPEN].case.reference, browse()
    browser.get(f"/cases/{reference}/")
    key = browser.cookies[settings.SESSION_COOKIE_NAME].value
    named = sha256(key.encode()).hexdigest()
    assert set(Opening.objects.filter(case=reference).values_list("session", flat=True)) >= {named}
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = named
    assert thief.get("/worklist")["Location"].startswith("/sign-in")
    assert reference not in str([session.get_decoded() for session in Session.objects.all()])


@pytest.mark.django_db(databases="__all__")
def test_what_the_table_of_sessions_keeps_signs_nobody_in(browse: Browse, cases: Cases) -> None:
    browser = browse()
    key = browser.cookies[settings.SESSION_COOKIE_NAME].value
    rows = list(Session.objects.values_list("session_key", "session_data"))
    assert [name for name, _data in rows] == [digest(key)]
    assert key not in str(rows)
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = digest(key)
    assert thief.get("/worklist")["Location"].startswith("/sign-in")
    assert browser.get("/worklist").status_code == 200
    browser.post("/sign-out")
    assert browser.get("/worklist")["Location"].startswith("/sign-in")


def test_a_session_is_djangos_but_for_the_name_of_its_row(db: None) -> None:
    store = SessionStore()
    store["word"] = "heron"
    store.save()
    key = store.session_key
    assert key
    assert (store.exists(key), store.exists(digest(key))) == (True, False)
    assert SessionStore(key)["word"] == "heron"
    store.cycle_key()
    assert not store.exists(key)
    assert SessionStore(key).get("word") is None
    assert SessionStore(store.session_key)["word"] == "heron"
    store.flush()
    assert not Session.objects.exists()
    SessionStore().delete()


def test_a_restored_backup_brings_nobody_back(files: Files, time: Clock) -> None:
    wessmere()
    who = Who.of(officer_of())
    reference = shared(who).case.reference
    connections.close_all()
    backup = files.path("default").read_bytes()
    erase(reference, actor="D1", now=clock.now(), why="It is time")
    connections.close_all()
    files.path("default").write_bytes(backup)
    with pytest.raises(KeyLost):
        read.entries(reference)
    with pytest.raises(KeyLost):
        open_case(who, reference, reason="To see", session="a session")
    assert {fault.case for fault in verify().faults} >= {reference}
