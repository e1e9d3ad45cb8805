"""Afterwards: replies, corrections, handover, closing (5.3.3, 5.5, 6.3.3; Data Protection Act 2018 s.38)."""

from collections.abc import Iterator
from datetime import datetime

from proviso.casework.values.asking import Choice, Refusal, Value, ask
from proviso.casework.values.considerations import Companion, InterpreterWas, who_interpreted
from proviso.record.entry import Category


class Said(Choice):
    """What a reply says; facts from the Home Office are kept apart from police facts."""

    CONFIRMED = "confirmed", "It confirms the suspicion"
    NEGATED = "negated", "It negates the suspicion"
    ADVICE = "advice", "It gives advice"
    INVESTIGATION = "investigation", "It helps the investigation"
    VULNERABILITY = "vulnerability", "It shows that the person is vulnerable"
    ACTION = "action", "It says that enforcement action is intended"
    PROTOCOL = "protocol", "It says that a protocol was applied"
    OTHER = "other", "It says something else"
    REFERENCE = "reference", "It gives a reference and nothing else"


class Reply(Value):
    """A reply of the Home Office, recorded by a person. It reopens 6.3.3.

    `came_from` is the digest of the message that said it, where it came in a file.
    """

    kind = "reply_recorded"

    happened_at: datetime = ask("When did the reply come?", "Enter when the reply came")
    who: str = ask("Who replied?", "Enter who replied", most=80, hint="The operator or team, as they gave it")
    said: tuple[Said, ...] = ask(
        "What does it say?", "Select what the reply says", hint="Select all that apply", exclusive=Said.REFERENCE
    )
    words: str = ask("In their words, as near as you have them", "Enter what they said", long=True, most=2000)
    reference: str | None = ask("Their reference", optional=True, most=80)
    came_from: str | None = None

    def refusals(self) -> Iterator[Refusal]:
        """No reply both confirms and negates: one of them would end the suspicion, and nobody could say which held."""
        if {Said.CONFIRMED, Said.NEGATED} <= set(self.said or ()):
            says = (
                "Select that it confirms the suspicion, or that it negates it, not both. If it is not clear which, "
                "select neither and ask whoever replied"
            )
            yield Refusal("said", ", ".join(self.said), "confirmed or negated", says)


class HandedOver(Value):
    """A case passed to another officer of the unit."""

    kind = "case_handed_over"
    category = Category.ALTERATION

    to: str = ask(
        "Staff number of the officer who takes it", "Enter the staff number of the officer who takes it", most=20
    )
    note: str | None = ask("What they should know first", optional=True, long=True, most=500)


class Closed(Value):
    """A case closed: what is owed has been done."""

    kind = "case_closed"
    category = Category.ALTERATION

    reason: str = ask("Why can it close?", "Enter why it can close", long=True, most=500)


class Reopened(Value):
    """A closed case opened again."""

    kind = "case_reopened"
    category = Category.ALTERATION

    reason: str = ask("Why is it opened again?", "Enter why it is opened again", long=True, most=500)


class Review(Choice):
    """A supervisor's review of a delay, or of a disclosure that came before what should have come first."""

    CONTINUES = "continues", "It is right as it stands"
    CHANGE = "change", "Something must change"


class DelayReviewed(Value):
    """A supervisor's review of a delay (7.2)."""

    kind = "delay_reviewed"

    outcome: Review = ask("What did you find?", "Select what you found")
    next_review_at: datetime | None = ask(
        "When is the next review?", "Enter when the next review is", only_where=("outcome", Review.CONTINUES)
    )
    note: str = ask("Your reason", "Enter your reason", long=True, most=1000)


class LateDisclosureReviewed(Value):
    """A supervisor's review of a disclosure that was made before what should have come first."""

    kind = "late_disclosure_reviewed"

    learned: str = ask(
        "What did you find, and what happens now?", "Enter what you found and what happens now", long=True, most=1000
    )


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
    reason: str = ask("Why?", "Enter why", long=True, most=1000)
