"""Erasing a case: casework keeps no row of it, what others keep goes with it, and all of that or nothing."""

import pytest

from proviso.casework.erasure import erase_case
from proviso.casework.models import CaseRow, CrimeReference, Opening, ReasonWords, SharedRow, WorklistRow
from proviso.casework.writing.access import open_case
from proviso.casework.writing.permissions import Actor
from proviso.record.entry import Entry
from proviso.record.models import Entry as Row

from .examples import shared

pytestmark = pytest.mark.django_db(databases="__all__")
BESIDE = (CrimeReference, Opening, ReasonWords, SharedRow, WorklistRow)


def rows(reference: str) -> list[bool]:
    beside = [model._default_manager.filter(case=reference).exists() for model in BESIDE]
    return [*beside, CaseRow.objects.filter(reference=reference).exists()]


def looked_at(who: Actor) -> str:
    """The reference of a case that was shared, and that somebody opened."""
    reference = shared(who).case.reference
    open_case(who, reference, reason="To see how it stands", session="a session")
    return reference


def test_no_row_of_an_erased_case_is_left_and_no_other_is_touched(officer: Actor) -> None:
    gone, stays = looked_at(officer), looked_at(officer)
    assert all(rows(gone))
    told: list[Entry] = []
    entry = erase_case(gone, by="Mx Yew", second="Mx Reed", why="Retention has ended", in_transaction=told.append)
    assert (told, entry.kind, entry.actor) == ([entry], "case_erased", "the server")
    assert entry.body["at_the_prompt"] == {"by": "Mx Yew", "second": "Mx Reed"}
    assert not any(rows(gone))
    assert all(rows(stays))
    assert not Row.objects.filter(case=gone, body__isnull=False).exists()


def test_where_what_others_keep_cannot_go_nothing_does(officer: Actor) -> None:
    reference = looked_at(officer)

    def fails(_: Entry) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        erase_case(reference, by="Mx Yew", second="Mx Reed", why="Retention has ended", in_transaction=fails)
    assert all(rows(reference))
    assert Row.objects.filter(case=reference, body__isnull=False).exists()
