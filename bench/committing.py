"""How fast an act is written, and a worklist read: on real SQLite files, with the settings of the product.

An act is `commit` on a case in hand: locks, policy under the lock, the sealed entry, the tree, the worklist. Beside it,
turn and turn about, Django's own ORM inserts one row of the same columns; each in a transaction that reaches the disk.
"""

import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.db import connections, transaction  # noqa: E402

from bench.recording import Bare  # noqa: E402
from bench.rows import Row  # noqa: E402
from proviso.accounts.models import Force, Jurisdiction, Role, Unit  # noqa: E402
from proviso.casework import clock  # noqa: E402
from proviso.casework.acts.answer import record_answer  # noqa: E402
from proviso.casework.lists import Scope, worklist  # noqa: E402
from proviso.casework.models import CaseRow, WorklistRow  # noqa: E402
from proviso.casework.projection import about_summary  # noqa: E402
from proviso.casework.row_codes import Queue, What  # noqa: E402
from proviso.casework.values.protection import Referral  # noqa: E402
from proviso.casework.values.value import Value  # noqa: E402
from proviso.casework.writing.permissions import Actor  # noqa: E402
from proviso.record import keys  # noqa: E402
from proviso.record.entry import to_microseconds  # noqa: E402
from tests.casework.examples import ADDRESS, ALLEGATION, LAWFUL_BASIS, SUPPORT, ready  # noqa: E402
from tests.record.disk import Files, migrated, using  # noqa: E402

ACTS, CASES = 600, 30
FEW, MANY = 1_000, 100_000
READS, ROUNDS = 20, 15
SHOWN = 2_000
OFFICER = Actor("officer-north", Role.OFFICER, "wessmere", "north")
SUPERVISOR = Actor("supervisor-north", Role.SUPERVISOR, "wessmere", "north")
ANSWERS: tuple[Callable[[int], Value], ...] = (
    lambda number: replace(ADDRESS, address=f"{number} Invented Row"),
    lambda number: replace(ALLEGATION, crime_reference=f"WES/{number}/26"),
    lambda number: replace(LAWFUL_BASIS, why=f"For reason number {number}"),
    lambda number: replace(SUPPORT, support=Referral.MADE, support_by=f"Invented charity {number}"),
)
"""Answers as they come: one in four changes what would be shared, one what the case is found by."""
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def run() -> list[Row]:
    """Measure on files in a temporary folder, which goes afterwards."""
    with tempfile.TemporaryDirectory() as folder, clock.driven(lambda: NOON):
        template = migrated(Path(folder))
        lists = [template.copied(Path(folder) / str(cases)) for cases in (FEW, MANY)]
        return [*committing(template.copied(Path(folder) / "committing")), *_listing(*lists)]


def committing(files: Files, where: str = "") -> list[Row]:
    """An act against a bare insert; `where` says in which database, unless it is the usual one."""
    with using(files):
        found()
        with connections["default"].schema_editor() as editor:
            editor.create_model(Bare)
        cases = [ready(OFFICER) for _ in range(CASES)]

        def insert(number: int) -> None:
            with transaction.atomic(using="default"):
                Bare._default_manager.create(
                    log="wessmere",
                    case=cases[0].case.reference,
                    seq=number,
                    kind=ADDRESS.kind,
                    category="collection",
                    actor=OFFICER.staff_number,
                    at=number,
                    body=bytes(800),
                )

        def answered(place: int, value: Value) -> None:
            opened = cases[place % CASES]
            cases[place % CASES] = record_answer(opened, value, seen=opened.case.seq)

        def any_act(number: int) -> None:
            answered(number // len(ANSWERS), ANSWERS[number % len(ANSWERS)](number))

        def dearest_act(number: int) -> None:
            # Back and forth, so that the proposal, what was told and what is due change with it every time.
            answered(number, ADDRESS if number // CASES % 2 else replace(ADDRESS, address=f"{number} Invented Row"))

        ours, dearest, other = _interleaved(any_act, dearest_act, insert)
    return [
        Row(f"an act{where}, against a bare ORM insert", ours, other, other / ours, "at least 0.35", "µs"),
        Row(f"an act{where} that changes what is due, against the same", dearest, other, other / dearest, "", "µs"),
    ]


def _interleaved(*ways: Callable[[int], None]) -> list[float]:
    """The median of each, in µs, turn and turn about."""
    times: list[list[float]] = [[] for _ in ways]
    for number in range(ACTS):
        for way, kept in zip(ways, times, strict=True):
            begun = perf_counter()
            way(number)
            kept.append((perf_counter() - begun) * 1e6)
    return [median(kept[50:]) for kept in times]


def _listing(few: Files, many: Files) -> list[Row]:
    desk = replace(OFFICER, role=Role.DISCLOSURE_DESK)
    lists: dict[str, Callable[[str], object]] = {
        "an officer's own worklist": lambda _: worklist(OFFICER, Scope.OWN),
        "a unit's worklist": lambda _: worklist(OFFICER, Scope.UNIT),
        "a unit's worklist, the last page": lambda last: worklist(OFFICER, Scope.UNIT, after=last),
        "a supervisor's reviews": lambda _: worklist(SUPERVISOR, Scope.REVIEWS),
        "the desk's worklist": lambda _: worklist(desk, Scope.DESK),
    }
    sizes = {few: FEW, many: MANY}
    last: dict[Files, str] = {}
    for files, cases in sizes.items():
        with using(files):
            found()
            last[files] = _filled(cases)
    times: dict[tuple[str, Files], list[float]] = {(name, files): [] for name in lists for files in sizes}
    for _ in range(ROUNDS):
        for files in sizes:
            with using(files):
                for name, read in lists.items():
                    times[name, files] += _timed(read, last[files])
    return [
        _row(f"{name} at {MANY:,} cases, against {FEW:,}", median(times[name, many]), median(times[name, few]))
        for name in lists
    ]


def _row(name: str, many: float, few: float) -> Row:
    return Row(name, many, few, many / few, "at most 1.3", "µs")


def _timed(read: Callable[[str], object], last: str) -> list[float]:
    """How long each of some reads took, in µs, the first left out."""
    times = []
    for _ in range(READS + 1):
        begun = perf_counter()
        read(last)
        times.append((perf_counter() - begun) * 1e6)
    return times[1:]


def found() -> None:
    force = Force.objects.create(code="wessmere", name="Wessmere Police", jurisdiction=Jurisdiction.ENGLAND_WALES)
    for code in ("north", "south"):
        Unit.objects.create(force=force, code=code, name=code.title())


def _filled(cases: int) -> str:
    """Rows as a force of so many cases has them: two units, forty officers, each case with one thing due.

    Returns where the last page of a unit's list begins.
    """
    turns = (
        (Queue.OFFICER, What.ANSWER),
        (Queue.OFFICER, What.DECIDE),
        (Queue.DESK, What.SEND),
        (Queue.SUPERVISOR, What.REVIEW_STATUS_CHECK),
    )
    rows = []
    with transaction.atomic(using="default"), transaction.atomic(using="keys"):
        for number in range(cases):
            place = number * 7919 % cases
            queue, what = turns[number % 4]
            case = f"PV-{number:09}"
            row = WorklistRow(
                case_id=case,
                queue=queue,
                what=what,
                force="wessmere",
                unit=("north", "south")[number // 4 % 2],
                owner=OFFICER.staff_number if number % 40 < 2 else f"officer-{number % 40}",
                due_at=NOON + timedelta(minutes=place),
                summary=bytes(60),
            )
            if not SHOWN < place < cases - SHOWN:
                row.summary = keys.create(case).seal(b"A victim. Burglary", about_summary(case))
            rows.append(row)
        CaseRow.objects.bulk_create(
            (
                CaseRow(reference=row.case_id, force=row.force, unit=row.unit, owner=row.owner, stage="open")
                for row in rows
            ),
            batch_size=1000,
        )
        WorklistRow.objects.bulk_create(rows, batch_size=1000)
    last = WorklistRow.objects.filter(queue=Queue.OFFICER, unit="north").order_by("-due_at")[25]
    return f"{to_microseconds(last.due_at)}-{last.id}"


if __name__ == "__main__":
    for row in run():
        print(row)
