"""How many rows PostgreSQL reads for what is asked of it, as its own account of each query says (EXPLAIN ANALYZE).

SQLite's tests of plans name the index; here it is counted what is read, whatever the way: so a query that goes through
a table, or through all of an index, is found by its number.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.db import connections, transaction
from django.test.utils import CaptureQueriesContext

from proviso.record.models import DEFAULT

_SCANS = ("Seq Scan", "Index Scan", "Index Only Scan", "Bitmap Heap Scan")
_DROPPED = ("Rows Removed by Filter", "Rows Removed by Index Recheck")


class _Undone(Exception):
    """What a query did while it was explained is taken back."""


def rows_read(do: Callable[[], object]) -> dict[str, int]:
    """How many rows each query reads that is asked of the record's database meanwhile, the most first."""
    with CaptureQueriesContext(connections[DEFAULT]) as captured:
        do()
    asked = {query["sql"] for query in captured if query["sql"].lstrip().startswith(("SELECT", "DELETE"))}
    return dict(sorted(((sql, _read(sql)) for sql in asked), key=lambda one: -one[1]))


def _read(sql: str) -> int:
    try:
        with transaction.atomic(using=DEFAULT), connections[DEFAULT].cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}")
            told = cursor.fetchone()[0]
            raise _Undone
    except _Undone:
        plans = json.loads(told) if isinstance(told, str) else told
    return sum(int(_of(node)) for node in _nodes(plans[0]["Plan"]))


def _nodes(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield plan
    for one in plan.get("Plans", ()):
        yield from _nodes(one)


def _of(node: Mapping[str, Any]) -> float:
    """The rows that a node takes out of a table or an index; of a mean over several rounds, all of them."""
    if node["Node Type"] not in _SCANS:
        return 0
    return float((node["Actual Rows"] + sum(node.get(one, 0) for one in _DROPPED)) * node["Actual Loops"])
