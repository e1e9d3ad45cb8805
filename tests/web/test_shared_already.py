"""Disclosures recorded late, by two officers at once: each stays, and more can be said of each (10.1)."""

from dataclasses import replace

import pytest

from proviso.casework.acts.share import record_already_shared, record_another_disclosure
from proviso.casework.history.case import Stage
from proviso.casework.values.sharing import SharedWith
from proviso.casework.writing.access import OpenCase, open_case

from ..casework.every import LATE
from .conftest import Browse, Cases
from .forms import typed
from .reading import read

pytestmark = pytest.mark.django_db(databases="__all__")

VISAS = replace(LATE, shared_with=SharedWith.VISAS)


def with_whom(opened: OpenCase) -> list[SharedWith | None]:
    """With whom each disclosure recorded late was shared, as the case now is."""
    case = open_case(opened.actor, opened.case.reference, reason="To see what is recorded", session="s").case
    return [one.late.shared_with for one in case.disclosures if one.late]


def test_what_a_colleague_recorded_meanwhile_stays_beside_it(cases: Cases, browse: Browse) -> None:
    opened, browser = cases[Stage.OPEN], browse()
    address = f"/cases/{opened.case.reference}/already-shared"
    seen = opened.case.seq
    record_already_shared(opened, LATE, seen=opened.case.seq)
    page = read(browser.post(address, typed(VISAS, seen)))
    assert "If yours is another disclosure, record it beside theirs." in page.words
    beside = address.replace("already-shared", "another-disclosure")
    assert f'formaction="{beside}"' in browser.post(address, typed(VISAS, seen)).content.decode()
    assert browser.post(beside, typed(VISAS, seen + 1)).status_code == 302
    assert with_whom(opened) == [SharedWith.NCCU, SharedWith.VISAS]


def test_the_page_says_whether_it_is_a_new_one_or_says_more_of_one(cases: Cases, browse: Browse) -> None:
    opened, browser = cases[Stage.OPEN], browse()
    address = f"/cases/{opened.case.reference}/already-shared"
    assert read(browser.get(address)).headings[0] == "Record a disclosure already made"
    record_already_shared(opened, LATE, seen=opened.case.seq)
    page = read(browser.get(address, follow=True))
    assert page.headings[0] == "Say more of the disclosure already made"
    assert "Another disclosure is recorded apart." in page.words


def test_more_is_said_of_each(cases: Cases, browse: Browse) -> None:
    opened, browser = cases[Stage.OPEN], browse()
    address = f"/cases/{opened.case.reference}/already-shared"
    opened = record_already_shared(opened, LATE, seen=opened.case.seq)
    first = opened.case.seq
    opened = record_another_disclosure(opened, VISAS, seen=first)
    last = browser.get(address, follow=True)
    assert last.redirect_chain == [(f"{address}/{opened.case.seq}", 302)]
    assert f'href="{address}/{first}"' in last.content.decode(), "the other is a link away"
    local = replace(LATE, shared_with=SharedWith.LOCAL_TEAM)
    assert browser.post(f"{address}/{first}", typed(local, opened.case.seq)).status_code == 302
    assert with_whom(opened) == [SharedWith.LOCAL_TEAM, SharedWith.VISAS]
    elsewhere = read(browser.get(f"{address}/1"))
    assert elsewhere.boxes["shared_with"] == [SharedWith.VISAS.value], (
        "where none is, it is the one that is to be said more of"
    )
