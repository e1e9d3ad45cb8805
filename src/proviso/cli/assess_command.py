"""`proviso assess`: what policy says of a case, as a page for a person or as JSON, one object a line.

That an act is not allowed is an answer and not a failure: the exit status is 0 where every input was assessed, 2 where
one was not.
"""

import json
import sys
from functools import cache
from typing import Annotated

import typer


def assess(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE…", help="Files of one JSON object each; - is standard input.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
) -> None:
    """Say what policy allows in a case, why, and what remains to be recorded.

    A fact that is left out is unknown, and unknown is never taken for no. Of standard input each line is one object.

    [bold]Examples[/bold]

    proviso assess case.json

    echo '{"facts": {"role": "victim", "suspected": true}}' | proviso assess -

    proviso assess --json < cases.jsonl -
    """
    from proviso.cli.assess_page import printed
    from proviso.cli.cases import CaseRefused, assessed, inputs

    refused = False
    for number, given in enumerate(inputs(files, sys.stdin.buffer)):
        try:
            if isinstance(given, CaseRefused):
                raise given
            assessment = assessed(given)
        except CaseRefused as refusal:
            refused = True
            typer.echo(f"proviso assess: {refusal}", err=True)
            continue
        if as_json:
            typer.echo(json.dumps(assessment.as_json(), ensure_ascii=False))
        else:
            printed(given.where, assessment, marking(), first=number == 0)
    raise typer.Exit(2 if refused else 0)


@cache
def marking() -> str:
    """The marking of a page about a case: the force's setting, or the usual one where the settings cannot be read."""
    from proviso.service.config import Config, SettingsUnusable, config

    try:
        return config().marking
    except SettingsUnusable:
        usual: str = Config.model_fields["marking"].default
        says = f"the settings cannot be read, so the page is marked {usual}. Look at proviso.toml"
        typer.echo(f"proviso assess: {says}", err=True)
        return usual
