"""An officer goes straight to the button. The page on which it stands says what they would otherwise have missed."""

from dataclasses import replace

from proviso.casework.values.birth_date import BirthDate
from proviso.casework.values.person import Age, Knows, Whereabouts
from proviso.casework.values.value import Value
from proviso.demonstration.force import ASHDOWN
from tests.casework import examples
from tests.misuse.conftest import Insiders

INSTEAD = (
    replace(examples.PERSON, date_of_birth=BirthDate(2011, 3, 27), age=Age.UNDER_18),
    replace(examples.ADDRESS, whereabouts=Whereabouts.CONFIDENTIAL, address="The Invented Refuge"),
    replace(examples.CONTROL, used=Knows.YES, how="Her father says that a word from him would have her removed"),
)


def test_a_child_in_a_refuge_is_said_above_what_would_leave(insider: Insiders) -> None:
    ashdown = insider(ASHDOWN)
    reference = ashdown.opens_a_case()
    instead: dict[type[Value], Value] = {type(one): one for one in INSTEAD}
    ashdown.carries(reference, [instead.get(type(one), one) for one in examples.UNTOLD])
    page = ashdown.reads(f"/cases/{reference}/decide").page
    top, below = page.split("Exactly what would be sent")
    for risk in ("They are a child.", "They are at a refuge or another confidential address."):
        assert risk in top
    assert "Someone uses their status against them." in top
    assert "As chosen now, the address would be shared. It can be left out (6.1)." in top
    assert "What the person said" in below
