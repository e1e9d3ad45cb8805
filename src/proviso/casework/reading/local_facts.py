"""The facts that adopted local policies ask for, from the answers to their questions. Pure; part of `facts`.

Consent that was not understood is still to be sought, and an answer goes only with the answer that it was about.
"""

from collections.abc import Mapping
from typing import cast

from proviso.casework.history.case import Case
from proviso.casework.reading.notification_status import Needs, counts, needs_of
from proviso.casework.values.local_answer import LocalAnswer
from proviso.policy.facts import FACTS
from proviso.policy.typed_facts import CaseFacts
from proviso.policy.vocabulary import Only


def local_facts(case: Case) -> CaseFacts:
    """Every local fact that is known of a case, by name."""
    needs = needs_of(case)
    given = {name: _fact(answer.value, needs) for name, answer in case.local.items()}
    going = {name: fact for name, fact in given.items() if _goes(name, FACTS[name].only, given, case)}
    # An answer names its fact and gives its value, both held to the vocabulary when they were recorded.
    return cast("CaseFacts", going)


def _fact(answer: LocalAnswer, needs: Needs) -> bool | str:
    """Consent that was not understood, or asked for in a way that is not safe, is still to be sought; a refusal stands
    however it was given."""
    if answer.answer == "given" and not counts(answer, needs):
        return "not_sought"
    return {"yes": True, "no": False}.get(answer.answer, answer.answer)


def _goes(name: str, only: Only | None, given: Mapping[str, bool | str], case: Case) -> bool:
    """Whether a fact goes where its parent now stands, and is about that: an answer that was left over from another is
    not given."""
    if only is None:
        return True
    return given.get(only.fact) in only.values and case.local[name].seq > _stands_since(only.fact, case)


def _stands_since(name: str, case: Case) -> int:
    """Since which place the answer to a local question has stood as it is: given again in the same words, it is not
    another."""
    since = 0
    for answer in reversed(case.history):
        if isinstance(answer.value, LocalAnswer) and answer.value.fact == name:
            if answer.value != case.local[name].value:
                break
            since = answer.seq
    return since
