"""Sending without a call: what its acts refuse, in their words, and that what became of a message is said once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from proviso.accounts.channel_codes import Channel
from proviso.casework.acts import correct, send, why_not
from proviso.casework.acts.correct import find_wrong
from proviso.casework.acts.receive import record_reply
from proviso.casework.acts.send import (
    NoFileMade,
    NothingUnderWay,
    cancel_sending,
    record_correction_left,
    record_delivered,
    record_sent,
    record_unclear,
    stop_sending,
)
from proviso.casework.acts.share import DecisionMoved
from proviso.casework.history.case import Stage
from proviso.casework.reading.exchanges import files_made
from proviso.casework.values.correction import CorrectionCancelled, CorrectionOrdered
from proviso.casework.values.dispatch import FileMade, SendingCancelled, SendingSettled, SendingStopped, SendingUnclear
from proviso.casework.values.value import Value, ValueRefused
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import MovedOn
from proviso.casework.writing.permissions import Actor, NotAllowed, Permission, Service, require_permission

from .conftest import Clock
from .every import (
    BY_HAND,
    DELIVERED,
    FILE_MADE,
    FOUND_WRONG,
    MESSAGE,
    NEGATED,
    ORDERED,
    OTHER_MESSAGE,
    SENT,
    SETTLED,
    UNCLEAR,
)
from .examples import NOW, changed, decided, shared
from .folding import all_corrected
from .ordering import order_correction, order_sending, record_file_made, settle_sending
from .stories import by_hand, by_outbox, sending, unclear

pytestmark = pytest.mark.django_db(databases="__all__")

ORDER = CorrectionOrdered(words="She has leave to remain", recipient=1, to="The unit", message=OTHER_MESSAGE)


def test_that_nobody_knows_is_recorded_once_and_settled_once(officer: Actor) -> None:
    asked = unclear(sending(officer))
    with pytest.raises(NothingUnderWay, match="It is already recorded that nobody knows"):
        record_unclear(by_outbox(asked), UNCLEAR)
    with pytest.raises(NothingUnderWay, match="Find out first, and record it"):
        cancel_sending(asked, SendingCancelled(reason="Too late for that"), seen=asked.case.seq)
    with pytest.raises(MovedOn):
        settle_sending(asked, SETTLED, seen=asked.case.seq - 1)
    settled = settle_sending(asked, SETTLED, seen=asked.case.seq)
    assert (settled.case.stage, settled.case.unclear) == (Stage.SHARED, ())
    with pytest.raises(NothingUnderWay, match="It is known of every message whether it was sent"):
        settle_sending(settled, SETTLED, seen=settled.case.seq)


def test_what_goes_by_e_mail_is_handed_over_by_nobody(officer: Actor) -> None:
    opened = sending(officer)
    with pytest.raises(NothingUnderWay, match="This goes by e-mail: nobody hands it over"):
        record_delivered(opened, DELIVERED, seen=opened.case.seq)


def test_only_a_file_that_was_made_is_handed_over_and_not_before(officer: Actor, time: Clock) -> None:
    opened = sending(officer, BY_HAND)
    with pytest.raises(NoFileMade, match=r"so nobody can have handed it over\. Save the file"):
        record_delivered(opened, DELIVERED, seen=opened.case.seq)
    time.now = NOW + timedelta(minutes=10, seconds=40)
    made = record_file_made(opened, FileMade(), seen=opened.case.seq)
    (answer,) = files_made(made.case)
    assert (answer.value, answer.by) == (FILE_MADE, officer.staff_number)
    with pytest.raises(ValueRefused, match=r"after the file was made.*the earliest that it can be is 03:10 on 22 Nov"):
        record_delivered(made, DELIVERED, seen=made.case.seq)
    to_the_minute = replace(DELIVERED, happened_at=NOW + timedelta(minutes=10))
    assert record_delivered(made, to_the_minute, seen=made.case.seq).case.stage is Stage.SHARED


def test_a_file_of_an_order_that_was_taken_back_is_not_handed_over_under_another(officer: Actor) -> None:
    made = by_hand(officer)
    back = cancel_sending(made, SendingCancelled(reason="They closed early"), seen=made.case.seq)
    assert files_made(back.case) == ()
    again = order_sending(back, BY_HAND, seen=back.case.seq)
    with pytest.raises(NoFileMade):
        record_delivered(again, DELIVERED, seen=again.case.seq)


def test_no_file_is_made_of_what_goes_by_e_mail_or_of_nothing(officer: Actor) -> None:
    opened = sending(officer)
    with pytest.raises(NothingUnderWay, match="This goes by e-mail"):
        record_file_made(opened, FileMade(), seen=opened.case.seq)
    opened = decided(officer)
    with pytest.raises(NothingUnderWay, match="No message is to be sent on this case"):
        record_file_made(opened, FileMade(), seen=opened.case.seq)


def test_nothing_becomes_of_a_message_that_is_not_under_way(officer: Actor) -> None:
    opened = by_outbox(sending(officer))
    outcomes: tuple[tuple[Callable[..., OpenCase], Value], ...] = (
        (stop_sending, SendingStopped(why="Policy no longer says yes", message="PM-0000-0000-0000")),
        (record_unclear, SendingUnclear(says="The connection was lost", message="PM-0000-0000-0000")),
    )
    for act, value in outcomes:
        with pytest.raises(NothingUnderWay, match="This message is not under way"):
            act(opened, value)
    assert opened.case.sending
    assert opened.case.sending.value.message == MESSAGE


def test_a_correction_leaves_ends_unclear_or_stops_like_anything_else(officer: Actor) -> None:
    first = shared(officer)
    wrong = record_reply(first, NEGATED, seen=first.case.seq)
    ordered = order_correction(wrong, ORDER, seen=wrong.case.seq)
    with pytest.raises(NothingUnderWay, match="This message is not under way"):
        record_correction_left(by_outbox(ordered), MESSAGE, "250 taken", NOW)
    asked = record_unclear(by_outbox(ordered), replace(UNCLEAR, message=OTHER_MESSAGE))
    did_not = SendingSettled(arrived=False, how_known="Nobody there has it")
    again = settle_sending(replace(asked, actor=officer), did_not, seen=asked.case.seq)
    assert (again.case.correcting, all_corrected(again.case)) == ((), False)
    ordered = order_correction(again, ORDER, seen=again.case.seq)
    stopped = stop_sending(by_outbox(ordered), SendingStopped(why="Refused for good", message=OTHER_MESSAGE))
    assert not all_corrected(stopped.case)
    ordered = order_correction(replace(stopped, actor=officer), ORDER, seen=stopped.case.seq)
    left = record_correction_left(by_outbox(ordered), OTHER_MESSAGE, "250 taken", NOW)
    assert all_corrected(left.case)
    asked = find_wrong(replace(left, actor=officer), FOUND_WRONG, seen=left.case.seq)
    ordered = order_correction(asked, ORDER, seen=asked.case.seq)
    asked = record_unclear(by_outbox(ordered), replace(UNCLEAR, message=OTHER_MESSAGE))
    arrived = settle_sending(replace(asked, actor=officer), SETTLED, seen=asked.case.seq)
    assert all_corrected(arrived.case)


def test_a_part_of_the_service_is_refused_by_its_name(officer: Actor) -> None:
    with pytest.raises(NotAllowed, match=r"Your role \(outbox\) does not do this"):
        require_permission(
            Actor("the outbox", Service.OUTBOX, "wessmere", ""), Permission.DECIDE_SHARING, sending(officer).case
        )


def test_an_order_of_another_decision_or_of_another_package_is_refused(officer: Actor) -> None:
    opened = decided(officer)
    order = changed(ORDERED, decision=opened.case.decision and opened.case.decision.seq)
    for wrong in (replace(order, decision=1), replace(order, package="d" * 64), ORDERED):
        with pytest.raises(DecisionMoved, match="What was ordered is not what was decided"):
            send.order_sending(opened, wrong, seen=opened.case.seq)
    sending = send.order_sending(opened, order, seen=opened.case.seq)
    assert sending.case.history[-1].value == order, "the act checks the order, and does not fill it in"


def test_what_is_said_in_a_call_is_not_ordered() -> None:
    with pytest.raises(ValueRefused, match="Call them: what is said in a call is not ordered"):
        replace(ORDERED, by=Channel.TELEPHONE)


def test_a_file_of_another_order_is_not_made(officer: Actor) -> None:
    opened = sending(officer, BY_HAND)
    with pytest.raises(NothingUnderWay, match="This file is not of the order that is under way"):
        send.record_file_made(opened, FileMade(message=MESSAGE), seen=opened.case.seq)


def test_what_was_found_out_of_another_message_settles_nothing(officer: Actor) -> None:
    asked = unclear(sending(officer))
    with pytest.raises(MovedOn):
        send.settle_sending(asked, replace(SETTLED, message=OTHER_MESSAGE), seen=asked.case.seq)
    settled = send.settle_sending(asked, replace(SETTLED, message=MESSAGE), seen=asked.case.seq)
    assert settled.case.history[-1].value == replace(SETTLED, message=MESSAGE)


def test_an_order_about_what_its_recipient_did_not_receive_is_refused(officer: Actor) -> None:
    opened = find_wrong(first := shared(officer), FOUND_WRONG, seen=first.case.seq)
    for about in (None, (), (1,)):
        with pytest.raises(MovedOn):
            correct.order_correction(opened, replace(ORDER, about=about), seen=opened.case.seq)
    whole = replace(ORDER, about=(opened.case.disclosures[0].seq,))
    with pytest.raises(MovedOn):  # the page showed nothing that was wrong
        correct.order_correction(opened, whole, seen=first.case.seq)
    assert correct.order_correction(opened, whole, seen=opened.case.seq).case.history[-1].value == whole


def test_only_the_order_that_is_named_is_taken_back(officer: Actor) -> None:
    opened = find_wrong(first := shared(officer), FOUND_WRONG, seen=first.case.seq)
    ordered = order_correction(opened, ORDER, seen=opened.case.seq)
    with pytest.raises(MovedOn):
        correct.cancel_correction(ordered, CorrectionCancelled(reason="Too slow for tonight"), seen=ordered.case.seq)
    assert [one.value.message for one in ordered.case.correcting] == [OTHER_MESSAGE]


def test_of_what_went_by_e_mail_something_can_come_back_and_be_found_wrong(officer: Actor) -> None:
    sent = record_sent(by_outbox(sending(officer)), SENT)
    assert why_not.nothing_can_come_back(sent.case) == ""
    assert why_not.nothing_found_wrong(sent.case).startswith("Nothing that was shared was found wrong")
    wrong = find_wrong(replace(sent, actor=officer), FOUND_WRONG, seen=sent.case.seq)
    assert why_not.nothing_found_wrong(wrong.case) == ""


def test_who_took_it_is_whoever_is_named_of_the_way_it_went(officer: Actor) -> None:
    (by_telephone,) = shared(officer).case.disclosures
    assert by_telephone.call
    assert by_telephone.taker == (by_telephone.call.operator or "")
    opened = by_hand(officer)
    handed = record_delivered(opened, DELIVERED, seen=opened.case.seq)
    assert handed.case.disclosures[0].taker == DELIVERED.to
    sent = record_sent(by_outbox(sending(officer)), SENT)
    assert sent.case.disclosures[0].taker == ORDERED.to


def test_what_nobody_has_read_is_not_ordered() -> None:
    with pytest.raises(ValueRefused, match="Read what will be sent"):
        changed(ORDERED, checked=False)
