"""A look that is owed does not go because what called for it is answered otherwise: somebody looks at that too."""

from dataclasses import replace

import pytest

from proviso.casework.history.case import Case
from proviso.casework.outstanding_looks import holding_up, looks_due
from proviso.casework.values.allegation import CrimeType
from proviso.casework.values.content import BasicInformation, Include, Omission
from proviso.casework.values.looks import LeadLooked, LookOutcome, SupervisorLooked
from proviso.casework.values.person import Knows, Whereabouts
from proviso.casework.values.suspicion import Certainty
from proviso.casework.values.value import Value

from .every import DISPUTED
from .examples import (
    ADDRESS,
    ALLEGATION,
    BASIC,
    CALL_ENDED,
    CALL_STARTED,
    CONTROL,
    MEASURES_TOO,
    PERSON,
    SUSPICION,
    TOLD_BEFORE,
    VIEWS,
    WEIGHING,
)
from .folding import onto, sharing
from .test_second_look import BOTH, UNASKED, UNTOLD, codes, decided_again, gone, of, on, plain

REFUGE = replace(ADDRESS, whereabouts=Whereabouts.CONFIDENTIAL)
WATCHED = replace(ADDRESS, seen_by_suspect=Knows.YES)
DOUBTED = replace(SUSPICION, certainty=Certainty.DOUBT)

OTHERWISE: dict[str, tuple[Value, Value]] = {
    "a refuge, called a home": (REFUGE, ADDRESS),
    "an address that is watched, called one that is not": (WATCHED, ADDRESS),
    "a doubt, called a suspicion": (DOUBTED, SUSPICION),
    "a child, called grown up": (DISPUTED, PERSON),
}


def held_up_by(case: Case) -> set[str]:
    return {one.row.code for one in holding_up(case)}


@pytest.mark.parametrize(("said", "instead"), OTHERWISE.values(), ids=OTHERWISE)
def test_what_was_decided_and_is_answered_otherwise_waits_for_a_look(said: Value, instead: Value) -> None:
    case = decided_again(on(said), instead)
    assert held_up_by(case) == {"changed_unseen"}
    assert held_up_by(decided_again(case)) == {"changed_unseen"}, "to decide once more ends nothing"
    seen = SupervisorLooked(outcome=LookOutcome.GO_AHEAD, found="I read both answers", about=("changed_unseen",))
    assert held_up_by(onto(case, (seen,))) == set()


@pytest.mark.parametrize(("said", "instead"), OTHERWISE.values(), ids=OTHERWISE)
def test_what_was_changed_because_a_supervisor_found_that_it_must_be_waits_for_none(
    said: Value, instead: Value
) -> None:
    case = on(said)
    about = tuple(held_up_by(case))
    found = SupervisorLooked(outcome=LookOutcome.CHANGE, found="That is not so", about=about)
    assert held_up_by(decided_again(onto(case, (found,)), instead)) == set()


def test_an_address_that_is_left_out_now_needs_no_look() -> None:
    left_out = replace(BASIC, address=Include.LEAVE_OUT, address_omitted=Omission.CONFIDENTIAL)
    assert isinstance(left_out, BasicInformation)
    assert held_up_by(decided_again(on(REFUGE), left_out)) == set()


def test_what_left_after_a_look_calls_for_none_when_more_is_decided() -> None:
    seen = SupervisorLooked(outcome=LookOutcome.GO_AHEAD, found="I read all of it", about=("doubt",))
    shared = onto(on(DOUBTED), (seen, CALL_STARTED, CALL_ENDED))
    more = onto(shared, (SUSPICION,))
    assert "changed_unseen" not in codes(onto(more, (sharing(more),)))


def test_before_anything_is_decided_answers_are_put_right_freely() -> None:
    for said, instead in OTHERWISE.values():
        assert codes(plain(said)) - {"child_at_risk"} == set()
        case = onto(plain(said), (instead,))
        assert codes(case) == set()
        assert codes(onto(case, (sharing(case),))) == set()


SHARED: dict[str, tuple[Case, Value]] = {
    "domestic_abuse": (gone(of(CrimeType.DOMESTIC_ABUSE)), of(CrimeType.VIOLENCE)),
    "child_at_risk": (gone(DISPUTED), PERSON),
    "control": (gone(replace(CONTROL, used=Knows.YES, how="He keeps her passport")), CONTROL),
    "views_impracticable": (gone(MEASURES_TOO, UNASKED, WEIGHING, acts=BOTH), VIEWS),
    "untold_before": (gone(UNTOLD), TOLD_BEFORE),
}
"""Each look that is owed after sharing, and the answer that says that nothing called for it."""


@pytest.mark.parametrize("code", SHARED)
def test_what_was_so_when_it_was_shared_goes_on_to_call_for_a_look(code: str) -> None:
    shared, instead = SHARED[code]
    assert code in codes(shared)
    after = onto(shared, (instead,))
    assert code in codes(after)
    row = next(one.row for one in looks_due(after) if one.row.code == code)
    looked = {"supervisor": SupervisorLooked, "vulnerability_lead": LeadLooked}[row.by.value]
    seen = looked(outcome=LookOutcome.GO_AHEAD, found="I read both answers", about=(code,))
    assert code not in codes(onto(after, (seen,)))
    assert code not in codes(onto(shared, (seen, instead))), "it was looked at before"


def test_what_was_said_otherwise_before_it_was_shared_calls_for_none() -> None:
    case = onto(plain(of(CrimeType.DOMESTIC_ABUSE)), (ALLEGATION,))
    shared = onto(onto(case, (sharing(case),)), (CALL_STARTED, CALL_ENDED))
    assert "domestic_abuse" not in codes(shared)
