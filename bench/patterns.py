"""How much processor time the patterns of a force take: what is kept of each case opened, and every pattern worked out.

On real SQLite files, of 200,000 cases of one year, forty officers and two units, ten occasions a case; and half a
million openings of cases, as the record says of each who, which and when.
"""

import os
import random
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import process_time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from bench.memory import peak_megabytes  # noqa: E402
from bench.rows import Row  # noqa: E402
from proviso.accounts.models import Force, Jurisdiction  # noqa: E402
from proviso.casework.counted_rows import BETWEEN, KEY_BITS  # noqa: E402
from proviso.casework.history.kinds import OPENED  # noqa: E402
from proviso.casework.models import CaseRow, OccasionsRow  # noqa: E402
from proviso.casework.occasion_rows import VERSION, about_occasions, occasion_lines  # noqa: E402
from proviso.casework.raised_rows import REFUSED  # noqa: E402
from proviso.casework.reading.occasions import At  # noqa: E402
from proviso.oversight.patterns.occasion_frame import Look, Occasions, occasions  # noqa: E402
from proviso.oversight.patterns.pattern import pattern_limits  # noqa: E402
from proviso.oversight.patterns.pattern_list import PATTERNS  # noqa: E402
from proviso.oversight.patterns.rates import rates_of  # noqa: E402
from proviso.record import keys  # noqa: E402
from tests.record.disk import migrated, using  # noqa: E402

CASES, OPENINGS = 200_000, 500_000
OFFICERS = {f"W{number}": "north" if number % 2 else "south" for number in range(40)}
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


def run() -> list[Row]:
    """Measure on files in a temporary folder, which goes afterwards."""
    with tempfile.TemporaryDirectory() as folder, using(migrated(Path(folder))):
        force = _filled()
        looks = list(_looks())
        began = process_time()
        every = occasions(occasion_lines(force.code), looks, OFFICERS, pattern_limits(), (FIRST, LAST), OPENED)
        read = process_time()
        for one in PATTERNS:
            _worked_out(one.code, every)
        done = process_time()
    return [
        Row(f"what patterns are made of, of {CASES:,} cases, read", read - began, None, None, "at most 5", "s CPU"),
        Row(f"every pattern of them, {len(PATTERNS)}, worked out", done - read, None, None, "at most 3", "s CPU"),
        Row("the most memory that patterns took", peak_megabytes(), None, None, "at most 1,500", "MB"),
    ]


def _worked_out(code: str, every: Occasions) -> None:
    one = next(pattern for pattern in PATTERNS if pattern.code == code)
    if not rates_of(one, every).force.of.count:
        raise AssertionError(f"nothing was made of {code}")


def _filled() -> Force:
    force = Force.objects.create(code="wessmere", name="Wessmere Police", jurisdiction=Jurisdiction.ENGLAND_WALES)
    key, drawn = keys.ensure(keys.own_case(force.code)), random.Random(7)
    CaseRow.objects.bulk_create(
        (
            CaseRow(
                reference=_reference(one),
                force=force.code,
                unit=OFFICERS[f"W{one % 40}"],
                owner="x",
                stage="open",
                seq=1,
            )
            for one in range(CASES)
        ),
        batch_size=5000,
    )
    OccasionsRow.objects.bulk_create(
        (
            OccasionsRow(
                case_id=_reference(one),
                force=force.code,
                seq=1,
                version=VERSION,
                sealed=key.seal(_told(one, drawn).encode(), about_occasions(_reference(one))),
            )
            for one in range(CASES)
        ),
        batch_size=5000,
    )
    return force


def _reference(number: int) -> str:
    return f"PV-{number:09}"


def _told(number: int, drawn: random.Random) -> str:
    """What is kept of a case: its number, and ten occasions."""
    by, on = f"W{number % 40}", (FIRST + timedelta(days=number % 365)).isoformat()
    measured = (
        (At.HAD, 0), (At.DECIDED, drawn.randrange(90)), (At.TO_SHARE, number % 2), (At.TO_DELAY, number % 3 == 0),
        (At.MORE, number % 5 == 0), (At.DELAYED, drawn.randrange(5)), (At.TOLD, number % 4 == 0),
        (At.IMPRACTICABLE, number % 7 == 0), (At.MORE_PROPOSED, number % 6 == 0),
    )  # fmt: skip
    lines = [BETWEEN.join((at, by, on, str(int(measure)), "", "")) for at, measure in measured]
    lines += [BETWEEN.join((At.REASON, by, on, "0", _digest(drawn), _digest(drawn)))]
    return "\n".join([str(drawn.randrange(2**KEY_BITS)), *lines])


def _digest(drawn: random.Random) -> str:
    return f"{drawn.randrange(3 * CASES):020x}"


def _looks() -> Iterator[Look]:
    drawn = random.Random(8)
    for number in range(OPENINGS):
        at = BEGAN + timedelta(seconds=60 * number)
        kind = REFUSED if number % 50 == 0 else OPENED
        yield kind, _reference(drawn.randrange(CASES)), f"W{drawn.randrange(40)}", int(at.timestamp() * 1_000_000)
