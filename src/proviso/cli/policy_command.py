"""`proviso policy`: the policy in force as English, how far each paragraph is carried out, and the reference."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from proviso.policy.vocabulary import legible

if TYPE_CHECKING:
    from proviso.policy.library import PolicyRefused

policy_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode="rich", help="The policy itself: as English, paragraph by paragraph."
)

Day = Annotated[
    datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="The day, such as 2026-11-22; today if left out.")
]


@policy_app.command()
def show(
    local: Annotated[list[str] | None, typer.Option(help="A local policy on top; may be given again.")] = None,
    adopted: Annotated[
        bool, typer.Option("--adopted", help="Those that the force of this service follows, with their assessments.")
    ] = False,
    on: Day = None,
) -> None:
    """Print the policy in force on a day: each act with its guards, each norm, each warning.

    [bold]Example[/bold]: proviso policy show --local consent-first --on 2026-11-22
    """
    from proviso.cli.force_command import adopted_here
    from proviso.policy.library import PolicyRefused, policy_in_force
    from proviso.policy.reference import overview

    day = _day(on)
    followed = adopted_here() if adopted else {}
    try:
        policy = policy_in_force(day, [*(local or ()), *followed])
    except PolicyRefused as refusal:
        _refuse(refusal)
    typer.echo(overview(policy, day), nl=False)
    if followed:
        typer.echo("\n## Equality assessments (11.1)\n")
        for line in followed.values():
            typer.echo(f"- {line}")


@policy_app.command(name="coverage")
def show_coverage(
    on: Day = None, as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False
) -> None:
    """Print what carries out each paragraph: norms, facts, pages and tests. Exit 1 when one has nothing."""
    from proviso.cli.coverage_page import printed
    from proviso.policy.library import PolicyRefused
    from proviso.policy.register import ParagraphStatus, coverage

    try:
        rows = coverage(_day(on))
    except PolicyRefused as refusal:
        _refuse(refusal)
    if as_json:
        for row in rows:
            typer.echo(json.dumps(row.as_json(), ensure_ascii=False))
    else:
        printed(rows)
    raise typer.Exit(1 if any(row.status is ParagraphStatus.NOTHING for row in rows) else 0)


@policy_app.command(name="reference")
def make_reference(
    write: Annotated[Path | None, typer.Option(help="Write it to this file.")] = None,
    check: Annotated[Path | None, typer.Option(help="Exit 1 where this file is not the reference.")] = None,
) -> None:
    """Print the whole reference as Markdown, write it to a file, or check that a file is not stale."""
    from proviso.policy.reference import reference

    text = reference()
    if write:
        with _usable(write, "written"):
            write.write_text(text, encoding="utf-8")
    if check and _read(check) != text:
        path = legible(str(check))
        typer.echo(f"{path} is stale: proviso policy reference --write {path}", err=True)
        raise typer.Exit(1)
    if not (write or check):
        typer.echo(text, nl=False)


def _read(path: Path) -> str:
    """What a file says; nothing where there is none."""
    with _usable(path, "read"):
        return path.read_text(encoding="utf-8") if path.exists() else ""


@contextmanager
def _usable(path: Path, done: str) -> Iterator[None]:
    """A file that cannot be read or written is one sentence and status 2."""
    try:
        yield
    except OSError as fault:
        typer.echo(f"proviso policy: {legible(str(path))}: cannot be {done}: {fault.strerror}", err=True)
        raise typer.Exit(2) from fault
    except UnicodeDecodeError as fault:
        typer.echo(f"proviso policy: {legible(str(path))}: not UTF-8 text", err=True)
        raise typer.Exit(2) from fault


def _day(on: datetime | None) -> date:
    from proviso.cli.cases import today

    return on.date() if on else today()


def _refuse(refusal: "PolicyRefused") -> None:
    typer.echo(f"proviso policy: {refusal}", err=True)
    raise typer.Exit(2)
