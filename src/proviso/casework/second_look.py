"""A second pair of eyes, where people get hurt: what calls for a look, by whom, before it leaves or after, until when.

One table, as data. What the guidance leaves to an officer stays the officer's: a second person looks, or is told, and
nothing is decided here. All of it is our safeguard. Pure: it reads a case as its entries make it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from proviso.casework.history.case import Case, Disclosure, RecordedAnswer
from proviso.casework.reading.decision_in_force import decided_to_share, said_since
from proviso.casework.reading.notification_status import is_child, told_of
from proviso.casework.reading.risk import GRAVE
from proviso.casework.reading.unreviewed import outside_unreviewed
from proviso.casework.values.allegation import Allegation, CrimeType
from proviso.casework.values.considerations import Views, ViewsAre
from proviso.casework.values.content import Additional, BasicField
from proviso.casework.values.decision import SharingDecided
from proviso.casework.values.looks import (
    LeadLooked,
    Looked,
    LookOutcome,
    Pace,
    SupervisorLooked,
    UrgencyDeclared,
)
from proviso.casework.values.notification import Telling, Told, ToldAfter, ToldBefore
from proviso.casework.values.person import Address, Knows, Person, Reach, Route, Whereabouts
from proviso.casework.values.protection import Control, Measure, Protection, Referral, Support
from proviso.casework.values.review_outcomes import OutsideDisclosureReviewed
from proviso.casework.values.suspicion import Certainty, SourceCorrected, Suspicion
from proviso.casework.values.timing import Department
from proviso.casework.values.value import Value
from proviso.policy.norms import Basis


class Looker(StrEnum):
    """Who looks."""

    SUPERVISOR = "supervisor"
    LEAD = "vulnerability_lead"
    PROTECTION_OFFICER = "data_protection_officer"


class Moment(StrEnum):
    """When: before what was decided may leave, soon after, or at once."""

    BEFORE_IT_LEAVES = "before_it_leaves"
    SOON = "soon"
    AT_ONCE = "at_once"


LOOKS: Mapping[Looker, type[Value]] = MappingProxyType(
    {
        Looker.SUPERVISOR: SupervisorLooked,
        Looker.LEAD: LeadLooked,
        Looker.PROTECTION_OFFICER: OutsideDisclosureReviewed,
    }
)
"""What each records. The data protection officer’s review is of what went outside the Home Office alone."""

Called = Callable[[Case], int]
"""The place of the entry that calls for a look on a case; 0 where nothing does."""


@dataclass(frozen=True, slots=True)
class SecondLook:
    """One row: `called` gives the place of what calls for it, `says` is what the one who looks reads."""

    code: str
    called: Called
    by: Looker
    when: Moment
    says: str
    paragraph: str
    basis: Basis = Basis.SAFEGUARD


@dataclass(frozen=True, slots=True)
class LookDue:
    """A look that somebody has to take: the row, the place of what calls for it, and when that was recorded (UTC)."""

    row: SecondLook
    place: int
    at: datetime


def _decision(holds: Callable[[Case, SharingDecided], bool]) -> Called:
    """The decision that waits to be sent, where this holds of it."""

    def called(case: Case) -> int:
        decided = decided_to_share(case)
        return decided.seq if decided and holds(case, decided.value) else 0

    return called


def _disclosure(holds: Callable[[Case, Disclosure], bool]) -> Called:
    """The last disclosure of which this holds."""
    return lambda case: max((one.seq for one in case.disclosures if holds(case, one)), default=0)


def _answer(question: type[Value], holds: Callable[[Value], bool]) -> Called:
    """The earliest of the latest answers to a question, in a row, of which this holds: saying it again calls for no
    other look."""

    def called(case: Case) -> int:
        latest = case.answers.get(question)
        if latest is None or not holds(latest.value):
            return 0
        place = latest.seq
        for one in reversed(case.history[: latest.seq - 1]):
            if isinstance(one.value, question):
                if not holds(one.value):
                    break
                place = one.seq
        return place

    return called


def _crime(*types: CrimeType) -> Called:
    return _answer(Allegation, lambda one: isinstance(one, Allegation) and bool(set(types) & set(one.crime_types)))


def _address_is_shared(holds: Callable[[Address], bool]) -> Called:
    def of_decision(case: Case, decided: SharingDecided) -> bool:
        address = case.latest(Address)
        shared = any(one.field is BasicField.ADDRESS for one in decided.basic)
        return shared and address is not None and holds(address)

    return _decision(of_decision)


def _on_a_doubt(case: Case, _decided: SharingDecided) -> bool:
    suspicion = case.latest(Suspicion)
    return suspicion is not None and suspicion.certainty is Certainty.DOUBT


def _nobody_reached(case: Case, decided: SharingDecided) -> bool:
    """Whether neither views nor telling were practicable."""
    views, told = case.latest(Views), case.latest(ToldBefore)
    unasked = bool(decided.additional) and views is not None and views.views is ViewsAre.IMPRACTICABLE
    return unasked and told is not None and told.told is Telling.IMPRACTICABLE


def _at_pace(pace: Pace) -> Called:
    return _decision(lambda _case, decided: pace in decided.pace)


def _impracticable(told: type[Told]) -> Called:
    return _answer(told, lambda one: isinstance(one, Told) and one.told is Telling.IMPRACTICABLE)


def _everything_additional(_case: Case, one: Disclosure) -> bool:
    kinds = set(Additional) - {Additional.NOTHING}
    return one.decided is not None and {item.field for item in one.decided.additional} >= kinds


def _beyond(_case: Case, one: Disclosure) -> bool:
    return bool((one.call and one.call.beyond) or (one.late and one.late.beyond))


def _without_support(case: Case) -> int:
    """A grave crime, something decided or shared, and no support offered."""
    support, decided = case.latest(Support), decided_to_share(case)
    if (support and support.support is not Referral.NOT_OFFERED) or not _crime(*GRAVE)(case):
        return 0
    return max([one.seq for one in case.disclosures] + ([decided.seq] if decided else []), default=0)


def _urgency(case: Case) -> int:
    return case.seq_of(UrgencyDeclared)


def _child(one: Value) -> bool:
    return isinstance(one, Person) and is_child(one)


S, L = Looker.SUPERVISOR, Looker.LEAD
BEFORE, SOON, NOW = Moment.BEFORE_IT_LEAVES, Moment.SOON, Moment.AT_ONCE

TABLE: tuple[SecondLook, ...] = (
    SecondLook(
        "confidential_address",
        _address_is_shared(lambda one: one.whereabouts is Whereabouts.CONFIDENTIAL),
        S,
        BEFORE,
        "A refuge or other confidential address would be shared. It can be left out, or be “care of the police”.",
        "6.1",
    ),
    SecondLook(
        "address_seen_by_suspect",
        _address_is_shared(lambda one: one.seen_by_suspect is Knows.YES),
        S,
        BEFORE,
        "The address would be shared, and whoever harms them can see who comes there.",
        "6.1",
    ),
    SecondLook("doubt", _decision(_on_a_doubt), S, BEFORE, "It would be shared on a doubt only.", "5.3"),
    SecondLook(
        "child",
        _decision(lambda case, _: is_child(case.latest(Person))),
        S,
        BEFORE,
        "It would be shared about a child, or somebody whose age is disputed.",
        "5.1.2",
    ),
    SecondLook(
        "nobody_reached",
        _decision(_nobody_reached),
        S,
        BEFORE,
        "Neither asking for their views nor telling them beforehand was practicable.",
        "6.3.1",
    ),
    SecondLook(
        Pace.ONE_AFTER_ANOTHER.value,
        _at_pace(Pace.ONE_AFTER_ANOTHER),
        S,
        BEFORE,
        "The officer decided to share in several cases within a short time.",
        "5.5",
    ),
    SecondLook(
        Pace.SOON_AFTER_OPENING.value,
        _at_pace(Pace.SOON_AFTER_OPENING),
        S,
        BEFORE,
        "It was decided soon after the case was opened.",
        "5.5",
    ),
    SecondLook("urgency", _urgency, S, NOW, "It was sent before anybody looked, to protect them.", "5.1.2"),
    SecondLook("urgency_to_lead", _urgency, L, NOW, "It was sent before anybody looked, to protect them.", "5.1.2"),
    SecondLook(
        "untold_before", _impracticable(ToldBefore), S, SOON, "Telling them beforehand was impracticable.", "9.1.1"
    ),
    SecondLook(
        "untold_after", _impracticable(ToldAfter), S, SOON, "Telling them afterwards is impracticable.", "9.1.2"
    ),
    SecondLook(
        "views_impracticable",
        _answer(Views, lambda one: isinstance(one, Views) and one.views is ViewsAre.IMPRACTICABLE),
        S,
        SOON,
        "Asking for their views was impracticable.",
        "6.3.1",
    ),
    SecondLook(
        "not_read_back",
        _disclosure(lambda _, one: one.call is not None and one.call.read_back is False),
        S,
        SOON,
        "What was given was not read back, or not rightly.",
        "10.1.1",
    ),
    SecondLook("beyond", _disclosure(_beyond), S, SOON, "Something was said beyond what was decided.", "5.5"),
    SecondLook(
        "other_recipient",
        _disclosure(lambda _, one: one.recipient is not Department.NCCU),
        S,
        SOON,
        "It went to somebody other than the national unit.",
        "8.1",
    ),
    SecondLook(
        "everything_additional",
        _disclosure(_everything_additional),
        S,
        SOON,
        "Every kind of additional information was shared at once.",
        "6.2",
    ),
    SecondLook(
        "not_told_after",
        _disclosure(lambda case, one: told_of(one, case) == "no"),
        S,
        SOON,
        "They have not been told of it afterwards.",
        "9.1.2",
    ),
    SecondLook(
        "source_corrected",
        lambda case: case.seq_of(SourceCorrected),
        S,
        SOON,
        "How the suspicion arose was corrected.",
        "5.2",
    ),
    SecondLook(
        "no_support_offered",
        _without_support,
        S,
        SOON,
        "A grave crime, and no support independent of the police was offered.",
        "3.2",
    ),
    SecondLook(
        "outside_home_office",
        lambda case: max((one.seq for one in outside_unreviewed(case)), default=0),
        Looker.PROTECTION_OFFICER,
        NOW,
        "It went to somebody outside the Home Office.",
        "1.2.4",
    ),
    SecondLook("domestic_abuse", _crime(CrimeType.DOMESTIC_ABUSE), L, SOON, "Domestic abuse is recorded.", "2.6"),
    SecondLook("sexual_offence", _crime(CrimeType.SEXUAL_OFFENCE), L, SOON, "A sexual offence is recorded.", "5.1.2"),
    SecondLook("stalking", _crime(CrimeType.STALKING), L, SOON, "Stalking or harassment is recorded.", "5.1.2"),
    SecondLook(
        "honour_based_abuse",
        _crime(CrimeType.HONOUR_BASED_ABUSE),
        L,
        SOON,
        "Honour-based abuse is recorded.",
        "5.1.2",
    ),
    SecondLook("slavery", _crime(CrimeType.MODERN_SLAVERY), L, SOON, "Slavery or trafficking is recorded.", "2.6"),
    SecondLook("child_at_risk", _answer(Person, _child), L, SOON, "The person is treated as a child.", "5.1.2"),
    SecondLook(
        "no_safe_way",
        _answer(Reach, lambda one: isinstance(one, Reach) and one.route is Route.NONE_SAFE),
        L,
        SOON,
        "No way to reach them is safe.",
        "9.1",
    ),
    SecondLook(
        "control",
        _answer(Control, lambda one: isinstance(one, Control) and one.used is Knows.YES),
        L,
        SOON,
        "Somebody uses their status against them.",
        "5.4.5",
    ),
    SecondLook(
        "measures_needed",
        _answer(Protection, lambda one: isinstance(one, Protection) and one.immediate is Measure.NEEDED),
        L,
        SOON,
        "Immediate measures to protect them are needed.",
        "5.1.2",
    ),
)
"""Every row, those before it leaves first. A new one is a line here and an example in its test."""

BY_CODE: Mapping[str, SecondLook] = MappingProxyType({row.code: row for row in TABLE})


def looks_due(case: Case) -> tuple[LookDue, ...]:
    """Every look that nobody has taken since what calls for it, in the order of the table."""
    return tuple(one for one in _called(case) if not any(_covers(look, one) for look in _looks(case, one.row.by)))


def holding_up(case: Case) -> tuple[LookDue, ...]:
    """What keeps the decision in force from leaving: a look that has to come first and was not taken, or found that
    something must change. Nothing, once it was declared urgent."""
    decided = decided_to_share(case)
    if decided is None or case.seq_of(UrgencyDeclared) > decided.seq:
        return ()
    first = (one for one in _called(case) if one.row.when is Moment.BEFORE_IT_LEAVES)
    return tuple(one for one in first if not any(_lets_go(look, one) for look in _looks(case, one.row.by)))


def to_change(case: Case) -> RecordedAnswer[Value] | None:
    """The look that found that something must change in what is decided, where nothing was decided since."""
    decided = decided_to_share(case)
    for one in reversed(case.history[decided.seq :] if decided else ()):
        if isinstance(one.value, Looked):
            return one if one.value.outcome is LookOutcome.CHANGE else None
    return None


def decide_again_since(case: Case) -> datetime | None:
    """Since when what waits to be sent has to be decided again: something was said or found since, or somebody who
    looked found that it must change. None where it may go."""
    moved = [one.at for one in (*said_since(case)[:1], to_change(case)) if one]
    return min(moved, default=None)


def due_to(case: Case, by: Looker) -> tuple[LookDue, ...]:
    """The looks that are this person's to take."""
    return tuple(one for one in looks_due(case) if one.row.by is by)


def _called(case: Case) -> Iterator[LookDue]:
    for row in TABLE:
        if place := row.called(case):
            yield LookDue(row, place, case.history[place - 1].at)


def _looks(case: Case, by: Looker) -> Iterator[RecordedAnswer[Value]]:
    """This person's looks, the latest first; none is read where none was ever taken."""
    if LOOKS[by] in case.answers:
        yield from (one for one in reversed(case.history) if isinstance(one.value, LOOKS[by]))


def _covers(look: RecordedAnswer[Value], due: LookDue) -> bool:
    """Whether it was taken since, and at this: a look says at what; a review that says nothing is of its one thing."""
    return look.seq > due.place and (not isinstance(look.value, Looked) or due.row.code in look.value.about)


def _lets_go(look: RecordedAnswer[Value], due: LookDue) -> bool:
    return _covers(look, due) and isinstance(look.value, Looked) and look.value.outcome is LookOutcome.GO_AHEAD
