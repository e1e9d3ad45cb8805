"""Erasing a case: its key, its salts and its bodies go; that it was erased stays (Data Protection Act 2018, s.47).

Every leaf stays where it is, so the tree still verifies. Whether a case may be erased is `oversight`'s to decide.
"""

from datetime import datetime

from django.db import connections, transaction
from django.db.models import Max

from proviso.record import keys, models
from proviso.record.append import append
from proviso.record.entry import Category, Draft, Entry, Json, about, opened
from proviso.record.keys import KeyErased, KeyLost, SealBroken
from proviso.record.models import DEFAULT

KIND = "case_erased"


class NothingToErase(LookupError):
    """No entry of such a case still has a body, or it is the force's own."""


class SecondPersonNeeded(ValueError):
    """Nobody erases a case alone: two people, by name, who are not the same one."""


ACTOR = "the server"
"""Who makes the entry: nobody who erases by code is signed in, so no name that they give stands as who did it."""


def erase(case: str, *, by: str, second: str, now: datetime, why: str) -> Entry:
    """Take the bodies of the case away, then its key, and record that under the force's own key.

    The entry holds the opaque reference, how many bodies went and how many places its fold had, so that none can be
    added to it later; nothing of what they said; and that it was done at the prompt, by whom and by whom else, as they
    said. A kill between the two databases leaves a key that opens nothing, which `sweeping.sweep` destroys. Raises
    NothingToErase, SecondPersonNeeded.
    """
    both = _two_people(by, second)
    with transaction.atomic(using=DEFAULT):
        held = models.Entry.objects.filter(case=case, body__isnull=False)
        log = held.values_list("log", flat=True).first()
        if log is None or case == keys.own_case(log):
            raise NothingToErase(f"{case} has nothing that can be erased")
        with connections[DEFAULT].cursor() as cursor:
            cursor.execute('UPDATE record_entry SET body = NULL WHERE "case" = %s AND body IS NOT NULL', (case,))
            count = cursor.rowcount
        places = models.Entry.objects.filter(case=case).aggregate(last=Max("seq"))["last"] or 0
        draft = Draft(
            log=log,
            case=keys.own_case(log),
            kind=KIND,
            category=Category.ERASURE,
            actor=ACTOR,
            body={"case": case, "bodies": count, "places": places, "at_the_prompt": both},
            seq=None,
            why=why,
        )
        entry = append(draft, now=now, key=keys.ensure(keys.own_case(log)))
        transaction.on_commit(lambda: keys.destroy([case]), using=DEFAULT)
    return entry


def _two_people(by: str, second: str) -> dict[str, Json]:
    first, other = " ".join(by.split()), " ".join(second.split())
    if not first or not other or first.casefold() == other.casefold():
        raise SecondPersonNeeded("Erasing takes two people: name whoever does it, and another who agrees to it.")
    return {"by": first, "second": other}


def cases_erased() -> frozenset[str]:
    """The cases that an entry of any log says were erased. An entry that cannot be opened says nothing."""
    told = models.Entry.objects.filter(kind=KIND, body__isnull=False)
    found: set[str] = set()
    for log, case, entry_id, body in told.values_list("log", "case", "entry_id", "body"):
        try:
            inside = opened(keys.of(case).open(bytes(body or b""), about(log, case, bytes(entry_id), KIND)))
        except (KeyErased, KeyLost, SealBroken):
            continue
        found.add(str(inside.body["case"]))
    return frozenset(found)
