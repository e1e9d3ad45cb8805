"""The first entry of a force's log: made with the force, whoever else adds one at the same moment."""

from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError

from proviso.accounts.force_changes import add_force
from proviso.accounts.models import Force, Jurisdiction
from proviso.record import read
from proviso.record.verify import verify
from tests.accounts.people import NOW
from tests.record.conftest import files as files
from tests.record.conftest import template as template
from tests.record.disk import Files
from tests.record.killing import at_once

from .people import PROMPT


def add(code: str) -> None:
    add_force(code, "Wessmere Police", Jurisdiction.ENGLAND_WALES, by=PROMPT, now=NOW)


def test_a_log_begins_with_its_force(files: Files) -> None:
    add("wessmere")
    assert [(one.index, one.kind) for one in read.bodiless("wessmere")] == [(0, "force_added")]


def test_of_several_who_add_one_force_at_once_one_does_and_the_others_are_told(files: Files) -> None:
    def add_or_be_told() -> None:
        with suppress(ValidationError):
            add("wessmere")

    at_once(files, *[add_or_be_told] * 4)
    assert Force.objects.count() == 1
    assert [(one.index, one.kind) for one in read.bodiless("wessmere")] == [(0, "force_added")]
    assert verify().faults == ()


def test_several_forces_may_be_added_at_once(files: Files) -> None:
    codes = ["eastmere", "northmere", "wessmere"]
    at_once(files, *(lambda code=code: add(code) for code in codes))
    assert [read.head(code).size for code in codes] == [1, 1, 1]
    assert verify().faults == ()


def test_a_force_whose_first_entry_cannot_be_made_is_not_added(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("proviso.accounts.force_changes.note", fails)
    with pytest.raises(ZeroDivisionError):
        add("wessmere")
    assert not Force.objects.exists()
