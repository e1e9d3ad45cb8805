"""Approving words for the person: who may, what is kept, what the force's log says."""

import pytest

from proviso.accounts.entries import case_of
from proviso.accounts.force_changes import NotTheirs
from proviso.accounts.models import Force, Role
from proviso.accounts.wording_approvals import approve_wording, approved_wordings, withdraw_wording
from proviso.record import keys, read

from .people import NOW, add, add_wessmere

pytestmark = pytest.mark.django_db(databases="__all__")


def logged(force: Force) -> list[tuple[str, str, object]]:
    entries = read.openings(case_of(force), keys.of(case_of(force)))
    return [(one.kind, one.actor, one.body.get("language")) for one in entries if one.kind.startswith("wording")]


def test_the_policy_owner_approves_a_language_and_takes_it_back() -> None:
    unit = add_wessmere()
    owner, force = add(unit, "owner", Role.POLICY_OWNER), unit.force
    approve_wording(force, "cy", "a" * 64, "Mx Invented Llwyd", by=owner, now=NOW)
    approve_wording(force, "cy", "a" * 64, "Mx Invented Llwyd", by=owner, now=NOW)
    held = approved_wordings(force)["cy"]
    assert (held.digest, held.checked_by, held.approved_by, held.approved_at) == (
        "a" * 64, "Mx Invented Llwyd", "owner", NOW,
    )  # fmt: skip
    approve_wording(force, "cy", "b" * 64, "Mx Invented Llwyd", by=owner, now=NOW)
    assert approved_wordings(force)["cy"].digest == "b" * 64
    withdraw_wording(force, "cy", by=owner, now=NOW, why="A reader found a mistake")
    withdraw_wording(force, "cy", by=owner, now=NOW, why="Withdrawn once more")
    assert approved_wordings(force) == {}
    assert logged(force) == [
        ("wording_approved", "owner", "cy"),
        ("wording_approved", "owner", "cy"),
        ("wording_withdrawn", "owner", "cy"),
    ]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.POLICY_OWNER])
def test_nobody_else_approves(role: Role) -> None:
    unit = add_wessmere()
    other = add(unit, "other", role)
    with pytest.raises(NotTheirs):
        approve_wording(unit.force, "cy", "a" * 64, "Mx Invented Llwyd", by=other, now=NOW)
    with pytest.raises(NotTheirs):
        withdraw_wording(unit.force, "cy", by=other, now=NOW, why="No longer their words")
    assert approved_wordings(unit.force) == {}
