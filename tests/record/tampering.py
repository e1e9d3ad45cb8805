"""What somebody does who has the database: no trigger and no check stands in the way, and every statement works."""

import re

from django.db import connections

from proviso.record import verify
from proviso.record.backends import backend_of
from proviso.record.backends.postgresql_triggers import TRIGGERS
from proviso.record.tree import Frontier, leaf_hash

_BYTES = re.compile(r"\bx'([0-9a-f]*)'")


def on_server(alias: str = "default") -> bool:
    """Whether this test's database is one of PostgreSQL."""
    return connections[alias].vendor == "postgresql"


def drop_trigger(name: str) -> None:
    """Take one trigger of the record away."""
    run(f"DROP TRIGGER {name} ON {TRIGGERS[name].table}" if on_server() else f"DROP TRIGGER {name}")


def let_everything_pass() -> None:
    """Take the triggers and the checks of columns away, and how long text may be; number rows as SQLite does."""
    for trigger in backend_of(connections["default"]).trigger_names():
        drop_trigger(trigger)
    if not on_server():
        run("PRAGMA ignore_check_constraints=ON")
        return
    checks = "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE contype = 'c' AND conrelid <> 0"
    for owner, name in run(checks):
        if str(owner).startswith("record_"):
            run(f"ALTER TABLE {owner} DROP CONSTRAINT {name}")
    for table in ("entry", "leaf", "node", "head", "wrappedkey"):
        alias = "keys" if table == "wrappedkey" else "default"
        run(f"ALTER TABLE record_{table} ADD COLUMN IF NOT EXISTS rowid bigserial", alias=alias)
    bounded = (
        "SELECT table_name, column_name FROM information_schema.columns "
        "WHERE table_schema = 'public' AND data_type = 'character varying' AND starts_with(table_name, 'record_')"
    )
    for owner, name in run(bounded):
        run(f'ALTER TABLE {owner} ALTER COLUMN "{name}" TYPE text')


def run(sql: str, *given: object, alias: str = "default") -> list[tuple[object, ...]]:
    """What a statement finds. Bytes are spelled as SQLite spells them: x'00'."""
    if on_server(alias):
        sql = _BYTES.sub(r"'\\x\1'::bytea", sql)
    with connections[alias].cursor() as cursor:
        cursor.execute(sql, given)  # type: ignore[arg-type]
        return list(cursor.fetchall()) if cursor.description else []


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
    ((content,),) = run('SELECT content FROM record_leaf WHERE "index" = %s', index)
    assert isinstance(content, bytes)
    run('UPDATE record_leaf SET content = %s WHERE "index" = %s', content.replace(old.encode(), new.encode()), index)
