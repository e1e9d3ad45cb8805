"""Every kind of entry about a case, with its value and its version.

Bodies are never rewritten: an older one is read through its `upcasters`, and an unknown kind or version is refused.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from proviso.casework.history.upcasters import UPCASTERS, Body, Upcaster
from proviso.casework.values import (
    allegation,
    closing,
    considerations,
    content,
    correction,
    decision,
    dispatch,
    linking,
    local_answer,
    looks,
    notification,
    person,
    protection,
    reasons,
    reply,
    review_outcomes,
    role,
    sharing,
    suspicion,
    timing,
)
from proviso.casework.values.value import Value, from_json, to_json
from proviso.record.entry import Entry

VALUES: tuple[type[Value], ...] = (
    role.Start,
    role.RoleCorrected,
    allegation.Allegation,
    person.Person,
    person.Address,
    person.Reach,
    protection.Protection,
    protection.Control,
    protection.Support,
    protection.VulnerabilityReviewed,
    suspicion.Suspicion,
    suspicion.SourceCorrected,
    suspicion.BreachReviewed,
    suspicion.SuspicionEnded,
    reasons.Purposes,
    reasons.LawfulBasis,
    content.BasicInformation,
    content.AdditionalInformation,
    considerations.Views,
    considerations.Weighing,
    timing.Timing,
    timing.RecipientChosen,
    notification.ToldBefore,
    notification.ToldAfter,
    notification.AttemptFailed,
    decision.SharingDecided,
    decision.DelayDecided,
    decision.NotSharingDecided,
    decision.DelayEnded,
    decision.DecisionWithdrawn,
    sharing.CallStarted,
    sharing.CallEnded,
    sharing.AlreadyShared,
    sharing.Acknowledged,
    sharing.CameBack,
    dispatch.SendingOrdered,
    dispatch.SendingCancelled,
    dispatch.Sent,
    dispatch.FileMade,
    dispatch.Delivered,
    dispatch.SendingStopped,
    dispatch.SendingUnclear,
    dispatch.SendingSettled,
    reply.Reply,
    reply.ReplyArrived,
    reply.ReplyDismissed,
    reply.OutcomeRecorded,
    correction.FoundWrong,
    correction.CorrectionOrdered,
    correction.CorrectionCancelled,
    correction.CorrectionSent,
    correction.ToldCorrection,
    closing.HandedOver,
    closing.HandoverOffered,
    closing.HandoverAnswered,
    closing.HandoverWithdrawn,
    linking.Linked,
    review_outcomes.DelayReviewed,
    review_outcomes.LateDisclosureReviewed,
    review_outcomes.OutsideDisclosureReviewed,
    looks.SupervisorLooked,
    looks.LeadLooked,
    looks.UrgencyDeclared,
    local_answer.LocalAnswer,
    closing.Closed,
    closing.ClosedUnshared,
    closing.Reopened,
)

KINDS: Mapping[str, type[Value]] = MappingProxyType({value.kind: value for value in VALUES})

OPENED = "case_consulted"
"""The kind of an opening: who looked, and why. It has no place in the replay."""


class UnknownKind(ValueError):
    """An entry of a kind or version that this edition of the software does not know."""


def body_of(value: Value) -> Body:
    """What the record keeps of a value: its version and its fields. Raises UnknownKind for a value that no kind knows,
    since what was written of it could never be read again."""
    if KINDS.get(value.kind) is not type(value):
        raise UnknownKind(f"No kind of entry keeps a {type(value).__name__}. Nothing was written.")
    return {"version": value.version, "value": to_json(value)}


def value_of(entry: Entry, upcasters: Mapping[tuple[str, int], Upcaster] = UPCASTERS) -> Value:
    """The value that an entry keeps. Raises UnknownKind, by name, for what cannot be read."""
    kind = KINDS.get(entry.kind)
    if kind is None:
        raise UnknownKind(
            f"Entry {entry.index} is of the kind {entry.kind}, which this version of Proviso does not know."
        )
    kept: Mapping[str, Any] = entry.body  # as it was written; `from_json` gives it back its types
    version, body = int(kept["version"]), dict(kept["value"])
    while version < kind.version:
        upcaster = upcasters.get((entry.kind, version))
        if upcaster is None:
            break
        version, body = version + 1, upcaster(body)
    if version != kind.version:
        raise UnknownKind(
            f"Entry {entry.index} is a {entry.kind} of version {version}; "
            f"this version of Proviso reads version {kind.version}."
        )
    return from_json(kind, body)
