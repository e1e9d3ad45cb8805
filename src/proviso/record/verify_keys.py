"""Verifying the cases' keys: each unwraps, each is needed, none is missing.

A key is bound to its case and to when it was made, so one that somebody without the key-encryption key added or changed
does not unwrap. Keeps no key beyond the verification.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import Enum
from time import time

from django.db import connections

from proviso.record.columns import KEY
from proviso.record.fault import Fault, plain
from proviso.record.keys import NEWBORN, DataKey, KeyLost, own_case, unwrapped
from proviso.record.models import KEYS, Entry, WrappedKey

_ALL = 'SELECT "case", wrapped, made_at FROM record_wrappedkey ORDER BY "case"'
_FAST_CLOCK = 60
"""Seconds by which the clock that a key was made by may have been ahead of the one it is verified by."""


class LeftBy(Enum):
    """What was cut short where a key was left that opens nothing, in words."""

    BEGINNING = (
        "a case was being started, or was when the service was stopped; nothing is lost, and what is left over is "
        "swept by the running service, from an hour after it was made"
    )
    ERASURE = (
        "its case was erased, and the service was stopped before the key went; the running service sweeps it within "
        "the hour"
    )


@dataclass(frozen=True, slots=True)
class Leftover:
    """A key that opens nothing because something was cut short: no fault of the record."""

    case: str
    by: LeftBy

    def __str__(self) -> str:
        return f"left over: key of {plain(self.case)}: {self.by.value}"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the logs, verified, say of cases: whose bodies are gone, which were erased, when the last entry was made in
    seconds since 1970."""

    bodiless: Collection[str]
    erased: Collection[str]
    ends: int


class Keyring:
    """The cases' keys as verification meets them, each unwrapped once; `faults` names the damaged and the missing."""

    def __init__(self) -> None:
        self._held: dict[str, DataKey | None] = {}
        self._damaged: dict[str, str] = {}
        self._shut: dict[str, list[tuple[str, int]]] = {}

    def fetch(self, cases: Iterable[str]) -> None:
        """Get the keys of these cases, which have bodies, ready in one query."""
        wanted = {case for case in cases if case not in self._held}
        self._held |= dict.fromkeys(wanted)
        kept = WrappedKey.objects.filter(case__in=wanted).values_list("case", "wrapped", "made_at")
        for case, wrapped, made_at in kept:
            if wrong := KEY.misfit((case, wrapped, made_at)):
                self._damaged[case] = wrong
                continue
            try:
                self._held[case] = unwrapped(case, wrapped, made_at)
            except KeyLost as error:
                self._damaged[case] = str(error)

    def of(self, case: str, log: str, index: int) -> DataKey | None:
        """The key of a case that was fetched; None, and the entry remembered, where its body cannot be opened."""
        key = self._held[case]
        if key is None:
            self._shut.setdefault(case, []).append((log, index))
        return key

    def opens(self, case: str) -> bool:
        """Whether some entry of the case has a body."""
        return case in self._held

    def knows_a_case(self) -> bool:
        """Whether some entry with a body is of a case, and not the force's own."""
        return any(not case.startswith(own_case("")) for case in self._held)

    @property
    def faults(self) -> list[Fault]:
        """One for each case whose bodies cannot be opened."""
        return [
            Fault("key", f"{self._damaged.get(case, 'is missing')}; {_bodies(shut)} cannot be opened", case=case)
            for case, shut in sorted(self._shut.items())
        ]


def _bodies(shut: list[tuple[str, int]]) -> str:
    """Which bodies, in words."""
    log, index = shut[0]
    more = f" and {len(shut) - 1} more" if len(shut) > 1 else ""
    return f"the body of entry {index} of {log}{more}"


class KeyPass:
    """Every key there is, once all logs were verified: `faults`, and `leftovers`, of which some may be of a case that
    is being started, or erased, at this moment."""

    def __init__(self, keyring: Keyring, recorded: Recorded) -> None:
        self.faults: list[Fault] = []
        self.leftovers: list[Leftover] = []
        self._keyring, self._recorded, self._now = keyring, recorded, time()
        self._known = keyring.knows_a_case() or bool(recorded.bodiless)
        with connections[KEYS].cursor() as cursor:
            cursor.execute(_ALL)
            for case, wrapped, made_at in cursor.fetchall():
                self._judge(case, wrapped, made_at)

    def _judge(self, case: object, wrapped: bytes, made_at: int) -> None:
        """What is wrong with a key, but for one that the keyring already told of."""
        if not isinstance(case, str):
            self._fault(repr(case), "its case is not text")
            return
        if not self._keyring.opens(case):
            self._judge_unneeded(case, wrapped, made_at)
        elif isinstance(made_at, int):
            self._judge_time(case, made_at)

    def _judge_unneeded(self, case: str, wrapped: bytes, made_at: int) -> None:
        if wrong := KEY.misfit((case, wrapped, made_at)):
            self._fault(case, f"opens nothing, and {wrong}")
            return
        try:
            unwrapped(case, wrapped, made_at)
        except KeyLost as error:
            self._fault(case, f"opens nothing, and {error}")
            return
        self._judge_time(case, made_at)
        if case in self._recorded.erased:
            self.leftovers.append(Leftover(case, LeftBy.ERASURE))
        elif case in self._recorded.bodiless:
            self._fault(case, "opens nothing: the bodies of its case are gone")
        elif made_at > self._now - NEWBORN.total_seconds() or (self._known and made_at <= self._recorded.ends):
            self.leftovers.append(Leftover(case, LeftBy.BEGINNING))
        else:
            self._fault(case, "opens nothing: its case has no entry")

    def _judge_time(self, case: str, made_at: int) -> None:
        if made_at > max(self._now, self._recorded.ends) + _FAST_CLOCK:  # it is the clock that is behind the record
            self._fault(case, "was made later than now")

    def _fault(self, case: str, says: str) -> None:
        self.faults.append(Fault("key", says, case=case))


def still_left(leftovers: Collection[Leftover]) -> tuple[Leftover, ...]:
    """Those of them that nobody finished or took away since: whose key is still there, and opens nothing yet."""
    cases = {leftover.case for leftover in leftovers}
    still = cases.intersection(WrappedKey.objects.filter(case__in=cases).values_list("case", flat=True))
    begun = set(Entry.objects.filter(case__in=cases, body__isnull=False).values_list("case", flat=True))
    return tuple(leftover for leftover in leftovers if leftover.case in still - begun)
