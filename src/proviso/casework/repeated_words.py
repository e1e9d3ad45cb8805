"""The same words as a reason in another case of the same officer: refused in a decision, shown elsewhere (5.5).

Our safeguard. Words are compared by a digest under a key that is kept outside the database, and that takes in whose
they are: the table says neither what was written nor by whom. Its rows go with their case; the record makes them again.
"""

import hmac
from collections.abc import Iterable
from functools import cache
from hashlib import sha256

from django.db import connection

from proviso.accounts.reason_words import same_words
from proviso.casework.history.case import Case, RecordedAnswer
from proviso.casework.projection import lookup_key
from proviso.casework.values.decision import DelayDecided, NotSharingDecided, SharingDecided
from proviso.casework.values.reason_answers import reasons_of
from proviso.casework.values.value import Refusal, Value, ValueRefused

MUST_BE_ITS_OWN: tuple[type[Value], ...] = (SharingDecided, DelayDecided, NotSharingDecided)
"""What is decided case by case: the same words in another case are refused. There is no exception."""

REPEATED = "You wrote exactly this in another case. Say what is particular to this one (5.5)."

_KEEP = 'INSERT INTO casework_reason_words ("case", digest) VALUES (%s, %s) ON CONFLICT DO NOTHING'


def keep_words(case: Case, answers: Iterable[RecordedAnswer[Value]]) -> None:
    """Keep the digest of each reason in these answers of the case, inside the caller's transaction."""
    digests = {digest for answer in answers for _, digest in _digests(case.force, answer.by, answer.value)}
    if digests:
        with connection.cursor() as cursor:
            cursor.executemany(_KEEP, [(case.reference, digest) for digest in sorted(digests)])


def reject_repeated_words(case: Case, by: str, value: Value) -> None:
    """Raise ValueRefused where a decision gives as its reason what its officer wrote in another case."""
    if not isinstance(value, MUST_BE_ITS_OWN):
        return
    given = _digests(case.force, by, value)
    elsewhere = _in_other_cases(case.reference, [digest for _, digest in given])
    if refused := [name for name, digest in given if digest in elsewhere]:
        raise ValueRefused(
            [Refusal(name, "the words of another case", "words of this case", REPEATED) for name in refused]
        )


def repeated_in(case: Case) -> dict[int, frozenset[str]]:
    """The fields in which somebody wrote exactly what they wrote in another case, by the place of the answer."""
    given = {answer.seq: _digests(case.force, answer.by, answer.value) for answer in case.history}
    elsewhere = _in_other_cases(case.reference, sorted({digest for one in given.values() for _, digest in one}))
    repeated = {seq: frozenset(name for name, digest in one if digest in elsewhere) for seq, one in given.items()}
    return {seq: names for seq, names in repeated.items() if names}


def _digests(force: str, by: str, value: Value) -> list[tuple[str, str]]:
    return [(name, digest_of(force, by, same)) for name, words in reasons_of(value) if (same := same_words(words))]


def digest_of(force: str, by: str, same: str) -> str:
    """HMAC-SHA256, in hexadecimal, of words as `same_words` gives them, by somebody of a force."""
    return hmac.digest(_key(), f"{force}\0{by}\0{same}".encode(), "sha256").hex()


@cache
def _key() -> bytes:
    """A key for this alone, made of the one that crime references are looked up under."""
    return hmac.new(lookup_key(), b"proviso words of a reason", sha256).digest()


def _in_other_cases(reference: str, digests: list[str]) -> set[str]:
    if not digests:
        return set()
    marks = ", ".join(["%s"] * len(digests))
    # Nothing typed is in the statement: it holds as many marks as there are digests.
    query = f'SELECT DISTINCT digest FROM casework_reason_words WHERE digest IN ({marks}) AND "case" <> %s'  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(query, [*digests, reference])
        return {digest for (digest,) in cursor.fetchall()}
