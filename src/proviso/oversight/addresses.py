"""Whom a field of a log names: a listed recipient, perhaps one, nobody of the list, or figures that were lost.

Of millions of lines, polars passes over almost every spelling (`Lookup.may_name`); what is left is read one by one
(`Lookup.judge`), telephone numbers by Google's library, mailboxes here. Nothing is looked up.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

import polars as pl

from proviso.accounts.channel_codes import Channel, ReachedAt
from proviso.oversight.rewritten_mailboxes import behind, pieces
from proviso.oversight.telephone_numbers import (
    ENDS_ALIKE,
    Dialled,
    figures_lost,
    nationally,
    one_spelling,
    read_dialled,
)

USUAL_PREFIXES = ("9", "141", "1470")
"""What is commonly dialled first: 9 for an outside line, 141 to withhold one's number, 1470 to show it."""

_MAILBOX = re.compile(r"[^\s<>()\[\],;:\"|]+@[^\s<>()\[\],;:\"'|/#\\&?*]+")
_SPELLED_WITH_E = r"^\s*[+-]?[0-9]+(?:[.,][0-9]+)?[eE]\+?[0-9]+\s*$"
_PLAIN = r"^[-0-9+ ().]*$"
_FIGURES = r"[^0-9+]"


class Names(StrEnum):
    """How a field names a listed recipient."""

    LISTED = "listed"
    DOUBTFUL = "doubtful"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Judged:
    """What a field says: how it names somebody, and the listed address (empty where its figures are lost)."""

    names: Names
    address: str = ""


def addresses(given: str, log_of: Channel) -> list[str]:
    """What a recipient's address is, in the one spelling in which logs are compared; nothing where it is none."""
    if log_of.reached_at is ReachedAt.MAILBOX:
        return mailboxes(given)
    return [told] if (told := one_spelling(given)) else []


def mailboxes(given: str) -> list[str]:
    """The mailboxes in a field of a mail log, in small letters: names, brackets, a status or several of them may stand
    there. What a stroke or a quotation mark parts is given both ways: either may be a part of a mailbox."""
    found: list[str] = []
    for spelled in _MAILBOX.findall(unicodedata.normalize("NFKC", given).lower()):
        whole = spelled.strip("'`").rstrip(".")
        name, _at, domain = whole.rpartition("@")
        found.append(whole)
        if "/" in name:
            found.append(f"{name.rpartition('/')[2]}@{domain}")
    return found


@dataclass(frozen=True, slots=True)
class Lookup:
    """The listed addresses of a channel (in one spelling), and what is dialled before a number in this force."""

    log_of: Channel
    listed: tuple[str, ...]
    prefixes: tuple[str, ...] = USUAL_PREFIXES

    def naming(self, column: pl.Series) -> dict[str, Judged]:
        """The spellings in a column of text that name somebody, or may, each judged once."""
        spelled = pl.DataFrame({"was": column.unique()}).filter(self.may_name(pl.col("was")))["was"]
        judged = ((one, self.judge(one)) for one in spelled)
        return {one: found for one, found in judged if found}

    def may_name(self, field: pl.Expr) -> pl.Expr:
        """Whether a field is worth reading: everything that `judge` could find is among these, and little else."""
        strange = field.str.contains(r"[^\x00-\x7f]")
        if self.log_of.reached_at is ReachedAt.MAILBOX:
            found = {piece for one in self.listed for piece in pieces(one)}
            return field.str.contains_any(sorted(found), ascii_case_insensitive=True) | strange
        figures = field.str.replace_all(_FIGURES, "")
        alike = figures.str.replace_all("+", "", literal=True).str.contains_any(self._near())
        short = field.str.contains(_PLAIN) & figures.str.contains(self._too_few())
        return alike | strange | short | field.str.contains(_SPELLED_WITH_E)

    def judge(self, field: str) -> Judged | None:
        """What a field says of the listed; None where it names nobody of them."""
        if self.log_of.reached_at is ReachedAt.MAILBOX:
            written = mailboxes(field)
            every = chain(written, chain.from_iterable(map(behind, written)))
            named = next((one for one in every if one in self.listed), None)
            return Judged(Names.LISTED, named) if named else None
        if figures_lost(field):
            return Judged(Names.LOST)
        read = read_dialled(field, self.prefixes)
        return self._certain(read) or self._lost(field, read) or self._doubtful(field, read)

    def _certain(self, read: Iterable[Dialled]) -> Judged | None:
        found = next((one.number for one in read if one.number in self.listed), None)
        return Judged(Names.LISTED, found) if found else None

    def _lost(self, field: str, read: Sequence[Dialled]) -> Judged | None:
        """A number that begins as one from outside and has too few figures, or the first ones of a listed number."""
        bare = re.search(_PLAIN, field) and re.search(self._too_few(), re.sub(_FIGURES, "", field))
        short = bool(bare) and any(one.too_short for one in read)
        cut = any(
            listed != one.number and listed.startswith(one.number) and len(one.number) >= _CUT
            for one in read
            for listed in self.listed
        )
        return Judged(Names.LOST) if short or cut else None

    def _doubtful(self, field: str, read: Sequence[Dialled]) -> Judged | None:
        """A field whose figures end as a listed number's do, or hold all of them, and that is no other number."""
        texts = [one.figures for one in read if not one.settled]
        if not all(one.settled for one in read) or not read:
            texts.append("".join(filter(str.isdecimal, unicodedata.normalize("NFKC", field))))
        for listed in self.listed:
            whole = nationally(listed)
            if any(text.endswith(whole[-ENDS_ALIKE:]) or whole in text for text in texts):
                return Judged(Names.DOUBTFUL, listed)
        return None

    def _too_few(self) -> str:
        """A pattern of bare figures that may be too few for a number from outside, with what is dialled first."""
        first = "|".join(map(re.escape, self.prefixes))
        return rf"^(?:{first}){{0,2}}(?:0[1-9][0-9]{{5,7}}|(?:\+|00)[0-9]{{4,11}})$"

    def _near(self) -> list[str]:
        whole = [nationally(one) for one in self.listed]
        return sorted({part for one in whole for part in (one[-ENDS_ALIKE:], one[:_BEGINS_ALIKE]) if part})


_BEGINS_ALIKE = 7
_CUT = 8
"""From how many figures on (with the first 0) a number that breaks off is taken for a listed one whose end is lost."""
