"""A page that was open while one call, order or handover ended and another began answers nothing of the other."""

from dataclasses import replace

import pytest

from proviso.accounts.models import Force, Officer, Role, Unit
from proviso.casework.acts.handing_over import answer_handover, hand_over, withdraw_handover
from proviso.casework.acts.send import cancel_sending, record_delivered, record_file_made
from proviso.casework.acts.share import end_call
from proviso.casework.history.case import Stage
from proviso.casework.values.closing import HandedOver, HandoverWithdrawn
from proviso.casework.values.dispatch import SendingCancelled
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import MovedOn
from proviso.casework.writing.permissions import Actor

from .carried import TAKEN
from .every import BY_HAND, DELIVERED, FILE_MADE, MESSAGE, NOT_REACHED
from .examples import CALL_ENDED, CALL_STARTED, answer, begun, decided
from .ordering import order_sending
from .stories import by_hand

pytestmark = pytest.mark.django_db(databases="__all__")

WITHDRAWN = HandoverWithdrawn(reason="She is on leave until June")


def test_a_call_is_not_ended_by_a_page_of_the_call_before(officer: Actor) -> None:
    first = answer(decided(officer), (CALL_STARTED,))
    second = answer(first, (NOT_REACHED, CALL_STARTED))
    for ended in (NOT_REACHED, CALL_ENDED):
        with pytest.raises(MovedOn):
            end_call(first, ended, seen=first.case.seq)
    assert end_call(second, CALL_ENDED, seen=second.case.seq).case.stage is Stage.SHARED


def test_a_file_is_not_handed_over_by_a_page_of_the_order_before(officer: Actor) -> None:
    first = by_hand(officer)
    over = cancel_sending(first, SendingCancelled(reason="It goes to the other desk"), seen=first.case.seq)
    again = order_sending(over, replace(BY_HAND, to="The other front desk", message=MESSAGE), seen=over.case.seq)
    made = record_file_made(again, replace(FILE_MADE, message=MESSAGE), seen=again.case.seq)
    with pytest.raises(MovedOn):
        record_delivered(first, DELIVERED, seen=first.case.seq)
    assert record_delivered(made, DELIVERED, seen=made.case.seq).case.stage is Stage.SHARED


@pytest.fixture
def asked(force: Force) -> list[Actor]:
    """Two officers of the other unit, with accounts."""
    unit = Unit.objects.get(force=force, code="south")
    made = [
        Officer.objects.create(staff_number=one, name=f"PC Invented {one}", role=Role.OFFICER, unit=unit)
        for one in ("first", "second")
    ]
    return [Actor.of(one) for one in made]


def offered(opened: OpenCase, to: Actor, note: str = "She rings on Tuesdays") -> OpenCase:
    return hand_over(opened, HandedOver(to=to.staff_number, note=note), seen=opened.case.seq)


def test_a_handover_is_not_withdrawn_by_a_page_of_the_one_before(officer: Actor, asked: list[Actor]) -> None:
    first = offered(begun(officer), asked[0])
    over = withdraw_handover(first, WITHDRAWN, seen=first.case.seq)
    second = offered(over, asked[1])
    with pytest.raises(MovedOn):
        withdraw_handover(first, WITHDRAWN, seen=first.case.seq)
    assert withdraw_handover(second, WITHDRAWN, seen=second.case.seq).case.offered is None


def test_a_case_is_not_taken_on_a_note_that_was_withdrawn(officer: Actor, asked: list[Actor]) -> None:
    first = offered(begun(officer), asked[0])
    over = withdraw_handover(first, WITHDRAWN, seen=first.case.seq)
    second = offered(over, asked[0], note="Do not ring her before he has moved out")
    with pytest.raises(MovedOn):
        answer_handover(replace(first, actor=asked[0]), TAKEN, seen=first.case.seq)
    assert answer_handover(replace(second, actor=asked[0]), TAKEN, seen=second.case.seq).case.owner == "first"
