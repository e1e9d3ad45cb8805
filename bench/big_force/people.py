"""The people of the force: founded by the acts of an administrator, so that every account is on the record."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from unittest.mock import patch

from bench.big_force.prototypes import Prototypes

A_UNIT = 50
"""How many work in a unit, two of them supervisors."""

CENTRE = "centre"
PASSWORD = "a heron stood in the mill race"


@dataclass(frozen=True)
class People:
    """Staff numbers: by unit and role, those of the centre by role alone."""

    units: Mapping[str, Mapping[str, Sequence[str]]]
    centre: Mapping[str, Sequence[str]]

    def in_place_of(self, first: Prototypes, drawn: random.Random) -> dict[str, str]:
        """Who and which unit takes the place of each that the first cases name. Of one first unit nobody twice."""
        there = sorted({unit for _, unit in first.people.values()} - {CENTRE})
        chosen = dict(zip(there, drawn.sample(list(self.units), len(there)), strict=True)) | {CENTRE: CENTRE}
        instead = dict(chosen)
        left: dict[tuple[str, str], list[str]] = {}
        for number, (role, unit) in first.people.items():
            place = chosen[unit]
            choice = self.centre[role] if unit == CENTRE else self.units[place][role]
            if not left.get((place, role)):
                left[place, role] = drawn.sample(choice, min(len(choice), 6))
            instead[number] = left[place, role].pop()
        return instead


def planned(officers: int) -> People:
    """Who there will be, of so many: for every 200 two at the disclosure desk and two vulnerability leads, one of each
    other role and two administrators at the centre, everybody else in units. Raises ValueError."""
    many = max(2, officers // 100)
    roles = {"administrator": 2, "disclosure_desk": many, "vulnerability_lead": many, "data_protection_officer": 1}
    roles |= {"auditor": 1, "policy_owner": 1}
    number = iter(range(1, officers + 1))
    if officers < sum(roles.values()) + 10:
        raise ValueError(f"a force of {officers} officers has no units: give --officers 30 or more")
    centre = {role: [f"W{next(number):05}" for _ in range(some)] for role, some in roles.items()}
    rest = [f"W{one:05}" for one in number]
    units = max(2, round(len(rest) / A_UNIT))
    shares = [rest[unit::units] for unit in range(units)]
    return People(
        {f"unit-{place:02}": {"supervisor": some[:2], "officer": some[2:]} for place, some in enumerate(shares, 1)},
        centre,
    )


def found(people: People, at: datetime) -> None:
    """Add the force, its units, its people and a number to ring."""
    from django.contrib.auth import hashers

    from proviso.accounts.at_prompt import AtPrompt
    from proviso.accounts.channel_codes import Channel
    from proviso.accounts.force_changes import add_force, add_officer, add_unit, change_password
    from proviso.accounts.models import Jurisdiction, Officer, Role
    from proviso.accounts.recipients import approve_recipient, propose_recipient
    from proviso.casework.values.timing import Department

    prompt = AtPrompt("Mx Imaginary Yew", "A force that is invented to be measured")
    force = add_force("wessmere", "Wessmere Police", Jurisdiction.ENGLAND_WALES, by=prompt, now=at)
    units = {code: add_unit(force, code, f"Invented {code.replace('-', ' ')}", by=prompt, now=at)
             for code in (CENTRE, *people.units)}  # fmt: skip
    hashed = hashers.make_password(PASSWORD)
    # Once for everybody: to hash a password takes a tenth of a second, on purpose.
    with patch("django.contrib.auth.base_user.make_password", lambda _: hashed):
        for role, unit, number in _everybody(people):
            by = (
                prompt
                if role == "administrator"
                else Officer.objects.get(staff_number=people.centre["administrator"][0])
            )
            added = add_officer(number, f"PC Invented {number}", Role(role), units[unit], PASSWORD, by=by, now=at)
            change_password(added, PASSWORD, by=added, now=at)  # as each does at the first sign-in
    one, two = (Officer.objects.get(staff_number=number) for number in people.centre["administrator"])
    line = propose_recipient(
        force,
        department=Department.NCCU.value,
        channel=Channel.TELEPHONE,
        name="An invented line",
        address="01632 960 011",
        certificate="",
        by=one,
        now=at,
    )
    approve_recipient(line, by=two, now=at)


def _everybody(people: People) -> list[tuple[str, str, str]]:
    centre = [(role, CENTRE, number) for role, numbers in people.centre.items() for number in numbers]
    return centre + [
        (role, unit, number)
        for unit, roles in people.units.items()
        for role, numbers in roles.items()
        for number in numbers
    ]
