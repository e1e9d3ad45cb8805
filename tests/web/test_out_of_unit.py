"""A case of another unit, on pages: who is offered to open it to protect somebody, and who sees that they did."""

from datetime import timedelta

import pytest
from pytest_django.fixtures import Settings

from proviso.accounts.models import Force, Role
from proviso.casework.history.case import Stage
from tests.casework.conftest import Clock
from tests.casework.examples import NOW

from .conftest import Browse, Cases
from .reading import read

pytestmark = pytest.mark.django_db(databases="__all__")
WHY = "Her father is at the door of the flat"


def test_a_refusal_leads_to_the_case_for_whoever_has_somebody_to_protect(cases: Cases, browse: Browse) -> None:
    reference = cases[Stage.OPEN].case.reference
    far, way = browse(unit="south"), f"/cases/{reference}/out-of-unit"
    refused = far.get(f"/cases/{reference}/")
    assert refused.status_code == 403
    assert f'href="{way}"' in refused.content.decode()
    asked = read(far.get(way))
    assert "Somebody takes a second look within 24 hours" in asked.words
    assert f"Case {reference} is not one that your unit has" in asked.words
    wrong = far.post(way, {"reason": "Urgent"})
    assert wrong.status_code == 422
    assert 'value="Urgent"' in wrong.content.decode()
    assert far.post(way, {"reason": WHY})["Location"] == f"/cases/{reference}/"
    assert far.get(f"/cases/{reference}/").status_code == 200
    form = read(far.get(f"/cases/{reference}/questions/person"))
    assert "This case is with another unit" in form.words


def test_its_owner_and_the_supervisor_see_it_and_what_is_late_shows(cases: Cases, browse: Browse, time: Clock) -> None:
    reference = cases[Stage.OPEN].case.reference
    browse(unit="south").post(f"/cases/{reference}/out-of-unit", {"reason": WHY})
    owner, supervisor, dpo = browse(), browse(Role.SUPERVISOR), browse(Role.DATA_PROTECTION_OFFICER)
    listed = read(owner.get("/worklist")).words
    assert "Opened a case of another unit, to protect somebody" in listed
    assert WHY in listed
    assert "from another unit, to protect somebody" in read(owner.get(f"/cases/{reference}/timeline")).words
    assert "Second looks that are overdue" not in read(dpo.get("/worklist")).words
    time.now = NOW + timedelta(hours=30)
    for page in (dpo.get("/worklist"), dpo.get("/who-looked")):
        assert "Second looks that are overdue" in read(page).words
        assert f"North, {reference}" in read(page).words
    words = read(supervisor.get("/worklist")).words
    assert words.index("Opened a case of another unit") < words.index("Overdue")
    assert "Second looks that are overdue" not in words


def test_nobody_else_is_offered_it_and_nobody_where_the_force_lets_none(
    force: Force, cases: Cases, browse: Browse, settings: Settings
) -> None:
    reference = cases[Stage.OPEN].case.reference
    way = f"/cases/{reference}/out-of-unit"
    for role in (Role.DISCLOSURE_DESK, Role.AUDITOR, Role.POLICY_OWNER, Role.ADMINISTRATOR):
        assert browse(role).get(way).status_code == 403
    far = browse(unit="south")
    assert far.post("/cases/PV-0000-0000/out-of-unit", {"reason": WHY}).status_code == 422
    settings.PROVISO_LOOKING = settings.PROVISO_LOOKING.model_copy(update={"out_of_unit_an_hour": 0})
    assert "out-of-unit" not in far.get(f"/cases/{reference}/").content.decode()
    assert far.post(way, {"reason": WHY}).status_code == 403


def test_one_too_many_is_refused_on_the_page(cases: Cases, browse: Browse, settings: Settings) -> None:
    settings.PROVISO_LOOKING = settings.PROVISO_LOOKING.model_copy(update={"out_of_unit_an_hour": 1})
    far = browse(unit="south")
    for stage, status in ((Stage.OPEN, 302), (Stage.SHARED, 429)):
        reference = cases[stage].case.reference
        assert far.post(f"/cases/{reference}/out-of-unit", {"reason": WHY}).status_code == status
