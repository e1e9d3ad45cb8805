"""Figures as people type them on keyboards of every script, and without the signs that nobody sees."""

import unicodedata


def plain_figures(typed: str) -> str:
    """The same with its figures as 0 to 9, and without what only sets how it is shown (Unicode's category Cf)."""
    return "".join(
        str(unicodedata.decimal(one)) if one.isdecimal() else one for one in typed if unicodedata.category(one) != "Cf"
    )
