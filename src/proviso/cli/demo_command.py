"""`proviso demo`: the real thing on SQLite, with an invented force and cases at every stage of the journey.

It keeps to a folder of its own, and serves on this machine alone.
"""

from pathlib import Path
from typing import Annotated

import typer

HOST = "127.0.0.1"
WRONG = 2
STOPPED = 130


def demo(
    port: Annotated[int, typer.Option(min=1, max=65_535, help="The port to listen on.")] = 8000,
    reset: Annotated[bool, typer.Option("--reset", help="First forget what was done, and begin afresh.")] = False,
    home: Annotated[Path, typer.Option(help="The folder that it is kept in.")] = Path("var/demo"),
) -> None:
    """Try it out: Wessmere Police, which is nowhere, with a case at every stage of the journey.

    The first start makes the force and takes a few seconds; later ones keep what was done. Who can sign in, and the
    password of all of them, is printed. Stop with Ctrl-C.

    [bold]Examples[/bold]

    proviso demo

    proviso demo --port 8765

    proviso demo --reset
    """
    from subprocess import CalledProcessError

    from proviso.demonstration.home import InUse, NotADemonstrationsHome
    from proviso.service.server import CannotServe

    try:
        _demonstrate(port, reset, home)
    except (CannotServe, InUse, NotADemonstrationsHome) as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(WRONG) from fault
    except CalledProcessError as fault:
        raise typer.Exit(fault.returncode if fault.returncode > 0 else STOPPED) from fault
    except KeyboardInterrupt as stop:
        raise typer.Exit(STOPPED) from stop


def _demonstrate(port: int, reset: bool, home: Path) -> None:
    from proviso.demonstration import home as folder
    from proviso.demonstration import mailbox
    from proviso.service import server
    from proviso.service.config import config
    from proviso.service.databases import set_up

    server.port_is_free(HOST, port)
    with folder.held(home) as marker, mailbox.listening() as listening:
        first = folder.alone(marker)
        if reset and not first:
            raise folder.InUse(f"A demonstration is running from {home}. Stop it first, or choose another --home.")
        folder.enter(home, listening.getsockname()[1])
        if reset:
            folder.clear(home)
        if first:
            folder.prepare()
        folder.together(marker)
        set_up()
        with mailbox.serving(listening, config().home):
            server.serve(HOST, port, config=config(), when_ready=lambda: _welcome(port, mailbox.arrivals(home)))


def _welcome(port: int, mail: Path) -> None:
    from rich.console import Console
    from rich.table import Table

    from proviso.demonstration.force import NAME, PASSWORD, PEOPLE, UNITS

    table = Table("Sign in as", "Role", "Unit", "Sees first", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for one in PEOPLE:
        table.add_row(one.staff_number, one.role.label, UNITS[one.unit], one.sees_first)
    console = Console(highlight=False)
    console.print(f"\n{NAME} is invented, and so is everybody in it. Put nothing real in here.\n")
    console.print(table)
    console.print(f"\nThe password of each of them is [bold]{PASSWORD}[/bold]")
    console.print(
        f"\nWhat is sent by e-mail arrives in {mail}, encrypted. How to open it: docs/how-to/send-by-email.md"
    )
    console.print(f"\nOpen [bold]http://{HOST}:{port}/[/bold] in a browser. Stop with Ctrl-C.\n")
