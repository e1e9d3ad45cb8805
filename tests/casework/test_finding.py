"""Looking for a case: only by exactly its reference, or its crime's, and whoever looks leaves a trail."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from proviso.accounts.models import Force, Role, Unit
from proviso.casework.writing.access import find_by_reference
from proviso.casework.writing.permissions import Actor, NotAllowed
from proviso.record import keys, read
from proviso.record.entry import Entry

from .examples import ALLEGATION, answer, begun

pytestmark = pytest.mark.django_db(databases="__all__")


def looked_for() -> list[Entry]:
    """What the force's own log keeps of looking for references."""
    entries = read.entries(keys.own_case("wessmere"), with_openings=True)
    return [one for one in entries if one.kind == "case_looked_for"]


@pytest.mark.parametrize("given", ["WES/0421/26", " wes/0421/26 ", "W E S/0421/26"])
def test_a_case_is_found_by_exactly_its_crime_reference(officer: Actor, force: Force, given: str) -> None:
    Unit.objects.get_or_create(force=force, code="west", name="West")
    case = answer(begun(officer), (ALLEGATION,)).case.reference
    stranger = replace(officer, staff_number="stranger", unit="west")
    assert find_by_reference(stranger, given) == [(case, "north")]
    assert find_by_reference(stranger, case.lower()) == [(case, "north")]
    (first, _) = looked_for()
    assert (first.actor, first.category, first.body["found"], first.why) == ("stranger", "consultation", [case], "")


@pytest.mark.parametrize("given", ["WES/0421/2", "WES/0421/266", "0421", "%", "", "Imaginary Oduya"])
def test_nothing_less_than_the_whole_reference_finds_it_and_looking_shows(officer: Actor, given: str) -> None:
    answer(begun(officer), (ALLEGATION,))
    assert find_by_reference(officer, given) == []
    (entry,) = looked_for()
    assert entry.body["found"] == []
    assert given not in str(entry.body) or not given


def test_a_crime_reference_that_was_corrected_finds_nothing_any_more(officer: Actor) -> None:
    case = answer(begun(officer), (ALLEGATION, replace(ALLEGATION, crime_reference="WES/0422/26")))
    assert find_by_reference(officer, "WES/0421/26") == []
    assert find_by_reference(officer, "WES/0422/26") == [(case.case.reference, "north")]


def test_another_force_finds_nothing(officer: Actor) -> None:
    case = answer(begun(officer), (ALLEGATION,)).case.reference
    other = replace(officer, force="norwick")
    assert find_by_reference(other, "WES/0421/26") == find_by_reference(other, case) == []


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.POLICY_OWNER, Role.ADMINISTRATOR])
def test_who_opens_no_case_looks_for_none(who: Callable[..., Actor], role: Role) -> None:
    with pytest.raises(NotAllowed, match="does not open cases"):
        find_by_reference(who(role), "WES/0421/26")
