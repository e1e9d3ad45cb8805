"""Every kind of entry about a case, with its value, its version and the upcasters of older versions.

Bodies are never rewritten: an older one is read through its upcasters, and an unknown kind or version is refused.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from proviso.casework.values import (
    allegation,
    closing,
    considerations,
    content,
    correction,
    decision,
    dispatch,
    local_answer,
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

Upcaster = Callable[[dict[str, Any]], dict[str, Any]]

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
    review_outcomes.DelayReviewed,
    review_outcomes.LateDisclosureReviewed,
    local_answer.LocalAnswer,
    closing.Closed,
    closing.Reopened,
)

KINDS: Mapping[str, type[Value]] = MappingProxyType({value.kind: value for value in VALUES})

OPENED = "case_consulted"
"""The kind of an opening: who looked, and why. It has no place in the fold."""


def _views_2(body: dict[str, Any]) -> dict[str, Any]:
    """Version 1 took every route as safe and nobody as in need of support: a child's views have to be sought again."""
    asked = body["views"] in {"given", "declined"}
    return {**body, "companion": "not_needed", "route_safe": True} if asked else body


def _interpreted(body: dict[str, Any]) -> dict[str, Any]:
    """Who interpreted could be left empty."""
    return {"interpreter_name": "Not recorded", **body} if body.get("interpreter") == "present" else body


def _told_2(body: dict[str, Any]) -> dict[str, Any]:
    """Version 1 asked for a day to try again to be left empty only where it never would be possible."""
    body = _interpreted(body)
    if body["told"] != "impracticable":
        return body
    if "try_again_on" in body:
        return {**body, "again": "on_a_day"}
    return {**body, "again": "never", "why_never": body["why_impracticable"]}


def _local_2(body: dict[str, Any]) -> dict[str, Any]:
    """Version 1 asked nothing of how consent was taken; whether what is needed was there is asked at the fold."""
    asked = body["answer"] in local_answer.SAID_BY_THEM
    return {**body, "interpreter": "not_needed", "companion": "not_needed", "route_safe": True} if asked else body


UPCASTERS: Mapping[tuple[str, int], Upcaster] = MappingProxyType(
    {
        ("views_recorded", 1): _views_2,
        ("views_recorded", 2): _interpreted,
        ("local_question_answered", 1): _local_2,
        ("person_told_before", 1): _told_2,
        ("person_told_after", 1): _told_2,
        ("person_told_of_correction", 1): _told_2,
    }
)
"""(kind, version) to what makes the next version of the body from it. Version 1 is the first of every kind."""


class UnknownKind(ValueError):
    """An entry of a kind or version that this edition of the software does not know."""


def body_of(value: Value) -> dict[str, Any]:
    """What the record keeps of a value: its version and its fields."""
    return {"version": value.version, "value": to_json(value)}


def value_of(entry: Entry, upcasters: Mapping[tuple[str, int], Upcaster] = UPCASTERS) -> Value:
    """The value that an entry keeps. Raises UnknownKind, by name, for what cannot be read."""
    kind = KINDS.get(entry.kind)
    if kind is None:
        raise UnknownKind(
            f"Entry {entry.index} is of the kind {entry.kind}, which this version of Proviso does not know."
        )
    kept: Mapping[str, Any] = entry.body
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
