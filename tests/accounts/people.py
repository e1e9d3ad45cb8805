"""The invented people of Wessmere Police, made as an installation makes them."""

from datetime import UTC, datetime

from proviso.accounts import force_changes
from proviso.accounts.at_prompt import AtPrompt
from proviso.accounts.models import Force, Jurisdiction, Officer, Role, Unit

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
PASSWORD = "a heron stood in the mill race"
PROMPT = AtPrompt("Mx Imaginary Yew, systems", "Change request 12, approved by the board")
"""Somebody at the prompt, where nobody is signed in."""


def add_wessmere() -> Unit:
    """The force and its first unit."""
    force = force_changes.add_force("wessmere", "Wessmere Police", Jurisdiction.ENGLAND_WALES, by=PROMPT, now=NOW)
    return force_changes.add_unit(force, "harbour", "Harbour CID", by=PROMPT, now=NOW)


def add(unit: Unit, number: str, role: Role = Role.OFFICER, name: str = "Ines Marlowe", now: datetime = NOW) -> Officer:
    """Somebody in the unit, with the password that everybody here has."""
    return force_changes.add_officer(number, name, role, unit, PASSWORD, by=PROMPT, now=now)


def force_of(officer: Officer) -> Force:
    """The officer's force as it now is."""
    return Force.objects.get(pk=officer.force.pk)
