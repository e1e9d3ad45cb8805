"""At what in each case a pattern could show, kept beside the record: sealed under the force's own key, one row a case.

As with `counted_rows`, an act writes nothing here: a row that is behind its case is made again from the record when
somebody asks for patterns, and every one by `worklist rebuild`. A case that is erased takes its row with it.
"""

from collections.abc import Iterator

from django.db import connection, transaction

from proviso.accounts.reason_words import is_reason, same_words
from proviso.casework.counted_rows import AT_ONCE, BETWEEN, case_key
from proviso.casework.history.case import Case
from proviso.casework.history.replay import replay
from proviso.casework.reading.occasions import At, Occasion, day_of, occasions_of
from proviso.casework.repeated_words import digest_of
from proviso.casework.values.reason_answers import reasons_of
from proviso.record import keys, read
from proviso.record.keys import DataKey, KeyErased

VERSION = 1
"""Of what a row says. A change of it takes another, and every row is made again."""

COLUMNS = ("case", "unit", "key", "at", "by", "on", "measure", "same", "shared")
"""What a line says, in order: `key` is the number of the case as figures have it, the rest an `Occasion`."""

DIGITS = 20
"""So many digits of a digest are kept: enough to tell the reasons of a force apart."""

ANYBODY = "\x1e"
"""In place of a staff number, for a digest of words that does not take in whose they are. Nobody has it."""

_BEHIND = (
    'SELECT c.reference FROM casework_case c LEFT JOIN casework_occasions k ON k."case" = c.reference '
    "WHERE c.force = %s AND (k.seq IS NULL OR k.seq <> c.seq OR k.version <> %s) ORDER BY c.reference"
)
_KEPT = (
    'SELECT k."case", c.unit, k.sealed FROM casework_occasions k JOIN casework_case c ON c.reference = k."case" '
    'WHERE k.force = %s ORDER BY k."case"'
)
_GONE = 'DELETE FROM casework_occasions WHERE "case" = %s'
_KEEP = 'INSERT INTO casework_occasions ("case", force, seq, version, sealed) VALUES (%s, %s, %s, %s, %s)'


def keep_occasions(case: Case, key: DataKey) -> None:
    """Keep the occasions of a case as it is, inside the caller's transaction. `key` is the force's own."""
    sealed = key.seal(written(case).encode(), about_occasions(case.reference))
    with connection.cursor() as cursor:
        cursor.execute(_GONE, (case.reference,))
        cursor.execute(_KEEP, (case.reference, case.force, case.seq, VERSION, sealed))


def bring_occasions_up_to_date(force: str) -> int:
    """Make again the rows that are behind their cases, and return how many. Raises KeyLost."""
    with connection.cursor() as cursor:
        cursor.execute(_BEHIND, (force, VERSION))
        behind = [reference for (reference,) in cursor.fetchall()]
    if behind:
        key = keys.ensure(keys.own_case(force))
        for reference in behind:
            _made_again(reference, force, key)
    return len(behind)


@transaction.atomic
def _made_again(reference: str, force: str, key: DataKey) -> None:
    try:
        own = keys.of(reference)
    except KeyErased:  # erased since it was listed; its row went with it
        return
    keep_occasions(replay(reference, force, read.entries(reference, key=own)), key)


def occasion_lines(force: str) -> Iterator[str]:
    """Every occasion of a force's cases: the fields of `COLUMNS`, with `BETWEEN` between them.

    Raises SealBroken where a row was changed.
    """
    with connection.chunked_cursor() as cursor:
        cursor.execute(_KEPT, (force,))
        key = keys.ensure(keys.own_case(force))
        while rows := cursor.fetchmany(AT_ONCE):
            for reference, unit, sealed in rows:
                told = key.open(bytes(sealed), about_occasions(reference)).decode()
                number, *lines = told.split("\n")
                before = BETWEEN.join((reference, unit, number))
                yield from (f"{before}{BETWEEN}{line}" for line in lines)


def written(case: Case) -> str:
    """A row of the occasions of a case: its number, and a line for each."""
    every = {*occasions_of(case), *_reasons(case)}
    return "\n".join([str(case_key(case)), *sorted(_spelled(one) for one in every)])


def _reasons(case: Case) -> Iterator[Occasion]:
    """Every reason that was given, by whether it is one and by digests of them: never the words."""
    for answer in case.history:
        for _, words in reasons_of(answer.value):
            if same := same_words(words):
                own, anybody = (digest_of(case.force, by, same)[:DIGITS] for by in (answer.by, ANYBODY))
                yield Occasion(At.REASON, answer.by, day_of(answer.at), int(not is_reason(words)), own, anybody)


def _spelled(one: Occasion) -> str:
    return BETWEEN.join((one.at.value, one.by, one.on.isoformat(), str(one.measure), one.same, one.shared))


def about_occasions(reference: str) -> bytes:
    """What a sealed row is bound to."""
    return b"proviso occasions " + reference.encode()
