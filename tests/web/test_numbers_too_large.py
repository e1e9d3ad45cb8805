"""A number in an address or a box that is larger than a database holds: a page that says so, and never a fault."""

import pytest

from proviso.accounts.models import Role
from proviso.casework.history.case import Stage

from .conftest import Browse, Cases, Where

pytestmark = pytest.mark.django_db(databases="__all__")

LARGE = (2**63 - 1, 2**63, 2**64, 10**40)
OF_NO_CASE = (
    (Role.AUDITOR, "/record?upto={}"),
    (Role.AUDITOR, "/record/table.csv?day={}"),
    (Role.OFFICER, "/worklist?after={0}-{0}"),
    (Role.OFFICER, "/worklist?after=1-{}"),
    (Role.OFFICER, "/who-looked?after={0}-{0}"),
    (Role.OFFICER, "/who-looked?after=1-{}"),
    (Role.OFFICER, "/who-looked/{}"),
    (Role.DATA_PROTECTION_OFFICER, "/who-looked/handed-over?before={}"),
    (Role.ADMINISTRATOR, "/recipients/{}/approve"),
    (Role.ADMINISTRATOR, "/recipients/{}/withdraw"),
    (Role.DATA_PROTECTION_OFFICER, "/reconciliations/{}"),
    (Role.DATA_PROTECTION_OFFICER, "/reconciliations/1/contact-{}"),
    (Role.OFFICER, "/handovers/{}"),
)
OF_A_CASE = (
    (Stage.DECIDED, "send/{}"),
    (Where.WRONG, "correction/{}"),
    (Stage.SHARED, "acknowledgement/{}"),
    (Stage.SHARED, "came-back/{}"),
)


@pytest.mark.parametrize("number", LARGE)
@pytest.mark.parametrize(("role", "address"), OF_NO_CASE)
def test_a_number_too_large_for_the_database_is_answered(browse: Browse, role: Role, address: str, number: int) -> None:
    assert browse(role).get(address.format(number)).status_code in {200, 302, 404}


@pytest.mark.parametrize("number", LARGE)
def test_a_number_too_large_on_a_case_is_answered(browse: Browse, cases: Cases, number: int) -> None:
    browser = browse()
    for at, address in OF_A_CASE:
        reference = cases[at].case.reference
        found = browser.get(f"/cases/{reference}/{address.format(number)}")
        assert found.status_code in {200, 302, 404}, (address, found.status_code)
        posted = browser.post(f"/cases/{reference}/{address.format(number)}", {"seen": str(number)})
        assert posted.status_code in {302, 404, 409, 422}, (address, posted.status_code)


@pytest.mark.parametrize("number", LARGE)
def test_a_place_too_large_in_a_hidden_box_is_answered(browse: Browse, cases: Cases, number: int) -> None:
    reference = cases[Stage.OPEN].case.reference
    answered = browse().post(f"/cases/{reference}/questions/allegation", {"seen": str(number)})
    assert answered.status_code in {409, 422}
