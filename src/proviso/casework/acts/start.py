"""Opening a case: only where the guidance covers the person and a suspicion is already there (1.1, 1.2.1)."""

import secrets
from dataclasses import replace

from django.db import connection, transaction
from django.utils.translation import gettext as _

from proviso.accounts.models import Force
from proviso.casework import clock
from proviso.casework.case_error import CaseError
from proviso.casework.history.case import Case, RecordedAnswer
from proviso.casework.history.kinds import body_of
from proviso.casework.history.replay import apply_answer
from proviso.casework.projection import due_of, write
from proviso.casework.reading.case_assessment import Rules, assess_case
from proviso.casework.values.role import RoleInCase, Start
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.permissions import GRANTS, Actor, NotAllowed, Permission
from proviso.record import keys
from proviso.record.append import append
from proviso.record.backends import backend_of
from proviso.record.clock_bounds import assert_plausible
from proviso.record.entry import Draft

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is mistaken for a figure."""


class TurnedBack(CaseError):
    """There is no case to open; nothing was stored. The words say why, and not to check anyone's status."""

    code = "turned_back"
    status = 422


def random_groups(groups: int) -> str:
    """So many groups of four letters and figures, drawn at random, 20 bits each: 4K7Q-9TZM. None looks like another."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(groups))


def new_reference() -> str:
    """An opaque reference, such as PV-4K7Q-9TZM: 40 random bits, nothing of the person or the crime."""
    return f"PV-{random_groups(2)}"


def turn_back(start: Start) -> str | None:
    """Why there is no case to open, in words; None where there is one."""
    if start.role is RoleInCase.NEITHER and start.already_shared:
        return _(
            "This guidance is for victims and witnesses of crime, and what was shared about anyone else is not "
            "recorded here. Follow your force's own procedure for that. Nothing has been stored."
        )
    if start.role is RoleInCase.NEITHER:
        return _(
            "This guidance is for victims and witnesses of crime. For anyone else, follow your "
            "force's own procedure. Nothing has been stored."
        )
    if not start.suspected and not start.already_shared:
        return _(
            "There is no suspicion, so there is nothing to share and nothing to check. Investigate "
            "what they reported and protect them. Do not look up or ask about their status. Nothing "
            "has been stored."
        )
    return None


def open_new_case(actor: Actor, start: Start, *, session: str, reference: str = "") -> OpenCase:
    """A new case of this officer, with its first entry, under a reference of its own unless one is given.

    Raises TurnedBack, NotAllowed, ClockImplausible.
    """
    if actor.role not in GRANTS[Permission.START_CASE].roles:
        raise NotAllowed(_("Your role (%(role)s) does not open cases.") % {"role": _(str(actor.role.label)).lower()})
    if words := turn_back(start):
        raise TurnedBack(words)
    now = clock.now()
    assert_plausible(actor.force, now)  # first: the key says when it was made, and nothing would ever sweep it
    reference = reference or new_reference()
    key = keys.create(reference)
    rules = Rules.of(Force.objects.get(code=actor.force), clock.today())
    start = replace(start, unit=actor.unit, owner=actor.staff_number)
    answer = RecordedAnswer(start, 1, now, actor.staff_number)
    case = apply_answer(Case(reference=reference, force=actor.force), answer)
    is_due = due_of(case, assess_case(case, rules))
    with transaction.atomic(), backend_of(connection).sent_together():
        write(None, case, is_due, frozenset(), key)
        append(
            Draft(
                log=actor.force,
                case=reference,
                kind=start.kind,
                category=start.category,
                actor=actor.staff_number,
                body=body_of(start),
                seq=1,
            ),
            now=now,
            key=key,
        )
    return OpenCase(case, actor, key, rules, session, "My own case")
