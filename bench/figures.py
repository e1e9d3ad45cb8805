"""How much processor time the figures of a force take: opened, counted and kept from betraying anybody.

On real SQLite files. The cases are of one year and three units, sealed as they are kept; every period of the year is
worked out at once, for the force and each unit.
"""

import os
import random
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from bench.memory import peak_megabytes  # noqa: E402
from bench.rows import Row  # noqa: E402
from proviso.accounts.models import Force, Jurisdiction, Unit  # noqa: E402
from proviso.casework.counted_rows import KEY_BITS, VERSION, about_counted  # noqa: E402
from proviso.casework.models import CaseRow, CountedRow, CrimeReference  # noqa: E402
from proviso.casework.projection import lookup  # noqa: E402
from proviso.oversight.equality.characteristics_file import read_characteristics  # noqa: E402
from proviso.oversight.equality.joined_figures import match  # noqa: E402
from proviso.oversight.figures.kept_figures import figures_of  # noqa: E402
from proviso.oversight.figures.periods import Period  # noqa: E402
from proviso.record import keys  # noqa: E402
from tests.oversight.figures.generated import UNITS, cases, lines  # noqa: E402
from tests.record.disk import migrated, using  # noqa: E402

FEW, MANY, DRAWN = 20_000, 200_000, 2_000
LATER = datetime(2027, 6, 1, tzinfo=UTC)


def run() -> list[Row]:
    """Measure on files in a temporary folder, which goes afterwards."""
    few, _ = _measured(FEW)
    cold, again = _measured(MANY)
    return [
        Row(f"all figures of {MANY:,} cases, worked out", cold, None, None, "at most 2", "s CPU"),
        Row(f"the same, against {FEW:,}", cold, few, cold / few, "at most 11", "s CPU"),
        Row("the same, when they were worked out before", 1000 * again, None, None, "at most 200", "ms CPU"),
        Row(f"a file of {MANY:,} lines, joined to {FEW:,} cases", _joined(), None, None, "at most 1", "s CPU"),
        Row("the most memory that figures took", peak_megabytes(), None, None, "at most 1,500", "MB"),
    ]


def _joined() -> float:
    """The seconds of processor time for reading a file of characteristics and finding the case of each line."""
    told = b"".join(
        b"NM/%06d/26,%s,White - British,No\n" % (one, b"Female" if one % 3 else b"Male") for one in range(MANY)
    )
    with tempfile.TemporaryDirectory() as folder, using(migrated(Path(folder))):
        force = _filled(FEW)
        file = Path(folder) / "people.csv"
        file.write_bytes(b"Crime reference,Sex,Ethnicity,Disability\n" + told)
        references = CaseRow.objects.order_by("reference").values_list("reference", flat=True)
        CrimeReference.objects.bulk_create(
            (
                CrimeReference(case_id=one, force=force.code, digest=lookup(force.code, f"NM/{number}/26"))
                for number, one in enumerate(references)
            ),
            batch_size=5000,
        )
        begun = process_time()
        matched = match(force.code, read_characteristics(file))
        took = process_time() - begun
        if matched.by_case.height != FEW:
            raise AssertionError("not every case was found")
    return took


def _measured(many: int) -> tuple[float, float]:
    """The seconds of processor time for a year's figures: worked out, and asked for again."""
    with tempfile.TemporaryDirectory() as folder, using(migrated(Path(folder))):
        force = _filled(many)
        times = []
        for _ in range(2):
            begun = process_time()
            found = figures_of(force, Period(2026), now=LATER)
            times.append(process_time() - begun)
        if abs(found.tables[""]["of", "cases"] - many) >= 5:
            raise AssertionError("not every case was counted")
    return times[0], times[1]


def _filled(many: int) -> Force:
    force = Force.objects.create(code="wessmere", name="Wessmere Police", jurisdiction=Jurisdiction.ENGLAND_WALES)
    for unit in UNITS:
        Unit.objects.create(force=force, code=unit, name=unit)
    key, drawn = keys.ensure(keys.own_case(force.code)), random.Random(5)
    told = cases(5, DRAWN)
    references = [f"PV-{number:09}" for number in range(many)]
    CaseRow.objects.bulk_create(
        (CaseRow(reference=one, force=force.code, unit="north", owner="x", stage="open", seq=1) for one in references),
        batch_size=5000,
    )
    spelled = lines([told[number % DRAWN] | {"key": str(drawn.randrange(2**KEY_BITS))} for number in range(many)])
    CountedRow.objects.bulk_create(
        (
            CountedRow(case_id=one, force=force.code, seq=1, version=VERSION, sealed=key.seal(line, about_counted(one)))
            for one, line in zip(references, spelled, strict=True)
        ),
        batch_size=5000,
    )
    return force
