"""By when the person is to be told: before, after, and of a correction; on the morning of the next try where one is
named (9.1.1, 9.1.2). Pure. `worklist` says on whose list that is.
"""

from datetime import UTC, date, datetime, time, timedelta

from proviso.casework.clock import LONDON
from proviso.casework.history.case import Case, Disclosure, Stage
from proviso.casework.reading.notification_status import telling_of, told_explained, told_of
from proviso.casework.reading.outstanding_corrections import to_tell_of, untold
from proviso.casework.reading.to_tell_before import proposed_since
from proviso.casework.values.correction import ToldCorrection
from proviso.casework.values.notification import AttemptFailed, ToldAfter, ToldBefore
from proviso.policy.typed_facts import CaseFacts


def before_by(case: Case, facts: CaseFacts) -> datetime | None:
    """When telling them beforehand is tried again, where an attempt failed or it was impracticable; None where neither
    is so, where they know, and where nothing is to be shared any more."""
    if facts.get("informed_before") == "yes" or not (case.suspected and _yet_to_share(case)):
        return None
    told = case.latest(ToldBefore)
    planned = morning_of(told.try_again_on) if told and told.try_again_on else None
    return next_try(case, case.seq_of(ToldBefore)) or planned


def _yet_to_share(case: Case) -> bool:
    """Whether something may still be shared of which they can be told beforehand."""
    if case.stage is Stage.SHARED:
        return proposed_since(case, case.disclosures[-1])
    return case.stage in {Stage.OPEN, Stage.DELAYED, Stage.DECIDED}


def after_by(one: Disclosure, case: Case, hours: int) -> datetime | None:
    """When the person is to be told of one disclosure: on the day of the next try, or so many hours after it was made.
    None where they were told, or will never be and it is explained why."""
    state = told_of(one, case)
    again = next_try(case, max(one.seq, case.seq_of(ToldAfter)))
    if again and state != "yes":
        return again
    told = telling_of(one, case)
    if told and told.try_again_on:
        return morning_of(told.try_again_on)
    done = state == "yes" or (state == "impracticable" and told_explained(one, case))
    return None if done else one.at + timedelta(hours=hours)


def correction_by(case: Case, hours: int) -> datetime | None:
    """When the person is to be told that something was wrong: on the day of the next try, or so many hours after it was
    found. None where nothing was, or they were told, or will never be and it is explained why."""
    if not case.wrong_seq:
        return None
    answered = max(case.wrong_seq, case.seq_of(ToldCorrection))
    told = case.latest(ToldCorrection) if answered > case.wrong_seq else None
    planned = morning_of(told.try_again_on) if told and told.try_again_on else None
    if not (planned or untold(case)):
        return None
    since = (untold(case) or to_tell_of(case))[0].at
    return next_try(case, answered) or planned or since + timedelta(hours=hours)


def next_try(case: Case, since: int) -> datetime | None:
    """When telling is tried again after an attempt that failed since a place in the case; None where none did."""
    failed = case.latest(AttemptFailed)
    return morning_of(failed.try_again_on) if failed and case.seq_of(AttemptFailed) > since else None


def morning_of(day: date) -> datetime:
    """Nine o'clock in London on a day, in UTC."""
    return datetime.combine(day, time(9), LONDON).astimezone(UTC)
