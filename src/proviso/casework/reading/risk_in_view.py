"""What puts the person at risk, in words, for whoever decides or speaks (5.1.2, 6.1, 7.2): each with where it comes
from, and what can be left out or waited for.

Pure. Nothing is weighed here and nothing refused: it is what is recorded, in view. What is not known is said to be so.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.translation import gettext as _

from proviso.casework.history.case import Case
from proviso.casework.reading.risk import MEASURES, to_weigh_again
from proviso.casework.values.content import BasicField, BasicInformation, Include
from proviso.casework.values.person import Address, Age, Knows, Person, Reach, Route, Whereabouts
from proviso.casework.values.protection import Control, Measure, Protection
from proviso.casework.values.reply import Reply
from proviso.casework.values.value import Value, question_of


@dataclass(frozen=True, slots=True)
class RiskInView:
    """One thing that puts the person at risk.

    `says` is a sentence of ours, `typed` what was typed of it, `source` the value that says so, `about` the fields of
    basic information that bear on it, and `way` what can be left out or waited for.
    """

    says: str
    source: type[Value]
    way: str = ""
    typed: str = ""
    about: tuple[BasicField, ...] = ()


CHILD: Mapping[Age, str] = MappingProxyType(
    {
        Age.UNDER_18: "They are a child",
        Age.DISPUTED: "Their age is disputed, and they are treated as a child",
    }
)
ANY_FIELD = "Any field can be left out where sharing it could put them at risk (6.1)"
CHOSEN: Mapping[Include | None, str] = MappingProxyType(
    {
        Include.SHARE: "As chosen now, the address would be shared. It can be left out (6.1)",
        Include.LEAVE_OUT: "The address is left out",
        None: "The address can be left out (6.1)",
    }
)
SEEN: Mapping[Knows, str] = MappingProxyType(
    {
        Knows.YES: "Someone who harms them could see their post or visitors where they are",
        Knows.NOT_KNOWN: "It is not known whether someone who harms them could see their post or visitors",
    }
)
SEEN_AT_HOME = "A source of harm is at their home, or could see their post or visitors there"
CONFIDENTIAL = "They are at a refuge or another confidential address"
CONTROLLED = "Someone uses their status against them"
CAN_WAIT = "Sharing can wait until they are in place (7.2)"
OUTSTANDING = "Protective measures are needed and not in place"
NO_SAFE_WAY = "No way to reach them is safe at present"
RECORD_A_WAY = "Try nothing until a safe way is recorded"
WARNED = "A reply shows a risk, and nobody has looked at protection again since"


def risks_in_view(case: Case) -> tuple[RiskInView, ...]:
    """All that is recorded of the person that puts them at risk, in the order in which it bears on the decision."""
    return tuple(risk for of in _RISKS for risk in of(case))


def risks_of_field(case: Case, field: BasicField) -> tuple[RiskInView, ...]:
    """Those that bear on one field of basic information."""
    return tuple(one for one in risks_in_view(case) if field in one.about)


def _child(case: Case) -> Iterable[RiskInView]:
    person = case.latest(Person)
    if person and person.age and person.age in CHILD:
        yield RiskInView(CHILD[person.age], Person, ANY_FIELD, about=(BasicField.NAME, BasicField.DATE_OF_BIRTH))


def _place(case: Case) -> Iterable[RiskInView]:
    address = case.latest(Address)
    if address is None:
        return
    chosen = case.latest(BasicInformation)
    way = CHOSEN[chosen.address if chosen else None]
    if address.whereabouts is Whereabouts.CONFIDENTIAL:
        yield RiskInView(CONFIDENTIAL, Address, way, about=(BasicField.ADDRESS,))
    if address.seen_by_suspect in SEEN:
        at_home = (address.whereabouts, address.seen_by_suspect) == (Whereabouts.HOME, Knows.YES)
        says = SEEN_AT_HOME if at_home else SEEN[address.seen_by_suspect]
        yield RiskInView(says, Address, way, about=(BasicField.ADDRESS,))


def _control(case: Case) -> Iterable[RiskInView]:
    control = case.latest(Control)
    if control and control.used is Knows.YES:
        yield RiskInView(CONTROLLED, Control, ANY_FIELD, control.how or "", (BasicField.ADDRESS, BasicField.SUSPICION))


def _measures(case: Case) -> Iterable[RiskInView]:
    protection = case.latest(Protection)
    needed = [one for one in MEASURES if protection and getattr(protection, one) is Measure.NEEDED]
    if needed:
        labels = "; ".join(_(question_of(Protection, one).label) for one in needed)
        yield RiskInView(f"{_(OUTSTANDING)}: {labels}", Protection, CAN_WAIT)


def _reach(case: Case) -> Iterable[RiskInView]:
    reach = case.latest(Reach)
    if reach and reach.route is Route.NONE_SAFE:
        yield RiskInView(NO_SAFE_WAY, Reach, RECORD_A_WAY, about=(BasicField.ADDRESS,))


def _replies(case: Case) -> Iterable[RiskInView]:
    if to_weigh_again(case):
        yield RiskInView(WARNED, Reply)


_RISKS: tuple[Callable[[Case], Iterable[RiskInView]], ...] = (_child, _place, _control, _measures, _reach, _replies)
