"""`proviso reconcile`: a force's own telephone or mail log, compared with what it recorded. It opens no case."""

import json
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from proviso.cli.refused import status_of
from proviso.cli.which_force import WRONG as WRONG
from proviso.cli.which_force import force_named

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from proviso.oversight.accounting import Contact, Read
    from proviso.oversight.reconcile import Reconciliation
    from proviso.oversight.shape import Shape

UNEXPLAINED = 1
SHOWN = 20


def reconcile(
    file: Annotated[Path, typer.Argument(help="The log, as CSV.")],
    channel: Annotated[Literal["telephone", "email"], typer.Option(help="What the log is a log of.")] = "telephone",
    when: Annotated[
        list[str] | None, typer.Option(metavar="COLUMN", help="The column of the time; twice for a day and a time.")
    ] = None,
    to: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="The column of who was called or written to.")
    ] = None,
    sender: Annotated[
        str | None, typer.Option("--from", metavar="COLUMN", help="The column of who called or wrote.")
    ] = None,
    duration: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="The column of how long it lasted; it is shown, not judged.")
    ] = None,
    time_format: Annotated[
        str | None, typer.Option(metavar="PATTERN", help="How a time is written, such as %d/%m/%Y %H:%M.")
    ] = None,
    zone: Annotated[str | None, typer.Option(help="The time zone of times that name none.")] = None,
    separator: Annotated[str | None, typer.Option(help="What separates two columns.")] = None,
    encoding: Annotated[str | None, typer.Option(help="The encoding of the file, such as cp1252.")] = None,
    no_heading: Annotated[
        bool, typer.Option("--no-heading", help="The first line is no heading: name columns by number, from 1.")
    ] = False,
    skip: Annotated[
        int, typer.Option(min=0, max=1000, metavar="LINES", help="How many lines come before the heading.")
    ] = 0,
    none_expected: Annotated[
        bool, typer.Option("--none-expected", help="A log that names nobody on the list is no reason for status 1.")
    ] = False,
    before: Annotated[
        int | None, typer.Option(min=0, max=1440, help="Minutes that a contact may lie before what was recorded.")
    ] = None,
    after: Annotated[
        int | None, typer.Option(min=0, max=1440, help="Minutes that a contact may lie after what was recorded.")
    ] = None,
    bad_lines: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Where every line that cannot be read is named, if they are more than are listed; beside you, by the "
            "log’s name and .bad-lines.csv, unless given.",
        ),
    ] = None,
    force: Annotated[str | None, typer.Option(help="The code of the force, where the settings do not say it.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for a machine.")] = False,
) -> None:
    """Hold a telephone or mail log against the register, and list for the data protection officer what is unexplained.

    How the log is written can stand in the settings, under reconciling. What was found is kept, sealed, for the page
    of the data protection officer, and noted in the force’s log; of the log itself nothing else is kept.

    The exit status is 0 when nothing is unexplained; 1 when something is, when a number may be a listed one, when a
    line could not be read, or when no line names anybody on the list; 2 when nothing could be done.

    [bold]Example[/bold]: proviso reconcile calls.csv --when Start --to Dialled --from Extension --duration Seconds
    """
    from proviso.cli.serve_command import ready

    ready()
    from django.db import DatabaseError

    from proviso.oversight.shape import LogRefused
    from proviso.record.backends import told_of
    from proviso.record.keys import KeyEncryptionUnusable, KeyLost

    given = {
        "when": when,
        "to": to,
        "sender": sender,
        "duration": duration,
        "spelled": time_format,
        "zone": zone,
        "separator": separator,
        "encoding": encoding,
    }
    try:
        shape = _shape(channel, given, headed=not no_heading, skip=skip)
        all_bad = bad_lines or Path(f"{file.name}.bad-lines.csv")
        reference, found = _reconciled(force, file, channel, shape, before, after, all_bad)
    except LogRefused as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(WRONG) from fault
    except (KeyEncryptionUnusable, KeyLost) as fault:
        typer.echo(f"{str(fault)[0].upper()}{str(fault)[1:]}.", err=True)
        raise typer.Exit(WRONG) from fault
    except DatabaseError as fault:
        said = told_of(fault, "Run proviso migrate if they are new")
        typer.echo(f"The databases could not be read: {said}.", err=True)
        raise typer.Exit(status_of(fault)) from fault
    if as_json:
        from proviso.oversight.reconcile import listing

        typer.echo(json.dumps({"reconciliation": reference, **listing(found)}, ensure_ascii=False, indent=2))
    else:
        _print(reference, found)
    clear = found.clear and (none_expected or not found.names_nobody)
    raise typer.Exit(0 if clear else UNEXPLAINED)


# Each option is of the type of its field of a Shape, which a dictionary of them cannot say.
def _shape(channel: str, given: dict[str, Any], *, headed: bool, skip: int) -> "Shape":
    """How the log is written: as the options say, and for the rest as the settings do. Raises LogRefused."""
    from proviso.oversight.shape import LogRefused, Shape
    from proviso.service.config import config

    known = getattr(config().reconciling, channel).model_dump()
    said = {name: given[name] or known[name] for name in given}
    missing = [option for name, option in (("when", "--when"), ("to", "--to")) if not said[name]]
    if missing:
        raise LogRefused(
            f"Say which column holds what with {' and '.join(missing)}, or under [reconciling.{channel}] in the "
            "settings."
        )
    first = {"dialled_first": tuple(known["dialled_first"])} if "dialled_first" in known else {}
    return Shape(**{**said, **first, "when": tuple(said["when"]), "headed": headed, "skip": skip})


def _reconciled(
    code: str | None, file: Path, channel: str, shape: "Shape", before: int | None, after: int | None, all_bad: Path
) -> "tuple[str, Reconciliation]":
    """The reconciliation, kept, and our reference of it; with a bar on standard error where somebody watches."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    from proviso.accounts.channel_codes import Channel
    from proviso.casework import clock
    from proviso.oversight.matching import Tolerance
    from proviso.oversight.reconcile import reconcile as held_against
    from proviso.oversight.stored_reconciliations import keep
    from proviso.service.config import config

    known = config().reconciling
    force = force_named(code)
    tolerance = Tolerance(
        timedelta(minutes=known.minutes_before if before is None else before),
        timedelta(minutes=known.minutes_after if after is None else after),
    )
    columns = (TextColumn("Reading"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_interactive) as bar:
        task = bar.add_task("", total=None)
        found = held_against(
            force,
            file,
            Channel(channel),
            shape,
            tolerance,
            lambda done, of: bar.update(task, completed=done, total=of),
            all_bad,
        )
    return keep(force, found, now=clock.now()), found


def _print(reference: str, found: "Reconciliation") -> None:
    """The figures, then the first of each thing that is unexplained. Times in the time of Europe/London."""
    read = found.read
    typer.echo(f"{read.lines:,} lines read, {read.blank:,} of them blank, {sum(read.bad.values()):,} bad.")
    _print_bad(read)
    if read.first and read.last:
        typer.echo(f"The log covers {_told(read.first)} to {_told(read.last)}.")
    if found.names_nobody:
        typer.echo(
            "NO LINE NAMES ANYBODY ON THE LIST. Is it the right log, and the right column (--to, --from)? This says"
        )
        typer.echo("nothing of what went round the system. Where none was expected, say --none-expected.")
    typer.echo(f"{len(read.contacts):,} contacts with a listed recipient; {len(found.unexplained):,} unexplained:")
    _print_contacts(found, found.unexplained)
    if read.doubtful:
        typer.echo(f"{len(read.doubtful):,} doubtful: a number that ends as a listed one does, or holds it:")
        _print_contacts(found, sorted(read.doubtful))
    typer.echo(
        f"{found.judged:,} disclosures and corrections that a contact has to explain; "
        f"{len(found.missing):,} without one, {len(found.untimed):,} without a time:"
    )
    for line in found.missing[:SHOWN]:
        typer.echo(f"  {line.case}, entry {line.seq}: {line.what.value} of {_told(line.began_at)}")
    _print_more(len(found.missing))
    for untimed in found.untimed[:SHOWN]:
        typer.echo(f"  {untimed.case}, entry {untimed.seq}: {untimed.what.value}, of which no time is recorded")
    _print_more(len(found.untimed))
    if found.outside:
        typer.echo(f"{found.outside:,} more lie outside what the log covers, and were not judged.")
    _print_kept(reference, found)


def _print_contacts(found: "Reconciliation", contacts: "Sequence[Contact]") -> None:
    for one in contacts[:SHOWN]:
        either = f" (or {_told(one.or_at)}: the clock went back)" if one.or_at else ""
        way = "to" if one.outgoing else "from"
        typer.echo(f"  line {one.line:,}: {_told(one.at)}{either}, {way} {found.addresses[one.address].name}")
    _print_more(len(contacts))


def _print_kept(reference: str, found: "Reconciliation") -> None:
    from proviso.oversight.reconcile import MOST

    page = "for the data protection officer’s page Reconciliations."
    beyond = max(len(found.unexplained), len(found.missing) + len(found.untimed)) > MOST
    if beyond:
        typer.echo(f"It is kept as {reference}, {page} It lists {MOST:,} of each and counts the others: hold a part of")
        typer.echo("the log at a time against the register.")
    else:
        typer.echo(f"All of it is kept as {reference}, {page}")


def _print_bad(read: "Read") -> None:
    """Which lines could not be read, by why, and where those are named that a screen has no room for."""
    from proviso.oversight.bad_lines import Bad, shown

    left_out = False
    for what, many in sorted(read.bad.items()):
        ranges = read.bad_lines[what][:SHOWN]
        rest = many - sum(last - first + 1 for first, last in ranges)
        left_out = left_out or rest > 0
        more = f" and {rest:,} more" if rest else ""
        lines = "line" if many == 1 else "lines"
        typer.echo(f"  {many:,} × {what.value}: {lines} {', '.join(shown(one) for one in ranges)}{more}")
    if Bad.TIME in read.bad and read.first is None:
        typer.echo("  Say with --time-format how a time is written, such as %d/%m/%Y %H:%M.")
    if read.unlisted:
        typer.echo(f"  Every one of them is named in {read.all_bad}; the page Reconciliations names the first of them.")
    elif left_out:
        typer.echo("  The table of the page Reconciliations names every one of them.")


def _print_more(many: int) -> None:
    if many > SHOWN:
        typer.echo(f"  … and {many - SHOWN:,} more.")


def _told(at: "datetime") -> str:
    from proviso.casework.clock import LONDON

    return str(at.astimezone(LONDON).strftime("%-d %B %Y at %H:%M:%S %Z"))
