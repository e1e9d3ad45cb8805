"""Seed the demonstration, by the settings of the environment: a process of its own, because its clock is driven."""

import sys

from proviso.service.databases import set_up


def main() -> int:
    """Seed with a progress bar on standard error. Returns the exit status; 2 where this is no demonstration."""
    set_up()
    from rich.console import Console
    from rich.progress import Progress

    from proviso.demonstration.seeding import NotADemonstration, seed

    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("Telling what happened in Wessmere", total=None)
        try:
            seed(progress=lambda done, of: progress.update(bar, completed=done, total=of))
        except NotADemonstration as refused:
            progress.stop()
            print(refused, file=sys.stderr)  # noqa: T201  what a person at the command line reads
            return 2
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
