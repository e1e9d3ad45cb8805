"""Words for what is recorded as codes: what was shared, what for, with whom and under which power. Pure.

`say` puts one of our own words into a language, and leaves it in English where none is given; what was typed is as it
was typed. What these give is for somebody to read: nothing is compared or looked up by it.
"""

from collections.abc import Callable, Iterable
from datetime import date

from proviso.casework.history.case import Receiver
from proviso.casework.values.allegation import CrimeType
from proviso.casework.values.birth_date import BirthDate
from proviso.casework.values.content import BasicField
from proviso.casework.values.shared_content import AdditionalContent, BasicContent, StatedPurpose
from proviso.casework.values.suspicion import Certainty, SuspectedOf
from proviso.casework.values.value import Choice

Say = Callable[[str], str]
Rows = tuple[tuple[str, str], ...]
"""(what it is called, what it says)."""

SURE = {Certainty.SUSPICION: "Suspected, not established", Certainty.DOUBT: "A doubt, not a suspicion"}

ABOUT = "about %(date)s"


def content_rows(content: Iterable[BasicContent | AdditionalContent], say: Say = str) -> Rows:
    """Each field by its name, and what it says."""
    return tuple((say(one.field.label), said(one, say)) for one in content)


def said(one: BasicContent | AdditionalContent, say: Say = str) -> str:
    """What one field says; a name in two kinds of letters on two lines."""
    if isinstance(one, AdditionalContent):
        return one.words
    if not one.codes:
        return "\n".join(filter(None, (one.words, one.written)))
    if one.field is BasicField.DATE_OF_BIRTH:
        return born_in_words(BirthDate.of_code(one.codes[0]), say)
    if one.field is BasicField.CRIME_TYPE:
        return "; ".join(_crime(CrimeType(code), one.words, say) for code in one.codes)
    sure, kind = one.codes
    return f"{say(SURE[Certainty(sure)])}: {within_a_sentence(say(SuspectedOf(kind).label))}"


def _crime(crime: CrimeType, typed: str, say: Say) -> str:
    return typed if crime is CrimeType.OTHER else say(crime.label)


def purpose_rows(purposes: Iterable[StatedPurpose], say: Say = str) -> Rows:
    """Each purpose by its name, and what it is for in this case."""
    return tuple((say(one.purpose.label), one.words) for one in purposes)


def named(chosen: Choice | None, typed: str | None = None, say: Say = str) -> str:
    """A choice in words: those that were typed where it is none of the list; empty where nothing is recorded."""
    return typed or (say(chosen.label) if chosen else "")


def receiver_words(receiver: Receiver | None, say: Say = str) -> str:
    """Who received something; empty where nobody recorded that."""
    if receiver is None:
        return ""
    return ", ".join(part for part in (named(receiver.department, say=say), receiver.name) if part)


def within_a_sentence(words: str) -> str:
    """Words that begin a line, as they stand within one."""
    return f"{words[0].lower()}{words[1:]}"


def born_in_words(born: BirthDate, say: Say = str) -> str:
    """A date of birth with as much of it as is known: 27 March 1991, March 1991, 1991, about 1991."""
    if born.whole:
        return day_in_full(born.whole, say)
    known = f"{say(f'{born.first:%B}')} {born.year}" if born.month else str(born.year)
    return say(ABOUT) % {"date": known} if born.about else known


def born_in_figures(born: BirthDate) -> str:
    """As much of a date of birth as is known, in figures that need no language: 27/3/1991, 3/1991, 1991."""
    return "/".join(str(one) for one in (born.day, born.month, born.year) if one)


def day_in_full(day: date, say: Say = str) -> str:
    """A day as a document says it: 27 March 1991."""
    return f"{day.day} {say(f'{day:%B}')} {day.year}"
