"""What is still owed once something was shared: its record, corrections to whoever received it, and word of them to the
person (10.1; Data Protection Act 2018 ss.38, 46 to 48). Pure.
"""

from collections.abc import Mapping

from proviso.casework.case import Case, Disclosure
from proviso.casework.told import is_child, told_state
from proviso.casework.values.correcting import ToldCorrection
from proviso.casework.values.person import Person
from proviso.casework.values.sending import AlreadyShared


def parts_kept(late: AlreadyShared) -> Mapping[str, bool]:
    """Which of what, when, with whom and why is recorded of a disclosure that was recorded late."""
    return {
        "what": bool(late.fields or late.beyond),
        "when": late.happened_at is not None,
        "with_whom": late.department is not None or bool(late.with_whom),
        "why": bool(late.why),
    }


def to_fill_in(case: Case) -> Disclosure | None:
    """The disclosure recorded late of which more can be said: the first that lacks something, else the last of them."""
    late = [one for one in case.disclosures if one.late]
    gaps = (one for one in late if one.late and not all(parts_kept(one.late).values()))
    return next(gaps, late[-1] if late else None)


def recipients_owed(case: Case) -> Mapping[str, tuple[int, ...]]:
    """Who is still to be told that something was wrong, and the places of the disclosures that each received; the
    earliest first. One whose message is under way is not told yet, and is not asked for again."""
    under_way = {place for order in case.correcting for place in order.value.about or ()}
    owed: dict[str, tuple[int, ...]] = {}
    for one in case.disclosures:
        if not one.corrected and one.seq not in under_way:
            owed[one.recipient] = (*owed.get(one.recipient, ()), one.seq)
    return owed


def correction_outstanding(case: Case) -> bool:
    """Whether something shared is wrong and its recipient has not been told, or the person has not (s.48 asks for the
    recipients; that the person is told too is our own safeguard)."""
    return any(not one.corrected for one in case.disclosures) or person_to_be_told(case)


def person_to_be_told(case: Case) -> bool:
    """Whether the person has yet to be told that something about them was wrong and is put right, or it has yet to be
    explained why that is impracticable."""
    if not case.wrong_seq:
        return False
    told = case.latest(ToldCorrection)
    if told is None or case.seq_of(ToldCorrection) < case.wrong_seq:
        return True
    state = told_state(told, child=is_child(case.latest(Person)))
    return not (state == "yes" or (state == "impracticable" and bool(told.why_impracticable)))
