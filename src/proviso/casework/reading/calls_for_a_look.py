"""What calls for a second look, as questions to a case: each gives the place of the entry that does, or 0.

The table in `second_look` is made of these. Pure.
"""

from collections.abc import Callable, Mapping

from proviso.casework.history.case import Case, Disclosure
from proviso.casework.history.replay import as_of
from proviso.casework.reading.decision_in_force import decided_to_share
from proviso.casework.reading.notification_status import is_child
from proviso.casework.reading.risk import GRAVE
from proviso.casework.values.allegation import Allegation, CrimeType
from proviso.casework.values.considerations import Views, ViewsAre
from proviso.casework.values.content import Additional, BasicField
from proviso.casework.values.decision import SharingDecided
from proviso.casework.values.looks import (
    Pace,
    SupervisorLooked,
    UrgencyDeclared,
)
from proviso.casework.values.notification import Telling, Told, ToldAfter, ToldBefore
from proviso.casework.values.person import Address, Knows, Person
from proviso.casework.values.protection import Control, Referral, Support
from proviso.casework.values.suspicion import Certainty, Suspicion
from proviso.casework.values.value import Value

Called = Callable[[Case], int]
"""The place of the entry that calls for a look on a case; 0 where nothing does."""


def of_decision(holds: Callable[[Case, SharingDecided], bool]) -> Called:
    """The decision that waits to be sent, where this holds of it."""

    def called(case: Case) -> int:
        decided = decided_to_share(case)
        return decided.seq if decided and holds(case, decided.value) else 0

    return called


def of_disclosure(holds: Callable[[Case, Disclosure], bool]) -> Called:
    """The last disclosure of which this holds."""
    return lambda case: max((one.seq for one in case.disclosures if holds(case, one)), default=0)


def of_answer(question: type[Value], holds: Callable[[Value], bool], *, though_changed: bool = False) -> Called:
    """The earliest of the latest answers to a question, in a row, of which this holds: saying it again calls for no
    other look. `though_changed` is whether it goes on to call for one though it was answered otherwise since, where it
    held when something was shared."""

    def called(case: Case) -> int:
        latest = case.answers.get(question)
        if latest is None:
            return 0
        if holds(latest.value):
            return _since(case, latest.seq)
        return _when_shared(case) if though_changed else 0

    def _when_shared(case: Case) -> int:
        for shared in reversed(case.disclosures):
            before = reversed(case.history[: shared.seq])
            then = next((one for one in before if isinstance(one.value, question)), None)
            if then and holds(then.value):
                return _since(case, then.seq)
        return 0

    def _since(case: Case, place: int) -> int:
        for one in reversed(case.history[: place - 1]):
            if isinstance(one.value, question):
                if not holds(one.value):
                    break
                place = one.seq
        return place

    return called


def changed_unseen(rows: Mapping[str, tuple[Called, Callable[[SharingDecided], bool]]]) -> Called:
    """The decision that waits to be sent, where an earlier one that never left called for a look of one of these rows,
    which no supervisor took, and what called for it was answered otherwise since. With each row, by its code, whether
    it is still of what is decided: an address that is left out now needs no look."""

    def called(case: Case) -> int:
        decided = decided_to_share(case)
        if decided is None:
            return 0
        left = [id(one.decided) for one in case.disclosures]
        for earlier in case.history[: decided.seq - 1]:
            if isinstance(earlier.value, SharingDecided) and id(earlier.value) not in left:
                then = as_of(case, earlier.seq)
                for code, (row, still) in rows.items():
                    changed = still(decided.value) and row(then) and not row(case)
                    if changed and not _seen(case, code, earlier.seq):
                        return decided.seq
        return 0

    return called


def _seen(case: Case, code: str, since: int) -> bool:
    looks = (one.value for one in case.history[since:])
    return any(isinstance(one, SupervisorLooked) and code in one.about for one in looks)


def of_crime(*types: CrimeType) -> Called:
    def holds(one: Value) -> bool:
        return isinstance(one, Allegation) and bool(set(types) & set(one.crime_types))

    return of_answer(Allegation, holds, though_changed=True)


def address_is_shared(holds: Callable[[Address], bool]) -> Called:
    def shared_and_holds(case: Case, decided: SharingDecided) -> bool:
        address = case.latest(Address)
        return shares_address(decided) and address is not None and holds(address)

    return of_decision(shared_and_holds)


def shares_address(decided: SharingDecided) -> bool:
    return any(one.field is BasicField.ADDRESS for one in decided.basic)


def shares_anything(_decided: SharingDecided) -> bool:
    return True


def about_a_child(case: Case, _decided: SharingDecided) -> bool:
    return is_child(case.latest(Person))


def on_a_doubt(case: Case, _decided: SharingDecided) -> bool:
    suspicion = case.latest(Suspicion)
    return suspicion is not None and suspicion.certainty is Certainty.DOUBT


def nobody_reached(case: Case, decided: SharingDecided) -> bool:
    """Whether neither views nor telling were practicable."""
    views, told = case.latest(Views), case.latest(ToldBefore)
    unasked = bool(decided.additional) and views is not None and views.views is ViewsAre.IMPRACTICABLE
    return unasked and told is not None and told.told is Telling.IMPRACTICABLE


def at_pace(pace: Pace) -> Called:
    return of_decision(lambda _case, decided: pace in decided.pace)


def impracticable(told: type[Told]) -> Called:
    """Telling them was impracticable; beforehand, it goes on to call for a look once something was shared."""

    def holds(one: Value) -> bool:
        return isinstance(one, Told) and one.told is Telling.IMPRACTICABLE

    return of_answer(told, holds, though_changed=told is ToldBefore)


def everything_additional(_case: Case, one: Disclosure) -> bool:
    kinds = set(Additional) - {Additional.NOTHING}
    return one.decided is not None and {item.field for item in one.decided.additional} >= kinds


def said_beyond(_case: Case, one: Disclosure) -> bool:
    return bool((one.call and one.call.beyond) or (one.late and one.late.beyond))


def without_support(case: Case) -> int:
    """A grave crime, something decided or shared, and no support offered."""
    support, decided = case.latest(Support), decided_to_share(case)
    if (support and support.support is not Referral.NOT_OFFERED) or not of_crime(*GRAVE)(case):
        return 0
    return max([one.seq for one in case.disclosures] + ([decided.seq] if decided else []), default=0)


def declared_urgent(case: Case) -> int:
    return case.seq_of(UrgencyDeclared)


def told_or_asked(holds: Callable[[Views | Told], bool]) -> Called:
    """The latest telling, or asking for views, of which this holds."""

    def holds_of(value: Value) -> bool:
        return isinstance(value, Views | Told) and holds(value)

    each = [of_answer(kind, holds_of, though_changed=True) for kind in (Views, ToldBefore, ToldAfter)]
    return lambda case: max(called(case) for called in each)


def treated_as_child(one: Value) -> bool:
    return isinstance(one, Person) and is_child(one)


def views_impracticable(one: Value) -> bool:
    return isinstance(one, Views) and one.views is ViewsAre.IMPRACTICABLE


def is_used(one: Value) -> bool:
    """Whether somebody uses their status against them (5.4.5)."""
    return isinstance(one, Control) and one.used is Knows.YES
