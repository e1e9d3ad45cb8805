"""Reading traces from the end of a log: what is asked for and nothing else, however long the log; nothing is opened."""

from datetime import timedelta

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from proviso.record import read_traces
from proviso.record.read_traces import EVERY, TracesWanted, every_trace, latest_traces, traces_of_cases
from tests.record.disk import Files
from tests.record.making import LOG, NOON, draft, record, record_cases
from tests.record.tampering import let_everything_pass, run

ENTRIES = 60


@pytest.fixture
def filled(files: Files) -> None:
    """Sixty entries a minute apart, of five cases, by eleven people; another log beside them."""
    record_cases(ENTRIES)
    record_cases(5, log="eastmere")


def places(wanted: TracesWanted = EVERY, *, before: int = ENTRIES, at_most: int = 1_000) -> list[int]:
    return [one.index for one in latest_traces(LOG, wanted, before=before, at_most=at_most).traces]


def test_the_latest_are_first_and_the_rest_is_before_a_place(filled: None) -> None:
    page = latest_traces(LOG, EVERY, before=ENTRIES, at_most=25)
    assert [one.index for one in page.traces] == list(range(59, 34, -1))
    assert page.earlier == 35
    assert latest_traces(LOG, EVERY, before=25, at_most=25).earlier == 0
    assert latest_traces(LOG, EVERY, before=24, at_most=25).earlier == 0
    assert {one.log for one in page.traces} == {LOG}


def test_what_is_asked_for_is_all_that_is_given(filled: None) -> None:
    every = latest_traces(LOG, EVERY, before=ENTRIES, at_most=ENTRIES).traces
    assert places(TracesWanted(kind="case_opened")) == [one.index for one in every if one.kind == "case_opened"]
    assert places(TracesWanted(case=f"{LOG}-case-3")) == [one.index for one in every if one.case.endswith("-3")]
    assert places(TracesWanted(actor="W4")) == [one.index for one in every if one.actor == "W4"]
    both = TracesWanted(kind="suspicion_recorded", actor="W4", case=f"{LOG}-case-0")
    assert places(both) == [one.index for one in every if (one.kind, one.actor, one.case) == (
        "suspicion_recorded", "W4", f"{LOG}-case-0",
    )]  # fmt: skip
    assert places(both)
    assert places(TracesWanted(actor="w4")) == []


@pytest.mark.parametrize(("since", "until"), [(0, 60), (10, 20), (10, 10), (59, 200), (-5, 3), (60, 90), (-9, -3)])
def test_a_time_is_from_its_beginning_until_before_its_end(filled: None, since: int, until: int) -> None:
    within = TracesWanted(since=NOON + timedelta(minutes=since), until=NOON + timedelta(minutes=until))
    assert places(within) == [one for one in reversed(range(ENTRIES)) if since <= one < until]


def test_entries_of_one_moment_are_all_of_its_time(files: Files) -> None:
    record_cases(3)
    for seq in (1, 2, 3):
        record(draft(f"{LOG}-case-0", None, body={"n": seq}), now=NOON + timedelta(minutes=2))
    moment = NOON + timedelta(minutes=2)
    within = TracesWanted(since=moment, until=moment + timedelta(microseconds=1))
    assert places(within, before=6) == [5, 4, 3, 2]


def test_only_a_part_of_a_long_log_is_looked_through_at_once(filled: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_traces, "LOOKED_THROUGH", 20)
    rare = TracesWanted(kind="case_opened")
    page = latest_traces(LOG, rare, before=55, at_most=10)
    assert ([one.index for one in page.traces], page.earlier) == ([48, 41], 35)
    assert [one.index for one in every_trace(LOG, rare, before=ENTRIES)] == [55, 48, 41, 34, 27, 20, 13, 6]
    assert places(TracesWanted(kind="case_opened", actor="W0"), before=50) == []


def test_what_an_index_finds_is_given_however_far_back_it_is(filled: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_traces, "LOOKED_THROUGH", 20)
    assert places(TracesWanted(case=f"{LOG}-case-0")) == list(range(55, -1, -5))
    assert places(TracesWanted(actor="W0")) == [55, 44, 33, 22, 11, 0]
    assert latest_traces(LOG, TracesWanted(actor="W0"), before=ENTRIES, at_most=6).earlier == 0


@pytest.mark.sqlite
def test_the_entries_of_one_person_are_asked_by_an_index(filled: None) -> None:
    with CaptureQueriesContext(connections["default"]) as asked:
        latest_traces(LOG, TracesWanted(actor="W4"), before=ENTRIES, at_most=3)
    (plan,) = run(f"EXPLAIN QUERY PLAN {asked[0]['sql']}")
    assert "entry_of_a_person (log=? AND actor=? AND index>? AND index<?)" in str(plan[3])


def test_every_trace_is_read_a_part_at_a_time(filled: None) -> None:
    assert [one.index for one in every_trace(LOG, EVERY, before=ENTRIES)] == list(reversed(range(ENTRIES)))
    assert list(every_trace("nowhere", EVERY, before=0)) == []


def test_a_log_from_which_rows_were_taken_is_read_as_far_as_it_is_there(filled: None) -> None:
    let_everything_pass()
    run('DELETE FROM record_entry WHERE log = %s AND "index" BETWEEN 20 AND 40', LOG)
    assert places() == [one for one in reversed(range(ENTRIES)) if not 20 <= one <= 40]


def test_the_traces_of_some_cases_are_in_order_from_a_place_on(filled: None) -> None:
    wanted, kinds = {f"{LOG}-case-0", f"{LOG}-case-3"}, ("case_opened", "suspicion_recorded")
    every = list(reversed(latest_traces(LOG, EVERY, before=ENTRIES, at_most=ENTRIES).traces))
    for since in (0, 20, ENTRIES):
        expected = [one for one in every if one.case in wanted and one.kind in kinds and one.index >= since]
        assert traces_of_cases(LOG, wanted, kinds, since=since) == expected
        assert bool(expected) is (since < ENTRIES)
    assert traces_of_cases(LOG, set(), kinds, since=0) == [] == traces_of_cases(LOG, wanted, (), since=0)
