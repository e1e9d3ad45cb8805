"""Recording a suspicion, and a supervisor's part in it (5.2, 5.3). How it arose is recorded once."""

from proviso.casework.access import OpenCase
from proviso.casework.case import Case
from proviso.casework.commit import ActRefused, Resting, commit
from proviso.casework.values.asking import Refusal, Value, ValueRefused
from proviso.casework.values.suspicion import BreachReviewed, SourceCorrected, StatusCheck, Suspicion


class NothingToReview(ActRefused):
    """There is nothing of this kind to review on the case."""


def record_suspicion(opened: OpenCase, suspicion: Suspicion, *, seen: int) -> OpenCase:
    """The suspicion, recorded. Raises ValueRefused where it would change how the suspicion arose."""

    def make(case: Case) -> Value:
        before = case.latest(Suspicion)
        source = (suspicion.arose_from, suspicion.status_check_was)
        if before and (before.arose_from, before.status_check_was) != source:
            was = before.arose_from.label.lower()
            says = f"How it arose is already recorded ({was}). Only a supervisor can correct it"
            raise ValueRefused([Refusal("arose_from", suspicion.arose_from.value, before.arose_from.value, says)])
        return suspicion

    return commit(opened, make, Resting(seen=seen))


def correct_source(opened: OpenCase, correction: SourceCorrected, *, seen: int) -> OpenCase:
    """A supervisor's correction of how the suspicion arose (5.2). Raises NothingToReview where none is recorded."""

    def make(case: Case) -> Value:
        if case.latest(Suspicion) is None:
            raise NothingToReview("No suspicion is recorded on this case.")
        return correction

    return commit(opened, make, Resting(seen=seen))


def review_breach(opened: OpenCase, review: BreachReviewed, *, seen: int) -> OpenCase:
    """A supervisor's review of a routine status check (5.2). Raises NothingToReview where there was none."""

    def make(case: Case) -> Value:
        suspicion = case.latest(Suspicion)
        if suspicion is None or suspicion.status_check_was is not StatusCheck.ROUTINE:
            raise NothingToReview("No routine status check is recorded on this case.")
        return review

    return commit(opened, make, Resting(seen=seen))
