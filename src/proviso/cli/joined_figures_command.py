"""`proviso figures --characteristics`: a year by what the force’s crime system exports of people (11.1).

The file is held in memory for one command. What is written, where that is asked for, is the figures and no line of it.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from proviso.cli.which_force import WRONG as WRONG
from proviso.policy.vocabulary import legible

if TYPE_CHECKING:
    from proviso.accounts.models import Force
    from proviso.oversight.equality.characteristics_file import Characteristics
    from proviso.oversight.equality.joined_figures import Joined

LISTED = 20
"""How many lines are named; of more it is said how many there are."""


def join(force: "Force", year: int, file: Path, reference: str, out: Path | None) -> None:
    """Join a file to a year’s cases, and print the figures or write them. Raises NotGivenYet."""
    from proviso.casework import clock
    from proviso.oversight.equality.characteristics_file import CharacteristicsRefused, read_characteristics
    from proviso.oversight.equality.joined_figures import NotJoined, joined_figures

    try:
        given = read_characteristics(file, reference)
        _say_lines(given)
        joined = joined_figures(force, given, year, now=clock.now())
    except (CharacteristicsRefused, NotJoined) as fault:
        typer.echo(legible(str(fault)), err=True)
        raise typer.Exit(WRONG) from fault
    _say_joined(joined)
    if out:
        _write(out, joined, force.name)
    else:
        _print(joined)


def _say_lines(given: "Characteristics") -> None:
    typer.echo(f"References are read from the column “{legible(given.reference)}”. Lines: {given.lines:,}.", err=True)
    for lines, says in (
        (given.doubled, "with a reference that another line has too, none of them used"),
        (given.odd, "without a reference, or with one column too many, not used"),
        (given.headings, "that repeat the headings, not used"),
    ):
        if lines:
            typer.echo(f"Lines {says}: {len(lines):,} ({_named(lines)}).", err=True)
    if given.blank:
        typer.echo(f"Blank lines: {given.blank:,}.", err=True)


def _named(lines: Sequence[int]) -> str:
    named = ", ".join(str(line) for line in lines[:LISTED])
    return named if len(lines) <= LISTED else f"{named} and {len(lines) - LISTED:,} more"


def _say_joined(joined: "Joined") -> None:
    from proviso.oversight.figures.told_figures import CONFIDENTIAL

    few = joined.found.threshold
    for number, says in (
        (joined.of_no_case, "Lines of crimes of which there is no case here"),
        (joined.of_several, "Lines of crimes with several cases, of which nobody can say whose they are, not used"),
        (joined.with_no_line, "Cases of the year of which the file has no line that could be used"),
    ):
        if number:
            typer.echo(f"{says}: {f'{number:,}' if number >= few else CONFIDENTIAL}.", err=True)


def _print(joined: "Joined") -> None:
    from proviso.oversight.figures.told_figures import spelled, stated

    for one in joined.figures:
        figure = one.figure
        typer.echo(f"\n{legible(figure.words)} ({figure.paragraph}). {figure.population.words}: {spelled(one.of)}")
        for category in one.categories:
            share = "" if category.share is None else f"{category.share} %"
            typer.echo(f"  {spelled(category.number):>7}  {share:>5}  {legible(category.words)}")
        if not one.categories:
            typer.echo("  No number of it can be shown.")
    typer.echo("\nA value of which no number can be shown is not named.")
    typer.echo(stated(joined.found.threshold))


def _write(out: Path, joined: "Joined", name: str) -> None:
    from proviso.oversight.figures.told_figures import HEAD, lines_of, stated
    from proviso.web.inert_cells import write_inert

    out.mkdir(parents=True, exist_ok=True)
    code = joined.found.period.code
    table, about = out / f"figures-{code}-characteristics.csv", out / f"figures-{code}-characteristics-about.txt"
    with table.open("w", encoding="utf-8", newline="") as file:
        write_inert(file, HEAD, (line for one in joined.figures for line in lines_of(one, code, name)))
    about.write_text(
        f"{stated(joined.found.threshold)}\n\nA value of which no number can be shown is not named.\n", "utf-8"
    )
    typer.echo(f"Written: {table}, and {about.name} beside it.")
