"""Handing a case over, closing it and opening it again (5.1.1, 5.3.3, 5.5)."""

from proviso.casework.values.value import Choice, Value, ask
from proviso.record.entry import Category


class HandedOver(Value):
    """A case passed to another officer of the unit, at once: both could open it before."""

    kind = "case_handed_over"
    category = Category.ALTERATION

    to: str = ask("Who takes it?", "Select who takes it", most=20)
    note: str | None = ask(
        "What should they know first?",
        hint="It is the first thing that they see",
        optional=True,
        long=True,
        most=500,
    )


class HandoverOffered(Value):
    """A case that somebody of another unit is asked to take. It stays with whoever has it until that is accepted."""

    kind = "handover_offered"
    category = Category.ALTERATION

    to: str = ask("Who is asked to take it?", "Select who is asked to take it", most=20)
    note: str | None = ask("What should they know first?", optional=True, long=True, most=500)
    unit: str = ""


class Takes(Choice):
    """Whether somebody takes a case that is handed over to them."""

    ACCEPTED = "accepted", "I accept it", "It is your unit’s case from now on, with everything that is due on it"
    RETURNED = "returned", "I do not take it", "It stays where it is, and they see why"


class HandoverAnswered(Value):
    """Whether the receiver takes it. `unit` and `owner` are whose it is from now on, where they do."""

    kind = "handover_answered"
    category = Category.ALTERATION

    takes: Takes = ask("Do you take the case?", "Select whether you take the case")
    reason: str | None = ask(
        "Why not?",
        "Enter why you do not take it",
        only_where=("takes", Takes.RETURNED),
        long=True,
        most=500,
        reason=True,
    )
    unit: str = ""
    owner: str = ""


class HandoverWithdrawn(Value):
    """That nobody answered, or that it goes elsewhere: the case is no longer to be taken."""

    kind = "handover_withdrawn"
    category = Category.ALTERATION

    reason: str = ask(
        "Why is it no longer handed over?",
        "Enter why it is no longer handed over",
        long=True,
        most=500,
        reason=True,
    )


class Closed(Value):
    """A case closed: what is owed has been done."""

    kind = "case_closed"
    category = Category.ALTERATION

    reason: str = ask("Why can it close?", "Enter why it can close", long=True, most=500, reason=True)


class WayOut(Choice):
    """Why a case ends before anything was shared, with nothing more to answer."""

    ERROR = "error", "It was opened in error", "For example, for the wrong person"
    TWICE = "twice", "It was opened twice", "The other case goes on"
    WITHDRAWN = (
        "withdrawn",
        "The person has withdrawn",
        "They take back what they reported, or no longer support it. They are still a victim or a witness",
    )


class ClosedUnshared(Value):
    """A case closed before anything was shared, tried or told. It stays on the record, and a supervisor looks."""

    kind = "case_closed_unshared"
    category = Category.ALTERATION

    why: WayOut = ask("Why does it end?", "Select why it ends")
    other: str | None = ask(
        "Reference of the other case",
        "Enter the reference of the other case, like PV-4K7Q-9TZM",
        only_where=("why", WayOut.TWICE),
        most=20,
    )
    reason: str = ask("What happened?", "Enter what happened", long=True, most=500, reason=True)


class Reopened(Value):
    """A closed case opened again."""

    kind = "case_reopened"
    category = Category.ALTERATION

    reason: str = ask("Why is it opened again?", "Enter why it is opened again", long=True, most=500, reason=True)
