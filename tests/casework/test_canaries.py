"""Nothing that anybody typed about a person is anywhere in the database files in clear, nor in what is logged."""

import logging
from dataclasses import fields, replace
from itertools import count
from typing import Any

import pytest
from django.db import connections

from proviso.accounts.models import Role
from proviso.casework import clock
from proviso.casework.history.case import Stage
from proviso.casework.lists import Scope, worklist
from proviso.casework.values.closing import Closed
from proviso.casework.values.decision import Decide, Decision
from proviso.casework.values.looks import LookOutcome, SupervisorLooked
from proviso.casework.values.value import Choice, Value, ValueRefused, question_of
from proviso.casework.writing.access import OpenCase, open_case
from proviso.casework.writing.finding import ask_by_crime_reference
from proviso.casework.writing.permissions import Actor, NotAllowed
from tests.record.disk import Files

from .conftest import wessmere
from .every import ACKNOWLEDGED, CORRECTION, FOUND_WRONG, LATE, NEGATED, REVIEW_STANDS, TOLD_CORRECTION
from .examples import (
    ADDRESS,
    ANSWERS,
    CALL_ENDED,
    CALL_STARTED,
    CONTROL,
    MEASURES_TOO,
    NOW,
    PERSON,
    TOLD_AFTER,
    TOLD_BEFORE,
    VIEWS,
    WEIGHING,
    begun,
    changed,
)
from .stories import routine
from .walking import acted

OFFICER = Actor("officer-north", Role.OFFICER, "wessmere", "north")
STRANGER = Actor("officer-south", Role.OFFICER, "wessmere", "south")
STEPS: tuple[Value, ...] = (
    *ANSWERS,
    MEASURES_TOO,
    VIEWS,
    WEIGHING,
    TOLD_BEFORE,
    Decision(decide=(Decide.SHARE_BASIC, Decide.SHARE_ADDITIONAL), reason="All is in place"),
    CALL_STARTED,
    replace(CALL_ENDED, beyond="That she limps"),
    ACKNOWLEDGED,
    TOLD_AFTER,
    NEGATED,
    FOUND_WRONG,
    CORRECTION,
    TOLD_CORRECTION,
    SupervisorLooked(outcome=LookOutcome.GO_AHEAD, found="I read all of it"),
    Closed(reason="All is done"),
    LATE,
)


class Canaries:
    """Marks everything that is typed, and remembers each mark."""

    def __init__(self) -> None:
        self.sung: list[str] = []
        self._numbers = count(1)

    def typed(self) -> str:
        """Words that are found nowhere else."""
        self.sung.append(f"Kanari{next(self._numbers):03}Vogel")
        return self.sung[-1]

    def reason(self) -> str:
        """As many such words as a reason has at least."""
        return f"{self.typed()} sings at night"

    def on(self, value: Value) -> Value:
        """The value, with every word of it marked."""
        typed: dict[str, Any] = {}
        for one in fields(value):
            given = getattr(value, one.name)
            if "ask" in one.metadata and isinstance(given, str) and not isinstance(given, Choice):
                question = question_of(type(value), one.name)
                assert question.most >= 15
                typed[one.name] = self.reason() if question.reason else self.typed()
        return replace(value, **typed)


def bytes_of(files: Files) -> bytes:
    """Every byte of both databases, their write-ahead logs included."""
    for connection in connections.all():
        connection.close()
    found = files.written()
    assert len(found) > 100_000
    return found


def carried(canaries: Canaries) -> OpenCase:
    """A case carried through everything with marks on every word; and another that came from a routine check."""
    opened = begun(OFFICER)
    for value in STEPS:
        before = opened.case.seq
        opened = acted(opened, canaries.on(value))
        assert opened.case.seq == before + 1, value.kind
    other = acted(acted(begun(OFFICER), canaries.on(replace(CONTROL))), canaries.on(routine()))
    acted(other, canaries.on(REVIEW_STANDS))
    return opened


def test_nothing_that_was_typed_is_in_the_files_in_clear(files: Files, caplog: pytest.LogCaptureFixture) -> None:
    wessmere()
    canaries = Canaries()
    caplog.set_level(logging.DEBUG)
    with clock.driven(lambda: NOW):
        opened = carried(canaries)
        assert opened.case.stage is Stage.SHARED
        reference = opened.case.reference
        open_case(OFFICER, reference, reason=canaries.reason(), session="a session")
        with pytest.raises(NotAllowed):
            open_case(STRANGER, reference, reason=canaries.reason(), session="s")
        ask_by_crime_reference(OFFICER, canaries.typed(), reason=f"To see whether {canaries.typed()}")
        rows, of_the_unit = worklist(OFFICER).rows, worklist(OFFICER, Scope.UNIT).rows
        references = {row.crime_reference for row in rows}
    found = bytes_of(files)
    assert reference.encode() in found, "the search does not find what is there"
    typed = [one for one in canaries.sung if one.encode() in found or one.upper().encode() in found]
    assert not typed
    assert len(canaries.sung) > 30
    for mark in (b"Burglary", b"Home Office", b"Wessmere, ", b"1991-03-27", b"A victim"):
        assert mark not in found, mark
    assert references & set(canaries.sung), "their own list shows the officer which crime it is"
    listed = [*of_the_unit, *(replace(row, crime_reference="") for row in rows)]
    assert len(listed) == 2 * len(rows)
    assert not [one for one in canaries.sung if one in caplog.text or one in str(listed)]


def test_a_refusal_does_not_repeat_what_was_typed() -> None:
    canaries = Canaries()
    for value in (PERSON, ADDRESS, VIEWS, MEASURES_TOO):
        typed = {one.name: canaries.typed() * 400 for one in fields(value) if "ask" in one.metadata}
        with pytest.raises(ValueRefused) as refused:
            changed(value, **typed)
        assert not [one for one in canaries.sung if one in str(refused.value)]
