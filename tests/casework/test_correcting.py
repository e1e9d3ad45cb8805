"""Corrections: everything that was found wrong reaches everybody who received it, and the person; nothing leaves again
as it was (Data Protection Act 2018 ss.38, 46 to 48).
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from proviso.casework.acts.close import RiskUnweighed, StillOnItsWay, close_case
from proviso.casework.acts.correct import (
    NothingWrong,
    find_wrong,
    record_correction,
    tell_correction,
)
from proviso.casework.acts.decide import FoundWrongBefore
from proviso.casework.acts.receive import record_reply
from proviso.casework.acts.record_person import record_person
from proviso.casework.acts.send import cancel_sending, record_correction_left, record_unclear
from proviso.casework.acts.share import DecisionMoved, record_already_shared, record_another_disclosure, start_call
from proviso.casework.history.case import Stage
from proviso.casework.reading.accuracy import found_wrong_in
from proviso.casework.reading.outstanding_corrections import OwedCorrection, recipients_owed, to_tell_of, untold
from proviso.casework.values.closing import Closed
from proviso.casework.values.content import BasicField
from proviso.casework.values.correction import CorrectionCancelled, FoundWrong, ToldCorrection, Wrong
from proviso.casework.values.decision import Decide
from proviso.casework.values.dispatch import SendingCancelled
from proviso.casework.values.sharing import AlreadyShared, SharedWith
from proviso.casework.values.timing import Department, RecipientChosen
from proviso.casework.values.value import Value
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import AnotherNow, MovedOn
from proviso.casework.writing.permissions import Actor
from proviso.policy.norms import Act

from .corrections import MOVED, NAME, ORDER, by_email, by_telephone, owed
from .every import (
    CORRECTION,
    ENDED,
    LATE,
    NEGATED,
    NEVER,
    ORDERED,
    OTHER_MESSAGE,
    SETTLED,
    TOLD_CORRECTION,
    UNCLEAR,
    WARNED,
)
from .examples import (
    ADDRESS,
    ANSWERS,
    BASIC,
    CALL_ENDED,
    CALL_STARTED,
    MEASURES_TOO,
    NOW,
    PERSON,
    PROTECTION,
    RECIPIENT,
    SUSPICION,
    TOLD_AFTER,
    TOLD_BEFORE,
    UNTOLD,
    VIEWS,
    WEIGHING,
    answer,
    begun,
    shared,
)
from .folding import all_corrected, folded, onto, sharing
from .ordering import cancel_correction, order_correction, settle_sending
from .stories import by_outbox, decides

pytestmark = pytest.mark.django_db(databases="__all__")

LOCAL = RecipientChosen(department=Department.LOCAL_TEAM, why="They are already at the address")


@pytest.mark.parametrize("later", [MOVED, NEGATED], ids=["found wrong", "negated"])
@pytest.mark.parametrize("settled", [False, True], ids=["sent", "settled"])
def test_what_is_found_wrong_while_a_correction_is_on_its_way_is_owed_still(
    officer: Actor, later: Value, settled: bool
) -> None:
    first = find_wrong(opened := shared(officer), NAME, seen=opened.case.seq)
    opened = order_correction(first, ORDER, seen=first.case.seq)
    assert owed(opened.case) == []
    act: Callable[..., OpenCase] = find_wrong if isinstance(later, FoundWrong) else record_reply
    opened = act(opened, later, seen=opened.case.seq)
    assert owed(opened.case) == ["National Command and Control Unit"], "the message that is leaving does not say it"
    if settled:
        asked = record_unclear(by_outbox(opened), replace(UNCLEAR, message=OTHER_MESSAGE))
        opened = settle_sending(replace(asked, actor=officer), SETTLED, seen=asked.case.seq)
    else:
        left = record_correction_left(by_outbox(opened), OTHER_MESSAGE, "250 taken", NOW)
        opened = replace(left, actor=officer)
    assert not all_corrected(opened.case)
    assert owed(opened.case) == ["National Command and Control Unit"]
    assert not opened.assessed.allows(Act.CLOSE_CASE)
    opened = record_correction(opened, CORRECTION, seen=opened.case.seq)
    assert all_corrected(opened.case)


def test_each_team_that_received_it_is_told_and_the_national_unit_once() -> None:
    case = by_email(folded(*ANSWERS, LOCAL), "Team one")
    case = by_email(onto(case, (LOCAL,)), "Team two", recipient=2)
    case = by_telephone(onto(case, (RECIPIENT,)), "Operator 1")
    case = by_telephone(case, "Operator 2")
    case = onto(case, (NAME,))
    team = Department.LOCAL_TEAM.label
    unit = Department.NCCU.label
    assert owed(case) == [f"{team}, Team one", f"{team}, Team two", unit]
    assert [len(one.places) for one in recipients_owed(case)] == [1, 1, 2]
    case = onto(case, (replace(CORRECTION, about=recipients_owed(case)[0].places),))
    assert owed(case) == [f"{team}, Team two", unit]


def test_whoever_is_not_recorded_is_nobody_else() -> None:
    nobody = replace(LATE, shared_with=None, with_whom=None)
    case = onto(folded(*ANSWERS), (nobody, replace(nobody, happened_at=NOW - timedelta(days=2)), NAME))
    first, second = (one.seq for one in case.disclosures)
    assert recipients_owed(case) == (OwedCorrection(None, (first,)), OwedCorrection(None, (second,)))
    named = onto(folded(*ANSWERS), (replace(LATE, shared_with=None), NAME))
    assert owed(named) == ["Operator 3"]


@pytest.mark.parametrize(
    ("late", "is_wrong"),
    [
        (LATE, True),
        (replace(LATE, beyond=None), True),
        (replace(LATE, fields=(BasicField.NAME,)), True),
        (replace(LATE, fields=(BasicField.ADDRESS,)), False),
        (replace(LATE, happened_at=None), True),
        (replace(LATE, happened_at=NOW), False),
    ],
    ids=["in words", "not recorded", "named", "another field", "nobody knows when", "after it was put right"],
)
def test_what_was_wrong_is_wrong_in_a_disclosure_that_is_recorded_later(late: AlreadyShared, is_wrong: bool) -> None:
    case = onto(by_telephone(folded(*ANSWERS)), (NAME, CORRECTION))
    assert all_corrected(case)
    case = onto(case, (late,))
    assert all_corrected(case) is not is_wrong
    assert [found.places for found in untold(case)[1:]] == ([(case.seq,)] if is_wrong else [])


def test_saying_more_of_a_late_disclosure_says_no_less_of_what_was_wrong() -> None:
    case = onto(folded(*ANSWERS), (replace(LATE, fields=(BasicField.ADDRESS,)), NAME))
    assert owed(case) == [], "the name was not in it"
    fuller = replace(LATE, fields=(BasicField.ADDRESS, BasicField.NAME), amends=case.disclosures[0].seq)
    case = onto(case, (fuller,))
    assert owed(case) == ["National Command and Control Unit"]
    again = onto(onto(case, (CORRECTION,)), (replace(fuller, why="It was night"),))
    assert all_corrected(again), "the same part is not wrong a second time"


def test_what_was_found_wrong_does_not_leave_again_until_it_is_right(
    officer: Actor,
) -> None:
    opened = find_wrong(first := shared(officer), NAME, seen=first.case.seq)
    with pytest.raises(FoundWrongBefore, match="This was found wrong after it was shared, and is still the same: Name"):
        decides(opened, Decide.SHARE_BASIC)
    opened = answer(opened, (replace(ADDRESS, address="9 Invented Row"), BASIC, TOLD_BEFORE))
    with pytest.raises(FoundWrongBefore, match="same: Name"):
        decides(opened, Decide.SHARE_BASIC)
    said_again = record_person(opened, PERSON, seen=opened.case.seq)
    assert said_again.case.seq == opened.case.seq + 1, "the same answer says something new"
    assert record_person(said_again, PERSON, seen=said_again.case.seq).case.seq == said_again.case.seq, "once"
    assert decides(said_again, Decide.SHARE_BASIC).case.stage is Stage.DECIDED


def test_what_was_put_right_leaves(officer: Actor) -> None:
    opened = find_wrong(first := shared(officer), NAME, seen=first.case.seq)
    put_right = answer(opened, (replace(PERSON, name="Imaginary Oduyay"), BASIC, TOLD_BEFORE))
    assert decides(put_right, Decide.SHARE_BASIC).case.stage is Stage.DECIDED


def test_what_is_found_wrong_after_it_was_decided_again_is_not_sent(officer: Actor) -> None:
    opened = decides(shared(officer), Decide.SHARE_BASIC)
    wrong = find_wrong(opened, NAME, seen=opened.case.seq)
    with pytest.raises(DecisionMoved, match="said or found since"):
        start_call(wrong, CALL_STARTED, seen=wrong.case.seq)


def test_additional_information_is_as_it_was_where_all_of_it_is(officer: Actor) -> None:
    extra = FoundWrong(wrong=(Wrong.ADDITIONAL,), words="There is no marker")
    opened = answer(begun(officer), (*UNTOLD, MEASURES_TOO, VIEWS, WEIGHING, TOLD_BEFORE))
    both = (Decide.SHARE_BASIC, Decide.SHARE_ADDITIONAL)
    opened = answer(decides(opened, *both), (CALL_STARTED, CALL_ENDED))
    opened = find_wrong(opened, extra, seen=opened.case.seq)
    with pytest.raises(FoundWrongBefore, match=f"same: {MEASURES_TOO.items[0][0].label}"):
        decides(opened, *both)
    assert decides(opened, Decide.SHARE_BASIC).case.stage is Stage.DECIDED


def test_what_is_found_wrong_while_it_leaves_is_wrong_in_what_left() -> None:
    case = onto(by_telephone(folded(*ANSWERS)), (RECIPIENT,))
    case = onto(case, (sharing(case), CALL_STARTED, NAME, CORRECTION, CALL_ENDED))
    assert [bool(case.still_wrong(one)) for one in case.disclosures] == [False, True]


def test_that_it_should_not_have_been_shared_is_told_to_all_who_received_it() -> None:
    unlawful = FoundWrong(wrong=(Wrong.SHARED,), words="Nobody had decided it")
    case = onto(by_telephone(folded(*ANSWERS)), (replace(LATE, fields=(BasicField.ADDRESS,)), unlawful))
    assert [bool(case.still_wrong(one)) for one in case.disclosures] == [True, True]


def test_what_was_wrong_in_a_late_disclosure_may_stay_until_it_is_recorded_again() -> None:
    case = onto(folded(*ANSWERS), (replace(LATE, fields=(BasicField.NAME,)), NAME))
    assert found_wrong_in(case, sharing(case).content) == (BasicField.NAME,)
    assert found_wrong_in(onto(case, (replace(PERSON, name="Imaginary Oduyay"),)), sharing(case).content) == ()
    more = onto(folded(*ANSWERS, MEASURES_TOO), (replace(LATE, fields=(BasicField.ADDRESS,)),))
    extra = FoundWrong(wrong=(Wrong.ADDITIONAL,), words="There is no marker")
    both = sharing(more, Decide.SHARE_BASIC, Decide.SHARE_ADDITIONAL).content
    assert found_wrong_in(onto(more, (extra,)), both) == (both[-1].field,)


def test_only_what_was_shared_is_told_as_wrong() -> None:
    wrong = FoundWrong(wrong=(Wrong.NAME, Wrong.ADDITIONAL), words="Both were wrong")
    case = onto(by_telephone(folded(*ANSWERS)), (wrong,))
    assert [found.parts for found in case.inaccuracies] == [(Wrong.NAME,)]


@pytest.mark.parametrize("again", [ENDED, replace(ENDED, reason="It was shown twice"), NEGATED])
def test_that_the_suspicion_is_gone_is_owed_once(again: Value) -> None:
    case = onto(by_telephone(folded(*ANSWERS)), (NEGATED, CORRECTION, TOLD_CORRECTION))
    assert all_corrected(case)
    case = onto(case, (again,))
    assert (all_corrected(case), untold(case)) == (True, ())
    shared_again = by_telephone(onto(case, (SUSPICION, RECIPIENT)))
    assert len(owed(onto(shared_again, (again,)))) == 1, "what was shared since is another matter"


def test_what_could_not_be_told_is_said_the_next_time() -> None:
    never = ToldCorrection(**NEVER)
    case = onto(by_telephone(folded(*ANSWERS)), (NAME, never))
    assert (untold(case), [one.words for one in to_tell_of(case)]) == ((), [NAME.words])
    case = onto(case, (MOVED,))
    assert [one.words for one in to_tell_of(case)] == [NAME.words, MOVED.words]
    told = onto(case, (TOLD_CORRECTION,))
    assert (untold(told), [one.words for one in to_tell_of(told)]) == ((), [MOVED.words])


def test_a_case_stays_open_while_a_correction_is_on_its_way_or_a_risk_unweighed(officer: Actor) -> None:
    opened = find_wrong(first := answer(shared(officer), (TOLD_AFTER,)), NAME, seen=first.case.seq)
    opened = order_correction(opened, ORDER, seen=opened.case.seq)
    opened = find_wrong(opened, MOVED, seen=opened.case.seq)
    opened = record_correction(opened, CORRECTION, seen=opened.case.seq)
    opened = tell_correction(opened, TOLD_CORRECTION, seen=opened.case.seq)
    assert opened.assessed.allows(Act.CLOSE_CASE)
    with pytest.raises(StillOnItsWay, match="A message is on its way"):
        close_case(opened, Closed(reason="All is done"), seen=opened.case.seq)
    opened = cancel_correction(opened, CorrectionCancelled(reason="They know it already"), seen=opened.case.seq)
    opened = record_reply(opened, WARNED, seen=opened.case.seq)
    with pytest.raises(RiskUnweighed, match="A reply shows a risk"):
        close_case(opened, Closed(reason="All is done"), seen=opened.case.seq)
    opened = answer(opened, (PROTECTION,))
    assert close_case(opened, Closed(reason="All is done"), seen=opened.case.seq).case.stage is Stage.CLOSED


def test_what_was_not_shared_is_not_found_wrong_in_what_was(officer: Actor) -> None:
    opened = shared(officer)
    extra = FoundWrong(wrong=(Wrong.ADDITIONAL,), words="There is no marker")
    with pytest.raises(NothingWrong, match="That was not shared, so nobody has to be told that it was wrong"):
        find_wrong(opened, extra, seen=opened.case.seq)


def test_a_correction_is_taken_back_before_it_left_and_is_owed_again(officer: Actor) -> None:
    opened = find_wrong(first := shared(officer), NAME, seen=first.case.seq)
    with pytest.raises(NothingWrong, match="No correction is on its way that could be cancelled"):
        cancel_correction(opened, CorrectionCancelled(reason="Too slow for tonight"), seen=opened.case.seq)
    ordered = order_correction(opened, ORDER, seen=opened.case.seq)
    with pytest.raises(AnotherNow):
        cancel_correction(ordered, CorrectionCancelled(reason="Too slow for tonight"), seen=opened.case.seq)
    taken_back = cancel_correction(ordered, CorrectionCancelled(reason="Too slow for tonight"), seen=ordered.case.seq)
    assert (taken_back.case.correcting, owed(taken_back.case)) == ((), ["National Command and Control Unit"])
    assert taken_back.case.history[-1].value == CorrectionCancelled(
        reason="Too slow for tonight", message=OTHER_MESSAGE
    )
    ordered = order_correction(taken_back, ORDER, seen=taken_back.case.seq)
    asked = record_unclear(by_outbox(ordered), replace(UNCLEAR, message=OTHER_MESSAGE))
    with pytest.raises(NothingWrong, match="No correction is on its way"):
        cancel_correction(
            replace(asked, actor=officer), CorrectionCancelled(reason="It is needed now"), seen=asked.case.seq
        )


def test_a_correction_left_unclear_stops_nobody_from_taking_back_another_order(officer: Actor) -> None:
    opened = find_wrong(first := shared(officer), NAME, seen=first.case.seq)
    ordered = order_correction(opened, ORDER, seen=opened.case.seq)
    asked = record_unclear(by_outbox(ordered), replace(UNCLEAR, message=OTHER_MESSAGE))
    opened = answer(replace(asked, actor=officer), (replace(PERSON, name="Imaginary Oduyay"), TOLD_BEFORE))
    case = onto(opened.case, (sharing(opened.case), ORDERED))
    assert not case.is_unclear(case.sending)  # type: ignore[arg-type]
    with pytest.raises(MovedOn):  # the case in the database is not this one; the act got past what is unclear
        cancel_sending(replace(opened, case=case), SendingCancelled(reason="Better to ring them"), seen=case.seq - 1)


def test_the_person_is_told_of_all_that_was_wrong_and_no_more_than_was_shown(officer: Actor) -> None:
    first = shared(officer)
    with pytest.raises(NothingWrong):
        tell_correction(first, TOLD_CORRECTION, seen=first.case.seq)
    name = find_wrong(first, NAME, seen=first.case.seq)
    both = find_wrong(name, MOVED, seen=name.case.seq)
    assert [one.words for one in untold(both.case)] == [NAME.words, MOVED.words]
    told_of_one = tell_correction(both, TOLD_CORRECTION, seen=name.case.seq)
    assert [one.words for one in untold(told_of_one.case)] == [MOVED.words], "the page had shown the name alone"
    told_of_both = tell_correction(told_of_one, TOLD_CORRECTION, seen=told_of_one.case.seq)
    assert untold(told_of_both.case) == ()
    did_not = tell_correction(told_of_both, replace(TOLD_CORRECTION, understood=False), seen=told_of_both.case.seq)
    assert [one.words for one in untold(did_not.case)] == [MOVED.words], "the later answer about it stands"
    never = ToldCorrection(**NEVER)
    assert untold(tell_correction(did_not, never, seen=did_not.case.seq).case) == ()


def test_settling_an_order_that_was_ended_meanwhile_corrects_nothing() -> None:
    case = onto(by_telephone(folded(*ANSWERS)), (NAME, replace(SETTLED, message="PM-0000-0000-0000")))
    assert not all_corrected(case)


def test_one_more_disclosure_is_held_against_what_was_wrong(officer: Actor) -> None:
    opened = find_wrong(first := shared(officer), NAME, seen=first.case.seq)
    opened = record_already_shared(opened, LATE, seen=opened.case.seq)
    another = record_another_disclosure(
        opened, replace(LATE, with_whom="Operator 4", shared_with=SharedWith.VISAS), seen=opened.case.seq
    )
    assert owed(another.case) == ["National Command and Control Unit", "UK Visas and Immigration, Operator 4"]


def test_what_one_recipient_was_told_is_recorded_of_no_other(officer: Actor) -> None:
    opened = record_another_disclosure(
        first := shared(officer), replace(LATE, shared_with=SharedWith.VISAS), seen=first.case.seq
    )
    shown = find_wrong(opened, NAME, seen=opened.case.seq)
    assert len(owed(shown.case)) == 2
    told = record_correction(shown, CORRECTION, seen=shown.case.seq)
    with pytest.raises(AnotherNow, match="What you typed was about the first"):
        record_correction(told, replace(CORRECTION, words="She spells it with a y"), seen=shown.case.seq)
    assert len(owed(told.case)) == 1
