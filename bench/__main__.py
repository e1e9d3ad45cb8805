"""`python -m bench`: everything that is measured here, as a table: ours, the other, their ratio, what was asked for.

Each module of this folder that has a `run() -> list[Row]` is measured in a process of its own, one after another, so
that none warms or slows the next. `--write FILE` puts the table between two markers of that file.
"""

import argparse
import importlib
import json
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

import bench
from bench.rows import Row

BEGIN, END = "<!-- figures begin -->", "<!-- figures end -->"
HEAD = ("What", "Ours", "The other", "Ratio", "Asked for", "Met")
ASKED = re.compile(r"at (most|least) ([\d,]+(?:\.\d+)?)")


class NotMeasured(Exception):
    """A module of the bench failed; the message is what it said."""


def main(words: Sequence[str] | None = None) -> int:
    """Measure and print. The exit status is 0 when all that was asked for is met, 1 when not, 2 on bad input."""
    asked = _arguments(words)
    names = asked.only or modules()
    if unknown := sorted(set(names) - set(modules())):
        print(f"bench: no module {', '.join(unknown)}; there are {', '.join(modules())}", file=sys.stderr)
        return 2
    if asked.json:
        print(json.dumps([asdict(row) for name in names for row in importlib.import_module(f"bench.{name}").run()]))
        return 0
    try:
        rows = [row for name in names for row in measured(name)]
    except NotMeasured as fault:
        print(f"bench: {fault}", file=sys.stderr)
        return 2
    _print(rows)
    if asked.write:
        asked.write.write_text(written(asked.write.read_text(encoding="utf-8"), rows), encoding="utf-8")
    return 1 if any(met(row) is False for row in rows) else 0


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m bench", description="Measure what is fast, against what.")
    parser.add_argument("--only", action="append", metavar="NAME", help="one module of bench/; may be given again")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the table between the markers of this file")
    parser.add_argument("--json", action="store_true", help="print the rows as JSON, measured in this process")
    return parser.parse_args(words)


def modules() -> list[str]:
    """The modules of this folder that measure something, by name. None is imported to find out."""
    folder = Path(bench.__path__[0])
    found = pkgutil.iter_modules(bench.__path__)
    names = sorted(module.name for module in found if module.name != "__main__" and not module.ispkg)
    return [name for name in names if "\ndef run(" in (folder / f"{name}.py").read_text(encoding="utf-8")]


def measured(name: str) -> Iterator[Row]:
    """The rows of one module, measured in a process of its own. Raises NotMeasured."""
    command = [sys.executable, "-m", "bench", "--json", "--only", name]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise NotMeasured(f"{name} failed: {done.stderr.strip()[-2000:]}")
    yield from (Row(**row) for row in json.loads(done.stdout.splitlines()[-1]))


def met(row: Row) -> bool | None:
    """Whether a row meets what was asked: its ratio or, where it has none, the figure. None where nothing was asked."""
    asked = ASKED.search(row.asked_for)
    if asked is None:
        return None
    figure = row.ours if row.ratio is None else row.ratio
    bound = float(asked[2].replace(",", ""))
    return figure <= bound if asked[1] == "most" else figure >= bound


def cells(row: Row) -> tuple[str, ...]:
    """A row in words."""
    other = "" if row.other is None else f"{spelled(row.other)} {row.unit}"
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
    answer = {True: "yes", False: "no", None: ""}[met(row)]
    return (row.name, f"{spelled(row.ours)} {row.unit}", other, ratio, row.asked_for, answer)


def spelled(figure: float) -> str:
    """A figure with three digits that count, and commas in thousands."""
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.3g}"


def written(text: str, rows: Sequence[Row]) -> str:
    """The document with the table between its markers. Raises ValueError where it has not both, in order."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"the file needs the lines {BEGIN} and {END}")
    lines = [HEAD, ("---",) * len(HEAD), *map(cells, rows)]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"{before}{begin}\n{table}\n{end}{after}"


def _print(rows: Sequence[Row]) -> None:
    table = Table(*HEAD, box=None, padding=(0, 2, 0, 0))
    for row in rows:
        table.add_row(*cells(row), style="red" if met(row) is False else None)
    Console(highlight=False).print(table)


if __name__ == "__main__":
    sys.exit(main())
