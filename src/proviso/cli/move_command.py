"""`proviso move-database`: a service that began in files of SQLite goes on in PostgreSQL."""

from pathlib import Path
from typing import Annotated

import typer

from proviso.cli.backup_command import in_a_sentence, name_faults
from proviso.cli.record_command import FAULTS


def move_database(
    record: Annotated[
        Path, typer.Option("--from", metavar="FILE", help="The SQLite database of the record, home/proviso.sqlite3.")
    ],
    keys: Annotated[
        Path, typer.Option("--keys-from", metavar="FILE", help="That of the cases’ keys, home/keys.sqlite3.")
    ],
) -> None:
    """Copy a service from SQLite into the two databases of PostgreSQL that the settings name.

    Run it as the role that migrated those databases, with the service stopped. They have to be empty. The files stay as
    they are: both sides are verified, every row is read back and held against them, and then all of it is there, or
    nothing.

    The exit status is 0 when it was moved, 1 when the record is not whole or the server cannot be reached, 2 when it
    could not be done.

    Example: proviso move-database --from /srv/proviso/proviso.sqlite3 --keys-from /srv/proviso/keys.sqlite3
    """
    from proviso.cli.serve_command import ready
    from proviso.service.config import config

    ready(as_they_are=True)
    from proviso.cli.progress_bar import progress_bar
    from proviso.service.moving.move import MovedNotWhole, move
    from proviso.service.moving.source import NoMove

    with in_a_sentence(NoMove):
        try:
            with progress_bar() as told:
                moved = move(config(), record, keys, progress=told)
        except MovedNotWhole as not_whole:
            name_faults(not_whole.faults)
            typer.echo(f"{not_whole}: {len(not_whole.faults):,} faults, named above. Nothing was moved.")
            raise typer.Exit(FAULTS) from not_whole
    for log in moved.report.logs:
        typer.echo(f"{log.log}: {log.size:,} entries; root {log.root.hex() if log.root else 'unknown'}")
    typer.echo(
        f"{moved.rows:,} rows of {moved.tables} tables are in PostgreSQL as they are in the files, and the record is "
        "whole in both. Next: put the files aside, so that nobody records in them any more, and start the service with "
        "these settings and its own role."
    )
