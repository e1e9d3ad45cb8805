"""`proviso record`: whether what was recorded is still what was recorded (10.2, 10.3)."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from proviso.record.verify import Report

record_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode="rich", help="The record: whether anything in it was changed or taken away."
)

FAULTS = 1
WRONG = 2
SHOWN = 100


@record_app.callback()
def record() -> None:
    """The record: whether anything in it was changed or taken away."""


@record_app.command()
def verify(
    log: Annotated[str | None, typer.Option(help="Only the log of the force with this code.")] = None,
    no_bodies: Annotated[
        bool, typer.Option("--no-bodies", help="Open nothing and use no key, as an auditor would.")
    ] = False,
) -> None:
    """Recompute the whole record and name everything that is not as it was recorded.

    The exit status is 0 when the record is whole, 1 when it is not, 2 when it could not be verified.
    People can go on working meanwhile.

    [bold]Example[/bold]: proviso record verify --log wessmere
    """
    from django.db import DatabaseError

    from proviso.site.databases import set_up

    set_up()
    from proviso.record.keys import KeyEncryptionUnusable
    from proviso.record.verify import UnknownLog

    try:
        report = _verified(log, bodies=not no_bodies)
    except (UnknownLog, KeyEncryptionUnusable) as fault:
        typer.echo(f"{str(fault)[0].upper()}{str(fault)[1:]}.", err=True)
        raise typer.Exit(WRONG) from fault
    except DatabaseError as fault:
        typer.echo(f"The databases could not be read: {fault}. Run proviso migrate if they are new.", err=True)
        raise typer.Exit(WRONG) from fault
    _print(report)
    raise typer.Exit(0 if report.whole else FAULTS)


def _verified(log: str | None, *, bodies: bool) -> "Report":
    """The report, with a bar on standard error while it is being made, where somebody watches."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from proviso.record.verify import verify as verify_record

    columns = (TextColumn("Verifying"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        return verify_record(
            log, bodies=bodies, progress=lambda done, total: bar.update(task, completed=done, total=total)
        )


def _print(report: "Report") -> None:
    """What was verified, then each fault on a line of its own."""
    if not report.logs:
        typer.echo("Nothing has been recorded yet.")
    for log in report.logs:
        opened = f"{log.opened:,} opened" if report.bodies else "none opened"
        erased = f", {log.erased:,} erased" if log.erased else ""
        typer.echo(
            f"{log.log}: {log.size:,} entries, {opened}{erased}; root {log.root.hex() if log.root else 'unknown'}"
        )
    if not report.bodies:
        typer.echo("No body was opened, so who did what, and when within the hour, was not held to the leaves.")
    for fault in report.faults[:SHOWN]:
        typer.echo(str(fault))
    if len(report.faults) > SHOWN:
        typer.echo(f"… and {len(report.faults) - SHOWN:,} more.")
    wrong = len(report.faults)
    typer.echo("The record is whole." if report.whole else f"The record is NOT whole: {wrong:,} faults, named above.")
