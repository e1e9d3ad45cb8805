"""What an act would be refused for is said before anything is asked: nobody types a reason that is then refused."""

import pytest
from django.test import Client

from proviso.casework.acts.act import CaseAct
from proviso.casework.reading.way_out import no_way_out
from proviso.casework.values.closing import ClosedUnshared, WayOut
from proviso.casework.writing.permissions import Actor
from proviso.web.act_pages import FORMS

from ..casework.every import NEEDED
from ..casework.examples import answer, begun
from .conftest import Browse, Cases, Where
from .forms import ROLES, typed
from .reading import Page, read

pytestmark = pytest.mark.django_db(databases="__all__")


def asked(browser: Client, address: str) -> Page:
    page = browser.get(address)
    assert page.status_code == 200
    return read(page)


def test_a_case_whose_person_needs_protection_first_is_asked_no_reason_to_end(officer: Actor, browse: Browse) -> None:
    opened = begun(officer)
    address, browser = f"/cases/{opened.case.reference}/close-unshared", browse()
    assert "reason" in asked(browser, address).boxes
    opened = answer(opened, (NEEDED,))
    page = asked(browser, address)
    assert no_way_out(opened.case) in page.words
    assert "Close the case" not in page.words
    assert not {"why", "reason"} & set(page.boxes)


def test_what_was_typed_stays_where_it_came_to_be_refused_meanwhile(officer: Actor, browse: Browse) -> None:
    opened = answer(begun(officer), (NEEDED,))
    ended = ClosedUnshared(why=WayOut.WITHDRAWN, reason="She rang and said that she withdraws")
    address = f"/cases/{opened.case.reference}/close-unshared"
    page = read(browse().post(address, typed(ended, opened.case.seq)))
    assert page.words.count(no_way_out(opened.case)) == 1
    assert page.boxes["reason"] == [ended.reason]


@pytest.mark.parametrize("act", [one for one in FORMS if one.slug not in ROLES], ids=lambda act: act.slug)
def test_no_page_asks_an_officer_what_it_would_refuse(act: CaseAct, cases: Cases, browse: Browse) -> None:
    opened = cases[Where.BEGUN]
    nothing = act.refusal(opened)
    if nothing and nothing == act.why_not(opened.case):
        page = asked(browse(), f"/cases/{opened.case.reference}/{act.slug}")
        assert page.words.count(nothing) == 1
        assert not {name.split("-")[0] for name in page.boxes} & set(act.value.__dataclass_fields__)
