"""An officer whose routine check closes sharing records the suspicion again, as something that the person said."""

from dataclasses import replace

from proviso.casework.values.suspicion import Source, StatusCheck, SuspicionEnded
from proviso.demonstration.force import ASHDOWN
from tests.misuse.conftest import Insiders
from tests.misuse.insider import problems
from tests.misuse.routine_checks import CLOSED, ROUTINE, checked, said_of_5_2

RELABELLED = (
    replace(ROUTINE, arose_from=Source.ACCOUNT_GIVEN, status_check_was=None),
    replace(ROUTINE, status_check_was=StatusCheck.CASE_SPECIFIC),
)


def test_how_it_arose_is_recorded_once_also_when_the_suspicion_was_ended(insider: Insiders) -> None:
    ashdown = insider(ASHDOWN)
    reference = checked(ashdown)
    for other in RELABELLED:
        assert "Only a supervisor can correct it" in problems(ashdown.answers(reference, other))[-1]
    ended = SuspicionEnded(reason="Her papers were found to be in order after all")
    assert ashdown.answers(reference, ended).status in {302, 303}
    for other in RELABELLED:
        assert "Only a supervisor can correct it" in problems(ashdown.answers(reference, other))[-1]
    assert ashdown.answers(reference, replace(ROUTINE, facts="The desk looked her up again today")).status in {302, 303}
    assert said_of_5_2(ashdown, reference).startswith(f"breached {CLOSED}")
    assert ashdown.decides(reference, "The second look at it was for the burglary").status not in {302, 303}
