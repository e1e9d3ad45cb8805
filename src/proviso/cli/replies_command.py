"""`proviso replies`: messages from the Home Office, taken from files to the cases that they name."""

import secrets
from pathlib import Path
from typing import Annotated

import typer

from proviso.cli.refused import status_of
from proviso.cli.which_force import WRONG as WRONG
from proviso.cli.which_force import force_named

replies_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode="rich", help="Replies of the Home Office that came as e-mail."
)

LEFT = 1


@replies_app.callback()
def replies() -> None:
    """Replies of the Home Office that came as e-mail."""


@replies_app.command(name="import")
def import_files(
    files: Annotated[list[Path], typer.Argument(help="Messages (.eml) or mbox files; they are only read.")],
    force: Annotated[str | None, typer.Option(help="The code of the force, where the settings do not say it.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Name only what was left in its file.")] = False,
) -> None:
    """Take each message to the case whose reference (PV-…) it names, where it waits for a person to confirm it.

    A message is matched by our own reference alone. One that names no case of ours, or several, is named and left in
    its file; one that came before is taken once. Nothing of what a message says is printed.

    Each message is read within limits of time, memory and parts. One that is beyond them is named, and stops no other.

    The exit status is 0 when every message waits or came before, 1 when one was left in its file, 2 when a file could
    not be read or messages cannot be read here at all.

    [bold]Example[/bold]: proviso replies import inbox.mbox
    """
    from proviso.cli.serve_command import ready

    ready()
    from django.db import DatabaseError

    from proviso.disclosure.bounded_reading import ReadingNotStarted
    from proviso.disclosure.reply_import import TAKEN, FileRefused, take_from
    from proviso.record.backends import told_of
    from proviso.record.keys import KeyEncryptionUnusable

    session = f"replies-{secrets.token_hex(16)}"
    left = taken = 0
    wrong = False
    try:
        code = force_named(force).code
        for file in files:
            try:
                for outcome in take_from(file, code, session=session):
                    fine = outcome.became in TAKEN
                    taken, left = taken + fine, left + (not fine)
                    if not (fine and quiet):
                        named = f" {outcome.message_id}" if outcome.message_id else ""
                        case = f" ({outcome.case})" if outcome.case else ""
                        typer.echo(f"{outcome.file}, message {outcome.number:,}{named}: {outcome.became.value}{case}")
            except FileRefused as refused:
                typer.echo(str(refused), err=True)
                wrong = True
    except ReadingNotStarted as fault:
        typer.echo(
            f"No process could be started to read messages in ({fault}), so no more of them were taken. Free memory or "
            "processes on this machine, and import the same files again.",
            err=True,
        )
        raise typer.Exit(WRONG) from fault
    except KeyEncryptionUnusable as fault:
        typer.echo(f"{str(fault)[0].upper()}{str(fault)[1:]}.", err=True)
        raise typer.Exit(WRONG) from fault
    except DatabaseError as fault:
        said = told_of(fault, "Run proviso migrate if they are new")
        typer.echo(f"The databases could not be read: {said}.", err=True)
        raise typer.Exit(status_of(fault)) from fault
    if not quiet:
        typer.echo(f"{taken:,} at their cases, {left:,} left in their files.")
    raise typer.Exit(WRONG if wrong else LEFT if left else 0)
