"""A second pair of eyes, where people get hurt: what calls for a look, by whom, before it leaves or after, until when.

One table, as data. What the guidance leaves to an officer stays the officer's: a second person looks, or is told, and
nothing is decided here. All of it is our safeguard. Pure: it reads a case as its entries make it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from proviso.casework.reading.calls_for_a_look import (
    Called,
    about_a_child,
    address_is_shared,
    at_pace,
    changed_unseen,
    declared_urgent,
    everything_additional,
    impracticable,
    is_used,
    nobody_reached,
    of_answer,
    of_crime,
    of_decision,
    of_disclosure,
    on_a_doubt,
    said_beyond,
    shares_address,
    shares_anything,
    told_or_asked,
    treated_as_child,
    views_impracticable,
    without_support,
)
from proviso.casework.reading.notification_status import told_of
from proviso.casework.reading.unreviewed import outside_unreviewed
from proviso.casework.values.allegation import CrimeType
from proviso.casework.values.closing import ClosedUnshared
from proviso.casework.values.considerations import InterpreterKind, OthersThere, Views
from proviso.casework.values.looks import (
    LeadLooked,
    Pace,
    SupervisorLooked,
)
from proviso.casework.values.notification import ToldAfter, ToldBefore
from proviso.casework.values.person import Knows, Person, Reach, Route, Whereabouts
from proviso.casework.values.protection import Control, Measure, Protection
from proviso.casework.values.review_outcomes import OutsideDisclosureReviewed
from proviso.casework.values.suspicion import SourceCorrected
from proviso.casework.values.timing import Department
from proviso.casework.values.value import Value
from proviso.policy.norms import Basis


class Looker(StrEnum):
    """Who looks."""

    SUPERVISOR = "supervisor"
    LEAD = "vulnerability_lead"
    PROTECTION_OFFICER = "data_protection_officer"


class WhenToLook(StrEnum):
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


@dataclass(frozen=True, slots=True)
class SecondLook:
    """One row: `called` gives the place of what calls for it, `says` is what the one who looks reads."""

    code: str
    called: Called
    by: Looker
    when: WhenToLook
    says: str
    paragraph: str
    basis: Basis = Basis.SAFEGUARD


S, L = Looker.SUPERVISOR, Looker.LEAD
BEFORE, SOON, NOW = WhenToLook.BEFORE_IT_LEAVES, WhenToLook.SOON, WhenToLook.AT_ONCE

CONFIDENTIAL = address_is_shared(lambda one: one.whereabouts is Whereabouts.CONFIDENTIAL)
SEEN_BY_SUSPECT = address_is_shared(lambda one: one.seen_by_suspect is Knows.YES)
ON_A_DOUBT, ABOUT_A_CHILD = of_decision(on_a_doubt), of_decision(about_a_child)

TABLE: tuple[SecondLook, ...] = (
    SecondLook(
        "confidential_address",
        CONFIDENTIAL,
        S,
        BEFORE,
        "A refuge or other confidential address would be shared. It can be left out, or be “care of the police”.",
        "6.1",
    ),
    SecondLook(
        "address_seen_by_suspect",
        SEEN_BY_SUSPECT,
        S,
        BEFORE,
        "The address would be shared, and whoever harms them can see who comes there.",
        "6.1",
    ),
    SecondLook("doubt", ON_A_DOUBT, S, BEFORE, "It would be shared on a doubt only.", "5.3"),
    SecondLook(
        "child",
        ABOUT_A_CHILD,
        S,
        BEFORE,
        "It would be shared about a child, or somebody whose age is disputed.",
        "5.1.2",
    ),
    SecondLook(
        "changed_unseen",
        changed_unseen(
            {
                "confidential_address": (CONFIDENTIAL, shares_address),
                "address_seen_by_suspect": (SEEN_BY_SUSPECT, shares_address),
                "doubt": (ON_A_DOUBT, shares_anything),
                "child": (ABOUT_A_CHILD, shares_anything),
            }
        ),
        S,
        BEFORE,
        "It was decided before, and called for a look that nobody took; what called for it was answered otherwise "
        "since. The record has both answers.",
        "5.5",
    ),
    SecondLook(
        "nobody_reached",
        of_decision(nobody_reached),
        S,
        BEFORE,
        "Neither asking for their views nor telling them beforehand was practicable.",
        "6.3.1",
    ),
    SecondLook(
        Pace.ONE_AFTER_ANOTHER.value,
        at_pace(Pace.ONE_AFTER_ANOTHER),
        S,
        BEFORE,
        "The officer decided to share in several cases within a short time.",
        "5.5",
    ),
    SecondLook(
        Pace.SOON_AFTER_OPENING.value,
        at_pace(Pace.SOON_AFTER_OPENING),
        S,
        BEFORE,
        "It was decided soon after the case was opened.",
        "5.5",
    ),
    SecondLook("urgency", declared_urgent, S, NOW, "It was sent before anybody looked, to protect them.", "5.1.2"),
    SecondLook(
        "urgency_to_lead", declared_urgent, L, NOW, "It was sent before anybody looked, to protect them.", "5.1.2"
    ),
    SecondLook(
        "untold_before", impracticable(ToldBefore), S, SOON, "Telling them beforehand was impracticable.", "9.1.1"
    ),
    SecondLook("untold_after", impracticable(ToldAfter), S, SOON, "Telling them afterwards is impracticable.", "9.1.2"),
    SecondLook(
        "views_impracticable",
        of_answer(Views, views_impracticable, though_changed=True),
        S,
        SOON,
        "Asking for their views was impracticable.",
        "6.3.1",
    ),
    SecondLook(
        "not_read_back",
        of_disclosure(lambda _, one: one.call is not None and one.call.read_back is False),
        S,
        SOON,
        "What was given was not read back, or not rightly.",
        "10.1.1",
    ),
    SecondLook("beyond", of_disclosure(said_beyond), S, SOON, "Something was said beyond what was decided.", "5.5"),
    SecondLook(
        "other_recipient",
        of_disclosure(lambda _, one: one.recipient is not Department.NCCU),
        S,
        SOON,
        "It went to somebody other than the national unit.",
        "8.1",
    ),
    SecondLook(
        "everything_additional",
        of_disclosure(everything_additional),
        S,
        SOON,
        "Every kind of additional information was shared at once.",
        "6.2",
    ),
    SecondLook(
        "not_told_after",
        of_disclosure(lambda case, one: told_of(one, case) == "no"),
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
        "closed_unshared",
        lambda case: case.seq_of(ClosedUnshared),
        S,
        SOON,
        "The case was closed as opened in error or twice, or because the person has withdrawn.",
        "5.5",
    ),
    SecondLook(
        "no_support_offered",
        without_support,
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
    SecondLook("domestic_abuse", of_crime(CrimeType.DOMESTIC_ABUSE), L, SOON, "Domestic abuse is recorded.", "2.6"),
    SecondLook("sexual_offence", of_crime(CrimeType.SEXUAL_OFFENCE), L, SOON, "A sexual offence is recorded.", "5.1.2"),
    SecondLook("stalking", of_crime(CrimeType.STALKING), L, SOON, "Stalking or harassment is recorded.", "5.1.2"),
    SecondLook(
        "honour_based_abuse",
        of_crime(CrimeType.HONOUR_BASED_ABUSE),
        L,
        SOON,
        "Honour-based abuse is recorded.",
        "5.1.2",
    ),
    SecondLook("slavery", of_crime(CrimeType.MODERN_SLAVERY), L, SOON, "Slavery or trafficking is recorded.", "2.6"),
    SecondLook(
        "child_at_risk",
        of_answer(Person, treated_as_child, though_changed=True),
        L,
        SOON,
        "The person is treated as a child.",
        "5.1.2",
    ),
    SecondLook(
        "no_safe_way",
        of_answer(Reach, lambda one: isinstance(one, Reach) and one.route is Route.NONE_SAFE),
        L,
        SOON,
        "No way to reach them is safe.",
        "9.1",
    ),
    SecondLook(
        "control",
        of_answer(Control, is_used, though_changed=True),
        L,
        SOON,
        "Somebody uses their status against them.",
        "5.4.5",
    ),
    SecondLook(
        "interpreter_not_independent",
        told_or_asked(lambda one: one.interpreter_kind is InterpreterKind.HOUSEHOLD),
        L,
        SOON,
        "Family, a friend or somebody of the household interpreted.",
        "9.1",
    ),
    SecondLook(
        "source_of_harm_there",
        told_or_asked(lambda one: OthersThere.SOURCE_OF_HARM in (one.others_there or ())),
        L,
        SOON,
        "Whoever may be the source of harm was there when they were told or asked.",
        "9.1",
    ),
    SecondLook(
        "measures_needed",
        of_answer(Protection, lambda one: isinstance(one, Protection) and one.immediate is Measure.NEEDED),
        L,
        SOON,
        "Immediate measures to protect them are needed.",
        "5.1.2",
    ),
)
"""Every row, those before it leaves first. A new one is a line here and an example in its test."""
