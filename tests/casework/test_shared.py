"""The register: which contacts with the Home Office a case accounts for, when, and how; never what was shared."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from proviso.casework.acts.afterwards import record_reply
from proviso.casework.acts.sending import record_acknowledgement, record_already_shared, record_another_disclosure
from proviso.casework.models import SharedRow
from proviso.casework.permissions import Who
from proviso.casework.shared import Exchange, Shared, shared_of
from proviso.casework.values.sending import AlreadyShared, SharedHow
from proviso.casework.values.telling import Telling

from .conftest import Clock
from .every import ACKNOWLEDGED, LATE, NOT_REACHED
from .examples import ADDRESS, CALL_ENDED, CALL_STARTED, NOW, REPLY, answer, begun, decided, ready, shared

pytestmark = pytest.mark.django_db(databases="__all__")


def kept(reference: str) -> list[Shared]:
    rows = SharedRow.objects.filter(case=reference).order_by("seq")
    return [
        Shared(row.seq, Exchange(row.what), row.began_at, row.ended_at, row.how, row.department, row.recipient)
        for row in rows
    ]


def test_a_call_lasts_from_its_start_to_its_end_and_goes_where_it_was_decided(officer: Who, time: Clock) -> None:
    opened = answer(decided(officer), (CALL_STARTED,))
    at = opened.case.seq
    assert kept(opened.case.reference) == [Shared(at, Exchange.ATTEMPT, NOW, NOW, "telephone")]
    time.now = ended = NOW + timedelta(minutes=9)
    opened = answer(opened, (replace(CALL_ENDED, happened_at=ended),))
    expected = [Shared(at + 1, Exchange.DISCLOSURE, NOW, ended, "telephone", "nccu")]
    assert kept(opened.case.reference) == expected == list(shared_of(opened.case))


def test_a_call_that_reached_nobody_is_an_attempt(officer: Who) -> None:
    opened = answer(decided(officer), (CALL_STARTED, NOT_REACHED))
    assert kept(opened.case.reference) == [Shared(opened.case.seq, Exchange.ATTEMPT, NOW, NOW, "telephone")]


def test_a_late_disclosure_says_what_is_known_and_more_of_it_takes_its_place(officer: Who) -> None:
    opened = begun(officer)
    unknown = AlreadyShared(how=SharedHow.EMAIL, told_before=Telling.NO)
    opened = record_already_shared(opened, unknown, seen=opened.case.seq)
    place = opened.case.seq
    assert kept(opened.case.reference) == [Shared(place, Exchange.DISCLOSURE, None, None, "email")]
    opened = record_already_shared(opened, LATE, seen=opened.case.seq)
    at: datetime | None = LATE.happened_at
    first = Shared(place, Exchange.DISCLOSURE, at, at, "telephone", "nccu")
    assert kept(opened.case.reference) == [first]
    opened = record_another_disclosure(opened, unknown, seen=opened.case.seq)
    assert kept(opened.case.reference) == [
        first,
        Shared(opened.case.seq, Exchange.DISCLOSURE, None, None, "email"),
    ]


def test_replies_and_acknowledgements_explain_a_contact(officer: Who) -> None:
    opened = shared(officer)
    opened = record_reply(opened, REPLY, seen=opened.case.seq)
    opened = record_acknowledgement(opened, ACKNOWLEDGED, seen=opened.case.seq)
    lines = kept(opened.case.reference)
    assert [line.what for line in lines] == [Exchange.DISCLOSURE, Exchange.REPLY, Exchange.REPLY]
    assert {line.how for line in lines[1:]} == {""}


def test_an_answer_that_shares_nothing_leaves_the_register_as_it_is(officer: Who) -> None:
    assert kept(ready(officer).case.reference) == []
    opened = shared(officer)
    row = SharedRow.objects.get(case=opened.case.reference)
    answer(opened, (replace(ADDRESS, address="2 Invented Row"),))
    assert SharedRow.objects.get(case=opened.case.reference).pk == row.pk
