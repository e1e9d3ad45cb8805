"""The registry's rows of what was shared: disclosures made already, acknowledgements and corrections; and what the
outbox says of a message.
"""

from proviso.casework.acts import correct, send, share, why_not
from proviso.casework.acts.act import CaseAct, CasePage, Offer, Priority
from proviso.casework.history.case import Case
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
from proviso.casework.values.dispatch import (
    SendingStopped,
    SendingUnclear,
    Sent,
)
from proviso.casework.values.sharing import Acknowledged, AlreadyShared, CameBack
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


AFTERWARDS: tuple[CasePage, ...] = (
    CaseAct(
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
                urgency=Priority.RECORD,
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
    CaseAct(
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
    CaseAct(
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
    CaseAct(
        slug="came-back",
        value=CameBack,
        record=share.record_came_back,
        permission=Permission.RECORD_RETURN,
        why_not=why_not.nothing_can_come_back,
        title="Record that a message came back",
        lead="If our message came back, or they say that they never had it, nobody there has been told.",
        done="Recorded: it did not arrive. What it said still has to be sent; a decision can be withdrawn instead.",
        offers=(Offer(words="Record that a message came back"),),
        because="A message that came back told nobody anything: what it said still has to be sent, or corrected",
        used_by="The officer and the disclosure desk",
        paragraphs=("10.1.2", "10.1.3"),
    ),
)


CORRECTING: tuple[CasePage, ...] = (
    CaseAct(
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
    CaseAct(
        slug="correction",
        value=CorrectionSent,
        record=correct.record_correction,
        permission=Permission.SEND_CORRECTION,
        why_not=why_not.nobody_owed,
        title="Correct what was shared",
        lead="Everyone who was told something wrong has to be told that it was wrong. Call them, then record it here.",
        done="Recorded. Tell the person too that it was put right.",
        offers=(
            Offer(
                words="Correct what was shared",
                urgency=Priority.CORRECT,
                when=lambda opened: bool(recipients_owed(opened.case)),
                to_all=True,
            ),
            Offer(
                words="See the status of the correction",
                urgency=Priority.CORRECT,
                when=lambda opened: bool(opened.case.correcting and not recipients_owed(opened.case)),
                to_all=True,
            ),
        ),
        because="Whoever was told something wrong is told that it was wrong",
        used_by="Every recipient, and the data protection officer",
        paragraphs=(DATA_PROTECTION, "s.46"),
    ),
    CaseAct(
        slug="correct_by",
        value=CorrectionOrdered,
        record=correct.order_correction,
        permission=Permission.SEND_CORRECTION,
        why_not=why_not.nobody_owed,
        title="Correct by secure e-mail",
        submit="Send the correction",
        done="It is on its way. The case says when it has been sent. Now tell the person.",
        because="Whoever was told something wrong is told that it was wrong, by the way that it went",
        used_by="Every recipient, and the data protection officer",
        paragraphs=(DATA_PROTECTION, "s.46"),
    ),
    CaseAct(
        slug="cancel-correction",
        value=CorrectionCancelled,
        record=correct.cancel_correction,
        permission=Permission.SEND_CORRECTION,
        why_not=why_not.no_correction_to_cancel,
        title="Cancel the correction",
        lead="It can be cancelled while nothing has been sent. The order stays on the record, with your reason.",
        done="The order is cancelled. Nothing was sent. They still have to be told: call them, or order it again.",
        because="A correction can be cancelled while it has not been sent, as when its recipient has to know sooner "
        "than it will",
        used_by="The officer and the disclosure desk",
        paragraphs=(DATA_PROTECTION,),
    ),
    CaseAct(
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
                urgency=Priority.TELL,
                when=lambda opened: person_to_be_told(opened.case),
            ),
        ),
        because="The person was told what was shared about them, so they are told when it was wrong and is put right",
        used_by="The officer; the case does not close before",
        paragraphs=("9.1.2", "Data Protection Act 2018 s.44"),
    ),
)


BY_THE_SERVICE: tuple[CaseAct, ...] = (
    CaseAct(
        slug="message-left",
        value=Sent,
        record=send.record_sent,
        permission=Permission.DISPATCH_MESSAGE,
        title="A message was sent",
    ),
    CaseAct(
        slug="message-stopped",
        value=SendingStopped,
        record=send.stop_sending,
        permission=Permission.DISPATCH_MESSAGE,
        title="A message was stopped",
    ),
    CaseAct(
        slug="message-unclear",
        value=SendingUnclear,
        record=send.record_unclear,
        permission=Permission.DISPATCH_MESSAGE,
        title="Nobody knows whether a message was sent",
    ),
)
"""What became of a message: the outbox says so, on a person's order."""
