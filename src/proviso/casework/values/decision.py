"""Deciding: to share, to delay or not to share, with a reason (5.5, 7.2). A decision keeps what it was made on."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from proviso.casework.values.looks import Pace
from proviso.casework.values.reasons import Power
from proviso.casework.values.shared_content import AdditionalContent, BasicContent, Content, StatedPurpose
from proviso.casework.values.timing import Department
from proviso.casework.values.value import Choice, Refusal, Value, ask
from proviso.record.entry import Category


class Decide(Choice):
    """What an officer can decide."""

    SHARE_BASIC = "share_basic", "Share the basic information"
    SHARE_ADDITIONAL = "share_additional", "Share the additional information"
    DELAY = "delay", "Delay sharing"
    NOT_SHARE = "not_share", "Do not share"


class Decision(Value):
    """The decision as the page asks for it. What is kept of it is one of the four values below."""

    kind = "decision_made"

    decide: tuple[Decide, ...] = ask(
        "What do you decide?", "Select what you decide", hint="Basic and additional information can go together"
    )
    reason: str = ask("Why?", "Enter why", long=True, most=1000, reason=True)

    def refusals(self) -> Iterator[Refusal]:
        """Delaying, and not sharing, each go alone."""
        alone = {Decide.DELAY, Decide.NOT_SHARE} & set(self.decide or ())
        if alone and len(self.decide) > 1:
            yield Refusal(
                "decide",
                ", ".join(self.decide),
                "share (one or both), delay, or do not share",
                _("Select what to share, or delay, or do not share: not more than one of the three"),
            )


class _Decided(Value):
    """What every decision keeps: the reason, and the facts and the assessment as they then were."""

    category = Category.COLLECTION

    reason: str = ask("Why?", "Enter why", long=True, most=1000, reason=True)
    facts: Mapping[str, object] | None = None
    assessment: Mapping[str, object] | None = None


class SharingDecided(_Decided):
    """A decision to share: exactly this content, for these purposes, with this recipient.

    `digest` is the proposal's (sha256, in hexadecimal). `package` is the digest of the package that was made of it,
    which is what leaves. `other_recipient` and `other_power` are words where the choice is none of the list. `shown` is
    what the screen said, as evidence: nothing reads it.

    `pace` says where it came so quickly that somebody looks first, as it was when it was decided.

    Version 3 can hold a name as the person writes it, and the pace. Version 2 holds codes; version 1 held labels.
    """

    kind = "sharing_decided"
    version = 3

    acts: tuple[Decide, ...] = ()
    digest: str = ""
    basic: tuple[BasicContent, ...] = ()
    additional: tuple[AdditionalContent, ...] = ()
    purposes: tuple[StatedPurpose, ...] = ()
    recipient: Department | None = None
    other_recipient: str | None = None
    power: Power | None = None
    other_power: str | None = None
    package: str | None = None
    pace: tuple[Pace, ...] = ()
    shown: Mapping[str, object] | None = None

    @property
    def content(self) -> Content:
        """Exactly what leaves, in order."""
        return (*self.basic, *self.additional)


class DelayDecided(_Decided):
    """A decision to delay, with the reason, condition and review that the timing page recorded."""

    kind = "delay_decided"


class NotSharingDecided(_Decided):
    """A decision not to share: it departs from "will" in 5.4, and is recorded like a disclosure."""

    kind = "not_sharing_decided"


class DelayEnded(Value):
    """What ended a delay; sharing is due at once (7.2)."""

    kind = "delay_ended"

    what_happened: str = ask(
        "What has ended the delay?", "Enter what has ended the delay", long=True, most=500, reason=True
    )


class DecisionWithdrawn(Value):
    """A decision withdrawn before anything was sent."""

    kind = "decision_withdrawn"

    reason: str = ask(
        "Why is the decision withdrawn?", "Enter why the decision is withdrawn", long=True, most=500, reason=True
    )
