"""Cases at every stage, and cases that did not go plainly, carried there by real acts."""

from collections.abc import Mapping
from dataclasses import replace

from proviso.casework.acts.close import close_case
from proviso.casework.acts.decide import decide
from proviso.casework.acts.send import record_unclear
from proviso.casework.acts.share import record_already_shared
from proviso.casework.history.case import Stage
from proviso.casework.values.closing import Closed
from proviso.casework.values.decision import Decide, Decision
from proviso.casework.values.dispatch import FileMade, SendingOrdered, SendingUnclear
from proviso.casework.values.sharing import AlreadyShared
from proviso.casework.values.suspicion import Source, StatusCheck, Suspicion
from proviso.casework.writing.access import OpenCase, open_for_outbox
from proviso.casework.writing.permissions import Actor

from .every import BY_HAND, LATE, NEEDED, ORDERED, WAITING
from .examples import CALL_STARTED, SUSPICION, TOLD_AFTER, answer, begun, decided, ready, shared
from .ordering import order_sending, record_file_made


def routine() -> Suspicion:
    """A suspicion that came from a routine check of status."""
    return replace(SUSPICION, arose_from=Source.STATUS_CHECK, status_check_was=StatusCheck.ROUTINE, search_purpose=None)


def decides(opened: OpenCase, *acts: Decide) -> OpenCase:
    """The case once this is decided on it."""
    reason = f"Not today but later, on {opened.case.reference}"
    return decide(opened, Decision(decide=acts, reason=reason), seen=opened.case.seq)


def delayed(who: Actor) -> OpenCase:
    """A case that waits for protection to be in place."""
    return decides(answer(ready(who), (NEEDED, WAITING)), Decide.DELAY)


def sending(who: Actor, order: SendingOrdered = ORDERED) -> OpenCase:
    """A case of which what was decided is on its way."""
    opened = decided(who)
    return order_sending(opened, order, seen=opened.case.seq)


def by_hand(who: Actor) -> OpenCase:
    """A case of which what was decided is an encrypted file that was made and is to be handed over."""
    opened = sending(who, BY_HAND)
    return record_file_made(opened, FileMade(), seen=opened.case.seq)


def by_outbox(opened: OpenCase) -> OpenCase:
    """The case in the hands of the outbox."""
    return open_for_outbox(opened.actor.force, opened.case.reference, session="outbox")


def unclear(opened: OpenCase) -> OpenCase:
    """The case once nobody knows whether its message left."""
    message = opened.case.sending.value.message if opened.case.sending else ""
    ended = record_unclear(by_outbox(opened), SendingUnclear(says="The connection was lost", message=message or ""))
    return replace(ended, actor=opened.actor)


def told_late(who: Actor, late: AlreadyShared = LATE) -> OpenCase:
    """A case on which somebody had telephoned before anything was recorded."""
    opened = begun(who)
    return record_already_shared(opened, late, seen=opened.case.seq)


def closed(who: Actor) -> OpenCase:
    """A case that was shared, told of and closed."""
    opened = answer(shared(who), (TOLD_AFTER,))
    return close_case(opened, Closed(reason="All is done"), seen=opened.case.seq)


def at_every_stage(who: Actor) -> Mapping[Stage, OpenCase]:
    """A case of this person's at each stage."""
    cases = {
        Stage.OPEN: ready(who),
        Stage.DELAYED: delayed(who),
        Stage.NOT_SHARING: decides(ready(who), Decide.NOT_SHARE),
        Stage.DECIDED: decided(who),
        Stage.CALLING: answer(decided(who), (CALL_STARTED,)),
        Stage.SENDING: sending(who),
        Stage.SHARED: shared(who),
        Stage.CLOSED: closed(who),
    }
    assert list(cases) == list(Stage)
    assert all(opened.case.stage is stage for stage, opened in cases.items())
    return cases
