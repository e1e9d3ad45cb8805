"""Seeding is one thing: all of it or nothing, into a database that holds nobody yet."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from proviso.accounts.models import Force
from proviso.casework import clock
from proviso.casework.models import CaseRow, CrimeReference
from proviso.demonstration.seeding import seed
from proviso.record.models import WrappedKey
from proviso.record.verify import verify

pytestmark = pytest.mark.django_db(databases="__all__")

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def test_a_seeding_that_stops_half_way_leaves_nothing_and_the_next_one_works() -> None:
    class Stopped(Exception):
        pass

    def stop(done: int, of: int) -> None:
        if done == of // 4:
            raise Stopped

    with pytest.raises(Stopped):
        seed(NOW, progress=stop)
    assert not Force.objects.exists()
    assert not CaseRow.objects.exists()
    assert not CrimeReference.objects.exists()
    assert not WrappedKey.objects.exists()
    assert clock.now() > datetime.now(UTC) - timedelta(minutes=1)
    assert seed(NOW)
    assert verify().whole


def test_a_password_that_nobody_may_have_is_refused() -> None:
    with pytest.raises(ValidationError):
        seed(NOW, password="too-short")
    assert not Force.objects.exists()
