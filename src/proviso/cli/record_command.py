"""`proviso record`: whether what was recorded is still what was recorded (10.2, 10.3)."""

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from proviso.cli.refused import status_of
from proviso.policy.vocabulary import legible

if TYPE_CHECKING:
    from proviso.record.backends import Added
    from proviso.record.verify import EarlierHead, Report

record_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode="rich", help="The record: whether anything in it was changed or taken away."
)

FAULTS = 1
WRONG = 2
SHOWN = 100

NOT_CHECKED = (
    "No body was opened and no key was used. So it was not checked who did what, nor when within the hour, nor that "
    "any body is what was sealed, nor which cases were erased, nor the keys, nor the accounts."
)
"""What an auditor who holds no key must know."""


@record_app.callback()
def record() -> None:
    """The record: whether anything in it was changed or taken away."""


@record_app.command()
def verify(
    log: Annotated[str | None, typer.Option(help="Only the log of the force with this code.")] = None,
    case: Annotated[
        str | None,
        typer.Option(
            metavar="REFERENCE",
            help="Only this case: its entries, and that the tree holds them; as quick in a large record as in a small.",
        ),
    ] = None,
    no_bodies: Annotated[
        bool, typer.Option("--no-bodies", help="Open nothing and use no key, as an auditor would.")
    ] = False,
    was: Annotated[
        str | None,
        typer.Option(
            metavar="SIZE:ROOT",
            help="The size and the root that an earlier verification printed and that were kept elsewhere: the record "
            "must still begin with those entries.",
        ),
    ] = None,
    remember: Annotated[
        bool,
        typer.Option(
            "--remember", help="Note beside the database when this was done, for whoever watches the service."
        ),
    ] = False,
) -> None:
    """Recompute the whole record and name everything that is not as it was recorded.

    Accounts, roles, units, recipients and settings are held against the entries about them: one that was written into
    the database by hand is named too.

    Entries cut off the end, or a record rewritten as a whole, are found only with --was: keep the line that this
    prints where nobody who runs the service can change it.

    Keys that a stop of the service left over are named too: they are no fault, and the running service sweeps them.

    The exit status is 0 when the record is whole, 1 when it is not or its server cannot be reached, 2 when it could not
    be verified.
    People can go on working meanwhile; nothing is changed, and no file is made without --remember.

    With --case, one case alone is verified, in a moment: what of it was changed or put in is named. That its last entry
    was taken away is found by verifying the whole record.

    [bold]Example[/bold]: proviso record verify --log wessmere
    """
    from django.db import DatabaseError

    from proviso.service.config import nothing_set_here
    from proviso.service.databases import assert_fit, set_up

    set_up()
    kept = kept_line(was)
    if case is not None and (log or no_bodies or remember):
        _refuse("--case goes with --was alone; leave --log, --no-bodies and --remember out")
    from proviso.record.backends import NoDatabase, told_of
    from proviso.record.keys import KeyEncryptionUnusable
    from proviso.record.verify import UnknownLog
    from proviso.record.verify_case import UnknownCase

    try:
        if case is not None:
            _print_case(case, kept)
        report = _verified(log, bodies=not no_bodies, was=kept)
    except NoDatabase as fault:
        set_or_restore = "Restore it from its backup, or set database and keys_database to where the files are"
        _refuse(f"{fault}. {nothing_set_here()}{set_or_restore}")
    except (UnknownLog, UnknownCase, KeyEncryptionUnusable) as fault:
        _refuse(str(fault))
    except DatabaseError as fault:
        with suppress(DatabaseError):
            assert_fit()
        new = "Restore them from their backup, or, where they are new, run proviso migrate"
        _refuse(f"the databases could not be read: {told_of(fault, new)}", status_of(fault))
    print_report(report)
    if remember:
        note_verified(report)
    if kept and report.whole:
        typer.echo(f"It still begins with the {kept.size:,} entries whose root was kept.")
    raise typer.Exit(0 if report.whole else FAULTS)


@record_app.command()
def guard() -> None:
    """Put back the triggers by which the database refuses to change the record, and take away what was added.

    Only where they went, or others came: proviso serve and proviso record verify say so. First find out who could
    write to the database, and verify the record. What is taken away is printed first: keep it, it shows what was done.

    [bold]Example[/bold]: proviso record guard
    """
    from proviso.cli.serve_command import ready

    ready(as_they_are=True)
    from django.db import DatabaseError

    from proviso.record import triggers
    from proviso.record.backends import told_of
    from proviso.service.databases import assert_fit, assert_there

    def say(added: "Added") -> None:
        typer.echo(f"Not ours, and taken away: {legible(str(added))}: {legible(added.text)}")
        taken.append(added)

    taken: list[Added] = []
    try:
        assert_there()
        assert_fit()
        triggers.take_away(say)
        names = triggers.put_back()
    except DatabaseError as fault:
        new = "Run proviso migrate if the database is new"
        _refuse(f"the triggers could not be put back: {told_of(fault, new)}", status_of(fault))
    if names or not taken:
        typer.echo(f"Put back: {', '.join(names)}." if names else "Nothing was missing.")


def note_verified(report: "Report") -> None:
    """Note when the record was verified, and whether it was whole."""
    from proviso.casework import clock
    from proviso.service.config import config
    from proviso.service.verified import VERIFIED, remember

    remember(config(), VERIFIED, whole=report.whole, now=clock.now())


def _refuse(says: str, status: int = WRONG) -> NoReturn:
    """Say in a sentence why it could not be done, and end with that status."""
    typer.echo(f"{says[0].upper()}{says[1:]}.", err=True)
    raise typer.Exit(status)


def kept_line(was: str | None) -> "EarlierHead | None":
    """The size and root that were given, as `verify` prints them."""
    if was is None:
        return None
    from proviso.record.verify import EarlierHead

    size, _, root = was.replace(",", "").partition(":")
    if not re.fullmatch("[1-9][0-9]{0,17}", size) or not re.fullmatch("[0-9a-f]{64}", root):
        raise typer.BadParameter(
            f"{was} is no size and root. Give the number of entries, a colon, and the 64 figures after “root”.",
            param_hint="--was",
        )
    return EarlierHead(int(size), bytes.fromhex(root))


def _verified(log: str | None, *, bodies: bool, was: "EarlierHead | None") -> "Report":
    """The report, with a bar on standard error while it is being made, where somebody watches."""
    from proviso.cli.progress_bar import progress_bar
    from proviso.service.verified import verified

    with progress_bar() as told:
        return verified(log, bodies=bodies, was=was, progress=lambda done, total: told("Verifying", done, total))


def _print_case(case: str, was: "EarlierHead | None") -> NoReturn:
    """Verify one case, by its reference however it is written, print what was found, and end."""
    from proviso.casework.reading.spelled_references import own_reference
    from proviso.record.fault import plain
    from proviso.record.moment import RECORD_AND_KEYS, read_only
    from proviso.record.verify_case import verify_case

    as_we_write_it, is_ours = own_reference(case)
    case = as_we_write_it if is_ours else case
    with read_only(RECORD_AND_KEYS):
        report = verify_case(case, was=was)
    without = f", {report.erased:,} erased" if report.erased else ""
    root = report.root.hex() if report.root else "unknown"
    entries = f"{report.opened:,} {_counted(report.opened, 'entry', 'entries')} opened{without}"
    typer.echo(f"{plain(case)}: {entries}, in the tree of {plain(report.log)} over {report.size:,}; root {root}")
    for fault in report.faults[:SHOWN]:
        typer.echo(str(fault))
    wrong = len(report.faults)
    named = f"{wrong:,} {_counted(wrong, 'fault', 'faults')}, named above."
    typer.echo("The case is whole." if report.whole else f"The case is NOT whole: {named}")
    raise typer.Exit(0 if report.whole else FAULTS)


def print_report(report: "Report") -> None:
    """What was verified, then each fault on a line of its own."""
    from proviso.record.fault import plain

    if not report.logs:
        typer.echo("Nothing has been recorded yet.")
    for log in report.logs:
        opened = f"{log.opened:,} opened" if report.bodies else "none opened"
        without = f", {log.erased:,} {'erased' if report.bodies else 'without a body'}" if log.erased else ""
        root = log.root.hex() if log.root else "unknown"
        typer.echo(
            f"{plain(log.log)}: {log.size:,} {_counted(log.size, 'entry', 'entries')}, {opened}{without}; root {root}"
        )
    if not report.bodies:
        typer.echo(NOT_CHECKED)
    for fault in report.faults[:SHOWN]:
        typer.echo(str(fault))
    if len(report.faults) > SHOWN:
        typer.echo(f"… and {len(report.faults) - SHOWN:,} more.")
    for leftover in report.leftovers[:SHOWN]:
        typer.echo(str(leftover))
    if len(report.leftovers) > SHOWN:
        typer.echo(f"… and {len(report.leftovers) - SHOWN:,} more that are left over.")
    wrong = len(report.faults)
    whole = "The record is whole." if report.bodies else "What was checked is whole."
    named = f"{wrong:,} {_counted(wrong, 'fault', 'faults')}, named above."
    typer.echo(whole if report.whole else f"The record is NOT whole: {named}")


def _counted(count: int, one: str, many: str) -> str:
    return one if count == 1 else many
