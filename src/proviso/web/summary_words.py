"""What a row of a list says of a case, in the reader's language: the projection keeps it in English, sealed."""

from django.utils.translation import gettext as _


def summary_words(summary: str) -> str:
    """Role and types of crime: "A victim. Theft or fraud, Hate crime"; or one sentence, of a case that opens later."""
    role, stop, crimes = summary.partition(". ")
    return f"{_(role)}. {', '.join(_(one) for one in crimes.split(', '))}" if stop else _(role)
