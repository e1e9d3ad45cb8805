"""Invented answers for invented people: one valid answer to each question, and a case carried as far as is wanted."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from proviso.casework import clock
from proviso.casework.acts.answer import record_answer
from proviso.casework.acts.decide import decide
from proviso.casework.acts.propose import (
    choose_additional_information,
    choose_basic_information,
    record_views,
    weigh_considerations,
    weigh_timing,
)
from proviso.casework.acts.record_person import record_person, record_reach
from proviso.casework.acts.share import end_call, record_acknowledgement, start_call
from proviso.casework.acts.start import open_new_case
from proviso.casework.acts.suspect import end_suspicion, record_suspicion
from proviso.casework.acts.tell import tell_after, tell_before
from proviso.casework.values.allegation import Allegation, CrimeType, Investigation
from proviso.casework.values.birth_date import BirthDate
from proviso.casework.values.considerations import (
    Companion,
    InterpreterWas,
    OthersThere,
    Provided,
    Views,
    ViewsAre,
    Weighing,
)
from proviso.casework.values.content import Additional, AdditionalInformation, BasicInformation, Include
from proviso.casework.values.decision import Decide, Decision
from proviso.casework.values.notification import How, Telling, ToldAfter, ToldBefore
from proviso.casework.values.person import Address, Age, Interpreter, Knows, Person, Reach, Route, Whereabouts
from proviso.casework.values.protection import Control, Measure, Protection, Referral, Support
from proviso.casework.values.reasons import LawfulBasis, Power, Purpose, Purposes
from proviso.casework.values.reply import Reply, Said
from proviso.casework.values.role import RoleInCase, Start
from proviso.casework.values.sharing import Acknowledged, CallEnded, CallStarted, Ended
from proviso.casework.values.suspicion import Certainty, Source, SuspectedOf, Suspicion, SuspicionEnded
from proviso.casework.values.timing import Department, RecipientChosen, Timing, When
from proviso.casework.values.value import Value
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.permissions import Actor

V = TypeVar("V")

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)

START = Start(role=RoleInCase.VICTIM, suspected=True, already_shared=False)
ALLEGATION = Allegation(crime_reference="WES/0421/26", crime_types=(CrimeType.BURGLARY,), stands=Investigation.RECORDED)
PERSON = Person(name="Imaginary Oduya", date_of_birth=BirthDate(1991, 3, 27), age=Age.ADULT)
ADDRESS = Address(whereabouts=Whereabouts.HOME, address="1 Invented Row, Wessmere", seen_by_suspect=Knows.NO)
REACH = Reach(
    language="English", interpreter=Interpreter.NOT_NEEDED, route=Route.IN_PERSON, details="At the front desk"
)
PROTECTION = Protection(
    immediate=Measure.NOT_NEEDED,
    safe_place=Measure.NOT_NEEDED,
    address_marker=Measure.IN_PLACE,
    conditions=Measure.NOT_NEEDED,
    alarm=Measure.NOT_NEEDED,
)
CONTROL = Control(used=Knows.NO)
SUPPORT = Support(support=Referral.DECLINED, advice=Referral.DECLINED, slavery=Referral.NOT_APPLICABLE)
SUSPICION = Suspicion(
    arose_from=Source.INVESTIGATION_SEARCH,
    search_purpose="To link earlier burglaries at the address",
    certainty=Certainty.SUSPICION,
    suspected_of=SuspectedOf.NO_LEAVE,
    facts="A marker on the record",
)
PURPOSES = Purposes(purposes=(Purpose.CONFIRM_OR_NEGATE,), confirm_or_negate="The marker is four years old")
LAWFUL_BASIS = LawfulBasis(power=Power.SECTION_20)
BASIC = BasicInformation(
    name=Include.SHARE,
    date_of_birth=Include.SHARE,
    address=Include.SHARE,
    crime_type=Include.SHARE,
    suspicion=Include.SHARE,
)
NOTHING_MORE = AdditionalInformation(wanted=(Additional.NOTHING,))
MEASURES_TOO = AdditionalInformation(
    wanted=(Additional.MEASURES,), measures="A marker is on the address", measures_needed="So that nobody calls there"
)
VIEWS = Views(
    views=ViewsAre.GIVEN,
    happened_at=NOW,
    interpreter=InterpreterWas.NOT_NEEDED,
    companion=Companion.NOT_NEEDED,
    others_there=(OthersThere.NOBODY,),
    route_safe=True,
    words="Would rather it stayed here",
    oppose=True,
    weighed="Only the marker is shared, so that nobody calls at the address",
)
WEIGHING = Weighing(gravity="One burglary of a home", provided=Provided.NONE, protection="Nothing points to a risk")
TIMING = Timing(when=When.NOW)
RECIPIENT = RecipientChosen(department=Department.NCCU)
TOLD_BEFORE = ToldBefore(
    told=Telling.YES,
    happened_at=NOW,
    how=How.IN_PERSON,
    route_safe=True,
    interpreter=InterpreterWas.NOT_NEEDED,
    companion=Companion.NOT_NEEDED,
    others_there=(OthersThere.NOBODY,),
    understood=True,
)
TOLD_AFTER = ToldAfter(
    told=Telling.YES,
    happened_at=NOW,
    how=How.IN_PERSON,
    route_safe=True,
    interpreter=InterpreterWas.NOT_NEEDED,
    companion=Companion.NOT_NEEDED,
    others_there=(OthersThere.NOBODY,),
    understood=True,
)
CALL_STARTED = CallStarted(out_of_hearing=True)
CALL_ENDED = CallEnded(outcome=Ended.GIVEN, operator="Operator 12", reference="HO-77", read_back=True, happened_at=NOW)
REPLY = Reply(happened_at=NOW, who="Operator 12", said=(Said.CONFIRMED,), words="The marker still stands")

ANSWERS: tuple[Value, ...] = (
    ALLEGATION,
    PERSON,
    ADDRESS,
    REACH,
    PROTECTION,
    CONTROL,
    SUPPORT,
    SUSPICION,
    PURPOSES,
    LAWFUL_BASIS,
    BASIC,
    NOTHING_MORE,
    TIMING,
    RECIPIENT,
    TOLD_BEFORE,
)
"""Every answer that a plain case needs before it is decided, in the order of the journey."""


def without(*kinds: type[Value]) -> tuple[Value, ...]:
    """The answers of a plain case but those of these kinds."""
    return tuple(one for one in ANSWERS if not isinstance(one, kinds))


UNTOLD = without(ToldBefore)
"""The answers of a plain case whose person has not been told."""

ACTS: dict[type[Value], Callable[..., OpenCase]] = {
    Person: record_person,
    Reach: record_reach,
    Suspicion: record_suspicion,
    SuspicionEnded: end_suspicion,
    BasicInformation: choose_basic_information,
    AdditionalInformation: choose_additional_information,
    Views: record_views,
    Weighing: weigh_considerations,
    Timing: weigh_timing,
    ToldBefore: tell_before,
    ToldAfter: tell_after,
    CallStarted: start_call,
    CallEnded: end_call,
}


def answer(opened: OpenCase, values: Iterable[Value]) -> OpenCase:
    """The case once each of these has been recorded, each with its own act."""
    for value in values:
        opened = ACTS.get(type(value), record_answer)(opened, value, seen=opened.case.seq)
    return opened


def begun(who: Actor, start: Start = START) -> OpenCase:
    """A case that was just opened."""
    return open_new_case(who, start, session="a session")


def ready(who: Actor) -> OpenCase:
    """A case on which everything is recorded, their being told just now, and nothing decided."""
    return answer(begun(who), (*UNTOLD, changed(TOLD_BEFORE, happened_at=clock.now())))


def decided(who: Actor, *acts: Decide) -> OpenCase:
    """A case on which sharing has been decided."""
    opened = ready(who)
    return decide(opened, decision_on(opened, *acts), seen=opened.case.seq)


def decision_on(opened: OpenCase, *acts: Decide) -> Decision:
    """A decision to share, in words that no other case has."""
    return Decision(decide=acts or (Decide.SHARE_BASIC,), reason=f"All is in place on {opened.case.reference}")


def shared(who: Actor) -> OpenCase:
    """A case of which the basic information has been given by telephone."""
    return answer(decided(who), (CALL_STARTED, CALL_ENDED))


def by_colleague(opened: OpenCase) -> OpenCase:
    """The case in the hands of a colleague of the same unit, who sent nothing on it."""
    return replace(opened, actor=replace(opened.actor, staff_number="sent-nothing"))


def acknowledge(opened: OpenCase, acknowledged: Acknowledged, *, seen: int) -> OpenCase:
    """An acknowledgement as it is recorded: by a colleague of whoever sent it."""
    done = record_acknowledgement(by_colleague(opened), acknowledged, seen=seen)
    return replace(done, actor=opened.actor)


def changed(value: V, **fields: object) -> V:
    """The same value with other answers in these fields, whichever value it is; it is checked when it is made."""
    made: Callable[..., V] = replace
    return made(value, **fields)
