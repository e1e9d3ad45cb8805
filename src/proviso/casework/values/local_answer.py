"""The answer to a question of an adopted local policy."""

from collections.abc import Iterator
from datetime import datetime

from proviso.casework.values.considerations import (
    Companion,
    InterpreterKind,
    InterpreterWas,
    OthersThere,
    kind_of_interpreter,
    refuse_unless_written,
    who_else,
    who_interpreted,
)
from proviso.casework.values.value import Refusal, Value, ask

SAID_BY_THEM = ("given", "refused")
"""The answers to a local question that the person gave themselves when they were asked: consent, or none."""


class LocalAnswer(Value):
    """An answer to the question of an adopted local policy; one generic page asks it.

    Version 2 asks, of consent that was given or refused, who helped them understand and whether the way was safe:
    consent given without either does not count. Version 3 asks when they were asked, what kind of interpreter it was,
    and who else was there; nobody knows when that was of an older answer, so here alone it may be left out.
    """

    kind = "local_question_answered"
    version = 3

    fact: str = ""
    answer: str = ask("The answer", "Select an answer", most=40)
    happened_at: datetime | None = ask(
        "When were they asked?", "Enter when they were asked", optional=True, only_where=("answer", SAID_BY_THEM)
    )
    interpreter: InterpreterWas | None = ask(
        "Was an interpreter there?",
        "Select whether an interpreter was there",
        only_where=("answer", SAID_BY_THEM),
        without=(InterpreterWas.IN_WRITING,),
    )
    interpreter_kind: InterpreterKind | None = kind_of_interpreter()
    interpreter_name: str | None = who_interpreted()
    companion: Companion | None = ask(
        "Was someone with them to support them?",
        "Select whether someone was with them",
        only_where=("answer", SAID_BY_THEM),
    )
    others_there: tuple[OthersThere, ...] = who_else(("answer", SAID_BY_THEM))
    route_safe: bool | None = ask(
        "Were they asked in a way that they had said is safe?",
        "Select yes if they were asked in a way that they had said is safe",
        only_where=("answer", SAID_BY_THEM),
    )
    reason: str = ask("Why?", "Enter why", long=True, most=1000, reason=True)

    def refusals(self) -> Iterator[Refusal]:
        """Consent is asked for, and heard."""
        yield from refuse_unless_written(self.interpreter)
