"""Answering the questions of the local policies that a force has adopted: one act for all of them."""

from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from proviso.casework.acts.tell import refuse_unneeded_companion, refuse_unneeded_interpreter
from proviso.casework.history.case import Case
from proviso.casework.values.local_answer import SAID_BY_THEM, LocalAnswer
from proviso.casework.values.value import Refusal, Value, ValueRefused
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import Precondition, commit
from proviso.casework.writing.permissions import Actor, NotAllowed, is_own

SENIOR = frozenset({"senior_authorised"})
"""Facts that only somebody of a senior rank records, and never on a case of their own. Which ranks are senior the force
says, and no role makes anybody so."""


def answer_of(value: bool | str) -> str:
    """How an answer to a local question is kept: a value of a fact, with yes and no in words."""
    if isinstance(value, str):
        return value
    return "yes" if value else "no"


def answer_local_question(opened: OpenCase, answer: LocalAnswer, *, seen: int) -> OpenCase:
    """An answer to a question of an adopted local policy, and to no other: what the case itself shows is not answered
    here. Raises ValueRefused for another question or answer, and where an interpreter or support is needed and is said
    not to be; NotAllowed where it is a senior officer’s.
    """

    def make(case: Case) -> Value:
        asked = next((fact for fact in opened.rules.policy.local_facts if fact.name == answer.fact), None)
        accepted = [answer_of(value) for value in asked.says] if asked is not None else []
        if answer.answer not in accepted:
            raise ValueRefused([Refusal("answer", answer.answer, ", ".join(accepted), _("Select an answer"))])
        if words := why_not_senior(answer.fact, opened.actor, case):
            raise NotAllowed(words)
        if answer.answer in SAID_BY_THEM and answer.happened_at is None:
            raise ValueRefused(
                [Refusal("happened_at", "nothing", "a date and a time", _("Enter when they were asked"))]
            )
        refuse_unneeded_interpreter(answer.interpreter, case)
        refuse_unneeded_companion(answer.companion, case)
        return answer

    return commit(opened, make, Precondition(seen=seen))


def why_not_senior(fact: str, actor: Actor, case: Case) -> str:
    """Why this person cannot record a fact that is a senior officer's, in words: the force calls no rank of theirs
    senior, or they carried the case. Empty where they can, and for every other fact."""
    senior: Sequence[str] = settings.PROVISO_SENIOR_RANKS
    if fact not in SENIOR:
        return ""
    if not senior:
        return _(
            "The force has not said which ranks are senior, so nobody can authorise this. Ask "
            "whoever runs the service to say which."
        )
    if actor.rank not in senior:
        ranks = ", ".join(rank.replace("_", " ") for rank in senior)
        return _("Only somebody of a senior rank can record this (%(ranks)s). Ask one who does not carry the case.") % {
            "ranks": ranks
        }
    return _("This is your own case: somebody else of a senior rank has to record this.") if is_own(actor, case) else ""
