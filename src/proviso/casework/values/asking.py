"""The question behind a field of a value: its words, when it is asked, and who hears or reads what is typed."""

from dataclasses import dataclass, field
from typing import Any

from proviso.accounts.choice import Choice


class HeardBy(Choice):
    """Who hears or reads what is typed into a box, word for word, besides whoever works on the case."""

    PERSON = "person", "The person"
    RECIPIENT = "recipient", "The Home Office"


FOR_THE_FILE: frozenset[HeardBy] = frozenset()
"""Nobody outside the force hears or reads it: what a box says where nothing else is said of it."""

FOR_THE_PERSON = frozenset({HeardBy.PERSON})
FOR_THE_RECIPIENT = frozenset({HeardBy.RECIPIENT})
FOR_BOTH = frozenset(HeardBy)


@dataclass(frozen=True, slots=True)
class Ask:
    """The question behind one field.

    `missing` is the whole error when nothing was given. `only_where` is (another field, the value or values with which
    this field goes): elsewhere the field is neither asked nor kept. `most` is a number of characters. `exclusive` is
    the member of a list of choices that rules out the others. `reason`: it asks why, what for or how, and is answered
    in words (`reason_answers`). `without` are members of the list that are not offered here, since the value refuses
    them. `heard_by` is who hears or reads what is typed; None where it is about no case.
    """

    label: str
    missing: str
    hint: str = ""
    only_where: tuple[str, frozenset[object]] | None = None
    optional: bool = False
    long: bool = False
    most: int = 200
    exclusive: Choice | None = None
    reason: bool = False
    heard_by: frozenset[HeardBy] | None = FOR_THE_FILE
    without: frozenset[Choice] = frozenset()


def ask(
    label: str,
    missing: str = "",
    *,
    hint: str = "",
    only_where: tuple[str, object] | None = None,
    optional: bool = False,
    long: bool = False,
    most: int | None = None,
    exclusive: Choice | None = None,
    reason: bool = False,
    heard_by: frozenset[HeardBy] | None = FOR_THE_FILE,
    without: tuple[Choice, ...] = (),
) -> Any:  # it stands for the value of any field, as `dataclasses.field` does
    """A dataclass field with its question. A field that may stay empty is None (or an empty tuple) where it is.
    `only_where` takes one value or a tuple of them. `most` is 200 characters unless `long`, then 2,000."""
    parent = None
    if only_where is not None:
        name, value = only_where
        parent = (name, frozenset(value if isinstance(value, tuple) else (value,)))
    longest = most or (2000 if long else 200)
    asked = Ask(label, missing, hint, parent, optional, long, longest, exclusive, reason, heard_by, frozenset(without))
    return field(default=None, metadata={"ask": asked})
