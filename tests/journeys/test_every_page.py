"""Every address of the service in every state that it has, as the force that adopted every local policy sees it.

The addresses are asked of the resolver: a page that is added and not visited here fails the first test.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from playwright.sync_api import Browser, Page, ViewportSize, expect

from proviso.casework.acts.journey import BY_SLUG
from proviso.casework.lists import Scope
from proviso.demonstration.force import ASHDOWN, CLOVER, DAMSON, HAZEL
from proviso.policy.facts import FACTS
from tests.journeys.carrying import begin
from tests.journeys.conftest import Sessions, SignedIn, a_page, people
from tests.journeys.filling import fill, press, save, stands_at
from tests.journeys.serving import prepare
from tests.journeys.sound import is_sound
from tests.journeys.telling import SHARED_NOW, later
from tests.journeys.visiting import NOBODY, Visit
from tests.journeys.visits import CASES, HANDED, LOG, NEW, VISITS
from tests.journeys.visits_lists import RAISED, SAMPLE, SAMPLE_OVER
from tests.journeys.walking import brings_axe


def routes(resolver: URLResolver) -> Iterator[str]:
    """Every address that there is, as its pattern."""
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            yield str(one.pattern)
        else:
            yield from routes(one)


def test_every_address_is_visited_in_the_states_that_it_has() -> None:
    seen: dict[str, set[str]] = {}
    for visit in VISITS:
        if visit.where != "nowhere":
            seen.setdefault(resolve(f"/{visit.where}").route, set()).update(visit.states)
    assert set(routes(get_resolver())) - set(seen) == {"cases/<str:reference>/way"}, "which only leads on"
    # A file is a page only where there is no file to give.
    files = {route for route in seen if route.endswith((".pdf", ".json"))}
    of_a_case = {route: states for route, states in seen.items() if route.startswith("cases/<") and route not in files}
    never_shut = {route for route, states in of_a_case.items() if "closed" not in states}
    assert never_shut == {f"cases/<str:reference>/{path}" for path in ("reason", "out-of-unit")}
    never_wrong = {route for route, states in of_a_case.items() if "error" not in states}
    nothing_to_fill_in = ("", "timeline", "package", "sending", "file", "send")  # the button to send is the answer
    closed_by_policy = "send/<int:recipient>"  # once every local policy is adopted; test_each_channel is wrong there
    assert never_wrong == {f"cases/<str:reference>/{path}" for path in (*nothing_to_fill_in, closed_by_policy)}


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        ("questions/", set(BY_SLUG)),
        ("local/", {name for name, fact in FACTS.items() if fact.page == "local"} - {"slavery_referral_considered"}),
        ("worklist/", set(Scope)),
    ],
)
def test_every_question_and_every_list_is_visited(before: str, wanted: set[str]) -> None:
    assert {visit.where.rpartition("/")[2] for visit in VISITS if before in visit.where} == wanted


@pytest.fixture(scope="module")
def home(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = Path(shutil.copytree(filled, tmp_path_factory.mktemp("home"), dirs_exist_ok=True))
    prepare(home, ("tests.journeys.sampling:a_dip_sample_to_review", "tests.journeys.adopting:every_local_policy"))
    return home


@pytest.fixture(scope="module")
def still_signed_in(browser: Browser, live: str, sessions: Sessions) -> Iterator[SignedIn]:
    """The same people at the same browsers for the whole module, each with axe on every page."""
    with people(browser, live, sessions, begins=brings_axe) as at_work:
        yield at_work


@pytest.fixture(scope="module")
def nobody(browser: Browser) -> Iterator[Page]:
    """The page of somebody who is not signed in."""
    with a_page(browser) as page:
        brings_axe(page.context)
        yield page


NARROW: ViewportSize = {"width": 320, "height": 256}

HOW_IT_STANDS = """() => {
    const wide = document.documentElement;
    const out = wide.scrollWidth <= wide.clientWidth ? [] : [...document.querySelectorAll('body *')]
        .filter((one) => one.getBoundingClientRect().right > wide.clientWidth + 1)
        .map((one) => one.tagName + '.' + one.className);
    return { lang: wide.lang, headings: document.querySelectorAll('h1').length, 'too wide': out };
}"""


@pytest.fixture(scope="module")
def in_welsh(browser: Browser, live: str, sessions: Sessions) -> Iterator[SignedIn]:
    """The same people, signed in as before, each at one more browser, in which Welsh is chosen."""
    with people(browser, live, sessions) as at_work:

        def page_of(staff_number: str, *, javascript: bool = True) -> Page:
            page = at_work(staff_number, javascript=javascript)
            page.set_viewport_size(NARROW)
            page.context.add_cookies([{"name": "language", "value": "cy", "url": live}])
            return page

        yield page_of


@pytest.fixture(scope="module")
def nobody_in_welsh(browser: Browser, live: str) -> Iterator[Page]:
    """The page of somebody who reads in Welsh and is not signed in."""
    with a_page(browser) as page:
        page.set_viewport_size(NARROW)
        page.context.add_cookies([{"name": "language", "value": "cy", "url": live}])
        yield page


@pytest.fixture(scope="module")
def references(still_signed_in: SignedIn, live: str) -> dict[str, str]:
    """The case of each crime reference, as the data protection officer finds it; and one that was just begun."""
    found = {NEW: begin(still_signed_in(ASHDOWN), live)}
    found[HANDED] = handed_over(still_signed_in(ASHDOWN), live)
    hazel = still_signed_in(HAZEL)
    hazel.goto(f"{live}/cases/find")
    for crime_reference in CASES:
        fill(hazel, {"Reference": crime_reference, "Why you ask by a crime reference": "To look at how it stands"})
        press(hazel, "Find")
        found[crime_reference] = hazel.locator("main li a").inner_text()
    clover = still_signed_in(CLOVER)
    clover.goto(f"{live}/who-looked")
    found[RAISED] = (clover.locator("main li a").first.get_attribute("href") or "").rpartition("/")[2]
    hazel.goto(f"{live}/reconciliations")
    found[LOG] = hazel.locator("main li a").inner_text()
    hazel.goto(f"{live}/samples")
    found[SAMPLE], found[SAMPLE_OVER] = hazel.locator("main li a").all_inner_texts()
    return found


def handed_over(giver: Page, live: str) -> str:
    """A case that DC Damson of the south is asked to take."""
    reference = begin(giver, live)
    giver.goto(f"{live}/cases/{reference}/hand-over")
    giver.get_by_label("Who takes it?").select_option(DAMSON)
    fill(giver, {"What should they know first?": "She sleeps in the day, and works at night"})
    press(giver, "Hand it over")
    return reference


@pytest.mark.parametrize("visit", VISITS, ids=str)
def test_a_page_is_sound_in_every_state(
    visit: Visit, still_signed_in: SignedIn, nobody: Page, live: str, references: dict[str, str]
) -> None:
    here = nobody if visit.by == NOBODY else still_signed_in(visit.by)
    steps = [references.get(part, part) for part in visit.where.split("/")]
    here.goto(f"{live}/{'/'.join(steps)}")
    if here.url.partition("?")[0].endswith("/reason") and "reason" not in visit.where:
        save(here, {"Your reason": "To see that its pages are sound"}, "Open the case")
    for state, do in visit.states.items():
        do(here)
        is_sound(here, error=state == "error")


VISITORS = {one.where: one.by for one in reversed(VISITS)}
"""Each page once, by whoever visits it first."""


@pytest.mark.parametrize("by", sorted({*VISITORS.values()}))
def test_pages_in_welsh_fit_the_narrowest_screen(
    by: str, in_welsh: SignedIn, nobody_in_welsh: Page, live: str, references: dict[str, str]
) -> None:
    """In whatever state the visits left them. Welsh words are longer than English ones; all else is as in English."""
    here, stood = nobody_in_welsh if by == NOBODY else in_welsh(by), {}
    for where in (one for one, visitor in VISITORS.items() if visitor == by):
        here.goto(f"{live}/{'/'.join(references.get(part, part) for part in where.split('/'))}")
        stood[where] = here.evaluate(HOW_IT_STANDS)
    right = {where: {"lang": "cy", "headings": 1, "too wide": []} for where in stood}
    assert stood == right


def test_the_page_that_shows_two_answers_is_sound(signed_in: SignedIn, live: str) -> None:
    ashdown = signed_in(ASHDOWN)
    reference = begin(ashdown, live)
    second = ashdown.context.new_page()
    for tab in (ashdown, second):
        tab.goto(f"{live}/cases/{reference}/questions/timing")
    save(second, SHARED_NOW)
    fill(ashdown, later())
    press(ashdown, "Save and continue")
    expect(ashdown.get_by_role("heading", name="Your answer, not recorded")).to_be_visible()
    is_sound(ashdown, error=True)


def test_the_page_about_a_form_that_may_be_forged_is_sound(signed_in: SignedIn, live: str) -> None:
    ashdown = signed_in(ASHDOWN)
    ashdown.goto(f"{live}/cases/new")
    ashdown.context.clear_cookies(name="csrf")
    press(ashdown, "Continue")
    stands_at(ashdown, "This page was open for too long")
    is_sound(ashdown, error=False)
