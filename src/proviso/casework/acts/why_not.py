"""Why there is nothing to do an act to, in words for a person; empty where there is something. Pure.

The acts themselves refuse with these words under the lock; the registry shows them beforehand.
"""

from collections.abc import Callable

from django.utils.translation import gettext as _

from proviso.casework.history.case import Case, RecordedAnswer, Stage
from proviso.casework.outstanding_looks import LookDue, decide_again_since, holding_up, looks_due, must_change, open_to
from proviso.casework.reading.outstanding_corrections import recipients_owed
from proviso.casework.reading.proposal import proposal_of
from proviso.casework.reading.risk import to_review
from proviso.casework.reading.unreviewed import is_from_routine_check, outside_unreviewed
from proviso.casework.second_look import Looker
from proviso.casework.values.correction import CorrectionOrdered
from proviso.casework.values.suspicion import Suspicion

NOTHING_AWAITED = "Nothing that was sent waits for an acknowledgement."
NO_MESSAGE = "That did not go as a message, so it cannot have come back."


def nothing_shared(case: Case) -> str:
    """Nothing has been shared."""
    return "" if case.disclosures else _("Nothing has been shared on this case.")


def nothing_to_tell_of(case: Case) -> str:
    """Nothing has been shared that the person could be told of afterwards (9.1.2)."""
    if case.disclosures:
        return ""
    return _("Nothing has been shared, so there is nothing to tell the person of afterwards.")


def nothing_tried(case: Case) -> str:
    """Nothing is shared or proposed that the person could be told of."""
    if case.disclosures or proposal_of(case).can_be_told:
        return ""
    return _("There is nothing to tell the person of yet, so there is no attempt to record.")


def nothing_proposed_to_tell(case: Case) -> str:
    """What would be shared, why and with whom is not chosen (9.1.1)."""
    if proposal_of(case).can_be_told:
        return ""
    return _("Choose what would be shared, why and with whom before you tell the person.")


def nothing_more_proposed(case: Case) -> str:
    """No additional information is proposed (6.2)."""
    return "" if proposal_of(case).additional else _("No additional information is proposed. Choose it first.")


def decided_already(case: Case) -> str:
    """It is decided and waits to be sent, and nothing was said or found since that asks for another decision."""
    if case.stage is not Stage.DECIDED or decide_again_since(case):
        return ""
    return _(
        "It is decided already, and nothing was said or found since. Withdraw the decision first, with your reason."
    )


def nothing_to_look_at(by: Looker) -> Callable[[Case], str]:
    """Nothing on the case waits for this person's look."""
    return lambda case: "" if open_to(case, by) else _("Nothing on this case waits for your look.")


def nothing_held_up(case: Case) -> str:
    """Nothing keeps what was decided from leaving but what has to be decided again."""
    if case.stage is Stage.DECIDED and not decide_again_since(case) and holding_up(case):
        return ""
    return _("Nobody’s look keeps this from being sent.")


LOOKERS = {
    Looker.SUPERVISOR: "a supervisor",
    Looker.LEAD: "the vulnerability lead",
    Looker.PROTECTION_OFFICER: "the data protection officer",
}


def look_outstanding(case: Case) -> str:
    """Somebody's look is outstanding: whose, and at what; or found that something must change."""
    for one in must_change(case):
        return _("%(by)s looked, and found that something must change: “%(found)s” Do it, and record it, first.") % {
            "by": one.by,
            "found": one.value.found,
        }
    due = looks_due(case)
    told = [f"{_(LOOKERS[by])} ({_said(due, by)})" for by in LOOKERS if any(one.row.by is by for one in due)]
    return (
        _("A look is outstanding, our safeguard: %(told)s. Then the case can close.") % {"told": "; ".join(told)}
        if told
        else ""
    )


def _said(due: tuple[LookDue, ...], by: Looker) -> str:
    return " ".join(look_says(one) for one in due if one.row.by is by)


def look_says(due: LookDue) -> str:
    """What calls for a look; where that no longer does, what was found when somebody looked."""
    if due.found is None:
        return _(due.row.says)
    told = {"by": due.found.by, "found": due.found.value.found}
    return _("%(by)s looked, and found that something must change: “%(found)s”") % told


def nothing_awaited(case: Case) -> str:
    """Nothing that was sent has yet to be acknowledged."""
    return "" if case.awaiting else _(NOTHING_AWAITED)


def nothing_can_come_back(case: Case) -> str:
    """Nothing that was sent went as a message."""
    if case.can_come_back:
        return ""
    return nothing_awaited(case) or _(NO_MESSAGE)


def nothing_unclear(case: Case) -> str:
    """It is known of every message whether it was sent."""
    return "" if case.unclear else _("It is known of every message whether it was sent.")


def nothing_handed_over(case: Case) -> str:
    """What is to be sent does not go by hand."""
    if case.sending and not case.sending.value.goes_by_hand:
        return _("This goes by e-mail: nobody hands it over.")
    return ""


def handover_waits(case: Case) -> str:
    """The case is handed over already, and its receiver has not answered."""
    if case.offered is None:
        return ""
    to = case.offered.value.to
    return _(
        "This case is handed over to %(to)s, who has not answered yet. Withdraw that first, or wait for the answer."
    ) % {"to": to}


def no_handover_waits(case: Case) -> str:
    """The case is handed over to nobody who has not answered."""
    return "" if case.offered else _("This case is not handed over to anybody who has not answered yet.")


def unknown_whether_it_left(case: Case) -> str:
    """Nobody knows whether the message of the order left, so it cannot be cancelled."""
    if case.sending and case.is_unclear(case.sending):
        return _("Nobody knows whether this message was sent. Find out first, and record it.")
    return ""


def nobody_owed(case: Case) -> str:
    """Nobody else has to be told that something was wrong."""
    if nothing := nothing_shared(case):
        return nothing
    return "" if recipients_owed(case) else _("Nobody else has to be told that something was wrong.")


def nothing_found_wrong(case: Case) -> str:
    """Nothing that was shared was found wrong."""
    if case.wrong_seq:
        return ""
    return _("Nothing that was shared was found wrong, so there is nothing to tell the person of.")


def to_cancel(case: Case) -> RecordedAnswer[CorrectionOrdered] | None:
    """The earliest order to correct of which it is known that its message has not left."""
    return next((order for order in case.correcting if not case.is_unclear(order)), None)


def no_correction_to_cancel(case: Case) -> str:
    """No correction is on its way whose order could be cancelled."""
    return "" if to_cancel(case) else _("No correction is on its way that could be cancelled.")


def no_message_waits(case: Case) -> str:
    """No message that came in a file waits to be confirmed."""
    return "" if case.waiting_replies else _("No message waits to be confirmed on this case.")


def no_reply_waits(case: Case) -> str:
    """No message waits, nobody wrote the one that has waited longest, or it is not settled whether anything was shared
    that it could be a reply to."""
    nature = case.waiting_replies[0].value.nature if case.waiting_replies else None
    if nature is None or not nature.is_no_reply:
        return no_message_waits(case) or nothing_settled(case)
    return _(
        "Nobody wrote this message: a mail server or a mail program sent it by itself, so it is "
        "no reply and acknowledges nothing. If it says that our message came back, record that; "
        "then dismiss this message."
    )


def nothing_settled(case: Case) -> str:
    """Nothing was shared that a message could be a reply to, or nobody knows yet whether it was."""
    if case.disclosures:
        return ""
    return _(
        "Nothing has been shared on this case, or it is not settled whether it was. If this says "
        "that our message came back, record that, and dismiss this message. If it shows that something "
        "was shared after all, record a disclosure already made, and confirm it then."
    )


def no_risk_to_review(case: Case) -> str:
    """No reply says something of risk that the vulnerability lead has not reviewed."""
    return "" if to_review(case) else _("No reply on this case says something of risk that is not reviewed yet.")


def no_suspicion(case: Case) -> str:
    """No suspicion is recorded whose source could be corrected."""
    return "" if case.latest(Suspicion) else _("No suspicion is recorded on this case.")


def nothing_suspected(case: Case) -> str:
    """No suspicion stands on the case that could end."""
    return "" if case.suspected else _("There is no suspicion on this case that could end.")


def no_routine_check(case: Case) -> str:
    """The suspicion did not come from a routine status check (5.2)."""
    if is_from_routine_check(case):
        return ""
    return _("No routine status check is recorded on this case.")


def no_delay(case: Case) -> str:
    """No delay is in force (7.2)."""
    return "" if case.stage is Stage.DELAYED else _("No delay is in force on this case.")


def nothing_outside(case: Case) -> str:
    """Nothing went outside the Home Office that nobody has looked at yet."""
    if outside_unreviewed(case):
        return ""
    return _("Nothing on this case went outside the Home Office that is not reviewed yet.")


def no_late_disclosure(case: Case) -> str:
    """No disclosure was recorded late."""
    return "" if any(one.late for one in case.disclosures) else _("No disclosure was recorded late on this case.")
