"""The fold: a case is what its entries make of it, in order, and nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given

from proviso.casework.history.case import Case, Stage
from proviso.casework.history.kinds import UnknownKind, body_of
from proviso.casework.history.replay import apply_entry, as_of, replay
from proviso.casework.values.role import RoleCorrected, RoleInCase, Start

from .examples import ALLEGATION, ANSWERS, START
from .folding import entry, folded
from .test_facts import cases


def test_a_case_of_no_entries_is_nobodys_and_open() -> None:
    case = replay("PV-TEST-0000", "wessmere", [])
    assert (case.seq, case.role, case.stage, case.suspected) == (0, RoleInCase.NEITHER, Stage.OPEN, False)


def test_entries_outside_the_fold_are_passed_over() -> None:
    start, looked = entry(START, 1), replace(entry(START, None), kind="case_consulted", body={"role": "officer"})
    case = replay("PV-TEST-0000", "wessmere", [start, looked, entry(ALLEGATION, 2), looked])
    assert [one.value for one in case.history] == [START, ALLEGATION]


def test_an_entry_that_cannot_be_read_stops_the_fold_by_name() -> None:
    with pytest.raises(UnknownKind, match="of the kind suspect_recorded"):
        apply_entry(folded(), replace(entry(ALLEGATION, 2), kind="suspect_recorded"))


@given(cases())
def test_the_same_entries_always_make_the_same_case(case: Case) -> None:
    told = [replace(entry(one.value, one.seq, one.at, one.by), body=body_of(one.value)) for one in case.history]
    assert replay(case.reference, case.force, told) == case
    for seq in (0, case.seq // 2, case.seq):
        assert as_of(case, seq) == replay(case.reference, case.force, told[:seq])


@given(cases())
def test_a_person_never_stops_being_a_victim_or_a_witness(case: Case) -> None:
    assert case.role is not RoleInCase.NEITHER


def test_a_role_is_corrected() -> None:
    case = folded(*ANSWERS, RoleCorrected(role=RoleInCase.WITNESS, reason="It was her sister"))
    assert case.role is RoleInCase.WITNESS
    start = case.latest(Start)
    assert start is not None
    assert start.role is RoleInCase.VICTIM
