"""A name is typed that nothing can print, and the case would be stuck at the last button, with the person told."""

from dataclasses import replace

import pytest

from proviso.demonstration.force import ASHDOWN
from tests.casework import examples
from tests.misuse.conftest import Insiders
from tests.misuse.insider import problems


@pytest.mark.parametrize("name", ["김민준", "𠮷田", "தமிழ்", "Oduya \U0001f600"])
def test_it_is_said_where_it_is_typed_and_another_way_is_open(insider: Insiders, name: str) -> None:
    ashdown = insider(ASHDOWN)
    reference = ashdown.opens_a_case()
    refused = ashdown.answers(reference, replace(examples.PERSON, name_written=name))
    assert refused.status == 409
    assert "our fonts cannot print" in " ".join(problems(refused))
    assert "Write it in Latin letters, or leave it out" in " ".join(problems(refused))
    assert name in refused.page, "what was typed is still in its box"
    assert ashdown.answers(reference, examples.PERSON).status in {302, 303}


def test_a_name_as_its_owner_writes_it_goes_through_to_the_package(insider: Insiders) -> None:
    ashdown = insider(ASHDOWN)
    reference = ashdown.opens_a_case()
    person = replace(examples.PERSON, name_written="王小明")
    ashdown.carries(reference, [person if one is examples.PERSON else one for one in examples.ANSWERS])
    assert ashdown.decides(reference, "The marker is four years old and nobody else can confirm it").status == 302
    assert "Imaginary Oduya\\n王小明" in ashdown.reads(f"/cases/{reference}/package.json").page


def test_other_letters_in_the_box_for_latin_ones_are_asked_about(insider: Insiders) -> None:
    ashdown = insider(ASHDOWN)
    reference = ashdown.opens_a_case()
    refused = ashdown.answers(reference, replace(examples.PERSON, name="Володимир"))
    assert "Enter the name in Latin letters here, as in a passport" in " ".join(problems(refused))
