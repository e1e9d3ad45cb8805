"""Answering the questions of the local policies that a force has adopted: one act for all of them."""

from proviso.casework.acts.tell import refuse_unneeded_companion, refuse_unneeded_interpreter
from proviso.casework.history.case import Case
from proviso.casework.values.local_answer import SAID_BY_THEM, LocalAnswer
from proviso.casework.values.value import Refusal, Value, ValueRefused
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import Precondition, commit
from proviso.casework.writing.permissions import NotAllowed, Permission, may

SENIOR = frozenset({"senior_authorised"})
"""Facts that only a supervisor records, and never on a case of their own."""


def answer_of(value: bool | str) -> str:
    """How an answer to a local question is kept: a value of a fact, with yes and no in words."""
    if isinstance(value, str):
        return value
    return "yes" if value else "no"


def answer_local_question(opened: OpenCase, answer: LocalAnswer, *, seen: int) -> OpenCase:
    """An answer to a question of an adopted local policy, and to no other: what the case itself shows is not answered
    here. Raises ValueRefused for another question or answer, and where an interpreter or support is needed and is said
    not to be; NotAllowed.
    """

    def make(case: Case) -> Value:
        asked = next((fact for fact in opened.rules.policy.local_facts if fact.name == answer.fact), None)
        accepted = [answer_of(value) for value in asked.says] if asked is not None else []
        if answer.answer not in accepted:
            raise ValueRefused([Refusal("answer", answer.answer, ", ".join(accepted), "Select an answer")])
        if answer.fact in SENIOR and not may(opened.actor, Permission.REVIEW_AS_SUPERVISOR, case):
            raise NotAllowed("A supervisor who did not carry this case has to record this.")
        if answer.answer in SAID_BY_THEM and answer.happened_at is None:
            raise ValueRefused([Refusal("happened_at", "nothing", "a date and a time", "Enter when they were asked")])
        refuse_unneeded_interpreter(answer.interpreter, case)
        refuse_unneeded_companion(answer.companion, case)
        return answer

    return commit(opened, make, Precondition(seen=seen))
