"""A staff number names who did what: no two look alike, and none is what the record calls the server or nobody."""

import pytest
from django.core.exceptions import ValidationError

from proviso.accounts.entries import NOBODY, SERVER
from proviso.accounts.models import Officer, Unit

from .people import add

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.mark.parametrize("number", ["N1O1", "NI01", "Nl01", "n1o1", "N 101", "N 1 O 1"])
def test_a_number_that_looks_like_a_colleagues_is_refused_and_names_it(unit: Unit, number: str) -> None:
    add(unit, "N101")
    with pytest.raises(ValidationError, match=f"{number} looks like N101, which another officer has"):
        add(unit, number)
    assert Officer.objects.filter(staff_number=number).count() == 0


@pytest.mark.parametrize("number", ["Ν101", "N٠١", "N101́", "N101.", "=1+1", "@N101", "-101", "+N101", "N101;"])
def test_a_number_is_of_letters_and_figures_that_everybody_reads_alike(unit: Unit, number: str) -> None:
    with pytest.raises(ValidationError, match="letters A to Z and the figures 0 to 9"):
        add(unit, number)


@pytest.mark.parametrize("number", [SERVER, "The Server", "THESERVER", NOBODY, "nob0dy known"])
def test_nobody_is_called_what_the_record_calls_the_server_or_nobody(unit: Unit, number: str) -> None:
    with pytest.raises(ValidationError, match="the record calls the server itself, or nobody"):
        add(unit, number)


def test_numbers_as_forces_write_them_are_taken(unit: Unit) -> None:
    add(unit, "N101")
    for number in ("1101", "L101", "N-101", "N/101", "N.101", "PC 1101", "70101", "Ł101", "é1", "É1", "N102", "O'B1"):
        add(unit, number)
