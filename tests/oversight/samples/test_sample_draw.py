"""Which cases are drawn: the same for everybody, evenly, and drawn again by code that shares nothing with ours."""

import hashlib
from collections import Counter

import pytest

from proviso.oversight.samples.sample_draw import dealt, drawn, joined

SAMPLE = "DS-0000-0001"
LISTING = {
    "delayed": [f"PV-D{number:03}" for number in range(7)],
    "shared": [f"PV-S{number:03}" for number in range(40)],
}


def hmac_by_hand(key: bytes, said: bytes) -> str:
    """RFC 2104, from its text."""
    padded = key.ljust(64, b"\0")
    inner = hashlib.sha256(bytes(one ^ 0x36 for one in padded) + said).digest()
    return hashlib.sha256(bytes(one ^ 0x5C for one in padded) + inner).hexdigest()


def drawn_again(root: str, sample: str, lines: list[tuple[str, str]], many: int) -> set[str]:
    """The draw as `docs/how-to/dip-samples.md` tells it, from lines of stratum and case."""
    heaps: dict[str, list[tuple[str, str]]] = {}
    for stratum, case in lines:
        said = f"proviso sample {sample} {case}".encode("ascii")
        heaps.setdefault(stratum, []).append((hmac_by_hand(bytes.fromhex(root), said), case))
    for heap in heaps.values():
        heap.sort(reverse=True)
    taken: set[str] = set()
    while len(taken) < many and any(heaps.values()):
        for name in sorted(heaps):
            if heaps[name] and len(taken) < many:
                taken.add(heaps[name].pop()[1])
    return taken


def listed() -> list[tuple[str, str]]:
    return [(stratum, case) for stratum, cases in LISTING.items() for case in cases]


@pytest.mark.parametrize("many", [5, 10, 15, 20, 100])
def test_independent_code_draws_the_same_cases(many: int) -> None:
    for number in range(20):
        root = hashlib.sha256(str(number).encode()).digest()
        ours = {case for _stratum, case in drawn(root, SAMPLE, LISTING, many)}
        assert ours == drawn_again(root.hex(), SAMPLE, listed(), many)
        assert len(ours) == min(many, 47)


def test_another_root_or_another_sample_draws_other_cases() -> None:
    first = drawn(b"a" * 32, SAMPLE, LISTING, 10)
    assert drawn(b"b" * 32, SAMPLE, LISTING, 10) != first
    assert drawn(b"a" * 32, "DS-0000-0002", LISTING, 10) != first
    assert drawn(b"a" * 32, SAMPLE, LISTING, 10) == first


def test_no_case_is_drawn_more_often_than_others() -> None:
    """Of 40 cases 10 are drawn: over 2,000 roots each about 500 times, five standard deviations at most from it."""
    listing = {"all": LISTING["shared"]}
    seen = Counter(
        case for number in range(2000) for _all, case in drawn(number.to_bytes(32, "big"), SAMPLE, listing, 10)
    )
    assert len(seen) == 40
    assert all(abs(many - 500) < 5 * (2000 * 0.25 * 0.75) ** 0.5 for many in seen.values())


def test_the_size_is_dealt_out_evenly_and_what_a_stratum_lacks_goes_to_others() -> None:
    assert dealt({"b": 40, "a": 40}, 5) == {"a": 3, "b": 2}
    assert dealt({"a": 2, "b": 40, "c": 40}, 10) == {"a": 2, "b": 4, "c": 4}
    assert dealt({"a": 2, "b": 1}, 10) == {"a": 2, "b": 1}
    assert dealt({}, 10) == {}


@pytest.mark.parametrize(
    ("sizes", "become"),
    [
        ({"a": 5, "b": 9}, {"a": 5, "b": 9}),
        ({"a": 4, "b": 9}, {"a+b": 13}),
        ({"a": 4, "b": 9, "c": 6}, {"a+c": 10, "b": 9}),
        ({"a": 4, "b": 9, "c": 1}, {"a+c": 5, "b": 9}),
        ({"a": 1, "b": 2}, {"a+b": 3}),
    ],
)
def test_a_stratum_of_too_few_cases_is_drawn_with_others(sizes: dict[str, int], become: dict[str, int]) -> None:
    listing = {name: [f"PV-{name}{number}" for number in range(many)] for name, many in sizes.items()}
    assert {name: len(cases) for name, cases in joined(listing, 5).items()} == become
