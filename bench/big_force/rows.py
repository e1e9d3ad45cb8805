"""What stands beside the record of each case: of one that is closed as the product wrote it for its first case, of one
on which something is due as the product makes it again from the record.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from multiprocessing import get_context

import psycopg
from django.db import connections, transaction

from bench.big_force.entries import Filled, copied, line, server
from bench.big_force.plan import Case
from proviso.accounts.models import Force
from proviso.accounts.reason_words import same_words
from proviso.casework.history.replay import replay
from proviso.casework.projection import due_of, lookup, write
from proviso.casework.reading.case_assessment import Rules, assess_case
from proviso.casework.repeated_words import digest_of, keep_words
from proviso.record import read
from proviso.record.keys import DataKey
from proviso.record.models import DEFAULT

AT_ONCE = 2_000
_CASE = "COPY casework_case (reference, force, unit, owner, seq, stage, unacknowledged, seen_by_lead) FROM STDIN"
_REFERENCE = 'COPY casework_crime_reference ("case", force, digest) FROM STDIN'
_WORDS = 'COPY casework_reason_words ("case", digest) FROM STDIN'
_SHARED = 'COPY casework_shared ("case", force, seq, what, began_at, ended_at, how, department, recipient) FROM STDIN'


def write_rows(filled: Filled, on: date, processes: int) -> None:
    """Write the rows of every case, under the policy of a day. `processes` work at once."""
    closed = [case for case in filled.cases if not filled.first.cases[case.prototype].live]
    live = [case for case in filled.cases if filled.first.cases[case.prototype].live]
    with psycopg.connect(**server(DEFAULT)) as connection:
        for start in range(0, len(closed), AT_ONCE):
            some = closed[start : start + AT_ONCE]
            copied(connection, _CASE, [_case(filled, case) for case in some])
            copied(connection, _REFERENCE, [one for case in some for one in _reference(filled, case)])
            copied(connection, _WORDS, [one for case in some for one in _words(filled, case)])
            copied(connection, _SHARED, [one for case in some for one in _shared(filled, case)])
    parts = [(filled.log, on, live[start::processes]) for start in range(processes)]
    if processes == 1:
        _made(parts[0])
        return
    connections.close_all()
    with get_context("fork").Pool(processes) as pool:
        pool.map(_made, parts, chunksize=1)


def _made(part: tuple[str, date, Sequence[Case]]) -> None:
    """The rows of these cases, as `rebuilding` makes them."""
    log, on, cases = part
    rules = Rules.of(Force.objects.get(code=log), on)
    for start in range(0, len(cases), 100):
        with transaction.atomic():
            for one in cases[start : start + 100]:
                key = DataKey(one.reference, one.key)
                case = replay(one.reference, log, read.entries(one.reference, key=key))
                write(None, case, due_of(case, assess_case(case, rules)), frozenset(), key)
                keep_words(case, case.history)


def _case(filled: Filled, case: Case) -> str:
    first, instead = filled.first.cases[case.prototype], case.filling.instead
    whose = (instead[first.unit], instead[first.owner])
    return line(case.reference, filled.log, *whose, first.seq, first.stage, first.unacknowledged, first.seen_by_lead)


def _reference(filled: Filled, case: Case) -> Iterator[str]:
    if given := filled.first.cases[case.prototype].crime_reference:
        yield line(case.reference, filled.log, lookup(filled.log, case.filling.instead[given]))


def _words(filled: Filled, case: Case) -> set[str]:
    instead = case.filling.instead
    told = (
        (instead[one.actor], same_words(words.filled(case.filling).replace('\\"', '"')))
        for one in filled.first.cases[case.prototype].entries
        for words in one.reasons
    )
    return {line(case.reference, digest_of(filled.log, by, same)) for by, same in told if same}


def _shared(filled: Filled, case: Case) -> Iterator[str]:
    for seq, what, began, ended, *rest in filled.first.cases[case.prototype].shared:
        times = [at + case.filling.later if isinstance(at, datetime) else None for at in (began, ended)]
        yield line(case.reference, filled.log, seq, what, *times, *rest)
