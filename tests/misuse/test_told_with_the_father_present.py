"""Telling a girl in person while the father who controls her sits beside her, and calling her told."""

from dataclasses import replace

from proviso.casework.values.considerations import OthersThere
from proviso.demonstration.force import ASHDOWN
from tests.casework import examples
from tests.casework.every import NO_WAY_IS_SAFE
from tests.misuse.conftest import Insiders
from tests.misuse.insider import problems

WITH_HIM = replace(examples.TOLD_BEFORE, others_there=(OthersThere.HOUSEHOLD, OthersThere.SOURCE_OF_HARM))


def test_what_was_said_in_front_of_the_source_of_harm_does_not_count(insider: Insiders) -> None:
    ashdown = insider(ASHDOWN)
    reference = ashdown.opens_a_case()
    ashdown.carries(reference, (*examples.UNTOLD, WITH_HIM))
    page = ashdown.reads(f"/cases/{reference}/questions/tell-before")
    assert "Somebody who may be the source of harm was there: what was said then does not count" in page.page
    assert ashdown.decides(reference, "She was told, and her father heard it too").status == 409
    assert ashdown.answers(reference, examples.TOLD_BEFORE).status == 302, "told again, alone"
    assert ashdown.decides(reference, "She was told again without her father").status == 302


def test_in_person_is_no_way_round_where_no_way_is_safe(insider: Insiders) -> None:
    ashdown = insider(ASHDOWN)
    reference = ashdown.opens_a_case()
    ashdown.carries(reference, (*examples.UNTOLD, NO_WAY_IS_SAFE))
    reply = ashdown.answers(reference, examples.TOLD_BEFORE)
    assert reply.status == 409
    assert problems(reply)[-1].startswith("It is recorded that no way to reach them is safe. Record the safe way first")


def test_who_else_was_there_is_asked_and_not_left_out(insider: Insiders) -> None:
    ashdown = insider(ASHDOWN)
    reference = ashdown.opens_a_case()
    ashdown.carries(reference, examples.UNTOLD)
    for typed in ([], ["not_recorded"], ["nobody", "source_of_harm"]):
        assert ashdown.answers(reference, examples.TOLD_BEFORE, others_there=typed).status == 422, typed
