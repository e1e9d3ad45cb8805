"""The suspicion: how it arose, what is fact and what is opinion, and a supervisor's review (1.2.3, 5.2, 5.3)."""

from proviso.casework.values.value import Choice, Value, ask
from proviso.record.entry import Category


class Source(Choice):
    """How a suspicion first arose (5.2, 5.3.1, 5.3.2)."""

    INVESTIGATION_SEARCH = (
        "investigation_search",
        "A database search made for the investigation",
        "For example, a marker on a PNC record",
    )
    ACCOUNT_GIVEN = "account_given", "Something that the person said"
    INVESTIGATION_MATERIAL = "investigation_material", "Something else that the investigation found"
    THIRD_PARTY = "third_party", "Someone else said it"
    STATUS_CHECK = "status_check", "A check or question about their status"
    OTHER = "other", "Another way"


class StatusCheck(Choice):
    """Checks are not made routinely (5.2)."""

    CASE_SPECIFIC = "case_specific", "There was a reason in this case to check"
    ROUTINE = "routine", "It was routine", "For example, everyone who reports is checked. A supervisor will review it"


class SuspectedOf(Choice):
    """The three ways of being an immigration offender in 1.2.3; always recorded as suspected."""

    NO_LEAVE = "no_leave", "Needs leave to enter or remain and has none"
    BREACHED = "breached", "Breached the conditions of their leave"
    OFFENCE = "offence", "Committed an offence of entering or remaining"
    NOT_CLEAR = "not_clear", "Not clear which"


class Certainty(Choice):
    """A formed suspicion, or only a concern or doubt."""

    SUSPICION = "suspicion", "I suspect it"
    DOUBT = "doubt", "I only have a concern or a doubt"


class Suspicion(Value):
    """An officer's suspicion. Once recorded, only a supervisor corrects how it arose."""

    kind = "suspicion_recorded"

    arose_from: Source = ask("How did it first arise?", "Select how the suspicion first arose")
    search_purpose: str | None = ask(
        "What was the search for?",
        "Enter what the search was for",
        only_where=("arose_from", Source.INVESTIGATION_SEARCH),
        reason=True,
    )
    marker: str | None = ask(
        "What the marker says, if there is one", only_where=("arose_from", Source.INVESTIGATION_SEARCH), optional=True
    )
    status_check_was: StatusCheck | None = ask(
        "Why was the check made?", "Select why the check was made", only_where=("arose_from", Source.STATUS_CHECK)
    )
    arose_otherwise: str | None = ask(
        "Which way", "Enter how it arose", only_where=("arose_from", Source.OTHER), reason=True
    )
    certainty: Certainty = ask("How sure are you?", "Select whether it is a suspicion or only a doubt")
    suspected_of: SuspectedOf = ask(
        "What do you suspect?", "Select what you suspect", hint="This is a suspicion, not a finding"
    )
    facts: str = ask(
        "The facts that it rests on",
        "Enter the facts that it rests on",
        long=True,
        most=1000,
        hint="What was seen, said or found. No opinion",
        reason=True,
    )
    opinion: str | None = ask(
        "Your opinion, if you have one to add",
        optional=True,
        long=True,
        most=1000,
        hint="Kept apart from the facts. You can leave this empty",
    )


class SourceCorrected(Value):
    """A supervisor's correction of how a suspicion arose (5.2)."""

    kind = "source_corrected"
    category = Category.ALTERATION

    arose_from: Source = ask("How did it first arise?", "Select how the suspicion first arose")
    status_check_was: StatusCheck | None = ask(
        "Why was the check made?", "Select why the check was made", only_where=("arose_from", Source.STATUS_CHECK)
    )
    reason: str = ask("What is the evidence?", "Enter what the evidence is", long=True, most=1000, reason=True)


class ReviewOutcome(Choice):
    """What a supervisor found of a suspicion that came from a routine check."""

    STANDS = "stands", "There are other grounds for the suspicion", "The breach stays on the record"
    DOES_NOT_STAND = "does_not_stand", "It rests on the check alone", "Nothing can be shared on it"


class BreachReviewed(Value):
    """A supervisor's review of a routine check: it opens the guard, never the past (5.2)."""

    kind = "breach_reviewed"

    outcome: ReviewOutcome = ask("What did you find?", "Select what you found")
    grounds: str = ask("Your grounds", "Enter your grounds", long=True, most=1000, reason=True)


class SuspicionEnded(Value):
    """The suspicion is gone: an officer was mistaken, or learned better."""

    kind = "suspicion_ended"

    reason: str = ask(
        "Why is there no longer a suspicion?",
        "Enter why there is no longer a suspicion",
        long=True,
        most=1000,
        reason=True,
    )
