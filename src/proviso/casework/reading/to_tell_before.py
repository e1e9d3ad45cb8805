"""Whether they are to be told of something before it is shared, once something was shared already (9.1.1). Pure."""

from proviso.casework.history.case import Case, Disclosure
from proviso.casework.reading.proposal import Proposal
from proviso.casework.values.content import AdditionalInformation, BasicInformation
from proviso.casework.values.notification import ToldBefore
from proviso.casework.values.reasons import Purposes
from proviso.casework.values.sharing import ToldBeforehand
from proviso.casework.values.timing import RecipientChosen


def proposed_since(case: Case, last: Disclosure) -> bool:
    """Whether something new has been proposed since the last disclosure: content, purposes or recipient."""
    asked = (BasicInformation, AdditionalInformation, Purposes, RecipientChosen)
    return any(case.seq_of(question) > last.seq for question in asked)


def to_tell_before(case: Case, last: Disclosure, proposal: Proposal) -> bool:
    """Whether something is proposed that the last disclosure did not share, so that they are to be told of it. That
    they had been told of one that was recorded late, or could not be, opens nothing that was decided by nobody; that
    they had not been stays to be seen until it is recorded whether they are told of what is proposed."""
    said = last.late.told_before if last.late else None
    told_late = said in (ToldBeforehand.YES, ToldBeforehand.IMPRACTICABLE) or case.seq_of(ToldBefore) > last.seq
    return (may_be_told_before(last, proposal) and told_late) or proposed_since(case, last)


def can_be_told_before(case: Case, proposal: Proposal) -> bool:
    """Whether telling them of what is proposed is still telling them before it is shared."""
    last = case.disclosures[-1] if case.disclosures else None
    return last is None or may_be_told_before(last, proposal) or proposed_since(case, last)


def may_be_told_before(last: Disclosure, proposal: Proposal) -> bool:
    """Whether what is proposed can still leave, though all of it was chosen before the last disclosure: that one was
    recorded late, and decided by nobody."""
    return last.late is not None and proposal.can_be_told
