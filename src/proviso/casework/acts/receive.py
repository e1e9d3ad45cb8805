"""Replies that came in a file: taken in by the service, confirmed or dismissed by a person (6.3.3). And the outcome.

A message matches a case by our own reference alone. What it says counts only once a person has recorded it.
"""

from dataclasses import replace

from django.utils.translation import gettext as _

from proviso.casework.acts import why_not
from proviso.casework.acts.share import NothingShared, require_shared
from proviso.casework.history.case import Case, RecordedAnswer
from proviso.casework.history.replay import as_of
from proviso.casework.values.dispatch import SendingSettled
from proviso.casework.values.reply import OutcomeRecorded, Reply, ReplyArrived, ReplyDismissed
from proviso.casework.values.sharing import CameBack
from proviso.casework.values.value import Value
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import (
    ActRefused,
    AnotherNow,
    InTransaction,
    MovedOn,
    Precondition,
    RecordedAlready,
    commit,
    reject_duplicate,
)


class NotAReply(ActRefused):
    """The message is a mail server's notice or a receipt, and no reply."""

    code = "not_a_reply"


class NothingWaits(ActRefused):
    """No message waits to be confirmed on this case."""

    code = "nothing_waits"


def take_reply(opened: OpenCase, arrived: ReplyArrived, *, in_transaction: InTransaction | None = None) -> OpenCase:
    """A message that names the case now waits on it. Raises RecordedAlready for one that came before, NothingShared.

    The same message may come as it was, after somebody read it, or from a journal: it is known by its digest, and by
    its Message-ID with what it says.
    """

    def make(case: Case) -> Value:
        if any(isinstance(one.value, ReplyArrived) and _is_the_same(one.value, arrived) for one in case.history):
            raise RecordedAlready(_("This message is on the case already."))
        if not (case.disclosures or case.sending or case.unclear or _may_have_left_before(case)):
            raise NothingShared(_("Nothing has been shared on this case."))
        return arrived

    return commit(opened, make, Precondition(seen=opened.case.seq, once=False), in_transaction=in_transaction)


def _may_have_left_before(case: Case) -> bool:
    """Whether a message left, or may have, of which somebody found that it did not arrive: what comes now may be about
    it, or show that it did."""
    return CameBack in case.answers or SendingSettled in case.answers


def _is_the_same(one: ReplyArrived, other: ReplyArrived) -> bool:
    return one.digest == other.digest or (one.identity is not None and one.identity == other.identity)


def waiting(case: Case) -> RecordedAnswer[ReplyArrived] | None:
    """The message that has waited longest, if one does."""
    return case.waiting_replies[0] if case.waiting_replies else None


def confirm_reply(opened: OpenCase, reply: Reply, *, seen: int) -> OpenCase:
    """What the message that has waited longest says, recorded as a reply.

    Raises NothingWaits, NotAReply where nobody wrote it, NothingShared while it is not settled whether anything was,
    RecordedAlready for a form that was sent twice, and MovedOn where that message waits no longer: AnotherNow where
    another does, which nobody confirms with the words of the first.
    """
    shown = _shown(opened.case, seen)
    said = replace(reply, came_from=shown.digest)

    def make(case: Case) -> Value:
        reject_duplicate(case, said, seen)
        _require_waiting(case, shown.digest, seen)
        if shown.nature is not None and shown.nature.is_no_reply:
            raise NotAReply(why_not.no_reply_waits(case))
        if words := why_not.nothing_settled(case):
            raise NothingShared(words)
        return said

    return commit(opened, make, Precondition(seen=seen, once=False))


def dismiss_reply(opened: OpenCase, dismissed: ReplyDismissed, *, seen: int) -> OpenCase:
    """The message that has waited longest is no reply about this case. Raises NothingWaits, MovedOn,
    AnotherNow."""
    shown = _shown(opened.case, seen)

    def make(case: Case) -> Value:
        _require_waiting(case, shown.digest, seen)
        return replace(dismissed, digest=shown.digest)

    return commit(opened, make, Precondition(seen=seen, once=False))


def _shown(case: Case, seen: int) -> ReplyArrived:
    """The message that the page showed."""
    was = waiting(as_of(case, seen))
    if was is None:
        raise NothingWaits(why_not.no_message_waits(as_of(case, seen)))
    return was.value


def _require_waiting(case: Case, digest: str, seen: int) -> None:
    now = waiting(case)
    if now is None:
        raise MovedOn(case.history[seen:])
    if now.value.digest != digest:
        raise AnotherNow(case.history[seen:])


def record_outcome(opened: OpenCase, outcome: OutcomeRecorded, *, seen: int) -> OpenCase:
    """The outcome, for learning; also on a closed case. The same again writes nothing."""
    return commit(opened, lambda _: outcome, Precondition(seen=seen))


def record_reply(opened: OpenCase, reply: Reply, *, seen: int) -> OpenCase:
    """A reply of the Home Office. It reopens 6.3.3; one that negates ends the suspicion.

    Raises NothingShared, and RecordedAlready for a form that was sent twice.
    """

    def make(case: Case) -> Value:
        reject_duplicate(case, reply, seen)
        require_shared(case)
        return reply

    return commit(opened, make, Precondition(seen=seen, once=False))
