"""`proviso force confirm-restored`: says on the record that a copy which was put back is the record from now on."""

from typing import Annotated

import typer

from proviso.cli.force_command import changing, force_app
from proviso.cli.serve_command import ready
from proviso.cli.who_at_prompt import Authority, By, at_prompt


@force_app.command()
def confirm_restored(
    why: Annotated[
        str | None, typer.Option(help="Why it is to be the record, for the record; asked for where left out.")
    ] = None,
    by: By = None,
    authority: Authority = None,
) -> None:
    """Say on the record that the copy which was put back from a backup is the record from now on.

    Until then nothing is recorded in it and nothing is served. First look for a newer copy: whatever was recorded since
    this one was made is not in it. Messages that waited then may have been sent since: none is sent again by
    itself, and their officers are asked.

    Example: proviso force confirm-restored --why "The disk failed at noon; this is the newest copy there is"
    """
    ready()
    from django.db import transaction

    from proviso.accounts.restored_confirmation import confirm_restored as confirm
    from proviso.disclosure.restored import ask_about_waiting
    from proviso.record.copies import copied

    who = at_prompt(by, authority)
    with changing() as (force, now):
        if made := copied(force.code):
            typer.echo(f"The copy was made on {made.at:%A %-d %B %Y, %H:%M:%S} UTC, with {made.size:,} entries.")
        reason = typer.prompt("Why") if why is None else why
        with transaction.atomic():
            entry = confirm(force, by=who, now=now, why=reason)
            asked = ask_about_waiting(force.code, now=now)
        typer.echo(f"On the record as entry {entry.index:,}: this is the record from now on.")
        if asked:
            typer.echo(
                f"{asked} messages may have been sent since the copy was made. None is sent again by itself: their "
                "officers are asked."
            )
