"""Every change to who works here, each one act: allowed or refused, written, and entered in the force's log (10.1).

An administrator changes accounts, a policy owner adopts local policies; `AtPrompt` is somebody at the server's own
command line, which is how a first administrator comes to be. Nothing here opens a case.
"""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils.translation import gettext as _

from proviso.accounts.at_prompt import AtPrompt
from proviso.accounts.entries import Changer, note, password_digest
from proviso.accounts.models import Force, Jurisdiction, Officer, Role, Unit
from proviso.accounts.read_accounts import on_record
from proviso.record.entry import Json


class ChangeRefused(Exception):
    """A change that may not be made; the message is a sentence for the person who asked."""


class NotTheirs(ChangeRefused):
    """The one who asks has not the role, or belongs to another force."""


class OwnAccount(ChangeRefused):
    """Nobody changes their own role or closes their own account."""


class LastAdministrator(ChangeRefused):
    """The change would leave the force without an administrator."""


def add_force(code: str, name: str, jurisdiction: Jurisdiction, *, by: AtPrompt, now: datetime) -> Force:
    """Add a force, and the first entry of its log. Raises `ValidationError` for a code that is taken."""
    force = Force(code=code, name=name, jurisdiction=jurisdiction)
    with transaction.atomic():
        force.full_clean()
        force.save()
        note(force, "force_added", actor=by, body={"name": name, "jurisdiction": jurisdiction.value}, now=now)
    return force


def add_unit(force: Force, code: str, name: str, *, by: Changer, now: datetime) -> Unit:
    """Add a unit to a force. Raises `NotTheirs`, and `ValidationError` for a code that is taken."""
    with transaction.atomic():
        actor = allowed(force, by, Role.ADMINISTRATOR)
        unit = Unit(force=force, code=code, name=name)
        unit.full_clean()
        unit.save()
        note(force, "unit_added", actor=actor, body={"unit": code, "name": name}, now=now)
    return unit


def add_officer(
    staff_number: str,
    name: str,
    role: Role,
    unit: Unit,
    password: str,
    *,
    by: Changer,
    now: datetime,
    rank: str = "",
) -> Officer:
    """Add somebody who can sign in; whether the rank is of the force's list is for its settings to say, before this is
    called. Raises `NotTheirs`, and `ValidationError` for the number or the password."""
    with transaction.atomic():
        actor = allowed(unit.force, by, Role.ADMINISTRATOR)
        validate_password(password, Officer(staff_number=staff_number, name=name))
        officer = Officer.objects.create_user(staff_number, password, name=name, role=role, unit=unit, rank=rank)
        body: dict[str, Json] = {
            "staff_number": staff_number,
            "name": name,
            "role": role.value,
            "unit": unit.code,
            "password_digest": password_digest(officer.password),
            **({"rank": rank} if rank else {}),
        }
        note(unit.force, "officer_added", actor=actor, body=body, now=now)
    return officer


def change_role(officer: Officer, role: Role, *, by: Changer, now: datetime, why: str) -> Officer:
    """Give an officer another role. Raises `NotTheirs`, `OwnAccount`, `LastAdministrator`."""
    with transaction.atomic():
        actor = allowed(officer.force, by, Role.ADMINISTRATOR)
        officer = _locked(officer)
        _refuse_own(officer, by)
        if officer.role == role and _entered(officer, "role") in (None, role):
            return officer
        if role != Role.ADMINISTRATOR:
            _keep_an_administrator(officer)
        body = {"staff_number": officer.staff_number, "was": officer.role, "is": role.value}
        officer.role = role
        officer.save(update_fields=["role"])
        note(officer.force, "role_changed", actor=actor, body=body, now=now, why=why)
    return officer


def change_rank(officer: Officer, rank: str, *, by: Changer, now: datetime, why: str) -> Officer:
    """Give an officer another rank, or none. Raises `NotTheirs`, `OwnAccount`."""
    with transaction.atomic():
        actor = allowed(officer.force, by, Role.ADMINISTRATOR)
        officer = _locked(officer)
        _refuse_own(officer, by)
        if officer.rank == rank and _entered(officer, "rank") in (None, rank):
            return officer
        body = {"staff_number": officer.staff_number, "was": officer.rank, "is": rank}
        officer.rank = rank
        officer.save(update_fields=["rank"])
        note(officer.force, "rank_changed", actor=actor, body=body, now=now, why=why)
    return officer


def move(officer: Officer, unit: Unit, *, by: Changer, now: datetime, why: str) -> Officer:
    """Move an officer to another unit of the same force. Raises `NotTheirs`, `OwnAccount`."""
    with transaction.atomic():
        actor = allowed(officer.force, by, Role.ADMINISTRATOR)
        officer = _locked(officer)
        _refuse_own(officer, by)
        if unit.force_id != officer.force.pk:
            raise NotTheirs(_("That unit belongs to another force. Choose a unit of %s.") % officer.force)
        if officer.unit_id == unit.pk and _entered(officer, "unit") in (None, unit.code):
            return officer
        body = {"staff_number": officer.staff_number, "was": officer.unit.code, "is": unit.code}
        officer.unit = unit
        officer.save(update_fields=["unit"])
        note(officer.force, "officer_moved", actor=actor, body=body, now=now, why=why)
    return officer


def deactivate(officer: Officer, *, by: Changer, now: datetime, why: str) -> Officer:
    """Close an account: whoever is signed in with it is out at once. Raises as `change_role` does."""
    with transaction.atomic():
        actor = allowed(officer.force, by, Role.ADMINISTRATOR)
        officer = _locked(officer)
        _refuse_own(officer, by)
        if not officer.is_active and _entered(officer, "active") in (None, False):
            return officer
        _keep_an_administrator(officer)
        officer.is_active = False
        officer.save(update_fields=["is_active"])
        body = {"staff_number": officer.staff_number}
        note(officer.force, "officer_deactivated", actor=actor, body=body, now=now, why=why)
    return officer


def reactivate(officer: Officer, *, by: Changer, now: datetime, why: str) -> Officer:
    """Open an account again. Raises `NotTheirs`, `OwnAccount`."""
    with transaction.atomic():
        actor = allowed(officer.force, by, Role.ADMINISTRATOR)
        officer = _locked(officer)
        _refuse_own(officer, by)
        if officer.is_active and _entered(officer, "active") in (None, True):
            return officer
        officer.is_active = True
        officer.save(update_fields=["is_active"])
        body = {"staff_number": officer.staff_number}
        note(officer.force, "officer_reactivated", actor=actor, body=body, now=now, why=why)
    return officer


def change_password(officer: Officer, password: str, *, by: Changer, now: datetime) -> None:
    """Set a password: one's own, or as an administrator another's. Every other session of that officer ends.

    Raises `NotTheirs`, and `ValidationError` for a password that is too short, too common or too like the person.
    """
    with transaction.atomic():
        own = isinstance(by, Officer) and by.pk == officer.pk
        actor = officer.staff_number if own else allowed(officer.force, by, Role.ADMINISTRATOR)
        validate_password(password, officer)
        officer.set_password(password)
        officer.save(update_fields=["password"])
        digest = password_digest(officer.password)
        body: dict[str, Json] = {"staff_number": officer.staff_number, "own": own, "password_digest": digest}
        note(officer.force, "password_changed", actor=actor, body=body, now=now)


def adopt_local_policies(force: Force, names: Sequence[str], *, by: Changer, now: datetime, why: str) -> Force:
    """Set which local policies the force follows from now on. Raises `NotTheirs`.

    The equality assessment of one that is dropped goes with it. Whether the names are known is for `policy.library` to
    say, before this is called: accounts know no policy.
    """
    with transaction.atomic():
        actor = allowed(force, by, Role.POLICY_OWNER)
        force = Force.objects.select_for_update().get(pk=force.pk)
        chosen = sorted(set(names))
        if chosen == force.local_policies:
            return force
        body: dict[str, Json] = {"was": list(force.local_policies), "is": list(chosen)}
        force.local_policies = chosen
        kept = force.equality_assessments
        force.equality_assessments = {name: kept[name] for name in chosen if name in kept}
        force.save(update_fields=["local_policies", "equality_assessments"])
        note(force, "local_policies_adopted", actor=actor, body=body, now=now, why=why)
    return force


def state_equality_assessment(force: Force, current: bool | None, *, by: Changer, now: datetime, why: str) -> Force:
    """Say whether the force's equality assessment is current, is not, or is not known (11.1). Raises `NotTheirs`."""
    with transaction.atomic():
        actor = allowed(force, by, Role.POLICY_OWNER)
        force = Force.objects.select_for_update().get(pk=force.pk)
        if force.equality_assessment_current is current:
            return force
        body: dict[str, Json] = {"was": force.equality_assessment_current, "is": current}
        force.equality_assessment_current = current
        force.save(update_fields=["equality_assessment_current"])
        note(force, "equality_assessment_stated", actor=actor, body=body, now=now, why=why)
    return force


def allowed(force: Force, by: Changer, role: Role) -> str | AtPrompt:
    """Lock the force, so that its changes come one after another, and see that `by` may still make this one.

    Returns who `entries.note` is to name: a staff number, or who says that they are at the prompt.
    """
    Force.objects.select_for_update().get(pk=force.pk)
    if isinstance(by, AtPrompt):
        return by
    now_is = Officer.objects.select_related("unit").get(pk=by.pk)
    if not now_is.is_active or now_is.role != role or now_is.unit.force_id != force.pk:
        raise NotTheirs(
            _("Only the %(role)s of %(force)s can do this. Ask them.")
            % {"role": _(str(role.label)).lower(), "force": force.name}
        )
    return now_is.staff_number


def _locked(officer: Officer) -> Officer:
    return Officer.objects.select_for_update().select_related("unit__force").get(pk=officer.pk)


def _entered(officer: Officer, what: str) -> object:
    """What the force's log gives of an account: where the table was written to by hand, a change enters what is so."""
    account = on_record(officer.force.code).accounts.get(officer.staff_number)
    return getattr(account, what, None)


def _refuse_own(officer: Officer, by: Changer) -> None:
    if isinstance(by, Officer) and by.pk == officer.pk:
        raise OwnAccount(_("You cannot change your own account. Ask another administrator."))


def _keep_an_administrator(officer: Officer) -> None:
    if officer.role != Role.ADMINISTRATOR or not officer.is_active:
        return
    others = Officer.objects.filter(role=Role.ADMINISTRATOR, is_active=True, unit__force=officer.force)
    if not others.exclude(pk=officer.pk).exists():
        raise LastAdministrator(
            _("%s is the only administrator. Make somebody else an administrator first.") % officer.name
        )
