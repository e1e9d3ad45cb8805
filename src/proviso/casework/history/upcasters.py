"""What makes the next version of a body from an older one: every upcaster there is. Pure, and frozen once released.

An entry is never rewritten: its body is read through these, and what it holds is not changed by them.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from proviso.casework.history import old_labels
from proviso.casework.values import local_answer

Body = dict[str, Any]  # what an older version held, of any form: only its own upcaster knows which
Upcaster = Callable[[Body], Body]


def _views_2(body: Body) -> Body:
    """Version 1 took every route as safe and nobody as in need of support: a child's views have to be sought again."""
    asked = body["views"] in {"given", "declined"}
    return {**body, "companion": "not_needed", "route_safe": True} if asked else body


def _interpreted(body: Body) -> Body:
    """Who interpreted could be left empty."""
    return {"interpreter_name": "Not recorded", **body} if body.get("interpreter") == "present" else body


def _told_2(body: Body) -> Body:
    """Version 1 asked for a day to try again to be left empty only where it never would be possible."""
    body = _interpreted(body)
    if body["told"] != "impracticable":
        return body
    if "try_again_on" in body:
        return {**body, "again": "on_a_day"}
    return {**body, "again": "never", "why_never": body["why_impracticable"]}


def _local_2(body: Body) -> Body:
    """Version 1 asked nothing of how consent was taken; whether what is needed was there is asked at the replay."""
    asked = body["answer"] in local_answer.SAID_BY_THEM
    return {**body, "interpreter": "not_needed", "companion": "not_needed", "route_safe": True} if asked else body


def _about_labels(body: Body) -> Body:
    """What it is about was known by a digest over labels."""
    return {**body, "about": old_labels.FORM + body["about"]} if body.get("about") else body


def _sharing_2(body: Body) -> Body:
    """Version 1 held labels. They stay beside the codes as what was shown; what cannot be read is kept as its words."""
    shown = {name: body[name] for name in ("content", "purposes", "recipient", "power") if name in body}
    basic, additional = old_labels.content_of(shown.get("content", ()))
    return {
        **{name: one for name, one in body.items() if name not in shown},
        "digest": old_labels.FORM + body.get("digest", ""),
        "basic": basic,
        "additional": additional,
        "purposes": old_labels.purposes_of(shown.get("purposes", ())),
        **_named("recipient", shown.get("recipient", ""), old_labels.DEPARTMENTS),
        **_named("power", shown.get("power", ""), old_labels.POWERS, otherwise={"power": "other"}),
        "shown": shown,
    }


def _unchanged(body: Body) -> Body:
    """The next version only asks more, and nothing that was not asked is answered."""
    return body


def _named(
    name: str, words: str, labels: Mapping[str, str], otherwise: Mapping[str, str] = MappingProxyType({})
) -> Body:
    """A choice by its code; what is none of the list is kept as its words, with the code that stands for such words."""
    if code := old_labels.code_of(words, labels):
        return {name: code}
    return {f"other_{name}": words, **otherwise} if words else {}


UPCASTERS: Mapping[tuple[str, int], Upcaster] = MappingProxyType(
    {
        ("views_recorded", 1): _views_2,
        ("views_recorded", 2): _interpreted,
        ("views_recorded", 3): _about_labels,
        ("considerations_weighed", 1): _about_labels,
        ("local_question_answered", 1): _local_2,
        ("person_told_before", 1): _told_2,
        ("person_told_before", 2): _about_labels,
        ("person_told_after", 1): _told_2,
        ("person_told_of_correction", 1): _told_2,
        ("sharing_decided", 1): _sharing_2,
        ("sharing_decided", 2): _unchanged,
    }
)
"""(kind, version) to what makes the next version of the body from it. Version 1 is the first of every kind."""
