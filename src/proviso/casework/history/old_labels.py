"""The labels that entries held before they held codes, as they then were: frozen, whatever a choice is called now.

Decisions to share held labels, and what the person was told of, asked about and weighed was known by a digest over
them. Here labels become codes, and that digest can be made again from codes. Nothing new is written in this form.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from types import MappingProxyType

from proviso.casework.values.birth_date import BirthDate
from proviso.casework.values.shared_content import AdditionalContent, BasicContent, StatedPurpose
from proviso.record.canonical import Json, canonical

FORM = "labels:"
"""What a digest over labels begins with once it is read, so that no other is taken for one."""

BASIC: Mapping[str, str] = MappingProxyType(
    {
        "name": "Name",
        "date_of_birth": "Date of birth",
        "address": "Address or location",
        "crime_type": "Type of crime",
        "suspicion": "That they are suspected of being an immigration offender",
    }
)
ADDITIONAL: Mapping[str, str] = MappingProxyType(
    {
        "allegation": "The nature and gravity of the allegation",
        "measures": "Protective measures",
        "investigation": "The investigation",
        "assisting": "How the person is helping the investigation",
        "other": "Something else",
    }
)
PURPOSES: Mapping[str, str] = MappingProxyType(
    {
        "confirm_or_negate": "To find out whether the suspicion is right (5.4.1)",
        "advice": "To get advice on what steps, if any, to take (5.4.2)",
        "investigation": "To get information that helps the investigation (5.4.3)",
        "vulnerability": "To learn whether the person is vulnerable, or how to protect them (5.4.4)",
        "assistance": "To get help with the investigation or with protection (5.4.5)",
        "enforcement": "To give information that helps enforcement or protection (5.4.6)",
        "other": "For another purpose",
    }
)
DEPARTMENTS: Mapping[str, str] = MappingProxyType(
    {
        "nccu": "National Command and Control Unit",
        "immigration_enforcement": "Immigration Enforcement: a local team",
        "uk_visas_and_immigration": "UK Visas and Immigration",
        "border_force": "Border Force",
    }
)
POWERS: Mapping[str, str] = MappingProxyType(
    {
        "section_20": "Immigration and Asylum Act 1999, section 20 (4.1)",
        "common_law": "Common law, in the public interest (4.2)",
    }
)
CRIMES: Mapping[str, str] = MappingProxyType(
    {
        "domestic_abuse": "Domestic abuse",
        "sexual_offence": "Sexual offence",
        "modern_slavery": "Modern slavery or human trafficking",
        "violence": "Violence",
        "stalking": "Stalking or harassment",
        "hate_crime": "Hate crime",
        "robbery": "Robbery",
        "burglary": "Burglary",
        "theft": "Theft or fraud",
    }
)
SURE: Mapping[str, str] = MappingProxyType(
    {"suspicion": "Suspected, not established", "doubt": "A doubt, not a suspicion"}
)
SUSPECTED_OF: Mapping[str, str] = MappingProxyType(
    {
        "no_leave": "needs leave to enter or remain and has none",
        "breached": "breached the conditions of their leave",
        "offence": "committed an offence of entering or remaining",
        "not_clear": "not clear which",
    }
)
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

Pairs = Iterable[Sequence[str]]
"""(label, words), as JSON gives it back."""


def is_over_labels(digest: str | None) -> bool:
    """Whether a digest, as it is read, is one over labels."""
    return bool(digest) and str(digest).startswith(FORM)


def code_of(label: str, labels: Mapping[str, str]) -> str | None:
    """The code of a label; None for one that is not among them."""
    return next((code for code, one in labels.items() if one == label), None)


def content_of(pairs: Pairs) -> tuple[list[dict[str, Json]], list[dict[str, Json]]]:
    """Basic and additional information by their codes, as a body keeps them. What has a label that nobody knows is kept
    as something else, with its label among its words."""
    basic: list[dict[str, Json]] = []
    additional: list[dict[str, Json]] = []
    for label, words in pairs:
        if field := code_of(label, BASIC):
            basic.append({"field": field, **_chosen(field, words)})
        elif field := code_of(label, ADDITIONAL):
            additional.append({"field": field, "words": words})
        else:
            additional.append({"field": "other", "words": f"{label}: {words}"})
    return basic, additional


def _chosen(field: str, words: str) -> dict[str, Json]:
    """What was chosen or typed of a field; words that cannot be read back into choices stay as they are."""
    read = {"date_of_birth": _day_of, "crime_type": _crimes_of, "suspicion": _suspicion_of}.get(field)
    return (read(words) if read else None) or {"words": words}


def _day_of(words: str) -> dict[str, Json] | None:
    day, _, rest = words.partition(" ")
    month, _, year = rest.partition(" ")
    try:
        return {"codes": [date(int(year), MONTHS.index(month) + 1, int(day)).isoformat()]}
    except ValueError:
        return None


def _crimes_of(words: str) -> dict[str, Json] | None:
    """Another type of crime was typed, and may have had any sign in it: what is not a label is that, taken together."""
    codes: list[str] = []
    typed: list[str] = []
    for part in words.split("; "):
        code = code_of(part, CRIMES)
        if code is None:
            typed.append(part)
        codes += [code or "other"] if code or "other" not in codes else []
    found: dict[str, Json] = {"codes": [*codes], **({"words": "; ".join(typed)} if typed else {})}
    return found if _crimes(codes, "; ".join(typed)) == words else None


def _suspicion_of(words: str) -> dict[str, Json] | None:
    sure, _, kind = words.partition(": ")
    codes = [code_of(sure, SURE), code_of(kind, SUSPECTED_OF)]
    known: list[Json] = [code for code in codes if code]
    return {"codes": known} if len(known) == len(codes) else None


def purposes_of(pairs: Pairs) -> list[dict[str, str]]:
    """Purposes by their codes, as a body keeps them; one that nobody knows is another purpose, named in its words."""
    return [
        {"purpose": code, "words": words}
        if (code := code_of(label, PURPOSES))
        else {"purpose": "other", "words": f"{label}: {words}"}
        for label, words in pairs
    ]


def proposal_digest(
    basic: Iterable[BasicContent],
    additional: Iterable[AdditionalContent],
    purposes: Iterable[StatedPurpose],
    recipient: str | None,
) -> str:
    """The digest by which a proposal was known. One that holds a choice that came later never had one: it is the digest
    of what no entry says."""
    return _digest(
        [
            [[_label(BASIC, one.field), _words(one)] for one in basic],
            _items(additional),
            [[_label(PURPOSES, one.purpose), one.words] for one in purposes],
            _label(DEPARTMENTS, recipient) if recipient else "",
        ]
    )


def items_digest(additional: Iterable[AdditionalContent]) -> str:
    """The digest by which additional items were known."""
    return _digest([_items(additional)])


def _items(additional: Iterable[AdditionalContent]) -> Json:
    return [[_label(ADDITIONAL, one.field), one.words] for one in additional]


def _words(one: BasicContent) -> str:
    if not one.codes:
        return one.words
    if one.field == "date_of_birth":
        born = BirthDate.of_code(one.codes[0]).whole
        # A part of a date came after the labels: no entry of that time can have held one.
        return f"{born.day} {MONTHS[born.month - 1]} {born.year}" if born else one.codes[0]
    if one.field == "crime_type":
        return _crimes(one.codes, one.words)
    sure, kind = one.codes
    return f"{_label(SURE, sure)}: {_label(SUSPECTED_OF, kind)}"


def _crimes(codes: Iterable[str], typed: str) -> str:
    return "; ".join(typed if code == "other" else _label(CRIMES, code) for code in codes)


def _label(labels: Mapping[str, str], code: str) -> str:
    """A choice that came after the labels has none, and stands as a code: no entry of that time can have held it."""
    return labels.get(code, code)


def _digest(parts: Json) -> str:
    return FORM + sha256(canonical(parts)).hexdigest()
