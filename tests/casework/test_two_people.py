"""Two people, one case: nothing is lost or overwritten unseen, and a decision rests on what was on its page."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from proviso.accounts.models import Officer
from proviso.casework.acts.answer import record_answer
from proviso.casework.acts.answer_local import answer_local_question
from proviso.casework.acts.close import close_case, reopen_case
from proviso.casework.acts.decide import decide, withdraw_decision
from proviso.casework.acts.handing_over import hand_over
from proviso.casework.acts.propose import weigh_considerations
from proviso.casework.acts.receive import record_reply
from proviso.casework.acts.share import end_call, record_acknowledgement, start_call
from proviso.casework.acts.suspect import record_suspicion
from proviso.casework.reading.case_assessment import Rules
from proviso.casework.reading.content_words import content_rows
from proviso.casework.values.closing import Closed, HandedOver, Reopened
from proviso.casework.values.decision import Decide, Decision, DecisionWithdrawn
from proviso.casework.values.local_answer import LocalAnswer
from proviso.casework.values.person import Knows
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import AnsweredSince, MovedOn, Precondition, commit
from proviso.casework.writing.permissions import Actor
from proviso.policy.library import policy_in_force
from proviso.record.entry import Entry
from proviso.record.models import Entry as EntryRow

from .every import ACKNOWLEDGED, CONSENT, ENDED, IN_PLACE, NEEDED, WAITING
from .examples import (
    ADDRESS,
    ALLEGATION,
    CALL_ENDED,
    CALL_STARTED,
    CONTROL,
    MEASURES_TOO,
    PROTECTION,
    REPLY,
    SUSPICION,
    VIEWS,
    WEIGHING,
    answer,
    begun,
    decided,
    shared,
)
from .stories import at_every_stage
from .walking import rows

pytestmark = pytest.mark.django_db(databases="__all__")

DECISION = Decision(decide=(Decide.SHARE_BASIC,), reason="All is in place")
ELSEWHERE = replace(ADDRESS, address="2 Invented Row, Wessmere")


def other(opened: OpenCase) -> OpenCase:
    """The same case in the hands of a colleague, who opened it at the same time."""
    return replace(opened, actor=replace(opened.actor, staff_number="colleague"))


def entries() -> int:
    return EntryRow.objects.count()


def test_the_same_question_answered_since_shows_both_and_writes_nothing(officer: Actor) -> None:
    mine = answer(begun(officer), (ADDRESS,))
    theirs = answer(other(mine), (ELSEWHERE,))
    before = entries()
    yours = replace(ADDRESS, address="3 Invented Row, Wessmere")
    with pytest.raises(AnsweredSince) as since:
        record_answer(mine, yours, seen=mine.case.seq)
    assert (since.value.theirs.value, since.value.theirs.by) == (ELSEWHERE, "colleague")
    assert since.value.yours == yours
    assert entries() == before
    knowingly = record_answer(mine, yours, seen=theirs.case.seq)
    assert [one.value for one in knowingly.case.history[-2:]] == [ELSEWHERE, yours]


def test_another_question_answered_since_is_no_conflict_and_nothing_is_lost(officer: Actor) -> None:
    mine = begun(officer)
    answer(other(mine), (ADDRESS,))
    mine = record_answer(mine, CONTROL, seen=1)
    assert [one.value for one in mine.case.history[1:]] == [ADDRESS, CONTROL]
    assert [one.by for one in mine.case.history[1:]] == ["colleague", officer.staff_number]


def test_the_same_answer_again_writes_nothing_whoever_gives_it(officer: Actor) -> None:
    mine = answer(begun(officer), (ADDRESS,))
    before = entries()
    assert record_answer(mine, ADDRESS, seen=2).case == mine.case
    assert record_answer(other(mine), ADDRESS, seen=1).case == mine.case
    assert entries() == before


@pytest.mark.parametrize(
    ("first", "between", "says"),
    [
        ((SUSPICION,), ENDED, "suspected"),
        ((NEEDED, IN_PLACE), None, "delay_still_applies"),
    ],
)
def test_the_same_words_again_are_new_where_they_change_something(
    officer: Actor, first: tuple[object, ...], between: object, says: str
) -> None:
    opened = answer(begun(officer), (*first, *((between,) if between else ())))  # type: ignore[arg-type]
    if not between:  # as it could be recorded before a delay for measures that are in place was asked about
        opened = commit(opened, lambda _: WAITING, Precondition(seen=opened.case.seq))
    was = dict(opened.assessed.facts)[says]
    last = SUSPICION if between else IN_PLACE
    act: Callable[..., OpenCase] = record_suspicion if between else record_answer
    assert dict(act(opened, last, seen=opened.case.seq).assessed.facts)[says] is not was


def test_weighing_again_after_a_reply_counts_in_the_same_words(officer: Actor) -> None:
    opened = answer(shared(officer), (MEASURES_TOO, VIEWS, WEIGHING))
    opened = record_reply(opened, REPLY, seen=opened.case.seq)
    assert "home_office_information_weighed" not in opened.assessed.facts
    opened = weigh_considerations(opened, WEIGHING, seen=opened.case.seq)
    assert opened.assessed.facts["home_office_information_weighed"] is True


def test_local_questions_are_each_a_question_of_their_own(officer: Actor) -> None:
    given = CONSENT
    informed = LocalAnswer(fact="consent_informed", answer="yes", reason="An adviser was there")
    opened = begun(officer)
    opened = replace(opened, rules=consent_first(opened))
    opened = answer_local_question(opened, given, seen=1)
    theirs = answer_local_question(other(opened), informed, seen=1)
    assert set(theirs.case.local) == {"consent", "consent_informed"}
    with pytest.raises(AnsweredSince):
        answer_local_question(other(opened), replace(given, answer="refused"), seen=1)
    assert answer_local_question(theirs, given, seen=1).case.seq == 3


@pytest.mark.parametrize("name", ["decide", "withdraw", "start_call", "close", "reopen"])
def test_what_rests_on_the_whole_case_refuses_whatever_was_recorded_since(officer: Actor, name: str) -> None:
    at = {str(stage): opened for stage, opened in at_every_stage(officer).items()}
    stage, act, value = {
        "decide": ("open", decide, DECISION),
        "withdraw": ("decided", withdraw_decision, DecisionWithdrawn(reason="That was too soon")),
        "start_call": ("decided", start_call, CALL_STARTED),
        "close": ("not_sharing", close_case, Closed(reason="All is done")),
        "reopen": ("closed", reopen_case, Reopened(reason="He came back")),
    }[name]
    opened = at[stage]
    seen = opened.case.seq
    if stage == "closed":
        later = record_acknowledgement(other(opened), ACKNOWLEDGED, seen=seen)
    else:
        later = record_answer(other(opened), replace(CONTROL, used=Knows.NOT_KNOWN), seen=seen)
    before = entries()
    with pytest.raises(MovedOn) as moved:
        act(opened, value, seen=seen)  # type: ignore[operator]
    assert moved.value.since == later.case.history[-1:]
    assert entries() == before


def test_a_call_that_was_started_can_always_be_ended(officer: Actor) -> None:
    opened = answer(decided(officer), (CALL_STARTED,))
    seen = opened.case.seq
    answer(other(opened), (ELSEWHERE, ENDED, replace(ALLEGATION, crime_reference="WES/9/26")))
    ended = end_call(opened, CALL_ENDED, seen=seen)
    (disclosure,) = ended.case.disclosures
    assert disclosure.decided is not None
    assert dict(content_rows(disclosure.decided.content))["Address or location"] == ADDRESS.address, (
        "what was said was said"
    )


def test_a_case_handed_over_meanwhile_keeps_both(officer: Actor, colleague: Officer) -> None:
    opened = begun(officer)
    hand_over(other(opened), HandedOver(to=colleague.staff_number), seen=1)
    opened = record_answer(opened, CONTROL, seen=1)
    assert (opened.case.owner, opened.case.seq) == ("colleague", 3)


def test_what_goes_with_an_entry_is_undone_with_it(officer: Actor) -> None:
    opened = begun(officer)
    kept = rows()
    before = entries()

    def in_transaction(entry: Entry) -> None:
        assert entry.kind == "protection_considered"
        raise RuntimeError("the outbox is full")

    with pytest.raises(RuntimeError, match="outbox is full"):
        commit(opened, lambda _: PROTECTION, Precondition(seen=1), in_transaction=in_transaction)
    assert (rows(), entries()) == (kept, before)
    done: list[int | None] = []
    commit(opened, lambda _: PROTECTION, Precondition(seen=1), in_transaction=lambda entry: done.append(entry.seq))
    assert done == [2]


def consent_first(opened: OpenCase) -> Rules:
    """The rules of a force that adopted consent-first."""
    return replace(opened.rules, policy=policy_in_force(opened.rules.on, ("consent-first",)))
