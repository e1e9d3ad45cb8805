"""Correcting what was shared: finding it wrong, telling each recipient, and telling the person (ss.38 and 46 to 48 of
the Data Protection Act 2018). Policy never refuses it.
"""

from dataclasses import replace

from django.utils.translation import gettext as _

from proviso.casework.acts import why_not
from proviso.casework.acts.share import require_shared
from proviso.casework.acts.tell import refuse_unsafe
from proviso.casework.history.case import Case
from proviso.casework.history.replay import as_of
from proviso.casework.reading.content_words import within_a_sentence
from proviso.casework.reading.correction_words import beyond_what_was_wrong
from proviso.casework.reading.outstanding_corrections import recipients_owed
from proviso.casework.values.correction import (
    CorrectionCancelled,
    CorrectionOrdered,
    CorrectionSent,
    FoundWrong,
    ToldCorrection,
)
from proviso.casework.values.value import Refusal, Value, ValueRefused
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import (
    ActRefused,
    AnotherNow,
    InTransaction,
    MovedOn,
    Precondition,
    commit,
    reject_duplicate,
)


class NothingWrong(ActRefused):
    """Nothing of it was shared, or nobody is left to be told."""

    code = "nothing_wrong"


def find_wrong(opened: OpenCase, found: FoundWrong, *, seen: int) -> OpenCase:
    """That something shared is wrong. Raises NothingShared, NothingWrong where no disclosure has that in it, and
    RecordedAlready for a form that was sent twice."""

    def make(case: Case) -> Value:
        require_shared(case)
        reject_duplicate(case, found, seen)
        if not any(one.has(part) for one in case.disclosures for part in found.wrong):
            raise NothingWrong(_("That was not shared, so nobody has to be told that it was wrong."))
        return found

    return commit(opened, make, Precondition(seen=seen, once=False))


def record_correction(opened: OpenCase, correction: CorrectionSent, *, seen: int) -> OpenCase:
    """That the first recipient who is owed a correction was told what was wrong.

    Raises NothingShared, NothingWrong where nobody is owed one, MovedOn where it is no longer what the page showed, and
    AnotherNow where another recipient is owed it first.
    """

    def make(case: Case) -> Value:
        return replace(correction, about=_owed(case, seen))

    return commit(opened, make, Precondition(seen=seen, once=False))


def order_correction(
    opened: OpenCase, correction: CorrectionOrdered, *, seen: int, in_transaction: InTransaction | None = None
) -> OpenCase:
    """The order to tell that recipient by secure e-mail, complete. Raises what `record_correction` raises, MovedOn
    where it is not about what that recipient received, and ValueRefused where it says again what was not wrong."""

    def make(case: Case) -> Value:
        if _owed(case, seen) != correction.about:
            raise MovedOn(case.history[seen:])
        _refuse_what_was_right(case, correction)
        return correction

    return commit(opened, make, Precondition(seen=seen, once=False), in_transaction=in_transaction)


def _refuse_what_was_right(case: Case, correction: CorrectionOrdered) -> None:
    """Raise ValueRefused where the words carry more than the field that was wrong (s.37)."""
    beyond = beyond_what_was_wrong(case, correction.about or (), correction.words)
    if beyond:
        said = "; ".join(within_a_sentence(_(one.label)) for one in beyond)
        says = _("This says more than what was wrong: %(said)s. Leave that out; they know our reference") % {
            "said": said
        }
        raise ValueRefused([Refusal("words", said, "what was wrong, and what is right", says)])


def cancel_correction(
    opened: OpenCase, cancelled: CorrectionCancelled, *, seen: int, in_transaction: InTransaction | None = None
) -> OpenCase:
    """The earliest order to correct by e-mail, which `cancelled` names, cancelled before its message left;
    `in_transaction` refuses where it may have. Raises NothingWrong, MovedOn."""

    def make(case: Case) -> Value:
        order = why_not.to_cancel(case)
        if order is None:
            raise NothingWrong(why_not.no_correction_to_cancel(case))
        if order not in as_of(case, seen).correcting or order.value.message != cancelled.message:
            raise AnotherNow(case.history[seen:])
        return cancelled

    return commit(opened, make, Precondition(seen=seen, once=False), in_transaction=in_transaction)


def _owed(case: Case, seen: int) -> tuple[int, ...]:
    """The disclosures that the first recipient who is owed a correction received, as the page showed them. What was
    said to another recipient is recorded of none but them."""
    require_shared(case)
    first = next(iter(recipients_owed(case)), None)
    if first is None:
        raise NothingWrong(why_not.nobody_owed(case))
    shown = next(iter(recipients_owed(as_of(case, seen))), None)
    if shown and (shown.receiver or shown.places) != (first.receiver or first.places):
        raise AnotherNow(case.history[seen:])
    if first != shown or any(found.seq > seen for found in case.inaccuracies if found.places):
        raise MovedOn(case.history[seen:])
    return first.places


def tell_correction(opened: OpenCase, told: ToldCorrection, *, seen: int) -> OpenCase:
    """That the person was told of it. Raises NothingWrong, ValueRefused."""

    shown = as_of(opened.case, seen).wrong_seq
    if not shown:
        raise NothingWrong(why_not.nothing_found_wrong(as_of(opened.case, seen)))

    def make(case: Case) -> Value:
        refuse_unsafe(told, case)
        return replace(told, about=str(shown))

    return commit(opened, make, Precondition(seen=seen))
