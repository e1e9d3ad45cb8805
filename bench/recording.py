"""How fast the record is written and verified: on real SQLite files, with the settings of the product.

An append is measured beside a bare insert of one row of the same columns by Django's own ORM, turn and turn about, each
in a transaction of its own that reaches the disk.
"""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.db import connections, models, transaction  # noqa: E402

from bench.rows import Row  # noqa: E402
from proviso.record import keys, verify  # noqa: E402
from proviso.record.append import append  # noqa: E402
from proviso.record.verify_tree import TreePass  # noqa: E402
from tests.record.disk import Files, migrated, using  # noqa: E402
from tests.record.making import LOG, NOON, draft, plant_leaves, record_cases  # noqa: E402

APPENDS = 1000
LEAVES = 100_000
ENTRIES = 10_000
ROUNDS = 3


class Bare(models.Model):
    """One row with what an entry has, and nothing done to it."""

    log = models.CharField(max_length=40)
    case = models.CharField(max_length=64)
    seq = models.IntegerField()
    kind = models.CharField(max_length=64)
    category = models.CharField(max_length=16)
    actor = models.CharField(max_length=64)
    at = models.BigIntegerField()
    body = models.BinaryField()

    class Meta:
        app_label = "bench"

    def __str__(self) -> str:
        return self.kind


def run() -> list[Row]:
    """Measure on files in a temporary folder, which goes afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        template = migrated(Path(folder))
        return [
            *_appending(template.copied(Path(folder) / "appending")),
            _verifying_leaves(template.copied(Path(folder) / "leaves")),
            _verifying_entries(template.copied(Path(folder) / "entries")),
        ]


def _appending(files: Files) -> list[Row]:
    def insert(number: int) -> None:
        with transaction.atomic(using="default"):
            Bare._default_manager.create(
                log=LOG,
                case="case-1",
                seq=number,
                kind="suspicion_recorded",
                category="collection",
                actor="W1234",
                at=number,
                body=bytes(800),
            )

    def record(number: int) -> None:
        with transaction.atomic(using="default"):
            append(draft(seq=number), now=NOON, key=key)

    with using(files):
        with connections["default"].schema_editor() as editor:
            editor.create_model(Bare)
        key = keys.create("case-1")
        times: dict[Callable[[int], None], list[float]] = {insert: [], record: []}
        for number in range(1, APPENDS + 1):
            for act, took in times.items():
                begun = perf_counter()
                act(number)
                took.append((perf_counter() - begun) * 1e6)
    ours, other = median(times[record]), median(times[insert])
    asked = "at least 0.6, so that commit reaches 0.35"
    return [Row("append, against a bare Django ORM insert of one row", ours, other, other / ours, asked, "µs")]


def _verifying_leaves(files: Files) -> Row:
    with using(files):
        plant_leaves(LEAVES)
        best = _best(lambda: TreePass(LOG, lambda _: None))
    return Row("leaves of the tree verified", LEAVES / best, None, None, "at least 100,000", "a second")


def _verifying_entries(files: Files) -> Row:
    with using(files):
        record_cases(ENTRIES, cases=ENTRIES // 20)
        best = _best(lambda: verify.verify(LOG))
    return Row("entries opened and verified, tree included", ENTRIES / best, None, None, "at least 8,000", "a second")


def _best(act: Callable[[], object]) -> float:
    """The quickest of some rounds, in seconds."""
    times = []
    for _ in range(ROUNDS):
        begun = perf_counter()
        act()
        times.append(perf_counter() - begun)
    return min(times)
