"""What a walk through the pages asks of each: no axe violation, no error link that misses, no sideways scrolling."""

from pathlib import Path

from playwright.sync_api import BrowserContext, Page

from proviso.demonstration.force import PASSWORD

AXE = (Path(__file__).parents[1] / "vendor/axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def sign_in(page: Page, live: str, staff_number: str, password: str = PASSWORD) -> None:
    """Sign in through the page, as a person does, and stand where that leads."""
    page.goto(f"{live}/sign-in")
    page.get_by_label("Staff number").fill(staff_number)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Sign out").wait_for()


def brings_axe(context: BrowserContext) -> None:
    """Let every page of a session come with axe in it, where nearly every page is asked."""
    context.add_init_script(AXE)


def violations(page: Page) -> list[str]:
    """What axe finds wrong with the page as it stands: the rule, where, and what to do. An empty list is a pass.

    The debugger runs axe in the page, so that its own content policy stays as it is. Pages of a session that began
    with it (`brings_axe`) have it already: to hand it over takes nearly half as long as to run it.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(f"() => {{ {AXE} }}")
    found = page.evaluate(
        "async (runOnly) => (await axe.run({runOnly, resultTypes: ['violations'], preload: false})).violations", RULES
    )
    return [
        f"{rule['id']} at {node['target'][0]}: {node['failureSummary']}" for rule in found for node in rule["nodes"]
    ]


def every_error_link_focuses_its_field(page: Page) -> int:
    """Click each link of the error summary: the input that it names is focused and can be seen. Returns how many."""
    links = page.locator(".govuk-error-summary__list a")
    for index in range(links.count()):
        link = links.nth(index)
        href = link.get_attribute("href") or ""
        link.click()
        focused = page.evaluate("() => [document.activeElement.id, document.activeElement.tagName]")
        assert focused[0] == href.removeprefix("#"), f"{link.inner_text()!r} leads to {href}; focused: {focused}"
        assert focused[1] in {"INPUT", "TEXTAREA", "SELECT"}, f"{href} is a {focused[1]}"
        assert page.locator(f"[id='{focused[0]}']").is_visible(), f"{href} cannot be seen"
    assert links.count(), "there is no error summary with a link on this page"
    return links.count()


def no_horizontal_scroll(page: Page, width: int = 320, height: int = 800) -> None:
    """At this width in CSS pixels nothing sticks out to the side (WCAG 2.2, 1.4.10). The page keeps the width."""
    page.set_viewport_size({"width": width, "height": height})
    sticking_out = page.evaluate(
        """() => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
            [...document.querySelectorAll('body *')]
                .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
                .map((one) => one.tagName + '.' + one.className)"""
    )
    assert sticking_out == [], f"wider than {width} pixels: {sticking_out}"
