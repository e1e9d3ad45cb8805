"""The generated reference: every question, every command, every setting, each from the code that carries it out.

`make docs` writes docs/reference/; `--check` says which file is stale, and a test does so too. policy.md is made by
`proviso policy reference`, from the policy itself.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args, get_origin

import click
import typer.main

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.reference_layout import table, text
from scripts.reference_package import package, schema
from scripts.reference_settings import settings

FOLDER = Path(__file__).resolve().parents[1] / "docs/reference"
MADE_BY = "<!-- Made by `make docs` from {source}; change that, not this file. -->"


def questions() -> str:
    """Every question of the journey and of the acts on a case: its words, why it is asked, who uses the answer."""
    from proviso.casework.acts.case_rows import LOCAL, STARTING
    from proviso.casework.acts.journey import QUESTIONS
    from proviso.casework.acts.registry import ON_A_PAGE
    from proviso.casework.values.value import asked_fields

    lines = [
        MADE_BY.format(source="the values and the acts of casework"),
        "# Questions",
        "",
        "Every question that a page asks, in order: why it is asked, who uses the answer, and which paragraphs of",
        "the guidance it rests on. A question that no paragraph and no duty needs is not asked. No answer is chosen",
        "beforehand, and nobody is asked for the person’s nationality or for proof of their status. The questions that",
        "local policies add are among [the facts of policy](policy.md#facts).",
        "",
        "**How long an answer is kept.** An answer is an entry of the record, sealed under the key of its case, and",
        "is kept as long as the case is. This version deletes nothing by itself: it carries out no retention schedule",
        "yet. Erasing a case destroys its key and its words (`disclosure.erasing`); no page or command offers that",
        "yet. What a force has to see to meanwhile is among [the limits](../security.md#not-built-yet).",
        "",
        "## The journey",
        "",
    ]
    lines += _page(STARTING, "cases/new", "Check whether you need to start a case")
    for question in QUESTIONS:
        lines += _page(question, f"questions/{question.slug}")
    lines += ["## Acts on a case", ""]
    for act in ON_A_PAGE:
        if list(asked_fields(act.value)):
            lines += _page(act, ADDRESSES.get(act.slug, act.slug))
    lines += _page(LOCAL, "local", "A question of a local policy")
    return text(lines)


ADDRESSES = {"send_by": "send/RECIPIENT", "correct_by": "correction/RECIPIENT"}
"""The addresses that say more than the act's slug."""


def _page(act: Any, address: str, title: str = "") -> Iterator[str]:
    from proviso.casework.values.value import asked_fields

    value = act.value
    yield from (f"### {title or act.title}", "")
    yield from (f"Page `{address}`, recorded as `{value.kind}` (category: {value.category}).", "")
    yield from (f"- **Why it is asked.** {act.because}.", f"- **Who uses the answer.** {act.used_by}.")
    yield from (f"- **Rests on.** {', '.join(act.paragraphs)}.", "")
    rows = [_field(value, asked, kind) for _, asked, kind in asked_fields(value)]
    yield from table(("Question", "Hint", "Answer", "Asked"), rows)


def _field(value: Any, asked: Any, kind: Any) -> tuple[str, ...]:
    from proviso.casework.values.value import question_of

    when = "may stay empty" if asked.optional else "always"
    if asked.only_where:
        parent, wanted = asked.only_where
        options = sorted(getattr(one, "label", {True: "Yes", False: "No"}.get(one, str(one))) for one in wanted)
        where = f"where “{question_of(value, parent).label}” is {' or '.join(f'“{one}”' for one in options)}"
        when = f"{where}; may stay empty" if asked.optional else where
    return (asked.label, asked.hint, _answer(asked, kind), when)


def _answer(asked: Any, kind: Any) -> str:
    from datetime import date, datetime

    from proviso.casework.values.value import Choice

    member = get_args(kind)[0] if get_origin(kind) is tuple else kind
    if issubclass(member, Choice):
        several = "any of: " if get_origin(kind) is tuple else ""
        return several + " / ".join(one.label for one in member)
    plain = {bool: "Yes / No", datetime: "a date and a time", date: "a date", int: "a whole number"}
    return plain.get(member, f"words, at most {asked.most:,} characters")


def looks() -> str:
    """What calls for a look by somebody else, row by row, from the table itself."""
    from proviso.casework.acts.why_not import LOOKERS
    from proviso.casework.second_look import TABLE, WhenToLook
    from proviso.policy.explain import BASES

    when = {
        WhenToLook.BEFORE_IT_LEAVES: "before it leaves, within `look_before` hours",
        WhenToLook.SOON: "within `second_look` hours",
        WhenToLook.AT_ONCE: "at once",
    }
    lines = [
        MADE_BY.format(source="the table of `casework/second_look.py`"),
        "# Second looks",
        "",
        "What calls for a look by somebody who carries neither the case nor what is looked at. What is decided stays",
        "the officer’s. Where a look comes before it leaves, an officer who has somebody to protect can say that it",
        "cannot wait: it goes, and a supervisor and the vulnerability lead see it at once. A case does not close with",
        "a look outstanding. The hours are [settings](settings.md#deadlines).",
        "",
    ]
    rows = [
        (row.says.rstrip("."), LOOKERS[row.by], when[row.when], row.paragraph, BASES[row.basis], f"`{row.code}`")
        for row in TABLE
    ]
    lines += table(("What calls for it", "Who looks", "When", "Paragraph", "On what it rests", "Code"), rows)
    return text(lines)


def commands() -> str:
    """Every command of `proviso` with its arguments and options, from the command line itself."""
    from proviso.cli.commands import app

    root: Any = typer.main.get_command(app)  # typer brings a click of its own
    lines = [
        MADE_BY.format(source="the command line itself"),
        "# Commands",
        "",
        "Each command teaches itself with `--help`. Exit statuses: 0 is well, 1 is a finding that calls for somebody,",
        "2 is an input or a surrounding that would not do, and 130 is Ctrl-C before it was done. With 2 one line on",
        "standard error says what stood in the way. What goes on until it is told to stop ends with 0.",
        "",
        "Where nobody reads its output any longer (`| head`), a command still does all that was asked, and its status",
        "says how that went. Where its output is lost, as on a full disk, it does so too and ends with 2.",
        "",
        "Settings come from `proviso.toml` and the environment ([settings](settings.md)).",
        "",
    ]
    for name, command in _commands(root, "proviso"):
        lines += [f"## `{name}`", "", *_help(command), ""]
        rows = [_parameter(one) for one in command.params if one.name != "help"]
        if rows:
            lines += table(("Parameter", "What it is", "If left out"), rows)
    return text(lines)


def _commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    """Every command under a group, depth first, with its whole name; a group itself is left out."""
    below = getattr(command, "commands", None)
    if below is None:
        yield name, command
        return
    for each, inner in below.items():
        yield from _commands(inner, f"{name} {each}")


def _help(command: click.Command) -> Iterator[str]:
    """The help text, its markup taken off; examples as code."""
    text = (command.help or "").replace("[bold]", "").replace("[/bold]", "")
    for part in text.split("\n\n"):
        said = " ".join(part.split())
        if said.startswith("Example: "):
            yield from ("", f"Example: `{said.removeprefix('Example: ')}`")
        elif said.startswith(("proviso ", "echo ")):
            yield from ("", f"    {said}")
        elif said:
            yield from ("", said) if said != text.split("\n\n")[0] else (said,)


def _parameter(one: click.Parameter) -> tuple[str, ...]:
    shown = one.make_metavar(click.Context(click.Command("x"))) if isinstance(one, click.Argument) else one.opts[-1]
    if one.secondary_opts:
        shown = f"{one.opts[-1]}` or `{one.secondary_opts[-1]}"
    asked = getattr(one, "prompt", None)
    what = getattr(one, "help", None) or asked or ""
    if asked and not one.default:
        absent = "it is asked for"
    elif one.required:
        absent = "refused"
    else:
        absent = "" if one.default in (None, False) else f"`{one.default}`"
    return (f"`{shown}`", what.rstrip("."), absent)


REFERENCES: dict[str, Callable[[], str]] = {
    "questions.md": questions,
    "commands.md": commands,
    "settings.md": lambda: settings(MADE_BY),
    "looks.md": looks,
    "package.md": lambda: package(MADE_BY),
    "package.schema.json": schema,
}


def main(words: list[str]) -> int:
    """Write every file, or with `--check` say which is stale. Returns the exit status."""
    from proviso.service.databases import set_up

    set_up()
    stale = 0
    for name, made in REFERENCES.items():
        path, written = FOLDER / name, made()
        if "--check" in words:
            if not path.exists() or path.read_text(encoding="utf-8") != written:
                print(f"docs/reference/{name} is stale: make docs", file=sys.stderr)
                stale = 1
        else:
            path.write_text(written, encoding="utf-8")
    return stale


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
