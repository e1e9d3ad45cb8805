"""What a correction may carry: the field that was wrong, and nothing that was right (Data Protection Act 2018 s.37).

Pure. It finds what was shared, or is recorded, where it stands word for word in what would be said; what is said in
other words, no rule finds, and whoever signs it reads it.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from proviso.casework.history.case import Case
from proviso.casework.reading.proposal import basic_content, proposal_of
from proviso.casework.values.birth_date import BirthDate
from proviso.casework.values.content import Additional, BasicField
from proviso.casework.values.correction import Wrong
from proviso.casework.values.shared_content import AdditionalContent, BasicContent

SHORTEST = 4
"""Fewer characters than this stand in other words by chance."""


def beyond_what_was_wrong(case: Case, places: Iterable[int], words: str) -> tuple[BasicField | Additional, ...]:
    """The fields whose content the words say again although it was not found wrong in these disclosures."""
    about = [one for one in case.disclosures if one.seq in set(places)]
    wrong = {part for one in about for found in case.still_wrong(one) for part in found.parts}
    said = _plain(words)
    parts = {*_recorded(case), *(part for one in about if one.decided for part in one.decided.content)}
    right = (one for one in parts if not _is_wrong(one, wrong))
    return tuple(sorted({one.field for one in right if any(_plain(form) in said for form in _forms(one))}))


def _recorded(case: Case) -> Iterator[BasicContent | AdditionalContent]:
    basic = (basic_content(case, field) for field in BasicField)
    yield from (one for one in basic if one)
    yield from proposal_of(case).additional


def _is_wrong(one: BasicContent | AdditionalContent, wrong: set[Wrong]) -> bool:
    part = Wrong.ADDITIONAL if isinstance(one, AdditionalContent) else Wrong(one.field.value)
    return part in wrong


def _forms(one: BasicContent | AdditionalContent) -> Iterator[str]:
    """How a field may stand in a sentence. A type of crime and a suspicion are words that any sentence may have."""
    if one.field in (BasicField.CRIME_TYPE, BasicField.SUSPICION):
        return
    if isinstance(one, BasicContent) and one.field is BasicField.DATE_OF_BIRTH:
        yield from (form for code in one.codes for form in _dates(BirthDate.of_code(code)))
        return
    street, _, _ = one.words.partition(",")
    if len(_plain(one.words)) >= SHORTEST:
        yield one.words
    if one.field is BasicField.ADDRESS and any(letter.isdigit() for letter in street):
        yield street


def _dates(born: BirthDate) -> Iterator[str]:
    if born.whole:
        yield from _days(born.whole)
    elif born.month:
        yield from (f"{born.first:%B %Y}", f"{born.month} {born.year}")
        yield from (f"{born.first:%m/%Y}", f"{born.month}/{born.year}", f"{born.first:%m.%Y}", f"{born.first:%Y-%m}")
    else:
        # A year alone stands in other words by chance: in the number of a house, or in what happened then.
        yield from (f"{before} {born.year}" for before in ("born", "born in", "about", "around", "circa", "year"))
        yield from (f"{before} {born.year}" for before in ("birth", "birth:", "birth is", "birth was", "birth in"))


def _days(born: date) -> Iterator[str]:
    yield from (born.isoformat(), f"{born.day} {born:%B %Y}", f"{born.day} {born.month} {born:%Y}")
    yield from (f"{born:%d/%m/%Y}", f"{born.day}/{born.month}/{born:%Y}", f"{born:%d.%m.%Y}")


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
