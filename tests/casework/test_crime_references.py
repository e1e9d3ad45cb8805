"""Digests of crime references made many at once are those by which a case is found."""

import pytest

from proviso.casework import crime_references
from proviso.casework.acts.start import open_new_case
from proviso.casework.crime_references import cases_by_digest, digests_of
from proviso.casework.projection import lookup
from proviso.casework.reading.spelled_references import spelled
from proviso.casework.writing.permissions import Actor

from .conftest import Clock
from .examples import ALLEGATION, START, answer

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.mark.parametrize("key", [b"k" * 32, b"k" * 64, b"k" * 100])
def test_many_at_once_are_the_digests_of_each(key: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("proviso.casework.projection.lookup_key", "proviso.casework.crime_references.lookup_key"):
        monkeypatch.setattr(name, lambda: key)
    given = ["47/12345/26", "NM/1/26", "", "Ñ/7"]
    assert digests_of("wessmere", [spelled(one) for one in given]) == [lookup("wessmere", one) for one in given]
    assert crime_references.digests_of("wessmere", []) == []


def test_each_reference_is_listed_with_its_case(officer: Actor, time: Clock) -> None:
    opened = open_new_case(officer, START, session="a session")
    assert cases_by_digest("wessmere") == []
    answer(opened, (ALLEGATION,))
    assert cases_by_digest("wessmere") == [(lookup("wessmere", ALLEGATION.crime_reference), opened.case.reference)]
    assert cases_by_digest("hillmere") == []
