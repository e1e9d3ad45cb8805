"""The one write: lock, fold, check, seal, append, bring the worklist up to date. One transaction, or nothing.

Nothing else changes a case. Whether the person may is asked here too, so that no page can forget it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from proviso.accounts.models import Role
from proviso.casework import clock
from proviso.casework.case_error import CaseError
from proviso.casework.history.case import Case, RecordedAnswer
from proviso.casework.history.kinds import body_of
from proviso.casework.history.replay import apply_answer, apply_entry
from proviso.casework.projection import Kept, due_of, hand_on_raised, locked, write
from proviso.casework.reading.accuracy import recorded_again_is_new
from proviso.casework.reading.case_assessment import Rules, assess_case
from proviso.casework.reading.ceilings import Ceilings, takes_a_supervisor, too_far_ahead
from proviso.casework.reading.floors import clock_on_day, refused_time
from proviso.casework.reading.log_words import why, with_whom
from proviso.casework.repeated_words import keep_words, reject_repeated_words
from proviso.casework.values.local_answer import LocalAnswer
from proviso.casework.values.reason_answers import reject_lacking_words
from proviso.casework.values.value import Refusal, Value, ValueRefused
from proviso.casework.writing.access import OpenCase, as_case_errors, can_access
from proviso.casework.writing.permissions import (
    Actor,
    NotAllowed,
    Permission,
    may,
    permission_for,
    require_permission,
)
from proviso.casework.writing.words_that_leave import reject_unprintable
from proviso.policy.typed_facts import CaseFacts
from proviso.record import read
from proviso.record.append import append
from proviso.record.backends import backend_of
from proviso.record.entry import Draft, Entry

MakeValue = Callable[[Case], Value]
"""What makes the value from the case as it is under the lock; it may refuse by raising."""

InTransaction = Callable[[Entry], None]
"""What must happen in the same transaction as the entry."""


class AnsweredSince(CaseError):
    """Somebody answered the same question since: nothing was written. Both answers are here to be shown."""

    code = "answered_since"
    status = 409

    def __init__(self, theirs: RecordedAnswer[Value], yours: Value) -> None:
        super().__init__(_("This question was answered since you opened it."))
        self.theirs, self.yours = theirs, yours


class ActRefused(CaseError):
    """An act that cannot be done on the case as it is: nothing was written, and the words say why and what to do."""

    code = "act_refused"
    status = 409


class RecordedAlready(ActRefused):
    """The same thing was recorded since the page was opened: a form that was sent twice is recorded once."""

    code = "recorded_already"


class MovedOn(CaseError):
    """The case changed since it was shown, and this act rests on all of it: look again, then decide."""

    code = "moved_on"
    status = 409

    def __init__(self, since: tuple[RecordedAnswer[Value], ...]) -> None:
        super().__init__(_("The case has changed since you opened this page."))
        self.since = since


class AnotherNow(MovedOn):
    """What the page was about has ended, and something else of its kind is in its place: what was typed is about the
    first, and is never recorded of the other, however often it is sent."""

    code = "another_now"

    def __init__(self, since: tuple[RecordedAnswer[Value], ...]) -> None:
        super().__init__(since)
        says = _(
            "What this page was about has ended, and it now shows another. What you typed was about the first, and "
            "nothing is recorded. Open the page again to record something about what it shows."
        )
        self.args = (says,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Precondition:
    """What an act rests on: `seen` is the last place that the page showed; `on_everything` refuses on any later entry;
    `once` is for questions, where the same answer again writes nothing."""

    seen: int
    on_everything: bool = False
    once: bool = True


@as_case_errors()
def commit(
    opened: OpenCase, make: MakeValue, precondition: Precondition, *, in_transaction: InTransaction | None = None
) -> OpenCase:
    """Write what `make` gives as the case's next entry, and return the case as it then is.

    Raises AnsweredSince, MovedOn, NotAllowed, ValueRefused for a time that is still to come or cannot have been
    (`floors`), a reason that is none, a decision in the words of another case or words that leave and cannot be
    printed, and whatever `make` raises; then nothing was written.
    """
    now = clock.now()
    with transaction.atomic():
        kept = locked(opened.case.reference)
        case = _folded(opened, kept)
        if precondition.on_everything and case.seq != precondition.seen:
            raise MovedOn(case.history[precondition.seen :])
        value = make(case)
        permission = permission_for(type(value))
        if permission is not Permission.ANSWER_HANDOVER:  # whoever is asked to take a case has no access to it yet
            require_access(opened.actor, case)
        require_permission(opened.actor, permission, case)
        reject_future_time(value, now)
        reject_time_out_of_bounds(case, value, now)
        require_day_to_come(opened.actor, case, value, now)
        reject_lacking_words(value)
        if precondition.once and _nothing_new(opened, case, value, now):
            return opened.became(case)
        if isinstance(opened.actor.role, Role):
            reject_unprintable(value)
        latest = _latest(case, value)
        if precondition.once and latest and latest.seq > precondition.seen:
            raise AnsweredSince(latest, value)
        answer = RecordedAnswer(value, case.seq + 1, now, opened.actor.staff_number)
        then = apply_answer(case, answer)
        is_due = due_of(then, assess_case(then, opened.rules))
        draft = _draft(opened, case, value)
        with backend_of(connection).sent_together():
            write(case, then, is_due, kept.listed, opened.key)
            keep_words(then, [answer])
            entry = append(draft, now=now, key=opened.key)  # locks the log: whatever can be is done before
            reject_repeated_words(case, entry.actor, value)
            hand_on_raised(case, then)
        if in_transaction:
            in_transaction(entry)
    return opened.became(then)


@as_case_errors()
def caught_up(opened: OpenCase) -> Case:
    """The case as it is under the lock: what was written since it was opened is folded in."""
    return _folded(opened, locked(opened.case.reference))


def _folded(opened: OpenCase, kept: Kept) -> Case:
    case = opened.case
    if kept.seq == case.seq:
        return case
    for entry in read.entries(case.reference, key=opened.key)[case.seq :]:
        case = apply_entry(case, entry)
    return case


def _nothing_new(opened: OpenCase, case: Case, value: Value, now: datetime) -> bool:
    """Whether this was the latest answer already, and giving it again would change neither a fact nor what is due.

    The same words weighed again after a reply, a suspicion that is formed again, or what was found wrong and is said to
    be right after all, are new.
    """
    latest = _latest(case, value)
    if latest is None or latest.value != value or recorded_again_is_new(case, value, latest.seq):
        return False
    again = apply_answer(case, RecordedAnswer(value, case.seq + 1, now, opened.actor.staff_number))
    return _bearing(case, opened.rules) == _bearing(again, opened.rules)


def _bearing(case: Case, rules: Rules) -> tuple[CaseFacts, frozenset[tuple[str, str]]]:
    stands = assess_case(case, rules)
    return stands.facts, frozenset((one.queue, one.what) for one in due_of(case, stands))


def _latest(case: Case, value: Value) -> RecordedAnswer[Value] | None:
    if isinstance(value, LocalAnswer):
        return case.local.get(value.fact)
    return case.answers.get(type(value))


def reject_future_time(value: Value, now: datetime) -> None:
    """Raise ValueRefused where something is said to have happened at a time that is still to come."""
    happened_at: datetime | None = getattr(value, "happened_at", None)
    if happened_at and happened_at > now:
        shown = happened_at.astimezone(clock.LONDON).strftime("%d %B %Y at %H:%M")
        raise ValueRefused(
            [
                Refusal(
                    "happened_at",
                    shown,
                    "a time that has passed",
                    _("Enter a time that has passed; this one is still to come"),
                )
            ]
        )


def reject_time_out_of_bounds(case: Case, value: Value, now: datetime) -> None:
    """Raise ValueRefused where something is said to have happened before it could, or later than it could."""
    if refusal := refused_time(case, value, now):
        raise ValueRefused([refusal])


def require_day_to_come(actor: Actor, case: Case, value: Value, now: datetime) -> None:
    """Raise ValueRefused for a day to review or to try again that is further ahead than the force lets it be, and
    NotAllowed for a further one that takes a supervisor (`ceilings`)."""
    ceilings: Ceilings = settings.PROVISO_CEILINGS
    if refusal := too_far_ahead(case, value, ceilings, now):
        raise ValueRefused([refusal])
    words = takes_a_supervisor(case, value, ceilings)
    if words and not may(actor, Permission.REVIEW_AS_SUPERVISOR, case):
        raise NotAllowed(f"{words}.")


def require_access(actor: Actor, case: Case) -> None:
    """Raise NotAllowed where the case went out of this person's reach since they opened it: handed over, or sent."""
    if not can_access(actor, case):
        raise NotAllowed(_("This case is no longer one that your role or unit can open. Nothing was recorded."))


def require_as_shown(case: Case, seen: int, *questions: type[Value]) -> None:
    """Raise MovedOn where one of these was recorded after the page was shown: what is said now is not about that."""
    if any(case.seq_of(one) > seen for one in questions):
        raise MovedOn(case.history[seen:])


def require_same(case: Case, seen: int, under_way: RecordedAnswer[Value] | None) -> None:
    """Raise AnotherNow where what is under way began after the page was shown: the page was of one that has ended."""
    if under_way and under_way.seq > seen:
        raise AnotherNow(case.history[seen:])


def reject_duplicate(case: Case, value: Value, seen: int) -> None:
    """Raise RecordedAlready where exactly this was recorded after the page was shown, as when a form is sent twice."""
    for answer in case.history[seen:]:
        if answer.value == value:
            says = _("%(by)s recorded exactly this at %(at)s. It is on the record once, and stays so.")
            raise RecordedAlready(says % {"by": answer.by, "at": clock_on_day(answer.at)})


def _draft(opened: OpenCase, case: Case, value: Value) -> Draft:
    return Draft(
        log=case.force,
        case=case.reference,
        kind=value.kind,
        category=value.category,
        actor=opened.actor.staff_number,
        body=body_of(value),
        seq=case.seq + 1,
        with_whom=with_whom(case, value),
        why=why(case, value),
    )
