"""A referral that was said not to apply is asked about again once the crime is recorded after which it may (3.2)."""

from dataclasses import replace

import pytest

from proviso.casework.acts.journey import BY_SLUG
from proviso.casework.acts.question import TaskStatus
from proviso.casework.history.case import Case
from proviso.casework.reading.risk import to_consider_again
from proviso.casework.values.allegation import CrimeType
from proviso.casework.values.protection import Referral
from proviso.casework.writing.permissions import Actor

from .examples import ALLEGATION, SUPPORT, answer, begun
from .folding import facts, folded, onto

pytestmark = pytest.mark.django_db(databases="__all__")

TRAFFICKED = replace(ALLEGATION, crime_types=(CrimeType.MODERN_SLAVERY,))
ABUSED = replace(ALLEGATION, crime_types=(CrimeType.DOMESTIC_ABUSE, CrimeType.MODERN_SLAVERY))
NEITHER = replace(SUPPORT, advice=Referral.NOT_APPLICABLE)


def state(case: Case) -> TaskStatus:
    return BY_SLUG["support"].state(case, facts(case))


def test_it_is_asked_again_once_the_crime_is_recorded_otherwise() -> None:
    assert to_consider_again(folded()) == {}
    before = folded(ALLEGATION, NEITHER)
    assert (to_consider_again(before), state(before)) == ({}, TaskStatus.COMPLETED)
    since = onto(before, [TRAFFICKED])
    assert to_consider_again(since) == {CrimeType.MODERN_SLAVERY: "slavery"}
    assert state(since) is TaskStatus.IN_PROGRESS
    assert facts(since)["slavery_referral_considered"] is False
    assert list(to_consider_again(onto(since, [ABUSED]))) == [CrimeType.DOMESTIC_ABUSE, CrimeType.MODERN_SLAVERY]
    assert to_consider_again(onto(since, [ALLEGATION])) == {}
    made = onto(since, [replace(NEITHER, slavery=Referral.DECLINED)])
    assert (to_consider_again(made), state(made)) == ({}, TaskStatus.COMPLETED)


def test_who_said_so_knowing_of_the_crime_is_not_asked_again() -> None:
    knowing = folded(TRAFFICKED, NEITHER)
    assert (to_consider_again(knowing), state(knowing)) == ({}, TaskStatus.COMPLETED)
    assert to_consider_again(onto(knowing, [replace(TRAFFICKED, crime_reference="WES/0422/26")])) == {}


@pytest.mark.parametrize("crime", [TRAFFICKED, replace(ALLEGATION, crime_types=(CrimeType.DOMESTIC_ABUSE,))])
def test_the_same_answer_given_again_settles_it(officer: Actor, crime: object) -> None:
    opened = answer(begun(officer), (ALLEGATION, NEITHER, crime))  # type: ignore[arg-type]
    again = answer(opened, (NEITHER,))
    assert again.case.seq == opened.case.seq + 1
    assert (to_consider_again(again.case), state(again.case)) == ({}, TaskStatus.COMPLETED)
    assert answer(again, (NEITHER,)).case.seq == again.case.seq, "once is enough"
