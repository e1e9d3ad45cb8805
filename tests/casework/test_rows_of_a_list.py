"""A row a case on every list, what of it is wanted, and the crime reference, which whoever has the case sees alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from proviso.accounts.models import Role
from proviso.casework.erasure import erase_case
from proviso.casework.history.case import Stage
from proviso.casework.lists import WHOLE, Narrowed, Scope, worklist
from proviso.casework.models import WorklistRow
from proviso.casework.projection import about_summary
from proviso.casework.rebuilding import rebuild
from proviso.casework.row_codes import What
from proviso.casework.values.decision import Decide
from proviso.casework.values.protection import Measure
from proviso.casework.worklist_items import DueThing, WorklistItem
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.permissions import Actor

from .conftest import Clock
from .every import ACKNOWLEDGED
from .examples import (
    ALLEGATION,
    CALL_ENDED,
    CALL_STARTED,
    NOW,
    PROTECTION,
    acknowledge,
    answer,
    begun,
    decided,
    ready,
    shared,
)
from .stories import decides, routine

pytestmark = pytest.mark.django_db(databases="__all__")


def several(who: Actor) -> OpenCase:
    """A case on which two things are due: its questions, and an immediate measure."""
    return answer(begun(who), (replace(PROTECTION, immediate=Measure.NEEDED),))


def only(who: Actor, scope: Scope | None = None) -> WorklistItem:
    (item,) = worklist(who, scope).rows
    return item


def cases(who: Actor, narrowed: Narrowed = WHOLE, scope: Scope = Scope.UNIT) -> list[str]:
    return [item.reference for item in worklist(who, scope, narrowed=narrowed).rows]


def test_a_case_on_which_several_things_are_due_is_one_row(officer: Actor) -> None:
    opened = several(officer)
    item = only(officer)
    assert item.reference == opened.case.reference
    listed = WorklistRow.objects.filter(queue="officer").order_by("due_at", "id")
    assert item.due == tuple(DueThing(What(row.what), row.due_at) for row in listed)
    assert [one.what for one in item.due] == [What.PROTECT, What.ANSWER]
    assert (item.what, item.due_at) == (item.due[0].what, item.due[0].due_at)


def test_pages_turn_by_case_however_much_is_due_on_each(officer: Actor, time: Clock) -> None:
    made = []
    for _ in range(5):
        made += [several(officer).case.reference, begun(officer).case.reference]
        time.now += timedelta(minutes=1)
    every = cases(officer, scope=Scope.OWN)
    assert sorted(every) == sorted(made)
    for size in (1, 2, 3, 9, 10, 11):
        page, found = worklist(officer, size=size), list[str]()
        while page.next:
            assert len(page.rows) == size
            found += [item.reference for item in page.rows]
            page = worklist(officer, after=page.next, size=size)
        assert [*found, *(item.reference for item in page.rows)] == every


def test_where_a_case_stands_on_a_list_is_where_its_most_urgent_thing_stands(officer: Actor) -> None:
    late, soon = begun(officer).case.reference, several(officer).case.reference
    WorklistRow.objects.filter(case=late).update(due_at=NOW + timedelta(hours=50))
    first, second = WorklistRow.objects.filter(case=soon, queue="officer").order_by("due_at")[:2]
    WorklistRow.objects.filter(pk=first.pk).update(due_at=NOW + timedelta(hours=90))
    WorklistRow.objects.filter(pk=second.pk).update(due_at=NOW + timedelta(hours=40))
    assert cases(officer) == [soon, late]
    WorklistRow.objects.filter(case=soon).update(due_at=NOW + timedelta(hours=60))
    assert cases(officer) == [late, soon]


def test_what_is_due_to_others_on_the_same_case_is_not_on_the_list(who: Callable[..., Actor]) -> None:
    opened = answer(begun(who()), (routine(),))
    item = only(who(Role.SUPERVISOR, staff_number="another"), Scope.REVIEWS)
    assert (item.reference, [one.what for one in item.due]) == (opened.case.reference, [What.REVIEW_STATUS_CHECK])


def test_a_list_is_narrowed_to_an_officer_a_stage_and_a_time(who: Callable[..., Actor], time: Clock) -> None:
    supervisor = who(Role.SUPERVISOR, staff_number="a supervisor")
    mine, theirs = begun(who()), decided(who(staff_number="another"))
    first, second = mine.case.reference, theirs.case.reference
    assert set(cases(supervisor)) == {first, second}
    assert cases(supervisor, Narrowed(owner="another")) == [second]
    assert cases(supervisor, Narrowed(stage=Stage.OPEN)) == [first]
    assert cases(supervisor, Narrowed(stage=Stage.OPEN, owner="another")) == []
    assert cases(supervisor, Narrowed(due_before=NOW + timedelta(hours=5))) == [second]
    assert cases(supervisor, Narrowed(due_before=NOW + timedelta(hours=4))) == []
    assert cases(supervisor, Narrowed(due_before=NOW + timedelta(days=9), owner="nobody")) == []


def test_narrowing_reaches_no_case_that_is_not_on_the_list(who: Callable[..., Actor]) -> None:
    away = begun(who(unit="south", staff_number="southerner"))
    assert cases(who(Role.SUPERVISOR), Narrowed(owner="southerner", stage=away.case.stage)) == []


def test_one_narrowed_list_takes_the_two_queries_of_the_whole(officer: Actor) -> None:
    ready(officer)
    wanted = Narrowed(owner=officer.staff_number, stage=Stage.OPEN, due_before=NOW + timedelta(days=9))
    with CaptureQueriesContext(connections["default"]) as due, CaptureQueriesContext(connections["keys"]) as held:
        assert len(worklist(officer, narrowed=wanted).rows) == 1
    assert (len(due), len(held)) == (1, 1)


def test_one_s_own_list_shows_the_crime_reference_as_it_was_typed(officer: Actor) -> None:
    typed = replace(ALLEGATION, crime_reference="wes / 0421 / 26")
    opened = answer(begun(officer), (typed,))
    assert only(officer).crime_reference == "wes / 0421 / 26"
    answer(opened, (replace(ALLEGATION, crime_reference="WES/9999/26"),))
    assert only(officer).crime_reference == "WES/9999/26"


def test_no_other_list_shows_a_crime_reference(who: Callable[..., Actor]) -> None:
    own = who()
    answer(begun(own), (ALLEGATION, routine()))
    supervisor = who(Role.SUPERVISOR, staff_number="another")
    lists = ((own, Scope.UNIT), (supervisor, Scope.UNIT), (supervisor, Scope.REVIEWS))
    assert [only(person, scope).crime_reference for person, scope in lists] == ["", "", ""]
    assert {only(person, scope).summary for person, scope in lists} == {"A victim. Burglary"}


def test_a_force_turns_it_off_at_once(officer: Actor, settings: Settings) -> None:
    answer(begun(officer), (ALLEGATION,))
    settings.PROVISO_CRIME_REFERENCE_ON_OWN_LIST = False
    assert only(officer).crime_reference == ""
    assert only(officer).summary == "A victim. Burglary"


def test_whoever_takes_over_sees_it_and_who_had_it_does_not(who: Callable[..., Actor], officer: Actor) -> None:
    opened = answer(begun(officer), (ALLEGATION,))
    WorklistRow.objects.filter(case=opened.case.reference).update(owner="another")
    assert worklist(officer).rows == ()
    assert only(who(staff_number="another")).crime_reference == "WES/0421/26"


def test_the_row_holds_it_sealed_and_a_row_of_before_without_it_is_read(officer: Actor) -> None:
    opened = answer(begun(officer), (ALLEGATION,))
    with connection.cursor() as cursor:
        held = str(cursor.execute("SELECT * FROM casework_worklist").fetchall())
    assert "0421" not in held
    assert "Burglary" not in held
    before = opened.key.seal(b"A victim. Burglary", about_summary(opened.case.reference))
    WorklistRow.objects.update(summary=before)
    assert (only(officer).summary, only(officer).crime_reference) == ("A victim. Burglary", "")


def test_erasing_a_case_takes_it_with_the_row(officer: Actor) -> None:
    opened = answer(begun(officer), (ALLEGATION,))
    assert WorklistRow.objects.count() == 1
    erase_case(
        opened.case.reference, by="An officer", second="Another", why="Its time is over", in_transaction=lambda _: None
    )
    assert worklist(officer).rows == ()
    assert WorklistRow.objects.count() == 0


def test_a_row_names_the_one_person_who_may_not_record_that_it_arrived(
    who: Callable[..., Actor], officer: Actor
) -> None:
    """Whoever sent all that waits; where two sent some of it, each may record what the other sent."""

    def not_by() -> dict[str, str]:
        return {row.what: row.not_by for row in WorklistRow.objects.all() if row.not_by}

    opened = shared(officer)
    assert only(who(Role.DISCLOSURE_DESK)).due[0].not_by == officer.staff_number
    again = decides(opened, Decide.SHARE_BASIC)
    colleague = replace(again, actor=who(staff_number="colleague"))
    both = answer(colleague, (CALL_STARTED, CALL_ENDED))
    assert len(both.case.awaiting) == 2
    assert not_by() == {}
    rest = acknowledge(both, replace(ACKNOWLEDGED, about=both.case.awaiting[0].seq), seen=both.case.seq)
    assert not_by() == {"acknowledge": "colleague"}
    rebuild(NOW.date())
    assert not_by() == {"acknowledge": "colleague"}
    acknowledge(rest, ACKNOWLEDGED, seen=rest.case.seq)
    assert not_by() == {}
