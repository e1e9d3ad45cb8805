"""All commands of `proviso`, one module each. What a command does is done elsewhere; there it is only called.

Modules are light to import: Django and whatever else takes time is imported inside the command that needs it.
"""

from collections.abc import Callable
from functools import cache

import typer
from typer.main import get_command

from proviso.cli.assess_command import assess
from proviso.cli.backup_command import backup, restore
from proviso.cli.check_command import check
from proviso.cli.demo_command import demo
from proviso.cli.figures_command import figures
from proviso.cli.force_policy_command import force_app
from proviso.cli.force_restored_command import confirm_restored as confirm_restored
from proviso.cli.form_command import form
from proviso.cli.keys_command import keys_app
from proviso.cli.move_command import move_database
from proviso.cli.policy_command import policy_app
from proviso.cli.reconcile_command import reconcile
from proviso.cli.record_command import record_app
from proviso.cli.replies_command import replies_app
from proviso.cli.serve_command import add_force, migrate, serve
from proviso.cli.staff_list_command import add_officers as add_officers
from proviso.cli.worker_command import worker
from proviso.cli.worklist_command import worklist_app

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="rich",
    help="What a police force does when a victim or witness of crime is a suspected immigration offender. "
    "People decide; this advises and remembers.",
    epilog="Begin with [bold]proviso assess --help[/bold]. Completions: [bold]proviso --install-completion[/bold].",
)
app.command()(assess)
for command in (
    demo,
    serve,
    migrate,
    add_force,
    check,
    backup,
    restore,
    move_database,
    form,
    reconcile,
    figures,
    worker,
):
    app.command()(command)
app.add_typer(force_app, name="force")
app.add_typer(keys_app, name="keys")
app.add_typer(policy_app, name="policy")
app.add_typer(record_app, name="record")
app.add_typer(replies_app, name="replies")
app.add_typer(worklist_app, name="worklist")


@cache
def together() -> Callable[..., int | str | None]:
    """All commands put together, to be called: that takes longer than many a command, so it is done once."""
    return get_command(app)
