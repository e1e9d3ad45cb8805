"""What is counted of the person of a case, for 11.1: an age band and a language, as codes alone. Pure.

Only what is recorded anyway. Nothing is inferred: a band stands where the date of birth says it on the day on which the
case was opened, and a language is one of three.
"""

from datetime import date

from proviso.casework.values.person import Age, Person, Reach

BANDS: tuple[tuple[str, int, int], ...] = (
    ("under_18", 0, 17),
    ("18_24", 18, 24),
    ("25_39", 25, 39),
    ("40_59", 40, 59),
    ("60_over", 60, 150),
)
"""The age bands: each with its first and its last year."""

ADULT, DISPUTED = "adult", "disputed"
"""In place of a band: 18 or over and no more is known, or the age is disputed."""

LANGUAGES = {"english": "english", "welsh": "welsh", "cymraeg": "welsh"}
"""The languages that are counted by name; any other is another."""


def age_band(person: Person | None, on: date | None) -> str:
    """The age band of a person on a day, as far as what is recorded says it; empty where it does not."""
    if person is None:
        return ""
    if person.age is Age.DISPUTED:
        return DISPUTED
    if person.date_of_birth is not None and on is not None:
        least, most = person.date_of_birth.ages(on)
        for code, first, last in BANDS:
            if first <= least and most <= last:
                return code
        if least >= BANDS[1][1]:
            return ADULT
    return {Age.UNDER_18: BANDS[0][0], Age.ADULT: ADULT}.get(person.age, "") if person.age else ""


def language_counted(reach: Reach | None) -> str:
    """English, Welsh or another language; empty where nobody recorded one."""
    return LANGUAGES.get(reach.language.strip().casefold(), "other") if reach and reach.language else ""
