"""What a start cleans up: expired sessions, and a key that a kill left without an entry."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from proviso.record import keys
from proviso.record.models import WrappedKey
from proviso.site.server import leave_nothing_behind

pytestmark = pytest.mark.django_db(databases="__all__")


def test_a_start_forgets_what_is_over_and_nothing_else() -> None:
    keys.create("PV-0000-0001")
    keys.create("PV-0000-0002")
    WrappedKey.objects.filter(case="PV-0000-0001").update(made_at=0)
    Session.objects.create(session_key="over", session_data="", expire_date=timezone.now() - timedelta(days=1))
    Session.objects.create(session_key="open", session_data="", expire_date=timezone.now() + timedelta(days=1))
    assert leave_nothing_behind() == ["PV-0000-0001"]
    assert list(WrappedKey.objects.values_list("case", flat=True)) == ["PV-0000-0002"]
    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]
