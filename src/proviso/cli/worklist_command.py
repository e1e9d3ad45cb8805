"""`proviso worklist`: the lists of what is due, made again from the record. It changes no entry."""

from typing import Annotated

import typer

from proviso.cli.progress_bar import progress_bar
from proviso.cli.refused import status_of

worklist_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode="rich", help="The lists of what is due, which can be made again at any time."
)

FAULTS = 1
WRONG = 2
SHOWN = 20


@worklist_app.callback()
def worklist() -> None:
    """The lists of what is due, which can be made again at any time."""


@worklist_app.command()
def rebuild(
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing unless something is wrong.")] = False,
) -> None:
    """Make the lists again from the record: after a change of local policy or of a deadline, or when rows were lost.

    People can go on working meanwhile. The exit status is 0 when every case has its rows, 1 when the keys of some are
    lost (they are named), 2 when nothing could be done.

    What had other rows than the record says is named first. After an update, a change of local policy or of a deadline
    it has; after none of them somebody wrote to the database.

    [bold]Example[/bold]: proviso worklist rebuild
    """
    from proviso.cli.serve_command import ready

    ready()
    from django.db import DatabaseError

    from proviso.casework.rebuilding import RowsLost
    from proviso.record.backends import told_of
    from proviso.record.keys import KeyEncryptionUnusable

    others: list[str] = []
    try:
        made = _rebuilt(others)
    except RowsLost as lost:
        typer.echo(
            f"{lost}. Every other case has its rows. A case that was erased after this copy of the record was made "
            "stays erased: erase it again, as docs/operate/backup.md says, and look for no older copy of its key. For "
            "any other, restore the newest copy of the keys.",
            err=True,
        )
        raise typer.Exit(FAULTS) from lost
    except KeyEncryptionUnusable as fault:
        typer.echo(f"{str(fault)[0].upper()}{str(fault)[1:]}.", err=True)
        raise typer.Exit(WRONG) from fault
    except DatabaseError as fault:
        said = told_of(fault, "Run proviso migrate if they are new")
        typer.echo(f"The databases could not be read: {said}.", err=True)
        raise typer.Exit(status_of(fault)) from fault
    if others:
        typer.echo(_said_of(others), err=True)
    if not quiet:
        typer.echo(f"The rows of {made:,} {'case' if made == 1 else 'cases'} are as the record says.")


def _said_of(others: list[str]) -> str:
    """What it may mean that there were other rows."""
    from proviso.casework.rebuilding import RAISED
    from proviso.record.fault import plain

    first = sorted(others, key=lambda one: one != RAISED)[:SHOWN]
    named = ", ".join("who looked" if one == RAISED else plain(one) for one in first) + (
        " and more" if len(others) > SHOWN else ""
    )
    return (
        f"Other rows than the record says were there, and are made again ({len(others):,}): {named}. After an update, "
        "a change of local policy or of a deadline that is so; after none of them somebody wrote to the database, and "
        "may have changed what lists and reconciliations showed. Find out who could."
    )


def _rebuilt(others: list[str]) -> int:
    """How many cases have rows; `others` is given what had other rows. With a bar on standard error meanwhile, where
    somebody watches."""
    from proviso.casework import clock, rebuilding

    with progress_bar() as told:
        return rebuilding.rebuild(
            clock.today(),
            progress=lambda done, total: told("Rebuilding", done, total),
            differed=others.append,
        )
