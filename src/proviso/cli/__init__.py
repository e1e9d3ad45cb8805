"""The command line's door: `proviso`. Its commands are in `commands`, read once one is called.

Each process that serves pages begins by reading the script that started the service, and so this module: it needs no
command, and reads none.
"""

import atexit
import gc
import sys

UNUSABLE = 2
STOPPED = 130

WITHIN_A_START = 200_000
"""How many things may be made before Python looks for garbage among them. A start makes fewer, none of it garbage, and
to look spends a tenth of its time."""


def main() -> None:
    """Run the command line; the exit status is the command's, or 2 with one sentence where something stood in the way.

    1 is a finding, such as a record that is not whole; of faults, only that a server of a database cannot be reached.
    """
    gc.set_threshold(WITHIN_A_START)
    atexit.register(gc.freeze)  # nothing is taken apart at the end, which takes a quarter of a command: it ends anyway
    import typer

    from proviso.cli.commands import together
    from proviso.cli.refused import let_go_of_output, refused, status_of

    try:
        status = together()(standalone_mode=False)
    except KeyboardInterrupt:
        status = STOPPED
    except SystemExit as ended:  # typer and rich both end with 1 where whoever read the output has gone
        status = UNUSABLE if ended.code == 1 else ended.code
    except Exception as fault:  # noqa: BLE001  whatever it is, a person reads a sentence of it
        let_go_of_output()
        if said := refused(fault):
            typer.echo(said, err=True)
        status = status_of(fault)
    sys.exit(status)
