"""What must not take longer because a record is long: verifying one case, and starting. Each at two lengths.

On files of SQLite with cases of twenty entries that lie far apart. Of verifying, the time of the verification alone and
that of the whole command; of starting, the time until `proviso serve` says that it serves.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.db import connections  # noqa: E402

from bench.rows import Row  # noqa: E402
from proviso.record.verify_case import verify_case  # noqa: E402
from tests.cli.processes import PROVISO, free_port  # noqa: E402
from tests.record.disk import Files, migrated, using  # noqa: E402
from tests.record.making import LOG, record_cases  # noqa: E402
from tests.settings import home  # noqa: E402

SHORT, LONG = 20_000, 200_000
OF_A_CASE = 20
BEGUN = datetime(2021, 1, 1, tzinfo=UTC)
ROUNDS = 9
STARTS = 5


def run() -> list[Row]:
    """Measure on files in a temporary folder, which goes afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        template = migrated(Path(folder))
        kept = {entries: template.copied(Path(folder) / str(entries)) for entries in (SHORT, LONG)}
        for entries, files in kept.items():
            with using(files):
                record_cases(entries, cases=entries // OF_A_CASE, first=BEGUN)
        long, short = f"{LONG:,}", f"{SHORT:,}"
        alone = _turn_about(kept, _verified, ROUNDS)
        command = _turn_about(kept, _by_command, STARTS)
        started = _turn_about(kept, _started, STARTS)
    return [
        Row(f"one case of {long} entries verified", alone[LONG], None, None, "at most 50", "ms"),
        _against(f"the same, against one of {short}", alone, ""),
        _against(f"the same by command, Python’s own start included, against {short}", command, ""),
        _against(f"starting with {long} entries, against {short}", started, "at most 1.3"),
    ]


def _against(name: str, took: Mapping[int, float], asked: str) -> Row:
    return Row(name, took[LONG], took[SHORT], took[LONG] / took[SHORT], asked, "ms")


def _turn_about(kept: Mapping[int, Files], does: Callable[[Files, int], float], rounds: int) -> dict[int, float]:
    """The median of each, in ms, turn and turn about; a first round is left out."""
    times: dict[int, list[float]] = {entries: [] for entries in kept}
    for number in range(rounds + 1):
        for entries, files in kept.items():
            times[entries].append(does(files, number) * 1e3)
    return {entries: median(took[1:]) for entries, took in times.items()}


def _verified(files: Files, number: int) -> float:
    with using(files):
        connections["default"].ensure_connection()
        connections["keys"].ensure_connection()
        began = perf_counter()
        report = verify_case(f"{LOG}-case-{number}")
        took = perf_counter() - began
    if not report.whole or report.opened != OF_A_CASE:
        raise RuntimeError(f"the case is not as it was recorded: {report}")
    return took


def _told(files: Files) -> dict[str, str]:
    """The environment of a command that works on these files."""
    paths = {
        f"PROVISO_{name}": str(files.path(alias))
        for name, alias in (("DATABASE", "default"), ("KEYS_DATABASE", "keys"))
    }
    secrets = {"PROVISO_HOME": str(home)}
    return os.environ | paths | secrets | {"DJANGO_SETTINGS_MODULE": "proviso.service.settings"}


def _by_command(files: Files, number: int) -> float:
    began = perf_counter()
    command = [PROVISO, "record", "verify", "--case", f"{LOG}-case-{number}"]
    subprocess.run(command, env=_told(files), check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - began


def _started(files: Files, _: int) -> float:
    """Until the service says that it serves; then it is stopped."""
    command = [PROVISO, "serve", "--no-worker", "--workers", "1", "--port", str(free_port())]
    began = perf_counter()
    with subprocess.Popen(command, env=_told(files), stderr=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
        assert process.stderr
        said = process.stderr.readline()
        took = perf_counter() - began
        process.terminate()
        process.stderr.read()
    if not said.startswith(b"Serving at"):
        raise RuntimeError(f"the service did not start: {said.decode(errors='replace')}")
    return took


if __name__ == "__main__":
    print(*run(), sep="\n", file=sys.stdout)
