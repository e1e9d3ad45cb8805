"""`proviso figures`: what the force does, in figures from which nobody can be found. It shows no case."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from proviso.cli.refused import status_of
from proviso.cli.which_force import WRONG as WRONG
from proviso.cli.which_force import force_named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from proviso.accounts.models import Force
    from proviso.oversight.figures.kept_figures import PeriodFigures
    from proviso.oversight.figures.periods import Period


def figures(
    year: Annotated[int, typer.Option(min=2020, max=2099, help="The year.")],
    quarter: Annotated[int | None, typer.Option(min=1, max=4, help="A quarter of it, from 1 to 4.")] = None,
    month: Annotated[int | None, typer.Option(min=1, max=12, help="A month of it, from 1 to 12.")] = None,
    unit: Annotated[str | None, typer.Option(help="The code of a unit, instead of the force and every unit.")] = None,
    out: Annotated[Path | None, typer.Option(metavar="FOLDER", help="Write them into this folder.")] = None,
    force: Annotated[str | None, typer.Option(help="The code of the force, where the settings do not say it.")] = None,
    characteristics: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Join what the crime system exports of people (CSV), in memory alone."),
    ] = None,
    reference: Annotated[
        str, typer.Option(metavar="HEADING", help="Its column of crime references; the first where left out.")
    ] = "",
) -> None:
    """Print the figures of a year, a quarter or a month, once it has ended and settled; they do not change after that.

    A whole year in a folder is its publication too: accessible pages with charts, a spreadsheet (ODS), how the figures
    are made, and a pack for requests. It is a draft until somebody releases it on the page Publication.

    Small numbers are not shown, nor numbers from which one could be worked out; every other is rounded. That they were
    looked at, or written to files, is an entry of the force’s log.

    The exit status is 0 when they were given, 2 when not.

    [bold]Example[/bold]: proviso figures --year 2026 --out figures
    """
    from proviso.cli.serve_command import ready

    ready()
    from django.db import DatabaseError

    from proviso.cli.joined_figures_command import join
    from proviso.oversight.figures.kept_figures import NotGivenYet
    from proviso.record.backends import told_of
    from proviso.record.keys import KeyEncryptionUnusable, KeyLost, SealBroken

    if quarter and month:
        _refuse("Give a quarter or a month, not both.")
    if characteristics and (quarter or month or unit):
        _refuse("A file is joined to a whole year of the force: leave out --quarter, --month and --unit.")
    period = _period(year, quarter, month)
    try:
        if characteristics:
            join(force_named(force), year, characteristics, reference, out)
        else:
            given(force_named(force), period, unit, out)
    except NotGivenYet as fault:
        _refuse(str(fault))
    except (KeyEncryptionUnusable, KeyLost, SealBroken) as fault:
        _refuse(f"{str(fault)[0].upper()}{str(fault)[1:]}.")
    except OSError as fault:
        if fault.filename is None:
            raise  # of no file of ours: whoever read what is printed has gone, or a disk is full under it
        _refuse(f"{fault.filename} cannot be written: {fault.strerror}.")
    except DatabaseError as fault:
        _refuse(
            f"The databases could not be read: {told_of(fault, 'Run proviso migrate if they are new')}.",
            status_of(fault),
        )


def _refuse(says: str, status: int = WRONG) -> NoReturn:
    typer.echo(says, err=True)
    raise typer.Exit(status)


def _period(year: int, quarter: int | None, month: int | None) -> "Period":
    from proviso.oversight.figures.periods import Period

    if quarter:
        return Period(year, 3 * quarter - 2, 3)
    return Period(year, month, 1) if month else Period(year)


def given(force: "Force", period: "Period", unit: str | None, out: Path | None) -> None:
    """Print the figures, or write them to a folder, and enter which. Raises NotGivenYet."""
    from proviso.accounts.figure_entries import note_figures_read, note_figures_taken
    from proviso.casework import clock
    from proviso.oversight.figures.told_figures import seen_units

    found = _worked_out(force, period)
    names = dict(force.units.values_list("code", "name"))
    units = seen_units(found, names, force.name)
    if unit is not None and unit not in names:
        _refuse(f"There is no unit “{unit}”. Give the code of one: {', '.join(sorted(names))}.")
    if unit is not None and unit not in units:
        _refuse(f"There are no figures of “{unit}” for {period.code}. Those of units are by quarters and years.")
    shown = {unit: units[unit]} if unit is not None else units
    note = note_figures_taken if out else note_figures_read
    note(force, period.code, list(shown), by=None, now=clock.now())
    if out:
        _write(out, found, shown)
        if unit is None and period.months == MONTHS_OF_A_YEAR:
            _publish(out, force, period.year)
    else:
        _print(found, shown)


MONTHS_OF_A_YEAR = 12


def _publish(out: Path, force: "Force", year: int) -> None:
    """Write the year's publication beside the table: its pages, a spreadsheet, and what the table's columns mean."""
    from proviso.casework import clock
    from proviso.oversight.publication.releasing import publication_of
    from proviso.oversight.publication.year_publication import NotAsReleased
    from proviso.web.publishing.published_files import file_names, file_of

    try:
        publication = publication_of(force, year, now=clock.now())
    except NotAsReleased as fault:
        _refuse(str(fault))
    for name in file_names(year):
        (out / name).write_bytes(file_of(publication, name))
    stands = "as it was released" if publication.release else "a draft until somebody releases it"
    typer.echo(f"The year’s publication is {out / 'index.html'} and what it leads to, {stands}.")


def _worked_out(force: "Force", period: "Period") -> "PeriodFigures":
    """The figures of a period, with a bar on standard error while cases are counted, where somebody watches."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from proviso.casework import clock
    from proviso.oversight.figures.kept_figures import figures_of

    columns = (TextColumn("Counting"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_interactive) as bar:
        task = bar.add_task("", total=None)
        return figures_of(
            force,
            period,
            now=clock.now(),
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )


def _print(found: "PeriodFigures", units: "Mapping[str, str]") -> None:
    from proviso.oversight.figures.told_figures import cases_of, spelled, stated, told

    for unit, name in units.items():
        cells = found.tables[unit]
        typer.echo(f"{name}, {found.period.code}: {spelled(cases_of(cells))} cases were opened.")
        for one in told(cells):
            if one.says_nothing:
                continue
            figure = one.figure
            typer.echo(f"\n{figure.words} ({figure.paragraph}). {figure.population.words}: {spelled(one.of)}")
            for category in one.categories:
                share = "" if category.share is None else f"{category.share} %"
                typer.echo(f"  {spelled(category.number):>7}  {share:>5}  {category.words}")
        typer.echo("")
    typer.echo("A figure of which no number can be shown is left out here; a table has it.")
    typer.echo(stated(found.threshold))


def _write(out: Path, found: "PeriodFigures", units: "Mapping[str, str]") -> None:
    from proviso.oversight.figures.figure_list import NOT_COUNTED
    from proviso.oversight.figures.told_figures import HEAD, rows, stated
    from proviso.web.inert_cells import write_inert

    out.mkdir(parents=True, exist_ok=True)
    table, about = out / f"figures-{found.period.code}.csv", out / f"figures-{found.period.code}-about.txt"
    with table.open("w", encoding="utf-8", newline="") as file:
        write_inert(file, HEAD, rows(found, units))
    missing = "".join(f"- {one.what}: {one.why}.\n" for one in NOT_COUNTED)
    about.write_text(f"{stated(found.threshold)}\n\nWhat is not counted:\n{missing}", encoding="utf-8")
    typer.echo(f"Written: {table}, and {about.name} beside it.")
