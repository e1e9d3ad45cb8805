"""What is counted of each case, kept beside the record: sealed under the force's own key, one row a case.

An act writes nothing here, so that it costs nothing. A row says up to which place of its case it was made, and as what
version of `CountedCase`; one that is behind is made again from the record when figures are asked for, and every one by
`worklist rebuild`. A case that is erased takes its row with it.
"""

import hmac
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from datetime import date
from functools import cache
from hashlib import sha256

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from proviso.casework.history.case import Case
from proviso.casework.history.replay import replay
from proviso.casework.projection import lookup_key
from proviso.casework.reading.counted_case import CountedCase, counted
from proviso.record import keys, read
from proviso.record.keys import DataKey, KeyErased

VERSION = 2
"""Of the fields of a `CountedCase`. A change of them takes another, and every row is made again."""

BETWEEN = "\x1f"
"""What stands between two fields of a row. No code, day or number has it."""

COLUMNS = ("key", *(field.name for field in fields(CountedCase)))
"""The fields of a row, in order. `key` is a number of the case's own that tells nobody which case it is."""

KEY_BITS = 44
"""So that the sum of a million keys still goes into 64 bits."""

AT_ONCE = 500

_BEHIND = (
    'SELECT c.reference FROM casework_case c LEFT JOIN casework_counted k ON k."case" = c.reference '
    "WHERE c.force = %s AND (k.seq IS NULL OR k.seq <> c.seq OR k.version <> %s) ORDER BY c.reference"
)
_KEPT = 'SELECT "case", sealed FROM casework_counted WHERE force = %s ORDER BY "case"'
_GONE = 'DELETE FROM casework_counted WHERE "case" = %s'
_KEEP = 'INSERT INTO casework_counted ("case", force, seq, version, sealed) VALUES (%s, %s, %s, %s, %s)'


def keep_counted(case: Case, key: DataKey) -> None:
    """Keep what is counted of a case as it is, inside the caller's transaction. `key` is the force's own."""
    sealed = key.seal(written(case).encode(), about_counted(case.reference))
    with connection.cursor() as cursor:
        cursor.execute(_GONE, (case.reference,))
        cursor.execute(_KEEP, (case.reference, case.force, case.seq, VERSION, sealed))


def bring_up_to_date(force: str, progress: Callable[[int, int], None] | None = None) -> int:
    """Make again the rows that are behind their cases, and return how many. `progress` is told (done, of how many).

    Reads cases as a rebuilding does, and shows them to nobody. Raises KeyLost.
    """
    with connection.cursor() as cursor:
        cursor.execute(_BEHIND, (force, VERSION))
        behind = [reference for (reference,) in cursor.fetchall()]
    if not behind:
        return 0
    key = keys.ensure(keys.own_case(force))
    for done, reference in enumerate(behind, start=1):
        _made_again(reference, force, key)
        if progress:
            progress(done, len(behind))
    return len(behind)


@transaction.atomic
def _made_again(reference: str, force: str, key: DataKey) -> None:
    try:
        own = keys.of(reference)
    except KeyErased:  # erased since it was listed; its row went with it
        return
    keep_counted(replay(reference, force, read.entries(reference, key=own)), key)


def counted_lines(force: str) -> Iterator[bytes]:
    """What is counted of each case of a force: its fields in the order of `COLUMNS`, with `BETWEEN` between them.

    Raises SealBroken where a row was changed.
    """
    return (line for _reference, line in counted_cases(force))


def counted_by_case(force: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The reference of each case of a force, with what is counted of it, by `COLUMNS`. Raises SealBroken."""
    for reference, line in counted_cases(force):
        yield reference, dict(zip(COLUMNS, line.decode().split(BETWEEN), strict=True))


def counted_cases(force: str) -> Iterator[tuple[str, bytes]]:
    """The reference of each case of a force, with its line. Raises SealBroken."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(_KEPT, (force,))
        key = keys.ensure(keys.own_case(force))
        for reference, sealed in _rows(cursor):
            yield reference, key.open(bytes(sealed), about_counted(reference))


def _rows(cursor: CursorWrapper) -> Iterable[tuple[str, bytes]]:
    while rows := cursor.fetchmany(AT_ONCE):
        yield from rows


def written(case: Case) -> str:
    """A row of what is counted of a case."""
    told = counted(case)
    return BETWEEN.join([str(case_key(case)), *(_spelled(getattr(told, name)) for name in COLUMNS[1:])])


def _spelled(given: str | int | date | tuple[str, ...] | None) -> str:
    if isinstance(given, tuple):
        return " ".join(given)
    return "" if given is None else str(given)


def about_counted(reference: str) -> bytes:
    """What a sealed row is bound to."""
    return b"proviso counted " + reference.encode()


def case_key(case: Case) -> int:
    """A number that stands for the case wherever it is counted: a keyed digest of its reference, of `KEY_BITS` bits."""
    return key_of(case.force, case.reference)


def key_of(force: str, reference: str) -> int:
    """The same, of the case with this reference."""
    digest = hmac.digest(_key(), f"{force}\0{reference}".encode(), "sha256")
    return int.from_bytes(digest[:8]) >> (64 - KEY_BITS)


@cache
def _key() -> bytes:
    """A key for this alone, made of the one that crime references are looked up under."""
    return hmac.new(lookup_key(), b"proviso figures", sha256).digest()
