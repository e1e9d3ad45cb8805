"""What is asked of whoever orders a dip sample, and of whoever reviews a case of one. Our safeguard.

An order names no case and no officer: a period of the calendar, the force or a unit, and what was decided. It names
nobody who reviews, but a role.
"""

from proviso.casework.values.value import Choice, Value, ask

THE_FORCE = "force:all"
"""In place of a unit's code: the whole force. No unit's code holds a colon."""


class Which(Choice):
    """Which cases of the period are in it."""

    EVERY = "every", "Every case"
    SHARED = "shared", "Cases of which something was shared, or is decided to be"
    NOT_SHARED = "not_shared", "Cases in which it was decided not to share"
    DELAYED = "delayed", "Cases in which sharing was delayed"


class Strata(Choice):
    """What the sample is drawn from evenly."""

    NONE = "none", "Nothing: all of them together"
    UNIT = "unit", "Each unit"
    OUTCOME = "outcome", "Each outcome: shared, not shared, delayed, nothing decided"


class Size(Choice):
    """How many cases: in fives, as figures are."""

    FIVE = "5", "5 cases"
    TEN = "10", "10 cases"
    FIFTEEN = "15", "15 cases"
    TWENTY = "20", "20 cases"
    THIRTY = "30", "30 cases"
    FIFTY = "50", "50 cases"
    HUNDRED = "100", "100 cases"


class Reviewers(Choice):
    """Who reviews. Which of them gets which case is drawn too."""

    DATA_PROTECTION = "data_protection_officer", "The data protection officer"
    SUPERVISORS = "supervisor", "Supervisors of the unit that has the case"


class SampleOrder(Value):
    """A dip sample as it is ordered."""

    kind = "sample_ordered"

    where: str = ask("Cases of which unit?", "Choose the unit", heard_by=None)
    period: str = ask("Cases opened in which period?", "Choose the period", heard_by=None)
    which: Which = ask("Which of those cases?", "Select which of those cases")
    strata: Strata = ask(
        "Drawn evenly from what?",
        "Select from what it is drawn evenly",
        hint="So that a few delays, say, are not lost among many cases. What has too few cases is drawn together",
    )
    size: Size = ask("How many cases?", "Select how many cases")
    reviewers: tuple[Reviewers, ...] = ask(
        "Who reviews them?",
        "Select who reviews them",
        hint="Nobody reviews a case in which they acted. Which reviewer gets which case is drawn",
    )
    why: str = ask(
        "Why are you ordering it?",
        "Enter why you are ordering it",
        long=True,
        most=500,
        hint="Name nobody",
        reason=True,
        heard_by=None,
    )


class SampleAnswer(Choice):
    """An answer of the reviewer."""

    YES = "yes", "Yes"
    NO = "no", "No"
    CANNOT_TELL = "cannot_tell", "I cannot tell from the record"


class ToldAnswer(Choice):
    """An answer of the reviewer about telling the person, which is not always called for."""

    YES = "yes", "Yes"
    NO = "no", "No"
    CANNOT_TELL = "cannot_tell", "I cannot tell from the record"
    NOTHING_TO_TELL = "nothing_to_tell", "There was nothing to tell: nothing was shared, nor is to be"


class SampleFinding(Value):
    """What a reviewer found about one case of a dip sample."""

    kind = "sample_reviewed"

    proportionate: SampleAnswer = ask(
        "Was what was decided proportionate?", "Select whether what was decided was proportionate"
    )
    not_proportionate: str | None = ask(
        "What was not proportionate?",
        "Enter what was not proportionate",
        only_where=("proportionate", SampleAnswer.NO),
        long=True,
        most=1000,
        hint="Name nobody",
        reason=True,
        heard_by=None,
    )
    reason: SampleAnswer = ask("Was the reason that was recorded a reason?", "Select whether the reason was one")
    no_reason: str | None = ask(
        "What was missing from the reason?",
        "Enter what was missing from the reason",
        only_where=("reason", SampleAnswer.NO),
        long=True,
        most=1000,
        hint="Name nobody",
        reason=True,
        heard_by=None,
    )
    told: ToldAnswer = ask("Was the person told safely?", "Select whether the person was told safely")
    not_told: str | None = ask(
        "What was not safe, or not told?",
        "Enter what was not safe, or not told",
        only_where=("told", ToldAnswer.NO),
        long=True,
        most=1000,
        hint="Name nobody",
        reason=True,
        heard_by=None,
    )
    learning: str | None = ask(
        "What can the unit learn from it?",
        optional=True,
        long=True,
        most=1000,
        hint="The unit’s supervisors read it. What was done well is learning too. Name nobody",
        heard_by=None,
    )


class SampleLearning(Value):
    """What a unit’s supervisor takes from what was found about its cases."""

    kind = "sample_learning_noted"

    words: str = ask(
        "What does the unit take from it?",
        "Enter what the unit takes from it",
        long=True,
        most=1000,
        hint="For example what is said at the next briefing, or that nothing has to change. Name nobody",
        reason=True,
        heard_by=None,
    )
