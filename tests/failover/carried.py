"""A case carried in a real browser from its beginning to its end, while machines of its database die three times.

Each time a form is sent while no machine takes writes: the page says so and keeps what was typed, and the same form,
sent again from there, counts once. Nothing here asks Django's databases: playwright's loop does not let it.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from playwright.sync_api import Page, expect, sync_playwright

from proviso.demonstration.force import ASHDOWN, FENNEL, IRIS
from tests.failover.cluster import Cluster, NotSteady
from tests.failover.drill import EVENTS
from tests.failover.service import Force
from tests.failover.witnesses import connected
from tests.journeys.carrying import announced, answer_everything, says, the_desk_acknowledges
from tests.journeys.conftest import CHROMIUM, FLAGS
from tests.journeys.filling import Answers, fill, follow, just_now, press, problems, save, stands_at
from tests.journeys.telling import NOBODY_HEARS, VICTIM, given_to, plain_case, told_them
from tests.journeys.walking import sign_in

AWAY = "The service cannot reach its database"
PATIENCE = 120
"""Seconds until another machine takes writes, on a machine that does other work too."""
INTERRUPTED = "The safe way to reach them"
EXPECTED = ["Case opened", "Sharing decided", "Call started", "Call ended", "Person told after", "Case closed"]


def carried(of: Cluster, at: Force, port: int) -> Sequence[str]:
    """Carry it, and print how long each form waited. Returns what is wrong afterwards. Raises AssertionError."""
    live, before = f"http://127.0.0.1:{port}", _cases(of)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        ashdown, fennel = (chromium.new_context(locale="en-GB").new_page() for _ in range(2))
        for page, number in ((ashdown, ASHDOWN), (fennel, FENNEL)):
            page.set_default_timeout(PATIENCE * 1000)
            sign_in(page, live, number)
        reference = _begun(of, ashdown, live)
        _answered(of, ashdown, reference)
        _decided(of, ashdown)
        _ended(ashdown, fennel, live, reference)
        _read_by_an_auditor(chromium.new_context(locale="en-GB").new_page(), live, reference)
        chromium.close()
    print(at.verified().splitlines()[0])
    return [*_of_cases(of, before, reference), *_of_entries(of, reference)]


def _begun(of: Cluster, page: Page, live: str) -> str:
    """The case is begun while the machine that leads is dead: by the form's token once, however often it is sent."""
    page.goto(f"{live}/cases/new")
    fill(page, VICTIM)
    _meanwhile(of, "its machine killed", page, lambda: press(page, "Continue"), keeps="victim")
    return page.url.split("/cases/")[1].split("/")[0]


def _answered(of: Cluster, page: Page, reference: str) -> None:
    """Every question, one of them while the machine that leads is cut off."""
    pages = plain_case(f"NM-{reference[-4:]}")
    headings = list(pages)
    middle = headings.index(INTERRUPTED)
    answer_everything(page, {one: pages[one] for one in headings[:middle]})
    stands_at(page, INTERRUPTED)
    fill(page, pages[INTERRUPTED])
    kept = "At the front desk of Northmarsh station"
    _meanwhile(of, "its cable cut", page, lambda: press(page, "Save and continue"), keeps=kept)
    answer_everything(page, {one: pages[one] for one in headings[middle + 1 :]})
    stands_at(page, f"Case {reference}")


def _decided(of: Cluster, page: Page) -> None:
    """The decision, while the database of the machine that leads is dead."""
    follow(page, "Check and decide")
    why = "Nobody has confirmed the marker"
    fill(page, {"What do you decide?": ["Share the basic information"], "Why?": why})
    _meanwhile(of, "the database killed", page, lambda: press(page, "Record the decision"), keeps=why)
    announced(page, "Decided, and not sent yet")


def _ended(page: Page, fennel: Page, live: str, reference: str) -> None:
    """The call, telling the person, the acknowledgement, the reply, the close, and the record as it is read."""
    follow(page, "Send what was decided")
    press(page, NOBODY_HEARS)
    stands_at(page, "The call")
    save(page, given_to("Operator 17"), "Record how the call ended")
    follow(page, "Tell them afterwards")
    save(page, told_them())
    expect(says(page, "Close the case")).to_contain_text("Allowed")
    the_desk_acknowledges(fennel, live, reference, unnamed="Shearwater")
    follow(page, "Record a reply")
    reply: Answers = {
        "When did the reply come?": just_now,
        "Who replied?": "Operator 17",
        "What does it say?": ["It confirms the suspicion"],
        "In their words, as near as you have them": "The marker still stands",
    }
    save(page, reply)
    follow(page, "Close the case")
    save(page, {"Why can it close?": "She was told before and after, and it was acknowledged"})
    announced(page, "The case is closed")
    follow(page, "Read the record of this case")
    titles = page.locator(".proviso-timeline__title").all_inner_texts()
    assert [one for one in titles if one in EXPECTED] == EXPECTED, titles


def _read_by_an_auditor(page: Page, live: str, reference: str) -> None:
    """The record without its bodies comes from a machine that follows, says so, and has the case to its end."""
    sign_in(page, live, IRIS)
    page.goto(f"{live}/record?case={reference}&kind=case_closed")
    expect(page.get_by_text("This is read from a machine that follows the one that records")).to_be_visible()
    expect(page.locator("table.proviso-record tbody tr")).to_have_count(1)


def _meanwhile(of: Cluster, name: str, page: Page, send: Callable[[], None], *, keeps: str) -> None:
    """Something happens to the machine that leads, and the form is sent at once; then again until it is taken."""
    of.wait_until_steady()
    began, before = time.monotonic(), of.leader().machine.name
    comes_back = EVENTS[name](of)
    send()
    stands_at(page, AWAY)
    assert page.locator(f'main input[type="hidden"][value="{keeps}"]').count() == 1, "what was typed is not kept"
    while page.get_by_role("heading", level=1).inner_text() == AWAY:
        if time.monotonic() > began + PATIENCE:
            raise NotSteady(f"{name}: the form was not taken")
        time.sleep(1)
        press(page, "Send it again")
    assert problems(page) == []
    print(f"{name}, {before}: the form was taken after {time.monotonic() - began:.1f} s", flush=True)
    comes_back()
    of.wait_until_steady()


def _cases(of: Cluster) -> set[str]:
    """Every case that the machine has which leads."""
    with connected(of.leader(), "proviso") as session:
        return {str(reference) for (reference,) in session.execute("SELECT reference FROM casework_case")}


def _of_cases(of: Cluster, before: set[str], reference: str) -> Iterator[str]:
    if (new := _cases(of) - before) != {reference}:
        yield f"one case was begun, and there are {sorted(new)}"


def _of_entries(of: Cluster, reference: str) -> Iterator[str]:
    """Its entries: in order without a gap, none twice, the same on all three machines."""
    asked = 'SELECT seq, kind FROM record_entry WHERE "case" = %s AND seq IS NOT NULL ORDER BY seq'
    found = []
    for node in of.nodes:
        with connected(node, "proviso") as session:
            found.append(session.execute(asked, (reference,)).fetchall())
    print(f"{reference}: {len(found[0])} entries")
    if any(one != found[0] for one in found):
        yield f"the machines have {[len(one) for one in found]} entries of {reference}"
    if [seq for seq, _ in found[0]] != list(range(1, len(found[0]) + 1)):
        yield f"the entries of {reference} are not in order: {found[0]}"
    if twice := [kind for kind, many in Counter(kind for _, kind in found[0]).items() if many > 1]:
        yield f"recorded twice in {reference}: {twice}"
