"""A clock that is plainly wrong records nothing; where an entry was made under one, there is a way back."""

import shlex
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings
from typer.testing import CliRunner

from proviso.accounts.clock_confirmation import ClockNotInDoubt, confirm_clock
from proviso.accounts.entries import case_of, note
from proviso.accounts.force_changes import ChangeRefused
from proviso.accounts.models import Force
from proviso.casework import clock
from proviso.casework.acts.start import open_new_case
from proviso.casework.history.case import Stage
from proviso.casework.models import CaseRow
from proviso.casework.values.sharing import CallEnded
from proviso.casework.values.value import ValueRefused
from proviso.casework.writing.access import open_case
from proviso.casework.writing.permissions import Actor
from proviso.cli.commands import app
from proviso.disclosure.models import MessageState, OutboxRow
from proviso.disclosure.worker import Worker
from proviso.record import keys, read
from proviso.record.clock_bounds import ClockImplausible
from proviso.record.models import Head, WrappedKey
from proviso.record.verify import verify
from proviso.service import deployment, proving
from proviso.service.config import Config
from tests.accounts.people import PROMPT
from tests.disclosure.ordering import decided, listed, ordered

from ..casework.conftest import Clock
from ..casework.examples import CALL_ENDED, CALL_STARTED, NOW, START, answer, begun
from ..casework.examples import decided as decided_to_call
from ..cli.prepared import run
from ..cli.processes import EMPTY, WHO, free_port, one_sentence, started, stopped
from ..web.conftest import PASSWORD, Browse, Cases, officer_of
from .conftest import mail
from .deployed import SETTINGS, deployed

pytestmark = pytest.mark.django_db(databases="__all__")

BY = shlex.join(WHO)
TEN_YEARS = timedelta(days=3653)
SHIPPED = Config.model_fields
DAYS, SECONDS = int(SHIPPED["clock_ahead_days"].default), int(SHIPPED["clock_behind_seconds"].default)


@pytest.fixture(autouse=True)
def _as_shipped(settings: Settings) -> None:
    settings.PROVISO_CLOCK_AHEAD_DAYS, settings.PROVISO_CLOCK_BEHIND_SECONDS = DAYS, SECONDS


@pytest.fixture
def begins(force: Force, time: Clock) -> Callable[..., datetime]:
    """Record something of the force at a moment; the time that its entry has."""

    def at(moment: datetime) -> datetime:
        return note(force, "identity_confirmed", actor="the server", body={"staff_number": "N101"}, now=moment).at

    return at


WRONG = {
    "ten years ahead": NOW + TEN_YEARS,
    "a day more than may be": NOW + timedelta(days=DAYS + 1),
    "a second more than may be": NOW + timedelta(days=DAYS, seconds=1),
    "the wrong year of a date that was typed": NOW.replace(year=2062),
    "where counters of 32 bits end": datetime(2106, 2, 7, 6, 28, 15, tzinfo=UTC),
    "where calendars end": datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC),
    "a second more back than may be": NOW - timedelta(seconds=SECONDS + 1),
    "an hour back, as a zone that was taken for UTC": NOW - timedelta(hours=1),
    "ten years back": NOW - TEN_YEARS,
    "an empty battery": datetime(1970, 1, 1, tzinfo=UTC),
    "before anything is counted": datetime(1, 1, 1, tzinfo=UTC),
}
RIGHT = {
    "the same moment": NOW,
    "a small step back": NOW - timedelta(seconds=SECONDS),
    "others recorded while this one waited": NOW - timedelta(seconds=30),
    "after a night": NOW + timedelta(hours=9),
    "after the holidays": NOW + timedelta(days=DAYS),
}


@pytest.mark.parametrize("shows", WRONG.values(), ids=WRONG)
def test_a_clock_that_cannot_be_right_records_nothing(begins: Callable[..., datetime], shows: datetime) -> None:
    begins(NOW)
    with pytest.raises(ClockImplausible, match="further than can be right, so nothing is recorded") as refused:
        begins(shows)
    assert f"{shows:%Y-%m-%d %H:%M:%S} UTC" in str(refused.value)
    assert "made at 2026-11-22 03:00:00 UTC" in str(refused.value)
    assert 'proviso force confirm-clock --why "…"' in str(refused.value)
    assert (refused.value.code, refused.value.status) == ("clock_implausible", 503)
    assert read.head("wessmere").size == 1


@pytest.mark.parametrize("shows", RIGHT.values(), ids=RIGHT)
def test_an_entry_has_the_time_that_the_clock_showed(begins: Callable[..., datetime], shows: datetime) -> None:
    begins(NOW)
    assert begins(shows) == shows
    assert begins(shows) == shows
    assert verify().whole


@pytest.mark.parametrize("shows", WRONG.values(), ids=WRONG)
def test_the_first_entry_of_a_force_is_held_against_nothing(begins: Callable[..., datetime], shows: datetime) -> None:
    assert begins(shows) == shows


def test_a_head_without_entries_holds_the_clock_to_nothing(begins: Callable[..., datetime]) -> None:
    Head.objects.create(log="wessmere")
    proving.prove(Config(force="wessmere"))
    assert begins(NOW) == NOW


def test_two_processes_whose_clocks_differ_a_little_both_record(begins: Callable[..., datetime]) -> None:
    shown = [NOW + timedelta(seconds=one * 60, milliseconds=-900 * (one % 2)) for one in range(40)]
    assert [begins(one) for one in shown] == shown
    told = read.bodiless("wessmere")
    assert [one.index for one in told] == list(range(40))
    assert [one.at for one in told] == shown


@pytest.mark.parametrize(
    "wrong", [NOW + TEN_YEARS, datetime(9999, 12, 31, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC)]
)
def test_after_an_entry_under_a_wrong_clock_there_is_a_way_back(
    force: Force, time: Clock, begins: Callable[..., datetime], wrong: datetime
) -> None:
    begins(wrong)
    with pytest.raises(ClockImplausible):
        begins(NOW)
    entry = confirm_clock(force, by=PROMPT, now=NOW, why="  NTP is \n mended ")
    assert (entry.at, entry.index, entry.why, entry.actor) == (NOW, 1, "NTP is mended", "the server")
    assert entry.body["clock"] == "2026-11-22T03:00:00.000000Z"
    assert str(entry.body["last_entry_at"]).startswith(f"{wrong:%Y-%m-%d}")
    assert begins(NOW + timedelta(minutes=1)) == NOW + timedelta(minutes=1)
    with pytest.raises(ClockImplausible):
        begins(wrong)
    assert verify().whole
    assert [one.kind for one in read.openings(case_of(force), keys.of(case_of(force)))] == [
        "identity_confirmed", "clock_confirmed", "identity_confirmed",
    ]  # fmt: skip


@pytest.mark.parametrize("why", ["", "   ", "\n"])
def test_a_clock_is_confirmed_in_words(force: Force, begins: Callable[..., datetime], why: str) -> None:
    begins(NOW + TEN_YEARS)
    with pytest.raises(ChangeRefused, match="Say why the clock is right, in words"):
        confirm_clock(force, by=PROMPT, now=NOW, why=why)
    assert read.head("wessmere").size == 1


@pytest.mark.parametrize("first", [None, NOW - timedelta(days=2)])
def test_a_clock_that_nobody_doubts_is_not_confirmed(
    force: Force, begins: Callable[..., datetime], first: datetime | None
) -> None:
    if first:
        begins(first)
    before = read.head("wessmere").size
    with pytest.raises(ClockNotInDoubt, match="there is nothing to confirm"):
        confirm_clock(force, by=PROMPT, now=NOW, why="To be sure")
    assert read.head("wessmere").size == before


def test_the_command_shows_the_clock_asks_why_and_ends_the_doubt(
    force: Force, time: Clock, begins: Callable[..., datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proviso.cli.force_command.ready", lambda: None)
    begins(NOW + TEN_YEARS)
    runner = CliRunner()
    silent = runner.invoke(app, ["force", "confirm-clock", "--why", " ", *WHO])
    assert (silent.exit_code, "in words" in silent.output) == (2, True)
    done = runner.invoke(app, ["force", "confirm-clock", *WHO], input="The battery was changed\n")
    assert done.exit_code == 0, done.output
    assert "The clock says Sunday 22 November 2026, 03:00:00 UTC. The last entry was made at 2036-11-22" in done.output
    assert "On the record: the clock is right." in done.output
    again = runner.invoke(app, ["force", "confirm-clock", "--why", "Said once again", *WHO])
    assert (again.exit_code, "nothing to confirm" in again.output) == (2, True)
    assert read.head("wessmere").size == 2


def test_a_page_says_that_nothing_is_recorded_and_saves_nothing(
    browse: Browse, cases: Cases, time: Clock, begins: Callable[..., datetime]
) -> None:
    reference, browser = cases[Stage.OPEN].case.reference, browse()
    browser.raise_request_exception = False
    begins(NOW)
    before = (read.head("wessmere"), CaseRow.objects.count(), WrappedKey.objects.count())
    time.now += TEN_YEARS
    start = {"role": "victim", "suspected": "yes", "already_shared": "no", "last_seq": "0"}
    for answer_ in (
        browser.post("/cases/new", start),
        browser.get(f"/cases/{reference}/"),
        browser.post("/cases/find", {"reference": "crime-1", "reason": "She rang about it"}),
        browser.post("/sign-out"),
    ):
        said = answer_.content.decode()
        assert answer_.status_code == 503
        assert "The service cannot record anything now" in said
        assert "Nothing was saved." in said
        assert "Tell the people who run this service" in said
    assert (read.head("wessmere"), CaseRow.objects.count(), WrappedKey.objects.count()) == before


def test_nobody_signs_in_without_an_entry_of_it(browse: Browse, time: Clock, begins: Callable[..., datetime]) -> None:
    officer, browser = officer_of(), Client(raise_request_exception=False)
    begins(NOW)
    time.now -= TEN_YEARS
    said = browser.post("/sign-in", {"login": officer.staff_number, "password": PASSWORD})
    assert said.status_code == 503
    assert browser.get("/worklist")["Location"].startswith("/sign-in")
    time.now = NOW
    assert browser.post("/sign-in", {"login": officer.staff_number, "password": PASSWORD}).status_code == 302


def test_no_key_is_made_for_a_case_that_a_wrong_clock_refuses(
    officer: Actor, time: Clock, begins: Callable[..., datetime]
) -> None:
    begins(NOW)
    time.now += TEN_YEARS
    before = WrappedKey.objects.count()
    with pytest.raises(ClockImplausible):
        open_new_case(officer, START, session="s")
    assert WrappedKey.objects.count() == before


def test_a_message_waits_untouched_until_the_clock_is_right(officer: Actor, time: Clock) -> None:
    ordered(decided(officer), listed())
    before = OutboxRow.objects.values().get()
    time.now += TEN_YEARS
    with pytest.raises(ClockImplausible):
        Worker().step()
    time.now = NOW - timedelta(hours=1)
    with pytest.raises(ClockImplausible):
        Worker().step()
    assert OutboxRow.objects.values().get() == before
    assert before["state"] == MessageState.QUEUED


def test_an_act_that_a_wrong_clock_refuses_leaves_the_case_as_it_was(officer: Actor, time: Clock) -> None:
    opened = begun(officer)
    time.now += TEN_YEARS
    with pytest.raises(ClockImplausible):
        open_case(officer, opened.case.reference, reason="To see how it stands", session="another")
    time.now = NOW
    again = open_case(officer, opened.case.reference, reason="To see how it stands", session="another")
    assert again.case == opened.case


def test_a_call_that_began_under_a_wrong_clock_can_still_be_ended(force: Force, officer: Actor, time: Clock) -> None:
    opened = decided_to_call(officer)
    time.now = NOW + timedelta(days=20)
    opened = answer(opened, (CALL_STARTED,))
    time.now = NOW
    confirm_clock(force, by=PROMPT, now=NOW, why="It was twenty days ahead")
    ended = answer(opened, (CALL_ENDED,))
    assert (type(ended.case.history[-1].value), ended.case.history[-1].at) == (CallEnded, NOW)
    assert ended.case.stage is Stage.SHARED


def test_a_call_is_still_ended_after_it_began(officer: Actor, time: Clock) -> None:
    opened = decided_to_call(officer)
    time.now = NOW + timedelta(hours=1)
    with pytest.raises(ValueRefused, match="Enter a time after the call began"):
        answer(opened, (CALL_STARTED, CALL_ENDED))


def test_the_timeline_shows_the_order_by_place_and_the_times_as_they_were(
    officer: Actor, time: Clock, browse: Browse
) -> None:
    time.now = NOW + timedelta(seconds=90)
    opened = begun(officer)
    time.now = NOW
    answered = answer(opened, (CALL_STARTED,)) if opened.case.decision else decided_to_call(officer)
    times = [one.at for one in answered.case.history]
    assert times == [time.now] * len(times)
    assert [one.seq for one in answered.case.history] == list(range(1, len(times) + 1))
    assert "22 November 2026" in browse().get(f"/cases/{answered.case.reference}/timeline").content.decode()


@pytest.mark.parametrize("shows", [NOW + TEN_YEARS, NOW - timedelta(hours=1), datetime(1970, 1, 1, tzinfo=UTC)])
def test_a_start_and_the_check_refuse_and_name_the_clock(
    begins: Callable[..., datetime], time: Clock, shows: datetime
) -> None:
    begins(NOW)
    config = Config(force="wessmere")
    proving.prove(config)
    time.now = shows
    with pytest.raises(ClockImplausible, match="The clock of this machine says"):
        proving.prove(config)
    named = next(one for one in deployment._clock(config) if one.subject == "clock")
    assert (named.passed, named.says.startswith("The clock of this machine says")) == (False, True)
    assert clock.now() == shows


RECORDS = """
from datetime import UTC, datetime, timedelta
from proviso.service.databases import set_up
set_up()
from django.db import transaction
from proviso.accounts.entries import note
from proviso.accounts.models import Force
with transaction.atomic():
    now = datetime.now(UTC) + timedelta(days=3653)
    note(Force.objects.get(), "identity_confirmed", actor="the server", body={}, now=now)
"""
"""A process whose clock is ten years ahead, of the time when nothing refused it."""


def test_each_process_refuses_in_a_sentence_until_the_clock_is_confirmed(
    tmp_path_factory: pytest.TempPathFactory, papers: Path
) -> None:
    folder = deployed(tmp_path_factory).folder
    there = {"PROVISO_HOME": str(folder / "var"), **SETTINGS}
    ahead = [sys.executable, "-c", RECORDS]
    made = subprocess.run(ahead, cwd=folder, env=EMPTY | there | {"PROVISO_CLOCK_AHEAD_DAYS": "3660"}, check=True)
    assert made.returncode == 0
    port = free_port()
    for line in (f"serve --port {port}", f"force add-unit east Eastfen {BY}", "worker --once"):
        done = run(shlex.split(line), folder, **there, **mail(papers))
        assert (done.returncode, one_sentence(done)) == (2, True), done
        assert "before the last entry of wessmere" in done.stderr
    checked = run(["check", "--json"], folder, **there)
    assert (checked.returncode, "before the last entry of wessmere" in checked.stdout) == (1, True)
    confirmed = run(["force", "confirm-clock", "--why", "NTP is mended", *WHO], folder, **there)
    assert confirmed.returncode == 0, confirmed.stderr
    assert run(["force", "add-unit", "east", "Eastfen", *WHO], folder, **there).returncode == 0
    with started(["serve"], folder, port, **there) as process:
        assert stopped(process, signal.SIGTERM).returncode == 0
    assert "The record is whole." in run(["record", "verify"], folder, **there).stdout
