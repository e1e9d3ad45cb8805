"""The command line's door: `proviso`, one module a command. What it does is done elsewhere; here it is only called.

Modules are light to import: Django and whatever else takes time is imported inside the command that needs it.
"""

import sys

import typer

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
from proviso.cli.refused import let_go_of_output, refused, status_of
from proviso.cli.replies_command import replies_app
from proviso.cli.serve_command import add_force, migrate, serve
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


UNUSABLE = 2
STOPPED = 130


def main() -> None:
    """Run the command line; the exit status is the command's, or 2 with one sentence where something stood in the way.

    1 is a finding, such as a record that is not whole; of faults, only that a server of a database cannot be reached.
    """
    try:
        status = app(standalone_mode=False)
    except KeyboardInterrupt:
        status = STOPPED
    except SystemExit as ended:  # typer and rich both end with 1 where whoever read the output has gone
        status = UNUSABLE if ended.code == 1 else ended.code
    except Exception as fault:  # noqa: BLE001  whatever it is, a person reads a sentence of it
        let_go_of_output()
        if said := refused(fault):
            typer.echo(said, err=True)
        status = status_of(fault)
    sys.exit(status)
