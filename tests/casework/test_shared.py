"""The register: which contacts with the Home Office a case accounts for, when, and how; never what was shared."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.casework.acts.receive import record_reply
from proviso.casework.acts.share import record_already_shared, record_another_disclosure
from proviso.casework.history.case import Case, RecordedAnswer
from proviso.casework.history.replay import apply_answer
from proviso.casework.models import SharedRow
from proviso.casework.reading.exchanges import CHANGES_EXCHANGES, CaseExchange, exchanges_of
from proviso.casework.row_codes import Exchange
from proviso.casework.values.sharing import AlreadyShared, SharedHow, ToldBeforehand
from proviso.casework.values.value import Value
from proviso.casework.writing.permissions import Actor

from .conftest import Clock
from .every import ACKNOWLEDGED, AFTER_THE_START, EVERY, LATE, MESSAGE, NOT_REACHED, ORDERED, OTHERS, SETTLED, UNCLEAR
from .examples import (
    ADDRESS,
    ANSWERS,
    CALL_ENDED,
    CALL_STARTED,
    NOW,
    REPLY,
    acknowledge,
    answer,
    begun,
    decided,
    ready,
    shared,
)
from .folding import folded, onto, sharing

pytestmark = pytest.mark.django_db(databases="__all__")


def kept(reference: str) -> list[CaseExchange]:
    rows = SharedRow.objects.filter(case=reference).order_by("seq")
    return [
        CaseExchange(row.seq, Exchange(row.what), row.began_at, row.ended_at, row.how, row.department, row.recipient)
        for row in rows
    ]


def test_a_call_lasts_from_its_start_to_its_end_and_goes_where_it_was_decided(officer: Actor, time: Clock) -> None:
    opened = answer(decided(officer), (CALL_STARTED,))
    at = opened.case.seq
    assert kept(opened.case.reference) == [CaseExchange(at, Exchange.ATTEMPT, NOW, NOW, "telephone")]
    time.now = ended = NOW + timedelta(minutes=9)
    opened = answer(opened, (replace(CALL_ENDED, happened_at=ended),))
    expected = [CaseExchange(at + 1, Exchange.DISCLOSURE, NOW, ended, "telephone", "nccu")]
    assert kept(opened.case.reference) == expected == list(exchanges_of(opened.case))


def test_a_call_that_reached_nobody_is_an_attempt(officer: Actor) -> None:
    opened = answer(decided(officer), (CALL_STARTED, NOT_REACHED))
    assert kept(opened.case.reference) == [CaseExchange(opened.case.seq, Exchange.ATTEMPT, NOW, NOW, "telephone")]


def test_a_late_disclosure_says_what_is_known_and_more_of_it_takes_its_place(officer: Actor) -> None:
    opened = begun(officer)
    unknown = AlreadyShared(how=SharedHow.EMAIL, told_before=ToldBeforehand.NO)
    opened = record_already_shared(opened, unknown, seen=opened.case.seq)
    place = opened.case.seq
    assert kept(opened.case.reference) == [CaseExchange(place, Exchange.DISCLOSURE, None, None, "email")]
    opened = record_already_shared(opened, LATE, seen=opened.case.seq)
    at: datetime | None = LATE.happened_at
    first = CaseExchange(place, Exchange.DISCLOSURE, at, at, "telephone", "nccu")
    assert kept(opened.case.reference) == [first]
    opened = record_another_disclosure(opened, unknown, seen=opened.case.seq)
    assert kept(opened.case.reference) == [
        first,
        CaseExchange(opened.case.seq, Exchange.DISCLOSURE, None, None, "email"),
    ]


def test_replies_and_acknowledgements_explain_a_contact(officer: Actor) -> None:
    opened = shared(officer)
    opened = record_reply(opened, REPLY, seen=opened.case.seq)
    opened = acknowledge(opened, ACKNOWLEDGED, seen=opened.case.seq)
    lines = kept(opened.case.reference)
    assert [line.what for line in lines] == [Exchange.DISCLOSURE, Exchange.REPLY, Exchange.REPLY]
    assert {line.how for line in lines[1:]} == {""}


def test_an_answer_that_shares_nothing_leaves_the_register_as_it_is(officer: Actor) -> None:
    assert kept(ready(officer).case.reference) == []
    opened = shared(officer)
    row = SharedRow.objects.get(case=opened.case.reference)
    answer(opened, (replace(ADDRESS, address="2 Invented Row"),))
    assert SharedRow.objects.get(case=opened.case.reference).pk == row.pk


@given(st.lists(st.sampled_from([*AFTER_THE_START]), max_size=12), st.sampled_from([*EVERY, *OTHERS]))
def test_no_value_but_those_that_are_named_changes_the_register(before: list[Value], value: Value) -> None:
    if type(value) not in CHANGES_EXCHANGES:
        case = folded(*before)
        then = apply_answer(case, RecordedAnswer(value, case.seq + 1, NOW, "officer-north"))
        assert exchanges_of(then) == exchanges_of(case)


def ordered(*then: Value) -> Case:
    ready = folded(*ANSWERS)
    return onto(ready, (sharing(ready), ORDERED, *then))


def test_a_message_left_unclear_is_an_attempt_until_it_is_known_to_have_arrived() -> None:
    unclear = ordered(UNCLEAR)
    assert [(line.what, line.how) for line in exchanges_of(unclear)] == [(Exchange.ATTEMPT, "email")]
    settled = ordered(UNCLEAR, replace(SETTLED, message=MESSAGE))
    assert [(line.what, line.how, line.department) for line in exchanges_of(settled)] == [
        (Exchange.DISCLOSURE, "email", "nccu")
    ]
