"""Leafing through the cases of colleagues, one after another, to read what they hold: by session, reason or ruse."""

import html
import re

import pytest

from proviso.demonstration.force import CLOVER, DAMSON, ELDER, GORSE, HAZEL
from tests.misuse.conftest import Insiders
from tests.misuse.insider import Insider, signed_in

LIMIT = 10
WHY = "Covering for a colleague who is ill"


@pytest.fixture(scope="module")
def theirs(served: int) -> list[str]:
    """More cases of one colleague than anybody opens in an hour."""
    elder = signed_in(served, ELDER)
    return [elder.opens_a_case() for _ in range(LIMIT + 3)]


@pytest.fixture(scope="module")
def leafing(served: int, theirs: list[str]) -> Insider:
    """An officer of the same unit who has opened as many as may be."""
    damson = signed_in(served, DAMSON)
    for reference in theirs[:LIMIT]:
        assert opens(damson, reference) == 302, reference
    return damson


def opens(who: Insider, reference: str, **fields: str) -> int:
    return who.posts(f"/cases/{reference}/reason", fields or {"reason": WHY}).status


def words(who: Insider, path: str) -> str:
    page = re.sub(r"<[^>]+>", " ", who.reads(path).page)
    return " ".join(html.unescape(page).split())


def rows(who: Insider) -> dict[str, str]:
    """What is raised with somebody, by its address."""
    page = who.reads("/who-looked").page
    return {where: html.unescape(said) for where, said in re.findall(r'href="(/who-looked/\d+)">([^<]+)<', page)}


def test_the_eleventh_within_an_hour_takes_somebody_else(leafing: Insider, theirs: list[str]) -> None:
    reply = leafing.posts(f"/cases/{theirs[LIMIT]}/reason", {"reason": WHY})
    assert reply.status == 429
    assert "You have opened 10 cases of colleagues within an hour" in html.unescape(reply.page)
    assert "If somebody has to be protected now" in reply.page
    assert leafing.visitor.get(f"/cases/{theirs[LIMIT]}/").status == 302


def test_signing_in_again_at_another_computer_gives_no_more(served: int, leafing: Insider, theirs: list[str]) -> None:
    again = signed_in(served, DAMSON)
    assert opens(again, theirs[LIMIT]) == 429
    assert opens(again, theirs[0]) == 302, "what was open before is open still"


@pytest.mark.parametrize("ruse", ["My own case", "Due on my worklist", "To carry out an order to send"])
def test_calling_it_ones_own_in_the_box_gives_no_more(leafing: Insider, theirs: list[str], ruse: str) -> None:
    assert opens(leafing, theirs[LIMIT], reason=ruse) == 429


def test_whoever_has_the_cases_and_those_who_oversee_see_it_at_once(
    leafing: Insider, theirs: list[str], insider: Insiders
) -> None:
    owner = words(insider(ELDER), "/worklist")
    assert "Opened your case S201 DC Pretend Damson, Officer, Southmere investigations." in owner
    assert f"Why: {WHY}" in owner
    for overseer in (ELDER, HAZEL):
        run = "Opened as many cases of colleagues within an hour as may be, and waits to be let go on"
        assert run in words(insider(overseer), "/who-looked")
    assert run not in words(insider(CLOVER), "/who-looked"), "another unit’s supervisor has nothing to do with it"


def test_nobody_ends_what_is_raised_about_themselves_or_with_another(leafing: Insider, insider: Insiders) -> None:
    raised = rows(insider(HAZEL)) | rows(insider(ELDER))
    assert raised
    for one in (leafing, insider(CLOVER)):
        for where in raised:
            for fields in ({"go_on": "yes"}, {}):
                posted = one.posts(where, {"words": "I say it is fine", "upto": "999999999", **fields})
                assert posted.status == 404, where
    assert rows(insider(HAZEL)) | rows(insider(ELDER)) == raised


def test_crying_wolf_opens_one_case_and_is_seen_by_three(
    leafing: Insider, theirs: list[str], insider: Insiders
) -> None:
    assert opens(leafing, theirs[LIMIT], urgent=".") == 422
    why = "He is on his way to her flat with a knife"
    assert opens(leafing, theirs[LIMIT], urgent=why) == 302
    for one in (GORSE, HAZEL, ELDER):
        seen = words(insider(one), "/who-looked")
        assert "Opened one more case of a colleague, to protect somebody" in seen
        assert why in seen
    assert opens(leafing, theirs[LIMIT + 1]) == 429


def test_another_lets_them_go_on_in_words_and_for_as_many_again(
    leafing: Insider, theirs: list[str], insider: Insiders
) -> None:
    hazel = insider(HAZEL)
    (where,) = [where for where, said in rows(hazel).items() if said.startswith("Opened as many")]
    upto = re.search(r'name="upto" value="(\d+)"', hazel.reads(where).page)
    assert upto
    assert hazel.posts(where, {"words": ".", "upto": upto[1], "go_on": "yes"}).status == 422
    assert hazel.posts(where, {"words": "Her whole unit is ill", "upto": upto[1], "go_on": "yes"}).status == 302
    assert opens(leafing, theirs[LIMIT + 1]) == 302
