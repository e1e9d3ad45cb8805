"""Telephone numbers and mailboxes, brought to one spelling, so that a log and the list of recipients can be compared.

The same rules twice: as polars expressions for millions of lines, and in plain Python for one. Nothing is looked up.
"""

import re

import polars as pl

from proviso.accounts.channel_codes import Channel, ReachedAt

_NOT_A_FIGURE = r"[^0-9+]"
_ABROAD = r"^(?:\+44|0044)0?|^44(?P<rest>[0-9]{9,10})$"
_HERE = "0${rest}"
_MAILBOX = r"[^\s<>()\[\],;:\"']+@[^\s<>()\[\],;:\"']+"
_SCHEME = r"^\s*(?i:sip|sips|tel):([^@;?]*).*$"


def number(given: str) -> str:
    """A telephone number as it is dialled in the United Kingdom: figures alone, +44, 0044 and 44 as 0.

    "+44 (0)20 7946 0000", "sip:+442079460000@exchange" and "020 7946 0000" are one number. Words give "".
    """
    told = re.sub(_SCHEME, r"\1", given.strip())
    told = re.sub(_NOT_A_FIGURE, "", told)
    return re.sub(_ABROAD, lambda found: "0" + (found["rest"] or ""), told, count=1)


def mailboxes(given: str) -> list[str]:
    """The mailboxes in a field of a mail log, in small letters: it may hold names, brackets and several of them."""
    return re.findall(_MAILBOX, given.lower())


def addresses(given: str, log_of: Channel) -> list[str]:
    """What a field names, in one spelling; nothing where it names nobody."""
    if log_of.reached_at is ReachedAt.MAILBOX:
        return mailboxes(given)
    return [told] if (told := number(given)) else []


def listed_in(column: str, log_of: Channel, listed: list[str]) -> pl.Expr:
    """The first of these addresses (in one spelling already) that a column of text names, or null."""
    if log_of.reached_at is ReachedAt.MAILBOX:
        return _mailbox_in(pl.col(column), listed)
    spelled = pl.col(column)
    spelled = (
        pl.when(spelled.str.contains(":", literal=True)).then(spelled.str.replace(_SCHEME, "${1}")).otherwise(spelled)
    )
    spelled = spelled.str.replace_all(_NOT_A_FIGURE, "").str.replace(_ABROAD, _HERE)
    return pl.when(spelled.is_in(listed)).then(spelled)


def _mailbox_in(field: pl.Expr, listed: list[str]) -> pl.Expr:
    """Literal search first, which passes over almost every line; only what it finds is taken apart."""
    near = field.str.contains_any(listed, ascii_case_insensitive=True)
    found = pl.when(near).then(field.str.to_lowercase()).str.extract_all(_MAILBOX)
    return found.list.eval(pl.element().filter(pl.element().is_in(listed))).list.first()
