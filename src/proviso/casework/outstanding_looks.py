"""Which looks are outstanding on a case, what they keep from leaving, and what has to be decided again. Pure.

Our safeguard: a look is taken by somebody else, says at what it was, and ends what called for it until that happens
again (`second_look`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from proviso.casework.history.case import Case, RecordedAnswer, Stage, answers
from proviso.casework.reading.decision_in_force import decided_to_share, moved_since, said_since
from proviso.casework.second_look import LOOKS, TABLE, Looker, SecondLook, WhenToLook
from proviso.casework.values.closing import ClosedUnshared, Reopened
from proviso.casework.values.looks import (
    LeadLooked,
    Looked,
    LookOutcome,
    SupervisorLooked,
    UrgencyDeclared,
)
from proviso.casework.values.protection import VulnerabilityReviewed
from proviso.casework.values.reply import ReplyArrived
from proviso.casework.values.review_outcomes import (
    DelayReviewed,
    LateDisclosureReviewed,
    OutsideDisclosureReviewed,
    Review,
)
from proviso.casework.values.suspicion import BreachReviewed
from proviso.casework.values.value import Value

DOES_NOTHING: frozenset[type[Value]] = frozenset(
    {
        SupervisorLooked, LeadLooked, DelayReviewed, LateDisclosureReviewed, OutsideDisclosureReviewed,
        VulnerabilityReviewed, BreachReviewed, ReplyArrived,
    }
)  # fmt: skip
"""What is never what somebody found to be done: what others thought of the case, and a message that nobody has read."""


CLOSING = "closed_unshared"
"""The code of the look at how a case was closed."""


@dataclass(frozen=True, slots=True)
class LookDue:
    """A look that somebody has to take: the row, the place of what calls for it, and when that was recorded (UTC).

    `found` is the look that calls for it itself, since it found that something must change and the rest no longer does.
    """

    row: SecondLook
    place: int
    at: datetime
    found: RecordedAnswer[Looked] | None = None


def looks_due(case: Case) -> tuple[LookDue, ...]:
    """Every look that nobody has taken since what calls for it, in the order of the table; and again each that found
    that something must change, once something was done since."""
    return tuple(one for one in _called(case) if not any(_rests(case, look, one) for look in _looks(case, one.row.by)))


def must_change(case: Case) -> tuple[RecordedAnswer[Looked], ...]:
    """The looks that found that something must change, the latest of each office, while nothing was said or found since
    that could be it. None while a decision waits to be sent: that is decided again (`to_change`)."""
    if decided_to_share(case):
        return ()
    last = (case.answers.get(LOOKS[by]) for by in Looker)
    found = (one for one in last if answers(one, Looked) and one.value.outcome is LookOutcome.CHANGE)
    return tuple(one for one in found if not _is_done(case, one))


def words_to_change(case: Case) -> tuple[tuple[str, str], ...]:
    """Who found that something must change, and what, while nothing was done: a look, or a review of the delay in
    force; the latest first."""
    found = [(one.seq, one.by, one.value.found) for one in must_change(case)]
    if review := delay_to_change(case):
        found.append((review.seq, review.by, review.value.note))
    return tuple((who, words) for _, who, words in sorted(found, reverse=True))


def delay_to_change(case: Case) -> RecordedAnswer[DelayReviewed] | None:
    """The latest review of the delay in force, where it found that something must change and nothing was said or found
    since that could be it."""
    review = case.answers.get(DelayReviewed)
    if case.stage is not Stage.DELAYED or not answers(review, DelayReviewed):
        return None
    done = _does(moved_since(case, review.seq), DOES_NOTHING)
    return review if review.value.outcome is Review.CHANGE and not done else None


def holding_up(case: Case) -> tuple[LookDue, ...]:
    """What keeps the decision in force from leaving: a look that has to come first and was not taken, or found that
    something must change. Nothing, once it was declared urgent."""
    decided = decided_to_share(case)
    if decided is None or case.seq_of(UrgencyDeclared) > decided.seq:
        return ()
    first = (one for one in _called(case) if one.row.when is WhenToLook.BEFORE_IT_LEAVES)
    return _unsettled(case, first)


def to_change(case: Case) -> RecordedAnswer[Looked] | None:
    """The look that found that something must change in what is decided, where nothing was decided since,
    and the same office did not look again: one cannot overrule what another found."""
    decided = decided_to_share(case)
    if decided is None:
        return None
    last = {type(one.value): one for one in case.history[decided.seq :]}
    found = (one for one in last.values() if answers(one, Looked) and one.value.outcome is LookOutcome.CHANGE)
    return max(found, key=lambda one: one.seq, default=None)


def decide_again_since(case: Case) -> datetime | None:
    """Since when what waits to be sent has to be decided again: something was said or found since, or somebody who
    looked found that it must change. None where it may go."""
    moved = [one.at for one in (*said_since(case)[:1], to_change(case)) if one]
    return min(moved, default=None)


def due_to(case: Case, by: Looker) -> tuple[LookDue, ...]:
    """The looks that are this person's to take."""
    return tuple(one for one in looks_due(case) if one.row.by is by)


def open_to(case: Case, by: Looker) -> tuple[LookDue, ...]:
    """The looks that this person may take: those that are theirs to take, and at what their last look found that
    something must change: whoever found it can find otherwise."""
    return _unsettled(case, (one for one in _called(case) if one.row.by is by))


def _unsettled(case: Case, called: Iterable[LookDue]) -> tuple[LookDue, ...]:
    """Of these, what nobody whose it is to look has found right."""
    return tuple(one for one in called if not any(_lets_go(look, one) for look in _looks(case, one.row.by)))


def _called(case: Case) -> Iterator[LookDue]:
    for row in TABLE:
        if place := row.called(case):
            yield LookDue(row, place, case.history[place - 1].at)
        elif row.when is not WhenToLook.BEFORE_IT_LEAVES and (found := _found_to_change(case, row)):
            yield LookDue(row, found.seq - 1, found.at, found)


def _found_to_change(case: Case, row: SecondLook) -> RecordedAnswer[Looked] | None:
    """The latest look at this, where it found that something must change: to answer otherwise what called for it ends
    nothing. What has to be looked at before it leaves is decided again instead."""
    last = next((one for one in _looks(case, row.by) if answers(one, Looked) and row.code in one.value.about), None)
    return last if last and last.value.outcome is LookOutcome.CHANGE else None


def _looks(case: Case, by: Looker) -> Iterator[RecordedAnswer[Value]]:
    """This person's looks, the latest first; none is read where none was ever taken."""
    if LOOKS[by] in case.answers:
        yield from (one for one in reversed(case.history) if isinstance(one.value, LOOKS[by]))


def _covers(look: RecordedAnswer[Value], due: LookDue) -> bool:
    """Whether it was taken since, and at this: a look says at what; a review that says nothing is of its one thing."""
    return look.seq > due.place and (not isinstance(look.value, Looked) or due.row.code in look.value.about)


def _rests(case: Case, look: RecordedAnswer[Value], due: LookDue) -> bool:
    """Whether it was taken at this, and there is nothing new to look at: where it found that something must change,
    nothing was done since, what was only carried out too. What is decided again calls for a look of its own."""
    if not _covers(look, due) or not isinstance(look.value, Looked) or look.value.outcome is not LookOutcome.CHANGE:
        return _covers(look, due)
    decided = decided_to_share(case)
    if decided and decided.seq < look.seq:
        return True
    return not _done(look.value, case.history[look.seq :])


def _is_done(case: Case, found: RecordedAnswer[Looked]) -> bool:
    """Whether something was said or found since that may be what a look found to be done: to close the case is not."""
    since = (one for one in moved_since(case, found.seq) if not isinstance(one.value, ClosedUnshared))
    return _done(found.value, since)


def _done(found: Looked, since: Iterable[RecordedAnswer[Value]]) -> bool:
    """Whether any of these may be what a look found to be done. A case is opened again to do it; that alone does it
    where the look was at how it was closed."""
    nothing = DOES_NOTHING if CLOSING in found.about else DOES_NOTHING | {Reopened}
    return _does(since, nothing)


def _does(since: Iterable[RecordedAnswer[Value]], nothing: frozenset[type[Value]]) -> bool:
    return any(type(one.value) not in nothing for one in since)


def _lets_go(look: RecordedAnswer[Value], due: LookDue) -> bool:
    return _covers(look, due) and isinstance(look.value, Looked) and look.value.outcome is LookOutcome.GO_AHEAD
