"""The invented force as it stands once seeded: every stage, every queue, a record that holds."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from proviso.accounts.models import Force, Officer, Role
from proviso.casework import clock
from proviso.casework.history.case import Stage
from proviso.casework.models import CaseRow, Opening, WorklistRow
from proviso.casework.rebuilding import rebuild
from proviso.casework.row_codes import Queue, What
from proviso.casework.writing.access import open_case
from proviso.casework.writing.permissions import Actor, NotAllowed
from proviso.demonstration.force import ASHDOWN, CODE, PASSWORD, PEOPLE
from proviso.demonstration.seeding import FOUNDED, NotADemonstration, every_story, seed
from proviso.demonstration.story import deeds
from proviso.demonstration.who_checked import CHECKS
from proviso.record import read
from proviso.record.verify import verify

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture(scope="module")
def seeded(django_db_setup: None, django_db_blocker: Any) -> Iterator[datetime]:
    """The force, seeded once for this module and forgotten after it; what a test does to it is undone by its mark."""
    with django_db_blocker.unblock(), transaction.atomic(using="default"), transaction.atomic(using="keys"):
        assert seed(NOW)
        yield NOW
        transaction.set_rollback(True, using="keys")
        transaction.set_rollback(True, using="default")


def test_there_is_a_case_at_every_stage(seeded: datetime) -> None:
    assert CaseRow.objects.count() == len(every_story(seeded)) >= 16
    assert set(CaseRow.objects.values_list("stage", flat=True)) == set(Stage)


def test_everything_that_can_be_due_is_due_somewhere(seeded: datetime) -> None:
    assert set(WorklistRow.objects.values_list("what", flat=True)) == set(What)


DUE_AT_ONCE = {Queue.DESK, Queue.DATA_PROTECTION}
"""The queues on which nothing in the stories is due later: what went outside the Home Office is looked at at once."""


@pytest.mark.parametrize("queue", list(Queue))
def test_each_queue_has_something_overdue_and_something_still_to_come(seeded: datetime, queue: Queue) -> None:
    rows = WorklistRow.objects.filter(queue=queue)
    assert rows.filter(due_at__lt=seeded).exists()
    if queue not in DUE_AT_ONCE:
        assert rows.filter(due_at__gt=seeded).exists()


def test_the_record_holds_and_the_lists_are_what_it_makes(seeded: datetime) -> None:
    assert verify(CODE).whole
    before = sorted(WorklistRow.objects.values_list("case", "queue", "what", "due_at"))
    rebuild(seeded.date())
    assert sorted(WorklistRow.objects.values_list("case", "queue", "what", "due_at")) == before


def test_each_act_stands_at_the_moment_at_which_it_was_done(seeded: datetime) -> None:
    traces = read.bodiless(CODE, at_most=10_000)
    moments = {deed.at for story in every_story(seeded) for deed in deeds(story, seeded)}
    moments |= {seeded - FOUNDED, seeded} | {seeded - one.before for one in CHECKS}
    assert {trace.at for trace in traces} == moments
    assert [trace.at for trace in traces] == sorted(trace.at for trace in traces)
    assert max(moments) <= seeded
    assert min(moments - {seeded - FOUNDED}) < seeded - timedelta(weeks=2)


def test_the_log_begins_with_the_force_and_its_people(seeded: datetime) -> None:
    kinds = [trace.kind for trace in read.bodiless(CODE, at_most=20)]
    assert kinds[:4] == ["force_added", "unit_added", "unit_added", "unit_added"]
    assert kinds[4 : 4 + len(PEOPLE)] == ["officer_added"] * len(PEOPLE)
    assert kinds[4 + len(PEOPLE)] == "equality_assessment_stated"


def test_everybody_can_sign_in_and_every_role_is_somebodys(seeded: datetime) -> None:
    officers = list(Officer.objects.all())
    assert {officer.role for officer in officers} == set(Role)
    assert {officer.staff_number for officer in officers} == {one.staff_number for one in PEOPLE}
    assert all(officer.check_password(PASSWORD) for officer in officers)


def test_the_clock_goes_its_own_way_again_and_no_opening_is_left_over(seeded: datetime) -> None:
    assert clock.now() > datetime.now(UTC) - timedelta(minutes=1)
    assert not Opening.objects.filter(until__lt=seeded - timedelta(hours=1)).exists()


def test_north_cannot_open_a_case_of_the_south(seeded: datetime) -> None:
    ashdown = Actor.of(Officer.objects.select_related("unit__force").get(staff_number=ASHDOWN))
    theirs = CaseRow.objects.filter(unit="south").first()
    assert theirs
    with pytest.raises(NotAllowed):
        open_case(ashdown, theirs.reference, reason="To look into it", session="a session")


def test_seeding_again_keeps_what_is_there(seeded: datetime) -> None:
    before = sorted(CaseRow.objects.values_list("reference", "seq")), read.head(CODE)
    assert not seed(NOW + timedelta(days=1))
    assert (sorted(CaseRow.objects.values_list("reference", "seq")), read.head(CODE)) == before


def test_it_is_refused_beside_another_force(seeded: datetime) -> None:
    Force.objects.create(code="elsewhere", name="Elsewhere Police", jurisdiction="england_wales")
    with pytest.raises(NotADemonstration, match="Elsewhere Police"):
        seed(NOW)


def test_it_is_refused_where_people_work(seeded: datetime, settings: Any) -> None:
    settings.PROVISO_DEMONSTRATION = False
    with pytest.raises(NotADemonstration, match="proviso demo"):
        seed(NOW)


def test_it_is_refused_in_another_forces_demonstration(seeded: datetime, settings: Any) -> None:
    settings.PROVISO_FORCE = "elsewhere"
    with pytest.raises(NotADemonstration):
        seed(NOW)
