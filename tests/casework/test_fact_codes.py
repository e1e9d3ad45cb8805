"""What policy calls each answer of casework: none is without its name, and none is a name that policy does not have."""

from collections.abc import Mapping
from typing import Any

import pytest

from proviso.casework.reading import fact_codes
from proviso.casework.reading.case_assessment import POLICED_IN
from proviso.policy.facts import FACTS

TABLES: tuple[tuple[str, Mapping[Any, str]], ...] = (
    ("role", fact_codes.ROLES),
    ("certainty", fact_codes.CERTAINTIES),
    ("arose_from", fact_codes.SOURCES),
    ("status_check_was", fact_codes.CHECKS),
    ("immediate_protection", fact_codes.MEASURES),
    ("delay_reason", fact_codes.DELAYS),
    ("informed_before", fact_codes.INFORMED),
    ("informed_after", fact_codes.INFORMED),
    ("jurisdiction", POLICED_IN),
)


@pytest.mark.parametrize(("fact", "codes"), TABLES, ids=[fact for fact, _ in TABLES])
def test_every_choice_has_a_name_of_its_own_in_policy(fact: str, codes: Mapping[Any, str]) -> None:
    assert set(codes) == {*type(next(iter(codes))).__members__.values()}
    assert set(codes.values()) <= set(FACTS[fact].values)
    assert len(set(codes.values())) == len(codes)
