"""What is measured of two forces, the small one first, as tables for docs/performance.md."""

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from bench.big_force.journey import members
from bench.big_force.load import WRONG_SHOWN, Answers, Growth, chosen, growth, mixed, patterns_of_the_load
from bench.big_force.service import ROLE, Service, Serving

STARTS = 2
SEED = 12


class Forces:
    """The services of two folders, while their servers run."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.services = [Service(folder.absolute()) for folder in folders]
        self.made = [_made(one.folder) for one in self.services]
        for one in self.services:
            one.start()
            one.run("migrate", "--service-role", ROLE)  # the folder may be of an older version

    def names(self) -> list[str]:
        """What each is, in words."""
        return [f"{one['cases']:,} cases, {one['entries']:,} entries" for one in self.made]

    def load(self, seconds: float) -> Iterator[str]:
        """The mixed load at 32 people, in each."""
        found: list[Answers] = []
        for one in self.services:
            with one.serving(2) as serving:
                people = chosen(members(one.cluster.url("proviso")), SEED)
                found.append(mixed(serving, people, seconds, SEED))
        for name, answers in zip(self.names(), found, strict=True):
            yield f"{name}: {answers.a_second:.0f} answers a second, {len(answers.wrong)} of them wrong"
            yield from (f"  {wrong}" for wrong in sorted(set(answers.wrong))[:WRONG_SHOWN])
        heads = [f"p50, p95, p99 at {one['cases']:,} cases" for one in self.made]
        yield from _table(["32 people at once", *heads], ["all of it", *(_spread(one) for one in found)])
        for pattern in patterns_of_the_load():
            yield f"| {pattern} | {' | '.join(_spread(one, pattern) for one in found)} |"

    def growth(self, only: Sequence[str] = ()) -> Iterator[str]:
        """How much more each page takes in the second than in the first."""
        with ExitStack() as stack:
            servings: list[Serving] = [stack.enter_context(one.serving(1)) for one in self.services]
            who = [members(one.cluster.url("proviso")) for one in self.services]
            found = growth(servings, who, only)
        heads = [f"at {one['cases']:,} cases" for one in self.made]
        yield from _table(["one person alone", *heads, "growth", "half within", "growth"])
        yield from (_grown(one) for one in found)

    def starting(self) -> Iterator[str]:
        """How long `proviso serve` takes until it answers, in turn; the first of each is left out."""
        took: list[list[tuple[float, float]]] = [[] for _ in self.services]
        for _ in range(STARTS + 1):
            for one, kept in zip(self.services, took, strict=True):
                before = one.processor_seconds()
                with one.serving(1) as serving:
                    kept.append((serving.seconds_to_start, serving.processor_seconds() - before))
        seconds = [median(one for one, _ in kept[1:]) for kept in took]
        processor = [median(one for _, one in kept[1:]) for kept in took]
        yield _compared("from `proviso serve` until it answers", seconds, "s")
        yield _compared("the same, processor time with that of the server", processor, "s CPU")

    def verifying(self) -> Iterator[str]:
        """`proviso record verify` of all of it."""
        took = []
        for one, made in zip(self.services, self.made, strict=True):
            before = one.processor_seconds()
            said, seconds = one.run("record", "verify")
            if "The record is whole." not in said:
                raise ValueError(f"the record of {one.folder} is not whole: {said}")
            took.append((seconds, made["entries"] / seconds, one.processor_seconds() - before))
        yield _compared("`proviso record verify`, every entry opened", [one for one, *_ in took], "s")
        yield _compared("the same, entries a second", [one for _, one, _ in took], "")

    def one_case(self) -> Iterator[str]:
        """`proviso record verify --case`: the check itself, and the whole command."""
        found = [one.measured("bench.big_force.one_case") for one in self.services]
        for what, name, unit in (
            ("one case verified, the check itself, with the server", "processor", "ms CPU"),
            ("half of ten within", "half", "ms"),
            ("entries of such a case", "entries", ""),
        ):
            yield _compared(what, [one[name] for one in found], unit)

    def backing_up(self) -> Iterator[str]:
        """`proviso backup`, and `proviso restore --verify` of what it made, each once."""
        backed_up, tried, sizes = [], [], []
        for one in self.services:
            with tempfile.TemporaryDirectory(dir=one.folder) as folder:
                to, keys_to = Path(folder, "record"), Path(folder, "keys")
                backed_up.append(one.spent("backup", "--to", str(to), "--keys-to", str(keys_to)))
                (record,), (keys,) = to.glob("*Z"), keys_to.glob("*Z")
                tried.append(one.spent("restore", "--verify", str(record), "--keys", str(keys)))
                files = [*record.iterdir(), *keys.iterdir()]
                sizes.append(sum(file.stat().st_size for file in files) / 1e6)
        for what, took in (("`proviso backup`", backed_up), ("`proviso restore --verify` of it", tried)):
            yield _compared(what, [seconds for seconds, _ in took], "s")
            yield _compared("the same, processor time with that of the servers", [cpu for _, cpu in took], "s CPU")
        yield _compared("both files of the backup", sizes, "MB")

    def sizes(self) -> Iterator[str]:
        """What each takes on the disk."""
        gigabytes = [
            sum(one.asked("SELECT pg_database_size(current_database())", name) for name in ("proviso", "proviso_keys"))
            / 1e9
            for one in self.services
        ]
        yield _compared("both databases on the disk", gigabytes, "GB")
        bytes_each = [1e9 * size / made["entries"] for size, made in zip(gigabytes, self.made, strict=True)]
        yield _compared("the same, of an entry", bytes_each, "bytes")


def _made(folder: Path) -> dict[str, int]:
    """What was made in a folder. Raises ValueError where that is not known."""
    try:
        told: dict[str, int] = json.loads((folder / "made.json").read_text())
    except OSError as fault:
        raise ValueError(f"{folder} holds no force: make one there with python -m bench.big_force make") from fault
    return told


def _table(head: Sequence[str], *lines: Sequence[str]) -> Iterator[str]:
    for cells in (head, ["---"] * len(head), *lines):
        yield f"| {' | '.join(cells)} |"


def _spread(answers: Answers, pattern: str | None = None) -> str:
    return ", ".join(f"{answers.at(percent, pattern):,.0f}" for percent in (50, 95, 99)) + " ms"


def _grown(one: Growth) -> str:
    each = [f"{ms:.1f} ms CPU" for ms in one.processor]
    half = " and ".join(f"{ms:.1f}" for ms in one.half) + " ms"
    wrong = f" ({one.wrong} wrong)" if one.wrong else ""
    return f"| {one.pattern}{wrong} | {' | '.join(each)} | {one.ratio:.2f} | {half} | {one.ratio_of_half:.2f} |"


def _compared(what: str, figures: Sequence[float], unit: str) -> str:
    told = [f"{one:,.0f} {unit}" if one >= 100 else f"{one:.3g} {unit}" for one in figures]
    ratio = f"{figures[-1] / figures[0]:.2f}" if len(figures) > 1 else ""
    return f"| {' | '.join([what, *map(str.strip, told), ratio])} |"
