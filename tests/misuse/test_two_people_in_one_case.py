"""An officer puts two people into one case: the page asks, with what was typed still there, and bars nobody."""

import re
from dataclasses import replace

import pytest

from proviso.casework.values.one_person import BOXES, NAMES
from proviso.demonstration.force import BRAMBLE
from tests.casework import examples
from tests.misuse.conftest import Insiders

ASKED_BACK = re.compile('name="asked_back" value="([0-9a-f]{64})"')


@pytest.mark.parametrize(
    "name", ["Amira and Yusuf", "Amira &amp; Yusuf", "Amira / Yusuf", "A, B and C", "Amira; Yusuf"]
)
def test_a_second_name_is_asked_about_and_the_same_press_confirms_it(insider: Insiders, name: str) -> None:
    bramble, typed = insider(BRAMBLE), name.replace("&amp;", "&")
    reference = bramble.opens_a_case()
    asked = bramble.answers(reference, examples.PERSON, name=typed)
    assert asked.status == 422
    assert NAMES.split("’")[0] in asked.page
    assert f'value="{name}"' in asked.page, "what was typed stays in its box"
    found = ASKED_BACK.search(asked.page)
    assert found
    other = bramble.answers(reference, examples.PERSON, name="Leila and Sara", asked_back=found[1])
    assert other.status == 422, "the confirmation is of the name that was asked about, and of no other"
    taken = bramble.answers(reference, examples.PERSON, name=typed, asked_back=found[1])
    assert taken.status == 302
    assert name in bramble.reads(f"/cases/{reference}/timeline").page, "whoever reads the record sees both"


@pytest.mark.parametrize(
    "name", ["Maria de los Ángeles y Cruz", "Al-Rashid", "Smith, John", "Bint Andrea", "Ali s/o Hassan"]
)
def test_one_persons_name_costs_no_press_more(insider: Insiders, name: str) -> None:
    bramble = insider(BRAMBLE)
    assert bramble.answers(bramble.opens_a_case(), examples.PERSON, name=name).status == 302


def test_a_second_person_under_the_address_is_asked_about(insider: Insiders) -> None:
    bramble = insider(BRAMBLE)
    reference = bramble.opens_a_case()
    both = replace(examples.ADDRESS, address="1 Invented Row. DOB 1 2 1990. Her brother, DOB 3 4 2014")
    asked = bramble.answers(reference, both)
    assert asked.status == 422
    assert BOXES in asked.page


def test_a_second_name_in_a_sentence_is_not_known(insider: Insiders) -> None:
    """What still can be done: a name inside a sentence. Nobody is inferred; whoever reads the words sees it."""
    bramble = insider(BRAMBLE)
    reference = bramble.opens_a_case()
    held = replace(examples.ADDRESS, address="1 Invented Row, where her brother Yusuf Imaginary lives too")
    assert bramble.answers(reference, held).status == 302
    assert "Yusuf Imaginary" in bramble.reads(f"/cases/{reference}/timeline").page
