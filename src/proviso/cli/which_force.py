"""Which force a command is about: the one that was named, or the one of the settings."""

from typing import TYPE_CHECKING

import typer

from proviso.cli.who_at_prompt import WRONG as WRONG

if TYPE_CHECKING:
    from proviso.accounts.models import Force


def force_named(code: str | None) -> "Force":
    """The force of this code, or that of the settings. Where there is none, one sentence and status 2."""
    from proviso.accounts.models import Force
    from proviso.service.config import config

    wanted = code or config().force
    force = Force.objects.filter(code=wanted).first()
    if force is None:
        typer.echo(f"There is no force “{wanted}”. Name one with --force or in the settings.", err=True)
        raise typer.Exit(WRONG)
    return force
