"""What a start looks at and cleans up: triggers, expired sessions, keys that a kill left without an entry."""

import socket
from contextlib import closing
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connections, transaction
from django.utils import timezone

from proviso.record import keys
from proviso.record.append import append
from proviso.record.entry import Category, Draft
from proviso.record.models import WrappedKey
from proviso.record.sweeping import unused
from proviso.service import server
from proviso.service.config import Config
from proviso.service.housekeeping import purge_expired, unaccounted
from proviso.service.server import CannotServe, ready_to_serve
from proviso.service.watching_settings import MetricsSettings

pytestmark = pytest.mark.django_db(databases="__all__")


def begin(case: str) -> None:
    key = keys.create(case)
    what = Draft(log="wessmere", case=case, kind="case_begun", category=Category.COLLECTION, actor="W1", body={}, seq=1)
    with transaction.atomic(using="default"):
        append(what, now=timezone.now(), key=key)


def made_an_age_ago(*cases: str) -> None:
    for case in cases:
        wrapped = keys.key_encryption().wrap(b"k" * 32, keys.about_key(case, 0))
        WrappedKey.objects.create(case=case, wrapped=wrapped, made_at=0)


def test_a_start_forgets_what_is_over_and_nothing_else() -> None:
    begin("PV-0000-0000")
    made_an_age_ago("PV-0000-0001")
    keys.create("PV-0000-0002")
    Session.objects.create(session_key="over", session_data="", expire_date=timezone.now() - timedelta(days=1))
    Session.objects.create(session_key="open", session_data="", expire_date=timezone.now() + timedelta(days=1))
    assert purge_expired(unused()) == ["PV-0000-0001"]
    assert list(WrappedKey.objects.values_list("case", flat=True)) == ["PV-0000-0000", "PV-0000-0002"]
    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]
    assert unaccounted(unused()) == ""


def test_a_start_on_an_empty_record_destroys_no_key_and_names_them() -> None:
    made_an_age_ago("PV-0000-0001")
    assert purge_expired(unused()) == []
    assert unaccounted(unused()) == (
        "1 key is of a case that this record has no entry of. Nothing was destroyed. See which, with: proviso record "
        "verify. Unless an older copy of the record was just put back, stop the service and look whether database and "
        "keys_database name the right files."
    )
    made_an_age_ago(*(f"PV-0000-{number:04}" for number in range(2, 9)))
    assert purge_expired(unused()) == []
    assert unaccounted(unused()).startswith(
        "8 keys are of cases that this record has no entry of. Nothing was destroyed."
    )
    assert WrappedKey.objects.count() == 8


def test_a_service_whose_record_is_not_guarded_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proviso.service.server.secrets_are_there", lambda _: None)
    monkeypatch.setattr("proviso.service.server.port_is_free", lambda *_: None)
    ready_to_serve("127.0.0.1", 8000, config=Config())
    with connections["default"].cursor() as cursor:
        cursor.execute("DROP TRIGGER record_leaf_never_deleted")
    with pytest.raises(CannotServe) as refused:
        ready_to_serve("127.0.0.1", 8000, config=Config())
    assert str(refused.value) == (
        "The database does not refuse changes to the record; missing: record_leaf_never_deleted. Somebody who could "
        "write to the database took them away or put others in their place: find out who could, verify the record "
        "with: proviso record verify; then put them back with: proviso record guard"
    )


def test_a_service_whose_figures_have_no_port_is_never_said_to_be_served(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ready_to_serve", "in_hand"):
        monkeypatch.setattr(server, name, lambda *_, **__: None)
    monkeypatch.setattr(server, "tls", lambda _: (None, None))
    monkeypatch.setattr(server, "disagreeing", lambda: "")
    said: list[str] = []
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        figures = MetricsSettings(port=taken.getsockname()[1])
        config = Config(force="wessmere").model_copy(update={"metrics": figures})
        with pytest.raises(CannotServe, match="for figures, cannot be used"):
            server.serve("127.0.0.1", 0, config=config, when_ready=lambda: said.append("Serving"))
    assert said == []


def test_no_table_changed_without_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
