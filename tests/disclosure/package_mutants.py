"""Packages that cannot be: each is a right one with one thing wrong. The schema's validators refuse every one."""

import copy
from collections.abc import Callable, Iterator, Sequence
from typing import Any

Whole = dict[str, Any]
Change = Callable[[Whole], object]

UNSEEN = {
    "empty": "",
    "spaces": "   ",
    "line ends": "\n\n\t",
    "a no-break space": "\u00a0",
    "a thin no-break space": "\u202f",
    "an ideographic space": "\u3000",
    "an ogham space": "\u1680",
    "a zero-width space": "\u200b",
    "a zero-width joiner": "\u200d",
    "a word joiner": "\u2060",
    "a byte order mark": "\ufeff",
    "a soft hyphen": "\u00ad",
    "a Hangul filler": "\u3164",
    "a Braille blank": "\u2800",
    "a variation selector": "\ufe0f",
    "spaces of many kinds": " \u00a0\u200b\u2003\ufeff\n",
}
"""Words in which nobody sees anything."""

TURNING = {
    "U+202A": "\u202a",
    "U+202B": "\u202b",
    "U+202C": "\u202c",
    "U+202D": "\u202d",
    "U+202E": "\u202e",
    "U+2066": "\u2066",
    "U+2067": "\u2067",
    "U+2068": "\u2068",
    "U+2069": "\u2069",
    "U+200E": "\u200e",
    "U+200F": "\u200f",
    "U+061C": "\u061c",
}
"""Characters that change the direction of what stands beside them."""

HIDDEN = {
    "a null": "\0",
    "a bell": "\a",
    "an escape": "\x1b",
    "a delete": "\x7f",
    "a control of the second set": "\x85",
    "a line separator": "\u2028",
    "a private character": "\ue000",
    "half a character": "\ud800",
    "an annotation": "\ufff9",
    "no character": "\uffff",
    "a zero-width space in the middle": "\u200b",
}
"""Characters that nobody sees, and on which no two programs agree."""

DAYS: tuple[object, ...] = (
    "2026-02-29", "2026-02-30", "2026-04-31", "2026-13-01", "2026-00-10", "2026-11-00", "2026-11-32", "2100-02-29",
    "26-11-20", "2026-11-2", "20 November 2026", "2026-11-20T00:00:00Z", "2026-11-20\n", " 2026-11-20",
    "0026-11-20", "２０２６-11-20", "2026/11/20", "1226-11-20", "",
)  # fmt: skip
MOMENTS: tuple[object, ...] = (
    "2026-11-22T03:00:00", "2026-11-22T03:00:00+00:00", "2026-11-22 03:00:00Z", "2026-11-22T24:00:00Z",
    "2026-11-22T03:60:00Z", "2026-11-22T03:00:60Z", "2026-11-31T03:00:00Z", "2026-02-29T03:00:00Z",
    "2026-11-22T03:00:00z", "2026-11-22T03:00:00Z\n", "2026-11-22T03:00Z", "2026-11-22", "yesterday Z", "Z",
)  # fmt: skip
BORN: tuple[object, ...] = (
    "1991-02-29", "1900-02-29", "1991-04-31", "1991-13-01", "1991", "27 March 1991", "0991-03-27", "", 1991, None,
    {}, {"month": 4}, {"year": "1990"}, {"year": 990}, {"year": 1990, "month": 0}, {"year": 1990, "month": 13},
    {"year": 1990, "day": 4}, {"year": 1990, "about": False}, {"year": 1990, "about": "yes"}, {"year": 1990.5},
    {"year": True}, {"year": 1990, "month": "4"}, {"year": 1990, "month": None}, ["1991-03-27"],
)  # fmt: skip
REFERENCES: tuple[object, ...] = (
    "PV-I222-3333/17", "PV-2L22-3333/17", "PV-22O2-3333/17", "PV-2222-333U/17", "PV-2222-3333", "PV-2222-3333/0",
    "PV-2222-3333/017", "pv-2222-3333/17", "PV-2222-3333/17\n", "PV-2222-3333/1234567890", "PV-222-33333/17",
    "PV-2222-3333/-1", "PV-2222-3333/１７", "PV-2222–3333/17", "Imaginary Oduya", "PV-2222-3333/17 ", "", " ",
)  # fmt: skip
CODES = ("nationality", "Name", "NAME", "name ", "", "religion", "date of birth", "naam", "__proto__", "constructor")


def mutants(whole: Whole) -> dict[str, Whole]:
    """Every package that cannot be, by what is wrong with it, made of a right one that has every part."""
    return {name: _changed(whole, change) for name, change in _changes(whole)}


def _changed(whole: Whole, change: Change) -> Whole:
    made = copy.deepcopy(whole)
    change(made)
    return made


def _at(made: Whole, path: Sequence[str]) -> Any:
    """What stands at the end of a path of names."""
    part: Any = made
    for name in path:
        part = part[name]
    return part


def put(value: object, *path: str) -> Change:
    """A change that has this value stand at a place."""
    return lambda made: _at(made, path[:-1]).update({path[-1]: value})


def gone(*path: str) -> Change:
    """A change that takes away what stands at a place."""
    return lambda made: _at(made, path[:-1]).pop(path[-1])


def more(value: object, *path: str) -> Change:
    """A change that adds to a list."""
    return lambda made: _at(made, path).append(value)


def of_nothing(left_out: list[str]) -> Change:
    """A change that leaves nothing shared."""
    return lambda made: made.update(basic={}, additional={}, left_out=left_out)


def _changes(whole: Whole) -> Iterator[tuple[str, Change]]:
    yield from _of_the_whole(whole)
    yield from _of_what_is_shared(whole)
    yield from _of_fields(whole)
    yield from _of_words(whole)
    yield from _of_days()
    yield from _of_the_rest(whole)


def _of_the_whole(whole: Whole) -> Iterator[tuple[str, Change]]:
    for name in whole:
        yield f"without {name}", gone(name)
        yield f"{name} is null", put(None, name)
        yield f"{name} is a number", put(7, name)
        yield f"{name} in another case", put(whole[name], name.upper())
    for name in ("nationality", "status", "score", "Basic", "digest", "$schema", "label", "__proto__"):
        yield f"one more: {name}", put("x", name)
    for version in (0, 1, 3, -2, 2.5, "2", True, None, [2]):
        yield f"version {version!r}", put(version, "version")
    for kind in ("proviso-packages", "Proviso-package", "", "proviso-package\n", ["proviso-package"]):
        yield f"format {kind!r}", put(kind, "format")
    for number, reference in enumerate(REFERENCES):
        yield f"reference {number}: {reference!r}", put(reference, "reference")


def _of_what_is_shared(whole: Whole) -> Iterator[tuple[str, Change]]:
    fields = list(whole["basic"])
    everything = sorted({*fields, *whole["left_out"]})
    yield "an empty package", of_nothing(everything)
    yield "an empty package that leaves nothing out", of_nothing([])
    for field in fields:
        yield f"both there and left out: {field}", more(field, "left_out")
        yield f"neither there nor left out: {field}", gone("basic", field)
    yield "left out and not in the list", put([], "left_out")
    yield "left out twice", more(whole["left_out"][0], "left_out")
    yield "additional left out", more("measures", "left_out")
    for code in CODES:
        yield f"left out by no code: {code!r}", more(code, "left_out")
        yield f"basic under no code: {code!r}", put(whole["basic"]["name"], "basic", code)
        yield f"additional under no code: {code!r}", put(whole["additional"]["measures"], "additional", code)
        yield f"a purpose under no code: {code!r}", put("Words", "purposes", code)
    yield "an additional field as a basic one", put(whole["additional"]["measures"], "basic", "measures")
    yield "a basic field as an additional one", put(whole["basic"]["name"], "additional", "name")
    yield "the same field twice, in a list", put([whole["basic"]["name"]] * 2, "basic")
    yield "the fields in a list", put(list(whole["basic"].values()), "basic")
    yield "additional in a list", put(list(whole["additional"].values()), "additional")
    yield "the same field twice within itself", put([whole["basic"]["name"]] * 2, "basic", "name")
    yield "the same purpose twice", put(["One", "Two"], "purposes", "advice")
    yield "no purpose", put({}, "purposes")
    yield "purposes in a list", put(["confirm_or_negate"], "purposes")


RIGHT = {"name": "fact", "date_of_birth": "fact", "crime_type": "allegation", "suspicion": "suspicion"}


def _of_fields(whole: Whole) -> Iterator[tuple[str, Change]]:
    for field in whole["basic"]:
        for basis in {"fact", "allegation", "suspicion", "assessment"} - {RIGHT[field]}:
            yield f"{field} as {basis}", put(basis, "basic", field, "basis")
        for wrong in ("Fact", "", "proven", None):
            yield f"{field} as {wrong!r}", put(wrong, "basic", field, "basis")
        for part in ("words", "basis", "recorded_on"):
            yield f"{field} without {part}", gone("basic", field, part)
        yield f"{field} with a label", put("Name", "basic", field, "label")
    for basis in ("fact", "allegation", "suspicion"):
        yield f"additional as {basis}", put(basis, "additional", "measures", "basis")
    yield "a date of birth without it as data", gone("basic", "date_of_birth", "date")
    yield "a name with a date", put("1991-03-27", "basic", "name", "date")
    for number, born in enumerate(BORN):
        yield f"born {number}: {born!r}", put(born, "basic", "date_of_birth", "date")


def _of_words(whole: Whole) -> Iterator[tuple[str, Change]]:
    for what, words in UNSEEN.items():
        yield f"a name of {what}", put(words, "basic", "name", "words")
        yield f"a measure of {what}", put(words, "additional", "measures", "words")
        yield f"a purpose of {what}", put(words, "purposes", "confirm_or_negate")
        yield f"a force of {what}", put(words, "force")
        yield f"an officer of {what}", put(words, "contact", "officer")
    for what, character in (TURNING | HIDDEN).items():
        for name, path in PLACES.items():
            yield f"{what} in {name}", put(f"Words {character}and words", *path)
        yield f"{what} at the end", put(f"Oduya{character}", "basic", "name", "words")
        yield f"{what} at the beginning", put(f"{character}Oduya", "basic", "name", "words")
    yield "words without end", put("w" * 4_001, "basic", "name", "words")
    for given in (7, None, True, ["Imaginary Oduya"], {"text": "Imaginary Oduya"}):
        yield f"words that are {given!r}", put(given, "basic", "name", "words")


PLACES: dict[str, tuple[str, ...]] = {
    "a name": ("basic", "name", "words"),
    "additional information": ("additional", "measures", "words"),
    "a purpose": ("purposes", "confirm_or_negate"),
    "the force": ("force",),
    "the marking": ("marking",),
    "the contact": ("contact", "force"),
    "the crime reference": ("contact", "crime_reference"),
    "what is said of the person": ("person", "says"),
    "accuracy": ("quality", "accuracy"),
    "the note": ("note",),
}


def _of_days() -> Iterator[tuple[str, Change]]:
    for number, day in enumerate(DAYS):
        yield f"recorded on {number}: {day!r}", put(day, "basic", "name", "recorded_on")
    for number, moment in enumerate(MOMENTS):
        yield f"prepared at {number}: {moment!r}", put(moment, "prepared_at")


def _of_the_rest(whole: Whole) -> Iterator[tuple[str, Change]]:
    for category in ("suspect", "Victim", "", "offender", None, ["victim"]):
        yield f"a person who is {category!r}", put(category, "person", "category")
    yield "a person with a name", put("Imaginary Oduya", "person", "name")
    yield "a contact without an officer", gone("contact", "officer")
    yield "a contact with more", put("PC Invented", "contact", "name")
    for department in ("", "National Command and Control Unit", "NCCU", "press", None):
        yield f"to {department!r}", put(department, "recipient", "department")
    for organisation in ("home office", "Home Office ", "A newspaper"):
        yield f"to {organisation!r} of all", put(organisation, "recipient", "organisation")
    for power in ("", "section_21", "Section 20", None):
        yield f"under {power!r}", put(power, "lawful_basis", "power")
    yield "under another power that it does not name", put({"power": "other"}, "lawful_basis")
    yield "under a power of the list and another", put("Another", "lawful_basis", "words")
    for part in ("accuracy", "completeness", "reliability", "currency"):
        yield f"without {part}", gone("quality", part)
    for part in ("conditions", "if_wrong"):
        yield f"no {part}", put([], part)
        yield f"the same of {part} twice", more(whole[part][0], part)
