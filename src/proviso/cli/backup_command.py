"""`proviso backup` and `proviso restore`: a verified copy of both databases while people work, and the way back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from proviso.cli.record_command import FAULTS, SHOWN, WRONG, kept_line, print_report
from proviso.cli.refused import status_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proviso.record.fault import Fault

Was = Annotated[
    str | None,
    typer.Option(
        metavar="SIZE:ROOT",
        help="The size and the root that an earlier verification printed and that were kept elsewhere: the copy must "
        "still begin with those entries.",
    ),
]


def backup(
    to: Annotated[
        Path | None, typer.Option(help="The folder for copies of the record; the setting backup.folder if left out.")
    ] = None,
    keys_to: Annotated[
        Path | None, typer.Option(help="The folder for copies of the keys; backup.keys_folder if left out.")
    ] = None,
) -> None:
    """Back both databases up, while people go on working, and verify the copies from end to end.

    Each copy is a folder of its own with a manifest: its digest, and the size and root of the record at that moment.
    The cases' keys are kept apart, and for a few days only (backup.keys_days): a case is erased by destroying its key.

    The exit status is 0 when the copy is whole, 1 when it is a copy of a record that is not, 2 when there is none.

    Example: proviso backup --to /backup/record --keys-to /backup/keys
    """
    from proviso.cli.serve_command import ready
    from proviso.service.config import config

    ready(as_they_are=True)
    from proviso.casework import clock
    from proviso.record.clock_bounds import ClockImplausible
    from proviso.service.backup.making import Places, make
    from proviso.service.backup.manifest import CopyOf, NoBackup
    from proviso.service.databases import assert_fit, assert_there

    record, keys = to or config().backup.folder, keys_to or config().backup.keys_folder
    with in_a_sentence(ClockImplausible):
        if record is None or keys is None:
            raise NoBackup(
                "Say where the copies go, with --to for the record and --keys-to for the keys, or set backup.folder "
                "and backup.keys_folder."
            )
        assert_there()
        assert_fit()
        made = make(config(), Places(record, keys), now=clock.now())
    print_report(made.report)
    typer.echo(f"The record is copied to {made.folders[CopyOf.RECORD]}, the keys to {made.folders[CopyOf.KEYS]}.")
    if made.destroyed:
        typer.echo(gone(len(made.destroyed), config().backup.keys_days))
    raise typer.Exit(0 if made.report.whole else FAULTS)


def gone(many: int, days: int) -> str:
    """How many copies of the keys were destroyed, in a sentence: they were older than so many days."""
    were, are = ("1 copy of the keys was", "is") if many == 1 else (f"{many} copies of the keys were", "are")
    return f"{were} older than {days} day{'' if days == 1 else 's'} and {are} gone."


def restore(
    record: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder of one copy of the record.")],
    keys: Annotated[
        Path | None,
        typer.Option(help="The folder of one copy of the keys; the newest in backup.keys_folder if left out."),
    ] = None,
    was: Was = None,
    verify: Annotated[
        bool, typer.Option("--verify", help="Only verify the backup: put nothing in place. People can go on working.")
    ] = False,
) -> None:
    """Put a backup back where the service has no databases, once all of it was verified. On PostgreSQL those are two
    empty ones, filled by the role that owns them.

    It replaces nothing, and does nothing while the service runs. What was put back is refused as the record until
    somebody says on the record that it is, with proviso force confirm-restored: what was recorded since is not in it.

    The exit status is 0 when it was put back, or is whole; 1 when it is not whole; 2 when it is no backup for here.

    [bold]Examples[/bold]

    proviso restore --verify /backup/record/2026-11-29T030000.000000Z --keys /backup/keys/2026-11-29T030000.000000Z

    proviso restore /backup/record/2026-11-29T030000.000000Z
    """
    from proviso.cli.serve_command import ready
    from proviso.service.config import config

    ready(as_they_are=True)
    earlier = kept_line(was)
    from proviso.service.backup import restoring

    with in_a_sentence():
        backup = restoring.given(config(), record, keys)
        try:
            found = (restoring.only_look if verify else restoring.restore)(config(), backup, was=earlier)
        except restoring.NotWhole as not_whole:
            name_faults(not_whole.faults)
            typer.echo(
                f"The backup is NOT whole: {len(not_whole.faults):,} fault{'s' * (len(not_whole.faults) != 1)}, named "
                "above. Nothing was put in place."
            )
            raise typer.Exit(FAULTS) from not_whole
    for log in found.report.logs:
        typer.echo(f"{log.log}: {log.size:,} entries; root {log.root.hex() if log.root else 'unknown'}")
    if found.about_keys:
        name_faults(found.about_keys)
        typer.echo(
            "These keys are newer than the record. A case whose key is missing was erased since: it stays erased. Note "
            "its reference, and erase it again once this is the record: until then neither it nor a backup is whole."
        )
    if verify:
        typer.echo(f"The backup of {found.record.made:%Y-%m-%d %H:%M:%S} UTC is whole.")
        return
    typer.echo(
        f"The backup of {found.record.made:%Y-%m-%d %H:%M:%S} UTC is in place. Next: proviso migrate, and "
        'say that it is the record from now on, with: proviso force confirm-restored --why "…"'
    )


def name_faults(faults: "Sequence[Fault]") -> None:
    """A line for each fault, and how many more there are where there are many."""
    for fault in faults[:SHOWN]:
        typer.echo(str(fault))
    if len(faults) > SHOWN:
        typer.echo(f"… and {len(faults) - SHOWN:,} more.")


@contextmanager
def in_a_sentence(*foreseen: type[Exception]) -> Iterator[None]:
    """What stands in the way is one sentence and status 2, or 1 where the server of a database cannot be reached; what
    a disk says, the command line tells. `foreseen` are those whose words are that sentence."""
    import sqlite3

    from django.db import DatabaseError

    from proviso.record.backends import NoDatabase, told_of
    from proviso.record.keys import KeyEncryptionUnusable
    from proviso.record.verify import UnknownLog
    from proviso.service.backup.manifest import NoBackup

    said: tuple[type[Exception], ...] = (NoBackup, *foreseen)
    try:
        yield
    except said as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(WRONG) from fault
    except (NoDatabase, UnknownLog, KeyEncryptionUnusable) as fault:
        typer.echo(f"{str(fault)[0].upper()}{str(fault)[1:].rstrip('.')}.", err=True)
        raise typer.Exit(WRONG) from fault
    except (DatabaseError, sqlite3.Error) as fault:
        typer.echo(f"It could not be done: {told_of(fault, 'Look at the databases with: proviso check')}.", err=True)
        raise typer.Exit(status_of(fault)) from fault
