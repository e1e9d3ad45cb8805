"""`python -m bench.big_force.one_case`: how long one case of a service takes to verify, apart from Python's own start.

In the environment of the service, on the machine of its server. A few cases, each once: no row of a case has been read
before.
"""

import json
from pathlib import Path
from statistics import mean, median
from time import perf_counter, process_time

CASES = 10
_CASES = "SELECT reference FROM casework_case WHERE seq > 9 ORDER BY md5(reference) LIMIT %s"


def main() -> None:
    """Print milliseconds: of the processor for one case, the server's included, and of the clock for half of the cases;
    and how many entries a case has. The first is left out: it opens the connections. Raises RuntimeError where a case
    is not whole."""
    import django

    django.setup()
    from django.db import connections

    from proviso.record.verify_case import verify_case

    with connections["default"].cursor() as cursor:
        cursor.execute(_CASES, [CASES + 1])
        first, *cases = [str(reference) for (reference,) in cursor.fetchall()]
    verify_case(first)
    servers = [connections[alias].connection.info.backend_pid for alias in connections]
    before = process_time() + sum(map(_of_process, servers))
    took, entries = [], []
    for case in cases:
        began = perf_counter()
        report = verify_case(case)
        took.append((perf_counter() - began) * 1e3)
        entries.append(report.opened)
        if not report.whole:
            raise RuntimeError(f"a case is not as it was recorded: {report}")
    spent = (process_time() + sum(map(_of_process, servers)) - before) * 1e3 / len(cases)
    print(json.dumps({"processor": spent, "half": median(took), "entries": mean(entries)}))


def _of_process(process: int) -> float:
    """The seconds of processor time of a process, to the nanosecond."""
    return int(Path(f"/proc/{process}/schedstat").read_text(encoding="ascii").split()[0]) / 1e9


if __name__ == "__main__":
    main()
