"""What makes the next version of a body from an older one: every upcaster there is. Pure, and frozen once released.

An entry is never rewritten: its body is read through these, and what it holds is not changed by them.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from proviso.casework.history import old_labels
from proviso.casework.values import local_answer
from proviso.casework.values.person import in_latin_letters

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


def _who_was_there(body: Body) -> Body:
    """Nobody was asked what kind of interpreter it was, nor who else was there: what counted then counts."""
    if "interpreter" not in body:
        return body
    kind = {"interpreter_kind": "not_recorded"} if body["interpreter"] == "present" else {}
    return {**body, **kind, "others_there": ["not_recorded"]}


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


def _late_2(body: Body) -> Body:
    """Version 1 knew departments alone; whoever else it was stood in words."""
    rest = {name: one for name, one in body.items() if name != "department"}
    return {**rest, "shared_with": body["department"]} if "department" in body else rest


def _named(
    name: str, words: str, labels: Mapping[str, str], otherwise: Mapping[str, str] = MappingProxyType({})
) -> Body:
    """A choice by its code; what is none of the list is kept as its words, with the code that stands for such words."""
    if code := old_labels.code_of(words, labels):
        return {name: code}
    return {f"other_{name}": words, **otherwise} if words else {}


def _person_2(body: Body) -> Body:
    """The name had one box, for any letters: one that is not in Latin letters is as they write it."""
    name = body.get("name", "")
    if in_latin_letters(name):
        return body
    return {**{one: held for one, held in body.items() if one != "name"}, "name_written": name}


def _as_it_was(body: Body) -> Body:
    """What came with the next version could not be recorded, and is not made up."""
    return body


UPCASTERS: Mapping[tuple[str, int], Upcaster] = MappingProxyType(
    {
        ("views_recorded", 1): _views_2,
        ("views_recorded", 2): _interpreted,
        ("views_recorded", 3): _about_labels,
        ("views_recorded", 4): _who_was_there,
        ("considerations_weighed", 1): _about_labels,
        ("local_question_answered", 1): _local_2,
        ("local_question_answered", 2): _who_was_there,
        ("person_told_before", 1): _told_2,
        ("person_told_before", 2): _about_labels,
        ("person_told_before", 3): _who_was_there,
        ("person_told_after", 1): _told_2,
        ("person_told_after", 2): _who_was_there,
        ("person_told_of_correction", 1): _told_2,
        ("person_told_of_correction", 2): _who_was_there,
        ("disclosure_already_made_recorded", 1): _late_2,
        ("sharing_decided", 1): _sharing_2,
        ("sharing_decided", 2): _as_it_was,
        ("person_recorded", 1): _person_2,
        ("person_recorded", 2): _as_it_was,
        ("purposes_recorded", 1): _as_it_was,
        ("timing_weighed", 1): _as_it_was,
        ("lawful_basis_recorded", 1): _as_it_was,
        ("shared_information_found_wrong", 1): _as_it_was,
    }
)
"""(kind, version) to what makes the next version of the body from it. Version 1 is the first of every kind."""
