"""Every kind of question in every state, and every component of ours, in the browser: with scripts and without."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from tests.journeys.filling import press
from tests.journeys.serving import serving
from tests.journeys.sound import is_sound
from tests.journeys.walking import every_error_link_focuses_its_field, no_horizontal_scroll, violations

PAGES = [f"{which}/{state}" for which in ("one", "everything") for state in ("empty", "filled", "missing", "wrong")]


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = tmp_path_factory.mktemp("gallery")
    (home / "secret-key").write_text("only-for-tests-" * 5)
    with serving(home, "tests.web.design.gallery_settings") as address:
        yield address


@pytest.mark.parametrize("where", [*PAGES, "parts"])
def test_no_page_of_the_gallery_has_a_violation_or_scrolls_sideways(page: Page, gallery: str, where: str) -> None:
    page.goto(f"{gallery}/{where}")
    assert violations(page) == []
    no_horizontal_scroll(page, 320)
    assert violations(page) == []


def test_axe_finds_what_is_wrong(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/one/empty")
    page.evaluate("() => document.querySelector('label').remove()")
    assert any(found.startswith("label at") for found in violations(page))


def test_a_page_that_sticks_out_is_found(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/one/empty")
    page.evaluate("() => { document.querySelector('main form').style.width = '700px'; }")
    with pytest.raises(AssertionError, match="FORM"):
        no_horizontal_scroll(page, 320)


def test_what_is_not_sound_is_found(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/one/empty")
    is_sound(page, error=False)
    for change, found in UNSOUND.items():
        page.goto(f"{gallery}/one/empty")
        page.evaluate(f"() => {{ {change} }}")
        with pytest.raises(AssertionError, match=found):
            is_sound(page, error=False)


UNSOUND = {
    "document.title = 'Proviso'": "Proviso",
    "document.title = `Error: ${document.title}`": "Error: ",
    "document.querySelector('h1').ariaHidden = 'true'": "0 main headings",
    "document.querySelector('main').append(document.createElement('h1'))": "2 main headings",
    "document.querySelector('main').append('reason_given')": "reason_given",
    "const link = document.createElement('a'); document.querySelector('main h1').append(link);"
    "Object.assign(link, { href: '/', textContent: 'On', className: 'bare', style: 'outline: 0 !important' });"
    "link.style.boxShadow = 'none'; link.style.backgroundColor = 'white'": "bare",
}
"""Whatever is done to a page, and what `is_sound` says of it."""


@pytest.mark.parametrize(("where", "links"), [("one/missing", 1), ("everything/missing", 6), ("everything/wrong", 6)])
def test_every_link_of_the_error_summary_focuses_its_field(page: Page, gallery: str, where: str, links: int) -> None:
    page.goto(f"{gallery}/{where}")
    assert page.title().startswith("Error: ")
    assert page.evaluate("() => document.activeElement.className") == "govuk-error-summary"
    assert every_error_link_focuses_its_field(page) == links


def test_a_link_that_misses_is_found(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/everything/missing")
    page.evaluate("() => document.querySelector('.govuk-error-summary a').setAttribute('href', '#q-nothing')")
    with pytest.raises(AssertionError, match="leads to #q-nothing"):
        every_error_link_focuses_its_field(page)


def test_what_an_option_reveals_is_hidden_until_it_is_chosen(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/everything/empty")
    shade, calm = page.get_by_label("Which shade of red?"), page.get_by_role("group", name="Is it a calm colour?")
    expect(shade).to_be_hidden()
    expect(calm).to_be_hidden()
    page.get_by_label("Red", exact=True).check()
    expect(shade).to_be_visible()
    expect(calm).to_be_hidden()
    page.get_by_label("Blue").check()
    expect(shade).to_be_hidden()
    expect(calm).to_be_visible()
    page.get_by_label("None of these").check()
    page.get_by_label("Apple").check()
    expect(page.get_by_label("None of these")).not_to_be_checked()


def test_without_scripts_every_question_is_shown_and_says_when_it_goes(
    page_without_javascript: Page, gallery: str
) -> None:
    page = page_without_javascript
    page.goto(f"{gallery}/everything/empty")
    expect(page.get_by_label("Which shade of red?")).to_be_visible()
    expect(page.get_by_role("group", name="Is it a calm colour?")).to_be_visible()
    expect(page.get_by_text("If you chose “Green” or “Blue”:")).to_be_visible()


def test_what_was_typed_stays_when_something_is_wrong(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/everything/empty")
    page.get_by_label("Its name (optional)").fill("Granny’s <b>")
    page.get_by_label("Red", exact=True).check()
    page.get_by_label("Which shade of red?").fill("Crimson")
    page.get_by_role("group", name="When was it picked?").get_by_label("Month").fill("Juli")
    press(page, "Save and continue")
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(page.get_by_label("Its name (optional)")).to_have_value("Granny’s <b>")
    expect(page.get_by_label("Which shade of red?")).to_have_value("Crimson")
    expect(page.get_by_role("group", name="When was it picked?").get_by_label("Month")).to_have_value("Juli")
    assert violations(page) == []


def test_no_style_or_markup_gets_into_a_page_but_its_own(browser: Browser, gallery: str) -> None:
    page = browser.new_page()  # one whose complaints are what is wanted
    page.goto(f"{gallery}/one/empty")
    page.evaluate(
        "() => addEventListener('securitypolicyviolation', (event) => { stopped = event.violatedDirective; })"
    )
    page.evaluate("() => document.head.append(Object.assign(document.createElement('style'), {textContent: 'p{}'}))")
    page.wait_for_function("() => globalThis.stopped")
    assert page.evaluate("() => stopped") == "style-src-elem"
    with pytest.raises(Error, match="TrustedHTML"):
        page.evaluate("() => { document.body.innerHTML = '<p>'; }")
    page.close()


def test_print_keeps_the_marking_and_leaves_out_what_cannot_be_used_on_paper(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/parts")
    page.emulate_media(media="print")
    for marking in page.locator(".proviso-marking").all():
        expect(marking).to_be_visible()
    expect(page.get_by_role("button", name="Sign out")).to_be_hidden()
