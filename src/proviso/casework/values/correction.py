"""Correcting: what was shared turned out wrong, or should not have been shared at all; who was told so, and that the
person was (Data Protection Act 2018 ss.38, 46 to 48). Never refused by policy.
"""

from datetime import datetime

from proviso.casework.values.notification import Told
from proviso.casework.values.value import FOR_THE_PERSON, FOR_THE_RECIPIENT, Choice, Offered, Value, ask
from proviso.record.entry import Category


class Wrong(Choice):
    """What of it was wrong. That consent was withdrawn, where a local policy rests on it, follows from their answer and
    is not chosen here."""

    NAME = "name", "Name"
    DATE_OF_BIRTH = "date_of_birth", "Date of birth"
    ADDRESS = "address", "Current address or location"
    CRIME_TYPE = "crime_type", "Type of crime"
    SUSPICION = "suspicion", "That they are suspected, or of what"
    ADDITIONAL = "additional", "Additional information, or something that was said beyond it"
    SHARED = "shared", "That it was shared at all: it should not have been"
    CONSENT = "consent", "Their consent: they have withdrawn it", "", Offered.NO_LONGER


class FoundWrong(Value):
    """Something that was shared turned out wrong: everyone who received it, and the person, is to be told.

    Version 2 has a box for what the file alone is to say of it.
    """

    kind = "shared_information_found_wrong"
    version = 2
    category = Category.ALTERATION

    wrong: tuple[Wrong, ...] = ask("What was wrong?", "Select what was wrong", hint="Select all that were")
    words: str = ask(
        "What was wrong about it, and what is right?",
        "Enter what was wrong about it and what is right",
        hint="Write it to them: “your name”, not “her name”",
        long=True,
        most=1000,
        heard_by=FOR_THE_PERSON,
    )
    for_the_file: str | None = ask(
        "How it was found, for the file",
        reason=True,
        optional=True,
        long=True,
        most=500,
        hint="What the person should not hear or read",
    )


class CorrectionOrdered(Value):
    """An order to tell one recipient by secure e-mail that something was wrong; the outbox says when it has left.

    Nobody is asked for the rest: `recipient` and `to` are the force's recipient, `message` our reference of the
    message, `about` the places of the disclosures that it corrects.
    """

    kind = "correction_ordered"
    category = Category.DISCLOSURE

    words: str = ask(
        "What are they to be told?",
        "Enter what they are to be told",
        long=True,
        most=1000,
        hint="What was wrong, and what is right. Nothing else",
        heard_by=FOR_THE_RECIPIENT,
    )
    recipient: int | None = None
    to: str | None = None
    message: str | None = None
    about: tuple[int, ...] | None = None


class CorrectionCancelled(Value):
    """An order to correct by e-mail, cancelled before anything left: the recipient is still to be told. `message` is
    the order's."""

    kind = "correction_cancelled"

    reason: str = ask(
        "Why is it not to be sent this way?",
        "Enter why it is not to be sent this way",
        long=True,
        most=500,
        reason=True,
    )
    message: str = ""


class CorrectionSent(Value):
    """A recipient was told, or written to, that what was shared with them was wrong (s.38).

    `about` are the places of the disclosures that were corrected; None for all that were wrong. `message` is our
    reference where the outbox sent it, and `receipt` what their mail server answered: they have yet to acknowledge it.
    """

    kind = "correction_sent"
    category = Category.DISCLOSURE

    words: str = ask(
        "What were they told?",
        "Enter what they were told",
        long=True,
        most=1000,
        hint="What was wrong, and what is right",
        heard_by=FOR_THE_RECIPIENT,
    )
    who: str = ask("Who took it?", "Enter who took it", most=80)
    reference: str | None = ask("Their reference", optional=True, most=80)
    happened_at: datetime = ask("When?", "Enter when they were told")
    about: tuple[int, ...] | None = None
    message: str | None = None
    receipt: str | None = None


class ToldCorrection(Told):
    """That something about them that was shared was wrong, and that it was put right."""

    kind = "person_told_of_correction"
