"""The processor time in which a package becomes a page: PDF/UA-1 and PDF/A-2a, each with other words than the last.

So nothing is remembered from one to the next, and other work on the machine counts for little. The first of a process
reads the fonts and stands in a row of its own.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from statistics import median
from time import process_time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from bench.rows import Row  # noqa: E402
from proviso.casework.values.content import Additional  # noqa: E402
from proviso.disclosure.package import Package  # noqa: E402
from tests.disclosure.packages import MEASURE, NAME, PACKAGE  # noqa: E402

PAGES = 200
LONGEST = 600


def run() -> list[Row]:
    """Measure a plain package and the longest that the questions let through."""
    (first,) = _times(iter([PACKAGE]))
    plain = median(_times(_plain(number) for number in range(PAGES)))
    longest = median(_times(_longest(number) for number in range(PAGES)))
    return [
        Row("a package as a PDF, after the first", plain, None, None, "at most 60", "ms CPU"),
        Row("the longest package as a PDF", longest, None, None, "at most 60", "ms CPU"),
        Row("the first PDF of a process", first, None, None, "", "ms CPU"),
    ]


def _times(packages: Iterator[Package]) -> list[float]:
    """The processor time of each, all threads together, in ms."""
    times = []
    for package in packages:
        begun = process_time()
        package.pdf()
        times.append((process_time() - begun) * 1e3)
    return times


def _plain(number: int) -> Package:
    words = replace(NAME, words=f"Imaginary Person {number}")
    return replace(PACKAGE, reference=f"PV-2222-3333/{number + 1}", basic=(words, *PACKAGE.basic[1:]))


def _longest(number: int) -> Package:
    items = tuple(
        replace(MEASURE, code=code, words=(f"Words {number} and {place} more. " * 40)[:LONGEST])
        for place, code in enumerate(one for one in Additional if one is not Additional.NOTHING)
    )
    return replace(_plain(number), additional=items)


if __name__ == "__main__":
    for row in run():
        print(row)
