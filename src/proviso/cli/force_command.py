"""`proviso force`: who works here and which local policies are adopted, from the server's own command line.

Every change is an entry of the force's log, made by the server, which names who says that they made it. What may be
changed is `accounts.force_changes`'s to say. Imports Django only when a command runs.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from proviso.cli.refused import refused_value
from proviso.cli.serve_command import WRONG, ready
from proviso.cli.who_at_prompt import Authority, By, at_prompt

if TYPE_CHECKING:
    from proviso.accounts.models import Force, Officer, Role, Unit

force_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="rich",
    help="Who works in the force, and which local policies it has adopted. Each change is on the record.",
)

StaffNumber = Annotated[str, typer.Argument(help="The staff number that they sign in with.")]
Why = Annotated[str, typer.Option(prompt="Why", help="Why; it goes on the record.")]
Password = Annotated[str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True)]


@force_app.command()
def show() -> None:
    """Print the units, who works in each, and the local policies in force."""
    ready()
    from proviso.accounts.assessments import assessment_is_current
    from proviso.casework import clock

    with changing() as (force, _now):
        for unit in force.units.order_by("code"):
            typer.echo(f"{unit.code}: {unit.name}")
            for officer in unit.officers.order_by("staff_number"):
                role = officer.get_role_display().lower()
                rank = f", {officer.rank.replace('_', ' ')}" if officer.rank else ""
                typer.echo(f"  {officer.staff_number} {officer.name}, {role}{rank}{_state(officer)}")
        typer.echo(f"Local policies: {', '.join(force.local_policies) or 'none'}")
        for line in assessment_lines(force).values():
            typer.echo(f"  {line}")
        current = {True: "current", False: "not current", None: "not known"}
        typer.echo(f"Equality assessment: {current[assessment_is_current(force, clock.today())]}")


@force_app.command()
def add_unit(
    code: Annotated[str, typer.Argument(help="A short code, such as north")],
    name: Annotated[str, typer.Argument(help='The name that people read: "Northmarsh response"')],
    by: By = None,
    authority: Authority = None,
) -> None:
    """Add a unit."""
    ready()
    from proviso.accounts import force_changes

    who = at_prompt(by, authority)
    with changing() as (force, now):
        force_changes.add_unit(force, code, name, by=who, now=now)
        typer.echo(f"{name} is added.")


@force_app.command()
def add_officer(
    staff_number: StaffNumber,
    name: Annotated[str, typer.Argument(help="Their name")],
    role: Annotated[str, typer.Option(help="What they are there to do, such as officer or supervisor")],
    unit: Annotated[str, typer.Option(help="The code of their unit")],
    password: Password,
    rank: Annotated[str, typer.Option(help="Their rank or grade, such as sergeant; none where left out")] = "",
    by: By = None,
    authority: Authority = None,
) -> None:
    """Add somebody who can sign in. The password is asked for; they choose their own when they first sign in.

    Example: proviso force add-officer N103 "PC Example Hornbeam" --role officer --unit north
    """
    ready()
    from proviso.accounts import force_changes

    who = at_prompt(by, authority)
    with changing() as (force, now):
        added = force_changes.add_officer(
            staff_number, name, _role(role), _unit(force, unit), password, by=who, now=now, rank=_rank(rank)
        )
        typer.echo(f"{added.name} can sign in with {added.staff_number}.")


@force_app.command()
def change_role(
    staff_number: StaffNumber,
    role: Annotated[str, typer.Option(help="Their new role")],
    why: Why,
    by: By = None,
    authority: Authority = None,
) -> None:
    """Give somebody another role; nobody has two."""
    ready()
    from proviso.accounts import force_changes

    who = at_prompt(by, authority)
    _change(
        staff_number, lambda officer, now: force_changes.change_role(officer, _role(role), by=who, now=now, why=why)
    )


@force_app.command()
def set_rank(
    staff_number: StaffNumber,
    rank: Annotated[str, typer.Option(help="Their rank or grade; an empty one takes it away")],
    why: Why,
    by: By = None,
    authority: Authority = None,
) -> None:
    """Give somebody a rank or grade of the force's list. Which of them are senior, a setting says: senior_ranks.

    Example: proviso force set-rank N110 --rank superintendent --why "Promoted in June, order 12"
    """
    ready()
    from proviso.accounts import force_changes

    who = at_prompt(by, authority)
    _change(
        staff_number, lambda officer, now: force_changes.change_rank(officer, _rank(rank), by=who, now=now, why=why)
    )


@force_app.command()
def move(
    staff_number: StaffNumber,
    unit: Annotated[str, typer.Option(help="The unit's code")],
    why: Why,
    by: By = None,
    authority: Authority = None,
) -> None:
    """Move somebody to another unit. Their cases stay with the unit that they leave: hand them over first."""
    ready()
    from proviso.accounts import force_changes

    who = at_prompt(by, authority)
    _change(staff_number, lambda one, now: force_changes.move(one, _unit(one.force, unit), by=who, now=now, why=why))


@force_app.command()
def deactivate(staff_number: StaffNumber, why: Why, by: By = None, authority: Authority = None) -> None:
    """Close an account; an officer who is signed in with it is signed out at once."""
    ready()
    from proviso.accounts import force_changes

    who = at_prompt(by, authority)
    _change(staff_number, lambda officer, now: force_changes.deactivate(officer, by=who, now=now, why=why))


@force_app.command()
def reactivate(staff_number: StaffNumber, why: Why, by: By = None, authority: Authority = None) -> None:
    """Open a closed account again."""
    ready()
    from proviso.accounts import force_changes

    who = at_prompt(by, authority)
    _change(staff_number, lambda officer, now: force_changes.reactivate(officer, by=who, now=now, why=why))


@force_app.command()
def set_password(staff_number: StaffNumber, password: Password, by: By = None, authority: Authority = None) -> None:
    """Set somebody's password, until they choose their own at the next sign-in; every session of theirs ends."""
    ready()
    from proviso.accounts import force_changes

    who = at_prompt(by, authority)
    _change(staff_number, lambda officer, now: force_changes.change_password(officer, password, by=who, now=now))


@force_app.command()
def lift_hold(
    staff_number: Annotated[str, typer.Argument(help="The staff number that is held")],
    why: Why,
    by: By = None,
    authority: Authority = None,
) -> None:
    """Let a staff number be tried again at once, after too many wrong passwords. [bold]show[/bold] says which are held.

    Example: proviso force lift-hold N101 --why "Called the desk; her password was tried from outside"
    """
    ready()
    from proviso.accounts import failed_sign_ins

    who = at_prompt(by, authority)
    with changing() as (force, now):
        try:
            failed_sign_ins.lift_hold(force, staff_number, by=who, now=now, why=why)
        except failed_sign_ins.NotHeld as ended:  # by itself, perhaps: what was wanted is so
            typer.echo(str(ended))
            return
        typer.echo(f"Lifted, and on the record: {staff_number} can be tried again.")


@force_app.command()
def confirm_clock(
    why: Annotated[str | None, typer.Option(help="Why it is right, for the record; asked for where left out.")] = None,
    by: By = None,
    authority: Authority = None,
) -> None:
    """Say on the record that this machine's clock is right, where the record does not believe it.

    It believes no clock that is far ahead of the last entry, or behind it (clock_ahead_days, clock_behind_seconds).
    First look at another clock than this machine's. What is recorded from then on is held against this entry.

    Example: proviso force confirm-clock --why "NTP is mended; the last entries were made ten years ahead"
    """
    ready()
    from proviso.accounts import clock_confirmation

    who = at_prompt(by, authority)
    with changing() as (force, now):
        last = clock_confirmation.last_entry_at(force)
        typer.echo(f"The clock says {now:%A %-d %B %Y, %H:%M:%S} UTC. The last entry was made at {last or 'no time'}.")
        entry = clock_confirmation.confirm_clock(
            force, by=who, now=now, why=typer.prompt("Why") if why is None else why
        )
        typer.echo(f"On the record: the clock is right. What follows is held against {entry.at:%Y-%m-%d %H:%M} UTC.")


def adopted_here() -> dict[str, str]:
    """The local policies that the force of this service follows, by name, with a line about the assessment of each."""
    ready()
    with changing() as (force, _now):
        return assessment_lines(force)


def assessment_lines(force: "Force") -> dict[str, str]:
    """A line for each local policy in force: its equality assessment, and the day of its review."""
    from proviso.accounts.assessments import assessments_of

    return {
        name: f"{name}: equality assessment {one.reference}, to be reviewed by {one.review_on.isoformat()}"
        if one
        else f"{name}: no equality assessment is named"
        for name, one in assessments_of(force).items()
    }


def _state(officer: "Officer") -> str:
    """What keeps an officer from signing in now: a closed account, attempts that are held; else nothing."""
    from proviso.accounts.attempt_counts import holds_of

    if not officer.is_active:
        return " (closed)"
    return " (held: too many wrong passwords)" if holds_of(officer.staff_number) else ""


def _change(staff_number: str, make: "Callable[[Officer, datetime], object]") -> None:
    from proviso.accounts.models import Officer
    from proviso.record.read import head

    with changing() as (force, now):
        officer = Officer.objects.filter(staff_number__iexact=staff_number, unit__force=force).first()
        if officer is None:
            raise typer.BadParameter(f"Nobody in {force} has the staff number {staff_number}.")
        before = head(force.code).size
        make(officer, now)
        if head(force.code).size == before:
            typer.echo(f"That is so already: {officer.name}. Nothing was changed or recorded.")
        else:
            typer.echo(f"Done, and on the record: {officer.name}.")


@contextmanager
def changing() -> "Iterator[tuple[Force, datetime]]":
    """The force of this service and the time, once it is `ready`; what refuses is one sentence and status 2."""
    from django.core.exceptions import ValidationError

    from proviso.accounts.force_changes import ChangeRefused
    from proviso.accounts.models import Force
    from proviso.accounts.reason_required import ReasonLacking
    from proviso.casework import clock
    from proviso.service.config import config

    force = Force.objects.filter(code=config().force).first()
    if force is None:
        says = f"There is no force {config().force!r} here. Set `force` in proviso.toml, or add it: proviso add-force"
        typer.echo(says, err=True)
        raise typer.Exit(WRONG)
    try:
        yield force, clock.now()
    except (ValidationError, ChangeRefused, ReasonLacking, typer.BadParameter) as fault:
        typer.echo(refused_value(fault) if isinstance(fault, ValidationError) else str(fault), err=True)
        raise typer.Exit(WRONG) from fault


def _unit(force: "Force", code: str) -> "Unit":
    unit = force.units.filter(code=code).first()
    if unit is None:
        units = ", ".join(force.units.order_by("code").values_list("code", flat=True))
        raise typer.BadParameter(f"{force} has no unit {code!r}. Its units: {units}.")
    return unit


def _role(given: str) -> "Role":
    from proviso.accounts.models import Role

    if given not in Role.values:
        raise typer.BadParameter(f"There is no role {given!r}. The roles: {', '.join(Role.values)}.")
    return Role(given)


def _rank(given: str) -> str:
    """A rank of the force's list, or none."""
    from proviso.service.config import config

    if given and given not in config().ranks:
        raise typer.BadParameter(f"There is no rank {given!r}. The ranks: {', '.join(config().ranks)}.")
    return given
