"""Telling the person, before and after (9.1.1, 9.1.2). Told means understood, by a route that is safe. An attempt that
failed is recorded too, with the day on which it is tried again.
"""

from collections.abc import Iterator
from datetime import date, datetime

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
from proviso.casework.values.value import Choice, Refusal, Value, ask


class Telling(Choice):
    """Whether the person has been told."""

    YES = "yes", "Yes"
    NO = "no", "Not yet"
    IMPRACTICABLE = "impracticable", "It is impracticable to tell them"


class How(Choice):
    """How they were told."""

    IN_PERSON = "in_person", "In person"
    TELEPHONE = "telephone", "By telephone"
    MESSAGE = "message", "By text or e-mail"
    LETTER = "letter", "By letter"
    ADVOCATE = "advocate", "Through a support worker or solicitor"


WRITTEN = (How.MESSAGE, How.LETTER)
"""The ways that can be written in their language, so that nobody has to interpret."""


class Again(Choice):
    """Whether telling is tried again where it is impracticable: a day, or it never will be practicable."""

    ON_A_DAY = "on_a_day", "Yes"
    NEVER = "never", "No: it will not become practicable"


class Told(Value):
    """What every telling asks. `about` is the digest of what they were told of.

    Version 2 asks always who interpreted, and whether it is tried again where telling is impracticable. Version 3 asks
    what kind of interpreter it was, and who else was there.
    """

    version = 3

    told: Telling = ask("Have you told them?", "Select whether you have told them")
    happened_at: datetime | None = ask("When?", "Enter when they were told", only_where=("told", Telling.YES))
    how: How | None = ask("How?", "Select how they were told", only_where=("told", Telling.YES))
    route_safe: bool | None = ask(
        "Was that a way they had said is safe?",
        "Select yes if it was a way they had said is safe",
        only_where=("told", Telling.YES),
    )
    interpreter: InterpreterWas | None = ask(
        "Was an interpreter there?", "Select whether an interpreter was there", only_where=("told", Telling.YES)
    )
    interpreter_kind: InterpreterKind | None = kind_of_interpreter()
    interpreter_name: str | None = who_interpreted()
    companion: Companion | None = ask(
        "Was someone with them to support them?",
        "Select whether someone was with them",
        only_where=("told", Telling.YES),
    )
    others_there: tuple[OthersThere, ...] = who_else(("told", Telling.YES))
    understood: bool | None = ask(
        "Did they understand?",
        "Select yes if they understood",
        only_where=("told", Telling.YES),
        hint="Ask them to say it back in their own words",
    )
    why_impracticable: str | None = ask(
        "Why is it impracticable?",
        "Enter why it is impracticable",
        only_where=("told", Telling.IMPRACTICABLE),
        long=True,
        most=500,
        reason=True,
    )
    again: Again | None = ask(
        "Will you try again?", "Select whether you will try again", only_where=("told", Telling.IMPRACTICABLE)
    )
    try_again_on: date | None = ask(
        "When will you try again?",
        "Enter when you will try again",
        only_where=("again", Again.ON_A_DAY),
        hint="For example, 27 3 2027",
    )
    why_never: str | None = ask(
        "Why will it not become practicable?",
        "Enter why it will not become practicable",
        only_where=("again", Again.NEVER),
        long=True,
        most=500,
        reason=True,
    )
    about: str | None = None

    def refusals(self) -> Iterator[Refusal]:
        """What is written in their language needs no interpreter; what is said does."""
        yield from refuse_unless_written(self.interpreter, written=self.how in WRITTEN)


class ToldBefore(Told):
    """That it is intended to share, what, and why (9.1.1).

    Version 3 knows what they were told of by a digest over codes; before, over labels. Version 4 asks what kind of
    interpreter it was, and who else was there.
    """

    kind = "person_told_before"
    version = 4


class ToldAfter(Told):
    """That it has been shared, what, and why (9.1.2)."""

    kind = "person_told_after"


class AttemptFailed(Value):
    """An attempt to tell the person that did not reach them; telling is due again on the day of the next try."""

    kind = "attempt_to_tell_failed"

    happened_at: datetime = ask("When did you try?", "Enter when you tried")
    how: How = ask("How did you try?", "Select how you tried")
    what_happened: str = ask("What happened?", "Enter what happened", long=True, most=500, reason=True)
    try_again_on: date = ask(
        "When will you try again?", "Enter when you will try again", hint="For example, 27 3 2027, by the safe way"
    )
