"""`proviso force adopt`, `equality` and `assessment`: which local policies are followed, and on what they rest (11.1).

Each is an entry of the force's log, as in `force_command`. Imports Django only when a command runs.
"""

from datetime import datetime
from typing import Annotated

import typer

from proviso.cli.force_command import Why, assessment_lines, changing
from proviso.cli.force_command import force_app as force_app
from proviso.cli.serve_command import ready
from proviso.cli.who_at_prompt import Authority, By, at_prompt


@force_app.command()
def adopt(
    why: Why,
    names: Annotated[list[str] | None, typer.Argument(help="The local policies, all of them; none to drop all")] = None,
    by: By = None,
    authority: Authority = None,
) -> None:
    """Set which local policies the force follows from now on, and make the worklists again by them.

    See what each asks with: proviso policy show --local NAME. The scope of consent-first is yours to choose, as in
    consent-first:domestic-abuse+sexual-offence; without one it is domestic abuse.

    Example: proviso force adopt doubt-is-not-suspicion --why "Chief officers agreed it, minute 4"
    """
    ready()
    from proviso.accounts import force_changes
    from proviso.casework import clock
    from proviso.casework.rebuilding import rebuild
    from proviso.policy.library import PolicyRefused, policy_in_force
    from proviso.service.config import config
    from proviso.service.policy_checks import authorising

    who = at_prompt(by, authority)
    with changing() as (force, now):
        try:
            adopted = policy_in_force(clock.today(), tuple(names or ())).local
        except PolicyRefused as refused:
            raise typer.BadParameter(str(refused)) from refused
        force_changes.adopt_local_policies(force, adopted, by=who, now=now, why=why)
        cases = rebuild(clock.today())
        typer.echo(f"In force: {', '.join(adopted) or 'no local policy'}. Cases looked at again: {cases}.")
        for one in authorising(config()):
            if not one.passed:
                typer.echo(f"{one.says} {one.do}", err=True)


@force_app.command()
def equality(
    current: Annotated[bool, typer.Option("--current/--not-current", help="Whether the assessment is current")],
    why: Why,
    by: By = None,
    authority: Authority = None,
) -> None:
    """Say whether the equality assessment of the force's policy is current (11.1)."""
    ready()
    from proviso.accounts import force_changes
    from proviso.accounts.assessments import unassessed

    who = at_prompt(by, authority)
    with changing() as (force, now):
        force = force_changes.state_equality_assessment(force, current, by=who, now=now, why=why)
        typer.echo(f"The equality assessment is {'current' if current else 'not current'}.")
        if current and (names := unassessed(force)):
            says = f"No equality assessment of {' or '.join(names)} is named, so each case says that it is not known."
            typer.echo(f"{says} Name it with: proviso force assessment.", err=True)


@force_app.command()
def assessment(
    policy: Annotated[str, typer.Argument(help="A local policy that the force follows")],
    reference: Annotated[str, typer.Option(help="By what the force knows its equality assessment")],
    review_on: Annotated[
        datetime, typer.Option(formats=["%Y-%m-%d"], help="The day by which it is to be reviewed, such as 2027-04-01")
    ],
    why: Why,
    by: By = None,
    authority: Authority = None,
) -> None:
    """Name the equality assessment that a local policy rests on, and the day of its review (11.1).

    Once that day has passed, the equality assessment counts as not current until another is named.

    Example: proviso force assessment consent-first --reference "EIA 12" --review-on 2027-04-01 --why "It is published"
    """
    ready()
    from proviso.accounts.assessments import EqualityAssessment, name_assessment

    who = at_prompt(by, authority)
    with changing() as (force, now):
        named = EqualityAssessment(" ".join(reference.split()), review_on.date())
        force = name_assessment(force, policy, named, by=who, now=now, why=why)
        typer.echo("\n".join(assessment_lines(force).values()))
