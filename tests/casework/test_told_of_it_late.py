"""What was said of a disclosure that was recorded late, that they had been told, opens nothing that is still to leave
(9.1.1)."""

from dataclasses import replace

import pytest

from proviso.casework import clock
from proviso.casework.acts.decide import PolicyStandsInTheWay, decide
from proviso.casework.acts.share import record_already_shared
from proviso.casework.history.case import Stage
from proviso.casework.reading.unreviewed import late_unreviewed
from proviso.casework.values.notification import Telling, ToldBefore
from proviso.casework.values.sharing import AlreadyShared, ToldBeforehand
from proviso.casework.writing.permissions import Actor
from proviso.policy.norms import Act

from .every import LATE
from .examples import TOLD_AFTER, TOLD_BEFORE, UNTOLD, answer, begun, changed, decision_on
from .folding import facts, folded

pytestmark = pytest.mark.django_db(databases="__all__")

TOLD = replace(LATE, told_before=ToldBeforehand.YES)
COULD_NOT = replace(LATE, told_before=ToldBeforehand.IMPRACTICABLE, why_not_told="It was three in the morning")


@pytest.mark.parametrize("late", [TOLD, COULD_NOT])
def test_nothing_is_shared_untold_on_the_word_of_what_was_recorded_late(officer: Actor, late: AlreadyShared) -> None:
    opened = answer(begun(officer), UNTOLD)
    opened = record_already_shared(opened, late, seen=opened.case.seq)
    with pytest.raises(PolicyStandsInTheWay):
        decide(opened, decision_on(opened), seen=opened.case.seq)
    opened = answer(opened, (changed(TOLD_BEFORE, happened_at=clock.now()),))
    assert opened.assessed.facts["informed_before"] == "yes"
    assert decide(opened, decision_on(opened), seen=opened.case.seq).case.stage is Stage.DECIDED


@pytest.mark.parametrize("late", [TOLD, COULD_NOT, LATE])
def test_where_nothing_more_is_proposed_it_is_as_it_was_recorded(late: AlreadyShared) -> None:
    assert facts(folded(late))["informed_before"] == late.told_before.value


def test_that_they_had_not_been_told_stays_so(officer: Actor) -> None:
    opened = answer(begun(officer), UNTOLD)
    opened = record_already_shared(opened, LATE, seen=opened.case.seq)
    assert opened.assessed.facts["informed_before"] == "no"
    with pytest.raises(PolicyStandsInTheWay):
        decide(opened, decision_on(opened), seen=opened.case.seq)
    not_yet = answer(opened, (ToldBefore(told=Telling.NO),))
    assert not_yet.assessed.facts["informed_before"] == "no"


@pytest.mark.parametrize("said", [ToldBeforehand.NO, ToldBeforehand.NOT_KNOWN])
def test_whoever_is_told_of_what_is_still_to_leave_stands_in_no_way(officer: Actor, said: ToldBeforehand) -> None:
    opened = answer(begun(officer), UNTOLD)
    opened = record_already_shared(opened, replace(LATE, told_before=said), seen=opened.case.seq)
    opened = answer(opened, (changed(TOLD_BEFORE, happened_at=clock.now()),))
    assert opened.assessed.facts["informed_before"] == "yes"
    assert decide(opened, decision_on(opened), seen=opened.case.seq).case.stage is Stage.DECIDED
    assert late_unreviewed(opened.case), "that they had not been told of the other is reviewed all the same"


def test_it_keeps_no_case_from_closing(officer: Actor) -> None:
    opened = answer(begun(officer), UNTOLD)
    opened = answer(record_already_shared(opened, TOLD, seen=opened.case.seq), (TOLD_AFTER,))
    assert opened.assessed.allows(Act.CLOSE_CASE)
