"""Sending by telephone, and a disclosure already made (10.1.1 to 10.1.4).

A call is two acts, so that one which was started and never ended is a question to a person.
"""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from proviso.accounts.channel_codes import Channel
from proviso.casework.values.content import BasicField
from proviso.casework.values.timing import Department
from proviso.casework.values.value import FOR_BOTH, FOR_THE_PERSON, Choice, Refusal, Value, ask
from proviso.record.entry import Category


class CallStarted(Value):
    """A call that begins: the script on the page is the decision's content and nothing else."""

    kind = "call_started"
    category = Category.DISCLOSURE

    out_of_hearing: bool = ask(
        "Are you where the person and others cannot hear you?",
        "Select yes if the person and others cannot hear you",
        hint="Never make this call in front of the person",
    )
    decision: int | None = None

    def refusals(self) -> Iterator[Refusal]:
        """A call is not made in front of the person."""
        if self.out_of_hearing is False:
            yield Refusal(
                "out_of_hearing", "no", "yes", _("Move to where nobody can hear you before you start the call")
            )


class Ended(Choice):
    """How a call ended."""

    GIVEN = "given", "I gave the information"
    NOT_REACHED = "not_reached", "I did not reach anyone, or gave nothing"


class CallEnded(Value):
    """The outcome of a call: what was given is what was decided, read back."""

    kind = "call_ended"
    category = Category.DISCLOSURE

    outcome: Ended = ask("How did the call end?", "Select how the call ended")
    operator: str | None = ask(
        "Who took it",
        "Enter who took the call",
        only_where=("outcome", Ended.GIVEN),
        most=80,
        hint="The operator's name or number, as they gave it",
    )
    reference: str | None = ask("Their reference", optional=True, only_where=("outcome", Ended.GIVEN), most=80)
    read_back: bool | None = ask(
        "Did they read it back, and was it right?",
        "Select yes if they read it back and it was right",
        only_where=("outcome", Ended.GIVEN),
    )
    beyond: str | None = ask(
        "Anything that you said beyond the script",
        optional=True,
        only_where=("outcome", Ended.GIVEN),
        long=True,
        most=500,
        hint="Leave empty if nothing. Saying so is better than leaving it out",
        heard_by=FOR_BOTH,
    )
    happened_at: datetime = ask("When did the call end?", "Enter when the call ended")
    decision: int | None = None


class SharedHow(Choice):
    """How something came to be shared. Where it went by a channel, its code is that channel's."""

    TELEPHONE = Channel.TELEPHONE.value, "By telephone"
    EMAIL = Channel.EMAIL.value, "By e-mail"
    IN_PERSON = "in_person", "In person"
    OTHER = "other", "Another way"


class SharedWith(Choice):
    """With whom something was shared, whoever that was. One of ours has the code of its department."""

    NCCU = Department.NCCU.value, Department.NCCU.label
    LOCAL_TEAM = Department.LOCAL_TEAM.value, Department.LOCAL_TEAM.label
    VISAS = Department.VISAS.value, Department.VISAS.label
    BORDER_FORCE = Department.BORDER_FORCE.value, Department.BORDER_FORCE.label
    OTHER_HOME_OFFICE = "other_home_office", "Another part of the Home Office"
    OUTSIDE = (
        "outside_home_office",
        "Somebody outside the Home Office",
        "An employer, a landlord, a newspaper, another force: anybody. The data protection officer is told at once",
    )


class ToldBeforehand(Choice):
    """Whether the person had been told before something was shared, as far as whoever records it late knows."""

    YES = "yes", "Yes"
    NO = "no", "No"
    IMPRACTICABLE = "impracticable", "It was impracticable to tell them"
    NOT_KNOWN = "not_known", "Not known"


class AlreadyShared(Value):
    """A disclosure already made, recorded late: never refused. What is not known stays empty and shows as missing.

    `amends` is the place in the case of the disclosure that this says more of; None for one not recorded before.
    Version 2 can name anybody as the recipient; version 1 knew departments alone.
    """

    kind = "disclosure_already_made_recorded"
    version = 2
    category = Category.DISCLOSURE

    happened_at: datetime | None = ask("When was it shared?", optional=True, hint="As near as you know")
    how: SharedHow = ask("How was it shared?", "Select how it was shared")
    shared_with: SharedWith | None = ask("Who was it shared with?", optional=True)
    who: str | None = ask(
        "Who was that?",
        "Enter who that was",
        only_where=("shared_with", (SharedWith.OTHER_HOME_OFFICE, SharedWith.OUTSIDE)),
        most=120,
        hint="The team, the firm or the person, as you would name them to your data protection officer",
        heard_by=FOR_THE_PERSON,
    )
    with_whom: str | None = ask(
        "Who took it, or what reference did they give?", optional=True, most=120, heard_by=FOR_THE_PERSON
    )
    fields: tuple[BasicField, ...] = ask("Which of these were shared?", optional=True, hint="Select all that were")
    beyond: str | None = ask("What else was shared?", optional=True, long=True, most=1000, heard_by=FOR_BOTH)
    why: str | None = ask(
        "Why was it shared?", optional=True, long=True, most=1000, reason=True, heard_by=FOR_THE_PERSON
    )
    told_before: ToldBeforehand = ask(
        "Had the person been told beforehand?", "Select whether the person had been told beforehand"
    )
    why_not_told: str | None = ask(
        "Why was it impracticable?",
        "Enter why it was impracticable",
        only_where=("told_before", ToldBeforehand.IMPRACTICABLE),
        long=True,
        most=500,
        reason=True,
    )
    amends: int | None = None

    @property
    def department(self) -> Department | None:
        """The department that it went to, where it is one of those that we know."""
        codes = {one.value for one in Department}
        return Department(self.shared_with.value) if self.shared_with and self.shared_with in codes else None

    @property
    def is_outside(self) -> bool:
        """Whether it went to somebody who is no part of the Home Office: the gravest breach (1.2.4)."""
        return self.shared_with is SharedWith.OUTSIDE


class Acknowledged(Value):
    """The recipient's acknowledgement; what was sent is never shown as received before.

    `about` is the place of what they acknowledged: a disclosure, or a correction that went as a message.
    """

    kind = "disclosure_acknowledged"
    category = Category.DISCLOSURE

    by: str = ask("Who acknowledged it?", "Enter who acknowledged it", most=80)
    reference: str | None = ask("Their reference", optional=True, most=80)
    happened_at: datetime = ask("When?", "Enter when it was acknowledged")
    about: int | None = None


class CameBack(Value):
    """A message that had left came back: it did not reach its recipient. `about` is the place of what it sent."""

    kind = "message_returned"
    category = Category.DISCLOSURE

    how_known: str = ask(
        "How do you know?",
        "Enter how you know that it did not arrive",
        long=True,
        most=500,
        hint="A mail server’s notice, say, or what they told you when you called",
        reason=True,
    )
    happened_at: datetime = ask("When did it come back?", "Enter when it came back")
    about: int | None = None
