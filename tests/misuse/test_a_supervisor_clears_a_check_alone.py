"""A supervisor corrects the source of their officer's suspicion, and clears the breach of 5.2 alone."""

import pytest

from proviso.casework.values.suspicion import BreachReviewed, ReviewOutcome, Source, SourceCorrected, StatusCheck
from proviso.demonstration.force import ASHDOWN, CLOVER
from tests.misuse.conftest import Insiders
from tests.misuse.insider import problems
from tests.misuse.routine_checks import CLOSED, checked, said_of_5_2

REASON = "The statement taken that morning has her saying so herself"


@pytest.mark.parametrize(
    "otherwise",
    [
        SourceCorrected(arose_from=Source.ACCOUNT_GIVEN, reason=REASON),
        SourceCorrected(
            arose_from=Source.STATUS_CHECK, status_check_was=StatusCheck.CASE_SPECIFIC, reason=f"{REASON}, they say"
        ),
    ],
    ids=["another source", "a reason of the case"],
)
def test_a_correction_leaves_the_breach_to_another_supervisor(otherwise: SourceCorrected, insider: Insiders) -> None:
    ashdown, clover = insider(ASHDOWN), insider(CLOVER)
    reference = checked(ashdown)
    assert clover.answers(reference, otherwise).status in {302, 303}
    assert said_of_5_2(clover, reference).startswith(f"breached {CLOSED}")

    stands = BreachReviewed(outcome=ReviewOutcome.STANDS, grounds="She told the first officer at the scene herself")
    refused = clover.answers(reference, stands)
    assert refused.status == 403
    assert problems(refused)[-1] == "You recorded what is to be reviewed: another supervisor has to review it."
    shown = clover.reads(f"/cases/{reference}/breach-review").page
    assert "How it arose, as first recorded" in shown
    assert "It was routine" in shown

    assert ashdown.decides(reference, "Clover has put the source right this afternoon").status not in {302, 303}
    assert said_of_5_2(ashdown, reference).startswith(f"breached {CLOSED}")
    assert "did not come from a routine check" not in ashdown.reads(f"/cases/{reference}/decide").page
