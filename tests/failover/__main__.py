"""`make failover`: machines of a database die while people work, and what was lost afterwards is looked for.

    python -m tests.failover            twenty events, five of each of four kinds, while four people open cases
    python -m tests.failover 1          four events
    python -m tests.failover browser    three events while one case is carried in a real browser to its end

Prints how long no act was taken each time, and at the end what was lost, doubled or forked: nothing, or status 1.
"""

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import django

from tests.failover.cluster import Cluster, cluster
from tests.failover.network import NotAllowedHere
from tests.failover.service import Force, force

TIMES = 5
"""How often each of four things happens."""
BROWSER = "browser"
MEMORY = Path("/dev/shm")


def main(words: Sequence[str]) -> int:
    """`make failover`: 0 when nothing was lost, 1 when something was, 2 when it cannot be done here."""
    word = words[0] if words else str(TIMES)
    if len(words) > 1 or (word != BROWSER and not (word.isascii() and word.isdigit() and int(word))):
        given = " ".join(words)
        print(f"{given} is not how often each thing happens: give a number such as 5, or {BROWSER}.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="proviso-drill.", dir=MEMORY if MEMORY.is_dir() else None) as folder:
        Path(folder).chmod(0o755)
        try:
            with cluster(Path(folder)) as of, force(of) as (at, port):
                os.environ.update(at.environment)
                django.setup()
                wrong = _done(word, of, at, port)
        except NotAllowedHere as fault:
            print(fault, file=sys.stderr)
            return 2
    print(*wrong, sep="\n", file=sys.stderr)
    return 1 if wrong else 0


def _done(word: str, of: Cluster, at: Force, port: int) -> Sequence[str]:
    """What is wrong afterwards. What it imports needs the settings that are made by now."""
    if word == BROWSER:
        from tests.failover.carried import carried

        return carried(of, at, port)
    from tests.failover.drill import drill

    return drill(of, at, port, int(word))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
