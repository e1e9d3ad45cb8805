"""One officer shares alone: a refuge, on a doubt, one after another, or although she said something else since."""

import re
from dataclasses import replace

from proviso.casework.values.looks import LookOutcome, SupervisorLooked
from proviso.casework.values.person import Address, Knows, Whereabouts
from proviso.casework.values.sharing import Acknowledged
from proviso.casework.values.suspicion import Certainty, Suspicion
from proviso.demonstration.force import ASHDOWN, BRAMBLE, CLOVER
from tests.casework import examples
from tests.misuse.conftest import Insiders
from tests.misuse.insider import Insider, signed_in
from tests.security.deployed import Reply

LOOKS_FIRST = "A supervisor looks before it is sent"
REFUGE = Address(
    whereabouts=Whereabouts.CONFIDENTIAL, address="The refuge at 2 Invented Row, Wessmere", seen_by_suspect=Knows.NO
)
FOUND = SupervisorLooked(outcome=LookOutcome.GO_AHEAD, found="The file was read from its first page to the decision")


def decided(officer: Insider, reason: str, *instead: object) -> str:
    """A case of theirs, decided to be shared with these answers in the place of plain ones."""
    reference = officer.opens_a_case()
    given = {type(one): one for one in instead}
    officer.carries(reference, (given.get(type(one), one) for one in examples.ANSWERS))  # type: ignore[misc]
    assert officer.decides(reference, reason).status in {302, 303}
    return reference


def case_page(who: Insider, reference: str) -> str:
    """The page of the case as they see it, having said why they open it."""
    return who.reads(f"/cases/{reference}/").page


def began(reply: Reply) -> bool:
    """Whether a call was let begin."""
    return reply.status in {302, 303}


def test_a_refuge_is_not_shared_before_a_supervisor_looks(insider: Insiders) -> None:
    ashdown = insider(ASHDOWN)
    reference = decided(ashdown, "She fled at night and the refuge asks how she stands", REFUGE)
    assert not began(ashdown.rings(reference))
    assert LOOKS_FIRST in case_page(ashdown, reference)
    assert "A refuge or other confidential address would be shared" in case_page(ashdown, reference)


def test_a_doubt_is_not_shared_before_a_supervisor_looks(insider: Insiders) -> None:
    ashdown = insider(ASHDOWN)
    doubt = replace(examples.SUSPICION, certainty=Certainty.DOUBT)
    assert isinstance(doubt, Suspicion)
    reference = decided(ashdown, "Nobody at the desk could say what his paper means", doubt)
    assert not began(ashdown.rings(reference))
    assert LOOKS_FIRST in case_page(ashdown, reference)


def test_an_officer_does_not_look_at_their_own_decision(insider: Insiders) -> None:
    for who, reason in (
        (ASHDOWN, "He wants it settled before his sister arrives"),
        (CLOVER, "Her employer wrote twice"),
    ):
        officer = insider(who)
        reference = decided(officer, reason, REFUGE)
        officer.answers(reference, FOUND)
        assert not began(officer.rings(reference))
        assert LOOKS_FIRST in case_page(officer, reference)


def test_what_is_said_after_the_decision_stops_the_call(insider: Insiders) -> None:
    ashdown = insider(ASHDOWN)
    reference = decided(ashdown, "The pawnbroker remembers another name for him")
    moved = replace(examples.ADDRESS, address="7 Pretend Rise, Wessmere")
    assert began(ashdown.answers(reference, moved))
    assert not began(ashdown.rings(reference))
    page = case_page(ashdown, reference)
    assert "Decide again: something has changed" in page
    assert "Send what was decided" not in page


def test_whoever_rang_does_not_record_that_it_was_received(insider: Insiders) -> None:
    ashdown = insider(ASHDOWN)
    reference = decided(ashdown, "The lock was forced with a key that he had lent")
    assert began(ashdown.rings(reference))
    taken = Acknowledged(happened_at=examples.NOW, by="Operator 12", reference="HO-EXAMPLE-7412")
    refused = ashdown.answers(reference, taken)
    assert not began(refused)
    assert "You sent it" in refused.page
    assert "the disclosure desk records that it was received" in refused.page


def test_decisions_one_after_another_wait_for_a_supervisor(paced: int) -> None:
    bramble = signed_in(paced, BRAMBLE)
    reasons = (
        "The first of them left a bag at the hostel",
        "Another was seen on the tow path at dusk",
        "A third man rang from the ferry terminal",
    )
    waiting = [decided(bramble, reason) for reason in reasons]
    assert not any(began(bramble.rings(reference)) for reference in waiting)
    assert "within a short time" in case_page(bramble, waiting[-1])
    clover = signed_in(paced, CLOVER)
    listed = set(re.findall(r"PV-\w{4}-\w{4}", clover.reads("/").page))
    assert set(waiting) <= listed
