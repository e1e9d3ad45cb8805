"""Asking by an exact crime reference: it names only what is in reach, is heard by others, and tells nothing else."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from proviso.accounts.models import Role
from proviso.casework.crime_references import digests_of
from proviso.casework.lookup_proof import lookup_key_fits
from proviso.casework.models import CrimeReference, RaisedRow
from proviso.casework.raised import Audience, Raised
from proviso.casework.writing.consultation import ReasonNeeded
from proviso.casework.writing.finding import TooManyAsked, ask_by_crime_reference
from proviso.casework.writing.permissions import Actor, NotAllowed
from proviso.record import keys, read
from proviso.record.entry import Entry

from .conftest import Clock
from .examples import ALLEGATION, NOW, answer, begun

pytestmark = pytest.mark.django_db(databases="__all__")
WHY = "She rang about that burglary"


def asked(actor: Actor, given: str, reason: str = WHY) -> list[tuple[str, str]]:
    return ask_by_crime_reference(actor, given, reason=reason)


def looked_for() -> list[Entry]:
    """What the force's own log keeps of asking by references."""
    entries = read.entries(keys.own_case("wessmere"), with_openings=True)
    return [one for one in entries if one.kind == "case_looked_for"]


def told() -> set[tuple[str, str, str]]:
    """With whom it is raised: the list, whose it is, the case."""
    rows = RaisedRow.objects.filter(what=Raised.ASKED)
    return {(row.audience, row.whose, row.case) for row in rows}


@pytest.mark.parametrize("given", ["WES/0421/26", " wes/0421/26 ", "W E S/0421/26"])
def test_a_case_in_reach_is_named_by_exactly_its_crime_reference(officer: Actor, given: str) -> None:
    case = answer(begun(officer), (ALLEGATION,)).case.reference
    assert asked(replace(officer, staff_number="another"), given) == [(case, "north")]
    (entry,) = looked_for()
    assert (entry.actor, entry.category, entry.body["found"], entry.why) == ("another", "consultation", [case], WHY)


@pytest.mark.parametrize("written", ["WES/0421/26", "WES/0421/2026"])
@pytest.mark.parametrize("given", ["WES/0421/26", "WES/0421/2026"])
def test_a_year_with_its_century_and_without_finds_the_case(officer: Actor, written: str, given: str) -> None:
    case = answer(begun(officer), (replace(ALLEGATION, crime_reference=written),)).case.reference
    stranger = replace(officer, staff_number="stranger", unit="south")
    assert asked(replace(officer, staff_number="another"), given) == [(case, "north")]
    assert asked(stranger, given) == []
    assert (Audience.SUPERVISOR, "north", case) in told()


def test_what_was_kept_with_the_century_before_is_found_and_told_of(officer: Actor) -> None:
    case = answer(begun(officer), (replace(ALLEGATION, crime_reference="WES/0421/2026"),)).case.reference
    (before,) = digests_of("wessmere", ["WES/421/2026"])
    CrimeReference.objects.update(digest=before)
    for given in ("WES/0421/26", "WES/0421/2026"):
        assert asked(replace(officer, staff_number="another"), given) == [(case, "north")]
    assert (Audience.SUPERVISOR, "north", case) in told()
    assert lookup_key_fits("wessmere")


def test_a_case_out_of_reach_is_not_named_and_its_unit_is_told(officer: Actor) -> None:
    case = answer(begun(officer), (ALLEGATION,)).case.reference
    stranger = replace(officer, staff_number="stranger", unit="south")
    assert asked(stranger, "WES/0421/26") == []
    assert looked_for()[0].body["found"] == [case]
    assert told() == {(Audience.DATA_PROTECTION, "", ""), (Audience.SUPERVISOR, "north", case)}


def test_of_several_only_those_in_reach_are_named_and_each_unit_is_told(officer: Actor) -> None:
    mine = answer(begun(officer), (ALLEGATION,)).case.reference
    south = replace(officer, staff_number="southerner", unit="south")
    theirs = answer(begun(south), (ALLEGATION,)).case.reference
    assert asked(officer, "WES/0421/26") == [(mine, "north")]
    assert told() == {(Audience.DATA_PROTECTION, "", ""), (Audience.SUPERVISOR, "south", theirs)}
    assert asked(replace(officer, staff_number="another"), "WES/0421/26") == [(mine, "north")]
    assert (Audience.SUPERVISOR, "north", mine) in told()


@pytest.mark.parametrize("given", ["WES/0421/2", "WES/0421/266", "0421", "%", "", "Imaginary Oduya"])
def test_nothing_less_than_the_whole_reference_finds_it_and_asking_shows(officer: Actor, given: str) -> None:
    answer(begun(officer), (ALLEGATION,))
    assert asked(officer, given) == []
    (entry,) = looked_for()
    assert entry.body["found"] == []
    assert given not in str(entry.body) or not given
    assert told() == {(Audience.DATA_PROTECTION, "", "")}


def test_a_crime_reference_that_was_corrected_finds_nothing_any_more(officer: Actor) -> None:
    case = answer(begun(officer), (ALLEGATION, replace(ALLEGATION, crime_reference="WES/0422/26")))
    assert asked(officer, "WES/0421/26") == []
    assert asked(officer, "WES/0422/26") == [(case.case.reference, "north")]


def test_another_force_finds_nothing_and_is_told_of_nothing(officer: Actor) -> None:
    answer(begun(officer), (ALLEGATION,))
    assert asked(replace(officer, force="norwick"), "WES/0421/26") == []
    assert set(RaisedRow.objects.values_list("force", "audience")) == {("norwick", Audience.DATA_PROTECTION)}


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.POLICY_OWNER, Role.ADMINISTRATOR])
def test_who_opens_no_case_asks_for_none(who: Callable[..., Actor], role: Role) -> None:
    with pytest.raises(NotAllowed, match="does not open cases"):
        asked(who(role), "WES/0421/26")


@pytest.mark.parametrize("reason", ["", ".", "To look", "1 2 3 4", "To learn how she is " * 20])
def test_asking_takes_a_reason_in_words(officer: Actor, reason: str) -> None:
    with pytest.raises(ReasonNeeded, match="Say"):
        asked(officer, "WES/0421/26", reason)
    assert looked_for() == []


class Work:
    """What one asking did: its statements, the entries that it made, and what came back."""

    def __init__(self, actor: Actor, given: str) -> None:
        before = read.head("wessmere").size
        with CaptureQueriesContext(connection) as captured:
            self.answer = asked(actor, given)
        self.statements = [kind_of(one["sql"]) for one in captured]
        entries = read.bodiless("wessmere", since=before)
        self.entries = [(one.kind, one.case, one.seq, one.category, one.actor) for one in entries]


def kind_of(sql: str) -> str:
    """A statement without what is given to it: savepoints have names of their own, and values are left out."""
    words = re.sub(r"'[^']*'|\b\d+\b|s\d+_x\d+", "?", sql)
    return re.sub(r"\?(, \?)*", "?", words)


def test_whether_there_is_none_one_or_several_out_of_reach_makes_no_difference(officer: Actor) -> None:
    answer(begun(officer), (ALLEGATION,))
    for number in ("first", "second", "third"):
        answer(begun(replace(officer, staff_number=number)), (replace(ALLEGATION, crime_reference="WES/0777/26"),))
    stranger = replace(officer, staff_number="stranger", unit="south")
    asked(stranger, "WES/0001/26")  # the force has a key of its own from now on
    none, one, several = (Work(stranger, given) for given in ("WES/0999/26", "WES/0421/26", "WES/0777/26"))
    assert none.answer == one.answer == several.answer == []
    assert none.statements == one.statements == several.statements
    assert len(none.statements) > 5
    assert none.entries == one.entries == several.entries


def test_so_many_within_an_hour_are_answered_and_a_run_is_raised(
    officer: Actor, time: Clock, settings: Settings
) -> None:
    for number in range(settings.PROVISO_LOOKING.references_an_hour):
        time.now = NOW + timedelta(minutes=number)
        asked(officer, f"WES/{number}/26")
    for _ in range(2):
        with pytest.raises(TooManyAsked, match="You have asked by 10 crime references within an hour"):
            asked(officer, "WES/0421/26")
    run = RaisedRow.objects.filter(what=Raised.MANY_ASKED)
    assert {(row.audience, row.whose, row.times) for row in run} == {
        (Audience.DATA_PROTECTION, "", 2),
        (Audience.SUPERVISOR, "north", 2),
    }
    assert asked(replace(officer, staff_number="another"), "WES/0421/26") == []
    time.now = NOW + timedelta(minutes=61)
    assert asked(officer, "WES/0421/26") == [], "what is refused does not count"
