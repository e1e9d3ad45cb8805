"""Every change to who works here: who may, what is refused, and the entry it leaves."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from proviso.accounts import force_changes
from proviso.accounts.entries import Changer
from proviso.accounts.models import Force, Jurisdiction, Officer, Role, Unit
from proviso.record import read
from proviso.record.entry import Category
from proviso.record.verify import verify
from tests.accounts.people import NOW, PASSWORD, add, add_wessmere, force_of

from .people import PROMPT

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def last(force: Force) -> Any:
    return read.entries(f"force:{force.code}", with_openings=True)[-1]


def test_each_change_is_an_entry_of_the_force(unit: Unit, administrator: Officer, policy_owner: Officer) -> None:
    force = unit.force
    officer = force_changes.add_officer("W9", "Ana Trellick", Role.OFFICER, unit, PASSWORD, by=administrator, now=NOW)
    other = force_changes.add_unit(force, "hill", "Hill CID", by=administrator, now=NOW)
    force_changes.change_role(officer, Role.SUPERVISOR, by=administrator, now=NOW, why="She passed her board")
    force_changes.move(officer, other, by=administrator, now=NOW, why="A vacancy was filled")
    force_changes.deactivate(officer, by=administrator, now=NOW, why="On long leave now")
    force_changes.reactivate(officer, by=administrator, now=NOW, why="Back from long leave")
    force_changes.change_password(officer, "another mill race entirely", by=administrator, now=NOW)
    force_changes.adopt_local_policies(force, ["b", "a", "a"], by=policy_owner, now=NOW, why="The board agreed")
    force_changes.state_equality_assessment(
        force, True, by=policy_owner, now=NOW, why="Signed off by occupational health"
    )

    told = [(e.kind, e.actor, e.why) for e in read.entries("force:wessmere", with_openings=True)]
    assert told[-9:] == [
        ("officer_added", "A1", ""),
        ("unit_added", "A1", ""),
        ("role_changed", "A1", "She passed her board"),
        ("officer_moved", "A1", "A vacancy was filled"),
        ("officer_deactivated", "A1", "On long leave now"),
        ("officer_reactivated", "A1", "Back from long leave"),
        ("password_changed", "A1", ""),
        ("local_policies_adopted", "P7", "The board agreed"),
        ("equality_assessment_stated", "P7", "Signed off by occupational health"),
    ]
    assert told[0][:2] == ("force_added", "the server")
    now_is = Officer.objects.get(pk=officer.pk)
    assert (now_is.role, now_is.unit, now_is.is_active) == (Role.SUPERVISOR, other, True)
    assert force_of(officer).local_policies == ["a", "b"]
    assert force_of(officer).equality_assessment_current is True
    assert verify("wessmere").whole


def test_an_entry_says_what_was_and_what_is(officer: Officer, administrator: Officer) -> None:
    force_changes.change_role(officer, Role.AUDITOR, by=administrator, now=NOW, why="A new post")
    assert last(officer.force).body == {"version": 1, "staff_number": "W1042", "was": "officer", "is": "auditor"}
    assert last(officer.force).category is Category.ALTERATION
    assert last(officer.force).seq is None


def test_no_entry_holds_a_password(unit: Unit, administrator: Officer) -> None:
    force_changes.change_password(administrator, "two herons in the mill race", by=administrator, now=NOW)
    assert not any("heron" in str(entry.body) for entry in read.entries("force:wessmere", with_openings=True))


def test_a_change_to_what_is_already_so_writes_nothing(
    officer: Officer, administrator: Officer, policy_owner: Officer
) -> None:
    before = read.head("wessmere").size
    force_changes.change_role(officer, Role.OFFICER, by=administrator, now=NOW, why="The chief officers agreed it")
    force_changes.move(officer, officer.unit, by=administrator, now=NOW, why="The chief officers agreed it")
    force_changes.reactivate(officer, by=administrator, now=NOW, why="The chief officers agreed it")
    force_changes.adopt_local_policies(officer.force, [], by=policy_owner, now=NOW, why="The chief officers agreed it")
    force_changes.state_equality_assessment(
        officer.force, None, by=policy_owner, now=NOW, why="The chief officers agreed it"
    )
    assert read.head("wessmere").size == before
    force_changes.deactivate(officer, by=administrator, now=NOW, why="The chief officers agreed it")
    force_changes.deactivate(officer, by=administrator, now=NOW, why="The chief officers agreed it")
    assert read.head("wessmere").size == before + 1


ACCOUNT_CHANGES: dict[str, Callable[[Officer, Changer], object]] = {
    "add_unit": lambda o, by: force_changes.add_unit(o.force, "new", "New", by=by, now=NOW),
    "add_officer": lambda o, by: force_changes.add_officer("N1", "N", Role.OFFICER, o.unit, PASSWORD, by=by, now=NOW),
    "change_role": lambda o, by: force_changes.change_role(
        o, Role.AUDITOR, by=by, now=NOW, why="The chief officers agreed it"
    ),
    "move": lambda o, by: force_changes.move(o, o.unit, by=by, now=NOW, why="The chief officers agreed it"),
    "deactivate": lambda o, by: force_changes.deactivate(o, by=by, now=NOW, why="The chief officers agreed it"),
    "reactivate": lambda o, by: force_changes.reactivate(o, by=by, now=NOW, why="The chief officers agreed it"),
    "change_password": lambda o, by: force_changes.change_password(o, "reeds along the mill race", by=by, now=NOW),
}
POLICY_CHANGES: dict[str, Callable[[Officer, Changer], object]] = {
    "adopt_local_policies": lambda o, by: force_changes.adopt_local_policies(
        o.force, ["x"], by=by, now=NOW, why="The chief officers agreed it"
    ),
    "state_equality_assessment": lambda o, by: force_changes.state_equality_assessment(
        o.force, False, by=by, now=NOW, why="The chief officers agreed it"
    ),
}


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
@pytest.mark.parametrize("change", ACCOUNT_CHANGES)
def test_only_an_administrator_changes_accounts(unit: Unit, officer: Officer, change: str, role: Role) -> None:
    other = add(unit, "X1", role)
    with pytest.raises(force_changes.NotTheirs, match="Only the administrator of Wessmere Police"):
        ACCOUNT_CHANGES[change](officer, other)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.POLICY_OWNER])
@pytest.mark.parametrize("change", POLICY_CHANGES)
def test_only_a_policy_owner_adopts_policy(unit: Unit, officer: Officer, change: str, role: Role) -> None:
    with pytest.raises(force_changes.NotTheirs, match="Only the policy owner of Wessmere Police"):
        POLICY_CHANGES[change](officer, add(unit, "X1", role))


@pytest.mark.parametrize("change", ACCOUNT_CHANGES | POLICY_CHANGES)
def test_another_force_changes_nothing_here(officer: Officer, change: str) -> None:
    elsewhere = force_changes.add_force(
        "norbury", "Norbury Constabulary", Jurisdiction.NORTHERN_IRELAND, by=PROMPT, now=NOW
    )
    unit = force_changes.add_unit(elsewhere, "one", "One", by=PROMPT, now=NOW)
    role = Role.POLICY_OWNER if change in POLICY_CHANGES else Role.ADMINISTRATOR
    with pytest.raises(force_changes.NotTheirs):
        (ACCOUNT_CHANGES | POLICY_CHANGES)[change](officer, add(unit, "N9", role))


def test_nobody_is_moved_to_another_force(officer: Officer, administrator: Officer) -> None:
    elsewhere = force_changes.add_force(
        "norbury", "Norbury Constabulary", Jurisdiction.NORTHERN_IRELAND, by=PROMPT, now=NOW
    )
    unit = force_changes.add_unit(elsewhere, "one", "One", by=PROMPT, now=NOW)
    with pytest.raises(force_changes.NotTheirs, match="belongs to another force"):
        force_changes.move(officer, unit, by=administrator, now=NOW, why="The chief officers agreed it")


def test_nobody_changes_their_own_account(unit: Unit, administrator: Officer) -> None:
    add(unit, "A2", Role.ADMINISTRATOR)
    for change in ("change_role", "move", "deactivate", "reactivate"):
        with pytest.raises(force_changes.OwnAccount, match="Ask another administrator"):
            ACCOUNT_CHANGES[change](administrator, administrator)


def test_the_last_administrator_stays(unit: Unit, administrator: Officer) -> None:
    for change in ("change_role", "deactivate"):
        with pytest.raises(force_changes.LastAdministrator, match="the only administrator"):
            ACCOUNT_CHANGES[change](administrator, PROMPT)
    second = add(unit, "A2", Role.ADMINISTRATOR)
    force_changes.deactivate(administrator, by=PROMPT, now=NOW, why="The chief officers agreed it")
    with pytest.raises(force_changes.LastAdministrator):
        force_changes.deactivate(second, by=PROMPT, now=NOW, why="The chief officers agreed it")


def test_two_administrators_cannot_both_remove_each_other(unit: Unit, administrator: Officer) -> None:
    second = add(unit, "A2", Role.ADMINISTRATOR)
    force_changes.change_role(second, Role.OFFICER, by=administrator, now=NOW, why="The chief officers agreed it")
    with pytest.raises(force_changes.NotTheirs):  # `second` still says administrator; the database no longer does
        force_changes.change_role(administrator, Role.OFFICER, by=second, now=NOW, why="The chief officers agreed it")


def test_who_was_deactivated_changes_nothing(unit: Unit, administrator: Officer, officer: Officer) -> None:
    second = add(unit, "A2", Role.ADMINISTRATOR)
    force_changes.deactivate(second, by=administrator, now=NOW, why="The chief officers agreed it")
    with pytest.raises(force_changes.NotTheirs):
        force_changes.deactivate(officer, by=second, now=NOW, why="The chief officers agreed it")


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("eleven char", "too short"),
        ("1q2w3e4r5t6y7u8i9o0p", "too common"),
        ("Ines Marlowe", "too similar to the name"),
    ],
)
def test_a_weak_password_is_refused(officer: Officer, password: str, says: str) -> None:
    before = officer.password
    with pytest.raises(ValidationError, match=says):
        force_changes.change_password(officer, password, by=officer, now=NOW)
    assert Officer.objects.get(pk=officer.pk).password == before


def test_a_staff_number_is_one_persons_in_either_case(unit: Unit, officer: Officer) -> None:
    with pytest.raises(ValidationError, match="Another officer has this staff number"):
        add(unit, "w1042")
    with pytest.raises(IntegrityError), transaction.atomic():
        Officer.objects.create(staff_number="w1042", name="N", role=Role.OFFICER, unit=unit)
    assert Officer.objects.get_by_natural_key("w1042") == officer


def test_a_role_that_nobody_knows_is_refused_by_the_database(unit: Unit) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Officer.objects.create(staff_number="Z1", name="N", role="chief", unit=unit)


def test_a_change_whose_entry_cannot_be_written_is_not_made(
    officer: Officer, administrator: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("proviso.accounts.entries.append", fails)
    with pytest.raises(OSError, match="disk"):
        force_changes.change_role(officer, Role.AUDITOR, by=administrator, now=NOW, why="The chief officers agreed it")
    assert Officer.objects.get(pk=officer.pk).role == Role.OFFICER


def test_a_code_that_is_taken_is_refused(unit: Unit) -> None:
    with pytest.raises(ValidationError, match="already exists"):
        add_wessmere()
    with pytest.raises(ValidationError):
        force_changes.add_unit(unit.force, "harbour", "Again", by=PROMPT, now=NOW)
