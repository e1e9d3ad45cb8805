"""The registry's rows of sharing: deciding, sending, what was shared already, acknowledgements and corrections."""

from proviso.casework.acts import decide, look, send, share, why_not
from proviso.casework.acts.act import CaseAct, CasePage, Offer, Priority
from proviso.casework.history.case import Stage
from proviso.casework.outstanding_looks import decide_again_since, holding_up
from proviso.casework.values.decision import (
    Decision,
    DecisionWithdrawn,
    DelayDecided,
    DelayEnded,
    NotSharingDecided,
    SharingDecided,
)
from proviso.casework.values.dispatch import (
    Delivered,
    FileMade,
    SendingCancelled,
    SendingOrdered,
    SendingSettled,
)
from proviso.casework.values.looks import UrgencyDeclared
from proviso.casework.values.sharing import CallEnded, CallStarted
from proviso.casework.writing.permissions import Permission

DECIDING: tuple[CasePage, ...] = (
    CaseAct(
        slug="delay-ended",
        value=DelayEnded,
        record=decide.end_delay,
        permission=Permission.END_DELAY,
        why_not=why_not.no_delay,
        title="End the delay",
        lead="When the reason for a delay has gone, sharing is due at once, while they are suspected.",
        done="The delay has ended. While they are suspected, sharing is due now. Check the case and decide.",
        offers=(Offer(words="End the delay", urgency=Priority.DECIDE),),
        because="A delay lasts no longer than its reason, and what ended it is worth knowing later",
        used_by="The officer and the supervisor",
        paragraphs=("7.2",),
    ),
    CaseAct(
        slug="decide",
        value=Decision,
        records=(SharingDecided, DelayDecided, NotSharingDecided),
        record=decide.decide,
        permission=Permission.DECIDE_SHARING,
        why_not=why_not.decided_already,
        title="Check and decide",
        submit="Record the decision",
        done={
            Stage.DECIDED: "Decided, and not sent yet. The case says whether somebody looks at it first; then you or "
            "the disclosure desk can send it.",
            Stage.DELAYED: "The delay is decided. It is reviewed when you said; when its reason ends, sharing is due "
            "at once.",
            Stage.NOT_SHARING: "Recorded: this will not be shared. Nothing is sent. The case can close when nothing is "
            "owed.",
        },
        offers=(
            Offer(
                words="Check and decide",
                urgency=Priority.DECIDE,
                when=lambda opened: opened.case.stage is not Stage.DECIDED,
            ),
            Offer(
                words="Decide again: something has changed",
                urgency=Priority.SEND,
                when=lambda opened: opened.case.stage is Stage.DECIDED,
            ),
        ),
        because="A person decides what happens, with the exact content before their eyes, and says why",
        used_by="The disclosure desk, the supervisor, the person, and anybody who later asks why",
        paragraphs=("5.4", "5.5", "10.1.4"),
    ),
    CaseAct(
        slug="urgency",
        value=UrgencyDeclared,
        record=look.declare_urgency,
        permission=Permission.DECLARE_URGENCY,
        why_not=why_not.nothing_held_up,
        title="It cannot wait for a second look",
        lead="Where protecting them cannot wait, send it before anybody looks. The vulnerability lead and a supervisor "
        "see it at once.",
        done="Recorded. It can be sent now. The vulnerability lead and a supervisor see it at once.",
        offers=(Offer(words="It cannot wait for a second look, to protect them"),),
        because="Urgent protection is never held up; who could not wait says why. Our safeguard",
        used_by="The vulnerability lead and the supervisor, at once",
        paragraphs=("5.1.2",),
    ),
    CaseAct(
        slug="withdraw",
        value=DecisionWithdrawn,
        record=decide.withdraw_decision,
        permission=Permission.WITHDRAW_DECISION,
        title="Withdraw the decision",
        lead="Nothing has been sent. The decision stays on the record, with your reason for withdrawing it.",
        done="The decision is withdrawn. Nothing was sent. Check the case and decide again.",
        offers=(Offer(words="Withdraw the decision"),),
        because="A decision can be withdrawn before anything is sent; it stays on the record with the reason",
        used_by="The officer and the supervisor",
        paragraphs=("5.5",),
    ),
)

SENDING: tuple[CasePage, ...] = (
    CaseAct(
        slug="call",
        value=CallEnded,
        record=share.end_call,
        permission=Permission.END_CALL,
        title="The call",
        submit="Record how the call ended",
        done={
            Stage.SHARED: "It is shared, and on the record. It counts as received when they acknowledge it. Now tell "
            "the person.",
            Stage.DECIDED: "Nothing was shared. It is still decided, and waits to be sent.",
        },
        offers=(
            Offer(
                words="Record how the call ended",
                urgency=Priority.UNDER_WAY,
                when=lambda opened: opened.case.stage is Stage.CALLING,
                to_all=True,
            ),
        ),
        because="What was given, when and to whom has to be on record; so does anything said beyond the script",
        used_by="The disclosure desk, the person, and anybody who later checks",
        paragraphs=("10.1.1", "10.1.2", "10.1.3"),
    ),
    CaseAct(
        slug="settle-sending",
        value=SendingSettled,
        record=send.settle_sending,
        permission=Permission.SETTLE_SENDING,
        why_not=why_not.nothing_unclear,
        title="Say whether the message arrived",
        lead="Nobody knows whether this message was sent. It is not sent again by itself. Call them and ask.",
        done="Recorded. If it did not arrive, what it said is still to be sent, or said in a call.",
        offers=(Offer(words="Say whether a message arrived", urgency=Priority.UNDER_WAY),),
        because="A message that may have been sent is never sent again by itself: a person asks whether it arrived",
        used_by="The officer and the disclosure desk",
        paragraphs=("10.1.2", "10.1.3"),
    ),
    CasePage(
        slug="sending",
        offers=(
            Offer(
                words="See the status of the sending",
                urgency=Priority.UNDER_WAY,
                when=lambda opened: opened.case.stage is Stage.SENDING,
            ),
        ),
    ),
    CaseAct(
        slug="send",
        value=CallStarted,
        record=share.start_call,
        permission=Permission.START_CALL,
        title="Send what was decided",
        submit="Nobody can hear me: start the call",
        leads_to="call",
        offers=(
            Offer(
                words="Send what was decided",
                urgency=Priority.SEND,
                when=lambda opened: not (decide_again_since(opened.case) or holding_up(opened.case)),
            ),
        ),
        because="A call that others can hear tells them what they should not know, so it begins where nobody hears",
        used_by="The officer or the disclosure desk",
        paragraphs=("5.1.2", "9.1"),
    ),
    CaseAct(
        slug="send_by",
        value=SendingOrdered,
        record=send.order_sending,
        permission=Permission.ORDER_SENDING,
        title="Send by secure e-mail or as a file",
        leads_to="sending",
        because="What is sent was read by whoever sends it, and goes to a recipient of the force’s list only",
        used_by="The officer or the disclosure desk",
        paragraphs=("5.5", "8.1", "10.1.3"),
    ),
    CaseAct(
        slug="cancel-sending",
        value=SendingCancelled,
        record=send.cancel_sending,
        permission=Permission.CANCEL_SENDING,
        why_not=why_not.unknown_whether_it_left,
        title="Cancel the order",
        lead="It can be cancelled while nothing has been sent. The order stays on the record, with your reason.",
        done="The order is cancelled. It is still decided, and waits to be sent. If a file was saved, see that it is "
        "deleted.",
        because="An order to send can be cancelled while nothing has been sent",
        used_by="The officer and the disclosure desk",
        paragraphs=("5.5",),
    ),
    CaseAct(
        slug="file",
        value=FileMade,
        record=send.record_file_made,
        permission=Permission.DELIVER_FILE,
        why_not=why_not.nothing_handed_over,
        title="The encrypted file",
        because="Whoever has the file may hand it over, so each time that it is made is on record",
        used_by="The officer or the disclosure desk",
        paragraphs=("10.1.2", "10.1.3"),
    ),
    CaseAct(
        slug="delivered",
        value=Delivered,
        record=send.record_delivered,
        permission=Permission.DELIVER_FILE,
        why_not=why_not.nothing_handed_over,
        title="Record that the file was handed over",
        lead="Record who took the file as soon as they have it.",
        done="It is shared, and on the record. It counts as received when they acknowledge it. Now tell the person.",
        because="When a file was handed over, and to whom, has to be on record like a call",
        used_by="The disclosure desk, the person, and anybody who later checks",
        paragraphs=("10.1.2", "10.1.3"),
    ),
)
