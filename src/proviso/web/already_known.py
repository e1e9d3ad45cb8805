"""What a page need not ask, since the case says it already; and the options that answer several questions, where they
fit the case. Nothing is chosen for anybody: what follows is what an officer answered, and each option says all that it
answers (6.3.1, 9.1; our safeguards stay: what they refuse is refused as before).
"""

from collections.abc import Mapping

from proviso.casework.history.case import Case
from proviso.casework.reading.notification_status import is_child
from proviso.casework.values.considerations import InterpreterWas, Views
from proviso.casework.values.notification import Told
from proviso.casework.values.person import Interpreter, Person, Reach
from proviso.casework.values.sharing import CallEnded
from proviso.casework.values.value import Value
from proviso.web.design.combined_options import (
    BY_THE_SAFE_WAY,
    GIVEN_JUST_NOW,
    TOLD_JUST_NOW,
    UNDERSTOOD_ALONE,
    CombinedOption,
)


def options_for(value: type[Value], case: Case) -> tuple[CombinedOption, ...]:
    """The options of a value's questions that answer several of them, as the case stands: the way that is recorded as
    safe, where there is one; that they needed nobody with them, unless they are treated as a child."""
    if value is CallEnded:
        return (GIVEN_JUST_NOW,)
    if not issubclass(value, Told):
        return ()
    reach, person = case.latest(Reach), case.latest(Person)
    safe = [BY_THE_SAFE_WAY[reach.route.value]] if reach and reach.route.value in BY_THE_SAFE_WAY else []
    alone = [UNDERSTOOD_ALONE] if person and not is_child(person) else []
    return (TOLD_JUST_NOW, *safe, *alone)


def known_for(value: type[Value], case: Case) -> Mapping[str, object]:
    """What the case answers already of a value's questions: that no interpreter was there, where it is recorded that
    none is needed."""
    reach = case.latest(Reach)
    if issubclass(value, Told | Views) and reach and reach.interpreter is Interpreter.NOT_NEEDED:
        return {"interpreter": InterpreterWas.NOT_NEEDED}
    return {}
