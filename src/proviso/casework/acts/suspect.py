"""Recording a suspicion, and a supervisor's part in it (5.2, 5.3). How it arose is recorded once."""

from django.utils.translation import gettext as _

from proviso.casework.acts import why_not
from proviso.casework.history.case import Case
from proviso.casework.values.suspicion import Suspicion, SuspicionEnded
from proviso.casework.values.value import Refusal, Value, ValueRefused
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import ActRefused, Precondition, commit


class NothingSuspected(ActRefused):
    """No suspicion stands on the case."""

    code = "nothing_suspected"


def record_suspicion(opened: OpenCase, suspicion: Suspicion, *, seen: int) -> OpenCase:
    """The suspicion, recorded. Raises ValueRefused where it would change how the suspicion arose."""

    def make(case: Case) -> Value:
        before = case.latest(Suspicion)
        source = (suspicion.arose_from, suspicion.status_check_was)
        if before and (before.arose_from, before.status_check_was) != source:
            was = _(before.arose_from.label).lower()
            says = _("How it arose is already recorded (%(was)s). Only a supervisor can correct it") % {"was": was}
            raise ValueRefused([Refusal("arose_from", suspicion.arose_from.value, before.arose_from.value, says)])
        return suspicion

    return commit(opened, make, Precondition(seen=seen))


def end_suspicion(opened: OpenCase, ended: SuspicionEnded, *, seen: int) -> OpenCase:
    """That the suspicion has ended, so that all that was shared rested on none. Raises NothingSuspected where none
    stands: what was shared without one is put right by what was wrong in it."""

    def make(case: Case) -> Value:
        if words := why_not.nothing_suspected(case):
            raise NothingSuspected(words)
        return ended

    return commit(opened, make, Precondition(seen=seen))
