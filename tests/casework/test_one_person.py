"""Whether a box may be about two people: which names are asked about, and which are simply somebody's name."""

from dataclasses import replace

import pytest

from proviso.casework.values.one_person import BOXES, NAMES, asked_back
from proviso.casework.values.person import Age, Person

from .examples import ADDRESS, ALLEGATION, MEASURES_TOO, PURPOSES, SUSPICION, changed

ONE = (
    "Imaginary Oduya", "Maria de los Ángeles y Cruz", "Costa e Silva, Maria", "Smith, John", "Al-Rashid",
    "O’Neill-Sand",
    "Bint Andrea", "Anderson Andrews", "Jean-Luc d’Andorre", "Nguyễn Thị Ánh", "Sandhya Plusquellec", "Ali s/o Hassan",
    "Kaur D/O Singh", "أميرة حسن", "王小明", "Amira Hassan (née Ali)", "J. R. R. Imaginary",
    "Muhammad bin Abd al-Rahman",
)  # fmt: skip
TWO = (
    "Amira and Yusuf", "AMIRA AND YUSUF", "A / B", "Amira/Yusuf", "A, B and C", "A & B", "A; B", "Amira + Yusuf",
    "Amira plus Yusuf", "Amira | Yusuf", "Amira\nYusuf", "Amira, Yusuf, Leila", "أميرة & يوسف",
)  # fmt: skip


@pytest.mark.parametrize("name", ONE)
def test_the_name_of_one_person_is_not_asked_about(name: str) -> None:
    assert asked_back(Person(name=name, age=Age.ADULT)) == []


@pytest.mark.parametrize("name", TWO)
def test_what_may_be_two_names_is_asked_about_at_the_box(name: str) -> None:
    assert [(one.field, one.says) for one in asked_back(Person(name=name, age=Age.ADULT))] == [("name", NAMES)]


def test_no_name_is_not_asked_about() -> None:
    assert asked_back(Person(age=Age.ADULT)) == []


@pytest.mark.parametrize(
    "words",
    [
        "Name: Imaginary Oduya, name: Invented Oduya", "Surname: Oduya. Surname: Jay", "DOB 1.2.1990, d.o.b. 3.4.2014",
        "Date of birth 1 2 1990; date of birth 3 4 2014", "She was born on 1 May and he was born in June",
    ],
)  # fmt: skip
def test_two_labelled_names_or_dates_of_birth_are_asked_about_in_any_box(words: str) -> None:
    for value, box in ((ADDRESS, "address"), (MEASURES_TOO, "measures"), (SUSPICION, "facts")):
        held = [(one.field, one.says) for one in asked_back(changed(value, **{box: words}))]
        assert held == [(box, BOXES)]


def test_ordinary_words_are_not_asked_about() -> None:
    for value in (ADDRESS, MEASURES_TOO, SUSPICION, PURPOSES, ALLEGATION):
        assert asked_back(value) == []
    assert asked_back(replace(ADDRESS, address="The Name and Arms, 2 Invented Row, and ask for the back room")) == []
