"""What each person sees that is due: most urgent first, a page at a time, and nothing that is not theirs."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from proviso.accounts.models import Role
from proviso.casework.lists import NoSuchPage, Scope, WorklistPage, scopes, worklist
from proviso.casework.models import WorklistRow
from proviso.casework.row_codes import What
from proviso.casework.writing.permissions import Actor, NotAllowed
from proviso.record import keys
from proviso.record.models import WrappedKey

from .conftest import Clock
from .examples import ALLEGATION, NOW, answer, begun, decided, shared
from .stories import routine

pytestmark = pytest.mark.django_db(databases="__all__")


def every(who: Actor, scope: Scope | None = None, *, size: int = 2) -> list[tuple[str, What]]:
    """The whole list, turned page by page."""
    page, found = worklist(who, scope, size=size), []
    while True:
        found += [(row.reference, row.what) for row in page.rows]
        if page.next is None:
            return found
        assert len(page.rows) == size
        page = worklist(who, scope, after=page.next, size=size)


def test_an_officer_sees_their_own_first_then_the_units(who: Callable[..., Actor], officer: Actor) -> None:
    mine, theirs = begun(officer), begun(who(staff_number="another"))
    begun(who(unit="south"))
    assert scopes(officer) == (Scope.OWN, Scope.UNIT)
    assert every(officer) == [(mine.case.reference, What.ANSWER)]
    assert every(officer, Scope.UNIT) == [(one.case.reference, What.ANSWER) for one in (mine, theirs)]


def test_a_row_says_what_is_due_and_nothing_that_names_anybody(officer: Actor) -> None:
    opened = answer(begun(officer), (ALLEGATION,))
    (row,) = worklist(officer).rows
    assert (row.reference, row.what, row.owner, row.unit) == (
        opened.case.reference,
        What.ANSWER,
        "officer-north",
        "north",
    )
    assert row.due_at == NOW + timedelta(hours=24)
    assert row.summary == "A victim. Burglary"


def test_the_most_urgent_is_first_whenever_it_was_recorded(officer: Actor, time: Clock) -> None:
    later = begun(officer)
    time.now = NOW - timedelta(minutes=1)
    WorklistRow.objects.filter(case=later.case.reference).update(due_at=NOW + timedelta(days=9))
    sooner = begun(officer)
    assert [reference for reference, _ in every(officer)] == [sooner.case.reference, later.case.reference]


def test_every_row_is_on_one_page_also_where_many_are_due_at_once(officer: Actor) -> None:
    opened = [begun(officer).case.reference for _ in range(7)]
    assert WorklistRow.objects.values("due_at").distinct().count() == 1
    for size in (1, 2, 3, 6, 7, 8):
        assert [reference for reference, _ in every(officer, size=size)] == opened
    assert worklist(officer, size=7).next is None


def test_a_supervisor_sees_what_waits_for_review_and_never_their_own(who: Callable[..., Actor], officer: Actor) -> None:
    supervisor = who(Role.SUPERVISOR)
    waiting = answer(begun(officer), (routine(),))
    own = answer(begun(supervisor), (routine(),))
    answer(begun(who(unit="south")), (routine(),))
    assert scopes(supervisor)[0] is Scope.REVIEWS
    assert every(supervisor) == [(waiting.case.reference, What.REVIEW_STATUS_CHECK)]
    assert {reference for reference, _ in every(supervisor, Scope.UNIT)} == {waiting.case.reference, own.case.reference}
    assert every(supervisor, Scope.OWN) == [(own.case.reference, What.ANSWER)]
    assert every(who(Role.SUPERVISOR, staff_number="another supervisor"), Scope.REVIEWS) == [
        (waiting.case.reference, What.REVIEW_STATUS_CHECK),
        (own.case.reference, What.REVIEW_STATUS_CHECK),
    ]


def test_the_desk_sees_what_is_to_be_sent_or_acknowledged_in_the_whole_force(who: Callable[..., Actor]) -> None:
    begun(who())
    send, wait = decided(who()), shared(who(unit="south"))
    assert set(every(who(Role.DISCLOSURE_DESK))) == {
        (send.case.reference, What.SEND),
        (wait.case.reference, What.ACKNOWLEDGE),
    }


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.POLICY_OWNER, Role.ADMINISTRATOR])
def test_who_has_no_cases_of_their_own_to_do_has_no_list(who: Callable[..., Actor], role: Role) -> None:
    assert scopes(who(role)) == ()
    with pytest.raises(NotAllowed, match="does not have this list"):
        worklist(who(role))


@pytest.mark.parametrize(
    ("role", "scope"),
    [(role, scope) for role in (Role.OFFICER, Role.SUPERVISOR, Role.DISCLOSURE_DESK, Role.VULNERABILITY_LEAD,
                                          Role.DATA_PROTECTION_OFFICER)
     for scope in Scope],
)  # fmt: skip
def test_a_list_that_is_not_theirs_is_refused(who: Callable[..., Actor], role: Role, scope: Scope) -> None:
    someone = who(role)
    if scope in scopes(someone):
        assert worklist(someone, scope) == WorklistPage((), None)
    else:
        with pytest.raises(NotAllowed):
            worklist(someone, scope)


@pytest.mark.parametrize("after", ["", "-", "soon", "1", "1-x", "x-1", f"{10**30}-1", f"1-{2**63}"])
def test_a_page_that_begins_nowhere_is_refused(officer: Actor, after: str) -> None:
    with pytest.raises(NoSuchPage):
        worklist(officer, after=after)


def test_a_list_takes_two_queries_however_long_it_is(officer: Actor) -> None:
    counts = set()
    for _ in range(3):
        begun(officer)
        with (
            CaptureQueriesContext(connections["default"]) as due,
            CaptureQueriesContext(connections["keys"]) as held,
        ):
            rows = worklist(officer).rows
        assert len(rows) == WorklistRow.objects.count()
        counts.add((len(due), len(held)))
    assert counts == {(1, 1)}


def test_a_row_whose_key_was_destroyed_says_nothing_of_the_case(officer: Actor) -> None:
    opened = begun(officer)
    keys.destroy([opened.case.reference])
    assert [row.summary for row in worklist(officer).rows] == [""]


@pytest.mark.parametrize("damaged", [b"", bytes(72)])
def test_a_damaged_key_hides_the_summary_of_its_own_case_alone(officer: Actor, damaged: bytes) -> None:
    hidden, seen = begun(officer), begun(officer)
    WrappedKey.objects.filter(case=hidden.case.reference).update(wrapped=damaged)
    said = {row.reference: bool(row.summary) for row in worklist(officer).rows}
    assert said == {hidden.case.reference: False, seen.case.reference: True}


def test_a_summary_that_was_altered_is_not_shown(officer: Actor) -> None:
    begun(officer)
    WorklistRow.objects.update(summary=bytes(80))
    assert {row.summary for row in worklist(officer).rows} == {""}


@pytest.mark.sqlite
def test_a_list_looks_up_the_rows_of_the_cases_shown_and_no_others(officer: Actor) -> None:
    begun(officer)
    with CaptureQueriesContext(connections["default"]) as asked:
        worklist(officer, Scope.UNIT)
    with connections["default"].cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked[0]['sql']}")
        outermost = [detail for _, parent, _, detail in cursor.fetchall() if parent == 0]
    assert any("case=? AND queue=?" in one for one in outermost), outermost
