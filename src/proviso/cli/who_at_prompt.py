"""Who makes a change at the prompt, and under which authority: two options that every command that changes has (10.1).

Asked for at a terminal where they are left out. Where there is no terminal nobody could answer, and it is refused.
"""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from proviso.accounts.at_prompt import AtPrompt

WRONG = 2
By = Annotated[
    str | None, typer.Option("--by", help="Who makes this change, by name and post; asked for at a terminal.")
]
Authority = Annotated[
    str | None,
    typer.Option("--authority", help="Under which authority, in three words or more; asked for at a terminal."),
]


def at_prompt(by: str | None, authority: str | None) -> "AtPrompt":
    """Who says that they make the change. One sentence and status 2 where nobody does."""
    from proviso.accounts.at_prompt import AtPrompt, NobodyNamed

    if (by is None or authority is None) and not sys.stdin.isatty():
        typer.echo(
            "Say who makes this change and under which authority, with --by and --authority: it goes on the record, "
            "and nobody can be asked here.",
            err=True,
        )
        raise typer.Exit(WRONG)
    by = typer.prompt("Who makes this change, by name and post") if by is None else by
    authority = typer.prompt("Under which authority") if authority is None else authority
    try:
        return AtPrompt(by, authority)
    except NobodyNamed as nobody:
        typer.echo(str(nobody), err=True)
        raise typer.Exit(WRONG) from nobody
