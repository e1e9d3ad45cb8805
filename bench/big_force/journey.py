"""What people do all day, a page after another, each with the pattern of pages that it counts as."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import psycopg

from bench.big_force.browser import Answer, Browser, form_on

_PEOPLE = """
SELECT o.staff_number, o.role, array(
  SELECT c.reference FROM casework_case c
  WHERE c.force = 'wessmere' AND c.unit = u.code AND c.owner = o.staff_number AND c.stage = 'open' AND c.seq > 5
  ORDER BY c.reference LIMIT 8)
FROM accounts_officer o JOIN accounts_unit u ON u.id = o.unit_id ORDER BY o.staff_number
"""


@dataclass(frozen=True)
class Member:
    """Somebody of the force, with some cases of theirs that are open."""

    number: str
    role: str
    cases: tuple[str, ...]


@dataclass
class AtWork:
    """A member who is signed in. `done` is told each answer with the pattern that it counts as."""

    member: Member
    browser: Browser
    drawn: random.Random
    done: Callable[[str, Answer], None] = field(default=lambda *_: None)

    def day(self) -> None:
        """A round of what their role does."""
        for pattern in DAYS[self.member.role]:
            self.do(pattern)

    def do(self, pattern: str) -> Answer:
        """One page, or one form that is sent."""
        answer = PATTERNS[pattern](self)
        self.done(pattern, answer)
        return answer

    def case(self) -> str:
        """One of their cases."""
        return self.drawn.choice(self.member.cases)


def _page(path: str) -> Callable[[AtWork], Answer]:
    return lambda who: who.browser.ask(path.format(case=who.case() if "{case}" in path else ""))


def _answer_address(who: AtWork) -> Answer:
    path = f"/cases/{who.case()}/questions/address"
    typed = form_on(who.browser.ask(path).page) | {"address": f"{who.drawn.randrange(10**6)} Invented Row, Wessmere"}
    return who.browser.ask(path, typed)


def _open_a_case(who: AtWork) -> Answer:
    typed = form_on(who.browser.ask("/cases/new").page)
    return who.browser.ask("/cases/new", typed | {"role": "victim", "suspected": "yes", "already_shared": "no"})


def _find(given: Callable[[AtWork], str]) -> Callable[[AtWork], Answer]:
    def found(who: AtWork) -> Answer:
        typed = form_on(who.browser.ask("/cases/find").page)
        return who.browser.ask("/cases/find", typed | {"reference": given(who), "reason": "To find the case again"})

    return found


PATTERNS: dict[str, Callable[[AtWork], Answer]] = {
    "an officer’s own list": _page("/worklist/own"),
    "a unit’s list": _page("/worklist/unit"),
    "a case": _page("/cases/{case}/"),
    "a question": _page("/cases/{case}/questions/address"),
    "a question, answered": _answer_address,
    "check and decide": _page("/cases/{case}/decide"),
    "the timeline": _page("/cases/{case}/timeline"),
    "a case found by our reference": _find(AtWork.case),
    "a case found by its crime reference": _find(lambda who: f"WM/{who.drawn.randrange(20_000):07}/26"),
    "a case opened": _open_a_case,
    "who looked": _page("/who-looked"),
    "a supervisor’s reviews": _page("/worklist/reviews"),
    "those who leave": _page("/leaving"),
    "the desk’s list": _page("/worklist/desk"),
    "the vulnerability leads’ list": _page("/worklist/vulnerability"),
    "the data protection officer’s list": _page("/worklist/data_protection"),
    "the record": _page("/record"),
    "the record of one case": lambda who: who.browser.ask(f"/record?case={who.case()}"),
    "the record of one person": lambda who: who.browser.ask("/record?who=W00060"),
    "the record of one kind": _page("/record?kind=case_consulted"),
    "the record of a rare kind": _page("/record?kind=force_added"),
    "the record of one day": lambda who: who.browser.ask(
        f"/record?day={datetime.now(UTC).date() - timedelta(days=27)}"
    ),
    "the table of one case": lambda who: who.browser.ask(f"/record/table.csv?case={who.case()}"),
}
"""How each is done. Those that send a form read its page first: the processor time is of both, the seconds of the
answer."""

_OFFICER = (
    "an officer’s own list",
    "a case",
    "a question",
    "a question, answered",
    "a question, answered",
    "check and decide",
    "a unit’s list",
    "a case found by our reference",
    "a case",
    "the timeline",
    "who looked",
    "a case opened",
)
_RECORD = (
    "the record",
    "the record of one case",
    "the record of one person",
    "the record of one kind",
    "the record of a rare kind",
    "the record of one day",
    "the table of one case",
)
DAYS: dict[str, Sequence[str]] = {
    "officer": _OFFICER,
    "supervisor": ("a supervisor’s reviews", "a unit’s list", "who looked", "those who leave"),
    "disclosure_desk": ("the desk’s list",),
    "vulnerability_lead": ("the vulnerability leads’ list", "who looked"),
    "data_protection_officer": ("the data protection officer’s list", "who looked", *_RECORD),
    "auditor": _RECORD,
}
"""What each role does in a round."""

ROLE_OF = {pattern: role for role, patterns in reversed(DAYS.items()) for pattern in patterns}
ROLE_OF["a case found by its crime reference"] = "officer"
"""Whose page a pattern is measured as."""


def members(url: str) -> dict[str, list[Member]]:
    """Who works in a force, by role; of officers those with open cases. An auditor is given somebody's."""
    with psycopg.connect(url) as connection:
        rows = connection.execute(_PEOPLE).fetchall()
    found: dict[str, list[Member]] = {}
    lent = next(tuple(cases) for _, _, cases in rows if cases)
    for number, role, cases in rows:
        if role in DAYS and (role != "officer" or cases):
            found.setdefault(role, []).append(Member(number, role, tuple(cases) or lent))
    return found


def at_work(port: int, chosen: Sequence[Member], seed: int) -> Iterator[AtWork]:
    """Each of them, signed in."""
    for place, one in enumerate(chosen):
        yield AtWork(one, Browser(port).sign_in(one.number), random.Random(seed + place))
