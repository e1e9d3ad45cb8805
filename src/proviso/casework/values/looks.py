"""A second look by somebody else, and sending before it, to protect the person. Both are our safeguards, not the
guidance's: what an officer decides stays theirs (5.5), and a second person sees it.
"""

from proviso.casework.values.value import Choice, Value, ask


class Pace(Choice):
    """How quickly a decision to share came, where that alone calls for a look: one after another is not case by case
    (5.5)."""

    ONE_AFTER_ANOTHER = "one_after_another", "One of several decisions to share by the same officer within a short time"
    SOON_AFTER_OPENING = "soon_after_opening", "Decided soon after the case was opened"


class LookOutcome(Choice):
    """What a second look found."""

    GO_AHEAD = "go_ahead", "It is right as it is"
    CHANGE = (
        "change",
        "Something must change",
        "The officer has your words at once. What is decided is not sent until it is decided again",
    )


class Looked(Value):
    """What every second look asks. `about` are the codes of what was looked at (`second_look.TABLE`)."""

    outcome: LookOutcome = ask("What did you find?", "Select what you found")
    found: str = ask(
        "What did you look at, and what happens now?",
        "Enter what you looked at and what happens now",
        long=True,
        most=1000,
        reason=True,
    )
    about: tuple[str, ...] = ()


class SupervisorLooked(Looked):
    """A supervisor's look."""

    kind = "supervisor_looked"


class LeadLooked(Looked):
    """The vulnerability lead's look."""

    kind = "vulnerability_lead_looked"


class UrgencyDeclared(Value):
    """That what was decided leaves before anybody looked, because the person's protection cannot wait."""

    kind = "urgency_declared"

    reason: str = ask(
        "What would happen to them if it waited?",
        "Enter what would happen to them if it waited",
        hint="The vulnerability lead and a supervisor see it at once",
        long=True,
        most=1000,
        reason=True,
    )
    decision: int | None = None
