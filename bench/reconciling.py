"""How fast a log is read and held against a register: millions of lines, as a telephone exchange writes them.

On real SQLite files. The log has five columns, numbers spelled in several ways, some fields in quotation marks; one
line in two thousand is a contact with a listed recipient, and a register of a thousand calls explains half of them.
"""

import os
import random
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from bench.rows import Row  # noqa: E402
from proviso.accounts.channel_codes import Channel  # noqa: E402
from proviso.accounts.models import Force, Jurisdiction, Listed, Recipient  # noqa: E402
from proviso.casework.models import CaseRow, SharedRow  # noqa: E402
from proviso.casework.row_codes import Exchange  # noqa: E402
from proviso.oversight.matching import Tolerance  # noqa: E402
from proviso.oversight.reconcile import reconcile  # noqa: E402
from proviso.oversight.shape import Shape  # noqa: E402
from tests.record.disk import migrated, using  # noqa: E402

LINES, ROUNDS = 2_000_000, 3
EVERY = 2_000
BEGAN = datetime(2026, 4, 1, tzinfo=UTC)
STEP = timedelta(seconds=9)
NUMBER = "01632 960001"
SHAPE = Shape(("Start",), "Dialled", "Extension", "Seconds", zone="UTC")
FIFTEEN = Tolerance(timedelta(minutes=15), timedelta(minutes=15))
LOGS = {
    "telephone": "{at},{extension},{number},{seconds},Trunk {trunk}\n",
    "telephone, all in quotation marks": '"{at}","{extension}","{number}","{seconds}","Trunk {trunk}"\n',
}


def run() -> list[Row]:
    """Measure on files in a temporary folder, which goes afterwards."""
    with tempfile.TemporaryDirectory() as folder, using(migrated(Path(folder))):
        force = _found()
        return [_measured(force, Path(folder) / "log.csv", name, line) for name, line in LOGS.items()]


def _measured(force: Force, path: Path, name: str, line: str) -> Row:
    _write(path, line)
    times = []
    for _ in range(ROUNDS):
        begun = perf_counter()
        found = reconcile(force, path, Channel.TELEPHONE, SHAPE, FIFTEEN)
        times.append(perf_counter() - begun)
        if (found.read.lines, len(found.read.contacts), len(found.missing)) != (LINES, LINES // EVERY, 0):
            raise AssertionError(f"the log was not read as it was written: {found.read.bad}")
    return Row(f"reconciling a log ({name})", LINES / median(times), None, None, "at least 500,000", "lines a second")


def _found() -> Force:
    force = Force.objects.create(code="wessmere", name="Wessmere Police", jurisdiction=Jurisdiction.ENGLAND_WALES)
    Recipient.objects.create(
        force=force, department="nccu", channel=Channel.TELEPHONE, name="The unit", address=NUMBER,
        state=Listed.APPROVED, proposed_by="admin-1", approved_by="admin-2",
    )  # fmt: skip
    cases = [f"PV-{number:09}" for number in range(2, LINES // EVERY - 2, 2)]
    CaseRow.objects.bulk_create(
        CaseRow(reference=case, force="wessmere", unit="north", owner="officer-1", stage="open") for case in cases
    )
    SharedRow.objects.bulk_create(
        SharedRow(
            case_id=f"PV-{number:09}", force="wessmere", seq=20, what=Exchange.DISCLOSURE, began_at=at,
            ended_at=at + timedelta(minutes=8), how="telephone", department="nccu",
        )
        for number in range(2, LINES // EVERY - 2, 2)
        for at in [BEGAN + number * EVERY * STEP]
    )  # fmt: skip
    return force


def _write(path: Path, line: str) -> None:
    drawn = random.Random(3)
    spelled = ("+44 1632 960001", "01632960001", "00441632960001", NUMBER)
    with path.open("w", encoding="utf-8") as log:
        log.write("Start,Extension,Dialled,Seconds,Trunk\n")
        for number in range(LINES):
            other = f"07700 9{drawn.randrange(100_000):05}"
            log.write(
                line.format(
                    at=(BEGAN + number * STEP).strftime("%Y-%m-%d %H:%M:%S"),
                    extension=4000 + drawn.randrange(900),
                    number=other if number % EVERY else spelled[number % 4],
                    seconds=drawn.randrange(900),
                    trunk=number % 8,
                )
            )
