"""What was typed, as a page shows it: within writing from right to left, what has an order of its own keeps it."""

from markupsafe import Markup, escape

from proviso.typesetting.directions import is_from_the_right, parted

KEEPS = Markup('<bdi dir="ltr">{}</bdi>')


def apart(words: str) -> Markup:
    """Words with their telephone numbers, references and Latin names each in its own order; the whole is apart from
    what stands around it where any of it is written from right to left."""
    if not is_from_the_right(words):
        return escape(words)
    inner = Markup("").join(KEEPS.format(part) if keeps else escape(part) for part, keeps in parted(words))
    return Markup("<bdi>{}</bdi>").format(inner)
