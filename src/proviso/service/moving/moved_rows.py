"""Copying rows from one database to another as Django reads them, and telling whether both hold the same.

Rows go in the order of their primary keys, which for the record is its own; a part of a table at a time, so that what
is in memory does not grow with the table.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from django.apps import apps
from django.db import DatabaseError, connections, models

from proviso.record.backends import filling, trouble_of
from proviso.record.models import DEFAULT, KEYS, WrappedKey
from proviso.service.moving.source import SOURCES, NoMove

MADE_BY_MIGRATING = frozenset({"auth", "contenttypes"})
"""Django's own lists of kinds of rows and of rights: migrating makes them, and nothing of ours asks them."""

ROWS, BYTES = 1_000, 4 << 20
"""How much goes at once: so many rows, and no more bytes than this unless a single row has them."""
READ_AT_ONCE = 50

Model = type[models.Model]
Tick = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Content:
    """What a table holds: how many rows, and the sum of their digests modulo 2**256, whatever their order."""

    rows: int
    digests: int


def of(alias: str) -> list[Model]:
    """The tables that are moved of one of the databases."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in MADE_BY_MIGRATING and (model is WrappedKey) == (alias == KEYS)
    ]


def name_of(model: Model) -> str:
    """The name of its table."""
    return model._meta.db_table


def count(model: Model, alias: str) -> int:
    """How many rows it has in a database."""
    return model._base_manager.using(alias).count()


def copy(model: Model, alias: str, tick: Tick) -> Content:
    """Put every row of a table into a database from its source. Returns what was read. Raises NoMove, DatabaseError."""
    total = Content(0, 0)
    columns = _columns(model)
    for part in _parts(_read(model, SOURCES[alias])):
        rows = [model(**dict(zip(columns, row, strict=True))) for row in part]
        try:
            model._base_manager.using(alias).bulk_create(rows)
        except DatabaseError as fault:
            if trouble_of(fault):
                raise
            raise not_taken(model, fault) from fault
        total = _added(total, part)
        tick(len(part))
    _go_on_numbering(model, alias)
    return total


def content(model: Model, alias: str, tick: Tick) -> Content:
    """What a table holds in a database."""
    total = Content(0, 0)
    for part in _parts(_read(model, alias)):
        total = _added(total, part)
        tick(len(part))
    return total


def not_taken(model: Model | None, fault: DatabaseError) -> NoMove:
    """That PostgreSQL refuses what SQLite holds. The words of the server are not repeated: they quote rows."""
    said = getattr(fault.__cause__, "diag", None)
    constraint = getattr(said, "constraint_name", None)
    table = name_of(model) if model else getattr(said, "table_name", None) or "a table"
    why = f"by {constraint}" if constraint else f"as {type(fault.__cause__ or fault).__name__}"
    return NoMove(
        f"PostgreSQL refuses a row of {table} ({why}), which SQLite let in: nothing was moved. Find out how it came "
        "there, and have it mended by whoever supports this service."
    )


def _columns(model: Model) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields if field.column]


def _read(model: Model, alias: str) -> Iterator[tuple[object, ...]]:
    rows = model._base_manager.using(alias).order_by("pk").values_list(*_columns(model))
    yield from rows.iterator(chunk_size=READ_AT_ONCE)


def _parts(rows: Iterator[tuple[object, ...]]) -> Iterator[list[tuple[object, ...]]]:
    """The rows in lists of no more than `ROWS` and about `BYTES`."""
    part: list[tuple[object, ...]] = []
    size = 0
    for row in rows:
        part.append(row)
        size += sum(len(value) for value in row if isinstance(value, bytes | memoryview | str))
        if len(part) == ROWS or size >= BYTES:
            yield part
            part, size = [], 0
    if part:
        yield part


def _added(total: Content, part: Sequence[tuple[object, ...]]) -> Content:
    digests = sum(int.from_bytes(sha256(repr([_plain(value) for value in row]).encode()).digest()) for row in part)
    return Content(total.rows + len(part), (total.digests + digests) % (1 << 256))


def _plain(value: object) -> object:
    """The value as both kinds of database give it alike."""
    if isinstance(value, memoryview):
        return bytes(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, list | dict):
        return json.dumps(value, sort_keys=True)
    return value


def _go_on_numbering(model: Model, alias: str) -> None:
    """Have the next row of a table that numbers its rows get the number that it would have got in the source."""
    numbered = model._meta.auto_field
    if numbered is None or alias != DEFAULT:
        return
    last = filling.last_numbers(connections[SOURCES[alias]]).get(name_of(model), 0)
    filling.go_on_after(connections[alias], name_of(model), str(numbered.column), last)
