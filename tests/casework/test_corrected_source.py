"""How a suspicion arose, corrected: a routine check stays a breach until another supervisor has reviewed it (5.2)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from proviso.accounts.models import Role
from proviso.casework.acts.review import correct_source, review_breach
from proviso.casework.history.case import Case
from proviso.casework.history.replay import apply_entry
from proviso.casework.reading.unreviewed import check_unreviewed
from proviso.casework.values.suspicion import Source, SourceCorrected, StatusCheck
from proviso.casework.values.value import Value
from proviso.casework.writing.permissions import Actor, NotAllowed
from proviso.policy.assess import assess
from proviso.policy.library import policy_in_force
from proviso.policy.norms import Act

from .every import REVIEW_STANDS
from .examples import NOW, SUSPICION, answer, begun
from .folding import entry, facts, folded
from .stories import routine

ROUTINE = {"arose_from": "status_check", "status_check_was": "routine"}
CORRECTED = SourceCorrected(arose_from=Source.ACCOUNT_GIVEN, reason="Her statement of that morning says it")


def recorded_by(*answers: tuple[str, Value]) -> Case:
    """A case of these answers, each recorded by somebody."""
    case = folded()
    for by, value in answers:
        at = case.history[-1].at + timedelta(minutes=1)
        case = apply_entry(case, entry(value, case.seq + 1, at, by))
    return case


@pytest.mark.parametrize(
    ("answers", "reviewed"),
    [
        ([("officer", routine()), ("first", CORRECTED)], False),
        ([("officer", routine()), ("first", CORRECTED), ("second", REVIEW_STANDS)], True),
        ([("officer", routine()), ("first", CORRECTED), ("first", REVIEW_STANDS)], False),
        ([("officer", routine()), ("first", REVIEW_STANDS), ("second", CORRECTED)], False),
        ([("officer", routine()), ("first", CORRECTED), ("second", CORRECTED), ("first", REVIEW_STANDS)], False),
        ([("officer", routine()), ("first", CORRECTED), ("second", CORRECTED), ("third", REVIEW_STANDS)], True),
        ([("officer", routine()), ("first", CORRECTED), ("second", REVIEW_STANDS), ("officer", SUSPICION)], False),
    ],
)
def test_a_correction_alone_does_not_clear_a_routine_check(answers: list[tuple[str, Value]], reviewed: bool) -> None:
    case = recorded_by(*answers)
    known = facts(case)
    assert {name: known.get(name) for name in (*ROUTINE, "breach_reviewed")} == {**ROUTINE, "breach_reviewed": reviewed}
    assert check_unreviewed(case) is not reviewed
    finding = assess(policy_in_force(NOW.date()), known, NOW.date()).finding("no-routine-check")
    assert finding.status == "breached"
    assert ("A supervisor has reviewed it" in finding.says) is reviewed
    assert "did not come from a routine check" not in finding.says


def test_a_check_that_a_supervisor_finds_to_have_been_routine_is_a_breach() -> None:
    found = SourceCorrected(
        arose_from=Source.STATUS_CHECK, status_check_was=StatusCheck.ROUTINE, reason="The log shows everybody checked"
    )
    known: dict[str, Any] = {**facts(folded(SUSPICION, found))}
    assert {name: known[name] for name in (*ROUTINE, "breach_reviewed")} == {**ROUTINE, "breach_reviewed": False}
    assert facts(folded(found)).get("arose_from") is None


@pytest.mark.django_db(databases="__all__")
def test_who_corrected_how_it_arose_does_not_review_it(who: Callable[..., Actor], officer: Actor) -> None:
    first, second = who(Role.SUPERVISOR), who(Role.SUPERVISOR, staff_number="second")
    opened = replace(answer(begun(officer), (routine(),)), actor=first)
    corrected = correct_source(opened, CORRECTED, seen=opened.case.seq)
    assert "5.2" in corrected.assessed.assessment.acts[Act.SHARE_BASIC].refused_by
    with pytest.raises(NotAllowed, match="You recorded what is to be reviewed: another supervisor has to review it"):
        review_breach(corrected, REVIEW_STANDS, seen=corrected.case.seq)
    reviewed = review_breach(replace(corrected, actor=second), REVIEW_STANDS, seen=corrected.case.seq)
    assert "5.2" not in reviewed.assessed.assessment.acts[Act.SHARE_BASIC].refused_by
    assert reviewed.assessed.assessment.finding("no-routine-check").status == "breached"
