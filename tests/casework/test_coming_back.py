"""What was sent is received when they say so, and not shared after all once it came back (10.1.2)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from proviso.casework.acts.correct import find_wrong, record_correction
from proviso.casework.acts.send import record_correction_left, record_sent, record_unclear
from proviso.casework.acts.share import NothingSent, SentByYou, end_call, record_acknowledgement, record_came_back
from proviso.casework.history.case import Stage
from proviso.casework.reading.accuracy import found_wrong_in
from proviso.casework.reading.exchanges import exchanges_of
from proviso.casework.reading.outstanding_corrections import recipients_owed, to_tell_of, untold
from proviso.casework.reading.who_sent import sent_by
from proviso.casework.row_codes import Exchange
from proviso.casework.values.content import BasicField
from proviso.casework.values.decision import Decide, SharingDecided
from proviso.casework.values.value import ValueRefused
from proviso.casework.writing.commit import AnotherNow, MovedOn
from proviso.casework.writing.permissions import Actor

from .corrections import MOVED, NAME, ORDER, by_email, owed
from .every import (
    ACKNOWLEDGED,
    CAME_BACK,
    CORRECTION,
    DELIVERED,
    ORDERED,
    OTHER_MESSAGE,
    SENT,
    SETTLED,
    UNCLEAR,
)
from .examples import (
    ANSWERS,
    CALL_ENDED,
    CALL_STARTED,
    NOW,
    PERSON,
    acknowledge,
    answer,
    decided,
    shared,
)
from .folding import folded, onto, sharing
from .ordering import order_correction, settle_sending
from .stories import by_outbox, decides, sending

pytestmark = pytest.mark.django_db(databases="__all__")


def test_what_was_found_wrong_stays_so_when_its_message_came_back() -> None:
    case = onto(by_email(folded(*ANSWERS), "The unit"), (NAME,))
    back = onto(case, (replace(CAME_BACK, about=case.disclosures[0].seq),))
    decision = back.decision.value if back.decision else None
    assert isinstance(decision, SharingDecided)
    content = decision.content
    assert found_wrong_in(back, content) == (BasicField.NAME,)
    assert found_wrong_in(onto(back, (replace(PERSON, name="Imaginary Oduyay"),)), content) == ()
    assert (recipients_owed(back), untold(back), to_tell_of(back), back.wrong_seq) == ((), (), (), 0), (
        "nobody received it"
    )


def test_an_acknowledgement_is_of_what_it_says_it_is_of(officer: Actor) -> None:
    opened = shared(officer)
    opened = answer(decides(opened, Decide.SHARE_BASIC), (CALL_STARTED, CALL_ENDED))
    first, second = (one.seq for one in opened.case.awaiting)
    acknowledged = acknowledge(opened, replace(ACKNOWLEDGED, about=second), seen=opened.case.seq)
    assert [one.acknowledged is not None for one in acknowledged.case.disclosures] == [False, True]
    with pytest.raises(MovedOn):
        acknowledge(acknowledged, replace(ACKNOWLEDGED, about=second), seen=opened.case.seq)
    with pytest.raises(NothingSent):
        acknowledge(acknowledged, replace(ACKNOWLEDGED, about=second), seen=acknowledged.case.seq)
    earliest = acknowledge(acknowledged, ACKNOWLEDGED, seen=acknowledged.case.seq)
    assert earliest.case.history[-1].value == replace(ACKNOWLEDGED, about=first)
    assert earliest.case.awaiting == ()
    earlier_entry = onto(opened.case, (ACKNOWLEDGED,))
    assert [one.acknowledged is not None for one in earlier_entry.disclosures] == [True, False]


def test_what_was_typed_of_one_acknowledgement_is_recorded_of_no_other(officer: Actor) -> None:
    opened = shared(officer)
    shown = answer(decides(opened, Decide.SHARE_BASIC), (CALL_STARTED, CALL_ENDED))
    first, second = (one.seq for one in shown.case.awaiting)
    acknowledged = acknowledge(shown, replace(ACKNOWLEDGED, about=first), seen=shown.case.seq)
    with pytest.raises(AnotherNow, match="What you typed was about the first"):
        acknowledge(acknowledged, replace(ACKNOWLEDGED, by="Operator 9"), seen=shown.case.seq)
    assert [one.seq for one in acknowledged.case.awaiting] == [second]


def test_a_correction_that_went_as_a_message_is_received_when_they_say_so(officer: Actor) -> None:
    opened = find_wrong(first := shared(officer), NAME, seen=first.case.seq)
    opened = acknowledge(opened, ACKNOWLEDGED, seen=opened.case.seq)
    ordered = order_correction(opened, ORDER, seen=opened.case.seq)
    left = replace(record_correction_left(by_outbox(ordered), OTHER_MESSAGE, "250 taken", NOW), actor=officer)
    (waiting,) = left.case.awaiting
    assert (waiting.seq, waiting.receiver) == (left.case.seq, "The unit")
    acknowledged = acknowledge(left, ACKNOWLEDGED, seen=left.case.seq)
    assert acknowledged.case.awaiting == ()
    again = find_wrong(acknowledged, MOVED, seen=acknowledged.case.seq)
    rung = record_correction(again, CORRECTION, seen=again.case.seq)
    assert rung.case.awaiting == (), "who was rung has it"


def test_a_message_that_came_back_is_still_to_be_sent(officer: Actor) -> None:
    sent = answer(sending(officer), ())
    left = onto(sent.case, (SENT,))
    assert left.stage is Stage.SHARED
    case = onto(left, (replace(CAME_BACK, about=left.seq),))
    assert (case.stage, case.disclosures, case.awaiting) == (Stage.DECIDED, (), ())
    assert case.decision == sent.case.decision
    assert [one.what for one in exchanges_of(case)] == [Exchange.ATTEMPT], "a contact all the same"
    otherwise = onto(left, (sharing(left), replace(CAME_BACK, about=left.seq)))
    assert otherwise.decision == otherwise.history[-2], "what was decided since stands"


def test_who_ordered_a_message_sent_it_and_who_called_sent_what_was_said(officer: Actor) -> None:
    called, left = shared(officer).case, record_sent(by_outbox(sending(officer)), SENT).case
    assert [sent_by(case, case.disclosures[0]) for case in (called, left)] == [officer.staff_number] * 2


def test_who_made_a_call_that_a_colleague_recorded_does_not_say_that_it_was_received(officer: Actor) -> None:
    colleague = replace(officer, staff_number="colleague")
    calling = answer(decided(officer), (CALL_STARTED,))
    ended = end_call(replace(calling, actor=colleague), CALL_ENDED, seen=calling.case.seq)
    assert sent_by(ended.case, ended.case.disclosures[0]) == officer.staff_number
    with pytest.raises(SentByYou):
        record_acknowledgement(replace(ended, actor=officer), ACKNOWLEDGED, seen=ended.case.seq)
    assert record_acknowledgement(ended, ACKNOWLEDGED, seen=ended.case.seq).case.awaiting == ()


@pytest.mark.parametrize("sender", [True, False])
def test_who_ordered_a_correction_does_not_say_that_it_was_received(officer: Actor, sender: bool) -> None:
    opened = find_wrong(first := shared(officer), NAME, seen=first.case.seq)
    opened = acknowledge(opened, ACKNOWLEDGED, seen=opened.case.seq)
    ordered = order_correction(opened, ORDER, seen=opened.case.seq)
    asked = record_unclear(by_outbox(ordered), replace(UNCLEAR, message=OTHER_MESSAGE))
    settles = officer if sender else replace(officer, staff_number="colleague")
    settled = settle_sending(replace(asked, actor=settles), SETTLED, seen=asked.case.seq)
    assert owed(settled.case) == [], "it left"
    assert [one.seq for one in settled.case.awaiting] == ([settled.case.seq] if sender else [])


def test_a_correction_that_came_back_is_owed_again_and_opens_the_case(officer: Actor) -> None:
    opened = find_wrong(first := shared(officer), NAME, seen=first.case.seq)
    opened = acknowledge(opened, ACKNOWLEDGED, seen=opened.case.seq)
    ordered = order_correction(opened, ORDER, seen=opened.case.seq)
    left = replace(record_correction_left(by_outbox(ordered), OTHER_MESSAGE, "250 taken", NOW), actor=officer)
    back = record_came_back(left, CAME_BACK, seen=left.case.seq)
    assert (owed(back.case), back.case.awaiting) == (["National Command and Control Unit"], ())
    assert back.case.history[-1].value == replace(CAME_BACK, about=left.case.seq)


def test_nobody_is_corrected_before_sharing_and_nothing_comes_back_before_it_left(officer: Actor) -> None:
    yesterday = NOW - timedelta(days=1)
    opened = find_wrong(first := shared(officer), NAME, seen=first.case.seq)
    with pytest.raises(ValueRefused, match="Enter a time after it was shared with them"):
        record_correction(opened, replace(CORRECTION, happened_at=yesterday), seen=opened.case.seq)
    sent = replace(record_sent(by_outbox(sending(officer)), SENT), actor=officer)
    with pytest.raises(ValueRefused, match="Enter a time after it was sent"):
        record_came_back(sent, replace(CAME_BACK, happened_at=yesterday), seen=sent.case.seq)


def test_only_a_message_comes_back(officer: Actor) -> None:
    opened = shared(officer)
    with pytest.raises(NothingSent, match="That did not go as a message, so it cannot have come back"):
        record_came_back(opened, CAME_BACK, seen=opened.case.seq)
    handed = onto(folded(*ANSWERS), (sharing(folded(*ANSWERS)), replace(ORDERED, by=None), DELIVERED))
    assert not handed.disclosures[0].by_email


def test_what_was_acknowledged_by_mistake_can_have_come_back(officer: Actor) -> None:
    sent = replace(record_sent(by_outbox(sending(officer)), SENT), actor=officer)
    acknowledged = acknowledge(sent, ACKNOWLEDGED, seen=sent.case.seq)
    with pytest.raises(SentByYou, match="You sent it, and it is recorded that it was received"):
        record_came_back(replace(acknowledged, actor=officer), CAME_BACK, seen=acknowledged.case.seq)
    by_another = replace(acknowledged, actor=replace(officer, staff_number="colleague"))
    with pytest.raises(ValueRefused, match="Enter a time after it was sent"):
        record_came_back(by_another, replace(CAME_BACK, happened_at=NOW - timedelta(days=1)), seen=by_another.case.seq)
    back = record_came_back(by_another, CAME_BACK, seen=by_another.case.seq)
    assert back.case.history[-1].value == replace(CAME_BACK, about=sent.case.seq)
    assert (back.case.stage, back.case.disclosures, back.case.can_come_back) == (Stage.DECIDED, (), ())
    with pytest.raises(NothingSent, match="Nothing that was sent waits"):
        record_came_back(back, CAME_BACK, seen=back.case.seq)


def test_what_nobody_acknowledged_came_back_before_what_somebody_did() -> None:
    first = by_email(folded(*ANSWERS), "The unit")
    case = by_email(first, "The unit", recipient=2)
    one, other = (one.seq for one in case.can_come_back)
    assert [sent.seq for sent in onto(case, (replace(ACKNOWLEDGED, about=one),)).can_come_back] == [other, one]
