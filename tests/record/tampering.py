"""What somebody does who has the files: no trigger and no constraint stands in the way, and every statement works."""

from django.db import connections

from proviso.record import verify
from proviso.record.backends import backend_of
from proviso.record.tree import Frontier, leaf_hash


def let_everything_pass() -> None:
    """Take the triggers and the checks of columns away."""
    for name in backend_of(connections["default"]).trigger_names():
        run(f"DROP TRIGGER {name}")
    run("PRAGMA ignore_check_constraints=ON")


def run(sql: str, *given: object, alias: str = "default") -> list[tuple[object, ...]]:
    with connections[alias].cursor() as cursor:
        cursor.execute(sql, given)  # type: ignore[arg-type]
        return list(cursor.fetchall())


def said(log: str | None = None, *, bodies: bool = True, was: verify.EarlierHead | None = None) -> list[str]:
    """The faults that verification finds, but for the triggers that were taken away to get there."""
    found = verify.verify(log, bodies=bodies, was=was).faults
    return [str(fault) for fault in found if fault.table != "triggers"]


def make_it_fit() -> None:
    """Make hashes, tree and head of the one log fit the leaves and entries as they now are, without any key."""
    frontier = Frontier()
    run("DELETE FROM record_node")
    for log, index, content in run('SELECT log, "index", content FROM record_leaf ORDER BY "index"'):
        hashed = leaf_hash(content)  # type: ignore[arg-type]
        run('UPDATE record_entry SET leaf = %s WHERE "index" = %s', hashed, index)
        frontier, completed = frontier.plus(hashed)
        for node in completed:
            run("INSERT INTO record_node VALUES (%s, %s, %s, %s)", log, node.level, node.index, node.hash)
    run(
        "UPDATE record_head SET size = %s, frontier = %s, at = (SELECT max(at) FROM record_entry)",
        frontier.size,
        frontier.written(),
    )


def respell_leaf(index: int, old: str, new: str) -> None:
    """Replace text in a leaf."""
    sql = 'UPDATE record_leaf SET content = CAST(replace(CAST(content AS text), %s, %s) AS blob) WHERE "index" = %s'
    run(sql, old, new, index)
