"""A careless answer, “Do not ring her at home”, was shown under “Never do this”: an officer in a hurry would ring."""

from dataclasses import replace

from proviso.demonstration.force import ASHDOWN
from tests.casework import examples
from tests.misuse.conftest import Insiders


def test_an_instruction_reads_the_same_however_it_is_put(insider: Insiders) -> None:
    ashdown = insider(ASHDOWN)
    for said in ("Do not ring her at home", "Ringing her at home"):
        reference = ashdown.opens_a_case()
        ashdown.carries(reference, [replace(examples.REACH, never=said)])
        page = ashdown.reads(f"/cases/{reference}/").page
        assert f"Safety warning: {said}" in page
        assert "Never do this" not in page
