"""Cases as they were recorded before entries held codes, and what was true of them then.

`recorded_before/` was written by the software of that time: its entries, and the facts, duties, contacts and debts that
it read from them. Nobody makes these again.
"""

import json
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction

from proviso.accounts.models import Force
from proviso.casework import clock
from proviso.casework.acts.start import new_reference
from proviso.casework.history.case import Case
from proviso.casework.history.replay import apply_entry, replay
from proviso.casework.projection import due_of, locked, write
from proviso.casework.reading.case_assessment import Rules, assess_case
from proviso.casework.reading.content_words import receiver_words
from proviso.casework.reading.exchanges import exchanges_of
from proviso.casework.reading.outstanding_corrections import recipients_owed
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.permissions import Actor
from proviso.record import keys
from proviso.record.append import append
from proviso.record.entry import Category, Draft, Entry

FOLDER = Path(__file__).parent / "recorded_before"
STORIES = tuple(sorted(path.stem for path in FOLDER.iterdir()))


@cache
def recorded(story: str) -> dict[str, Any]:
    """What was recorded of a case, and what was true of it."""
    told: dict[str, Any] = json.loads((FOLDER / f"{story}.json").read_text())
    return told


def folded_again(story: str) -> Case:
    """The case as it is read now."""
    return replay("PV-TEST-0000", "wessmere", [_entry(kept) for kept in recorded(story)["entries"]])


def _entry(kept: dict[str, Any]) -> Entry:
    times = {"at": datetime.fromisoformat(kept["at"]), "category": Category(kept["category"])}
    return Entry(index=kept["seq"], log="wessmere", case="PV-TEST-0000", **{**kept, **times})


def restored(actor: Actor, story: str) -> OpenCase:
    """The case in the database, entry by entry as it was written then, opened now."""
    reference = new_reference()
    key = keys.create(reference)
    rules = Rules.of(Force.objects.get(code=actor.force), clock.today())
    case = Case(reference=reference, force=actor.force)
    for kept in recorded(story)["entries"]:
        draft = {name: one for name, one in kept.items() if name != "at"} | {"category": Category(kept["category"])}
        with transaction.atomic():
            entry = append(Draft(log=actor.force, case=reference, **draft), now=clock.now(), key=key)
            then = apply_entry(case, entry)
            write(
                case if case.seq else None, then, due_of(then, assess_case(then, rules)), locked(reference).listed, key
            )
        case = then
    return OpenCase(case, actor, key, rules, "a session", "My own case")


def standing(case: Case, rules: Rules) -> dict[str, Any]:
    """What is true of a case, in the form of `recorded`: no words of a choice are in it but for who is owed."""
    stands = assess_case(case, rules)
    return {
        "stage": case.stage.value,
        "facts": dict(stands.facts),
        "due": sorted([one.queue.value, one.what.value, one.at.isoformat()] for one in due_of(case, stands)),
        "exchanges": [[one.seq, one.what.value, one.how, one.department, one.recipient] for one in exchanges_of(case)],
        "owed": [[receiver_words(one.receiver), list(one.places)] for one in recipients_owed(case)],
    }


def lived(opened: OpenCase, steps: tuple[Callable[[OpenCase], OpenCase], ...]) -> list[dict[str, Any]]:
    """What is true of a case after each of these steps; who is owed by places alone."""
    found = []
    for step in steps:
        opened = step(opened)
        stands = standing(opened.case, opened.rules)
        found.append({**stands, "owed": [places for _, places in stands["owed"]]})
    return found
