"""A mixed load of the journey by 32 people over HTTP, and how much more each page takes in a big force than in a small.

The people are threads of this process and take their part of the same cores. Growth is measured with one person alone,
page by page, in turn with the small force, so that no queue hides it: by the processor time that the service and its
server of PostgreSQL take together, and by the time that half of the answers take at most.
"""

import random
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles
from time import perf_counter

from bench.big_force.browser import Answer
from bench.big_force.journey import DAYS, PATTERNS, ROLE_OF, AtWork, Member, at_work
from bench.big_force.service import Serving

PEOPLE = {
    "officer": 22,
    "supervisor": 4,
    "disclosure_desk": 2,
    "vulnerability_lead": 2,
    "data_protection_officer": 1,
    "auditor": 1,
}
"""Who is at work in the mixed load: 32 people."""

TURNS, A_TURN = 6, 10
WRONG_SHOWN = 5


@dataclass
class Answers:
    """What came of a mixed load: the seconds that answers took, by pattern, and those that were wrong."""

    seconds: float = 0
    took: dict[str, list[float]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def add(self, pattern: str, answer: Answer) -> None:
        """Take one in."""
        self.took.setdefault(pattern, []).append(answer.seconds)
        if not answer.is_right():
            self.wrong.append(f"{pattern}: {answer.status} {answer.leads}")

    @property
    def a_second(self) -> float:
        """Answers."""
        return sum(map(len, self.took.values())) / self.seconds

    def at(self, percent: int, pattern: str | None = None) -> float:
        """How many ms so many in a hundred took at most, of one pattern or of all."""
        took = self.took[pattern] if pattern else [one for some in self.took.values() for one in some]
        return quantiles(took, n=100, method="inclusive")[percent - 1] * 1e3


def chosen(members: dict[str, list[Member]], seed: int) -> list[Member]:
    """32 people, drawn from all of the force: nobody twice, since who answers a question in two browsers is refused."""
    drawn = random.Random(seed)
    return [one for role, many in PEOPLE.items() for one in drawn.sample(members[role], many)]


def mixed(serving: Serving, people: Sequence[Member], seconds: float, seed: int) -> Answers:
    """All of them at work at once, for some seconds, after a round that is left out."""
    signed_in = list(at_work(serving.port, people, seed))
    told = [Answers() for _ in signed_in]
    ready = threading.Barrier(len(signed_in))
    faults: list[BaseException] = []

    def works(who: AtWork, answers: Answers) -> None:
        try:
            who.day()
            ready.wait()
            began = perf_counter()
            who.done = answers.add
            while perf_counter() - began < seconds:
                who.day()
            answers.seconds = perf_counter() - began
        except BaseException as fault:
            faults.append(fault)
            ready.abort()
            raise
        finally:
            who.browser.close()

    threads = [threading.Thread(target=works, args=pair) for pair in zip(signed_in, told, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise RuntimeError(f"somebody could not work: {faults[0]}") from faults[0]
    whole = Answers(max(one.seconds for one in told))
    for one in told:
        whole.wrong += one.wrong
        for pattern, took in one.took.items():
            whole.took.setdefault(pattern, []).extend(took)
    return whole


@dataclass(frozen=True)
class Growth:
    """One page in two forces, the small one first: ms of processor time, and ms within which half of them were."""

    pattern: str
    processor: tuple[float, float]
    half: tuple[float, float]
    wrong: int

    @property
    def ratio(self) -> float:
        """How many times the processor time it takes in the big one."""
        return self.processor[1] / self.processor[0]

    @property
    def ratio_of_half(self) -> float:
        """How many times as long half of the answers take."""
        return self.half[1] / self.half[0]


def growth(
    servings: Sequence[Serving], members: Sequence[dict[str, list[Member]]], only: Sequence[str] = ()
) -> list[Growth]:
    """Each pattern, measured in turn in each of two forces by one person alone."""
    roles = sorted({ROLE_OF[pattern] for pattern in only or PATTERNS})
    staff = [
        {role: list(at_work(one.port, _some(theirs[role]), 7)) for role in roles}
        for one, theirs in zip(servings, members, strict=True)
    ]
    for one in servings:
        one.wait_until_idle()
    return [_grown(pattern, servings, staff) for pattern in only or PATTERNS]


def _some(members: Sequence[Member]) -> Sequence[Member]:
    """At most ten of them, others every time: one person may ask by so many crime references in an hour."""
    return random.sample(members, min(10, len(members)))


def _grown(pattern: str, servings: Sequence[Serving], staff: Sequence[dict[str, list[AtWork]]]) -> Growth:
    took: list[list[float]] = [[], []]
    processor, wrong = [0.0, 0.0], 0
    for turn in range(-1, TURNS):
        for place in (0, 1):
            people = staff[place][ROLE_OF[pattern]]
            before = servings[place].processor_seconds()
            for number in range(A_TURN):
                answer = people[number % len(people)].do(pattern)
                if turn >= 0:
                    took[place].append(answer.seconds)
                    wrong += not answer.is_right()
            if turn >= 0:
                processor[place] += servings[place].processor_seconds() - before
    each = 1e3 / (TURNS * A_TURN)
    return Growth(
        pattern,
        (processor[0] * each, processor[1] * each),
        (median(took[0]) * 1e3, median(took[1]) * 1e3),
        wrong,
    )


def patterns_of_the_load() -> list[str]:
    """The patterns of the mixed load, in order."""
    every = {pattern for role in PEOPLE for pattern in DAYS[role]}
    return [pattern for pattern in PATTERNS if pattern in every]
