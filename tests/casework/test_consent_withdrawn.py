"""Consent that is withdrawn after something was shared is told to everybody who received it, and a correction says only
what was wrong (Data Protection Act 2018 ss.37, 38)."""

from dataclasses import replace

import pytest

from proviso.accounts.models import Force
from proviso.casework.acts.answer_local import answer_local_question
from proviso.casework.acts.correct import NothingWrong, find_wrong, record_correction, tell_correction
from proviso.casework.reading.correction_words import beyond_what_was_wrong
from proviso.casework.reading.outstanding_corrections import recipients_owed, untold
from proviso.casework.row_codes import Queue, What
from proviso.casework.values.birth_date import BirthDate
from proviso.casework.values.closing import Closed
from proviso.casework.values.content import Additional, BasicField
from proviso.casework.values.correction import CorrectionOrdered, FoundWrong, Wrong
from proviso.casework.values.decision import Decide
from proviso.casework.values.local_answer import LocalAnswer
from proviso.casework.values.value import Value, ValueRefused
from proviso.casework.writing.permissions import Actor

from .duties import dues
from .every import CORRECTION, TOLD_CORRECTION
from .examples import ANSWERS, CALL_ENDED, CALL_STARTED, MEASURES_TOO, PERSON, TOLD_AFTER, shared
from .folding import facts, folded, onto, sharing
from .ordering import order_correction

WITHDRAWN = LocalAnswer(fact="consent", answer="withdrawn", reason="She rang: her sister is afraid now")
WRONG_NAME = FoundWrong(wrong=(Wrong.NAME,), words="It is spelt with a y")


def test_each_recipient_is_owed_word_of_it_and_the_person_is_not() -> None:
    case = folded(*ANSWERS)
    case = onto(case, (sharing(case, Decide.SHARE_BASIC), CALL_STARTED, CALL_ENDED, TOLD_AFTER))
    withdrawn = onto(case, (WITHDRAWN,))
    (owed,) = recipients_owed(withdrawn)
    assert owed.places == (case.disclosures[0].seq,)
    assert {one.queue for one in dues(withdrawn) if one.what is What.CORRECT} == {Queue.OFFICER, Queue.DESK}
    assert facts(withdrawn)["corrections_outstanding"] is True
    assert untold(withdrawn) == (), "the person said it themselves"
    again = onto(withdrawn, (replace(WITHDRAWN, reason="She rang again"),))
    assert len(again.inaccuracies) == 1, "once, however often that is said"
    told = onto(withdrawn, (CORRECTION,))
    assert recipients_owed(told) == ()
    assert facts(told)["corrections_outstanding"] is False


@pytest.mark.parametrize("closed", [True, False])
def test_a_closed_case_opens_again_for_it(closed: bool) -> None:
    case = folded(*ANSWERS)
    case = onto(case, (sharing(case, Decide.SHARE_BASIC), CALL_STARTED, CALL_ENDED, TOLD_AFTER))
    if closed:
        case = onto(case, (Closed(reason="All is done"),))
    assert not onto(case, (WITHDRAWN,)).closed
    before = onto(folded(*ANSWERS), (Closed(reason="Nothing is shared"), WITHDRAWN))
    assert before.closed, "nothing was shared, so nobody is to be told"


@pytest.mark.django_db(databases="__all__")
def test_there_is_nothing_to_tell_the_person_of(officer: Actor, force: Force) -> None:
    force.local_policies = ["consent-first"]
    force.save()
    opened = shared(officer)
    opened = replace(opened, rules=type(opened.rules).of(force, opened.rules.on))
    opened = answer_local_question(opened, WITHDRAWN, seen=opened.case.seq)
    with pytest.raises(NothingWrong):
        tell_correction(opened, TOLD_CORRECTION, seen=opened.case.seq)
    opened = record_correction(opened, CORRECTION, seen=opened.case.seq)
    assert recipients_owed(opened.case) == ()


MORE = "A marker is on the address"


@pytest.mark.parametrize(
    ("found", "words", "beyond"),
    [
        (WRONG_NAME, "The name is Imaginary Oduyah", ()),
        (WRONG_NAME, "Imaginary Oduyah lives at 1  invented ROW now", (BasicField.ADDRESS,)),
        (WRONG_NAME, "Imaginary Oduyah, born 27/03/1991", (BasicField.DATE_OF_BIRTH,)),
        (WRONG_NAME, "Imaginary Oduyah, born 27 March 1991; a marker is on the address", None),
        (replace(WRONG_NAME, wrong=(Wrong.ADDRESS,)), "Imaginary Oduya has moved", (BasicField.NAME,)),
        (replace(WRONG_NAME, wrong=(Wrong.ADDITIONAL,)), "A marker is on the address no longer", ()),
        (replace(WRONG_NAME, wrong=(Wrong.SHARED,)), "This should not have been shared: burglary", ()),
    ],
)
def test_a_correction_says_only_the_field_that_was_wrong(
    found: Value, words: str, beyond: tuple[BasicField, ...] | None
) -> None:
    case = folded(*ANSWERS, MEASURES_TOO)
    case = onto(case, (sharing(case, *(Decide.SHARE_BASIC, Decide.SHARE_ADDITIONAL)), CALL_STARTED, CALL_ENDED, found))
    places = tuple(one.seq for one in case.disclosures)
    wanted = beyond if beyond is not None else (BasicField.DATE_OF_BIRTH, Additional.MEASURES)
    assert beyond_what_was_wrong(case, places, words) == wanted


@pytest.mark.parametrize(
    ("born", "words", "said"),
    [
        (BirthDate(1990), "Imaginary Oduyah, born in 1990", True),
        (BirthDate(1990, about=True), "Imaginary Oduyah, about 1990", True),
        (BirthDate(1990), "Imaginary Oduyah, of 1990 Invented Row", False),
        (BirthDate(1990, 4), "Imaginary Oduyah, April 1990", True),
        (BirthDate(1990, 4), "Imaginary Oduyah, 04/1990", True),
        (BirthDate(1990, 4), "Imaginary Oduyah, in April", False),
    ],
)
def test_a_correction_says_no_part_of_a_date_that_was_right(born: BirthDate, words: str, said: bool) -> None:
    case = folded(*ANSWERS, replace(PERSON, date_of_birth=born))
    case = onto(case, (sharing(case, Decide.SHARE_BASIC), CALL_STARTED, CALL_ENDED, WRONG_NAME))
    places = tuple(one.seq for one in case.disclosures)
    assert beyond_what_was_wrong(case, places, words) == (BasicField.DATE_OF_BIRTH,) * said


@pytest.mark.django_db(databases="__all__")
def test_an_order_that_says_more_than_what_was_wrong_is_refused(officer: Actor) -> None:
    opened = shared(officer)
    opened = find_wrong(opened, WRONG_NAME, seen=opened.case.seq)
    order = CorrectionOrdered(words="Imaginary Oduyah of 1 Invented Row, Wessmere", recipient=1, to="The unit")
    with pytest.raises(ValueRefused, match="This says more than what was wrong: address or location"):
        order_correction(opened, order, seen=opened.case.seq)
    assert order_correction(opened, replace(order, words="The name is Imaginary Oduyah"), seen=opened.case.seq)
