"""Which cases of a population a dip sample holds: worked out from a root of the record's tree, by nobody. Pure.

Each case has a mark, HMAC-SHA256 under the root of "proviso sample", the sample's number and the case's own. Of each
stratum the cases with the smallest marks are drawn. The size is dealt out to the strata one case at a time, in the
order of their names, to those that have any left. Anybody with the list and the root draws the same again.
"""

import hmac
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import TypeAlias

Listing: TypeAlias = Mapping[str, Sequence[str]]
"""The cases of each stratum, by their references."""

BETWEEN_STRATA = "+"
"""What stands between the names of strata that are drawn together."""


def mark(root: bytes, sample: str, case: str) -> str:
    """The mark of a case in a sample, in hexadecimal."""
    return hmac.digest(root, f"proviso sample {sample} {case}".encode(), "sha256").hex()


def turn(root: bytes, sample: str, case: str, staff_number: str) -> str:
    """Whose turn it is to review a case: the smallest of those who may."""
    return hmac.digest(root, f"proviso reviewer {sample} {case} {staff_number}".encode(), "sha256").hex()


def dealt(sizes: Mapping[str, int], many: int) -> dict[str, int]:
    """How many cases of each stratum are drawn, of strata of these sizes."""
    deal = dict.fromkeys(sizes, 0)
    left = min(many, sum(sizes.values()))
    while left:
        for stratum in sorted(sizes):
            if left and deal[stratum] < sizes[stratum]:
                deal[stratum] += 1
                left -= 1
    return deal


def drawn(root: bytes, sample: str, listing: Listing, many: int) -> list[tuple[str, str]]:
    """The cases that are drawn, each after its stratum, in the order in which they are drawn."""
    deal = dealt({stratum: len(cases) for stratum, cases in listing.items()}, many)
    return [
        (stratum, case)
        for stratum in sorted(listing)
        for case in sorted(listing[stratum], key=lambda case: mark(root, sample, case))[: deal[stratum]]
    ]


def joined(listing: Listing, threshold: int) -> dict[str, list[str]]:
    """The strata with those together that hold fewer cases than the threshold, so that none names a case; where they
    are still too few, with the smallest of the others."""
    few = {stratum: cases for stratum, cases in listing.items() if len(cases) < threshold}
    large = {stratum: list(cases) for stratum, cases in listing.items() if stratum not in few}
    if few and large and sum(map(len, few.values())) < threshold:
        smallest = min(large, key=lambda stratum: (len(large[stratum]), stratum))
        few[smallest] = large.pop(smallest)
    if few:
        large[BETWEEN_STRATA.join(sorted(few))] = sorted(case for cases in few.values() for case in cases)
    return {stratum: sorted(large[stratum]) for stratum in sorted(large)}


def digest_of(cases: Iterable[tuple[str, str]]) -> str:
    """The SHA-256 of a list, a line a case: its stratum, a tab, its reference; in order. In hexadecimal."""
    return sha256("".join(f"{stratum}\t{case}\n" for stratum, case in sorted(cases)).encode()).hexdigest()
