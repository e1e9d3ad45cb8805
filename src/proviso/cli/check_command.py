"""`proviso check`: whether this service is fit to hold cases, and what to do where it is not. Changes nothing, unless
asked to make the secrets that are missing.
"""

import json
from dataclasses import asdict
from typing import Annotated

import typer

NOT_FIT = 1


def check(
    make_secrets: Annotated[
        bool, typer.Option("--make-secrets", help="First make the secret files that are missing. None is overwritten.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for a machine.")] = False,
) -> None:
    """Look whether this service is fit to hold cases, and say what to do where it is not.

    The exit status is 0 when everything is as it should be, 1 when something is not.

    Example: proviso check --make-secrets && proviso migrate && proviso check
    """
    from proviso.service.config import config
    from proviso.service.deployment import inspect
    from proviso.service.secrets import make_secrets as make

    if make_secrets:
        for path in make(config()):
            typer.echo(f"Made {path}. Keep a copy where no copy of the databases is.", err=True)
    found = inspect(config())
    fit = all(one.passed for one in found)
    if as_json:
        typer.echo(json.dumps({"fit": fit, "findings": [asdict(one) for one in found]}, indent=2))
    else:
        for one in found:
            typer.secho("well  " if one.passed else "wrong ", fg="green" if one.passed else "red", nl=False)
            typer.echo(one.says)
            if one.do:
                typer.echo(f"      {one.do}")
        wrong = sum(not one.passed for one in found)
        typer.echo("\nEverything is as it should be." if fit else f"\n{wrong} of {len(found)} things are to be mended.")
    raise typer.Exit(0 if fit else NOT_FIT)
