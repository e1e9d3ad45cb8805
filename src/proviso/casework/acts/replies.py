"""Replies that came in a file: taken in by the service, confirmed or put aside by a person (6.3.3). And the outcome.

A message matches a case by our own reference alone. What it says counts only once a person has recorded it.
"""

from dataclasses import replace

from proviso.casework.access import OpenCase
from proviso.casework.acts.afterwards import NothingShared, earliest
from proviso.casework.case import Answer, Case
from proviso.casework.commit import (
    ActRefused,
    Also,
    MovedOn,
    RecordedAlready,
    Resting,
    commit,
    not_before,
    refuse_twice,
)
from proviso.casework.fold import as_of
from proviso.casework.values.afterwards import Reply
from proviso.casework.values.asking import Value
from proviso.casework.values.replies import OutcomeRecorded, ReplyArrived, ReplyPutAside


class NothingWaits(ActRefused):
    """No message waits to be confirmed on this case."""


def take_reply(opened: OpenCase, arrived: ReplyArrived, *, also: Also | None = None) -> OpenCase:
    """A message that names the case now waits on it. Raises RecordedAlready for one that came before, NothingShared."""

    def make(case: Case) -> Value:
        if any(isinstance(one.value, ReplyArrived) and one.value.digest == arrived.digest for one in case.history):
            raise RecordedAlready("This message is on the case already.")
        if not (case.disclosures or case.sending or case.unclear):
            raise NothingShared("Nothing has been shared on this case.")
        return arrived

    return commit(opened, make, Resting(seen=opened.case.seq, once=False), also=also)


def waiting(case: Case) -> Answer[ReplyArrived] | None:
    """The message that has waited longest, if one does."""
    return case.waiting_replies[0] if case.waiting_replies else None


def confirm_reply(opened: OpenCase, reply: Reply, *, seen: int) -> OpenCase:
    """What the message that has waited longest says, recorded as a reply.

    Raises NothingWaits, NothingShared while it is not settled whether anything was, RecordedAlready for a form that was
    sent twice, and MovedOn where that message waits no longer.
    """
    shown = _shown(opened.case, seen)
    said = replace(reply, came_from=shown.digest)

    def make(case: Case) -> Value:
        refuse_twice(case, said, seen)
        _demand_waiting(case, shown.digest, seen)
        if not case.disclosures:
            raise NothingShared(
                "Nothing has been shared on this case, or it is not settled whether it was. If this says that our "
                "message came back, record that, and put this aside."
            )
        not_before(said.happened_at, earliest(case.disclosures), "Enter a time after it was shared")
        return said

    return commit(opened, make, Resting(seen=seen, once=False))


def put_reply_aside(opened: OpenCase, aside: ReplyPutAside, *, seen: int) -> OpenCase:
    """The message that has waited longest is no reply about this case. Raises NothingWaits, MovedOn."""
    shown = _shown(opened.case, seen)

    def make(case: Case) -> Value:
        _demand_waiting(case, shown.digest, seen)
        return replace(aside, digest=shown.digest)

    return commit(opened, make, Resting(seen=seen, once=False))


def _shown(case: Case, seen: int) -> ReplyArrived:
    """The message that the page showed."""
    was = waiting(as_of(case, seen))
    if was is None:
        raise NothingWaits("No message waits to be confirmed on this case.")
    return was.value


def _demand_waiting(case: Case, digest: str, seen: int) -> None:
    now = waiting(case)
    if now is None or now.value.digest != digest:
        raise MovedOn(case.history[seen:])


def record_outcome(opened: OpenCase, outcome: OutcomeRecorded, *, seen: int) -> OpenCase:
    """What became of it, for learning; also on a closed case. The same again writes nothing."""
    return commit(opened, lambda _: outcome, Resting(seen=seen))
