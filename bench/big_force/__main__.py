"""`python -m bench.big_force`: make a big force in a folder, and measure it beside a smaller one.

    python -m bench.big_force make /srv/tenth --officers 200 --cases 20000 --entries 500000
    python -m bench.big_force make /srv/whole --officers 2000 --cases 200000 --entries 5000000
    python -m bench.big_force measure /srv/tenth /srv/whole
    python -m bench.big_force stop /srv/tenth

What is printed is a table for docs/performance.md. A folder may be removed once its server is stopped.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from bench.big_force.people import planned
from bench.big_force.prototypes import made_apart
from bench.big_force.service import Service, set_up
from tests.postgresql.cluster import OWNER

WHAT = ("growth", "load", "starting", "verifying", "one_case", "backing_up", "sizes")


def main(words: Sequence[str] | None = None) -> int:
    """Do what is asked. The exit status is 0, or 2 for what cannot be done."""
    asked = _arguments(words)
    try:
        return int(asked.do(asked) or 0)
    except (ValueError, FileExistsError, FileNotFoundError) as fault:
        print(f"big_force: {fault}", file=sys.stderr)
        return 2


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m bench.big_force", description="A big force, to be measured.")
    commands = parser.add_subparsers(required=True)
    make = commands.add_parser("make", help="make a force in a folder that is not there yet")
    make.add_argument("folder", type=Path)
    make.add_argument("--officers", type=int, default=200)
    make.add_argument("--cases", type=int, default=20_000)
    make.add_argument("--entries", type=int, default=500_000)
    make.add_argument("--processes", type=int, default=2, help="how many seal at once")
    make.add_argument("--seed", type=int, default=12)
    make.set_defaults(do=_make)
    measure = commands.add_parser("measure", help="measure the forces of two folders, the small one first")
    measure.add_argument("folders", type=Path, nargs=2)
    measure.add_argument("--only", action="append", choices=WHAT, help="a part of it; may be given again")
    measure.add_argument("--pattern", action="append", default=[], help="of growth, one page; may be given again")
    measure.add_argument("--seconds", type=float, default=60, help="how long the mixed load goes on")
    measure.set_defaults(do=_measure)
    stop = commands.add_parser("stop", help="end the server of a folder")
    stop.add_argument("folder", type=Path)
    stop.set_defaults(do=lambda asked: Service(asked.folder.absolute()).stop())
    return parser.parse_args(words)


def _measure(asked: argparse.Namespace) -> None:
    from bench.big_force.report import Forces

    forces = Forces(asked.folders)
    for what in asked.only or WHAT:
        given = {"load": [asked.seconds], "growth": [asked.pattern]}.get(what, [])
        for line in getattr(forces, what)(*given):
            print(line, flush=True)


def _make(asked: argparse.Namespace) -> None:
    service, began = Service(asked.folder.absolute()), perf_counter()
    service.refuse_taken()
    planned(asked.officers)
    first = made_apart()
    service.new()
    set_up(service.settings(OWNER))
    from bench.big_force.making import make

    told = {"last": 0.0}

    def progress(what: str, done: int, total: int) -> None:
        if done in (0, total) or perf_counter() - told["last"] > 10:
            told["last"] = perf_counter()
            print(f"{perf_counter() - began:7.0f} s  {what} {done:,} of {total:,}", file=sys.stderr)

    size = make(
        first,
        officers=asked.officers,
        many=asked.cases,
        entries=asked.entries,
        processes=asked.processes,
        seed=asked.seed,
        progress=progress,
    )
    seconds = perf_counter() - began
    kept = {"officers": asked.officers, "cases": asked.cases, "entries": size, "seconds": round(seconds)}
    (service.folder / "made.json").write_text(json.dumps(kept))
    print(json.dumps(kept))


if __name__ == "__main__":
    sys.exit(main())
