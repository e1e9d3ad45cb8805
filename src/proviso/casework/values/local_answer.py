"""The answer to a question of an adopted local policy."""

from proviso.casework.values.considerations import Companion, InterpreterWas, who_interpreted
from proviso.casework.values.value import Value, ask

SAID_BY_THEM = ("given", "refused")
"""The answers to a local question that the person gave themselves when they were asked: consent, or none."""


class LocalAnswer(Value):
    """An answer to the question of an adopted local policy; one generic page asks it.

    Version 2 asks, of consent that was given or refused, who helped them understand and whether the way was safe:
    consent given without either does not count.
    """

    kind = "local_question_answered"
    version = 2

    fact: str = ""
    answer: str = ask("The answer", "Select an answer", most=40)
    interpreter: InterpreterWas | None = ask(
        "Was an interpreter there?", "Select whether an interpreter was there", only_where=("answer", SAID_BY_THEM)
    )
    interpreter_name: str | None = who_interpreted()
    companion: Companion | None = ask(
        "Was someone with them to support them?",
        "Select whether someone was with them",
        only_where=("answer", SAID_BY_THEM),
    )
    route_safe: bool | None = ask(
        "Were they asked in a way that they had said is safe?",
        "Select yes if they were asked in a way that they had said is safe",
        only_where=("answer", SAID_BY_THEM),
    )
    reason: str = ask("Why?", "Enter why", long=True, most=1000, reason=True)
