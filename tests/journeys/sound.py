"""What every page is asked in every state: no axe violation, one main heading, a true title, no sideways scrolling,
nothing internal, links of the error summary that find their field, a skip link that works, and focus that can be seen.
"""

import re

from playwright.sync_api import Page, ViewportSize

from tests.journeys.walking import every_error_link_focuses_its_field, no_horizontal_scroll, violations

INTERNAL = re.compile(r"(?<![\w./@-])[a-z]+(?:_[a-z]+)+\b|\b(?:north|south)\b")
"""Names of the code and codes of units: nobody who reads a page knows either."""

WIDE: ViewportSize = {"width": 1280, "height": 1024}

STANDS = """() => {
    const seen = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest('[aria-hidden="true"]');
    const headings = document.querySelectorAll('h1:not([role], [aria-level]), [role="heading"][aria-level="1"]');
    return {
        headings: [...headings].filter(seen).length,
        title: document.title,
        turned: document.documentElement.classList.contains('proviso-person'),
        says: document.body.textContent,
        errors: document.querySelectorAll('.govuk-error-summary__list a').length,
        rests: document.activeElement === document.body,
    };
}"""
"""All that is asked of the page at once. A locator costs as much on each new page as six such questions."""

FOCUS_UNSEEN = """() => {
    const looks = (one) => {
        const near = [one, one.closest('label'), one.nextElementSibling, one.parentElement].filter(Boolean);
        const drawn = (each) => [null, '::before', '::after'].map((part) => getComputedStyle(each, part));
        return near.flatMap(drawn)
            .map((s) => [s.outlineStyle, s.outlineWidth, s.boxShadow, s.backgroundColor, s.borderWidth].join()).join();
    };
    const unseen = [];
    const reached = (one) => one.type !== 'hidden' && one.checkVisibility() && one.tabIndex >= 0;
    const able = 'a[href], button, input, textarea, select, summary, [tabindex]';
    document.activeElement.blur();
    // Each without the focus first, all of them in one go: every move of the focus has the page's styles worked out.
    const before = new Map([...document.querySelectorAll(able)].filter(reached).map((one) => [one, looks(one)]));
    for (const [one, without] of before) {
        one.focus();
        if (document.activeElement !== one || looks(one) === without) unseen.push(one.outerHTML.slice(0, 120));
    }
    document.activeElement.blur();
    return unseen;
}"""

FOCUSED = """() => {
    const { top, height } = document.activeElement.getBoundingClientRect();
    return [document.activeElement.textContent, top >= 0 && height > 1 && top + height <= innerHeight];
}"""


def is_sound(page: Page, *, error: bool) -> None:
    """Ask all of it of the page as it stands. `error` is whether it says that something is wrong.

    A page turned to the person has a neutral title and begins with the way to leave it.
    """
    stands = page.evaluate(STANDS)
    title, turned = stands["title"], stands["turned"]
    assert stands["headings"] == 1, f"{stands['headings']} main headings"
    assert turned != bool(re.fullmatch(r"(Error: )?\S.* – Proviso", title)), title
    assert title.startswith("Error: ") is error, title
    assert violations(page) == []
    assert (internal := INTERNAL.findall(stands["says"])) == [], internal
    if stands["errors"]:
        every_error_link_focuses_its_field(page)
    elif not turned and stands["rests"]:  # else a banner has the focus
        the_skip_link_works(page)
    assert (unseen := page.evaluate(FOCUS_UNSEEN)) == [], unseen
    # 320 by 256 is 1280 by 1024 at 400 % zoom (WCAG 2.2, 1.4.10).
    no_horizontal_scroll(page, 320, 256)
    page.set_viewport_size(WIDE)


def the_skip_link_works(page: Page) -> None:
    """The first thing that Tab reaches leads past the header."""
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == ["Skip to main content", True]
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.tagName") == "MAIN"
    # A form is posted with the fragment of its page: the next page would begin there, not at its top.
    page.evaluate("() => history.replaceState(null, '', location.pathname + location.search)")
