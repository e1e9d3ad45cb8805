"""Telling the person, before and after (9.1): what they were told of is what was on the page."""

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from proviso.casework import clock
from proviso.casework.acts import why_not
from proviso.casework.history.case import Case
from proviso.casework.history.replay import as_of
from proviso.casework.reading.notification_status import is_child
from proviso.casework.reading.proposal import proposal_of
from proviso.casework.values.considerations import Companion, InterpreterWas
from proviso.casework.values.notification import AttemptFailed, How, Told, ToldAfter, ToldBefore
from proviso.casework.values.person import Interpreter, Person, Reach, Route
from proviso.casework.values.value import Refusal, Value, ValueRefused
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import ActRefused, Precondition, commit, reject_duplicate


class NothingToTell(ActRefused):
    """Nothing is proposed, or nothing has been shared, so there is nothing to tell the person of."""

    code = "nothing_to_tell"


def tell_before(opened: OpenCase, told: ToldBefore, *, seen: int) -> OpenCase:
    """That it is intended to share, what and why (9.1.1). Raises NothingToTell, ValueRefused."""
    shown = as_of(opened.case, seen)
    if words := why_not.nothing_proposed_to_tell(shown):
        raise NothingToTell(words)
    digest = proposal_of(shown).digest

    def make(case: Case) -> Value:
        refuse_unsafe(told, case)
        return replace(told, about=digest)

    return commit(opened, make, Precondition(seen=seen))


def tell_after(opened: OpenCase, told: ToldAfter, *, seen: int) -> OpenCase:
    """That it has been shared, what and why (9.1.2). Raises NothingToTell, ValueRefused."""
    shown = as_of(opened.case, seen)
    if words := why_not.nothing_to_tell_of(shown):
        raise NothingToTell(words)
    upto = str(shown.disclosures[-1].seq)

    def make(case: Case) -> Value:
        refuse_unsafe(told, case)
        return replace(told, about=upto)

    return commit(opened, make, Precondition(seen=seen))


def record_failed_attempt(opened: OpenCase, failed: AttemptFailed, *, seen: int) -> OpenCase:
    """That telling the person was tried and failed; it is due again on the day of the next try (9.1).

    Raises NothingToTell, RecordedAlready for a form that was sent twice, and ValueRefused for a day that has passed.
    """

    def make(case: Case) -> Value:
        reject_duplicate(case, failed, seen)
        if words := why_not.nothing_tried(case):
            raise NothingToTell(words)
        _refuse_past(failed.try_again_on)
        return failed

    return commit(opened, make, Precondition(seen=seen, once=False))


def refuse_unsafe(told: Told, case: Case) -> None:
    """Raise ValueRefused for a date that has passed, a route that is not recorded as safe, an interpreter who is needed
    and is said not to be, and a child for whom no support is said to be needed."""
    _refuse_past(told.try_again_on)
    _refuse_other_way(told, case.latest(Reach))
    refuse_unneeded_interpreter(told.interpreter, case)
    refuse_unneeded_companion(told.companion, case)


def _refuse_other_way(told: Told, reach: Reach | None) -> None:
    """Raise ValueRefused where they were told in a way that is said to be safe and is not the one that is recorded. In
    person is apart: whoever is with the officer says there and then whether it is safe to talk; but where no way is
    safe, it is recorded first what has changed."""
    if not (told.route_safe and told.how and reach) or told.how.value == reach.route.value:
        return
    if told.how is How.IN_PERSON and reach.route is not Route.NONE_SAFE:
        return
    recorded = (
        _("It is recorded that no way to reach them is safe.")
        if reach.route is Route.NONE_SAFE
        else _("The safe way that is recorded is “%(route)s”.") % {"route": _(reach.route.label).lower()}
    )
    says = _("%(recorded)s Record the safe way first, or say that it was not safe") % {"recorded": recorded}
    raise ValueRefused([Refusal("route_safe", "yes", "no", says)])


def refuse_unneeded_companion(was: Companion | None, case: Case) -> None:
    """Raise ValueRefused where somebody is treated as a child, and it is said that they needed nobody with them."""
    if was is Companion.NOT_NEEDED and is_child(case.latest(Person)):
        says = _(
            "They are recorded as under 18, or their age is disputed. Select whether someone suitable was with them"
        )
        raise ValueRefused([Refusal("companion", was.value, "present or absent", says)])


def refuse_unneeded_interpreter(was: InterpreterWas | None, case: Case) -> None:
    """Raise ValueRefused where an interpreter is recorded as needed, and it is said that none was: words that were not
    understood do not count, and nobody decides that in passing (6.3.1, 9.1)."""
    reach = case.latest(Reach)
    if was is InterpreterWas.NOT_NEEDED and reach and reach.interpreter is not Interpreter.NOT_NEEDED:
        says = _(
            "It is recorded that an interpreter is needed. Select whether one was there. If none is "
            "needed after all, a supervisor who does not carry this case records that first, under "
            "the safe way to reach them"
        )
        raise ValueRefused([Refusal("interpreter", was.value, "present or absent", says)])


def _refuse_past(again: date | None) -> None:
    """Raise ValueRefused for a day of the next try that is not still to come."""
    if again and again <= clock.today():
        says = _("Enter a date to try again that is still to come")
        raise ValueRefused([Refusal("try_again_on", again.isoformat(), "a date to come", says)])
