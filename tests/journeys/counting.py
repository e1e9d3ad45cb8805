"""What a walk costs whoever takes it: pages shown, clicks, and the boxes typed into, counted in the browser."""

from dataclasses import dataclass

from playwright.sync_api import Page, Response

COUNTER = """
const add = (name, by) => sessionStorage.setItem(name, Number(sessionStorage.getItem(name)) + by);
addEventListener('pointerdown', () => add('clicks', 1), true);
addEventListener('submit', (event) => {
    const seen = [...event.target.elements].filter((one) => one.value && one.checkVisibility());
    const boxes = 'textarea, input:not([type=radio], [type=checkbox], [type=hidden])';
    const typed = seen.filter((one) => one.matches(boxes));
    const times = typed.filter((one) => /-(day|month|year|time)$/.test(one.name));
    add('times', times.length);
    add('words', typed.length - times.length);
}, true);
"""


@dataclass
class Cost:
    """What a walk has cost so far: whole pages, presses of the pointer, boxes of dates and times, other boxes."""

    pages: int = 0
    clicks: int = 0
    times: int = 0
    words: int = 0

    def __str__(self) -> str:
        return f"{self.pages} pages, {self.clicks} clicks, {self.times} boxes of dates and times, {self.words} of words"


class Walk:
    """A walk on one page of a browser, from when it is made."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._pages = 0
        page.add_init_script(COUNTER)
        page.on("response", self._shown)

    def _shown(self, response: Response) -> None:
        if response.request.is_navigation_request() and not 300 <= response.status < 400:
            self._pages += 1

    def cost(self) -> Cost:
        """The cost until now."""
        counted = [int(self._page.evaluate(f"sessionStorage.getItem('{one}')") or 0) for one in _COUNTED]
        return Cost(self._pages, *counted)


_COUNTED = ("clicks", "times", "words")
