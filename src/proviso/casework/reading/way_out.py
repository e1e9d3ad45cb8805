"""Whether a case can end with nothing more to answer: before anything was shared, tried or told. Pure.

What was shared, tried or told has to be seen through: it is acknowledged, corrected and told of, whoever withdrew.
"""

from django.utils.translation import gettext as _

from proviso.casework.history.case import Case, Stage
from proviso.casework.values import correction, dispatch, notification, reply, sharing
from proviso.casework.values.notification import Telling, ToldBefore
from proviso.casework.values.protection import Measure, Protection
from proviso.casework.values.role import Start
from proviso.casework.values.value import Value

SHARED_OR_TRIED: tuple[type[Value], ...] = (
    sharing.CallStarted, sharing.CallEnded, sharing.AlreadyShared, sharing.Acknowledged, sharing.CameBack,
    dispatch.SendingOrdered, dispatch.Sent, dispatch.FileMade, dispatch.Delivered, dispatch.SendingStopped,
    dispatch.SendingUnclear, dispatch.SendingSettled, dispatch.SendingCancelled,
    correction.FoundWrong, correction.CorrectionOrdered, correction.CorrectionSent, correction.ToldCorrection,
    reply.Reply, reply.ReplyArrived,
)  # fmt: skip
"""What says that something was shared, or that somebody tried to, whatever became of it."""

TOLD_OR_TRIED: tuple[type[Value], ...] = (notification.ToldAfter, notification.AttemptFailed)


def no_way_out(case: Case) -> str:
    """Why the case cannot end so, in words; empty where it can."""
    start = case.latest(Start)
    recorded = {type(one.value) for one in case.history}
    if (start and start.already_shared) or recorded & set(SHARED_OR_TRIED):
        return _("Something was shared, or somebody tried to: see that through, and close the case as usual.")
    if recorded & set(TOLD_OR_TRIED) or _told(case):
        return _(
            "The person was told that it was intended to share, or somebody tried to tell them. "
            "Decide not to share, so that they can be told that too, and close the case as usual."
        )
    if case.stage is not Stage.OPEN:
        return _("Something is decided on this case. Withdraw or end that first, or close the case as usual.")
    protection = case.latest(Protection)
    if protection and protection.immediate is Measure.NEEDED:
        return _("Immediate measures to protect them are needed. See that they are put in place, and say so, first.")
    return ""


def _told(case: Case) -> bool:
    told = (one.value for one in case.history if isinstance(one.value, ToldBefore))
    return any(one.told is Telling.YES for one in told)
