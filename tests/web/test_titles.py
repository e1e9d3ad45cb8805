"""Two cases in two tabs are told apart by their titles: each page of a case says whose it is."""

import pytest
from django.http import HttpResponseBase

from proviso.accounts.models import Role
from proviso.casework.history.case import Stage

from .conftest import Browse, Cases, Where
from .reading import read
from .test_access import addresses

pytestmark = pytest.mark.django_db(databases="__all__")

AT = (
    Stage.OPEN,
    Stage.DECIDED,
    Stage.CALLING,
    Stage.SHARED,
    Stage.CLOSED,
    Where.BY_HAND,
    Where.WRONG,
    Where.MESSAGE,
)


def titled(response: HttpResponseBase) -> str:
    """The title of a page; empty for what is none."""
    html = response.status_code in {200, 422} and response["Content-Type"].startswith("text/html")
    return read(response).title if html else ""


@pytest.mark.parametrize("at", AT)
def test_each_page_of_a_case_has_its_reference_in_its_title(cases: Cases, browse: Browse, at: Stage | Where) -> None:
    reference, browser = cases[at].case.reference, browse()
    titles = {path: titled(browser.get(path)) for path in addresses(reference)}
    shown = {path: title for path, title in titles.items() if title}
    assert len(shown) > len(addresses(reference)) / 3, "as many as the officer may open"
    assert {path: title for path, title in shown.items() if reference not in title} == {}


def test_a_page_that_says_what_is_wrong_has_it_too(cases: Cases, browse: Browse) -> None:
    opened = cases[Stage.OPEN]
    path = f"/cases/{opened.case.reference}/questions/tell-before"
    page = titled(browse().post(path, {"last_seq": str(opened.case.seq)}))
    assert page.startswith("Error: ")
    assert opened.case.reference in page


def test_asking_for_a_part_and_for_a_reason_has_it_too(cases: Cases, browse: Browse) -> None:
    reference = cases[Where.BEGUN].case.reference
    for browser, path in ((browse(), "parts/crime"), (browse(Role.SUPERVISOR), "reason")):
        assert reference in titled(browser.get(f"/cases/{reference}/{path}")), path
