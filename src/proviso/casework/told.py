"""Whether what the person was told counts as told (9.1.1, 9.1.2): understood, safely, with the support that is needed.

Pure. What was said to them, and by whom, is not here.
"""

from collections.abc import Iterable

from proviso.casework.case import Case, Disclosure
from proviso.casework.values.considerations import Companion, InterpreterWas, Views, ViewsAre
from proviso.casework.values.person import Age, Person
from proviso.casework.values.telling import Telling, _Told


def is_child(person: Person | None) -> bool:
    """Whether the person is treated as a child: under 18, or their age is disputed."""
    return person is not None and person.age is not Age.ADULT


def understood_by(interpreter: InterpreterWas | None, companion: Companion | None, *, child: bool) -> bool:
    """Whether the interpreter and the support that were needed were there. A child needs support from somebody
    suitable, whatever was thought at the time."""
    alone = {Companion.ABSENT, Companion.NOT_NEEDED} if child else {Companion.ABSENT}
    return interpreter is not InterpreterWas.ABSENT and companion not in alone


def why_not_counted(value: Views | _Told, *, child: bool) -> str:
    """Why what was recorded does not count as told, or as views, in words for the officer; empty where it does."""
    if isinstance(value, Views):
        asked = value.views in {ViewsAre.GIVEN, ViewsAre.DECLINED}
    else:
        asked = value.told is Telling.YES
    if not asked:
        return ""
    if value.interpreter is InterpreterWas.ABSENT:
        return "An interpreter was needed and was not there: what was said then does not count. Do it again with one."
    if not understood_by(value.interpreter, value.companion, child=child):
        return "They needed somebody suitable with them: what was said then does not count. Do it again with one."
    if not value.route_safe:
        return "It was not done in a way that they had said is safe, so it does not count."
    if isinstance(value, _Told) and not value.understood:
        return "They did not understand it, so it does not count as told. Do it again in another way."
    return ""


def views_count(views: Views, *, child: bool) -> bool:
    """Whether views that were given, or declined, count as sought: understood, and asked for in a safe way (6.3.1)."""
    return bool(views.route_safe) and understood_by(views.interpreter, views.companion, child=child)


def told_state(told: _Told, *, child: bool) -> str:
    """Whether a telling counts: understood, with the interpreter and the support that were needed, by a safe route.

    A route that was not safe counts as impracticable; what was not understood counts as not told.
    """
    if told.told is not Telling.YES:
        return told.told.value
    if told.route_safe is False:
        return "impracticable"
    understood = bool(told.understood) and understood_by(told.interpreter, told.companion, child=child)
    return "yes" if understood else "no"


def told_of(one: Disclosure, case: Case) -> str | None:
    """Whether the person was told of one disclosure afterwards (9.1.2); None where nobody has recorded it."""
    return told_state(one.told_after, child=is_child(case.latest(Person))) if one.told_after else None


def told_explained(one: Disclosure) -> bool:
    """Whether it is in words why telling them afterwards was impracticable."""
    return one.told_after is not None and bool(one.told_after.why_impracticable)


def worst_of(states: Iterable[str | None]) -> str | None:
    """The worst of several: no, then unknown (None), then impracticable, then yes."""
    order: list[str | None] = ["no", None, "impracticable", "yes"]
    return min(states, key=order.index)
