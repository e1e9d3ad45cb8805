"""What every page is asked in every state: no axe violation, one main heading, a true title, no sideways scrolling,
nothing internal, links of the error summary that find their field, a skip link that works, and focus that can be seen.
"""

import re

from playwright.sync_api import Page, ViewportSize, expect

from tests.journeys.walking import every_error_link_focuses_its_field, no_horizontal_scroll, violations

INTERNAL = re.compile(r"(?<![\w./@-])[a-z]+(?:_[a-z]+)+\b|\b(?:north|south)\b")
"""Names of the code and codes of units: nobody who reads a page knows either."""

WIDE: ViewportSize = {"width": 1280, "height": 1024}

FOCUS_UNSEEN = """() => {
    const looks = (one) => {
        const near = [one, one.closest('label'), one.nextElementSibling, one.parentElement].filter(Boolean);
        const drawn = (each) => [null, '::before', '::after'].map((part) => getComputedStyle(each, part));
        return near.flatMap(drawn)
            .map((s) => [s.outlineStyle, s.outlineWidth, s.boxShadow, s.backgroundColor, s.borderWidth].join()).join();
    };
    const unseen = [];
    for (const one of document.querySelectorAll('a[href], button, input, textarea, select, summary, [tabindex]')) {
        if (one.type === 'hidden' || !one.checkVisibility() || one.tabIndex < 0) continue;
        document.activeElement.blur();
        const before = looks(one);
        one.focus();
        if (document.activeElement !== one || looks(one) === before) unseen.push(one.outerHTML.slice(0, 120));
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
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    title = page.title()
    turned = page.locator("html.proviso-person").count() > 0
    assert turned != bool(re.fullmatch(r"(Error: )?\S.* – Proviso", title)), title
    assert title.startswith("Error: ") is error, title
    assert violations(page) == []
    assert INTERNAL.findall(page.locator("body").text_content() or "") == []
    if page.locator(".govuk-error-summary__list a").count():
        every_error_link_focuses_its_field(page)
    elif not turned and page.evaluate("() => document.activeElement === document.body"):  # else a banner has the focus
        the_skip_link_works(page)
    assert page.evaluate(FOCUS_UNSEEN) == []
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
