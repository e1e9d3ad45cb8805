"""Finding out by its crime reference whether somebody in a crime is suspected: by answers, errors, times or pages.

What differs between a reference that a case has and one that none has is looked for in all that comes back.
"""

import html
import re
from dataclasses import replace
from statistics import median
from time import perf_counter

import pytest

from proviso.demonstration.force import ASHDOWN, BRAMBLE, CLOVER, DAMSON, ELDER, HAZEL, IRIS
from tests.casework import examples
from tests.misuse.conftest import Insiders
from tests.misuse.insider import Insider, signed_in
from tests.security.deployed import Reply

WHY = "A neighbour told me about that burglary"
SAME = "If there is a case, its unit will be told that you asked."
LIMIT = 10


@pytest.fixture(scope="module")
def suspected(served: int) -> str:
    """A crime reference that a case of the north has."""
    ashdown = signed_in(served, ASHDOWN)
    reference = ashdown.opens_a_case()
    ashdown.carries(reference, [replace(examples.ALLEGATION, crime_reference="WES/7777/26")])
    return "WES/7777/26"


def asks(who: Insider, given: str, reason: str = WHY) -> Reply:
    return who.posts("/cases/find", {"reference": given, "reason": reason})


def plain(reply: Reply) -> tuple[int, str]:
    """What came back, without what makes each form its own, the reference that was typed, and what the clock says."""
    form = r'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"|WES/\d+/26'
    clock = r'\d\d:\d\d (?:GMT|BST)|data-seconds="\d+"'
    return reply.status, re.sub(f"{form}|{clock}", "", reply.page)


def test_the_answer_is_the_same_whether_or_not_there_is_a_case(suspected: str, insider: Insiders) -> None:
    damson = insider(DAMSON)
    known, unknown = asks(damson, suspected), asks(damson, "WES/7778/26")
    assert plain(known) == plain(unknown)
    assert SAME in known.page
    assert sorted(known.headers) == sorted(unknown.headers)


def test_it_takes_no_longer(suspected: str, insider: Insiders) -> None:
    """In turn, so that whatever else the machine does falls on both alike; the work itself is compared in casework."""
    elder, times = insider(ELDER), {suspected: list[float](), "WES/7780/26": list[float]()}
    for given in [*times] * (LIMIT // 2):
        begun = perf_counter()
        assert asks(elder, given).status == 200
        times[given].append(perf_counter() - begun)
    quick, slow = sorted(median(taken) for taken in times.values())
    assert slow < 10 * quick


def test_a_full_stop_is_no_reason_and_asking_on_and_on_ends(suspected: str, insider: Insiders) -> None:
    bramble = insider(BRAMBLE)
    for reason in ("", ".", "n/a", "1 2 3"):
        assert asks(bramble, suspected, reason).status == 422
    statuses = [asks(bramble, f"WES/{number}/26").status for number in range(LIMIT + 2)]
    assert statuses == [200] * LIMIT + [429] * 2


def test_its_unit_and_the_data_protection_officer_see_who_asked_and_why(suspected: str, insider: Insiders) -> None:
    for one in (CLOVER, HAZEL):
        seen = html.unescape(insider(one).reads("/who-looked").page)
        assert "Asked whether there is a case with a crime reference" in seen
        assert "DC Pretend Damson" in seen
        assert WHY in seen


def test_starting_a_case_of_ones_own_with_it_tells_nothing(suspected: str, insider: Insiders) -> None:
    damson, pages = insider(DAMSON), []
    for given in (suspected, "WES/7781/26"):
        own = damson.opens_a_case()
        damson.carries(own, [replace(examples.ALLEGATION, crime_reference=given)])
        shown = damson.reads(f"/cases/{own}/")
        pages.append((shown.status, re.sub(r"PV-\w{4}-\w{4}", "", plain(shown)[1])))
    assert pages[0] == pages[1]


def test_who_opens_no_case_cannot_ask_and_the_record_they_read_does_not_tell(suspected: str, insider: Insiders) -> None:
    iris = insider(IRIS)
    assert asks(iris, suspected).status == 403
    assert suspected not in iris.reads("/record").page
