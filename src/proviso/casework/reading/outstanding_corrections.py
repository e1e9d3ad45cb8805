"""What is still owed once something was shared: its record, corrections to whoever received it, and word of them to the
person (10.1; Data Protection Act 2018 ss.38, 46 to 48). Pure.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from proviso.casework.history.case import Case, Disclosure, Inaccuracy, Receiver
from proviso.casework.reading.notification_status import Needs, needs_of, told_state
from proviso.casework.values.correction import ToldCorrection
from proviso.casework.values.sharing import AlreadyShared
from proviso.policy.typed_facts import CaseFacts, RecordedPart


def parts_kept(late: AlreadyShared) -> Mapping[str, bool]:
    """Which of what, when, with whom and why is recorded of a disclosure that was recorded late."""
    return {
        "what": bool(late.fields or late.beyond),
        "when": late.happened_at is not None,
        "with_whom": late.shared_with is not None or bool(late.with_whom),
        "why": bool(late.why),
    }


RECORDED: tuple[RecordedPart, ...] = ("recorded_what", "recorded_when", "recorded_with_whom", "recorded_why")
"""The facts that say whether each of what, when, with whom and why is recorded of all that was shared."""


def not_all_recorded(facts: CaseFacts) -> bool:
    """Whether something was shared of which what, when, with whom or why is not recorded yet (10.1.1 to 10.1.4)."""
    return facts["shared"] is True and not all(facts.get(part) for part in RECORDED)


def to_fill_in(case: Case) -> Disclosure | None:
    """The disclosure recorded late of which more can be said: the first that lacks something, else the last of them."""
    late = [one for one in case.disclosures if one.late]
    gaps = (one for one in late if one.late and not all(parts_kept(one.late).values()))
    return next(gaps, late[-1] if late else None)


def late_at(case: Case, place: int | None) -> Disclosure | None:
    """The disclosure recorded late at this place; where none was, the one of which more can be said (`to_fill_in`)."""
    return next((one for one in case.disclosures if one.late and one.seq == place), None) or to_fill_in(case)


@dataclass(frozen=True, slots=True)
class OwedCorrection:
    """Somebody who is to be told that something was wrong (None where nobody recorded who received it), and the places
    of the disclosures that they received with it."""

    receiver: Receiver | None
    places: tuple[int, ...]


def recipients_owed(case: Case) -> tuple[OwedCorrection, ...]:
    """Who is still to be told that something was wrong; the earliest first.

    One whose message is under way is not told yet, and is not asked for again, unless more was found wrong since.
    """
    owed: dict[Receiver | int, OwedCorrection] = {}
    for one in case.disclosures:
        wrong = case.still_wrong(one)
        if wrong and not _under_way(case, one, wrong[-1]):
            known = owed.get(one.receiver or one.seq)
            places = (*known.places, one.seq) if known else (one.seq,)
            owed[one.receiver or one.seq] = OwedCorrection(one.receiver, places)
    return tuple(owed.values())


def _under_way(case: Case, one: Disclosure, found: Inaccuracy) -> bool:
    return any(order.seq > found.seq and one.seq in (order.value.about or ()) for order in case.correcting)


def correction_outstanding(case: Case) -> bool:
    """Whether something shared is wrong and its recipient has not been told, or the person has not (s.48 asks for the
    recipients; that the person is told too is our own safeguard)."""
    return any(case.still_wrong(one) for one in case.disclosures) or person_to_be_told(case)


def untold(case: Case) -> tuple[Inaccuracy, ...]:
    """What was found wrong, and the person has neither been told of it nor is it explained why that is impracticable;
    the earliest first. A telling settles what its page showed, and a later one of the same stands in its place."""
    return _since(case, _settles)


def to_tell_of(case: Case) -> tuple[Inaccuracy, ...]:
    """What there is to tell the person of, the earliest first: all that they were not told of, whether or not telling
    them was impracticable so far; or the last of it, so that it can be told again."""
    found = tuple(one for one in case.inaccuracies if one.person_is_told)
    return _since(case, _was_told) or found[-1:]


def _since(case: Case, settles: Callable[[ToldCorrection, Needs], bool]) -> tuple[Inaccuracy, ...]:
    if not case.inaccuracies:
        return ()
    needs = needs_of(case)
    settled = {
        int(answer.value.about or answer.seq): settles(answer.value, needs)
        for answer in case.history
        if isinstance(answer.value, ToldCorrection)
    }
    upto = max((about for about, enough in settled.items() if enough), default=0)
    return tuple(found for found in case.inaccuracies if found.person_is_told and found.seq > upto)


def _was_told(told: ToldCorrection, needs: Needs) -> bool:
    return told_state(told, needs) == "yes"


def _settles(told: ToldCorrection, needs: Needs) -> bool:
    state = told_state(told, needs)
    return state == "yes" or (state == "impracticable" and bool(told.why_impracticable))


def person_to_be_told(case: Case) -> bool:
    """Whether the person has yet to be told that something about them was wrong and is put right, or it has yet to be
    explained why that is impracticable."""
    return bool(untold(case))
