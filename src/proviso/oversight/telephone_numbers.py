"""Telephone numbers as logs of exchanges write them, read by Google's library in the region of the United Kingdom.

What stands around a number is taken off here: a scheme, a host, a display name, what is dialled first. A number that
the library does not take for a whole one settles nothing.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, ValidationResult

from proviso.accounts.typed_figures import plain_figures

REGION = "GB"
ENDS_ALIKE = 6
"""How many last figures make a number end as a listed one does: a subscriber's own, without the area's."""

_SPELLED_WITH_E = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?[eE]\+?[0-9]+")
_AS_A_FRACTION = re.compile(r"([0-9]+)[.,]0+")
_IN_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")
_SCHEME = re.compile(r"(?i)\b(?:sips?|tel|callto|phone):([^@;?>\s|]*)(?:@[^\s;>,|]*)?((?:;[\w-]+(?:=[^;>\s,|]*)?)*)")
_HOST = re.compile(r"([+0-9][-+0-9 ().]*[0-9])@[\w.\[\]:-]+")
_PARAMETER = re.compile(r";[a-z][\w-]*(?:=[^;>\s,|]*)?", re.IGNORECASE)
_PLUSES = re.compile(r"\+[\s+]*\+")
_PARTS = re.compile(r"[;,|\n\r<>]|\s/\s|/(?=\s*[+(]?[0-9]{5})|->|=>|→|\s+(?:and|or|then|to|via)\s+", re.IGNORECASE)
_NUMBER = re.compile(r"[+(]*[0-9](?:[-0-9 ().‐‑–/]*[0-9])?")
_STAR = re.compile(r"\*[0-9]+#?")


@dataclass(frozen=True, slots=True)
class Dialled:
    """A number as it was found: in one spelling, with its bare `figures`. `settled`: it is a whole number, so that it
    can be no other; `too_short`: it begins as one from outside, and figures of it are lost."""

    number: str
    figures: str
    settled: bool
    too_short: bool


def one_spelling(given: str) -> str:
    """A telephone number as it is dialled in the United Kingdom: figures alone; with + where it is abroad.

    "+44 (0)20 7946 0000" and "020 7946 0000" are one number. Words give "".
    """
    text = _PLUSES.sub("+", _plain(_without_scheme(given)))
    parsed = _parsed(text)
    if parsed is None:
        return "".join(filter(str.isdecimal, text))
    return _spelled(parsed)


def nationally(number: str) -> str:
    """The figures of a number in one spelling as they are within its country: without the first 0, or the country's."""
    if not number.startswith("+"):
        return number.removeprefix("0")
    parsed = _parsed(number)
    return str(parsed.national_number) if parsed else number[1:]


def figures_lost(field: str) -> bool:
    """Whether a spreadsheet wrote the number as a power of ten, which keeps six figures of it."""
    return bool(_SPELLED_WITH_E.fullmatch(_plain(field).strip()))


def read_dialled(field: str, prefixes: Sequence[str]) -> list[Dialled]:
    """Every number in a field, also as it is without what was dialled first."""
    text = _without_scheme(_plain(field))
    text = _PARAMETER.sub(" ", _HOST.sub(r"\1", text))
    text = _STAR.sub(" ", _PLUSES.sub("+", text))
    found: list[Dialled] = []
    for part in (text, *_PARTS.split(text)):
        found += _numbers_in(part.strip(), prefixes)
    return list(dict.fromkeys(found))


def _plain(field: str) -> str:
    """Figures of every script as those of ASCII, and no marks of direction; a number that was written as one, as
    figures."""
    text = plain_figures(unicodedata.normalize("NFKC", field)).strip()
    if fraction := _AS_A_FRACTION.fullmatch(text):
        return fraction[1]
    return text.replace(",", "") if _IN_THOUSANDS.fullmatch(text) else text


def _without_scheme(text: str) -> str:
    return _SCHEME.sub(lambda found: f" {unquote(found[1])} ", text)


def _numbers_in(part: str, prefixes: Sequence[str]) -> Iterator[Dialled]:
    """The numbers of a part of a field: as a whole, and each run of figures in it, with and without its beginning."""
    if whole := _parsed(part):
        yield _dialled(part, whole)
    for run in _NUMBER.finditer(part):
        for beginning in _beginnings(run[0], prefixes):
            if parsed := _parsed(beginning):
                yield _dialled(beginning, parsed)


def _beginnings(run: str, prefixes: Sequence[str]) -> Iterator[str]:
    """A run of figures as it is, without what is dialled first, and without figures that stand apart before it."""
    yield run
    twice = (f"{first}{then}" for first in prefixes for then in prefixes if first != then)  # for a line, to withhold
    yield from (rest for one in (*prefixes, *twice) if (rest := _without(run, one)))
    apart = re.match(r"[0-9]{1,4}(?:/[0-9]{1,2})?[\s(]+(?=[(]?(?:0|\+|44))", run)
    if apart:
        yield run[apart.end() :]


def _without(run: str, prefix: str) -> str:
    """What follows a prefix, where it goes on as a number from outside does, with 0 or +; else nothing."""
    dialled = re.match(r"[ .-]*".join(prefix) + r"[ .(-]*(?=[0+])", run)
    return run[dialled.end() :] if dialled else ""


def _parsed(text: str) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(text[:200], REGION)
    except NumberParseException:
        return None


def _spelled(parsed: PhoneNumber) -> str:
    zeros = "0" * (parsed.number_of_leading_zeros or 1) if parsed.italian_leading_zero else ""
    national = f"{zeros}{parsed.national_number}"
    return f"0{national}" if parsed.country_code == _UNITED_KINGDOM else f"+{parsed.country_code}{national}"


_UNITED_KINGDOM = 44
_FEWEST = 7
"""With how many figures a number that begins with 0 is one from outside, and not one of the exchange's own."""


def _dialled(text: str, parsed: PhoneNumber) -> Dialled:
    figures = "".join(filter(str.isdecimal, text))
    outside = text.lstrip(" (")[:1] in {"0", "+"}
    possible = phonenumbers.is_possible_number_with_reason(parsed)
    whole = possible == ValidationResult.IS_POSSIBLE
    short = possible in {ValidationResult.TOO_SHORT, ValidationResult.IS_POSSIBLE_LOCAL_ONLY}
    from_abroad = figures.startswith("00")
    return Dialled(
        _spelled(parsed),
        figures,
        settled=whole and outside,
        too_short=short and outside and not from_abroad and len(figures) >= _FEWEST,
    )
