"""The command line's door: `proviso`. Its commands are in `commands`, read once one is called.

Each process that serves pages begins by reading the script that started the service, and so this module: it needs no
command, and reads none.
"""

import atexit
import gc
import os
import sys

UNUSABLE = 2
STOPPED = 130

WITHIN_A_START = 200_000
"""How many things may be made before Python looks for garbage among them. A start makes fewer, none of it garbage, and
to look spends a tenth of its time."""


def main() -> None:
    """Run the command line; the exit status is the command's, or 2 with one sentence where something stood in the way.

    1 is a finding, such as a record that is not whole; of faults, only that a server of a database cannot be reached.
    A command that nobody reads any longer (`| head`) is done to its end, and its status says how that went; one whose
    output was lost ends with 2.
    """
    gc.set_threshold(WITHIN_A_START)
    atexit.register(gc.freeze)  # nothing is taken apart at the end, which takes a quarter of a command: it ends anyway
    try:
        status = _done()
    except KeyboardInterrupt:  # while the libraries are read, too
        status = STOPPED
    sys.exit(status)


def _done() -> int | str | None:
    """Run the command line; its exit status. Raises KeyboardInterrupt."""
    import typer

    from proviso.cli import standard_files
    from proviso.cli.commands import together
    from proviso.cli.refused import not_utf_8, refused, status_of

    output = standard_files.prepare()
    try:
        if said := not_utf_8(sys.argv[1:], os.environ):
            typer.echo(said, err=True)
            return UNUSABLE
        status: int | str | None = together()(standalone_mode=False)
    except SystemExit as ended:  # of its own accord typer ends with 1 where it cannot go on
        status = UNUSABLE if ended.code == 1 else ended.code
    except Exception as fault:  # noqa: BLE001  whatever it is, a person reads a sentence of it
        if said := refused(fault):
            typer.echo(said, err=True)
        status = status_of(fault)
    if (lost := standard_files.lost(output)) and status != UNUSABLE:
        typer.echo(refused(lost), err=True)
        status = UNUSABLE
    return status
