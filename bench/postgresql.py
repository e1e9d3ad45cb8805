"""How fast an act is written on PostgreSQL: on a server of its own that waits for the disk, as a force's does.

The acts and the bare insert beside them are those of `committing`. Then eight processes record at once, each on a case
of its own in one force, turn and turn about with one process alone: all of them wait for the head of one log.
"""

import tempfile
from multiprocessing import Barrier, Process, get_context
from multiprocessing.queues import SimpleQueue
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from bench.rows import Row

if TYPE_CHECKING:
    from proviso.casework.writing.access import OpenCase
    from tests.record.disk import Files

PROCESSES = 8
WARMING, ACTS, TURNS = 8, 60, 5
CASES = 20
WHERE = " on PostgreSQL"


def run() -> list[Row]:
    """Measure on a server in a temporary folder of a disk, which goes afterwards."""
    from tests.postgresql.cluster import waiting_for_the_disk

    with waiting_for_the_disk(), tempfile.TemporaryDirectory() as folder:
        from bench.committing import NOON, committing
        from proviso.casework import clock
        from tests.record.disk import migrated

        with clock.driven(lambda: NOON):
            template = migrated(Path(folder))
            rows = committing(template.copied(Path(folder) / "alone"), WHERE)
            together = template.copied(Path(folder) / "at-once")
            return [*rows, _at_once(together), _locked(together)]


def _at_once(files: "Files") -> Row:
    from bench.committing import found
    from tests.record.disk import using

    with using(files):
        found()
    ours, other = list[float](), list[float]()
    for _ in range(TURNS):
        other.append(_acts_a_second(files, 1))
        ours.append(_acts_a_second(files, PROCESSES))
    at_once, alone = median(ours), median(other)
    name = f"acts{WHERE} by {PROCESSES} processes on as many cases of one force, against one process"
    return Row(name, at_once, alone, at_once / alone, "at least 1.8", "a second")


def _acts_a_second(files: "Files", processes: int) -> float:
    """What so many processes record together of the same acts: each case is new, and takes as many of them."""
    from bench.committing import OFFICER
    from tests.casework.examples import ready
    from tests.record.disk import using

    with using(files):
        cases = [ready(OFFICER) for _ in range(PROCESSES)]
    together, done = Barrier(processes), SimpleQueue[tuple[float, float]](ctx=get_context())

    def work(own: "list[OpenCase]") -> None:
        from bench.committing import ANSWERS
        from proviso.casework.acts.answer import record_answer

        with using(files):
            for number in range(-WARMING, ACTS):
                if number == 0:
                    together.wait()
                    began = perf_counter()
                for place, opened in enumerate(own):
                    value = ANSWERS[number % len(ANSWERS)](number)
                    own[place] = record_answer(opened, value, seen=opened.case.seq)
            done.put((began, perf_counter()))

    started = [Process(target=work, args=(cases[first::processes],)) for first in range(processes)]
    for process in started:
        process.start()
    times = [done.get() for _ in started]
    for process in started:
        process.join()
    return ACTS * PROCESSES / (max(ended for _, ended in times) - min(began for began, _ in times))


def _locked(files: "Files") -> Row:
    """For how long an act keeps everybody else of its force from recording: from the log's lock to the end."""
    from bench.committing import ANSWERS, OFFICER
    from proviso.casework.acts.answer import record_answer
    from proviso.record import append
    from tests.casework.examples import ready
    from tests.record.disk import using

    locked, kept, whole = append._locked, list[float](), list[float]()
    since = 0.0

    def noting(*given: object) -> object:
        nonlocal since
        found = locked(*given)  # type: ignore[arg-type]
        since = perf_counter()
        return found

    append._locked = noting  # type: ignore[assignment]
    try:
        with using(files):
            for _ in range(CASES):
                opened = ready(OFFICER)
                for number, answer in enumerate(ANSWERS * 2):
                    began = perf_counter()
                    opened = record_answer(opened, answer(number), seen=opened.case.seq)
                    ended = perf_counter()
                    kept.append((ended - since) * 1e6)
                    whole.append((ended - began) * 1e6)
    finally:
        append._locked = locked
    log, act = median(kept), median(whole)
    return Row(f"of an act{WHERE}, the time that the log is locked", log, act, log / act, "", "µs")


if __name__ == "__main__":
    for row in run():
        print(row)
