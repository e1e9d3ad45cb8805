"""`proviso force add-officers`: everybody on a list, each with a password of their own that is used once.

What was added before a fault stays, and the same list given again adds the others.
"""

import csv
import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from proviso.cli.force_command import changing, force_app
from proviso.cli.progress_bar import progress_bar
from proviso.cli.serve_command import WRONG, ready
from proviso.cli.who_at_prompt import Authority, By, at_prompt
from proviso.policy.vocabulary import legible

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from typing import TextIO

    from proviso.accounts.at_prompt import AtPrompt
    from proviso.accounts.models import Officer
    from proviso.accounts.staff_list import Compared, OnStaffList

AT_MOST = 16 * 1024 * 1024
SHOWN = 20
"""How many faults and names are printed; of more it is said how many there are."""

SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""What passwords are made of: nothing that is taken for something else when it is read out."""


@force_app.command()
def add_officers(
    file: Annotated[Path, typer.Argument(help="The list: CSV with the columns staff_number, name, role, unit; rank")],
    passwords: Annotated[
        Path, typer.Option(help="The new file for the passwords, each used once; it must not be there yet.")
    ],
    by: By = None,
    authority: Authority = None,
) -> None:
    """Add everybody on a list who is not there yet. A list with a line that cannot be used adds nobody.

    Nobody is changed and no account closed: who is there otherwise than on the list, and who is not on it, is printed.
    Each password is written to a file that only you can read; they choose their own when they first sign in.

    Example: proviso force add-officers staff.csv --passwords first-passwords.csv
    """
    ready()
    from proviso.accounts.staff_list import StaffListRefused, compared
    from proviso.service.config import config

    who = at_prompt(by, authority)
    with changing() as (force, now):
        try:
            if file.stat().st_size > AT_MOST:
                raise StaffListRefused(f"{file} has more than {AT_MOST:,} bytes, which no such list has.")
            found = compared(file.read_bytes(), force, config().ranks)
        except StaffListRefused as refused:
            _print(refused.faults, err=True)
            typer.echo("Nobody was added. Mend the list, and give it again.", err=True)
            raise typer.Exit(WRONG) from refused
        if found.new:
            _add(found.new, passwords, who, now)
        _say(found, passwords)


def _add(new: "Sequence[OnStaffList]", passwords: Path, who: "AtPrompt", now: "datetime") -> None:
    """Add each by itself: the service goes on meanwhile. A password is in the file before it is anybody's."""
    from proviso.accounts import force_changes
    from proviso.accounts.models import Role
    from proviso.web.inert_cells import inert

    added = 0
    try:
        with _only_ours(passwords) as file, progress_bar() as told:
            writer = csv.writer(file)
            writer.writerow(["staff_number", "name", "password"])
            for one in new:
                officer, password = one.officer, _password()
                writer.writerow([inert(officer.staff_number), inert(officer.name), password])
                file.flush()
                force_changes.add_officer(
                    officer.staff_number,
                    officer.name,
                    Role(officer.role),
                    officer.unit,
                    password,
                    by=who,
                    now=now,
                    rank=officer.rank,
                )
                added += 1
                told("Adding", added, len(new))
    except FileExistsError:
        typer.echo(f"{legible(str(passwords))} is there already: name a new file for the passwords.", err=True)
        raise typer.Exit(WRONG) from None
    finally:
        if 0 < added < len(new):
            says = "Their passwords are in {}. Give the same list again, and another file, to add the others."
            typer.echo(f"{added:,} of {len(new):,} were added. {says.format(legible(str(passwords)))}", err=True)


def _only_ours(path: Path) -> "TextIO":
    """A new file that nobody else can read. Raises FileExistsError."""
    return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8", newline="")


def _password() -> str:
    return "-".join("".join(secrets.choice(SIGNS) for _ in range(4)) for _ in range(4))


def _say(found: "Compared", passwords: Path) -> None:
    """What was done, and what was left for somebody to do."""
    if found.new:
        typer.echo(
            f"Added, and on the record: {len(found.new):,}. Their passwords are in {legible(str(passwords))}: give "
            "each to its owner alone, and delete the file."
        )
    typer.echo(f"There already, as on the list: {found.same:,}.")
    _print(
        [
            f"Line {one.line}: {there} is here as {_placed(there)}; the list says {_placed(one.officer)}. Not changed."
            for one, there in found.otherwise
        ]
    )
    _print([f"Not on the list, and can sign in: {number}." for number in found.unnamed])


def _placed(officer: "Officer") -> str:
    rank = f", {officer.rank.replace('_', ' ')}" if officer.rank else ""
    return f"{officer.get_role_display().lower()}{rank} in {officer.unit.code}{'' if officer.is_active else ', closed'}"


def _print(lines: "Sequence[str]", *, err: bool = False) -> None:
    for line in lines[:SHOWN]:
        typer.echo(legible(line), err=err)
    if len(lines) > SHOWN:
        typer.echo(f"And {len(lines) - SHOWN:,} more.", err=err)
