"""`proviso form`: the questions on paper, for a place without signal, as an accessible PDF."""

from pathlib import Path
from typing import Annotated

import typer


def form(
    out: Annotated[Path, typer.Option("--out", help="Write it to this file.")] = Path("proviso-paper-form.pdf"),
    large: Annotated[bool, typer.Option("--large", help="Set it in large print, 18 point.")] = False,
) -> None:
    """Write the questions of a case as a PDF to print: what is written on it is recorded on the pages afterwards.

    It is made from what the pages are made from, and bears what the force has set. It takes no secrets and no
    database. A file that is there already is written over.

    [bold]Example[/bold]: proviso form --out form.pdf
    """
    from proviso.service.databases import set_up

    set_up()
    from django.conf import settings

    from proviso.casework import clock
    from proviso.policy.vocabulary import legible
    from proviso.web.paper.paper_form import paper_form

    made = paper_form(at=clock.now(), marking=settings.PROVISO_MARKING, large=large)
    where = legible(str(out))
    try:
        out.write_bytes(made)
    except OSError as fault:
        typer.echo(f"proviso form: {where}: cannot be written: {fault.strerror}", err=True)
        raise typer.Exit(2) from fault
    typer.echo(f"Written: {where}.")
