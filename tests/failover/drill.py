"""Twenty times, in turn: a planned change, the database dies, its machine dies, its cable is cut, while people work."""

import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from proviso.casework.models import CaseRow
from proviso.demonstration.force import ASHDOWN, DAMSON, PASSWORD
from proviso.disclosure.claiming import LEASE
from tests.failover import messages
from tests.failover.cluster import READING, Cluster, wait_until
from tests.failover.people import Person, longest_pause
from tests.failover.service import Force
from tests.failover.witnesses import Watch, lost, told_of

PEOPLE = (ASHDOWN, DAMSON, ASHDOWN, DAMSON)
WORKING_BEFORE, CUT_FOR, LAST_FORM_WITHIN = 3, 15, 120
"""Seconds: of work before something happens, of a cable that is cut, and for the last form at the end."""


def changed_over(of: Cluster) -> Callable[[], None]:
    """A planned change, as for maintenance."""
    of.change_over()
    return lambda: None


def database_killed(of: Cluster) -> Callable[[], None]:
    """The database of the machine that leads is killed; what watches it lives, and starts it again."""
    of.leader().kill_database()
    return lambda: None


def machine_killed(of: Cluster) -> Callable[[], None]:
    """Everything on the machine that leads is killed at once; it comes back later."""
    node = of.leader()
    node.kill_all()

    def back() -> None:
        node.begin_etcd([one.machine for one in of.nodes])
        node.begin_patroni()

    return back


def cable_cut(of: Cluster) -> Callable[[], None]:
    """The machine that leads reaches nobody, and believes for a while that it leads."""
    node = of.leader()
    node.machine.cut()

    def back() -> None:
        time.sleep(CUT_FOR)
        node.machine.mend()

    return back


EVENTS: Mapping[str, Callable[[Cluster], Callable[[], None]]] = {
    "a planned change": changed_over,
    "the database killed": database_killed,
    "its machine killed": machine_killed,
    "its cable cut": cable_cut,
}


@dataclass
class Found:
    """What the drill saw."""

    pauses: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    kept: list[str] = field(default_factory=list)
    """Size and root after each event, as an auditor keeps them elsewhere."""
    ordered: list[str] = field(default_factory=list)
    """The cases whose message was ordered meanwhile."""
    wrong: list[str] = field(default_factory=list)
    """What was wrong after an event, a sentence each."""


def drill(of: Cluster, at: Force, port: int, times: int) -> Sequence[str]:
    """Do it all, and print it. Returns what is wrong afterwards, a sentence each."""
    before = messages.tried(_theirs)
    people = [Person(port, number, PASSWORD) for number in PEOPLE]
    for one in people:
        one.start()
    wait_until(lambda: all(one.told.cases for one in people), lambda: "nobody can work")
    found, watch = Found(kept=[root_of(at.verified())]), Watch(of)
    watch.start()
    for name, event in [*EVENTS.items()] * times:
        _happens(name, event, of, people, found)
        found.kept.append(root_of(at.verified()))
    for one in people:
        one.done.set()
    for one in people:
        one.join(LAST_FORM_WITHIN)
    found.wrong += [*lost(of, told_of(people)), *watch.ended()]
    waits = LEASE.total_seconds() + LAST_FORM_WITHIN
    wait_until(
        lambda: messages.none_waits(found.ordered), lambda: f"messages wait: {messages.states(found.ordered)}", waits
    )
    for name, seconds in found.pauses.items():
        print(f"{name}: {len(seconds)} times, half within {median(seconds):.1f} s, at most {max(seconds):.1f} s")
    return [*found.wrong, *_of_people(people, before), *_of_messages(at, found), *_of_record(at, found)]


def _happens(
    name: str, event: Callable[[Cluster], Callable[[], None]], of: Cluster, people: Sequence[Person], found: Found
) -> None:
    time.sleep(WORKING_BEFORE)
    found.ordered.append(messages.order_one())
    began, before = time.monotonic(), of.leader().machine.name
    comes_back = event(of)
    wait_until(lambda: _goes_on(of, before, people, began), lambda: f"{name}: nobody could go on working")
    comes_back()
    of.wait_until_steady()
    told = told_of(people)
    found.wrong += [f"{name}, {before}: {wrong}" for wrong in lost(of, told)]
    found.pauses[name].append(longest_pause(people, began, time.monotonic()))
    print(f"{name}, {before}: no act for {found.pauses[name][-1]:.1f} s; {len(told):,} told", flush=True)


def _goes_on(of: Cluster, before: str, people: Sequence[Person], began: float) -> bool:
    """Whether another machine leads, and somebody was told of a case since it does."""
    leading = [one["name"] for one in of.members() if one["role"] == "leader"]
    if not leading or leading[0] == before:
        return False
    since = time.monotonic()
    wait_until(
        lambda: any(one.told.moments and one.told.moments[-1] > since for one in people),
        lambda: "nobody was told of a case by the machine that leads now",
    )
    return since > began


def _theirs() -> set[str]:
    """The cases of those who work at browsers."""
    return set(CaseRow.objects.filter(owner__in=PEOPLE).values_list("reference", flat=True))


def _of_people(people: Sequence[Person], before: set[str]) -> Iterator[str]:
    """Every case that a browser was told of is there, and no form made two; some were there before."""
    yield from (f"{one.number} stopped: {one.failed!r}" for one in people if one.failed)
    told = Counter(case for one in people for case in one.told.cases)
    presses = sum(one.told.presses for one in people)
    there = messages.tried(_theirs) - before
    print(f"{told.total():,} cases were told of, by {presses:,} presses; {len(there):,} are there")
    if lost := set(told) - there:
        yield f"{len(lost)} cases that a browser was told of are not there: {sorted(lost)[:5]}"
    if twice := [case for case, many in told.items() if many > 1]:
        yield f"two forms led to one case: {twice[:5]}"
    if untold := there - set(told):
        yield f"{len(untold)} cases are there that no form was answered with: {sorted(untold)[:5]}"


def _of_messages(at: Force, found: Found) -> Iterator[str]:
    """No message left twice; each is sent or a question to a person."""
    taken, states = messages.taken(at), messages.states(found.ordered)
    print(f"{len(found.ordered)} messages were ordered meanwhile: the mail server took {taken.total()}; {dict(states)}")
    yield from (f"the message {number.decode()} left {many} times" for number, many in taken.items() if many > 1)


def _of_record(at: Force, found: Found) -> Iterator[str]:
    """It verifies, begins with all that was kept, and is the same on a machine that follows."""
    for kept in found.kept:
        at.runs("record", "verify", "--was", kept)
    last = at.verified()
    if (follows := root_of(at.verified(READING))) != root_of(last):
        yield f"a machine that follows has another record: {follows} and not {root_of(last)}"
    print(last.splitlines()[0])


def root_of(printed: str) -> str:
    """Size and root, as `record verify` prints them and takes them again."""
    shown = re.search(r"([0-9,]+) entries.* root ([0-9a-f]{64})", printed)
    assert shown, printed
    return f"{shown[1].replace(',', '')}:{shown[2]}"
