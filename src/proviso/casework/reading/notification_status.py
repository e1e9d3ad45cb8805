"""Whether what the person was told, or said, counts (6.3.1, 9.1.1, 9.1.2): understood, safely, with the support that is
needed. What is needed is what the case says now, whatever was thought at the time.

Pure. What was said to them, and by whom, is not here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from django.utils.translation import gettext as _

from proviso.casework.history.case import Case, Disclosure
from proviso.casework.reading.fact_codes import INFORMED
from proviso.casework.values.considerations import (
    Companion,
    InterpreterKind,
    InterpreterWas,
    OthersThere,
    Views,
    ViewsAre,
)
from proviso.casework.values.local_answer import SAID_BY_THEM, LocalAnswer
from proviso.casework.values.notification import Telling, Told, ToldAfter
from proviso.casework.values.person import Age, Interpreter, Person, Reach
from proviso.policy.typed_facts import Informed


@dataclass(frozen=True, slots=True)
class Needs:
    """What the person needs in order to understand: the support that a child is given, an interpreter."""

    child: bool = False
    interpreter: bool = False


def needs_of(case: Case) -> Needs:
    """What the person is recorded as needing."""
    reach = case.latest(Reach)
    needed = reach is not None and reach.interpreter is not Interpreter.NOT_NEEDED
    return Needs(is_child(case.latest(Person)), needed)


def is_child(person: Person | None) -> bool:
    """Whether the person is treated as a child: under 18, or their age is disputed."""
    return person is not None and person.age is not Age.ADULT


Said: TypeAlias = Views | Told | LocalAnswer
"""What is recorded with who was there when it was said: views, a telling, an answer to a local question."""


def understood_by(value: Said, needs: Needs) -> bool:
    """Whether the interpreter and the support that are needed were there, and nobody who takes the freedom to answer
    away."""
    return not why_not_understood(value, needs)


def _without_interpreter(interpreter: InterpreterWas | None, needs: Needs) -> bool:
    understood = (InterpreterWas.PRESENT, InterpreterWas.IN_WRITING)
    return interpreter is InterpreterWas.ABSENT or (needs.interpreter and interpreter not in understood)


def _alone(companion: Companion | None, needs: Needs) -> bool:
    return companion is Companion.ABSENT or (needs.child and companion is not Companion.PRESENT)


def why_not_counted(value: Said, needs: Needs) -> str:
    """Why what was recorded does not count as told, as views or as consent, in words for the officer; empty where it
    does."""
    if isinstance(value, Views):
        asked = value.views in {ViewsAre.GIVEN, ViewsAre.DECLINED}
    elif isinstance(value, LocalAnswer):
        asked = value.answer in SAID_BY_THEM
    else:
        asked = value.told is Telling.YES
    if not asked:
        return ""
    why = why_not_understood(value, needs) or _why_not_safe(value.route_safe)
    if not why and isinstance(value, Told) and not value.understood:
        return _("They did not understand it, so it does not count as told. Do it again in another way.")
    return (
        _("%(why)s Until then there is no consent.") % {"why": why} if why and isinstance(value, LocalAnswer) else why
    )


def why_not_understood(value: Said, needs: Needs) -> str:
    """Why what was said was not understood or not free, in words for the officer; empty where the help that is needed
    was there. What an older entry was not asked is not held against it."""
    if value.interpreter is InterpreterWas.ABSENT:
        return _(
            "An interpreter was needed and was not there: what was said then does not count. Do it again with one."
        )
    if _without_interpreter(value.interpreter, needs):
        return _(
            "It is recorded that an interpreter is needed, and then there was none: what was said "
            "then does not count. Do it again with one."
        )
    if value.interpreter_kind is InterpreterKind.HOUSEHOLD:
        return _(
            "Family, a friend or somebody of the household interpreted: what was said then does not "
            "count. Do it again with an interpreter who is independent of them."
        )
    if OthersThere.SOURCE_OF_HARM in (value.others_there or ()):
        return _(
            "Somebody who may be the source of harm was there: what was said then does not count. Do "
            "it again where they are not."
        )
    if _alone(value.companion, needs):
        return _("They needed somebody suitable with them: what was said then does not count. Do it again with one.")
    return ""


def _why_not_safe(route_safe: bool | None) -> str:
    if route_safe:
        return ""
    return _("It was not done in a way that they had said is safe, so it does not count. Do it again in one that is.")


def counts(value: Views | LocalAnswer, needs: Needs) -> bool:
    """Whether views that were given or declined, or consent, count as asked for: understood, and in a safe way
    (6.3.1)."""
    return bool(value.route_safe) and understood_by(value, needs)


def told_state(told: Told, needs: Needs) -> Informed:
    """Whether a telling counts: understood, with the interpreter and the support that are needed, by a safe route.

    A route that was not safe counts as impracticable; what was not understood counts as not told.
    """
    if told.told is not Telling.YES:
        return INFORMED[told.told]
    if told.route_safe is False:
        return "impracticable"
    understood = bool(told.understood) and understood_by(told, needs)
    return "yes" if understood else "no"


def told_of(one: Disclosure, case: Case) -> Informed | None:
    """Whether the person was told of one disclosure afterwards (9.1.2); None where nobody has recorded it."""
    told = telling_of(one, case)
    return told_state(told, needs_of(case)) if told else None


def telling_of(one: Disclosure, case: Case) -> ToldAfter | None:
    """The telling that stands for one disclosure: the last that counts, since whoever was told of it stays told when
    more is shared; or else the last."""
    counted = (told for told in reversed(one.tellings) if told_state(told, needs_of(case)) == "yes")
    return next(counted, one.tellings[-1] if one.tellings else None)


def told_explained(one: Disclosure, case: Case) -> bool:
    """Whether it is in words why telling them afterwards was impracticable."""
    told = telling_of(one, case)
    return told is not None and bool(told.why_impracticable)


def worst_of(states: Iterable[Informed | None]) -> Informed | None:
    """The worst of several: no, then unknown (None), then impracticable, then yes."""
    order: list[Informed | None] = ["no", None, "impracticable", "yes"]
    return min(states, key=order.index)
