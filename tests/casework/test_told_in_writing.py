"""A letter or a message in their language tells whoever needs an interpreter; what is said needs one (6.3.1, 9.1)."""

from dataclasses import replace

import pytest

from proviso.casework.acts.record_person import record_reach
from proviso.casework.acts.tell import tell_after
from proviso.casework.reading.notification_status import Needs, told_of, told_state, why_not_counted
from proviso.casework.values.considerations import InterpreterWas
from proviso.casework.values.notification import How, Told
from proviso.casework.values.person import Interpreter, Route
from proviso.casework.values.value import ValueRefused
from proviso.casework.writing.permissions import Actor

from .every import CONSENT, TOLD_CORRECTION
from .examples import REACH, TOLD_AFTER, TOLD_BEFORE, VIEWS, shared


@pytest.mark.parametrize("value", [TOLD_BEFORE, TOLD_AFTER, TOLD_CORRECTION], ids=["before", "after", "correction"])
@pytest.mark.parametrize("how", [How.LETTER, How.MESSAGE])
def test_what_was_written_in_their_language_needs_no_interpreter(value: Told, how: How) -> None:
    written = replace(value, interpreter=InterpreterWas.IN_WRITING, how=how)
    assert why_not_counted(written, Needs(interpreter=True)) == ""
    assert told_state(written, Needs(interpreter=True)) == "yes"
    assert told_state(replace(written, understood=False), Needs(interpreter=True)) == "no"


@pytest.mark.django_db(databases=["default", "keys"])
def test_a_letter_in_their_language_tells_whoever_needs_an_interpreter(officer: Actor) -> None:
    opened = shared(officer)
    by_letter = replace(REACH, language="Farsi", interpreter=Interpreter.NEEDED, route=Route.LETTER)
    opened = record_reach(opened, by_letter, seen=opened.case.seq)
    opened = tell_after(
        opened, replace(TOLD_AFTER, interpreter=InterpreterWas.IN_WRITING, how=How.LETTER), seen=opened.case.seq
    )
    assert told_of(opened.case.disclosures[-1], opened.case) == "yes"


@pytest.mark.parametrize("how", [How.IN_PERSON, How.TELEPHONE, How.ADVOCATE])
def test_what_is_said_is_not_written(how: How) -> None:
    with pytest.raises(ValueRefused, match="only a letter or a message is written in their language"):
        replace(TOLD_BEFORE, interpreter=InterpreterWas.IN_WRITING, how=how)


def test_views_and_consent_are_heard_and_not_written() -> None:
    for value in (VIEWS, CONSENT):
        with pytest.raises(ValueRefused, match="only a letter or a message is written in their language"):
            replace(value, interpreter=InterpreterWas.IN_WRITING)
