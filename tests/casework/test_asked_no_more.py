"""What is asked no more where another answer says it, or nothing needs it: what was recorded before is still read."""

from dataclasses import replace

import pytest

from proviso.casework.acts.record_person import record_person
from proviso.casework.history.kinds import body_of, value_of
from proviso.casework.values.birth_date import BirthDate
from proviso.casework.values.person import Age, Person
from proviso.casework.values.reasons import LawfulBasis, Power
from proviso.casework.values.timing import Timing, When
from proviso.casework.values.value import ValueRefused
from proviso.casework.writing.permissions import Actor
from proviso.record.canonical import Json

from .every import WAITING
from .examples import LAWFUL_BASIS, PERSON, TIMING, begun
from .folding import facts, folded
from .test_kinds import kept

WHY = "Immigration control is what it is for"


def says(refused: ValueRefused) -> list[tuple[str, str]]:
    return [(one.field, one.says) for one in refused.refusals]


def test_what_was_weighed_is_asked_of_a_delay_alone() -> None:
    assert facts(folded(Timing(when=When.NOW)))["timing_weighed"] is True
    with pytest.raises(ValueRefused) as refused:
        replace(WAITING, weighed=None)
    assert says(refused.value) == [("weighed", "Enter what you weighed about when to share")]


def test_why_a_power_applies_is_asked_of_every_other_than_section_20() -> None:
    assert facts(folded(LawfulBasis(power=Power.SECTION_20)))["lawful_basis_recorded"] is True
    for power in (Power.COMMON_LAW, Power.OTHER):
        with pytest.raises(ValueRefused) as refused:
            LawfulBasis(power=power, other_power="An Act" if power is Power.OTHER else None)
        assert says(refused.value) == [("why", "Enter why it applies here")]


@pytest.mark.parametrize(
    ("kind", "body", "now"),
    [
        ("timing_weighed", {"weighed": WHY, "when": "now"}, replace(TIMING, weighed=WHY)),
        ("lawful_basis_recorded", {"power": "section_20", "why": WHY}, replace(LAWFUL_BASIS, why=WHY)),
    ],
)
def test_what_an_earlier_version_asked_for_is_still_read(
    kind: str, body: dict[str, Json], now: Timing | LawfulBasis
) -> None:
    value = value_of(kept(kind, {"version": 1, "value": body}))
    assert value == now
    assert value_of(kept(kind, body_of(value))) == now


@pytest.mark.django_db(databases="__all__")
@pytest.mark.parametrize(("born", "age"), [(BirthDate(1991, 3, 27), Age.ADULT), (BirthDate(2012), Age.UNDER_18)])
def test_the_age_follows_from_the_date_of_birth(officer: Actor, born: BirthDate, age: Age) -> None:
    opened = record_person(begun(officer), replace(PERSON, date_of_birth=born, age=None), seen=1)
    recorded = opened.case.latest(Person)
    assert recorded is not None
    assert recorded.age is age


@pytest.mark.django_db(databases="__all__")
def test_a_disputed_age_stays_disputed_whatever_the_date_of_birth(officer: Actor) -> None:
    opened = record_person(begun(officer), replace(PERSON, age=Age.DISPUTED), seen=1)
    recorded = opened.case.latest(Person)
    assert recorded is not None
    assert recorded.age is Age.DISPUTED


@pytest.mark.django_db(databases="__all__")
def test_the_age_is_asked_for_where_part_of_a_date_of_birth_leaves_it_open(officer: Actor) -> None:
    opened = begun(officer)
    with pytest.raises(ValueRefused) as refused:
        record_person(opened, replace(PERSON, date_of_birth=BirthDate(2008), age=None), seen=1)
    open_still = "Select whether they are under 18: what is known of the date of birth does not say"
    assert says(refused.value) == [("age", open_still)]
    assert record_person(opened, replace(PERSON, date_of_birth=BirthDate(2008), age=Age.ADULT), seen=1).case.seq == 2


def test_the_age_is_asked_for_where_no_date_of_birth_says_it() -> None:
    with pytest.raises(ValueRefused) as refused:
        Person(name="Imaginary Oduya")
    assert says(refused.value) == [("age", "Select whether they are under 18, or enter the date of birth")]
    assert Person(age=Age.ADULT).date_of_birth is None
