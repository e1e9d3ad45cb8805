"""Which message an entry is about, to whom it went and what the outbox says of it: what nobody was asked and a reader
of the record has to know, where several left (10.1.2, 10.1.3).

Pure but for the reader's language. What somebody was asked stands in the entry's own rows.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from proviso.casework.history.case import Case, RecordedAnswer, answers
from proviso.casework.reading.content_words import receiver_words
from proviso.casework.values.correction import CorrectionCancelled, CorrectionOrdered, CorrectionSent
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
from proviso.casework.values.nature import Nature
from proviso.casework.values.reply import Reply, ReplyArrived, ReplyDismissed
from proviso.casework.values.sharing import Acknowledged, AlreadyShared, CameBack
from proviso.casework.values.value import Value
from proviso.web.design.moments import moment
from proviso.web.design.parts import AnswerRow
from proviso.web.record.kind_words import kind_words

Row = tuple[str, str]


def which_message(case: Case, answer: RecordedAnswer[Value]) -> list[AnswerRow]:
    """The rows that an entry of this case has beyond its answers; none for one that is about no message."""
    return [AnswerRow(label, (words,)) for label, words in _rows(case, answer) if words]


def _rows(case: Case, answer: RecordedAnswer[Value]) -> Iterator[Row]:
    match answer.value:
        case SendingOrdered() | CorrectionOrdered() as order:
            yield from _order(order)
        case Delivered() | FileMade() | SendingCancelled():
            before = (one.value for one in reversed(case.history[: answer.seq]) if answers(one, SendingOrdered))
            yield from _order(next(before, None))
        case CorrectionSent(message=message, about=about):
            yield _("With whom"), _receivers(case, about)
            yield _("Our reference"), message or ""
        case CorrectionCancelled(message=message) | SendingSettled(message=message):
            yield from _order(order_of(case, message or ""))
        case Sent(message=message, happened_at=at):
            yield from _order(order_of(case, message))
            yield _("When"), moment(at) if at else ""
        case SendingStopped(message=message, why=says) | SendingUnclear(message=message, says=says):
            yield from _order(order_of(case, message))
            yield _("What happened"), says
        case Acknowledged(about=place) | CameBack(about=place) | AlreadyShared(amends=place):
            yield _("What this is about"), _entry(case, place)
        case ReplyArrived() as came:
            yield _("It says that it is from"), came.sender
            yield _("Its own date"), moment(came.dated) if came.dated else ""
            yield _("The message"), _(came.nature.label) if came.nature not in (None, Nature.REPLY) else ""
        case Reply(came_from=digest) | ReplyDismissed(digest=digest):
            yield _("What this is about"), _message(case, digest)


def order_of(case: Case, message: str) -> SendingOrdered | CorrectionOrdered | None:
    """The order of a message by our reference of it; an old entry without one says of none."""
    orders = (one.value for one in case.history if isinstance(one.value, SendingOrdered | CorrectionOrdered))
    return next((one for one in orders if message and one.message == message), None)


def _order(order: SendingOrdered | CorrectionOrdered | None) -> Iterator[Row]:
    if order is None:
        return
    yield _("To"), order.to or ""
    if isinstance(order, SendingOrdered):
        yield _("How"), _(order.by.how) if order.by else ""
    yield _("Our reference"), order.message or ""


def _receivers(case: Case, about: tuple[int, ...] | None) -> str:
    """Whom a correction told, by what they had received; of an old entry, which names nothing, nobody knows."""
    named = (receiver_words(one.receiver, _) for one in case.disclosures if one.seq in (about or ()))
    return "; ".join(dict.fromkeys(filter(None, named)))


def _entry(case: Case, place: int | None) -> str:
    found = next((one for one in case.history if one.seq == place), None)
    return f"{kind_words(found.value.kind)}, {moment(found.at)}" if found else ""


def _message(case: Case, digest: str | None) -> str:
    arrived = (one for one in case.history if answers(one, ReplyArrived))
    return _entry(case, next((one.seq for one in arrived if digest and one.value.digest == digest), None))
