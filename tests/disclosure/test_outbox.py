"""The outbox: the row and the case's entries say the same, whatever becomes of a message."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from proviso.accounts.models import Channel, Listed, Recipient
from proviso.casework.access import OpenCase, open_case
from proviso.casework.acts.person import record_person
from proviso.casework.case import Stage
from proviso.casework.commit import MovedOn
from proviso.casework.permissions import NotAllowed, Who
from proviso.casework.values.correcting import CorrectionSent
from proviso.casework.values.dispatch import SendingCancelled, SendingSettled, SendingStopped, SendingUnclear, Sent
from proviso.casework.values.timing import Department
from proviso.disclosure import claiming, outbox
from proviso.disclosure.carrying import carry_out
from proviso.disclosure.channels.channel import Addressee, Envelope, HandOver, Outcome, Refused, Unclear
from proviso.disclosure.channels.channel import Channel as Way
from proviso.disclosure.channels.email import Server
from proviso.disclosure.channels.null import Null
from proviso.disclosure.claiming import LEASE, LONGEST, SHORTEST, ClaimLost, backoff
from proviso.disclosure.kept import kept
from proviso.disclosure.listed import NotListed
from proviso.disclosure.models import Destination, KeptPackage, OutboxRow, State
from proviso.disclosure.outbox import MayHaveLeft
from proviso.disclosure.worker import POLL, Worker
from proviso.record.erase import erase
from proviso.record.models import WrappedKey
from tests.casework.conftest import Clock
from tests.casework.examples import NOW, PERSON, ready
from tests.casework.examples import decided as without_package
from tests.disclosure.ordering import WORDS, correction_ordered, decided, found_wrong, listed, ordered

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
OTHER = next(one for one in Department if one is not Department.NCCU)
CANCELLED = SendingCancelled(reason="They ask for it by telephone")


@pytest.fixture
def recipient(officer: Who) -> Recipient:
    return listed()


@pytest.fixture
def case(officer: Who, recipient: Recipient) -> OpenCase:
    """A case whose message waits."""
    return ordered(decided(officer), recipient)


class Desk:
    """A worker with a channel that answers as told, and what it said."""

    def __init__(self, way: Way) -> None:
        self.said: list[str] = []
        self.worker = Worker(lambda: way, self.said.append)

    def works(self) -> "Desk":
        """Everything that there is to do now."""
        while self.worker.step():
            pass
        return self


def row(opened: OpenCase) -> OutboxRow:
    return OutboxRow.objects.get(case=opened.case.reference)


def again(opened: OpenCase) -> OpenCase:
    """The case as it now is."""
    return open_case(opened.who, opened.case.reference, reason="To look", session="another session")


def test_what_was_ordered_leaves_once_and_the_case_says_so(case: OpenCase, recipient: Recipient, time: Clock) -> None:
    assert (case.case.stage, row(case).state) == (Stage.SENDING, State.QUEUED)
    channel = Null()
    desk = Desk(channel).works()
    (envelope, addressee), *more = channel.sent
    assert not more
    assert addressee == Addressee(recipient.name, recipient.address, recipient.certificate)
    assert (envelope.reference, envelope.message) == (case.case.reference, row(case).message)
    data, document = kept(case, (case.case.sending and case.case.sending.value.package) or "")
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
    assert (now.stage, row(case).state) == (Stage.SHARED, State.SENT)
    assert desk.said == [f"{envelope.message} sent, attempt 1"]
    desk.works()
    assert len(channel.sent) == 1


def test_the_order_and_its_row_are_written_together_or_not(
    officer: Who, recipient: Recipient, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = decided(officer)

    def fails(**_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(OutboxRow.objects, "create", fails)
    with pytest.raises(RuntimeError):
        ordered(opened, recipient)
    assert again(opened).case.stage is Stage.DECIDED


def test_an_order_sent_twice_is_one_message(officer: Who, recipient: Recipient) -> None:
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
    officer: Who, unfit: Callable[[], Recipient], says: str
) -> None:
    opened = decided(officer)
    with pytest.raises(NotListed, match=says):
        ordered(opened, unfit())
    assert not OutboxRow.objects.exists()


def _changed(**values: str) -> Recipient:
    one = listed()
    Recipient.objects.filter(pk=one.pk).update(**values)
    return one


def test_what_is_not_decided_is_not_ordered(officer: Who, recipient: Recipient) -> None:
    with pytest.raises(NotAllowed):
        ordered(ready(officer), recipient)
    assert not OutboxRow.objects.exists()


def test_a_refusal_for_now_is_tried_again_for_ever_and_ever_less_often(case: OpenCase, time: Clock) -> None:
    channel = Null(*[Refused(True, "The mail server could not be reached.")] * 12)
    desk = Desk(channel)
    waits = []
    for _ in range(12):
        desk.works()
        assert (row(case).state, row(case).says) == (State.QUEUED, "The mail server could not be reached.")
        (standing,) = outbox.standings(case.case.reference)
        assert standing.next_try
        waits.append(standing.next_try - time.now)
        time.now = standing.next_try - timedelta(seconds=1)
        desk.works()
        time.now += timedelta(seconds=1)
    assert waits == [backoff(number) for number in range(1, 13)]
    assert (waits[0], waits[1], waits[-1]) == (SHORTEST, 2 * SHORTEST, LONGEST)
    assert len(channel.sent) == 12
    assert len({envelope.message for envelope, _ in channel.sent}) == 1, "a message keeps its number"
    assert not again(case).case.disclosures
    desk.works()
    assert again(case).case.stage is Stage.SHARED
    assert not Destination.objects.exists()


def test_a_destination_that_fails_holds_back_its_own_messages_alone(officer: Who, time: Clock) -> None:
    failing, well = listed(number=1), listed(number=2)
    ordered(decided(officer), failing)
    ordered(decided(officer), failing)
    ordered(decided(officer), well)

    class Half(Null):
        def send(self, envelope: Envelope, addressee: Addressee, about_to_hand_over: HandOver) -> Outcome:
            if addressee.name == failing.name:
                self.sent.append((envelope, addressee))
                return Refused(True, "Not now")
            return super().send(envelope, addressee, about_to_hand_over)

    channel = Half()
    Desk(channel).works()
    assert sorted(addressee.name for _, addressee in channel.sent) == [failing.name, well.name]
    time.now += SHORTEST
    Desk(channel).works()
    first, second = [envelope.message for envelope, to in channel.sent if to.name == failing.name]
    assert first != second, "one that cannot go does not keep the others from being tried"


def test_a_refusal_for_good_stops_it_and_asks_a_person(case: OpenCase) -> None:
    desk = Desk(Null(Refused(False, "550 No such mailbox"))).works()
    now = again(case).case
    stopped = now.latest(SendingStopped)
    assert stopped
    assert (stopped.why, stopped.message) == ("550 No such mailbox", row(case).message)
    assert (now.stage, row(case).state) == (Stage.DECIDED, State.STOPPED)
    assert desk.said[0].endswith("stopped, attempt 1: 550 No such mailbox")


def test_what_nobody_knows_is_asked_and_never_sent_again(case: OpenCase, time: Clock) -> None:
    channel = Null(Unclear("The connection was lost"))
    desk = Desk(channel).works()
    now = again(case).case
    (unclear,) = now.unclear
    assert (unclear.value.says, unclear.value.message) == ("The connection was lost", row(case).message)
    assert (now.stage, row(case).state) == (Stage.SENDING, State.UNCLEAR)
    time.now += timedelta(days=30)
    desk.works()
    assert len(channel.sent) == 1
    (alarm,) = outbox.alarms("wessmere")
    assert (alarm.case, alarm.state, alarm.next_try) == (case.case.reference, State.UNCLEAR, None)


@pytest.mark.parametrize(
    ("arrived", "state", "stage"), [(True, State.SENT, Stage.SHARED), (False, State.WITHDRAWN, Stage.DECIDED)]
)
def test_a_person_settles_it(case: OpenCase, arrived: bool, state: State, stage: Stage) -> None:
    Desk(Null(Unclear("Lost"))).works()
    opened = again(case)
    settled = SendingSettled(arrived=arrived, how_known="Operator 12 said so", happened_at=NOW if arrived else None)
    after = outbox.settle(opened, settled, seen=opened.case.seq)
    assert (after.case.stage, row(case).state) == (stage, state)
    assert not outbox.alarms("wessmere")


def test_an_order_is_taken_back_before_it_leaves(case: OpenCase) -> None:
    after = outbox.withdraw(case, CANCELLED, seen=case.case.seq)
    assert (after.case.stage, row(case).state) == (Stage.DECIDED, State.WITHDRAWN)
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
    assert row(case).state == State.WITHDRAWN
    assert (
        desk.said == [f"{row(case).message} was taken back, or taken over by another worker"]
        or "withdrawn" in desk.said[0]
    )


def test_an_order_is_not_taken_back_while_it_leaves(case: OpenCase) -> None:
    class Leaving(Null):
        def send(self, envelope: Envelope, addressee: Addressee, about_to_hand_over: HandOver) -> Outcome:
            outcome = super().send(envelope, addressee, about_to_hand_over)
            with pytest.raises(MayHaveLeft, match="handed over at this moment"):
                outbox.withdraw(again(case), CANCELLED, seen=case.case.seq)
            return outcome

    Desk(Leaving()).works()
    assert row(case).state == State.SENT


def moved(case: OpenCase) -> None:
    """Something that the decision rested on changes."""
    opened = again(case)
    record_person(opened, replace(PERSON, name="Imaginary Adeyemi"), seen=opened.case.seq)


def test_what_moved_since_the_decision_stops_it_at_the_claim(case: OpenCase) -> None:
    moved(case)
    channel = Null()
    Desk(channel).works()
    now = again(case).case
    stopped = now.latest(SendingStopped)
    assert stopped
    assert "Policy does not allow this now" in stopped.why
    assert (channel.sent, now.stage, row(case).state) == ([], Stage.DECIDED, State.STOPPED)


def test_what_moves_in_the_last_moment_stops_it_too(case: OpenCase) -> None:
    class Slow(Null):
        def send(self, envelope: Envelope, addressee: Addressee, about_to_hand_over: HandOver) -> Outcome:
            moved(case)
            return super().send(envelope, addressee, about_to_hand_over)

    channel = Slow()
    Desk(channel).works()
    assert (channel.sent, row(case).state) == ([], State.STOPPED)
    assert again(case).case.stage is Stage.DECIDED


def test_a_recipient_taken_off_the_list_is_not_sent_to(case: OpenCase, recipient: Recipient) -> None:
    Recipient.objects.filter(pk=recipient.pk).update(state=Listed.WITHDRAWN)
    channel = Null()
    Desk(channel).works()
    stopped = again(case).case.latest(SendingStopped)
    assert stopped
    assert "no longer on the force’s list" in stopped.why
    assert not channel.sent


def test_a_decision_without_a_package_is_not_sent(officer: Who, recipient: Recipient) -> None:
    case = ordered(without_package(officer), recipient)
    Desk(Null()).works()
    stopped = again(case).case.latest(SendingStopped)
    assert stopped
    assert "No package is kept" in stopped.why


def test_a_package_that_was_changed_is_not_sent(case: OpenCase) -> None:
    KeptPackage.objects.update(document=b"another")
    channel = Null()
    Desk(channel).works()
    stopped = again(case).case.latest(SendingStopped)
    assert stopped
    assert "was changed" in stopped.why
    assert not channel.sent


def test_a_correction_leaves_whatever_policy_says(officer: Who, recipient: Recipient) -> None:
    case = correction_ordered(found_wrong(officer), recipient)
    moved(case)
    channel = Null(Refused(True, "Not now"))
    desk = Desk(channel).works()
    OutboxRow.objects.update(not_before=NOW)
    Destination.objects.all().delete()
    desk.works()
    (_, _), (envelope, _) = channel.sent
    assert WORDS in envelope.words
    assert not envelope.attachments
    now = again(case).case
    sent = now.latest(CorrectionSent)
    assert sent
    assert (sent.words, sent.who, sent.reference) == (WORDS, recipient.name, "kept as 2")
    assert all(one.corrected for one in now.disclosures)
    assert row(case).state == State.SENT


@pytest.mark.parametrize("outcome", [Refused(False, "550 No"), Unclear("Lost")])
def test_a_correction_that_did_not_leave_is_still_owed(officer: Who, recipient: Recipient, outcome: Outcome) -> None:
    case = correction_ordered(found_wrong(officer), recipient)
    Desk(Null(outcome)).works()
    now = again(case).case
    assert not any(one.corrected for one in now.disclosures)
    assert bool(now.unclear) is isinstance(outcome, Unclear)


def test_a_correction_goes_to_whoever_received_it(officer: Who, recipient: Recipient) -> None:
    opened = found_wrong(officer)
    with pytest.raises(NotListed, match="is not a recipient of"):
        correction_ordered(opened, listed(department=OTHER, number=2))
    with pytest.raises(NotListed, match="is not listed to receive this by secure e-mail"):
        correction_ordered(opened, listed(Channel.FILE, number=3))
    assert not OutboxRow.objects.exists()


def test_a_worker_lost_before_the_message_left_gives_it_back(case: OpenCase, time: Clock) -> None:
    assert claiming.claim("email", by="a lost one", now=time.now)
    channel = Null()
    desk = Desk(channel).works()
    assert not channel.sent
    time.now += LEASE
    desk.works()
    assert (len(channel.sent), row(case).state, row(case).attempts) == (1, State.SENT, 2)
    assert desk.said[0] == "1 waited for a worker that is gone, and wait again"


def test_a_worker_lost_while_the_message_left_makes_it_a_question(case: OpenCase, time: Clock) -> None:
    lost = claiming.claim("email", by="a lost one", now=time.now)
    assert lost
    claiming.begin_handing_over(lost, now=time.now)
    channel = Null()
    desk = Desk(channel).works()
    assert row(case).state == State.HANDING_OVER
    time.now += LEASE
    desk.works()
    assert (channel.sent, row(case).state) == ([], State.UNCLEAR)
    unclear = again(case).case.latest(SendingUnclear)
    assert unclear
    assert unclear.says == "The service ended while the message was handed over."
    with pytest.raises(ClaimLost):
        claiming.end(lost, State.SENT)


def test_whoever_comes_back_too_late_records_nothing(case: OpenCase, time: Clock) -> None:
    claim = claiming.claim("email", by="a slow one", now=time.now)
    assert claim

    class TooSlow(Null):
        def send(self, envelope: Envelope, addressee: Addressee, about_to_hand_over: HandOver) -> Outcome:
            outcome = super().send(envelope, addressee, about_to_hand_over)
            time.now += LEASE
            Desk(Null()).works()
            return outcome

    with pytest.raises(ClaimLost):
        carry_out(claim, TooSlow())
    assert row(case).state == State.UNCLEAR
    assert not again(case).case.disclosures


def test_each_message_is_in_one_hand(officer: Who, recipient: Recipient, time: Clock) -> None:
    for _ in range(3):
        ordered(decided(officer), recipient)
    claims = [claiming.claim("email", by=str(number), now=time.now) for number in range(4)]
    assert len({claim.message for claim in claims if claim}) == 3
    assert claims[3] is None
    assert claiming.claim("file", by="x", now=time.now) is None


def test_a_case_that_was_erased_sends_nothing(case: OpenCase) -> None:
    erase(case.case.reference, actor="A1", now=NOW, why="Retention")
    channel = Null()
    Desk(channel).works()
    assert (channel.sent, row(case).state) == ([], State.WITHDRAWN)


def test_a_lost_key_is_waited_for(case: OpenCase, time: Clock) -> None:
    (kept_key,) = WrappedKey.objects.filter(case=case.case.reference)
    kept_key.delete()
    channel = Null()
    desk = Desk(channel).works()
    assert (channel.sent, row(case).state) == ([], State.QUEUED)
    assert "The key of the case is missing" in desk.said[0]
    assert not Destination.objects.exists(), "no other message waits because of it"
    kept_key.case = case.case.reference
    kept_key.save(force_insert=True)
    time.now += SHORTEST
    desk.works()
    assert row(case).state == State.SENT


def test_a_worker_lost_with_the_message_of_a_case_that_was_erased_leaves_it_unclear(
    case: OpenCase, time: Clock
) -> None:
    lost = claiming.claim("email", by="a lost one", now=time.now)
    assert lost
    claiming.begin_handing_over(lost, now=time.now)
    erase(case.case.reference, actor="A1", now=NOW, why="Retention")
    time.now += LEASE
    Desk(Null()).works()
    assert row(case).state == State.UNCLEAR


@pytest.mark.parametrize("correction", [False, True])
def test_a_message_that_the_case_does_not_know_is_not_sent(
    officer: Who, recipient: Recipient, correction: bool
) -> None:
    case = correction_ordered(found_wrong(officer), recipient) if correction else ordered(decided(officer), recipient)
    OutboxRow.objects.update(message="0" * 32)
    channel = Null()
    Desk(channel).works()
    assert (channel.sent, row(case).state) == ([], State.WITHDRAWN)


def test_what_has_waited_too_long_is_raised(case: OpenCase, time: Clock) -> None:
    assert not outbox.alarms("wessmere")
    time.now += timedelta(hours=2)
    (alarm,) = outbox.alarms("wessmere")
    assert (alarm.state, alarm.attempts, alarm.says) == (State.QUEUED, 0, "No mail server is set.")
    assert not outbox.alarms("another")


def test_a_lease_outlasts_every_conversation() -> None:
    limits = Server.__dataclass_fields__
    assert timedelta(seconds=limits["whole"].default + 2 * limits["step"].default) < LEASE
    assert timedelta(seconds=POLL) < SHORTEST
