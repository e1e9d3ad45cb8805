"""What leaves is asked about again at the claim and just before the first byte; anything but yes stops it."""

from dataclasses import replace

import pytest

from proviso.accounts.channel_codes import Channel
from proviso.accounts.models import Listed, Recipient
from proviso.casework.acts.record_person import record_person
from proviso.casework.history.case import Stage
from proviso.casework.values.correction import CorrectionSent
from proviso.casework.values.dispatch import SendingCancelled, SendingStopped
from proviso.casework.values.timing import Department
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.permissions import Actor
from proviso.disclosure.channels.channel import Addressee, Envelope, HandOver, Outcome, Refused, Unclear
from proviso.disclosure.erase_messages import erase_case
from proviso.disclosure.listed import NotListed
from proviso.disclosure.models import Destination, KeptPackage, MessageState, OutboxRow
from proviso.disclosure.outbox import MayHaveLeft
from proviso.disclosure.restored import ask_about_waiting
from proviso.record import keys
from proviso.record.erase import erase
from proviso.record.verify import verify
from tests.casework.examples import NOW, PERSON
from tests.casework.examples import decided as without_package
from tests.casework.folding import all_corrected
from tests.disclosure.null import Null
from tests.disclosure.ordering import WORDS, Desk, again, correction_ordered, decided, found_wrong, listed, ordered, row

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
OTHER = next(one for one in Department if one is not Department.NCCU)
CANCELLED = SendingCancelled(reason="They ask for it by telephone")


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
    assert (channel.sent, now.stage, row(case).state) == ([], Stage.DECIDED, MessageState.STOPPED)


def test_what_moves_in_the_last_moment_stops_it_too(case: OpenCase) -> None:
    class Slow(Null):
        def send(self, envelope: Envelope, addressee: Addressee, about_to_hand_over: HandOver) -> Outcome:
            moved(case)
            return super().send(envelope, addressee, about_to_hand_over)

    channel = Slow()
    Desk(channel).works()
    assert (channel.sent, row(case).state) == ([], MessageState.STOPPED)
    assert again(case).case.stage is Stage.DECIDED


def test_a_recipient_taken_off_the_list_is_not_sent_to(case: OpenCase, recipient: Recipient) -> None:
    Recipient.objects.filter(pk=recipient.pk).update(state=Listed.WITHDRAWN)
    channel = Null()
    Desk(channel).works()
    stopped = again(case).case.latest(SendingStopped)
    assert stopped
    assert "no longer on the force’s list" in stopped.why
    assert not channel.sent


def test_a_decision_without_a_package_is_not_sent(officer: Actor, recipient: Recipient) -> None:
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


def test_a_correction_leaves_whatever_policy_says(officer: Actor, recipient: Recipient) -> None:
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
    assert (sent.words, sent.who, sent.reference, sent.receipt) == (WORDS, recipient.name, None, "kept as 2")
    assert all_corrected(now)
    assert row(case).state == MessageState.SENT


@pytest.mark.parametrize("outcome", [Refused(False, "550 No"), Unclear("Lost")])
def test_a_correction_that_did_not_leave_is_still_owed(officer: Actor, recipient: Recipient, outcome: Outcome) -> None:
    case = correction_ordered(found_wrong(officer), recipient)
    Desk(Null(outcome)).works()
    now = again(case).case
    assert not all_corrected(now)
    assert bool(now.unclear) is isinstance(outcome, Unclear)


def test_a_correction_goes_to_whoever_received_it(officer: Actor, recipient: Recipient) -> None:
    opened = found_wrong(officer)
    with pytest.raises(NotListed, match="This mailbox is not listed for whoever received it"):
        correction_ordered(opened, listed(department=OTHER, number=2))
    with pytest.raises(NotListed, match="Choose another, or call them"):
        correction_ordered(opened, listed(Channel.FILE, number=3))
    assert not OutboxRow.objects.exists()


def test_a_case_that_was_erased_sends_nothing(case: OpenCase) -> None:
    erase(case.case.reference, by="Mx Yew", second="Mx Reed", now=NOW, why="Its retention has ended")
    channel = Null()
    Desk(channel).works()
    assert (channel.sent, row(case).state) == ([], MessageState.WITHDRAWN)


@pytest.mark.parametrize("correction", [False, True])
def test_a_message_that_the_case_does_not_know_is_not_sent(
    officer: Actor, recipient: Recipient, correction: bool
) -> None:
    case = correction_ordered(found_wrong(officer), recipient) if correction else ordered(decided(officer), recipient)
    OutboxRow.objects.update(message="0" * 32)
    channel = Null()
    Desk(channel).works()
    assert (channel.sent, row(case).state) == ([], MessageState.WITHDRAWN)


def test_a_case_is_erased_with_what_waits_to_be_sent(case: OpenCase) -> None:
    erase_case(case.case.reference, by="Mx Yew", second="Mx Reed", why="Its retention has ended")
    channel = Null()
    Desk(channel).works()
    assert (channel.sent, row(case).state) == ([], MessageState.WITHDRAWN)


@pytest.mark.parametrize("state", [MessageState.UNCLEAR, MessageState.HANDING_OVER])
def test_a_case_of_which_a_message_may_have_left_is_not_erased(case: OpenCase, state: MessageState) -> None:
    held = {"claimed_by": "w", "lease_until": NOW} if state is MessageState.HANDING_OVER else {}
    OutboxRow.objects.update(state=state, **held)
    with pytest.raises(MayHaveLeft, match="Find out whether it was before it is erased"):
        erase_case(case.case.reference, by="Mx Yew", second="Mx Reed", why="Its retention has ended")
    assert again(case).case.seq == case.case.seq, "nothing of it is gone"


def test_a_case_whose_key_is_gone_is_erased_again_with_its_unclear_message(
    case: OpenCase,
) -> None:
    keys.ensure(keys.own_case("wessmere"))
    keys.destroy([case.case.reference])  # it was erased, and an older copy of the record was put back
    assert ask_about_waiting("wessmere", now=NOW) == 1
    channel = Null()
    Desk(channel).works()
    assert (channel.sent, row(case).state) == ([], MessageState.UNCLEAR)
    assert not verify().whole
    erase_case(case.case.reference, by="Mx Yew", second="Mx Reed", why="It was erased before")
    assert row(case).state == MessageState.WITHDRAWN
    assert verify().whole, verify().faults
