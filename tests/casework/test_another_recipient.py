"""Whoever turns out to have received a disclosure that was recorded late is told what was wrong in it, whoever was told
before (Data Protection Act 2018 ss.46 to 48)."""

from dataclasses import replace

from proviso.casework.history.case import Case
from proviso.casework.reading.outstanding_corrections import untold
from proviso.casework.values.sharing import AlreadyShared, SharedWith

from .corrections import MOVED, NAME, ORDER, by_telephone, owed
from .every import CORRECTION, LATE, OTHER_MESSAGE, TOLD_CORRECTION
from .examples import ANSWERS
from .folding import all_corrected, folded, onto

VISAS = replace(LATE, shared_with=SharedWith.VISAS)
SOMEBODY = replace(VISAS, with_whom=None)


def amended(case: Case, late: AlreadyShared) -> Case:
    """The case once something else is said of its first disclosure."""
    return onto(case, (replace(late, amends=case.disclosures[0].seq),))


def test_whoever_received_it_after_all_is_told_what_was_wrong() -> None:
    case = onto(folded(*ANSWERS), (LATE, NAME, CORRECTION, TOLD_CORRECTION))
    assert (owed(case), untold(case)) == ([], ())
    case = amended(case, VISAS)
    assert owed(case) == ["UK Visas and Immigration, Operator 3"]
    assert [one.words for one in case.still_wrong(case.disclosures[0])] == [NAME.words]
    assert all_corrected(amended(onto(case, (CORRECTION,)), replace(VISAS, why="It was night")))


def test_whoever_else_was_told_stays_told() -> None:
    case = amended(onto(by_telephone(onto(folded(*ANSWERS), (LATE,))), (NAME, CORRECTION)), VISAS)
    assert owed(case) == ["UK Visas and Immigration, Operator 3"]
    both = tuple(one.seq for one in case.disclosures)
    case = onto(by_telephone(onto(folded(*ANSWERS), (LATE,))), (NAME, replace(CORRECTION, about=both)))
    assert owed(amended(case, VISAS)) == ["UK Visas and Immigration, Operator 3"]


def test_a_message_that_is_leaving_for_another_puts_nothing_right() -> None:
    case = onto(folded(*ANSWERS), (LATE, NAME))
    place = case.disclosures[0].seq
    case = amended(onto(case, (replace(ORDER, about=(place,)),)), VISAS)
    assert owed(case) == ["UK Visas and Immigration, Operator 3"]
    case = onto(case, (replace(CORRECTION, message=OTHER_MESSAGE), MOVED))
    assert (case.correcting, owed(case)) == ((), ["UK Visas and Immigration, Operator 3"])
    assert [one.words for one in case.still_wrong(case.disclosures[0])] == [NAME.words, MOVED.words]


def test_who_took_it_is_filled_in_and_is_nobody_else() -> None:
    case = onto(folded(*ANSWERS), (SOMEBODY, NAME, CORRECTION))
    named = amended(case, VISAS)
    assert all_corrected(named)
    assert owed(amended(named, replace(VISAS, with_whom="Operator 4"))) == ["UK Visas and Immigration, Operator 4"]
    assert not all_corrected(amended(named, replace(LATE, shared_with=None, with_whom=None)))
