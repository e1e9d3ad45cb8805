"""The reference of settings, from `service/config.py`: a section for each group of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from scripts.reference_layout import table, text

HEAD = ("Setting", "In the environment", "What it is", "Takes", "If left out")


@dataclass(frozen=True)
class SettingsGroup:
    """The settings under one name: the heading of their section, what it says, and what the third column is of."""

    name: str
    heading: str
    says: tuple[str, ...]
    what: str = HEAD[2]


GROUPS = (
    SettingsGroup(
        "deadlines",
        "Deadlines",
        (
            "Under `[deadlines]`. The guidance sets no number of hours (7.2 says without delay), so each is the",
            "force’s own operational choice. After a change, make the lists again: `proviso worklist rebuild`.",
        ),
        "How many hours may pass before",
    ),
    SettingsGroup(
        "ceilings",
        "Days to come",
        ("Under `[ceilings]`. Our safeguard: the guidance sets no period. Each further day takes a supervisor.",),
        "How many days ahead at most",
    ),
    SettingsGroup(
        "looking",
        "Looking at cases",
        ("Under `[looking]`. Our safeguard: the guidance sets no number, so each is the force’s own choice.",),
        "How much, or how long",
    ),
    SettingsGroup(
        "figures",
        "Figures",
        ("Under `[figures]`. Our safeguard, so that nobody can be found in them: [how](../how-to/figures.md).",),
    ),
    SettingsGroup(
        "patterns",
        "Patterns",
        ("Under `[patterns]`. From what on something makes a pattern: [how](../how-to/patterns.md).",),
    ),
    SettingsGroup(
        "pace",
        "How quickly decisions come",
        (
            "Under `[pace]`. Our safeguard: a decision that comes so quickly waits for a supervisor’s look before it",
            "is sent ([second looks](looks.md)). Deciding not to share, and delaying, are never slowed.",
        ),
    ),
    SettingsGroup(
        "contact",
        "How the force is reached",
        (
            "Under `[contact]`. Letters say the first four, as the Data Protection Act 2018, section 44, asks;",
            "packages the last two. What is empty is said to be missing, in the letter and by `proviso check`.",
        ),
    ),
    SettingsGroup(
        "email",
        "E-mail",
        (
            "Under `[email]`: see [how to send by e-mail](../how-to/send-by-email.md). `marking` is a setting of its",
            "own.",
        ),
    ),
    SettingsGroup(
        "reminders",
        "Telling a unit that something waits",
        (
            "Under `[reminders]`, the mailboxes under `[reminders.mailboxes]`: see",
            "[how a unit is told](../how-to/worklists.md#tell-a-unit-that-something-waits). Our safeguard.",
        ),
    ),
    SettingsGroup(
        "backup",
        "Backups",
        ("Under `[backup]`: [how to back up](../operate/backup.md).",),
    ),
    SettingsGroup(
        "metrics",
        "Figures for Prometheus",
        ("Under `[metrics]`: [how to watch the service](../operate/monitoring.md).",),
    ),
    SettingsGroup(
        "syslog",
        "The audit stream",
        ("Under `[syslog]`: [what is told, and to whom](../operate/monitoring.md#the-audit-stream).",),
    ),
    SettingsGroup(
        "reconciling",
        "Reconciling",
        (
            "Under `[reconciling]`, and how each of the two logs is written under `[reconciling.telephone]` and",
            "`[reconciling.email]`, where options of `proviso reconcile` win over them.",
        ),
    ),
)
"""The settings that are under a name, in the order of the page."""


def settings(made_by: str) -> str:
    """Every setting of `proviso.toml` and its name in the environment."""
    from proviso.service.config import Config, TelephoneLogSettings

    lines = [
        made_by.format(source="`service/config.py`"),
        "# Settings",
        "",
        "One file, `proviso.toml`, in the folder from which `proviso` is run; the environment wins over it. A name in",
        "the file that is not here is refused, so that a misspelt setting is not silently ignored. No secret is a",
        "setting: each is a file that only its owner reads, and the setting is its path.",
        "",
        "The two databases are files of SQLite, named by a path or by a URL: `sqlite:///` and then the path, so that",
        "an absolute one has four slashes; what is no plain letter in it is written as in any URL, such as `%20` for a",
        "space. Or they are [two databases of PostgreSQL](../how-to/postgresql.md), each named by a URL. The URL of",
        "any other kind of database is refused. What is wrong with a URL is said without quoting it.",
        "",
    ]
    under = {one.name for one in GROUPS}
    lines += _settings({name: field for name, field in Config.model_fields.items() if name not in under})
    for group in GROUPS:
        lines += [f"## {group.heading}", "", *group.says, ""]
        # The settings of each log are a table of their own, and so are no setting of this one.
        fields = _fields(Config.model_fields[group.name].annotation)
        alone = {name: field for name, field in fields.items() if not _fields(field.annotation)}
        lines += _settings(alone, f"PROVISO_{group.name.upper()}__", group.what)
    lines += _settings(TelephoneLogSettings.model_fields, "PROVISO_RECONCILING__TELEPHONE__")
    return text(lines)


def _fields(annotation: object) -> Mapping[str, FieldInfo]:
    """The settings under a setting; none of one that is a value."""
    return getattr(annotation, "model_fields", {})


def _settings(fields: Mapping[str, FieldInfo], prefix: str = "PROVISO_", what: str = HEAD[2]) -> Iterator[str]:
    head = (*HEAD[:2], what, *HEAD[3:])
    return table(head, [_setting(name, field, prefix) for name, field in fields.items()])


def _setting(name: str, field: FieldInfo, prefix: str) -> tuple[str, ...]:
    default = field.default
    shown = (
        "" if default in (None, "", [], {}) else f"`{str(default).lower() if isinstance(default, bool) else default}`"
    )
    return (f"`{name}`", f"`{prefix}{name.upper()}`", field.description or "", _takes(field), shown)


def _takes(field: FieldInfo) -> str:
    kinds = [one for one in get_args(field.annotation) or (field.annotation,) if one is not type(None)]
    if get_origin(field.annotation) is Literal:
        return " or ".join(f"`{one}`" for one in kinds)
    if get_origin(field.annotation) is list:
        return "a list of names"
    if get_origin(field.annotation) is dict:
        return "a table: a name, and words for it"
    words = {Path: "a path", bool: "true or false", int: "a whole number", str: "words"}[kinds[0]]
    limits = {type(one).__name__: one for one in field.metadata}
    if "Ge" in limits and "Le" in limits:
        return f"{words} from {limits['Ge'].ge} to {limits['Le'].le:,}"
    if "MaxLen" in limits:
        return f"{words}, at most {limits['MaxLen'].max_length:,} characters"
    return words
