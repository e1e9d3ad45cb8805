"""A form that begins something counts once: for whom, for how long, and what is left of it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.db import OperationalError, connections

from proviso.casework import clock
from proviso.casework.models import SentForm
from proviso.casework.sent_forms import KEPT, FormSent, counted_once, forget_forms_of, form_digest, led_before
from tests.record.disk import Files

FORM = form_digest("wessmere", "officer-north", "/cases/new", "a token")


def made(place: str, times: list[str]) -> Callable[[], str]:
    def act() -> str:
        times.append(place)
        return place

    return act


@pytest.mark.django_db(databases="__all__")
def test_a_form_counts_once_and_leads_where_it_led() -> None:
    times: list[str] = []
    assert led_before(FORM) is None
    first = counted_once(FORM, made("/cases/PV-AAAA-AAAA/", times))
    again = counted_once(FORM, made("/cases/PV-BBBB-BBBB/", times))
    assert (first.led_to, first.before) == ("/cases/PV-AAAA-AAAA/", False)
    assert (again.led_to, again.before) == ("/cases/PV-AAAA-AAAA/", True)
    assert led_before(FORM) == "/cases/PV-AAAA-AAAA/"
    assert times == ["/cases/PV-AAAA-AAAA/"]


@pytest.mark.django_db(databases="__all__")
def test_what_the_act_refuses_does_not_count() -> None:
    def refuse() -> str:
        raise ValueError("not like this")

    with pytest.raises(ValueError, match="not like this"):
        counted_once(FORM, refuse)
    assert led_before(FORM) is None
    assert not counted_once(FORM, made("/", [])).before


@pytest.mark.parametrize(
    "other",
    [
        ("avonmere", "officer-north", "/cases/new", "a token"),
        ("wessmere", "officer-south", "/cases/new", "a token"),
        ("wessmere", "officer-north", "/recipients/propose", "a token"),
        ("wessmere", "officer-north", "/cases/new", "another"),
    ],
)
def test_the_token_of_somebody_else_or_of_another_form_counts_for_nothing(other: tuple[str, str, str, str]) -> None:
    assert form_digest(*other) != FORM


@pytest.mark.django_db(databases="__all__")
def test_a_row_goes_after_a_while_and_says_nothing_of_anybody(monkeypatch: pytest.MonkeyPatch) -> None:
    counted_once(FORM, made("/worklist", []))
    (row,) = SentForm.objects.values()
    assert set(row) == {"digest", "led_to", "at"}
    assert "officer-north" not in str(row)
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + KEPT + timedelta(seconds=1))
    counted_once(form_digest("wessmere", "officer-north", "/cases/new", "later"), made("/", []))
    assert led_before(FORM) is None
    assert SentForm.objects.count() == 1


@pytest.mark.django_db(databases="__all__")
def test_where_forms_of_a_case_led_goes_with_the_case() -> None:
    counted_once(FORM, made("/cases/PV-AAAA-AAAA/", []))
    counted_once(FORM[::-1], made("/cases/PV-BBBB-BBBB/", []))
    forget_forms_of("PV-AAAA-AAAA")
    assert led_before(FORM) is None
    assert led_before(FORM[::-1])


def test_three_at_once_do_it_once(files: Files, tmp_path: Path) -> None:
    """Each with a connection of its own, as processes have; the database says which is the first."""
    times: list[str] = []
    led: list[FormSent] = []
    together = Barrier(3)

    def send() -> None:
        together.wait()
        while not tried():
            pass
        connections.close_all()

    def tried() -> bool:
        try:
            led.append(counted_once(FORM, made("/0", times)))
        except OperationalError as locked:
            if "locked" not in str(locked):
                raise
            return False  # a database in memory does not wait for another thread, as a file does
        return True

    sending = [Thread(target=send) for _ in range(3)]
    for one in sending:
        one.start()
    for one in sending:
        one.join()
    assert set(times) == {"/0"}, "what was locked is undone, and tried again"
    assert sorted(one.before for one in led) == [False, True, True]
    assert {one.led_to for one in led} == {"/0"}
