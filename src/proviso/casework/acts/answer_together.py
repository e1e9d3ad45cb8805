"""Several questions answered at once, as a page asks all that is open of a part: one transaction, an entry each.

What can be recorded is; what cannot is refused by itself, and says so of its own question alone: somebody who is called
away has lost nothing that was right.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from django.db import transaction

from proviso.casework.acts.question import Question
from proviso.casework.case_error import CaseError
from proviso.casework.values.value import Value
from proviso.casework.writing.access import OpenCase

OF_ONE_ANSWER = frozenset({HTTPStatus.FORBIDDEN, HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY})
"""What is refused of one answer; anything else is wrong with the case or with us, and nothing is recorded."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer to one question, and the last place in the case that its page showed."""

    question: Question
    value: Value
    seen: int


@dataclass(frozen=True, slots=True)
class Together:
    """The case as it then is, the questions whose answers are recorded, and why each of the others is not, by its
    slug."""

    opened: OpenCase
    recorded: tuple[Question, ...]
    refused: Mapping[str, CaseError]


def answer_together(opened: OpenCase, answers: Sequence[Answered]) -> Together:
    """Record each answer, in order. Raises a CaseError that is about none of them; then nothing is written."""
    recorded: list[Question] = []
    refused: dict[str, CaseError] = {}
    with transaction.atomic():
        for one in answers:
            try:
                opened = one.question.record(opened, one.value, seen=one.seen)
                recorded.append(one.question)
            except CaseError as error:
                if error.status not in OF_ONE_ANSWER:
                    raise
                refused[one.question.slug] = error
    return Together(opened, tuple(recorded), refused)
