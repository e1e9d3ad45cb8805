"""What was typed, as a page shows it: within writing from right to left, what has an order of its own keeps it."""

from dataclasses import dataclass

from markupsafe import Markup, escape

from proviso.typesetting.directions import is_from_the_right, parted

KEEPS = Markup('<bdi dir="ltr">{}</bdi>')


@dataclass(frozen=True, slots=True)
class Labelled:
    """What was typed, in one line or more, after what it is called in words of ours."""

    label: str
    words: str


def apart(words: str | Labelled) -> Markup:
    """Words with their telephone numbers, references and Latin names each in its own order; the whole is apart from
    what stands around it where any of it is written from right to left. A label stays before its words, whatever their
    direction."""
    if isinstance(words, Labelled):
        return Markup("{}: {}").format(words.label, Markup("<br>").join(map(apart, words.words.splitlines())))
    if not is_from_the_right(words):
        return escape(words)
    inner = Markup("").join(KEEPS.format(part) if keeps else escape(part) for part, keeps in parted(words))
    return Markup("<bdi>{}</bdi>").format(inner)
