"""Words that stories are told in: a short way to write the answers that many of them give alike.

What says when it happened is a function of the moment of recording. Nothing here is an answer that the product gives.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from proviso.casework.values.allegation import Allegation, CrimeType, Investigation
from proviso.casework.values.birth_date import BirthDate
from proviso.casework.values.closing import Closed
from proviso.casework.values.considerations import Companion, InterpreterWas, OthersThere
from proviso.casework.values.content import (
    Additional,
    AdditionalInformation,
    BasicField,
    BasicInformation,
    Include,
    Omission,
)
from proviso.casework.values.decision import Decide, Decision
from proviso.casework.values.notification import How, Telling, ToldAfter, ToldBefore
from proviso.casework.values.person import Address, Age, Interpreter, Knows, Person, Reach, Route, Whereabouts
from proviso.casework.values.protection import Control, Measure, Protection, Referral, Support
from proviso.casework.values.reasons import LawfulBasis, Power, Purpose, Purposes
from proviso.casework.values.reply import Reply, Said
from proviso.casework.values.role import RoleInCase, Start
from proviso.casework.values.sharing import Acknowledged, CallEnded, CallStarted, Ended
from proviso.casework.values.suspicion import Certainty, Source, SuspectedOf, Suspicion
from proviso.casework.values.timing import DelayReason, Department, RecipientChosen, Timing, When
from proviso.casework.values.value import from_json

VICTIM = Start(role=RoleInCase.VICTIM, suspected=True, already_shared=False)
WITNESS = Start(role=RoleInCase.WITNESS, suspected=True, already_shared=False)
BOTH = Start(role=RoleInCase.VICTIM_AND_WITNESS, suspected=True, already_shared=False)
SHARED_ALREADY = Start(role=RoleInCase.VICTIM, suspected=True, already_shared=True)


def crime(reference: str, *types: CrimeType, other: str | None = None) -> Allegation:
    """An allegation, recorded and being investigated."""
    return Allegation(crime_reference=reference, crime_types=types, other_crime=other, stands=Investigation.RECORDED)


def adult(name: str, year: int, month: int, day: int) -> Person:
    """Somebody of 18 or over, with a date of birth."""
    return Person(name=name, date_of_birth=BirthDate(year, month, day), age=Age.ADULT)


def home(address: str, seen_by_suspect: Knows = Knows.NO) -> Address:
    """The person's home."""
    return Address(whereabouts=Whereabouts.HOME, address=address, seen_by_suspect=seen_by_suspect)


def in_person(where: str) -> Reach:
    """To be met, in English, without an interpreter."""
    return Reach(language="English", interpreter=Interpreter.NOT_NEEDED, route=Route.IN_PERSON, details=where)


def by_telephone(number: str, when_safe: str | None = None, never: str | None = None) -> Reach:
    """To be rung, in English, without an interpreter."""
    return Reach(
        language="English",
        interpreter=Interpreter.NOT_NEEDED,
        route=Route.TELEPHONE,
        details=number,
        when_safe=when_safe,
        never=never,
    )


def measures(
    immediate: Measure = Measure.NOT_NEEDED,
    safe_place: Measure = Measure.NOT_NEEDED,
    address_marker: Measure = Measure.NOT_NEEDED,
    conditions: Measure = Measure.NOT_NEEDED,
    alarm: Measure = Measure.NOT_NEEDED,
) -> Protection:
    """Protective measures, considered one by one; none is needed unless it is said."""
    return Protection(
        immediate=immediate,
        safe_place=safe_place,
        address_marker=address_marker,
        conditions=conditions,
        alarm=alarm,
    )


NO_CONTROL = Control(used=Knows.NO)
DECLINED = Support(support=Referral.DECLINED, advice=Referral.DECLINED, slavery=Referral.NOT_APPLICABLE)


def controlled(how: str) -> Control:
    """Someone uses the person's status against them."""
    return Control(used=Knows.YES, how=how)


def supported(by: str) -> Support:
    """A referral to a support service, and one for immigration advice."""
    return Support(support=Referral.MADE, support_by=by, advice=Referral.MADE, slavery=Referral.NOT_APPLICABLE)


def marker(facts: str, search_purpose: str, suspected_of: SuspectedOf = SuspectedOf.NO_LEAVE) -> Suspicion:
    """A suspicion from a search that the investigation needed."""
    return Suspicion(
        arose_from=Source.INVESTIGATION_SEARCH,
        search_purpose=search_purpose,
        certainty=Certainty.SUSPICION,
        suspected_of=suspected_of,
        facts=facts,
    )


def account(
    facts: str, suspected_of: SuspectedOf = SuspectedOf.NO_LEAVE, certainty: Certainty = Certainty.SUSPICION
) -> Suspicion:
    """A suspicion, or a doubt, from what the person said."""
    return Suspicion(arose_from=Source.ACCOUNT_GIVEN, certainty=certainty, suspected_of=suspected_of, facts=facts)


def purposes(*, for_the_file: str | None = None, **words: str) -> Purposes:
    """What sharing would be for: each purpose by its name, with its words, which the person and the Home Office hear;
    and what the file alone has of it."""
    return Purposes(purposes=tuple(Purpose(name) for name in words), for_the_file=for_the_file, **words)


SECTION_20 = LawfulBasis(power=Power.SECTION_20)
"""The power of section 20."""


def common_law(why: str) -> LawfulBasis:
    """The common law, and why it applies."""
    return LawfulBasis(power=Power.COMMON_LAW, why=why)


def fields(**left_out: Omission) -> BasicInformation:
    """The five fields of basic information, save those that are left out, each with its reason."""
    chosen = {one.value: Include.LEAVE_OUT if one.value in left_out else Include.SHARE for one in BasicField}
    reasons = {f"{name}_omitted": reason.value for name, reason in left_out.items()}
    return from_json(BasicInformation, {**{name: one.value for name, one in chosen.items()}, **reasons})


NOTHING_MORE = AdditionalInformation(wanted=(Additional.NOTHING,))
NATIONAL_UNIT = RecipientChosen(department=Department.NCCU)


WITHOUT_DELAY = Timing(when=When.NOW)
"""Sharing now."""


def until_protected(weighed: str, ends_when: str, *, review_in: timedelta) -> Callable[[datetime], Timing]:
    """Sharing later, while immediate protection is put in place, with a review so long after the recording."""
    return lambda at: Timing(
        weighed=weighed,
        when=When.LATER,
        delay_reason=DelayReason.IMMEDIATE_PROTECTION,
        ends_when=ends_when,
        review_at=at + review_in,
    )


def told_before(
    how: How = How.IN_PERSON, interpreter: InterpreterWas = InterpreterWas.NOT_NEEDED, understood: bool = True
) -> Callable[[datetime], ToldBefore]:
    """That the person has just been told what it is intended to share, and why."""
    return lambda at: ToldBefore(
        told=Telling.YES,
        happened_at=at,
        how=how,
        route_safe=True,
        interpreter=interpreter,
        companion=Companion.NOT_NEEDED,
        others_there=(OthersThere.NOBODY,),
        understood=understood,
    )


def told_after(how: How = How.IN_PERSON) -> Callable[[datetime], ToldAfter]:
    """That the person has just been told what was shared, and why."""
    return lambda at: ToldAfter(
        told=Telling.YES,
        happened_at=at,
        how=how,
        route_safe=True,
        interpreter=InterpreterWas.NOT_NEEDED,
        companion=Companion.NOT_NEEDED,
        others_there=(OthersThere.NOBODY,),
        understood=True,
    )


def share(reason: str, *acts: Decide) -> Decision:
    """A decision to share; the basic information unless something else is named."""
    return Decision(decide=acts or (Decide.SHARE_BASIC,), reason=reason)


def delay(reason: str) -> Decision:
    """A decision to delay."""
    return Decision(decide=(Decide.DELAY,), reason=reason)


def do_not_share(reason: str) -> Decision:
    """A decision not to share."""
    return Decision(decide=(Decide.NOT_SHARE,), reason=reason)


CALL = CallStarted(out_of_hearing=True)


def given(operator: str, reference: str) -> Callable[[datetime], CallEnded]:
    """A call in which the information was given and read back."""
    return lambda at: CallEnded(
        outcome=Ended.GIVEN, operator=operator, reference=reference, read_back=True, happened_at=at
    )


def acknowledged(by: str, reference: str) -> Callable[[datetime], Acknowledged]:
    """The recipient's acknowledgement, which has just come."""
    return lambda at: Acknowledged(by=by, reference=reference, happened_at=at)


def reply(who: str, words: str, *said: Said) -> Callable[[datetime], Reply]:
    """A reply, which has just come."""
    return lambda at: Reply(happened_at=at, who=who, said=said, words=words)


def done(reason: str) -> Closed:
    """A case that closes."""
    return Closed(reason=reason)
