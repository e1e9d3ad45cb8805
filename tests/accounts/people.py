"""The invented people of Wessmere Police, made as an installation makes them."""

from datetime import UTC, datetime

from proviso.accounts import force_changes
from proviso.accounts.models import Force, Jurisdiction, Officer, Role, Unit

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
PASSWORD = "a heron stood in the mill race"


def add_wessmere() -> Unit:
    """The force and its first unit."""
    force = force_changes.add_force("wessmere", "Wessmere Police", Jurisdiction.ENGLAND_WALES, now=NOW)
    return force_changes.add_unit(force, "harbour", "Harbour CID", by=None, now=NOW)


def add(unit: Unit, number: str, role: Role = Role.OFFICER, name: str = "Ines Marlowe", now: datetime = NOW) -> Officer:
    """Somebody in the unit, with the password that everybody here has."""
    return force_changes.add_officer(number, name, role, unit, PASSWORD, by=None, now=now)


def force_of(officer: Officer) -> Force:
    """The officer's force as it now is."""
    return Force.objects.get(pk=officer.force.pk)
