"""What was typed, as a page shows it: within writing from right to left, what has an order of its own keeps it."""

from dataclasses import dataclass

from markupsafe import Markup, escape

from proviso.typesetting.directions import (
    AS_IT_BEGINS,
    END,
    LEFT_TO_RIGHT,
    RIGHT_TO_LEFT,
    Parts,
    held,
    held_from_the_right,
)

SIGNS = {
    LEFT_TO_RIGHT: Markup('<bdi dir="ltr">'),
    RIGHT_TO_LEFT: Markup('<bdi dir="rtl">'),
    AS_IT_BEGINS: Markup("<bdi>"),
    END: Markup("</bdi>"),
}


@dataclass(frozen=True, slots=True)
class Labelled:
    """What was typed, in one line or more, after what it is called in words of ours."""

    label: str
    words: str


def apart(words: str | Labelled) -> Markup:
    """Typed words with their telephone numbers, references and names each in its own order; the whole is apart from
    what stands around it where any of it is written from right to left, and reads as most of it does. A label stays
    before its words, whatever their direction."""
    if isinstance(words, Labelled):
        return Markup("{}: {}").format(words.label, Markup("<br>").join(map(apart, words.words.splitlines())))
    return _marked(held(words))


def in_their_language(words: str) -> Markup:
    """The same of words of ours, which read in the direction of their language whatever names they hold."""
    return _marked(held_from_the_right(words))


def _marked(parts: Parts) -> Markup:
    return Markup("").join(SIGNS[part] if sign else escape(part) for part, sign in parts)
