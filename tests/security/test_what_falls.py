"""What a stolen or a restored database gives: no session that signs in, and nobody who was erased."""

from hashlib import sha256
from pathlib import Path
from threading import Event

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connections
from django.test import Client

from proviso.casework import clock
from proviso.casework.history.case import Stage
from proviso.casework.models import CaseRow, CrimeReference, Opening
from proviso.casework.writing.access import open_case
from proviso.casework.writing.permissions import Actor
from proviso.disclosure.erase_messages import erase_case
from proviso.disclosure.models import KeptPackage, WaitingReply
from proviso.disclosure.reply_import import Became, take_from
from proviso.record import read
from proviso.record.backends import backend_of
from proviso.record.erase import NothingToErase, erase
from proviso.record.keys import KeyLost
from proviso.record.models import Entry as RecordEntry
from proviso.record.verify import verify
from proviso.service import housekeeping
from proviso.web.signing_in.store import SessionStore, digest
from tests.disclosure.ordering import decided, listed, ordered
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
    kept = dict(browser.session.items())
    assert "_auth_user_id" in kept
    assert reference not in str(kept)


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


@pytest.mark.django_db(databases="__all__")
def test_a_session_copied_to_another_row_signs_nobody_in(browse: Browse) -> None:
    victim, thief = browse(), Client()
    (row,) = Session.objects.all()
    key = "a-key-that-the-thief-chose-himself"
    Session.objects.create(session_key=digest(key), session_data=row.session_data, expire_date=row.expire_date)
    thief.cookies[settings.SESSION_COOKIE_NAME] = key
    assert thief.get("/worklist")["Location"].startswith("/sign-in")
    assert victim.get("/worklist").status_code == 200


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


def test_nothing_that_is_left_of_an_erased_case_confirms_a_guess(files: Files, time: Clock, tmp_path: Path) -> None:
    wessmere()
    opened = ordered(decided(Actor.of(officer_of())), listed())
    reference = opened.case.reference
    (message := tmp_path / "reply.eml").write_bytes(f"Subject: {reference}\n\nShe has leave to remain\n".encode())
    assert [one.became for one in take_from(message, "wessmere", session="replies")] == [Became.WAITING]
    open_case(opened.actor, reference, reason="To see how it stands", session="a session")
    beside = [model for model in apps.get_models() if any(one.name == "case" for one in model._meta.get_fields())]
    keeping = {model.__name__ for model in beside if model._default_manager.filter(case=reference).exists()}
    assert keeping >= {"KeptPackage", "WaitingReply", "WorklistRow", "CrimeReference", "Opening"}
    digests = [
        digest
        for model in (KeptPackage, WaitingReply, CrimeReference)
        for digest in model._default_manager.values_list("digest", flat=True)
    ]
    assert len(digests) == 3
    connections.close_all()
    held = files.path("default").read_bytes()
    assert all(digest.encode() in held for digest in digests)
    done = erase_case(reference, by="Mx Yew", second="Mx Reed", why="It is time")
    assert done.kind == "case_erased"
    left = {model.__name__ for model in beside if model._default_manager.filter(case=reference).exists()}
    assert left == {"Entry", "OutboxRow"}
    assert not CaseRow.objects.exists()
    bodies = RecordEntry.objects.filter(case=reference).values_list("body", flat=True)
    assert set(bodies) == {None}
    connections.close_all()
    held = b"".join(path.read_bytes() for path in files.folder.iterdir())
    assert not [digest for digest in digests if digest.encode() in held]
    assert not verify().faults


@pytest.mark.sqlite
def test_what_a_reader_kept_of_an_erased_case_is_taken_out_by_the_next_sweep(files: Files, time: Clock) -> None:
    wessmere()
    reference = ordered(decided(Actor.of(officer_of())), listed()).case.reference
    digest = KeptPackage.objects.get(case=reference).digest.encode()
    reading = backend_of(connections["default"]).read_only()
    backend_of(reading).begin_snapshot()
    backend_of(connections["default"]).wait_at_most(0)
    erase_case(reference, by="Mx Yew", second="Mx Reed", why="It is time")
    assert digest in files.written(), "somebody reads the moment before"
    with reading.cursor() as cursor:
        cursor.execute("ROLLBACK")  # and stays connected: the last to go would empty the log of writes
    housekeeping.sweep_until(Once())
    assert digest not in files.written()
    reading.close()


class Once(Event):
    """To stop as soon as it is waited for."""

    def wait(self, timeout: float | None = None) -> bool:
        self.set()
        return super().wait(timeout)


def test_a_case_of_which_nothing_can_be_erased_keeps_its_rows(files: Files, time: Clock) -> None:
    wessmere()
    opened = decided(Actor.of(officer_of()))
    with pytest.raises(NothingToErase):
        erase_case("PV-0000-0000", by="Mx Yew", second="Mx Reed", why="It is time")
    assert KeptPackage.objects.filter(case=opened.case.reference).exists()


def test_a_restored_backup_brings_nobody_back(files: Files, time: Clock) -> None:
    wessmere()
    who = Actor.of(officer_of())
    reference = shared(who).case.reference
    connections.close_all()
    backup = files.path("default").read_bytes()
    erase(reference, by="Mx Yew", second="Mx Reed", now=clock.now(), why="It is time")
    connections.close_all()
    files.path("default").write_bytes(backup)
    with pytest.raises(KeyLost):
        read.entries(reference)
    with pytest.raises(KeyLost):
        open_case(who, reference, reason="To see how it stands", session="a session")
    assert {fault.case for fault in verify().faults} >= {reference}
