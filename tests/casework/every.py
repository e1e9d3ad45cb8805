"""An invented example of every kind of value, and others that say the opposite: what random cases are made of."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from proviso.accounts.channel_codes import Channel
from proviso.casework.values.allegation import Allegation, CrimeType, Investigation
from proviso.casework.values.birth_date import BirthDate
from proviso.casework.values.considerations import (
    Companion,
    InterpreterWas,
    Provided,
    Views,
    ViewsAre,
)
from proviso.casework.values.content import Additional, BasicField, Include, Omission
from proviso.casework.values.correction import (
    CorrectionCancelled,
    CorrectionOrdered,
    CorrectionSent,
    FoundWrong,
    ToldCorrection,
    Wrong,
)
from proviso.casework.values.decision import (
    Decide,
    DecisionWithdrawn,
    DelayDecided,
    DelayEnded,
    NotSharingDecided,
    SharingDecided,
)
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
from proviso.casework.values.looks import LeadLooked, LookOutcome, Pace, SupervisorLooked, UrgencyDeclared
from proviso.casework.values.notification import How, Telling, ToldAfter, ToldBefore
from proviso.casework.values.person import Age, Knows, Person, Route, Whereabouts
from proviso.casework.values.protection import Measure, Referral, VulnerabilityReviewed
from proviso.casework.values.reasons import LawfulBasis, Power, Purpose
from proviso.casework.values.reply import CrimeReport, Engaged, OutcomeRecorded, ReplyArrived, ReplyDismissed, Said
from proviso.casework.values.review_outcomes import (
    Commissioner,
    DelayReviewed,
    LateDisclosureReviewed,
    OutsideDisclosureReviewed,
    Review,
)
from proviso.casework.values.role import RoleCorrected, RoleInCase, Start
from proviso.casework.values.shared_content import AdditionalContent, BasicContent, StatedPurpose
from proviso.casework.values.sharing import (
    Acknowledged,
    AlreadyShared,
    CallEnded,
    CameBack,
    Ended,
    SharedHow,
    SharedWith,
    ToldBeforehand,
)
from proviso.casework.values.suspicion import (
    BreachReviewed,
    Certainty,
    ReviewOutcome,
    Source,
    SourceCorrected,
    StatusCheck,
    SuspicionEnded,
)
from proviso.casework.values.timing import DelayReason, Department, RecipientChosen, Timing, When
from proviso.casework.values.value import Value

from .carried import CARRIED, CLOSINGS, OTHERWISE
from .examples import (
    ADDRESS,
    ALLEGATION,
    BASIC,
    CALL_ENDED,
    CALL_STARTED,
    CONTROL,
    LAWFUL_BASIS,
    MEASURES_TOO,
    NOTHING_MORE,
    NOW,
    PERSON,
    PROTECTION,
    PURPOSES,
    REACH,
    RECIPIENT,
    REPLY,
    START,
    SUPPORT,
    SUSPICION,
    TIMING,
    TOLD_AFTER,
    TOLD_BEFORE,
    VIEWS,
    WEIGHING,
    changed,
)
from .was_told import BY_LARK as BY_LARK
from .was_told import CONSENT as CONSENT
from .was_told import DECLINED as DECLINED
from .was_told import FAILED as FAILED
from .was_told import LATER as LATER
from .was_told import LOCALLY
from .was_told import NEVER as NEVER
from .was_told import TOLD_CORRECTION as TOLD_CORRECTION

BY_COMMON_LAW = LawfulBasis(power=Power.COMMON_LAW, why="Both of us have to know who lives there")
WAITING = Timing(
    weighed="She is in hospital",
    when=When.LATER,
    delay_reason=DelayReason.IMMEDIATE_PROTECTION,
    ends_when="She has somewhere safe to go",
    review_at=NOW + timedelta(days=2),
)
TRIAL = replace(WAITING, delay_reason=DelayReason.OTHER, other_reason="A trial next week")
UNSUSPECTED = replace(START, role=RoleInCase.WITNESS, suspected=False, already_shared=True)
DISPUTED = Person(date_of_birth=BirthDate(2008, about=True), age=Age.DISPUTED)
NEEDED = replace(PROTECTION, immediate=Measure.NEEDED)
IN_PLACE = replace(PROTECTION, immediate=Measure.IN_PLACE)
LATE = AlreadyShared(
    happened_at=NOW - timedelta(days=1),
    how=SharedHow.TELEPHONE,
    shared_with=SharedWith.NCCU,
    with_whom="Operator 3",
    beyond="Name and address",
    why="It was three in the morning",
    told_before=ToldBeforehand.NO,
)
NEGATED = replace(REPLY, said=(Said.NEGATED,), words="She has leave to remain")
WARNED = replace(REPLY, said=(Said.VULNERABILITY, Said.ADVICE), words="An earlier report of the same man")
ACKNOWLEDGED = Acknowledged(by="Operator 12", reference="HO-77", happened_at=NOW)
CAME_BACK = CameBack(how_known="Their mail server says that nobody has this mailbox", happened_at=NOW)
ARRIVED = ReplyArrived(digest="e" * 64, sender="desk@unit.example", dated=NOW)
LOOKED = SupervisorLooked(
    outcome=LookOutcome.CHANGE, found="The refuge can be left out: care of the police will do", about=("child", "doubt")
)
URGENT = UrgencyDeclared(reason="He is on his way to her flat, and they can stop him", decision=17)
RISK_REVIEWED = VulnerabilityReviewed(found="The marker is known, and her support worker rings her today")
OUTSIDE = replace(LATE, shared_with=SharedWith.OUTSIDE, who="A letting agency")
OUTSIDE_REVIEWED = OutsideDisclosureReviewed(
    found="The agency was asked to destroy it, and she has moved", commissioner=Commissioner.IN_TIME
)
OUTCOME = OutcomeRecorded(engaged=Engaged.LESS, report=CrimeReport.UNDER_WAY, words="Ring sooner")
CORRECTION = CorrectionSent(words="The suspicion was wrong: she has leave", who="Operator 12", happened_at=NOW)
MESSAGE, OTHER_MESSAGE = "PM-7Q2D-K4TX-9WZN", "PM-2B8C-L5VY-3XQM"
ORDERED = SendingOrdered(checked=True, by=Channel.EMAIL, recipient=1, to="The unit's mailbox", message=MESSAGE)
BY_HAND = replace(ORDERED, by=Channel.FILE, to="The unit's front desk", message=OTHER_MESSAGE)
CORRECTION_ORDERED = CorrectionOrdered(
    words="The suspicion was wrong: she has leave", recipient=1, to="The unit", message=OTHER_MESSAGE, about=(20,)
)
SENT = Sent(message=MESSAGE, to="The unit's mailbox", receipt="250 taken", happened_at=NOW)
FILE_MADE = FileMade(message=OTHER_MESSAGE)
DELIVERED = Delivered(to="Operator 12", reference="HO-77", happened_at=NOW)
UNCLEAR = SendingUnclear(says="The connection was lost", message=MESSAGE)
SETTLED = SendingSettled(arrived=True, how_known="Operator 12 rang back", happened_at=NOW)
FOUND_WRONG = FoundWrong(wrong=(Wrong.NAME, Wrong.ADDITIONAL), words="Her name is spelt with a y")
REVIEW_STANDS = BreachReviewed(outcome=ReviewOutcome.STANDS, grounds="What she said herself later")
ENDED = SuspicionEnded(reason="Her passport was shown")
NOT_REACHED = CallEnded(outcome=Ended.NOT_REACHED, happened_at=NOW)

EVERY: tuple[Value, ...] = (
    START,
    RoleCorrected(role=RoleInCase.VICTIM_AND_WITNESS, reason="She saw the second one"),
    ALLEGATION,
    PERSON,
    ADDRESS,
    REACH,
    PROTECTION,
    CONTROL,
    SUPPORT,
    RISK_REVIEWED,
    SUSPICION,
    SourceCorrected(
        arose_from=Source.STATUS_CHECK, status_check_was=StatusCheck.ROUTINE, reason="The search was for everyone"
    ),
    REVIEW_STANDS,
    ENDED,
    PURPOSES,
    LAWFUL_BASIS,
    replace(BASIC, address=Include.LEAVE_OUT, address_omitted=Omission.CONFIDENTIAL),
    MEASURES_TOO,
    replace(VIEWS, about="d" * 64),
    replace(WEIGHING, provided=Provided.SOMETHING, home_office="A marker, four years old", about="d" * 64),
    WAITING,
    RecipientChosen(department=Department.LOCAL_TEAM, why="They are already at the address"),
    replace(TOLD_BEFORE, about="d" * 64),
    ToldAfter(**LATER, about="17"),
    FAILED,
    SharingDecided(
        reason="All is in place",
        facts={"role": "victim", "suspected": True},
        assessment={"acts": {"share_basic": {"answer": "yes", "needs": []}}},
        acts=(Decide.SHARE_BASIC, Decide.SHARE_ADDITIONAL),
        digest="d" * 64,
        basic=(
            BasicContent(BasicField.NAME, "Imaginary Oduya"),
            BasicContent(BasicField.CRIME_TYPE, "Poaching", ("burglary", "other")),
        ),
        additional=(AdditionalContent(Additional.MEASURES, "A marker is on the address"),),
        purposes=(StatedPurpose(Purpose.ADVICE, "What to do about the marker"),),
        recipient=Department.NCCU,
        power=Power.OTHER,
        other_power="An invented Act, section 3",
        pace=(Pace.ONE_AFTER_ANOTHER, Pace.SOON_AFTER_OPENING),
        shown={"recipient": "National Command and Control Unit"},
    ),
    DelayDecided(reason="She is in hospital", facts={"suspected": True}, assessment={"acts": {}}),
    NotSharingDecided(reason="It would drive her away", facts={"suspected": True}, assessment={"acts": {}}),
    DelayEnded(what_happened="She is in a refuge"),
    DecisionWithdrawn(reason="The address was wrong"),
    replace(CALL_STARTED, decision=17),
    replace(CALL_ENDED, beyond="That she limps", decision=17),
    LATE,
    replace(ACKNOWLEDGED, about=20),
    replace(CAME_BACK, about=20),
    replace(ORDERED, decision=17, package="d" * 64),
    SendingCancelled(reason="The desk will ring instead"),
    SENT,
    FILE_MADE,
    DELIVERED,
    SendingStopped(why="Policy no longer says yes", message=MESSAGE),
    UNCLEAR,
    replace(SETTLED, message=MESSAGE),
    REPLY,
    ARRIVED,
    ReplyDismissed(reason="It is about another person", digest="e" * 64),
    OUTCOME,
    FOUND_WRONG,
    CORRECTION_ORDERED,
    CorrectionCancelled(reason="The desk will ring instead", message=OTHER_MESSAGE),
    replace(CORRECTION, about=(20,)),
    TOLD_CORRECTION,
    *CARRIED,
    DelayReviewed(outcome=Review.CONTINUES, next_review_at=NOW + timedelta(days=3), note="Still in hospital"),
    LateDisclosureReviewed(learned="The night shift did not know"),
    OUTSIDE_REVIEWED,
    LOOKED,
    LeadLooked(outcome=LookOutcome.GO_AHEAD, found="She is in the refuge, and her worker knows", about=("control",)),
    URGENT,
    replace(CONSENT, **BY_LARK),
    *CLOSINGS,
)
"""One of each kind, in the order of `kinds.VALUES`, with as many of its fields as go together."""

NOBODY_LOOKS = replace(ALLEGATION, stands=Investigation.NOBODY)
LOOKED_INTO = replace(ALLEGATION, stands=Investigation.LOOKED_INTO)
NOT_RECORDED = replace(ALLEGATION, stands=Investigation.NOT_RECORDED)
NO_WAY_IS_SAFE = replace(REACH, route=Route.NONE_SAFE, details=None)
ALL_LEFT_OUT: dict[str, object] = {one.value: Include.LEAVE_OUT for one in BasicField} | {
    f"{one.value}_omitted": Omission.NOT_NEEDED for one in BasicField
}

OTHERS: tuple[Value, ...] = (
    UNSUSPECTED,
    RoleCorrected(role=RoleInCase.WITNESS, reason="It was her sister"),
    replace(ALLEGATION, crime_types=(CrimeType.DOMESTIC_ABUSE, CrimeType.MODERN_SLAVERY)),
    NOBODY_LOOKS,
    LOOKED_INTO,
    NOT_RECORDED,
    Allegation(
        crime_reference="wes/ 0422/26",
        crime_types=(CrimeType.OTHER,),
        other_crime="Poaching",
        stands=Investigation.ENDED,
    ),
    BY_COMMON_LAW,
    DISPUTED,
    replace(PERSON, name="Imaginary Adeyemi"),
    replace(ADDRESS, whereabouts=Whereabouts.NOT_KNOWN, address=None),
    NO_WAY_IS_SAFE,
    NEEDED,
    IN_PLACE,
    *OTHERWISE,
    replace(CONTROL, used=Knows.YES, how="He keeps her papers"),
    replace(CONTROL, used=Knows.NOT_KNOWN),
    replace(SUPPORT, support=Referral.NOT_OFFERED, slavery=Referral.NOT_OFFERED),
    replace(SUPPORT, support=Referral.MADE, support_by="An invented charity"),
    replace(SUPPORT, support=Referral.NOT_APPLICABLE),
    replace(SUSPICION, certainty=Certainty.DOUBT),
    replace(SUSPICION, arose_from=Source.STATUS_CHECK, status_check_was=StatusCheck.ROUTINE, search_purpose=None),
    SourceCorrected(arose_from=Source.OTHER, reason="A neighbour wrote"),
    SourceCorrected(arose_from=Source.INVESTIGATION_SEARCH, reason="The log of the search"),
    BreachReviewed(outcome=ReviewOutcome.DOES_NOT_STAND, grounds="Nothing else was found"),
    BASIC,
    changed(BASIC, **ALL_LEFT_OUT),
    NOTHING_MORE,
    VIEWS,
    Views(views=ViewsAre.NOT_SOUGHT),
    Views(views=ViewsAre.IMPRACTICABLE, why_impracticable="She is unconscious"),
    DECLINED,
    replace(VIEWS, interpreter=InterpreterWas.ABSENT),
    replace(VIEWS, oppose=False, weighed=None),
    WEIGHING,
    TIMING,
    TRIAL,
    RECIPIENT,
    TOLD_BEFORE,
    ToldBefore(**LATER),
    ToldBefore(told=Telling.NO),
    ToldBefore(**NEVER),
    replace(TOLD_BEFORE, route_safe=False),
    replace(TOLD_BEFORE, companion=Companion.PRESENT, **BY_LARK),
    TOLD_AFTER,
    ToldAfter(told=Telling.NO),
    ToldAfter(**NEVER),
    replace(TOLD_AFTER, understood=False, how=How.LETTER),
    replace(TOLD_AFTER, route_safe=False),
    CALL_STARTED,
    CALL_ENDED,
    NOT_REACHED,
    AlreadyShared(how=SharedHow.EMAIL, told_before=ToldBeforehand.NOT_KNOWN),
    OUTSIDE,
    AlreadyShared(how=SharedHow.OTHER, told_before=ToldBeforehand.IMPRACTICABLE, why_not_told="It was night"),
    ORDERED,
    BY_HAND,
    SendingStopped(why="Policy no longer says yes", message=MESSAGE),
    UNCLEAR,
    SETTLED,
    SendingSettled(arrived=False, how_known="Nobody there has it"),
    NEGATED,
    WARNED,
    FoundWrong(wrong=(Wrong.ADDRESS,), words="She moved"),
    FoundWrong(wrong=(Wrong.SHARED,), words="Nobody had decided it"),
    ACKNOWLEDGED,
    CAME_BACK,
    CorrectionCancelled(reason="They have to know today"),
    CORRECTION,
    replace(TOLD_CORRECTION, understood=False),
    replace(TOLD_CORRECTION, **BY_LARK),
    replace(TOLD_AFTER, **BY_LARK),
    ToldCorrection(**NEVER),
    ToldCorrection(**LATER),
    DelayReviewed(outcome=Review.CHANGE, note="Nobody rang the hospital"),
    *LOCALLY,
)
LONG_AGO = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
"""The first of the two half past ones on the night that the clocks went back."""

AFTER_THE_START: tuple[Value, ...] = tuple(one for one in (*EVERY, *OTHERS) if not isinstance(one, Start))
"""Every example that can follow the first answer of a case."""
