"""A brother interprets what his sister is told, and is written down as an interpreter; or none is needed after all."""

from dataclasses import replace
from typing import Any

from proviso.casework.values.considerations import InterpreterKind, InterpreterWas
from proviso.casework.values.person import Interpreter
from proviso.demonstration.force import ASHDOWN, CLOVER
from tests.casework import examples
from tests.misuse.conftest import Insiders
from tests.misuse.insider import problems

NEEDED = replace(examples.REACH, language="Dari", interpreter=Interpreter.NEEDED)
HIM: dict[str, Any] = {"interpreter": InterpreterWas.PRESENT, "interpreter_name": "Her brother"}
BY_HIM = replace(examples.TOLD_BEFORE, **HIM, interpreter_kind=InterpreterKind.HOUSEHOLD)


def test_what_a_brother_interpreted_does_not_count(insider: Insiders) -> None:
    ashdown = insider(ASHDOWN)
    reference = ashdown.opens_a_case()
    ashdown.carries(reference, (*examples.UNTOLD, NEEDED, BY_HIM))
    page = ashdown.reads(f"/cases/{reference}/questions/tell-before")
    assert "Family, a friend or somebody of the household interpreted" in page.page
    assert ashdown.decides(reference, "Her brother told her what it means").status == 409
    nobody_says = ashdown.answers(reference, BY_HIM, interpreter_kind="not_recorded")
    assert nobody_says.status == 422, "what stands for older entries is nobody's to choose"


def test_an_interpreter_who_is_needed_is_not_unsaid_to_be_quicker(insider: Insiders) -> None:
    ashdown = insider(ASHDOWN)
    reference = ashdown.opens_a_case()
    ashdown.carries(reference, (*examples.UNTOLD, NEEDED))
    reply = ashdown.answers(reference, examples.TOLD_BEFORE)
    assert reply.status == 409, "no interpreter was there"
    reply = ashdown.answers(reference, examples.REACH)
    assert (reply.status, problems(reply)[-1][:50]) == (403, "It is recorded that an interpreter is needed. Only")
    clover = insider(CLOVER)
    clover.posts(f"/cases/{reference}/reason", {"reason": "To speak with her about an interpreter"})
    assert clover.answers(reference, examples.REACH).status == 302
