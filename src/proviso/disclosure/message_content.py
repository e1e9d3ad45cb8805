"""What a message holds: for a disclosure the package that was decided on, byte for byte, and nothing else; for a
correction the words that were ordered (8.1; Data Protection Act 2018 s.38).
"""

from datetime import datetime

from proviso.casework.acts.send import NothingUnderWay
from proviso.casework.case_error import CaseError
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import ActRefused
from proviso.disclosure.channels.channel import Attachment, Envelope
from proviso.disclosure.claiming import Claim
from proviso.disclosure.models import MessageKind
from proviso.disclosure.stored_packages import stored_package

DISCLOSURE = (
    "Attached is information that this force decided to share with you, as a document and as the same in JSON. "
    "It says what is fact and what is suspicion, what it may be used for, and what to do if any of it is wrong.\n\n"
    "Please reply, with our reference in the subject, to say that you have received it. "
    "If a message with this number comes twice, it is the same one."
)
CORRECTION = (
    "This corrects information that this force shared with you under this reference. "
    "Please correct it wherever you keep it or have passed it on.\n\n{words}\n\n"
    "Please reply, with our reference in the subject, to say that you have corrected it."
)


class NothingToSend(ActRefused):
    """What was to be sent is not kept with the decision."""

    code = "nothing_to_send"


def envelope_of(opened: OpenCase, claim: Claim, at: datetime) -> Envelope:
    """The message as it is to leave at that moment. Raises NothingUnderWay, NothingToSend."""
    if claim.kind is MessageKind.CORRECTION:
        return Envelope(claim.message, claim.case, _correction(opened, claim.message), (), at)
    return Envelope(claim.message, claim.case, DISCLOSURE, _package(opened, claim.message), at)


def _correction(opened: OpenCase, message: str) -> str:
    for order in opened.case.correcting:
        if order.value.message == message:
            return CORRECTION.format(words=order.value.words)
    raise NothingUnderWay("This correction is not under way.")


def _package(opened: OpenCase, message: str) -> tuple[Attachment, ...]:
    order = opened.case.sending
    if order is None or order.value.message != message:
        raise NothingUnderWay("This message is not under way.")
    if not order.value.package:
        raise NothingToSend("No package is kept with this decision. Withdraw the decision, look, and decide again.")
    try:
        data, document = stored_package(opened, order.value.package)
    except CaseError as fault:
        raise NothingToSend(f"{fault} Withdraw the decision, look, and decide again.") from fault
    name = opened.case.reference
    return (
        Attachment(f"{name}.pdf", "application/pdf", document),
        Attachment(f"{name}.json", "application/json", data),
    )
