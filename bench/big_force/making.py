"""Making the force in databases of PostgreSQL that were migrated and are empty."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial

from django.db import connections, transaction

from bench.big_force.entries import Filled, begun, wrap_keys, write
from bench.big_force.people import found, planned
from bench.big_force.plan import DAYS, cases
from bench.big_force.prototypes import Prototypes
from bench.big_force.rows import write_rows
from proviso.casework import clock
from proviso.record.backends import backend_of
from proviso.record.models import DEFAULT

LOG = "wessmere"
FOUNDED = timedelta(days=DAYS + 20)
Progress = Callable[[str, int, int], None]


def make(
    first: Prototypes, *, officers: int, many: int, entries: int, processes: int, seed: int, progress: Progress
) -> int:
    """Make the force of `many` cases with about so many entries. Returns the size of its log.

    Raises ValueError where so few officers or entries make no force.
    """
    people = planned(officers)
    made = cases(first, people, many, entries, seed)
    progress("Founding", 0, officers)
    with clock.driven(lambda: first.now - FOUNDED):
        found(people, first.now - FOUNDED)
    filled = Filled(LOG, first, made)
    progress("Keys", 0, many)
    wrap_keys(made, partial(begun, filled))
    with _without_triggers():
        size = write(filled, processes, lambda done: progress("Entries", done, entries))
    progress("Rows beside the record", 0, many)
    with clock.driven(lambda: first.now):
        write_rows(filled, clock.today(), processes)
    for alias in connections:
        with connections[alias].cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")  # as the server does by itself in the months of a force
    return size


@contextmanager
def _without_triggers() -> Iterator[None]:
    """As `filling.without_triggers`, but committed, since several connections write at once."""
    with transaction.atomic(), connections[DEFAULT].cursor() as cursor:
        for table in ("record_entry", "record_leaf", "record_node", "record_head"):
            cursor.execute(f"ALTER TABLE public.{table} DISABLE TRIGGER USER")
    yield
    with transaction.atomic():
        backend_of(connections[DEFAULT]).create_triggers()
