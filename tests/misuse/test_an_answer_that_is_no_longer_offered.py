"""Nobody looks into the crime, and the officer posts what the page does not offer, so that sharing opens (5.1.1)."""

from dataclasses import replace

import pytest

from proviso.casework.values.allegation import Investigation
from proviso.demonstration.force import ASHDOWN
from tests.casework import examples
from tests.misuse.conftest import Insiders
from tests.misuse.insider import problems


@pytest.mark.parametrize("posted", ["not_recorded", "RECORDED", "recorded ", "true", ""])
def test_what_the_page_does_not_offer_is_refused(posted: str, insider: Insiders) -> None:
    ashdown = insider(ASHDOWN)
    reference = ashdown.opens_a_case()
    refused = ashdown.answers(reference, examples.ALLEGATION, stands=posted)
    assert refused.status == 422
    assert problems(refused)


def test_nothing_is_shared_while_nobody_looks_into_it(insider: Insiders) -> None:
    ashdown = insider(ASHDOWN)
    reference = ashdown.opens_a_case()
    nobody = replace(examples.ALLEGATION, stands=Investigation.NOBODY)
    ashdown.carries(reference, [nobody if one is examples.ALLEGATION else one for one in examples.ANSWERS])
    refused = ashdown.decides(reference, "The burglary will be looked at some other day")
    assert refused.status not in {302, 303}
    assert "Nobody is looking into what was reported, and that comes first." in refused.page
    assert "Our safeguard" in refused.page
