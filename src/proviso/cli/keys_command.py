"""`proviso keys`: what all keys of cases are wrapped under, changed. Imports Django only when the command runs."""

from pathlib import Path
from typing import Annotated

import typer

from proviso.cli.who_at_prompt import Authority, By, at_prompt

keys_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode="rich", help="The key that all other keys are kept under."
)


@keys_app.callback()
def keys() -> None:
    """The key that all other keys are kept under."""


@keys_app.command()
def change(
    new_file: Annotated[Path, typer.Argument(help="The new key-encryption key: 32 bytes, made if it is not there")],
    why: Annotated[str, typer.Option(prompt="Why", help="Why; it goes on the record.")],
    by: By = None,
    authority: Authority = None,
) -> None:
    """Change the key-encryption key: wrap the key of every case anew, all or none, and put that on the record.

    Stop the service first, and make a backup. What still runs with the former key opens and makes no key from then on.
    Afterwards set key_encryption_key_file to the new file. The former one is left where it is: a backup of the keys
    from before opens with it alone.

    Example: proviso keys change /srv/proviso-keys/key-encryption-key-2 --why "Somebody who left had a copy"
    """
    from proviso.cli.force_command import changing
    from proviso.cli.serve_command import ready
    from proviso.service.config import config
    from proviso.service.secrets import make_key

    ready()
    who = at_prompt(by, authority)
    with changing() as (force, now):
        from proviso.accounts.force_changes import ChangeRefused
        from proviso.accounts.key_encryption_change import change_key_encryption
        from proviso.accounts.reason_required import require_reason
        from proviso.record.keys import KeyFile

        former, new = config().path("key_encryption_key_file"), new_file.absolute()
        require_reason(why, "Say why the key-encryption key is changed, in words")  # before a key file is made
        made = make_key(new)
        if KeyFile(former).same_as(KeyFile(new)):
            raise ChangeRefused(f"{new} holds the key-encryption key that is in use. Name another file.")
        many = change_key_encryption(force, KeyFile(former), KeyFile(new), by=who, now=now, why=why)
    typer.echo(f"{many:,} {'key is' if many == 1 else 'keys are'} wrapped under {new} now, and the record says so.")
    typer.echo(f"{'Copy it to where no copy of the databases is. ' if made else ''}Set key_encryption_key_file to it.")
    typer.echo(f"Keep {former} until no backup of the keys from before today is left.")
