"""A supervisor's reviews of a delay and of a disclosure that came before its time (7.2, 9.1, 10.1)."""

from datetime import datetime

from proviso.casework.values.value import Choice, Value, ask


class Review(Choice):
    """A supervisor's review of a delay, or of a disclosure that came before what should have come first."""

    CONTINUES = "continues", "It is right as it is"
    CHANGE = "change", "Something must change"


class DelayReviewed(Value):
    """A supervisor's review of a delay (7.2)."""

    kind = "delay_reviewed"

    outcome: Review = ask("What did you find?", "Select what you found")
    next_review_at: datetime | None = ask(
        "When is the next review?", "Enter when the next review is", only_where=("outcome", Review.CONTINUES)
    )
    note: str = ask("Your reason", "Enter your reason", long=True, most=1000, reason=True)


class LateDisclosureReviewed(Value):
    """A supervisor's review of a disclosure that was made before what should have come first."""

    kind = "late_disclosure_reviewed"

    learned: str = ask(
        "What did you find, and what happens now?",
        "Enter what you found and what happens now",
        long=True,
        most=1000,
        reason=True,
    )


class Commissioner(Choice):
    """Whether the Information Commissioner was told of a breach (Data Protection Act 2018 s.67)."""

    IN_TIME = "in_time", "Yes, within 72 hours"
    LATER = "later", "Yes, later than that"
    NOT_YET = "not_yet", "Not yet"
    NOT_NEEDED = "not_needed", "No: it is unlikely to put anybody’s rights or freedoms at risk"


class OutsideDisclosureReviewed(Value):
    """The data protection officer's look at what was shared with somebody outside the Home Office (1.2.4): the gravest
    breach, which no supervisor clears alone."""

    kind = "outside_disclosure_reviewed"

    found: str = ask(
        "What did you find, and what happens now?",
        "Enter what you found and what happens now",
        long=True,
        most=1000,
        reason=True,
    )
    commissioner: Commissioner = ask(
        "Was the Information Commissioner told?", "Select whether the Information Commissioner was told"
    )
