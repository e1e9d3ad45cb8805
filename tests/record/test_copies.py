"""A copy that was put back takes nothing until somebody says on the record that it is the record from now on."""

from datetime import timedelta

import pytest
from django.db import connections

from proviso.record import copies, read
from proviso.record.append import append
from proviso.record.clock_bounds import CONFIRMED as CLOCK_CONFIRMED
from proviso.record.copies import CopyNotConfirmed
from proviso.record.entry import to_microseconds
from proviso.record.models import Copy, Head
from proviso.record.verify import verify
from tests.record.making import LATER, LOG, NOON, draft, record, record_cases

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def copied() -> None:
    """Do to this database what a backup does to the copy that it makes."""
    with connections["default"].cursor() as cursor:
        cursor.execute(copies.MARK.format(at=to_microseconds(NOON)))


@pytest.fixture
def _copy() -> None:
    record_cases(5)
    copied()


def confirm() -> None:
    record(draft("case-of-the-force", None, kind=copies.CONFIRMED), now=LATER)


@pytest.fixture(autouse=True)
def _keys() -> None:
    from proviso.record import keys

    for case in ("case-of-the-force", "case-later"):
        keys.create(case)


@pytest.mark.usefixtures("_copy")
def test_a_copy_takes_no_entry_and_says_what_to_do() -> None:
    with pytest.raises(CopyNotConfirmed) as refused:
        record(draft("case-later"), now=LATER)
    assert str(refused.value) == (
        "The record of wessmere is a copy, made at 2031-05-04 12:00:00 UTC with 5 entries: what was recorded since is "
        "not in it, so nothing is recorded. Look for a newer copy; where there is none, say so on the record with: "
        'proviso force confirm-restored --why "…"'
    )
    assert (refused.value.code, refused.value.status) == ("copy_not_confirmed", 503)
    with pytest.raises(CopyNotConfirmed):
        copies.assert_current(LOG)
    assert read.head(LOG).size == 5
    assert verify().whole, "a copy is as whole as the record"


@pytest.mark.usefixtures("_copy")
def test_the_confirmation_is_taken_and_then_everything_is() -> None:
    confirm()
    copies.assert_current(LOG)
    record(draft("case-later"), now=LATER)
    assert read.head(LOG).size == 7
    assert verify().whole


@pytest.mark.usefixtures("_copy")
def test_a_clock_that_is_confirmed_first_confirms_no_copy() -> None:
    record(draft("case-of-the-force", None, kind=CLOCK_CONFIRMED), now=NOON + timedelta(days=9_000))
    with pytest.raises(CopyNotConfirmed):
        record(draft("case-later"), now=NOON + timedelta(days=9_000))


@pytest.mark.usefixtures("_copy")
def test_a_copy_of_a_copy_is_another_one_to_confirm() -> None:
    copied()  # nothing was recorded since: it is still the same copy
    assert Copy.objects.count() == 1
    confirm()
    copied()
    made = copies.copied(LOG)
    assert made
    assert (made.size, str(Copy.objects.get(size=6))) == (6, "a copy of wessmere at 6")
    with pytest.raises(CopyNotConfirmed):
        record(draft("case-later"), now=LATER)


def test_what_was_recorded_in_one_log_confirms_no_other() -> None:
    record_cases(3)
    record_cases(3, log="another")
    copied()
    confirm()
    with pytest.raises(CopyNotConfirmed, match="of another is a copy"):
        copies.assert_current("another")
    copies.assert_current(LOG)


def test_a_log_without_entries_is_no_copy_of_anything() -> None:
    Head.objects.create(log=LOG)
    copied()
    assert not Copy.objects.exists()


def test_a_refusal_without_its_row_says_that_it_was_put_back() -> None:
    assert "is a copy, put back: " in str(CopyNotConfirmed(LOG, None))


def test_no_copy_is_confirmed_by_an_earlier_confirmation() -> None:
    record_cases(2)
    confirm()
    copied()
    with pytest.raises(CopyNotConfirmed):
        append_in_transaction()


def append_in_transaction() -> None:
    from django.db import transaction

    with transaction.atomic(using="default"):
        append(draft("case-later"), now=LATER)


@pytest.mark.usefixtures("_copy")
def test_from_which_copy_a_record_goes_on() -> None:
    assert copies.last_put_back(LOG, before=6) == 5
    assert copies.last_put_back(LOG, before=5) is None
