"""What calls for a look by somebody else, row by row; who takes it; and what it keeps from leaving or closing."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from proviso.casework.history.case import Case
from proviso.casework.outstanding_looks import holding_up, looks_due
from proviso.casework.row_codes import What
from proviso.casework.second_look import TABLE, Looker, WhenToLook
from proviso.casework.values.allegation import CrimeType
from proviso.casework.values.considerations import (
    InterpreterKind,
    InterpreterWas,
    OthersThere,
    Views,
    ViewsAre,
)
from proviso.casework.values.content import Additional, AdditionalInformation
from proviso.casework.values.decision import Decide, DecisionWithdrawn
from proviso.casework.values.looks import LeadLooked, Looked, LookOutcome, Pace, SupervisorLooked, UrgencyDeclared
from proviso.casework.values.notification import Again, Telling, ToldAfter, ToldBefore
from proviso.casework.values.person import Knows, Route, Whereabouts
from proviso.casework.values.protection import Measure, Referral
from proviso.casework.values.suspicion import Certainty, Source, SourceCorrected
from proviso.casework.values.timing import Department, RecipientChosen
from proviso.casework.values.value import Value
from proviso.policy.norms import Basis

from .carried import WITHDREW
from .duties import dues
from .every import DISPUTED, LATE, OUTSIDE, OUTSIDE_REVIEWED
from .examples import (
    ADDRESS,
    ALLEGATION,
    ANSWERS,
    CALL_ENDED,
    CALL_STARTED,
    CONTROL,
    MEASURES_TOO,
    NOTHING_MORE,
    PERSON,
    PROTECTION,
    REACH,
    SUPPORT,
    SUSPICION,
    TOLD_AFTER,
    TOLD_BEFORE,
    VIEWS,
    WEIGHING,
)
from .folding import folded, onto, sharing

UNTOLD = ToldBefore(
    told=Telling.IMPRACTICABLE, why_impracticable="No number of hers is known", again=Again.NEVER, why_never="She left"
)
UNTOLD_AFTER = ToldAfter(
    told=Telling.IMPRACTICABLE, why_impracticable="No number of hers is known", again=Again.NEVER, why_never="She left"
)
UNASKED = Views(views=ViewsAre.IMPRACTICABLE, why_impracticable="No number of hers is known")
EVERYTHING = AdditionalInformation(
    wanted=tuple(one for one in Additional if one is not Additional.NOTHING),
    **{
        f"{one.value}{end}": "Words of this invented case"
        for one in Additional
        if one is not Additional.NOTHING
        for end in ("", "_needed")
    },
)
NOBODY_OFFERED = replace(SUPPORT, support=Referral.NOT_OFFERED)


THROUGH_A_BROTHER: dict[str, Any] = {
    "interpreter": InterpreterWas.PRESENT,
    "interpreter_kind": InterpreterKind.HOUSEHOLD,
    "interpreter_name": "Her brother",
}


def of(*types: CrimeType) -> Value:
    return replace(ALLEGATION, crime_types=types)


def plain(*instead: Value) -> Case:
    """A plain case but for these answers, each in the place of the one of its kind, or last."""
    answers = [next((other for other in instead if type(other) is type(one)), one) for one in ANSWERS]
    return folded(*answers, *(one for one in instead if type(one) not in {type(other) for other in ANSWERS}))


def on(*instead: Value, acts: tuple[Decide, ...] = (Decide.SHARE_BASIC,), pace: tuple[Pace, ...] = ()) -> Case:
    """The same, decided."""
    case = plain(*instead)
    return onto(case, (replace(sharing(case, *acts), pace=pace),))


def gone(*instead: Value, ended: Value = CALL_ENDED, acts: tuple[Decide, ...] = (Decide.SHARE_BASIC,)) -> Case:
    """The same, and shared by telephone."""
    return onto(on(*instead, acts=acts), (CALL_STARTED, ended))


def decided_again(case: Case, *instead: Value) -> Case:
    """The same, answered otherwise and decided again before anything left."""
    case = onto(case, (DecisionWithdrawn(reason="She was asked again"), *instead))
    return onto(case, (sharing(case),))


BOTH = (Decide.SHARE_BASIC, Decide.SHARE_ADDITIONAL)

CALLS: Mapping[str, Case] = {
    "confidential_address": on(replace(ADDRESS, whereabouts=Whereabouts.CONFIDENTIAL)),
    "address_seen_by_suspect": on(replace(ADDRESS, seen_by_suspect=Knows.YES)),
    "doubt": on(replace(SUSPICION, certainty=Certainty.DOUBT)),
    "child": on(DISPUTED),
    "changed_unseen": decided_again(on(DISPUTED), PERSON),
    "nobody_reached": on(MEASURES_TOO, UNASKED, WEIGHING, UNTOLD, acts=BOTH),
    "one_after_another": on(pace=(Pace.ONE_AFTER_ANOTHER,)),
    "soon_after_opening": on(pace=(Pace.SOON_AFTER_OPENING,)),
    "urgency": onto(on(DISPUTED), (UrgencyDeclared(reason="He is on his way to her"),)),
    "urgency_to_lead": onto(on(DISPUTED), (UrgencyDeclared(reason="He is on his way to her"),)),
    "untold_before": plain(UNTOLD),
    "untold_after": onto(gone(), (UNTOLD_AFTER,)),
    "views_impracticable": plain(MEASURES_TOO, UNASKED),
    "not_read_back": gone(ended=replace(CALL_ENDED, read_back=False)),
    "beyond": gone(ended=replace(CALL_ENDED, beyond="That she limps on one leg")),
    "other_recipient": gone(RecipientChosen(department=Department.BORDER_FORCE, why="They hold him now")),
    "everything_additional": gone(EVERYTHING, VIEWS, WEIGHING, acts=BOTH),
    "not_told_after": onto(gone(), (ToldAfter(told=Telling.NO),)),
    "source_corrected": plain(SourceCorrected(arose_from=Source.THIRD_PARTY, reason="A neighbour had written")),
    "closed_unshared": onto(folded(), (WITHDREW,)),
    "no_support_offered": on(of(CrimeType.STALKING), NOBODY_OFFERED),
    "outside_home_office": onto(plain(), (OUTSIDE,)),
    "domestic_abuse": plain(of(CrimeType.DOMESTIC_ABUSE)),
    "sexual_offence": plain(of(CrimeType.SEXUAL_OFFENCE)),
    "stalking": plain(of(CrimeType.STALKING)),
    "honour_based_abuse": plain(of(CrimeType.HONOUR_BASED_ABUSE)),
    "slavery": plain(of(CrimeType.MODERN_SLAVERY)),
    "child_at_risk": plain(DISPUTED),
    "no_safe_way": plain(replace(REACH, route=Route.NONE_SAFE, details=None)),
    "control": plain(replace(CONTROL, used=Knows.YES, how="He keeps her passport")),
    "interpreter_not_independent": plain(replace(TOLD_BEFORE, **THROUGH_A_BROTHER)),
    "source_of_harm_there": plain(replace(TOLD_BEFORE, others_there=(OthersThere.SOURCE_OF_HARM,))),
    "measures_needed": plain(replace(PROTECTION, immediate=Measure.NEEDED)),
}
"""For each row a case that calls for it."""


def codes(case: Case) -> set[str]:
    return {one.row.code for one in looks_due(case)}


def test_each_row_has_a_case_that_calls_for_it() -> None:
    assert [row.code for row in TABLE] == list(CALLS)
    assert all(row.basis is Basis.SAFEGUARD for row in TABLE)
    assert len({row.code for row in TABLE}) == len(TABLE)


@pytest.mark.parametrize("code", CALLS)
def test_what_calls_for_a_look_is_due_to_whoever_takes_it(code: str) -> None:
    assert code in codes(CALLS[code])
    row = next(row for row in TABLE if row.code == code)
    before = row.when is WhenToLook.BEFORE_IT_LEAVES
    assert (code in {one.row.code for one in holding_up(CALLS[code])}) == before
    listed = {one.what for one in dues(CALLS[code]) if one.queue.value == row.by.value}
    assert (What.LOOK_BEFORE if before else What.SECOND_LOOK) in listed


@pytest.mark.parametrize("case", [plain(), on(), gone(), onto(gone(), (TOLD_AFTER,)), folded(), plain(NOTHING_MORE)])
def test_a_plain_case_calls_for_no_look(case: Case) -> None:
    assert codes(case) == set()
    assert holding_up(case) == ()


@pytest.mark.parametrize("code", CALLS)
def test_a_look_ends_what_it_was_about_until_it_happens_again(code: str) -> None:
    case = CALLS[code]
    row = next(row for row in TABLE if row.code == code)
    found: dict[str, Any] = {"outcome": LookOutcome.GO_AHEAD, "found": "I read all of it", "about": (code,)}
    looked: Value = {
        Looker.SUPERVISOR: SupervisorLooked(**found),
        Looker.LEAD: LeadLooked(**found),
        Looker.PROTECTION_OFFICER: OUTSIDE_REVIEWED,
    }[row.by]
    after = onto(case, (looked,))
    assert code not in codes(after)
    assert code not in {one.row.code for one in holding_up(after)}
    if isinstance(looked, Looked):
        other = onto(case, (replace(looked, about=("something_else",)),))
        assert code in codes(other), "a look is at what it says it is at"


def test_the_same_said_again_in_other_words_calls_for_no_other_look() -> None:
    case = onto(CALLS["control"], (LeadLooked(outcome=LookOutcome.GO_AHEAD, found="Seen today", about=("control",)),))
    again = onto(case, (replace(CONTROL, used=Knows.YES, how="He keeps her telephone too"),))
    assert "control" not in codes(again)
    anew = onto(onto(again, (CONTROL,)), (replace(CONTROL, used=Knows.YES, how="He has begun again"),))
    assert "control" in codes(anew), "it had stopped, and began again"


def test_support_that_is_offered_later_ends_the_look() -> None:
    assert "no_support_offered" not in codes(onto(CALLS["no_support_offered"], (SUPPORT,)))
    late = onto(folded(of(CrimeType.STALKING)), (LATE,))
    assert "no_support_offered" in codes(late), "shared before anybody was asked"
