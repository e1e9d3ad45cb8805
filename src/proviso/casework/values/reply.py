"""Replies that came in a file and wait for a person, and the outcome afterwards (6.3.3; the duty to learn from it)."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from proviso.casework.values.nature import Nature
from proviso.casework.values.value import Choice, Refusal, Value, ask


class ReplyArrived(Value):
    """A message that names this case came in a file. It says nothing yet: a person confirms what it is about.

    Nobody is asked: `digest` is the SHA-256 of the message in hexadecimal, `sender` who it says it is from, `dated` its
    own date, which may be anything. `identity` is made of its Message-ID and the digests of its parts, and so the same
    whatever was written into its headers on the way; `nature` is what kind of message it is. Entries of earlier
    versions have neither.
    """

    kind = "reply_arrived"

    digest: str = ""
    sender: str = ""
    dated: datetime | None = None
    identity: str | None = None
    nature: Nature | None = None


class ReplyDismissed(Value):
    """A message that waited is not a reply about this case: about another, say, or a mail server's notice. It
    stays, and changes nothing."""

    kind = "reply_put_aside"

    reason: str = ask(
        "Why is it not a reply about this case?",
        "Enter why it is not a reply about this case",
        long=True,
        most=500,
        hint="It is about another case, say, or a mail server’s notice that our message came back",
        reason=True,
    )
    digest: str = ""


class Engaged(Choice):
    """Whether the person stayed with the investigation after they were told."""

    YES = "yes", "Yes, as before"
    LESS = "less", "Less than before"
    NO = "no", "No, they withdrew"
    NOT_KNOWN = "not_known", "It is not known"


class CrimeReport(Choice):
    """The outcome of the investigation of the crime."""

    UNDER_WAY = "under_way", "It is still being investigated"
    CHARGED = "charged", "Somebody was charged, or dealt with out of court"
    NO_SUSPECT = "no_suspect", "It was closed without anyone identified"
    EVIDENCE = "evidence", "It was closed for want of evidence"
    WITHDRAWN = "withdrawn", "The person no longer supported it"
    OTHER = "other", "Something else"
    NOT_KNOWN = "not_known", "It is not known"


class OutcomeRecorded(Value):
    """The outcome, for learning. It changes nothing on the case, and can be recorded when that is closed."""

    kind = "outcome_recorded"

    engaged: Engaged = ask(
        "Did the person stay with the investigation?", "Select whether the person stayed with the investigation"
    )
    report: CrimeReport = ask("What was the outcome of the investigation?", "Select the outcome of the investigation")
    words: str | None = ask(
        "What can be learned from it?",
        optional=True,
        long=True,
        most=1000,
        hint="What would you do otherwise next time? Name nobody",
    )


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
            says = _(
                "Select that it confirms the suspicion, or that it negates it, not both. If it is not "
                "clear which, select neither and ask whoever replied"
            )
            yield Refusal("said", ", ".join(self.said), "confirmed or negated", says)
