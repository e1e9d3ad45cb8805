"""The registry's rows of sharing: deciding, sending, what was shared already, acknowledgements and corrections."""

from proviso.casework.acts import correct, decide, send, share, why_not
from proviso.casework.acts.act import Act, Offer, Page, Urgency
from proviso.casework.history.case import Case, Stage
from proviso.casework.reading.outstanding_corrections import (
    not_all_recorded,
    person_to_be_told,
    recipients_owed,
    to_fill_in,
)
from proviso.casework.values.correction import (
    CorrectionCancelled,
    CorrectionOrdered,
    CorrectionSent,
    FoundWrong,
    ToldCorrection,
)
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
    SendingStopped,
    SendingUnclear,
    Sent,
)
from proviso.casework.values.sharing import Acknowledged, AlreadyShared, CallEnded, CallStarted, CameBack
from proviso.casework.values.value import Value
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.permissions import Permission

DATA_PROTECTION = "Data Protection Act 2018 s.38"
"""What is inaccurate is put right with whoever received it."""


def _late(opened: OpenCase) -> bool:
    return any(one.late for one in opened.case.disclosures)


def _recorded_late(case: Case) -> Value | None:
    """The disclosure recorded late of which the page says more; none while none is recorded."""
    known = to_fill_in(case)
    return known.late if known else None


DECIDING: tuple[Page, ...] = (
    Act(
        slug="delay-ended",
        value=DelayEnded,
        record=decide.end_delay,
        permission=Permission.END_DELAY,
        why_not=why_not.no_delay,
        title="End the delay",
        lead="When the reason for a delay has gone, sharing is due at once.",
        done="The delay has ended. Sharing is due now: check the case and decide.",
        offers=(Offer(words="End the delay", urgency=Urgency.DECIDE),),
        because="A delay lasts no longer than its reason, and what ended it is worth knowing later",
        used_by="The officer and the supervisor",
        paragraphs=("7.2",),
    ),
    Act(
        slug="decide",
        value=Decision,
        records=(SharingDecided, DelayDecided, NotSharingDecided),
        record=decide.decide,
        permission=Permission.DECIDE_SHARING,
        title="Check and decide",
        submit="Record the decision",
        done={
            Stage.DECIDED: "Decided, and not sent yet. The next step is to send it: you or the disclosure desk can.",
            Stage.DELAYED: "The delay is decided. It is reviewed when you said; when its reason ends, sharing is due "
            "at once.",
            Stage.NOT_SHARING: "Recorded: this will not be shared. Nothing leaves. The case can close when nothing is "
            "owed.",
        },
        offers=(Offer(words="Check and decide", urgency=Urgency.DECIDE),),
        because="A person decides what happens, with the exact content before their eyes, and says why",
        used_by="The disclosure desk, the supervisor, the person, and anybody who later asks why",
        paragraphs=("5.4", "5.5", "10.1.4"),
    ),
    Act(
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

SENDING: tuple[Page, ...] = (
    Act(
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
                urgency=Urgency.UNDER_WAY,
                when=lambda opened: opened.case.stage is Stage.CALLING,
                to_all=True,
            ),
        ),
        because="What was given, when and to whom has to be on record; so does anything said beyond the script",
        used_by="The disclosure desk, the person, and anybody who later checks",
        paragraphs=("10.1.1", "10.1.2", "10.1.3"),
    ),
    Act(
        slug="settle-sending",
        value=SendingSettled,
        record=send.settle_sending,
        permission=Permission.SETTLE_SENDING,
        why_not=why_not.nothing_unclear,
        title="Say whether the message arrived",
        lead="Nobody knows whether this message left. It is not sent again by itself. Ring them and ask.",
        done="Recorded. If it did not arrive, it is still decided, and waits to be sent.",
        offers=(Offer(words="Say whether a message arrived", urgency=Urgency.UNDER_WAY),),
        because="A message that may have left is never sent again by itself: a person asks whether it arrived",
        used_by="The officer and the disclosure desk",
        paragraphs=("10.1.2", "10.1.3"),
    ),
    Page(
        slug="sending",
        offers=(
            Offer(
                words="See how the sending stands",
                urgency=Urgency.UNDER_WAY,
                when=lambda opened: opened.case.stage is Stage.SENDING,
            ),
        ),
    ),
    Act(
        slug="send",
        value=CallStarted,
        record=share.start_call,
        permission=Permission.START_CALL,
        title="Send what was decided",
        submit="Start the call",
        leads_to="call",
        offers=(Offer(words="Send what was decided", urgency=Urgency.SEND),),
        because="A call that others can hear tells them what they should not know, so it begins where nobody hears",
        used_by="The officer or the disclosure desk",
        paragraphs=("5.1.2", "9.1"),
    ),
    Act(
        slug="send_by",
        value=SendingOrdered,
        record=send.order_sending,
        permission=Permission.ORDER_SENDING,
        title="Send by secure e-mail or as a file",
        leads_to="sending",
        because="What leaves was read by whoever sends it, and goes to a recipient of the force’s list only",
        used_by="The officer or the disclosure desk",
        paragraphs=("5.5", "8.1", "10.1.3"),
    ),
    Act(
        slug="cancel-sending",
        value=SendingCancelled,
        record=send.cancel_sending,
        permission=Permission.CANCEL_SENDING,
        why_not=why_not.unknown_whether_it_left,
        title="Cancel the order",
        lead="It can be cancelled while nothing has left. The order stays on the record, with your reason.",
        done="The order is cancelled. Nothing left. It is still decided, and waits to be sent.",
        because="An order to send can be cancelled while nothing has left",
        used_by="The officer and the disclosure desk",
        paragraphs=("5.5",),
    ),
    Act(
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
    Act(
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

AFTERWARDS: tuple[Page, ...] = (
    Act(
        slug="already-shared",
        value=AlreadyShared,
        record=share.record_already_shared,
        permission=Permission.RECORD_LATE_DISCLOSURE,
        shows=_recorded_late,
        title="Record a disclosure already made",
        lead="This is never refused. Say what you know; what you do not know stays empty and can be added later.",
        done="It is on the record. A supervisor will look at what should have come first. Tell the person, if you have "
        "not.",
        offers=(
            Offer(
                words="Record what was already shared",
                urgency=Urgency.RECORD,
                when=lambda opened: not_all_recorded(opened.assessed.facts),
                to_all=True,
            ),
            Offer(words="Record a disclosure already made", when=lambda opened: not _late(opened)),
            Offer(words="Say more of the disclosure already made", when=_late),
        ),
        because="A disclosure that was already made is still recorded, however it came about, so that the person can "
        "be told",
        used_by="The supervisor who looks at what should have come first, and whoever tells the person",
        paragraphs=("9.1.2", "10.1.1", "10.1.2", "10.1.3", "10.1.4"),
    ),
    Act(
        slug="another-disclosure",
        value=AlreadyShared,
        record=share.record_another_disclosure,
        permission=Permission.RECORD_LATE_DISCLOSURE,
        title="Record another disclosure already made",
        lead="This is never refused. It is kept apart from what is already on record.",
        done="It is on the record beside the other. A supervisor will look at it. Tell the person, if you have not.",
        offers=(Offer(words="Record another disclosure", when=_late),),
        because="What was shared at another time is a disclosure of its own: the person is told of each",
        used_by="The supervisor who looks at what should have come first, and whoever tells the person",
        paragraphs=("9.1.2", "10.1.1", "10.1.2", "10.1.3", "10.1.4"),
    ),
    Act(
        slug="acknowledgement",
        value=Acknowledged,
        record=share.record_acknowledgement,
        permission=Permission.RECORD_ACKNOWLEDGEMENT,
        why_not=why_not.nothing_awaited,
        title="Record an acknowledgement",
        lead="What was sent counts as received only when someone says so.",
        done="Recorded: what was sent has been received.",
        offers=(Offer(words="Record an acknowledgement"),),
        because="What was sent counts as received only when somebody says so",
        used_by="The disclosure desk",
        paragraphs=("10.1.3",),
    ),
    Act(
        slug="came-back",
        value=CameBack,
        record=share.record_came_back,
        permission=Permission.RECORD_ACKNOWLEDGEMENT,
        why_not=why_not.nothing_can_come_back,
        title="Record that a message came back",
        lead="If our message came back, or they say that they never had it, nobody there has been told.",
        done="Recorded: it did not arrive. What it said still has to be sent, or the decision withdrawn.",
        offers=(Offer(words="Record that a message came back"),),
        because="A message that came back told nobody anything: what it said still has to be sent, or corrected",
        used_by="The officer and the disclosure desk",
        paragraphs=("10.1.2", "10.1.3"),
    ),
)

CORRECTING: tuple[Page, ...] = (
    Act(
        slug="found-wrong",
        value=FoundWrong,
        record=correct.find_wrong,
        permission=Permission.REPORT_INACCURACY,
        why_not=why_not.nothing_shared,
        title="Something that was shared is wrong",
        lead="Say what was wrong and what is right. Then correct the answer in the case too.",
        done="Recorded. Everyone who received it has to be told, and so has the person.",
        offers=(Offer(words="Say that something shared is wrong"),),
        because="What was shared may turn out wrong later, and whoever acts on it meanwhile acts on something that is "
        "not so",
        used_by="Every recipient of it, and the person",
        paragraphs=(DATA_PROTECTION, "s.46"),
    ),
    Act(
        slug="correction",
        value=CorrectionSent,
        record=correct.record_correction,
        permission=Permission.SEND_CORRECTION,
        why_not=why_not.nobody_owed,
        title="Correct what was shared",
        lead="Everyone who was told something wrong has to be told that it was wrong. Ring them, then record it here.",
        done="Recorded. Tell the person too that it was put right.",
        offers=(
            Offer(
                words="Correct what was shared",
                urgency=Urgency.CORRECT,
                when=lambda opened: bool(recipients_owed(opened.case)),
                to_all=True,
            ),
            Offer(
                words="See how the correction stands",
                urgency=Urgency.CORRECT,
                when=lambda opened: bool(opened.case.correcting and not recipients_owed(opened.case)),
                to_all=True,
            ),
        ),
        because="Whoever was told something wrong is told that it was wrong",
        used_by="Every recipient, and the data protection officer",
        paragraphs=(DATA_PROTECTION, "s.46"),
    ),
    Act(
        slug="correct_by",
        value=CorrectionOrdered,
        record=correct.order_correction,
        permission=Permission.SEND_CORRECTION,
        why_not=why_not.nobody_owed,
        title="Correct by secure e-mail",
        submit="Send the correction",
        done="It is on its way. The case says when it has left. Now tell the person.",
        because="Whoever was told something wrong is told that it was wrong, by the way that it went",
        used_by="Every recipient, and the data protection officer",
        paragraphs=(DATA_PROTECTION, "s.46"),
    ),
    Act(
        slug="cancel-correction",
        value=CorrectionCancelled,
        record=correct.cancel_correction,
        permission=Permission.SEND_CORRECTION,
        why_not=why_not.no_correction_to_cancel,
        title="Cancel the correction",
        lead="It can be cancelled while nothing has left. The order stays on the record, with your reason.",
        done="The order is cancelled. Nothing left. They still have to be told: ring them, or order it again.",
        because="A correction can be cancelled while it has not left, as when its recipient has to know sooner than "
        "it will",
        used_by="The officer and the disclosure desk",
        paragraphs=(DATA_PROTECTION,),
    ),
    Act(
        slug="tell-correction",
        value=ToldCorrection,
        record=correct.tell_correction,
        permission=Permission.TELL_CORRECTION,
        why_not=why_not.nothing_found_wrong,
        shows=lambda case: case.latest(ToldCorrection),
        title="Tell them of the correction",
        lead="Tell the person what was wrong, that it was put right, and with whom, by the way that they say is safe.",
        done="Recorded. When everyone who received it has been told too, nothing is owed for it.",
        offers=(
            Offer(
                words="Tell them of the correction",
                urgency=Urgency.TELL,
                when=lambda opened: person_to_be_told(opened.case),
            ),
        ),
        because="The person was told what was shared about them, so they are told when it was wrong and is put right",
        used_by="The officer; the case does not close before",
        paragraphs=("9.1.2", "Data Protection Act 2018 s.44"),
    ),
)

BY_THE_SERVICE: tuple[Act, ...] = (
    Act(
        slug="message-left",
        value=Sent,
        record=send.record_sent,
        permission=Permission.DISPATCH_MESSAGE,
        title="A message left",
    ),
    Act(
        slug="message-stopped",
        value=SendingStopped,
        record=send.stop_sending,
        permission=Permission.DISPATCH_MESSAGE,
        title="A message was stopped",
    ),
    Act(
        slug="message-unclear",
        value=SendingUnclear,
        record=send.record_unclear,
        permission=Permission.DISPATCH_MESSAGE,
        title="Nobody knows whether a message left",
    ),
)
"""What became of a message: the outbox says so, on a person's order."""
