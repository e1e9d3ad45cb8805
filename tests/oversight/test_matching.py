"""Which contact explains which disclosure, against a slow search through every way of pairing them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from proviso.oversight.matching import Tolerance, matched

NOON = datetime(2026, 10, 24, 12, tzinfo=UTC)
FIVE = Tolerance(timedelta(minutes=5), timedelta(minutes=5))


@dataclass(frozen=True)
class Contact:
    at: datetime
    or_at: datetime | None = None


@dataclass(frozen=True)
class Recorded:
    began_at: datetime
    ended_at: datetime
    owed: bool = True


def after(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)


def call(minutes: int, lasted: int = 0, *, owed: bool = True) -> Recorded:
    return Recorded(after(minutes), after(minutes + lasted), owed)


minutes = st.integers(0, 40)
contacts = st.lists(st.builds(lambda at, other: Contact(after(at), after(at + 60) if other else None),
                              minutes, st.booleans()), max_size=6)  # fmt: skip
records = st.lists(st.builds(lambda at, lasted, owed: call(at, lasted, owed=owed),
                             minutes, st.integers(0, 30), st.booleans()), max_size=6)  # fmt: skip


def fits(contact: Contact, one: Recorded, tolerance: Tolerance) -> bool:
    first, last = one.began_at - tolerance.before, one.ended_at + tolerance.after
    return any(first <= at <= last for at in (contact.at, contact.or_at) if at)


def best(contacts: list[Contact], recorded: list[Recorded], tolerance: Tolerance) -> tuple[int, int]:
    """The most of those that are owed, and with that the most of all: by trying everything."""

    def tried(number: int, left: frozenset[int]) -> tuple[int, int]:
        if number == len(recorded):
            return 0, 0
        found = tried(number + 1, left)
        for contact in left:
            if fits(contacts[contact], recorded[number], tolerance):
                owed, every = tried(number + 1, left - {contact})
                found = max(found, (owed + recorded[number].owed, every + 1))
        return found

    return tried(0, frozenset(range(len(contacts))))


@given(contacts, records, st.integers(0, 10), st.integers(0, 10))
def test_it_pairs_as_many_as_any_way_of_pairing_does(
    contacts: list[Contact], recorded: list[Recorded], before: int, behind: int
) -> None:
    tolerance = Tolerance(timedelta(minutes=before), timedelta(minutes=behind))
    pairs = matched(contacts, recorded, tolerance)
    assert len(set(pairs.values())) == len(pairs)
    assert all(fits(contacts[contact], recorded[number], tolerance) for number, contact in pairs.items())
    owed = sum(recorded[number].owed for number in pairs)
    assert (owed, len(pairs)) == best(contacts, recorded, tolerance)
    again = matched(contacts[::-1], recorded[::-1], tolerance)
    assert len(again) == len(pairs)


def test_one_call_explains_one_case() -> None:
    assert len(matched([Contact(NOON)], [call(0), call(1)], FIVE)) == 1


def test_a_call_that_was_tried_explains_a_contact_and_gives_way_to_one_that_shared() -> None:
    assert matched([Contact(NOON)], [call(0, owed=False), call(3)], FIVE) == {1: 0}
    assert matched([Contact(NOON), Contact(after(-4))], [call(0, owed=False), call(3)], FIVE) == {0: 1, 1: 0}


def test_an_hour_that_the_clock_gave_twice_is_either() -> None:
    twice = Contact(NOON, NOON + timedelta(hours=1))
    assert matched([twice], [call(60)], FIVE) == {0: 0}
    assert matched([twice], [call(30)], FIVE) == {}


def test_a_year_of_calls_takes_no_long_time() -> None:
    many = [Contact(after(number * 3)) for number in range(20_000)]
    recorded = [call(number * 3, 2) for number in range(20_000)]
    pairs = matched(many, recorded, Tolerance(timedelta(minutes=30), timedelta(minutes=30)))
    assert len(pairs) == 20_000
    assert all(later > earlier for earlier, later in pairwise(sorted(pairs.values())))
