"""What comes back: a message waits until a person has confirmed it, and each thing that a reply says changes what
happens next (5.4.1, 6.3.3)."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from proviso.accounts.models import Role
from proviso.casework.acts import journey, question
from proviso.casework.acts.close import ReplyWaits, close_case
from proviso.casework.acts.receive import (
    NotAReply,
    NothingWaits,
    confirm_reply,
    dismiss_reply,
    record_outcome,
    record_reply,
    take_reply,
    waiting,
)
from proviso.casework.acts.review import NothingToReview, review_vulnerability
from proviso.casework.acts.send import record_sent
from proviso.casework.acts.share import NothingShared, record_already_shared, record_came_back
from proviso.casework.history.case import Stage
from proviso.casework.models import WorklistRow
from proviso.casework.row_codes import Queue, What
from proviso.casework.values.closing import Closed
from proviso.casework.values.considerations import Provided
from proviso.casework.values.dispatch import SendingSettled
from proviso.casework.values.nature import Nature
from proviso.casework.values.reply import Reply, ReplyDismissed, Said
from proviso.casework.writing.access import OpenCase, can_access, open_for_replies
from proviso.casework.writing.commit import AnotherNow, MovedOn, RecordedAlready
from proviso.casework.writing.permissions import Actor
from proviso.policy.norms import Act
from proviso.record import read

from .conftest import Clock
from .every import ACKNOWLEDGED, ARRIVED, CAME_BACK, LATE, OUTCOME, RISK_REVIEWED, SENT
from .examples import (
    MEASURES_TOO,
    NOW,
    PROTECTION,
    REPLY,
    TOLD_AFTER,
    VIEWS,
    WEIGHING,
    acknowledge,
    answer,
    decided,
    ready,
    shared,
)
from .folding import all_corrected
from .ordering import settle_sending
from .stories import by_outbox, closed, sending, unclear

pytestmark = pytest.mark.django_db(databases="__all__")

ASIDE = ReplyDismissed(reason="It is about another person")
ANOTHER = replace(ARRIVED, digest="f" * 64)


def arrives(opened: OpenCase, arrived: object = ARRIVED) -> OpenCase:
    """The case once a message that names it has come in a file."""
    service = open_for_replies("wessmere", opened.case.reference, session="replies")
    return opened.became(take_reply(service, arrived).case)  # type: ignore[arg-type]


def replied(opened: OpenCase, *said: Said) -> OpenCase:
    """The case once a reply has said these things."""
    return record_reply(opened, replace(REPLY, said=said), seen=opened.case.seq)


def due(opened: OpenCase) -> set[tuple[str, str]]:
    return set(WorklistRow.objects.filter(case=opened.case.reference).values_list("queue", "what"))


# A message in a file.


def test_a_message_waits_and_says_nothing_until_a_person_confirms_it(officer: Actor, time: Clock) -> None:
    before = shared(officer)
    opened = arrives(before)
    assert waiting(opened.case) == opened.case.history[-1]
    assert (opened.case.replies, opened.assessed.facts) == ((), before.assessed.facts)
    rows = WorklistRow.objects.filter(case=opened.case.reference, what=What.CONFIRM_REPLY)
    assert {(row.queue, row.due_at) for row in rows} == {
        (Queue.OFFICER, NOW + timedelta(hours=4)),
        (Queue.DESK, NOW + timedelta(hours=4)),
    }
    opened = confirm_reply(opened, REPLY, seen=opened.case.seq)
    assert [one.value for one in opened.case.replies] == [replace(REPLY, came_from=ARRIVED.digest)]
    assert waiting(opened.case) is None
    assert not any(what == What.CONFIRM_REPLY for _, what in due(opened))


@pytest.mark.parametrize("nature", Nature)
def test_what_nobody_wrote_is_recorded_as_no_reply(officer: Actor, nature: Nature) -> None:
    opened = arrives(shared(officer), replace(ARRIVED, nature=nature))
    if not nature.is_no_reply:
        assert confirm_reply(opened, REPLY, seen=opened.case.seq).case.replies
        return
    with pytest.raises(NotAReply, match="it is no reply and acknowledges nothing"):
        confirm_reply(opened, REPLY, seen=opened.case.seq)
    assert dismiss_reply(opened, ASIDE, seen=opened.case.seq).case.replies == ()


def test_a_message_is_known_again_by_its_identity(officer: Actor) -> None:
    opened = arrives(shared(officer), replace(ARRIVED, identity="i" * 64))
    with pytest.raises(RecordedAlready):
        arrives(opened, replace(ARRIVED, digest="f" * 64, identity="i" * 64))
    opened = arrives(opened, replace(ARRIVED, digest="f" * 64))
    assert arrives(opened, replace(ARRIVED, digest="0" * 64)).case.waiting_replies[2:], "nor is none the same as none"


@pytest.mark.parametrize("found", ["it came back", "it did not arrive"])
def test_a_reply_to_what_was_held_not_to_have_arrived_is_taken(officer: Actor, found: str) -> None:
    """It shows that it did: the disclosure is recorded then, and the reply to it."""
    if found == "it came back":
        sent = replace(record_sent(by_outbox(sending(officer)), SENT), actor=officer)
        opened = record_came_back(sent, CAME_BACK, seen=sent.case.seq)
    else:
        asked = unclear(sending(officer))
        did_not = SendingSettled(arrived=False, how_known="Nobody there has it")
        opened = settle_sending(asked, did_not, seen=asked.case.seq)
    assert opened.case.disclosures == ()
    opened = arrives(opened)
    with pytest.raises(NothingShared, match="If it shows that something was shared after all, record a disclosure"):
        confirm_reply(opened, REPLY, seen=opened.case.seq)
    opened = record_already_shared(opened, LATE, seen=opened.case.seq)
    assert confirm_reply(opened, REPLY, seen=opened.case.seq).case.replies


def test_that_the_service_opened_the_case_is_on_the_record(officer: Actor) -> None:
    opened = arrives(shared(officer))
    traces = read.bodiless("wessmere", case=opened.case.reference)
    assert [(one.kind, one.actor) for one in traces][-2:] == [
        ("case_consulted", "the server"),
        ("reply_arrived", "the server"),
    ]


def test_a_message_is_taken_once(officer: Actor) -> None:
    opened = arrives(shared(officer))
    with pytest.raises(RecordedAlready):
        arrives(opened)
    opened = confirm_reply(opened, REPLY, seen=opened.case.seq)
    with pytest.raises(RecordedAlready):
        arrives(opened)


def test_a_message_is_taken_while_sending_and_not_where_nothing_left(officer: Actor) -> None:
    with pytest.raises(NothingShared):
        arrives(ready(officer))
    opened = arrives(sending(officer))
    assert waiting(opened.case) is not None
    with pytest.raises(NothingShared, match="If this says that our message came back, record that"):
        confirm_reply(opened, REPLY, seen=opened.case.seq)


def test_a_message_that_is_not_about_the_case_is_dismissed_with_a_reason(officer: Actor) -> None:
    before = shared(officer)
    opened = arrives(before)
    opened = dismiss_reply(opened, ASIDE, seen=opened.case.seq)
    assert (waiting(opened.case), opened.case.replies) == (None, ())
    assert opened.assessed.facts == before.assessed.facts
    assert opened.case.history[-1].value == replace(ASIDE, digest=ARRIVED.digest)


def test_the_message_that_waited_longest_comes_first_and_only_it_is_confirmed(
    officer: Actor,
) -> None:
    opened = arrives(arrives(shared(officer)), ANOTHER)
    seen = opened.case.seq
    opened = confirm_reply(opened, REPLY, seen=seen)
    assert opened.case.waiting_replies[0].value.digest == ANOTHER.digest
    with pytest.raises(RecordedAlready):
        confirm_reply(opened, REPLY, seen=seen)
    attempts: tuple[Callable[[], OpenCase], ...] = (
        lambda: confirm_reply(opened, replace(REPLY, words="Other words"), seen=seen),
        lambda: dismiss_reply(opened, ASIDE, seen=seen),
    )
    for attempt in attempts:
        with pytest.raises(AnotherNow, match="it now shows another"):
            attempt()
    seen = opened.case.seq
    opened = dismiss_reply(opened, ASIDE, seen=seen)
    with pytest.raises(MovedOn, match="The case has changed since you opened this page"):
        confirm_reply(opened, replace(REPLY, words="Other words"), seen=seen)
    with pytest.raises(NothingWaits):
        confirm_reply(opened, REPLY, seen=opened.case.seq)
    with pytest.raises(NothingWaits):
        dismiss_reply(opened, ASIDE, seen=opened.case.seq)


def test_a_case_does_not_close_while_a_message_waits(officer: Actor) -> None:
    opened = arrives(answer(shared(officer), (TOLD_AFTER,)))
    with pytest.raises(ReplyWaits, match="nobody has looked at"):
        close_case(opened, Closed(reason="All is done"), seen=opened.case.seq)
    opened = dismiss_reply(opened, ASIDE, seen=opened.case.seq)
    assert close_case(opened, Closed(reason="All is done"), seen=opened.case.seq).case.stage is Stage.CLOSED


def test_a_message_on_a_closed_case_is_due_and_the_desk_can_open_it(officer: Actor, who: object) -> None:
    desk = Actor("desk", Role.DISCLOSURE_DESK, "wessmere", "south")
    opened = closed(officer)
    opened = acknowledge(opened, ACKNOWLEDGED, seen=opened.case.seq)
    assert not can_access(desk, opened.case)
    opened = arrives(opened)
    assert opened.case.stage is Stage.CLOSED
    assert (Queue.DESK, What.CONFIRM_REPLY) in due(opened)
    assert can_access(desk, opened.case)
    opened = confirm_reply(opened, REPLY, seen=opened.case.seq)
    assert opened.case.stage is Stage.SHARED, "a reply opens the case again"


# What a reply changes.


def test_facts_from_the_home_office_stay_apart_from_police_facts(officer: Actor) -> None:
    for said in Said:
        before = shared(officer)
        told = before.assessed.facts
        opened = replied(before, said)
        after = opened.assessed.facts
        changed = {name for name, fact in told.items() if after.get(name) != fact}
        expected = {"suspected", "corrections_outstanding"} if said is Said.NEGATED else set()
        assert changed == expected, said
        assert opened.case.answers.keys() - before.case.answers.keys() == {Reply}


@pytest.mark.parametrize("said", Said)
def test_a_reply_reopens_the_weighing_of_what_the_home_office_provided(officer: Actor, said: Said) -> None:
    opened = answer(shared(officer), (MEASURES_TOO, VIEWS, replace(WEIGHING, provided=Provided.NONE)))
    assert opened.assessed.facts["home_office_information_weighed"] is True
    opened = replied(opened, said)
    assert "home_office_information_weighed" not in opened.assessed.facts
    opened = answer(opened, (replace(WEIGHING, provided=Provided.SOMETHING, home_office="As they said"),))
    assert opened.assessed.facts["home_office_information_weighed"] is True


def test_information_on_vulnerability_raises_a_protection_question(officer: Actor) -> None:
    opened = replied(shared(officer), Said.VULNERABILITY)
    assert {(Queue.OFFICER, What.RISK_IN_REPLY), (Queue.VULNERABILITY, What.RISK_IN_REPLY)} <= due(opened)
    protection, before = journey.BY_SLUG["protection"], opened.case.seq
    assert protection.state(opened.case, opened.assessed.facts) is question.TaskStatus.IN_PROGRESS
    opened = answer(opened, (PROTECTION,))
    assert opened.case.seq == before + 1, "the same answer, weighed again, is new"
    assert protection.state(opened.case, opened.assessed.facts) is question.TaskStatus.COMPLETED
    assert (Queue.OFFICER, What.RISK_IN_REPLY) not in due(opened)
    assert (Queue.VULNERABILITY, What.RISK_IN_REPLY) in due(opened), "the lead has not looked yet"
    assert answer(opened, (PROTECTION,)).case.seq == before + 1


def test_the_lead_reviews_what_a_reply_says_of_risk_as_it_was_shown(officer: Actor) -> None:
    lead = Actor("lead", Role.VULNERABILITY_LEAD, "wessmere", "south")
    opened = replied(replied(shared(officer), Said.VULNERABILITY), Said.ACTION)
    seen, held = opened.case.seq, replace(opened, actor=lead)
    with pytest.raises(MovedOn):
        review_vulnerability(held, RISK_REVIEWED, seen=seen - 1)
    reviewed = review_vulnerability(held, RISK_REVIEWED, seen=seen)
    assert (Queue.VULNERABILITY, What.RISK_IN_REPLY) not in due(reviewed)
    assert (Queue.OFFICER, What.RISK_IN_REPLY) in due(reviewed)
    with pytest.raises(RecordedAlready):
        review_vulnerability(reviewed, RISK_REVIEWED, seen=seen)
    with pytest.raises(NothingToReview, match="No reply on this case says something of risk that is not reviewed yet"):
        review_vulnerability(reviewed, RISK_REVIEWED, seen=reviewed.case.seq)


def test_a_negation_ends_the_suspicion_and_starts_corrections(officer: Actor) -> None:
    opened = replied(shared(officer), Said.NEGATED)
    assert not opened.case.suspected
    assert not all_corrected(opened.case)
    assert {(Queue.OFFICER, What.CORRECT), (Queue.DESK, What.CORRECT)} <= due(opened)
    assert not opened.assessed.allows(Act.CLOSE_CASE)


def test_an_intended_action_puts_the_case_before_the_vulnerability_lead_at_once(officer: Actor, time: Clock) -> None:
    lead = Actor("lead", Role.VULNERABILITY_LEAD, "wessmere", "south")
    before = shared(officer)
    assert not can_access(lead, before.case)
    time.now = NOW + timedelta(hours=2)
    opened = replied(before, Said.ACTION)
    assert can_access(lead, opened.case)
    row = WorklistRow.objects.get(case=opened.case.reference, queue=Queue.VULNERABILITY, what=What.RISK_IN_REPLY)
    assert row.due_at == time.now, "at once, not within some hours"


def test_an_applied_protocol_is_recorded_and_changes_nothing_else(officer: Actor) -> None:
    before = shared(officer)
    opened = replied(before, Said.PROTOCOL)
    assert Said.PROTOCOL.label == "It says that a protocol was applied"
    assert due(opened) == due(before)


# The outcome.


@pytest.fixture
def at_some_stages(officer: Actor) -> Iterator[OpenCase]:
    """A case before and after sharing, and one that is closed."""
    return iter((decided(officer), shared(officer), closed(officer)))


def test_an_outcome_can_be_recorded_at_any_stage_and_changes_nothing(at_some_stages: Iterator[OpenCase]) -> None:
    for before in at_some_stages:
        opened = record_outcome(before, OUTCOME, seen=before.case.seq)
        assert opened.case.latest(type(OUTCOME)) == OUTCOME
        assert (opened.case.stage, opened.assessed.facts) == (before.case.stage, before.assessed.facts)
        again = record_outcome(opened, OUTCOME, seen=opened.case.seq)
        assert again.case.seq == opened.case.seq
