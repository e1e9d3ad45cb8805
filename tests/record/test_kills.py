"""Killed at any moment, a service leaves nothing half done; several at once lose nothing."""

import random
from datetime import timedelta
from functools import partial
from pathlib import Path
from time import perf_counter

import pytest
from django.db import connections, transaction

from proviso.record import erase, keys, models, sweeping, verify
from proviso.record.append import SeqTaken, append
from tests.record.disk import Files, using
from tests.record.killing import at_once, killed_after, killed_at
from tests.record.making import LOG, NOON, draft, record
from tests.settings import ON_POSTGRESQL

pytestmark = pytest.mark.kills
MOMENTS = 30 if ON_POSTGRESQL else 200
"""The server ends what a killed process left open as it would any other: fewer moments show that."""


def open_a_case(number: int) -> None:
    """One act of two entries in a case of its own; every fourth erases the one before."""
    case = f"case-{number}"
    key = keys.create(case)
    with transaction.atomic(using="default"):
        append(draft(case, 1), now=NOON, key=key)
        append(draft(case, 2), now=NOON, key=key)
    if number % 4 == 3:
        erase.erase(f"case-{number - 1}", by="Mx Yew", second="Mx Reed", now=NOON, why="retention")


def left_whole() -> int:
    """What is left is whole, once a service starts again: how many cases. Raises where something is half done."""
    sweeping.sweep(older_than=timedelta(0))
    report = verify.verify()
    assert report.whole, report.faults
    cases: dict[str, list[object]] = {}
    for case, seq in models.Entry.objects.exclude(seq=None).order_by("index").values_list("case", "seq"):
        cases.setdefault(case, []).append(seq)
    assert all(places == [1, 2] for places in cases.values())
    assert models.Entry.objects.filter(body=None).count() == 2 * models.Entry.objects.filter(kind=erase.KIND).count()
    left = sweeping.unused(older_than=timedelta(0))
    assert not left.half_erased + left.never_begun
    assert len(left.unaccounted) <= (not cases), "only an empty record may not tell of a key why it opens nothing"
    return len(cases)


def test_killed_at_200_random_moments_nothing_is_half_done(template: Files, files: Files, tmp_path: Path) -> None:
    moments = random.Random(20200423)
    begun = perf_counter()
    open_a_case(0)
    one_act = perf_counter() - begun
    cases = 0
    for number in range(MOMENTS):
        fresh = template.copied(tmp_path / str(number))
        finished = killed_after(fresh, open_a_case, number % 4 // 2, moments.uniform(0, one_act))
        with using(fresh):
            left = left_whole()
            assert finished <= left <= finished + 1, "an act that was finished is gone, or one came from nowhere"
            record(draft("afterwards"), key=keys.create("afterwards"))
            assert models.Head.objects.get(log=LOG).size == models.Entry.objects.count()
        cases += left
        fresh.removed()
    assert cases >= MOMENTS / 2, "the kills came before anything was done"


def test_killed_before_each_statement_nothing_is_half_done(template: Files, files: Files, tmp_path: Path) -> None:
    before = template.copied(tmp_path / "before")
    with using(before):
        for number in range(3):
            open_a_case(number)
    statement = 1
    while True:
        fresh = before.copied(tmp_path / str(statement))
        killed = killed_at(fresh, lambda _: open_a_case(3), statement)
        with using(fresh):
            assert left_whole() in (3, 4)
        fresh.removed()
        if not killed:
            break
        statement += 1
    assert statement > 30, "an act of two entries and an erasure takes more statements than that"


def test_two_processes_at_once_lose_nothing_and_never_fork(files: Files) -> None:
    shared = keys.create("shared")
    contested: list[str] = []

    def appends(who: str) -> None:
        own = keys.create(who)
        for number in range(1, 41):
            record(draft(who, number), key=own)
            seq = number
            while True:
                try:
                    record(draft("shared", seq, actor=who), key=shared)
                except SeqTaken:
                    contested.append(who)
                    seq += 1
                else:
                    break

    at_once(files, lambda: appends("one"), lambda: appends("two"), lambda: appends("three"))
    report = verify.verify()
    assert report.whole, report.faults
    assert [(log.log, log.size) for log in report.logs] == [(LOG, 240)]
    entries = models.Entry.objects.filter(case="shared").order_by("seq")
    assert list(entries.values_list("seq", flat=True)) == list(range(1, 121))
    assert {entry.actor for entry in entries} == {"one", "two", "three"}


def begun_by(who: str) -> None:
    """One entry of a case of its own."""
    record(draft(who), key=keys.create(who))


def test_the_first_entries_of_a_log_may_come_at_once(files: Files) -> None:
    at_once(files, *(partial(begun_by, who) for who in ("one", "two", "three")))
    connections["default"].close()
    assert verify.verify().logs[0].size == 3
    assert verify.verify().whole


def test_a_forces_own_key_is_made_once_by_whoever_is_first(files: Files) -> None:
    at_once(files, *(lambda: keys.ensure(keys.own_case(LOG)) for _ in range(4)))
    assert models.WrappedKey.objects.count() == 1
