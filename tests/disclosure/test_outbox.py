"""The outbox: the row and the case's entries say the same, whatever becomes of a message."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from proviso.accounts.channel_codes import Channel
from proviso.accounts.models import Listed, Recipient
from proviso.casework.history.case import Stage
from proviso.casework.values.decision import SharingDecided
from proviso.casework.values.dispatch import (
    SendingCancelled,
    SendingOrdered,
    SendingSettled,
    SendingStopped,
    Sent,
)
from proviso.casework.values.timing import Department
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import MovedOn
from proviso.casework.writing.permissions import Actor, NotAllowed
from proviso.disclosure import outbox
from proviso.disclosure.channels.channel import Addressee, Envelope, HandOver, Outcome, Refused, Unclear
from proviso.disclosure.listed import NotListed
from proviso.disclosure.models import MessageState, OutboxRow
from proviso.disclosure.outbox import MayHaveLeft
from proviso.disclosure.stored_packages import stored_package
from tests.casework.conftest import Clock
from tests.casework.examples import NOW, ready
from tests.disclosure.null import Null
from tests.disclosure.ordering import Desk, again, decided, listed, ordered, row

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
OTHER = next(one for one in Department if one is not Department.NCCU)
CANCELLED = SendingCancelled(reason="They ask for it by telephone")


def test_what_was_ordered_leaves_once_and_the_case_says_so(case: OpenCase, recipient: Recipient, time: Clock) -> None:
    assert (case.case.stage, row(case).state) == (Stage.SENDING, MessageState.QUEUED)
    channel = Null()
    desk = Desk(channel).works()
    (envelope, addressee), *more = channel.sent
    assert not more
    assert addressee == Addressee(recipient.name, recipient.address, recipient.certificate)
    assert (envelope.reference, envelope.message) == (case.case.reference, row(case).message)
    data, document = stored_package(case, (case.case.sending and case.case.sending.value.package) or "")
    assert [(one.media_type, one.content) for one in envelope.attachments] == [
        ("application/pdf", document),
        ("application/json", data),
    ]
    now = again(case).case
    (disclosure,) = now.disclosures
    sent = disclosure.sent
    assert isinstance(sent, Sent)
    assert (sent.message, sent.to, sent.receipt, sent.happened_at) == (
        envelope.message,
        recipient.name,
        "kept as 1",
        NOW,
    )
    assert disclosure.awaits_acknowledgement, "sent is not yet received"
    assert (now.stage, row(case).state) == (Stage.SHARED, MessageState.SENT)
    assert desk.said == [f"{envelope.message} sent, attempt 1"]
    desk.works()
    assert len(channel.sent) == 1


def test_the_order_and_its_row_are_written_together_or_not(
    officer: Actor, recipient: Recipient, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = decided(officer)

    def fails(**_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(OutboxRow.objects, "create", fails)
    with pytest.raises(RuntimeError):
        ordered(opened, recipient)
    assert again(opened).case.stage is Stage.DECIDED


def test_an_order_sent_twice_is_one_message(officer: Actor, recipient: Recipient) -> None:
    opened = decided(officer)
    ordered(opened, recipient)
    with pytest.raises(MovedOn):
        ordered(opened, recipient)
    assert OutboxRow.objects.count() == 1


@pytest.mark.parametrize(
    ("unfit", "says"),
    [
        (lambda: listed(department=OTHER), "is not a recipient of"),
        (lambda: _changed(state=Listed.WITHDRAWN), "no longer on the force’s list"),
        (lambda: _changed(state=Listed.PROPOSED, approved_by=""), "no longer on the force’s list"),
        (lambda: Recipient(pk=4242), "no longer on the force’s list"),
    ],
)
def test_only_a_listed_recipient_of_that_department_is_sent_to(
    officer: Actor, unfit: Callable[[], Recipient], says: str
) -> None:
    opened = decided(officer)
    with pytest.raises(NotListed, match=says):
        ordered(opened, unfit())
    assert not OutboxRow.objects.exists()


def test_the_order_is_filled_in_from_what_was_decided_and_from_the_list(officer: Actor) -> None:
    opened, recipient = decided(officer), listed(Channel.FILE)
    claimed = SendingOrdered(checked=True, by=Channel.EMAIL, recipient=99, to="Elsewhere", message="mine", package="p")
    order = outbox.order(opened, claimed, recipient, seen=opened.case.seq).case.sending
    decision = opened.case.decision
    assert order
    assert decision
    assert isinstance(decision.value, SharingDecided)
    assert order.value == SendingOrdered(
        checked=True,
        by=Channel.FILE,
        recipient=recipient.pk,
        to=recipient.name,
        message=row(opened).message,
        package=decision.value.package,
        decision=decision.seq,
    )
    assert (row(opened).recipient, row(opened).channel) == (recipient.pk, "file")


def test_nothing_is_ordered_to_whoever_is_called(officer: Actor) -> None:
    with pytest.raises(NotListed, match=r"is listed to be called\. Call them, and record the call"):
        ordered(decided(officer), listed(Channel.TELEPHONE))
    assert not OutboxRow.objects.exists()


def _changed(**values: str) -> Recipient:
    one = listed()
    Recipient.objects.filter(pk=one.pk).update(**values)
    return one


def test_what_is_not_decided_is_not_ordered(officer: Actor, recipient: Recipient) -> None:
    with pytest.raises(NotAllowed):
        ordered(ready(officer), recipient)
    assert not OutboxRow.objects.exists()


def test_a_refusal_for_good_stops_it_and_asks_a_person(case: OpenCase) -> None:
    desk = Desk(Null(Refused(False, "550 No such mailbox"))).works()
    now = again(case).case
    stopped = now.latest(SendingStopped)
    assert stopped
    assert (stopped.why, stopped.message) == ("550 No such mailbox", row(case).message)
    assert (now.stage, row(case).state) == (Stage.DECIDED, MessageState.STOPPED)
    assert desk.said[0].endswith("stopped, attempt 1: 550 No such mailbox")


def test_what_nobody_knows_is_asked_and_never_sent_again(case: OpenCase, time: Clock) -> None:
    channel = Null(Unclear("The connection was lost"))
    desk = Desk(channel).works()
    now = again(case).case
    (unclear,) = now.unclear
    assert (unclear.value.says, unclear.value.message) == ("The connection was lost", row(case).message)
    assert (now.stage, row(case).state) == (Stage.SENDING, MessageState.UNCLEAR)
    time.now += timedelta(days=30)
    desk.works()
    assert len(channel.sent) == 1
    (alarm,) = outbox.alarms("wessmere")
    assert (alarm.case, alarm.state, alarm.next_try) == (case.case.reference, MessageState.UNCLEAR, None)


@pytest.mark.parametrize(
    ("arrived", "state", "stage"),
    [(True, MessageState.SENT, Stage.SHARED), (False, MessageState.WITHDRAWN, Stage.DECIDED)],
)
def test_a_person_settles_it(case: OpenCase, arrived: bool, state: MessageState, stage: Stage) -> None:
    Desk(Null(Unclear("Lost"))).works()
    opened = again(case)
    settled = SendingSettled(arrived=arrived, how_known="Operator 12 said so", happened_at=NOW if arrived else None)
    after = outbox.settle(opened, settled, seen=opened.case.seq)
    assert (after.case.stage, row(case).state) == (stage, state)
    assert not outbox.alarms("wessmere")


def test_an_order_is_taken_back_before_it_leaves(case: OpenCase) -> None:
    after = outbox.withdraw(case, CANCELLED, seen=case.case.seq)
    assert (after.case.stage, row(case).state) == (Stage.DECIDED, MessageState.WITHDRAWN)
    channel = Null()
    Desk(channel).works()
    assert not channel.sent


def test_an_order_taken_back_while_the_worker_has_it_does_not_leave(case: OpenCase) -> None:
    class Slow(Null):
        def send(self, envelope: Envelope, addressee: Addressee, about_to_hand_over: HandOver) -> Outcome:
            outbox.withdraw(again(case), CANCELLED, seen=case.case.seq)
            return super().send(envelope, addressee, about_to_hand_over)

    channel = Slow()
    desk = Desk(channel).works()
    assert not channel.sent
    assert row(case).state == MessageState.WITHDRAWN
    assert desk.said == [f"{row(case).message} was cancelled, or taken over by another worker"]


def test_an_order_is_not_taken_back_while_it_leaves(case: OpenCase) -> None:
    class Leaving(Null):
        def send(self, envelope: Envelope, addressee: Addressee, about_to_hand_over: HandOver) -> Outcome:
            outcome = super().send(envelope, addressee, about_to_hand_over)
            with pytest.raises(MayHaveLeft, match="handed over at this moment"):
                outbox.withdraw(again(case), CANCELLED, seen=case.case.seq)
            return outcome

    Desk(Leaving()).works()
    assert row(case).state == MessageState.SENT
