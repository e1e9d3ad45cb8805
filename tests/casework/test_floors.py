"""When each thing can have happened: every "when" has a floor, and what is recorded is held to it by the minute."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from proviso.accounts.models import Force
from proviso.casework.acts.answer_local import answer_local_question
from proviso.casework.acts.correct import tell_correction
from proviso.casework.acts.decide import withdraw_decision
from proviso.casework.acts.propose import choose_additional_information, record_views
from proviso.casework.acts.receive import record_reply
from proviso.casework.acts.send import settle_sending
from proviso.casework.acts.share import record_already_shared, record_another_disclosure
from proviso.casework.acts.tell import record_failed_attempt, tell_after, tell_before
from proviso.casework.history.case import Case
from proviso.casework.history.kinds import VALUES
from proviso.casework.reading.ceilings import TO_COME
from proviso.casework.reading.floors import HAPPENED, NOT_OURS_TO_LIMIT, refused_time
from proviso.casework.values.content import Additional, AdditionalInformation
from proviso.casework.values.decision import DecisionWithdrawn
from proviso.casework.values.notification import ToldAfter
from proviso.casework.values.sharing import AlreadyShared
from proviso.casework.values.timing import Department, RecipientChosen
from proviso.casework.values.value import Value, _kinds_of
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.permissions import Actor

from .conftest import Clock
from .every import CONSENT, FAILED, LATE, NEGATED, ORDERED, SETTLED, TOLD_CORRECTION, UNSUSPECTED
from .examples import (
    MEASURES_TOO,
    NOW,
    REPLY,
    SUSPICION,
    TOLD_AFTER,
    TOLD_BEFORE,
    UNTOLD,
    VIEWS,
    answer,
    begun,
    decided,
    ready,
    shared,
)
from .folding import about, folded, onto
from .ordering import order_sending
from .stories import told_late, unclear
from .test_acts import says

pytestmark = pytest.mark.django_db(databases="__all__")

TIMES = {(value, name) for value in VALUES for name, kind in _kinds_of(value).items() if kind in (date, datetime)}


def test_every_day_and_time_of_a_value_has_a_floor_or_a_ceiling() -> None:
    """A value with a time is in exactly one of the tables; one that is in none fails here."""
    happened = {(value, when.field) for value, when in HAPPENED.items()}
    to_come = {(one.value, one.field) for one in TO_COME}
    assert happened | to_come | set(NOT_OURS_TO_LIMIT) == TIMES
    assert len(happened) + len(to_come) + len(NOT_OURS_TO_LIMIT) == len(TIMES), "in two tables at once"
    assert all(NOT_OURS_TO_LIMIT.values())


Act = Callable[..., OpenCase]
Story = Callable[[Actor, Clock], OpenCase]


def an_hour_later(time: Clock, opened: OpenCase) -> OpenCase:
    """The case, and the clock an hour further on."""
    time.now += timedelta(hours=1)
    return opened


def proposed(who: Actor, time: Clock) -> OpenCase:
    """Opened at three; what would be shared was recorded at four."""
    return answer(an_hour_later(time, begun(who)), UNTOLD)


def items(who: Actor, time: Clock) -> OpenCase:
    """Ready at three; more was proposed at four."""
    return answer(an_hour_later(time, ready(who)), (MEASURES_TOO,))


def suspected(who: Actor, time: Clock) -> OpenCase:
    """Opened at three without a suspicion, which was formed at four."""
    return answer(an_hour_later(time, begun(who, UNSUSPECTED)), (SUSPICION,))


def negated(who: Actor, time: Clock) -> OpenCase:
    """Shared at three; the reply of four negates it."""
    opened = an_hour_later(time, shared(who))
    return record_reply(opened, replace(NEGATED, happened_at=time.now), seen=opened.case.seq)


def unclear_message(who: Actor, time: Clock) -> OpenCase:
    """Decided at three, and ordered at four."""
    opened = an_hour_later(time, decided(who))
    return unclear(order_sending(opened, ORDERED, seen=opened.case.seq))


def shared_late(who: Actor, time: Clock) -> OpenCase:
    """Shared at four, before anything was recorded."""
    time.now += timedelta(hours=2)
    return told_late(who, replace(LATE, happened_at=NOW + timedelta(hours=1)))


@pytest.mark.parametrize(
    ("story", "act", "value", "words"),
    [
        (proposed, tell_before, TOLD_BEFORE, "They cannot have been told of this before it was recorded"),
        (proposed, record_failed_attempt, FAILED, "There was nothing to tell them of before that"),
        (items, record_views, VIEWS, "They cannot have been asked about these items before they were proposed"),
        (suspected, answer_local_question, CONSENT, "They cannot have been asked about sharing before there was"),
        (shared_late, tell_after, TOLD_AFTER, "They cannot have been told that it was shared before it was"),
        (shared_late, record_reply, REPLY, "Enter a time after it was shared"),
        (negated, tell_correction, TOLD_CORRECTION, "They cannot have been told of it before it was found wrong"),
        (unclear_message, settle_sending, SETTLED, "It cannot have arrived before it was ordered"),
    ],
)
def test_nothing_is_said_to_have_happened_before_it_could(
    officer: Actor, force: Force, time: Clock, story: Story, act: Act, value: Any, words: str
) -> None:
    force.local_policies = ["consent-first"]
    force.save()
    opened = story(officer, time)
    if act is settle_sending:
        value = replace(value, message=opened.case.unclear[0].value.message)
    refused = says(act, opened, replace(value, happened_at=NOW + timedelta(minutes=59)))
    assert refused.startswith(words)
    assert "You entered 03:59 on 22 November 2026; the earliest that it can be is 04:00 on 22 November 2026" in refused
    then = act(opened, replace(value, happened_at=NOW + timedelta(hours=1)), seen=opened.case.seq)
    assert then.case.seq == opened.case.seq + 1


def test_a_form_says_its_time_to_the_minute(officer: Actor, time: Clock) -> None:
    time.now = NOW + timedelta(seconds=40)
    opened = answer(begun(officer), UNTOLD)
    assert tell_before(opened, replace(TOLD_BEFORE, happened_at=NOW), seen=opened.case.seq)


def test_views_are_never_older_than_the_suspicion(officer: Actor, time: Clock) -> None:
    opened = answer(begun(officer, UNSUSPECTED), (MEASURES_TOO,))
    opened = answer(an_hour_later(time, opened), (SUSPICION,))
    refused = says(record_views, opened, VIEWS)
    assert refused.startswith("They cannot have been asked about sharing before there was a suspicion")
    assert record_views(opened, replace(VIEWS, happened_at=time.now), seen=opened.case.seq)


def test_what_was_told_of_one_proposal_is_not_said_of_the_next(officer: Actor, time: Clock) -> None:
    """The same answer saved again, once something else is proposed, would count for what nobody was told of."""
    opened = an_hour_later(time, ready(officer))
    opened = answer(opened, (RecipientChosen(department=Department.VISAS, why="Her visa is theirs to decide"),))
    assert says(tell_before, opened, TOLD_BEFORE).startswith("They cannot have been told of this before")
    told = tell_before(opened, replace(TOLD_BEFORE, happened_at=time.now), seen=opened.case.seq)
    assert told.assessed.facts["informed_before"] == "yes"


def test_what_was_changed_and_changed_back_was_proposed_from_the_first(officer: Actor, time: Clock) -> None:
    opened = an_hour_later(time, ready(officer))
    before = opened.case.latest(RecipientChosen)
    assert before
    other = RecipientChosen(department=Department.VISAS, why="Her visa is theirs to decide")
    opened = answer(opened, (other, before))
    assert tell_before(opened, replace(TOLD_BEFORE, understood=False), seen=opened.case.seq)


def test_telling_beforehand_is_not_after_the_decision(officer: Actor, time: Clock) -> None:
    opened = an_hour_later(time, decided(officer))
    late = replace(TOLD_BEFORE, happened_at=time.now)
    refused = says(tell_before, opened, late)
    assert refused.startswith("It had been decided by then. To tell them before it is shared, withdraw the decision")
    assert refused.endswith("the latest that it can be is 03:00 on 22 November 2026")
    withdrawn = withdraw_decision(
        opened, DecisionWithdrawn(reason="To tell her before anything is sent"), seen=opened.case.seq
    )
    assert tell_before(withdrawn, late, seen=withdrawn.case.seq).assessed.facts["informed_before"] == "yes"


def test_after_a_disclosure_beforehand_is_before_it(officer: Actor, time: Clock) -> None:
    opened = an_hour_later(time, shared(officer))
    assert says(tell_before, opened, replace(TOLD_BEFORE, happened_at=time.now)).startswith(
        "It had been shared by then, or decided. Record it as telling them afterwards"
    )


def test_after_a_late_disclosure_they_are_told_of_what_is_still_to_leave(officer: Actor, time: Clock) -> None:
    opened = answer(begun(officer), UNTOLD)
    time.now += timedelta(hours=2)
    late = replace(LATE, happened_at=NOW + timedelta(hours=1))
    opened = record_already_shared(opened, late, seen=opened.case.seq)
    for happened_at in (NOW, time.now):
        opened = tell_before(opened, replace(TOLD_BEFORE, happened_at=happened_at), seen=opened.case.seq)
        assert opened.assessed.facts["informed_before"] == "yes"


def test_nobody_is_held_to_a_time_that_nobody_knows(officer: Actor) -> None:
    """A disclosure recorded late, of which nobody knows when it was: telling, replies and attempts have no floor."""
    opened = told_late(officer, replace(LATE, happened_at=None))
    long_ago = NOW - timedelta(days=400)
    for act, value in ((tell_after, TOLD_AFTER), (record_failed_attempt, FAILED), (record_reply, REPLY)):
        record: Act = act
        opened = record(opened, replace(value, happened_at=long_ago), seen=opened.case.seq)


def test_telling_covers_the_last_of_what_was_shared(officer: Actor, time: Clock) -> None:
    opened = told_late(officer)
    opened = record_another_disclosure(an_hour_later(time, opened), replace(LATE, happened_at=time.now), seen=2)
    assert says(tell_after, opened, TOLD_AFTER).startswith("They cannot have been told that it was shared before")
    not_told = ToldAfter(told=TOLD_AFTER.told.NO)
    assert tell_after(opened, not_told, seen=opened.case.seq)


def test_nothing_was_shared_before_there_was_guidance(officer: Actor) -> None:
    opened = begun(officer)
    before = datetime(2020, 4, 22, 12, 0, tzinfo=UTC)
    refused = says(record_already_shared, opened, replace(LATE, happened_at=before))
    assert refused.startswith(
        "Enter a time since the guidance was agreed. If it was earlier, or you do not know, leave"
    )
    assert record_already_shared(opened, replace(LATE, happened_at=None), seen=1)


def test_what_was_recorded_under_a_wrong_clock_limits_nothing() -> None:
    """Entries of a clock that was a year ahead: nobody could enter a time later than them for a year."""
    ahead = folded(*UNTOLD, first=NOW + timedelta(days=365))
    told = about(ahead, TOLD_BEFORE)
    assert refused_time(ahead, told, NOW) is None
    assert refused_time(ahead, told, NOW + timedelta(days=366)) is not None, "it is held to them once they are past"


def test_what_nobody_can_place_has_no_floor() -> None:
    """An entry of before that is about nothing known, and what the outbox says of its own message."""
    case = folded(*UNTOLD)
    assert allowed(case, replace(TOLD_BEFORE, about="d" * 64, happened_at=NOW - timedelta(days=900)))
    assert allowed(case, replace(TOLD_AFTER, about="1", happened_at=NOW - timedelta(days=900)))
    assert allowed(case, replace(TOLD_CORRECTION, about=None, happened_at=NOW - timedelta(days=900)))
    assert allowed(folded(start=UNSUSPECTED), replace(CONSENT, happened_at=NOW - timedelta(days=900)))
    assert allowed(onto(case, [AlreadyShared(how=LATE.how, told_before=LATE.told_before)]), TOLD_BEFORE)


def allowed(case: Case, value: Value) -> bool:
    return refused_time(case, value, NOW) is None


def test_views_on_other_items_are_not_views_on_these(officer: Actor, time: Clock) -> None:
    opened = answer(ready(officer), (MEASURES_TOO, VIEWS))
    other = AdditionalInformation(
        wanted=(Additional.MEASURES,), measures="An alarm is fitted", measures_needed="So that nobody sets it off"
    )
    opened = choose_additional_information(an_hour_later(time, opened), other, seen=opened.case.seq)
    assert says(record_views, opened, VIEWS).startswith("They cannot have been asked about these items before")
