"""What additional information takes: the person's views, and the three other considerations (6.3)."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from proviso.casework.values.value import Choice, Offered, Refusal, Value, ask


class ViewsAre(Choice):
    """The person's views on additional information: sought, unless impracticable (6.3.1)."""

    GIVEN = "given", "They gave their views"
    DECLINED = "declined", "They were asked and did not want to say"
    NOT_SOUGHT = "not_sought", "They have not been asked yet"
    IMPRACTICABLE = "impracticable", "It is impracticable to ask them"


class InterpreterWas(Choice):
    """Whether an interpreter was there: views or words that are not understood do not count."""

    NOT_NEEDED = "not_needed", "Not needed"
    PRESENT = "present", "Present"
    ABSENT = "absent", "Needed, and not there", "What was said then does not count"
    IN_WRITING = "in_writing", "Not needed: it was written, in their language", "Of a letter or a message alone"


class InterpreterKind(Choice):
    """Who interpreted. Nobody of the family or household is independent, whatever they understood and whoever asked
    them: what was said through them never counts (6.3.1, 9.1)."""

    REGISTERED = "registered", "A registered or contracted interpreter"
    POLICE = "police", "A police officer or member of staff who has the language"
    TELEPHONE = "telephone_service", "A telephone interpreting service"
    HOUSEHOLD = (
        "household",
        "Family, a friend or anybody from the household",
        "What was said then does not count: ask again with somebody independent",
    )
    OTHER = "other", "Somebody else"
    NOT_RECORDED = "not_recorded", "Not recorded", "", Offered.NO_LONGER


class OthersThere(Choice):
    """Who else was there, or could hear. Whoever may be the source of harm takes the freedom to answer away."""

    NOBODY = "nobody", "Nobody else"
    SUPPORTER = "supporter", "Somebody to support them"
    HOUSEHOLD = "household", "Somebody else of their family or household"
    SOURCE_OF_HARM = (
        "source_of_harm",
        "Somebody who may be the source of harm",
        "What was said then does not count: ask again where they are not",
    )
    NOT_KNOWN = "not_known", "It is not known"
    NOT_RECORDED = "not_recorded", "Not recorded", "", Offered.NO_LONGER


class Companion(Choice):
    """Support for a child, or for someone who lacks capacity, from a person who is not a suspect."""

    NOT_NEEDED = "not_needed", "Not needed: they are an adult and have capacity"
    PRESENT = "present", "Someone suitable, who is not a suspect, was with them"
    ABSENT = "absent", "Needed, and nobody suitable was there", "What was said then does not count"


def refuse_unless_written(was: InterpreterWas | None, *, written: bool = False) -> Iterator[Refusal]:
    """What is wrong where it is said that something was written in their language, and it was not written."""
    if was is InterpreterWas.IN_WRITING and not written:
        says = _("Select whether an interpreter was there: only a letter or a message is written in their language")
        yield Refusal("interpreter", was.value, "not_needed, present or absent", says)


def kind_of_interpreter() -> InterpreterKind | None:
    """What kind of interpreter it was; it goes with every interpreter who was there."""
    kind: InterpreterKind | None = ask(
        "What kind of interpreter?",
        "Select what kind of interpreter it was",
        only_where=("interpreter", InterpreterWas.PRESENT),
    )
    return kind


def who_else(where: tuple[str, object]) -> tuple[OthersThere, ...]:
    """Who else was there when they were asked or told."""
    others: tuple[OthersThere, ...] = ask(
        "Who else was there, or could hear?",
        "Select who else was there",
        hint="Select all that were",
        only_where=where,
        exclusive=OthersThere.NOBODY,
    )
    return others


def who_interpreted() -> str | None:
    """The question that goes with every interpreter who was there."""
    name: str | None = ask(
        "Who interpreted?",
        "Enter who interpreted",
        only_where=("interpreter", InterpreterWas.PRESENT),
        most=80,
        hint="Their name, or the agency and the number that they gave",
    )
    return name


class Views(Value):
    """The person's views on the additional information that is proposed; weighed and answered, never a veto.

    Version 2 asks also who supported them and whether the way was safe: views given without either do not count.
    Version 3 asks always who interpreted. Version 4 knows what they are about by a digest over codes; before, over
    labels. Version 5 asks what kind of interpreter it was, and who else was there.
    """

    kind = "views_recorded"
    version = 5

    views: ViewsAre = ask("What are the person's views?", "Select what the person's views are, or why there are none")
    happened_at: datetime | None = ask(
        "When were they asked?", "Enter when they were asked", only_where=("views", (ViewsAre.GIVEN, ViewsAre.DECLINED))
    )
    interpreter: InterpreterWas | None = ask(
        "Was an interpreter there?",
        "Select whether an interpreter was there",
        only_where=("views", (ViewsAre.GIVEN, ViewsAre.DECLINED)),
        without=(InterpreterWas.IN_WRITING,),
    )
    interpreter_kind: InterpreterKind | None = kind_of_interpreter()
    interpreter_name: str | None = who_interpreted()
    companion: Companion | None = ask(
        "Was someone with them to support them?",
        "Select whether someone was with them",
        only_where=("views", (ViewsAre.GIVEN, ViewsAre.DECLINED)),
    )
    others_there: tuple[OthersThere, ...] = who_else(("views", (ViewsAre.GIVEN, ViewsAre.DECLINED)))
    route_safe: bool | None = ask(
        "Were they asked in a way that they had said is safe?",
        "Select yes if they were asked in a way that they had said is safe",
        only_where=("views", (ViewsAre.GIVEN, ViewsAre.DECLINED)),
    )
    words: str | None = ask(
        "What they said", "Enter what they said", only_where=("views", ViewsAre.GIVEN), long=True, most=1000
    )
    oppose: bool | None = ask("Do they object?", "Select yes if they object", only_where=("views", ViewsAre.GIVEN))
    weighed: str | None = ask(
        "How did you weigh what they said, and what did you answer?",
        optional=True,
        only_where=("views", ViewsAre.GIVEN),
        long=True,
        most=1000,
        hint="Until this is filled in, their views are recorded and not weighed",
        reason=True,
    )
    why_impracticable: str | None = ask(
        "Why is it impracticable?",
        "Enter why it is impracticable",
        only_where=("views", ViewsAre.IMPRACTICABLE),
        long=True,
        most=500,
        reason=True,
    )
    about: str | None = None

    def refusals(self) -> Iterator[Refusal]:
        """Views are asked for, and heard."""
        yield from refuse_unless_written(self.interpreter)


class Provided(Choice):
    """Whether the Home Office has provided anything about the person (6.3.3)."""

    NONE = "none", "It has provided nothing"
    SOMETHING = "something", "It has provided something"


class Weighing(Value):
    """The other three considerations that additional information takes (6.3.2 to 6.3.4).

    Version 2 knows what was weighed by a digest over codes; version 1, over labels.
    """

    kind = "considerations_weighed"
    version = 2

    gravity: str = ask(
        "The nature and gravity of the allegation, and its investigation",
        "Enter how you weighed the allegation and its investigation",
        long=True,
        most=1000,
        reason=True,
    )
    provided: Provided = ask(
        "What has the Home Office provided about them?",
        "Select whether the Home Office has provided anything",
        hint="On police databases, or in reply to what was shared",
    )
    home_office: str | None = ask(
        "How did you weigh it?",
        "Enter how you weighed what the Home Office provided",
        only_where=("provided", Provided.SOMETHING),
        long=True,
        most=1000,
        reason=True,
    )
    protection: str = ask(
        "The need to protect them", "Enter how you weighed the need to protect them", long=True, most=1000, reason=True
    )
    about: str | None = None
