"""`proviso worker`: sends what waits in the outbox, on a machine of its own or beside others that do the same."""

from typing import Annotated

import typer

NOTHING_SET = 2


def worker(
    once: Annotated[bool, typer.Option("--once", help="Do what there is to do now, and end.")] = False,
) -> None:
    """Send what people ordered to go by e-mail, until told to stop. One line for each message, without personal data.

    Any number of workers may run: a message is in one hand at a time. Told to stop (SIGTERM, Ctrl-C), one finishes what
    it has in hand. `proviso serve` has one beside it unless it is given --no-worker. The exit status is 2 where sending
    is not set up, which [bold]proviso check[/bold] says more of.

    [bold]Examples[/bold]

    proviso worker

    proviso worker --once
    """
    from django.conf import settings

    from proviso.cli.serve_command import ready
    from proviso.service.config import config
    from proviso.service.proving import prove
    from proviso.service.server import in_hand
    from proviso.service.working import told_to_stop

    ready(as_they_are=True)
    from proviso.disclosure.channels.channel_table import BY_ITSELF, channel_of
    from proviso.disclosure.post import NotSetUp
    from proviso.disclosure.worker import Worker

    try:
        for channel in BY_ITSELF:
            channel_of(channel, settings.PROVISO_FORCE)
    except NotSetUp as lacking:
        typer.echo(str(lacking), err=True)
        raise typer.Exit(NOTHING_SET) from lacking
    ready()
    prove(config())
    in_hand(config())
    stop, at_work = told_to_stop(), Worker(say=typer.echo)
    if not once:
        at_work.run(stop)
    while once and not stop.is_set() and at_work.step():
        pass
