"""A landlord or a newspaper was told, and it is recorded as a disclosure to the Home Office; or quietly put right."""

from dataclasses import replace

from proviso.casework.values.sharing import AlreadyShared, SharedWith
from proviso.demonstration.force import ASHDOWN, CLOVER, HAZEL
from tests.casework import examples
from tests.casework.every import LATE, OUTSIDE, OUTSIDE_REVIEWED
from tests.misuse.conftest import Insiders

NEWSPAPER = replace(OUTSIDE, who="The Wessmere Gazette, which is invented")
AS_IF = replace(LATE, shared_with=SharedWith.NCCU, with_whom="Operator 3")


def test_who_was_told_outside_can_be_said_and_only_the_data_officer_clears_it(insider: Insiders) -> None:
    ashdown, clover, hazel = insider(ASHDOWN), insider(CLOVER), insider(HAZEL)
    reference = ashdown.opens_a_case()
    ashdown.carries(reference, examples.ANSWERS)
    assert ashdown.answers(reference, NEWSPAPER, "already-shared").status == 302
    assert ashdown.decides(reference, "The national unit should know as well").status == 409, "nothing more leaves"
    clover.posts(f"/cases/{reference}/reason", {"reason": "To review what was shared with a newspaper"})
    assert clover.answers(reference, OUTSIDE_REVIEWED, "outside-review").status in {403, 200}
    assert clover.answers(reference, examples.RECIPIENT).status == 302
    assert ashdown.decides(reference, "A supervisor chose the national unit again").status == 409
    hazel.posts(f"/cases/{reference}/reason", {"reason": "A newspaper was told of this case"})
    assert hazel.answers(reference, OUTSIDE_REVIEWED, "outside-review").status == 302


def test_what_went_outside_is_not_put_right_into_the_home_office(insider: Insiders) -> None:
    ashdown, hazel = insider(ASHDOWN), insider(HAZEL)
    reference = ashdown.opens_a_case()
    ashdown.carries(reference, examples.ANSWERS)
    for shared in (NEWSPAPER, AS_IF):
        assert ashdown.answers(reference, shared, "already-shared").status == 302, type(shared) is AlreadyShared
    assert ashdown.decides(reference, "It was the national unit after all").status == 409
    hazel.posts(f"/cases/{reference}/reason", {"reason": "A newspaper had been named on this case"})
    assert "Review the disclosure outside the Home Office" in hazel.reads(f"/cases/{reference}/").page
