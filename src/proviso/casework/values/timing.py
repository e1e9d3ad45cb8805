"""When, and to whom (1.2.4, 7.1, 7.2, 8.1)."""

from datetime import datetime

from proviso.casework.values.value import Choice, Value, ask


class When(Choice):
    """Now, or later for a reason that ends (7.2)."""

    NOW = "now", "Now"
    LATER = "later", "Later, for a reason that will end"


class DelayReason(Choice):
    """Why sharing would wait (7.2)."""

    IMMEDIATE_PROTECTION = "immediate_protection", "Immediate protection is being put in place"
    OTHER = "other", "Another reason"


class Timing(Value):
    """When to share, weighed (7.1), and any delay with its reason (7.2). Deciding to delay is another page.

    Version 2 asks what was weighed only of a delay, which departs from what is done in many cases; before, of both.
    """

    kind = "timing_weighed"
    version = 2

    when: When = ask(
        "When should it be shared?", "Select now or later", hint="Weigh what sharing now, or later, would do"
    )
    weighed: str | None = ask(
        "What did you weigh about when to share?",
        "Enter what you weighed about when to share",
        only_where=("when", When.LATER),
        long=True,
        most=1000,
        reason=True,
    )
    delay_reason: DelayReason | None = ask(
        "Why should it wait?", "Select why it should wait", only_where=("when", When.LATER)
    )
    other_reason: str | None = ask(
        "Which reason", "Enter the reason", only_where=("delay_reason", DelayReason.OTHER), reason=True
    )
    ends_when: str | None = ask(
        "What ends the delay?",
        "Enter what ends the delay",
        only_where=("when", When.LATER),
        hint="Something that can be seen to have happened",
        reason=True,
    )
    review_at: datetime | None = ask(
        "When will the delay be reviewed?", "Enter when the delay will be reviewed", only_where=("when", When.LATER)
    )

    def goes(self, name: str) -> bool:
        """What was weighed about sharing at once goes too, where an earlier version asked for it."""
        return super().goes(name) or (name == "weighed" and bool(self.weighed))


class Department(Choice):
    """Who in the Home Office: its border, immigration and citizenship departments and nobody else (1.2.4, 8.1)."""

    NCCU = "nccu", "National Command and Control Unit", "In most cases it comes first, at any hour"
    LOCAL_TEAM = "immigration_enforcement", "Immigration Enforcement: a local team"
    VISAS = "uk_visas_and_immigration", "UK Visas and Immigration"
    BORDER_FORCE = "border_force", "Border Force"


class RecipientChosen(Value):
    """To whom; a department other than the national unit takes a reason."""

    kind = "recipient_chosen"

    department: Department = ask("Who would it be shared with?", "Select who it would be shared with")
    why: str | None = ask(
        "Why not the national unit first?",
        "Enter why it does not go to the national unit first",
        only_where=("department", (Department.LOCAL_TEAM, Department.VISAS, Department.BORDER_FORCE)),
        long=True,
        most=500,
        reason=True,
    )
