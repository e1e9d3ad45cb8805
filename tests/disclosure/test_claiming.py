"""Leases and backoff: a message is in one hand, is lost with none, and waits for its own destination alone."""

from dataclasses import fields
from datetime import timedelta

import pytest

from proviso.accounts.models import Recipient
from proviso.casework.history.case import Stage
from proviso.casework.values.dispatch import SendingUnclear
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.permissions import Actor
from proviso.disclosure import claiming, outbox
from proviso.disclosure.carrying import carry_out
from proviso.disclosure.channels.channel import Addressee, Envelope, HandOver, Outcome, Refused
from proviso.disclosure.channels.email import Server
from proviso.disclosure.claiming import LEASE, LONGEST, SHORTEST, ClaimLost, backoff
from proviso.disclosure.models import Destination, MessageState, OutboxRow
from proviso.disclosure.worker import POLL
from proviso.record import keys
from proviso.record.erase import erase
from proviso.record.models import WrappedKey
from tests.casework.conftest import Clock
from tests.casework.examples import NOW
from tests.disclosure.null import Null
from tests.disclosure.ordering import Desk, again, decided, listed, ordered, row

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_a_refusal_for_now_is_tried_again_for_ever_and_ever_less_often(case: OpenCase, time: Clock) -> None:
    channel = Null(*[Refused(True, "The mail server could not be reached.")] * 12)
    desk = Desk(channel)
    waits = []
    for _ in range(12):
        desk.works()
        assert (row(case).state, row(case).says) == (MessageState.QUEUED, "The mail server could not be reached.")
        (standing,) = outbox.message_statuses(case.case.reference)
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


def test_a_destination_that_fails_holds_back_its_own_messages_alone(officer: Actor, time: Clock) -> None:
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


def test_a_worker_lost_before_the_message_left_gives_it_back(case: OpenCase, time: Clock) -> None:
    assert claiming.claim("email", force="wessmere", by="a lost one", now=time.now)
    channel = Null()
    desk = Desk(channel).works()
    assert not channel.sent
    time.now += LEASE
    desk.works()
    assert (len(channel.sent), row(case).state, row(case).attempts) == (1, MessageState.SENT, 2)
    assert desk.said[0] == "1 waited for a worker that is gone, and wait again"


def test_what_a_worker_took_while_the_database_went_away_waits_no_longer_than_that(case: OpenCase, time: Clock) -> None:
    """The answer to its claim was lost: the row says that it is in hand, and the worker does not know."""
    channel = Null()
    desk = Desk(channel)
    assert claiming.claim("email", force="wessmere", by=desk.worker.by, now=time.now)
    desk.works()
    assert (len(channel.sent), row(case).state) == (1, MessageState.SENT)


def test_a_worker_lost_while_the_message_left_makes_it_a_question(case: OpenCase, time: Clock) -> None:
    lost = claiming.claim("email", force="wessmere", by="a lost one", now=time.now)
    assert lost
    claiming.begin_handing_over(lost, now=time.now)
    channel = Null()
    desk = Desk(channel).works()
    assert row(case).state == MessageState.HANDING_OVER
    time.now += LEASE
    desk.works()
    assert (channel.sent, row(case).state) == ([], MessageState.UNCLEAR)
    unclear = again(case).case.latest(SendingUnclear)
    assert unclear
    assert unclear.says == "The service ended while the message was handed over."
    with pytest.raises(ClaimLost):
        claiming.end(lost, MessageState.SENT)


def test_whoever_comes_back_too_late_records_nothing(case: OpenCase, time: Clock) -> None:
    claim = claiming.claim("email", force="wessmere", by="a slow one", now=time.now)
    assert claim

    class TooSlow(Null):
        def send(self, envelope: Envelope, addressee: Addressee, about_to_hand_over: HandOver) -> Outcome:
            outcome = super().send(envelope, addressee, about_to_hand_over)
            time.now += LEASE
            Desk(Null()).works()
            return outcome

    with pytest.raises(ClaimLost):
        carry_out(claim, TooSlow())
    assert row(case).state == MessageState.UNCLEAR
    assert not again(case).case.disclosures


def test_each_message_is_in_one_hand(officer: Actor, recipient: Recipient, time: Clock) -> None:
    for _ in range(3):
        ordered(decided(officer), recipient)
    claims = [claiming.claim("email", force="wessmere", by=str(number), now=time.now) for number in range(4)]
    assert len({claim.message for claim in claims if claim}) == 3
    assert claims[3] is None
    assert claiming.claim("file", force="wessmere", by="x", now=time.now) is None


def test_a_worker_leaves_alone_what_another_force_sends(case: OpenCase, time: Clock) -> None:
    """It would leave under this force's name and with its signature."""
    OutboxRow.objects.update(force="eastmere")
    assert not claiming.waits("email", force="wessmere", now=time.now)
    assert claiming.claim("email", force="wessmere", by="x", now=time.now) is None
    channel = Null()
    Desk(channel).works()
    assert (channel.sent, row(case).state) == ([], MessageState.QUEUED)
    theirs = claiming.claim("email", force="eastmere", by="theirs", now=time.now)
    assert theirs
    claiming.begin_handing_over(theirs, now=time.now)
    time.now += LEASE
    assert claiming.lost_while_leaving(force="wessmere", by="x", now=time.now) is None
    assert claiming.lost_while_leaving(force="eastmere", by="x", now=time.now)


def test_a_lost_key_is_waited_for(case: OpenCase, time: Clock) -> None:
    keys.ensure(keys.own_case("wessmere"))
    (kept_key,) = WrappedKey.objects.filter(case=case.case.reference)
    kept_key.delete()
    channel = Null()
    desk = Desk(channel).works()
    assert (channel.sent, row(case).state) == ([], MessageState.QUEUED)
    assert "The key of the case is missing" in desk.said[0]
    assert not Destination.objects.exists(), "no other message waits because of it"
    kept_key.case = case.case.reference
    kept_key.save(force_insert=True)
    time.now += SHORTEST
    desk.works()
    assert row(case).state == MessageState.SENT


def test_a_worker_lost_with_the_message_of_a_case_that_was_erased_leaves_it_unclear(
    case: OpenCase, time: Clock
) -> None:
    lost = claiming.claim("email", force="wessmere", by="a lost one", now=time.now)
    assert lost
    claiming.begin_handing_over(lost, now=time.now)
    erase(case.case.reference, by="Mx Yew", second="Mx Reed", now=NOW, why="Its retention has ended")
    time.now += LEASE
    Desk(Null()).works()
    assert row(case).state == MessageState.UNCLEAR


def test_what_has_waited_too_long_is_raised(case: OpenCase, time: Clock) -> None:
    assert not outbox.alarms("wessmere")
    time.now += timedelta(hours=2)
    (alarm,) = outbox.alarms("wessmere")
    assert (alarm.state, alarm.attempts, alarm.says) == (MessageState.QUEUED, 0, "No mail server is set.")
    assert not outbox.alarms("another")


def test_a_lease_outlasts_every_conversation() -> None:
    limits = {one.name: float(str(one.default)) for one in fields(Server) if one.name in {"whole", "step"}}
    assert timedelta(seconds=limits["whole"] + 2 * limits["step"]) < LEASE
    assert timedelta(seconds=POLL) < SHORTEST
