"""Corrections through the outbox: to the mailbox of whoever received it, taken back in time, nothing wrong again."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db.models import F

from proviso.accounts.models import Recipient
from proviso.casework.acts.correct import NothingWrong, find_wrong, record_correction
from proviso.casework.acts.share import record_came_back
from proviso.casework.history.case import Stage
from proviso.casework.reading.content_words import receiver_words
from proviso.casework.reading.outstanding_corrections import recipients_owed
from proviso.casework.values.correction import CorrectionCancelled, FoundWrong, Wrong
from proviso.casework.values.decision import Decide, Decision
from proviso.casework.values.dispatch import SendingStopped
from proviso.casework.values.timing import Department
from proviso.casework.values.timing import RecipientChosen as Chosen
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import MovedOn
from proviso.casework.writing.permissions import Actor
from proviso.disclosure import outbox
from proviso.disclosure.channels.channel import Addressee, Envelope, HandOver, Outcome
from proviso.disclosure.decide_package import decide_with_package
from proviso.disclosure.listed import NotListed, mailboxes
from proviso.disclosure.models import MessageState, OutboxRow
from proviso.disclosure.outbox import MayHaveLeft
from tests.casework.every import CAME_BACK, CORRECTION
from tests.casework.examples import TOLD_BEFORE, answer, ready, shared
from tests.casework.folding import all_corrected
from tests.disclosure.null import Null
from tests.disclosure.ordering import WRONG, Desk, again, correction_ordered, found_wrong, listed, ordered, row

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
TEAM = Chosen(department=Department.LOCAL_TEAM, why="They are already at the address")
BASIC = Decision(decide=(Decide.SHARE_BASIC,), reason="All is in place")
NAME = FoundWrong(wrong=(Wrong.NAME,), words="It is spelt with a y")
CANCELLED = CorrectionCancelled(reason="They have to know today")


def sent_to(opened: OpenCase, recipient: Recipient) -> OpenCase:
    """The case once what is proposed was decided and has left to a mailbox."""
    opened = ordered(decide_with_package(opened, BASIC, seen=opened.case.seq), recipient)
    Desk(Null()).works()
    return again(opened)


def test_only_the_mailbox_that_received_it_is_written_to(officer: Actor) -> None:
    one, another = (listed(department=Department.LOCAL_TEAM, number=number) for number in (1, 2))
    opened = sent_to(answer(ready(officer), (TEAM, TOLD_BEFORE)), one)
    opened = find_wrong(opened, WRONG, seen=opened.case.seq)
    (owed,) = recipients_owed(opened.case)
    assert mailboxes(opened.case, owed) == [one]
    with pytest.raises(NotListed, match="This mailbox is not listed for whoever received it"):
        correction_ordered(opened, another)
    ordered_to_it = correction_ordered(opened, one)
    Desk(Null()).works()
    assert all_corrected(again(ordered_to_it).case)


def test_the_national_unit_is_written_to_at_any_mailbox_and_another_telephoned(officer: Actor) -> None:
    unit = [listed(number=number) for number in (1, 2)]
    opened = found_wrong(officer)
    (owed,) = recipients_owed(opened.case)
    assert mailboxes(opened.case, owed) == unit
    assert receiver_words(owed.receiver) == "National Command and Control Unit"


def test_a_correction_taken_back_does_not_leave(officer: Actor, recipient: Recipient) -> None:
    opened = correction_ordered(found_wrong(officer), recipient)
    outbox.withdraw_correction(opened, CANCELLED, seen=opened.case.seq)
    channel = Null()
    Desk(channel).works()
    assert (channel.sent, row(opened).state) == ([], MessageState.WITHDRAWN)
    opened = again(opened)
    with pytest.raises(NothingWrong):
        outbox.withdraw_correction(opened, CANCELLED, seen=opened.case.seq)
    correction_ordered(opened, recipient)
    assert OutboxRow.objects.filter(state=MessageState.QUEUED).count() == 1


def test_another_correction_than_the_page_showed_is_not_taken_back(officer: Actor, recipient: Recipient) -> None:
    opened = correction_ordered(found_wrong(officer), recipient)
    opened = correction_ordered(find_wrong(opened, NAME, seen=opened.case.seq), recipient)
    first, second = (one.value.message for one in opened.case.correcting)
    OutboxRow.objects.filter(message=first).update(not_before=F("not_before") - timedelta(seconds=1))  # ordered earlier
    one_at_a_time = Desk(Null()).worker
    assert one_at_a_time.step()
    meanwhile = again(opened)
    assert [one.value.message for one in meanwhile.case.correcting] == [second]
    with pytest.raises(MovedOn):
        outbox.withdraw_correction(meanwhile, CANCELLED, seen=opened.case.seq)
    states = {one.message: one.state for one in OutboxRow.objects.all()}
    assert states == {first: MessageState.SENT, second: MessageState.QUEUED}


def test_a_correction_that_is_leaving_is_not_taken_back(officer: Actor, recipient: Recipient) -> None:
    opened = correction_ordered(found_wrong(officer), recipient)

    class Handing(Null):
        def send(self, envelope: Envelope, addressee: Addressee, about_to_hand_over: HandOver) -> Outcome:
            outcome = super().send(envelope, addressee, about_to_hand_over)
            with pytest.raises(MayHaveLeft):
                outbox.withdraw_correction(again(opened), CANCELLED, seen=again(opened).case.seq)
            return outcome

    Desk(Handing()).works()
    assert row(opened).state == MessageState.SENT
    assert all_corrected(again(opened).case)


def test_nobody_is_written_to_who_was_told_meanwhile_or_never_received_it(officer: Actor, recipient: Recipient) -> None:
    told = correction_ordered(found_wrong(officer), recipient)
    told = find_wrong(told, NAME, seen=told.case.seq)
    told = record_correction(told, CORRECTION, seen=told.case.seq)
    sent = sent_to(ready(officer), recipient)
    back = correction_ordered(find_wrong(sent, WRONG, seen=sent.case.seq), recipient)
    back = record_came_back(back, replace(CAME_BACK, about=sent.case.disclosures[0].seq), seen=back.case.seq)
    channel = Null()
    Desk(channel).works()
    assert channel.sent == []
    for opened in (told, back):
        now = again(opened).case
        stopped = now.latest(SendingStopped)
        assert stopped
        assert "has been told already, or never received what it corrects" in stopped.why
        assert now.correcting == ()


def test_what_was_found_wrong_since_it_was_ordered_does_not_leave(officer: Actor, recipient: Recipient) -> None:
    opened = answer(shared(officer), (TOLD_BEFORE,))
    opened = ordered(decide_with_package(opened, BASIC, seen=opened.case.seq), recipient)
    find_wrong(opened, WRONG, seen=opened.case.seq)
    channel = Null()
    Desk(channel).works()
    stopped = again(opened).case.latest(SendingStopped)
    assert stopped
    assert stopped.why == "Something was said or found since it was decided. Look at the case, and decide again."
    assert (channel.sent, row(opened).state) == ([], MessageState.STOPPED)


def test_a_message_that_came_back_is_sent_again_only_by_a_new_order(officer: Actor, recipient: Recipient) -> None:
    opened = sent_to(ready(officer), recipient)
    opened = record_came_back(opened, CAME_BACK, seen=opened.case.seq)
    assert (opened.case.stage, opened.case.disclosures) == (Stage.DECIDED, ())
    channel = Null()
    Desk(channel).works()
    assert not channel.sent, "nothing is sent again by itself"
    ordered(opened, recipient)
    Desk(channel).works()
    assert len(channel.sent) == 1
    assert again(opened).case.stage is Stage.SHARED
