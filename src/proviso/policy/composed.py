"""A sentence that is made of others, with what it is made of: so whoever shows it can say it in another language."""

from typing import Self


class Composed(str):
    """A sentence in English: a template with places as `%(name)s`, and the words that go there, each of which may be
    composed itself. It is a text like any other to whoever only reads it."""

    __slots__ = ("template", "values")

    template: str
    values: dict[str, str]

    def __new__(cls, template: str, **values: str) -> Self:
        made = super().__new__(cls, template % values)
        made.template = template
        made.values = values
        return made


def joined(parts: list[str], between: str) -> str:
    """Several sentences with the same sign between them, as one that knows its parts."""
    if len(parts) == 1:
        return parts[0]
    names = [f"part_{place}" for place in range(len(parts))]
    template = between.join(f"%({name})s" for name in names)
    return Composed(template, **dict(zip(names, parts, strict=True)))
