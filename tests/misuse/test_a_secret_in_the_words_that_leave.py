"""An officer types what is private into the box that is read out: nobody stops that, and every page says so."""

from dataclasses import replace

from proviso.demonstration.force import ASHDOWN
from tests.casework import examples
from tests.misuse.conftest import Insiders

SAID = "Her father is suspected and she told us so herself"
HEARD = "If it is shared, the person and the Home Office will hear or read it, word for word"


def test_the_box_the_telling_and_the_decision_each_show_that_it_is_heard(insider: Insiders) -> None:
    ashdown = insider(ASHDOWN)
    reference = ashdown.opens_a_case()
    assert HEARD in ashdown.reads(f"/cases/{reference}/questions/purposes").page
    told = replace(examples.PURPOSES, confirm_or_negate=SAID)
    ashdown.carries(reference, [told if one is examples.PURPOSES else one for one in examples.UNTOLD])
    words = ashdown.reads(f"/cases/{reference}/questions/tell-before").page.split('class="proviso-words"')[1]
    assert SAID in words, "whoever tells the person sees it among the words to say"
    top = ashdown.reads(f"/cases/{reference}/decide").page.split("Your decision")[0]
    assert SAID in top.split("What for, as the person and the Home Office hear it")[1]
