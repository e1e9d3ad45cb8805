"""Which cases were handed over together, as the data protection officer sees it, and what became of each."""

from collections.abc import Callable

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from proviso.accounts.models import Force, Role
from proviso.casework.acts.close import close_unshared
from proviso.casework.acts.hand_over_many import ManyToHandOver, hand_over_many
from proviso.casework.acts.handing_over import answer_handover, hand_over, withdraw_handover
from proviso.casework.erasure import erase_case
from proviso.casework.handed_together import HandedTogether, HandoverEnd, handed_together
from proviso.casework.lists import NoSuchPage
from proviso.casework.values.closing import (
    ClosedUnshared,
    HandedOver,
    HandoverAnswered,
    HandoverWithdrawn,
    Takes,
    WayOut,
)
from proviso.casework.writing.access import open_case
from proviso.casework.writing.permissions import Actor, NotAllowed
from proviso.casework.writing.receiving import open_offered
from proviso.record.models import WrappedKey

from .test_hand_over_many import NOTE, WHY, held, references
from .test_hand_over_many import leaver as leaver
from .test_hand_over_many import southerner as southerner
from .test_hand_over_many import stays as stays
from .test_hand_over_many import supervisor as supervisor

pytestmark = pytest.mark.django_db(databases="__all__")

Make = Callable[..., Actor]


@pytest.fixture
def hazel(who: Make) -> Actor:
    """The data protection officer."""
    return who(Role.DATA_PROTECTION_OFFICER)


def handing(supervisor: Actor, cases: list[str], to: str, why: str = WHY) -> None:
    hand_over_many(supervisor, ManyToHandOver("leaver", to, tuple(cases), why, NOTE))


def only(hazel: Actor) -> HandedTogether:
    (one,) = handed_together(hazel).rows
    return one


def answers(who: Actor, reference: str, takes: Takes) -> None:
    opened = open_offered(who, reference, session="a session")
    assert opened is not None
    reason = "I have too many already" if takes is Takes.RETURNED else None
    answer_handover(opened, HandoverAnswered(takes=takes, reason=reason), seen=opened.case.seq)


def erase(reference: str) -> None:
    erase_case(reference, by="A Holder", second="B Holder", why="Its time is over", in_transaction=lambda _: None)


def test_what_went_within_the_unit_is_told_with_who_when_whose_and_why(
    leaver: Actor, stays: Actor, supervisor: Actor, hazel: Actor
) -> None:
    went = references(leaver, 3)
    handing(supervisor, went, "stays")
    told = only(hazel)
    assert (told.by, told.owner, told.to, told.why) == ("sergeant", "leaver", "stays", WHY)
    assert told.became == dict.fromkeys(went, HandoverEnd.PASSED_ON)
    assert (told.count(HandoverEnd.PASSED_ON, HandoverEnd.ACCEPTED), told.count(HandoverEnd.STAYED)) == (3, 0)


def test_what_another_unit_did_with_each_is_told(
    leaver: Actor, southerner: Actor, supervisor: Actor, hazel: Actor
) -> None:
    takes, returns, waits, withdrawn, ends, moved, waited = cases = references(leaver, 7)
    handing(supervisor, cases, "southerner")
    assert set(only(hazel).became.values()) == {HandoverEnd.WAITS}
    answers(southerner, takes, Takes.ACCEPTED)
    answers(southerner, returns, Takes.RETURNED)
    answers(southerner, moved, Takes.ACCEPTED)
    erase(moved)
    erase(waited)
    for one in (withdrawn, ends):
        opened = held(leaver, one)
        if one == withdrawn:
            withdraw_handover(opened, HandoverWithdrawn(reason="She stays after all"), seen=opened.case.seq)
        else:
            closed = ClosedUnshared(why=WayOut.ERROR, reason="It was the wrong person")
            close_unshared(opened, closed, seen=opened.case.seq)
    assert only(hazel).became == {
        takes: HandoverEnd.ACCEPTED,
        returns: HandoverEnd.RETURNED,
        waits: HandoverEnd.WAITS,
        withdrawn: HandoverEnd.NOT_ANSWERED,
        ends: HandoverEnd.NOT_ANSWERED,
        moved: HandoverEnd.ERASED,
        waited: HandoverEnd.ERASED,
    }


def test_what_stayed_is_told_and_what_is_done_later_is_not_taken_for_it(
    leaver: Actor, stays: Actor, southerner: Actor, supervisor: Actor, hazel: Actor
) -> None:
    """A case that stayed is handed over by the same supervisor: together with another, and by itself."""
    together, alone, lost, goes = references(leaver, 4)
    for one in (together, alone):
        hand_over(held(leaver, one), HandedOver(to="southerner"), seen=1)
    kept = WrappedKey.objects.get(case=lost)
    WrappedKey.objects.filter(case=lost).delete()
    handing(supervisor, [together, alone, lost, goes], "stays")
    kept.save(force_insert=True, using="keys")
    for one in (together, alone):
        opened = held(leaver, one)
        withdraw_handover(opened, HandoverWithdrawn(reason="She stays after all"), seen=opened.case.seq)
    handing(supervisor, [together], "stays", "He leaves on Friday after all")
    opened = open_case(supervisor, alone, reason="PC Ash cannot come in", session="a session")
    hand_over(opened, HandedOver(to="stays"), seen=opened.case.seq)
    second, first = handed_together(hazel).rows
    assert second.became == {together: HandoverEnd.PASSED_ON}
    assert first.became == {
        together: HandoverEnd.STAYED, alone: HandoverEnd.STAYED, lost: HandoverEnd.STAYED, goes: HandoverEnd.PASSED_ON,
    }  # fmt: skip


def test_it_is_turned_page_by_page_in_as_many_queries_however_much_there_is(
    leaver: Actor, stays: Actor, supervisor: Actor, hazel: Actor
) -> None:
    assert handed_together(hazel).rows == ()
    cases = references(leaver, 3)
    counts = set()
    for one in cases:
        handing(supervisor, [one], "stays")
        with CaptureQueriesContext(connections["default"]) as asked:
            handed_together(hazel)
        counts.add(len(asked))
    assert len(counts) == 1
    first = handed_together(hazel, size=2)
    assert [list(one.became) for one in first.rows] == [[cases[2]], [cases[1]]]
    rest = handed_together(hazel, before=first.next, size=2)
    assert [list(one.became) for one in rest.rows] == [[cases[0]]]
    assert rest.next is None
    for before in ("", "soon", str(2**63)):
        with pytest.raises(NoSuchPage):
            handed_together(hazel, before=before)


def test_nobody_but_the_data_protection_officer_of_the_force_sees_it(
    leaver: Actor, stays: Actor, supervisor: Actor, who: Make, force: Force
) -> None:
    handing(supervisor, references(leaver, 1), "stays")
    for role in Role:
        if role is not Role.DATA_PROTECTION_OFFICER:
            with pytest.raises(NotAllowed, match="Your role"):
                handed_together(who(role))
