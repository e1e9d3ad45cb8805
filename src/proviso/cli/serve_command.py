"""`proviso serve`, `proviso migrate`, `proviso add-force`: from an empty folder to a service that people sign in to.

Each imports Django only when it runs. None of them makes a secret: that is `proviso check --make-secrets`.
"""

from typing import Annotated

import typer

from proviso.cli.refused import refused_value, status_of
from proviso.cli.who_at_prompt import WRONG as WRONG
from proviso.cli.who_at_prompt import Authority, By, at_prompt


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65_535, help="The port to listen on.")] = 8000,
    workers: Annotated[
        int | None, typer.Option(min=1, max=64, help="How many processes answer: one for each core, unless given.")
    ] = None,
    worker: Annotated[
        bool,
        typer.Option("--worker/--no-worker", help="Send what waits in the outbox too, where a mail server is set."),
    ] = True,
) -> None:
    """Serve the pages until told to stop, and send what people order to go by e-mail.

    A process beside the pages sweeps what a stop of the service left over, with --no-worker too.

    Nothing is migrated and no secret is made: what is missing is said, with the command that mends it.

    Example: proviso serve --host 0.0.0.0 --port 8443
    """
    from proviso.service import server
    from proviso.service.config import config
    from proviso.service.databases import assert_there

    ready(as_they_are=True)
    assert_there()
    settings = config()
    try:
        server.serve(
            host,
            port,
            workers=workers,
            config=settings,
            worker=worker,
            when_ready=lambda: typer.echo(f"Serving at {server.address(host, port, settings)}", err=True),
            warn=lambda words: typer.echo(words, err=True),
        )
    except server.CannotServe as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(status_of(fault)) from fault


def migrate(
    service_role: Annotated[
        str | None,
        typer.Option(
            metavar="ROLE",
            help="On PostgreSQL: the role that the service signs in as, which is given what the service needs and no "
            "more. Migrate as the role that owns the databases.",
        ),
    ] = None,
) -> None:
    """Bring both databases up to date; files of SQLite are made if they are not there.

    Make a backup first. Doing it again does nothing.

    Example: proviso migrate --service-role wessmere
    """
    ready(as_they_are=True)
    from proviso.record.backends import NoRoles
    from proviso.service.databases import assert_nothing_gone, assert_owned, grant
    from proviso.service.databases import migrate as bring_up_to_date

    assert_owned()
    applied = bring_up_to_date()
    assert_nothing_gone()
    typer.echo(f"{applied} migrations were applied." if applied else "Nothing was missing.")
    if service_role is None:
        return
    try:
        grant(service_role)
    except NoRoles as fault:
        typer.echo(f"{fault}. Nobody was given anything.", err=True)
        raise typer.Exit(WRONG) from fault
    typer.echo(f"{service_role} may do what the service needs in both databases, and nothing else.")


def add_force(
    code: Annotated[str, typer.Argument(help="A short code, as in proviso.toml: wessmere")],
    name: Annotated[str, typer.Argument(help='The name that people read: "Wessmere Police"')],
    staff_number: Annotated[str, typer.Option(prompt="Staff number of the first administrator")],
    administrator: Annotated[str, typer.Option(prompt="Name of the first administrator")],
    password: Annotated[str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True)],
    northern_ireland: Annotated[bool, typer.Option(help="The force polices Northern Ireland (11.1).")] = False,
    by: By = None,
    authority: Authority = None,
) -> None:
    """Add the force, a first unit and its first administrator, who adds everybody else. A service is one force's.

    Give no password on the command line, where others could see it: it is asked for.

    Example: proviso add-force wessmere "Wessmere Police"
    """
    ready()
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from proviso.accounts import force_changes
    from proviso.accounts.models import Force, Jurisdiction, Role
    from proviso.casework import clock

    if there := Force.objects.order_by("pk").first():
        typer.echo(
            f"This service is {there}’s, and a service is one force’s: nothing was added. Install another for {name}, "
            f"with a home of its own; or add people to {there} with: proviso force add-officer",
            err=True,
        )
        raise typer.Exit(WRONG)
    who = at_prompt(by, authority)
    jurisdiction = Jurisdiction.NORTHERN_IRELAND if northern_ireland else Jurisdiction.ENGLAND_WALES
    try:
        with transaction.atomic():
            force = force_changes.add_force(code, name, jurisdiction, by=who, now=clock.now())
            unit = force_changes.add_unit(force, "administration", "Administration", by=who, now=clock.now())
            first = (staff_number, administrator, Role.ADMINISTRATOR, unit, password)
            force_changes.add_officer(*first, by=who, now=clock.now())
    except ValidationError as fault:
        typer.echo(refused_value(fault), err=True)
        raise typer.Exit(WRONG) from fault
    typer.echo(f"{name} is added. {administrator} can sign in with {staff_number}.")


def ready(*, as_they_are: bool = False) -> None:
    """Django, where the secrets are there and the databases are as this version has them, or `as_they_are`; one
    sentence and status 2 where they are not."""
    from proviso.service import server
    from proviso.service.config import config
    from proviso.service.databases import (
        DatabaseUnfit,
        assert_fit,
        assert_nothing_gone,
        assert_there,
        assert_up_to_date,
        set_up,
    )

    try:
        server.secrets_are_there(config())
        set_up()
        if not as_they_are:
            assert_there()
            assert_fit()
            assert_up_to_date()
            assert_nothing_gone()
    except (server.CannotServe, DatabaseUnfit) as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(WRONG) from fault
