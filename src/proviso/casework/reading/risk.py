"""Who is at risk, and what a reply says of risk: that they are vulnerable, or that action is intended (5.1.2, 5.4.4).

Two people look at it, each for themselves: the officer weighs protection again, the vulnerability lead reviews it. What
one of them does takes nothing from the other. Pure.
"""

from collections.abc import Mapping
from types import MappingProxyType

from proviso.casework.history.case import Case, RecordedAnswer
from proviso.casework.reading.notification_status import is_child
from proviso.casework.values.allegation import Allegation, CrimeType
from proviso.casework.values.looks import UrgencyDeclared
from proviso.casework.values.person import Knows, Person, Reach, Route
from proviso.casework.values.protection import Control, Measure, Protection, Referral, Support, VulnerabilityReviewed
from proviso.casework.values.reply import Reply, Said
from proviso.casework.values.value import Value

RISKS = frozenset({Said.VULNERABILITY, Said.ACTION})


def at_risk(case: Case) -> bool:
    """Whether the vulnerability lead is to see the case: a child, a crime after which people are at risk, control, no
    safe way to reach them, measures that are needed, or what was sent before anybody looked."""
    allegation, person, reach = case.latest(Allegation), case.latest(Person), case.latest(Reach)
    control, protection = case.latest(Control), case.latest(Protection)
    return bool(
        is_child(person)
        or (allegation and GRAVE & set(allegation.crime_types))
        or (reach and reach.route is Route.NONE_SAFE)
        or UrgencyDeclared in case.answers
        or (control and control.used is Knows.YES)
        or (protection and Measure.NEEDED in (getattr(protection, one) for one in MEASURES))
        or warnings_of(case)
    )


GRAVE = frozenset(
    {
        CrimeType.DOMESTIC_ABUSE,
        CrimeType.SEXUAL_OFFENCE,
        CrimeType.MODERN_SLAVERY,
        CrimeType.STALKING,
        CrimeType.HONOUR_BASED_ABUSE,
    }
)
"""Crimes after which somebody who knows vulnerability looks."""

MEASURES = ("immediate", "safe_place", "address_marker", "conditions", "alarm")


REFERRALS: Mapping[CrimeType, str] = MappingProxyType(
    {CrimeType.DOMESTIC_ABUSE: "advice", CrimeType.MODERN_SLAVERY: "slavery"}
)
"""The crime after which a referral may apply, by the name of its question: after domestic abuse somebody may have a
route to stay of their own (3.2)."""


def to_consider_again(case: Case) -> Mapping[CrimeType, str]:
    """The referrals that were said not to apply before the crime was recorded after which they may."""
    support = case.latest(Support)
    return {
        crime: name
        for crime, name in REFERRALS.items()
        if support
        and getattr(support, name) is Referral.NOT_APPLICABLE
        and _recorded_as(case, crime) > case.seq_of(Support)
    }


def _recorded_as(case: Case, crime: CrimeType) -> int:
    """The place of the answer since which the crime is recorded as this; 0 where it is not."""
    place = 0
    for one in reversed(case.history):
        if isinstance(one.value, Allegation):
            if crime not in one.value.crime_types:
                break
            place = one.seq
    return place


def warnings_of(case: Case) -> tuple[RecordedAnswer[Reply], ...]:
    """The replies that say something of risk, in order."""
    return tuple(reply for reply in case.replies if RISKS & set(reply.value.said))


def to_weigh_again(case: Case) -> tuple[RecordedAnswer[Reply], ...]:
    """Those since which nobody has answered the question about protection."""
    return _since(case, Protection)


def to_review(case: Case) -> tuple[RecordedAnswer[Reply], ...]:
    """Those that the vulnerability lead has not reviewed yet."""
    return _since(case, VulnerabilityReviewed)


def _since(case: Case, looked: type[Value]) -> tuple[RecordedAnswer[Reply], ...]:
    return tuple(reply for reply in warnings_of(case) if reply.seq > case.seq_of(looked))
