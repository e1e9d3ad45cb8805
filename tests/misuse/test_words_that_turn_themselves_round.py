"""A character that nobody sees turns an address round, so that the officer who decides reads another than is sent."""

from dataclasses import replace

import pytest

from proviso.demonstration.force import ASHDOWN
from tests.casework import examples
from tests.misuse.conftest import Insiders
from tests.misuse.insider import problems


@pytest.mark.parametrize("code", ["202A", "202B", "202C", "202D", "202E", "2066", "2067", "2068", "2069"])
def test_no_character_that_turns_the_direction_is_taken(insider: Insiders, code: str) -> None:
    ashdown = insider(ASHDOWN)
    reference = ashdown.opens_a_case()
    hidden = chr(int(code, 16))
    for value in (
        replace(examples.ADDRESS, address=f"1 {hidden}woR detnevnI"),
        replace(examples.PERSON, name=f"Imaginary {hidden}ayudO"),
        replace(examples.PURPOSES, confirm_or_negate=f"The marker {hidden}dlo si"),
    ):
        refused = ashdown.answers(reference, value)
        assert refused.status == 409
        assert f"take out U+{code}. It cannot be seen and turns the direction" in " ".join(problems(refused))
