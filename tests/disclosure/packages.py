"""A package of an invented case, and what can be read out of its two renderings."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import StreamObject

from proviso.casework.values.content import Additional, BasicField
from proviso.casework.values.reasons import Power, Purpose
from proviso.casework.values.role import RoleInCase
from proviso.casework.values.shared_content import StatedPurpose
from proviso.casework.values.timing import Department
from proviso.disclosure.package import Field, Package, PackageContact, StatementBasis

DAY = date(2026, 11, 20)
NAME = Field(BasicField.NAME, "Imaginary Oduya", StatementBasis.FACT, DAY)
BORN = Field(BasicField.DATE_OF_BIRTH, "27 March 1991", StatementBasis.FACT, date(2026, 11, 19), "1991-03-27")
CRIME = Field(BasicField.CRIME_TYPE, "Burglary; Hate crime", StatementBasis.ALLEGATION, DAY)
SUSPECTED = Field(
    BasicField.SUSPICION,
    "Suspected, not established: needs leave to enter or remain and has none",
    StatementBasis.SUSPICION,
    DAY,
)
MEASURE = Field(Additional.MEASURES, "A marker is on the address", StatementBasis.ASSESSMENT, DAY)

PACKAGE = Package(
    reference="PV-2222-3333/17",
    force="Wessmere Police",
    marking="OFFICIAL-SENSITIVE",
    prepared_at=datetime(2026, 11, 22, 3, 0, tzinfo=UTC),
    contact=PackageContact("Disclosure desk, at any hour: 01632 960 301", "W4417", "47/12345/26"),
    category=RoleInCase.VICTIM,
    basic=(NAME, BORN, CRIME, SUSPECTED),
    additional=(MEASURE,),
    left_out=(BasicField.ADDRESS,),
    purposes=(StatedPurpose(Purpose.CONFIRM_OR_NEGATE, "The marker is four years old"),),
    power=Power.SECTION_20,
    other_power="",
    recipient=Department.NCCU,
)
BARE = replace(
    PACKAGE,
    basic=(),
    additional=(MEASURE,),
    left_out=tuple(BasicField),
    category=RoleInCase.VICTIM_AND_WITNESS,
    contact=PackageContact("", "W4417"),
)
"""As little as can be decided."""


def squeezed(words: str) -> str:
    """Words without any space: lines break elsewhere on a page."""
    return re.sub(r"\s+", "", words)


def body(pdf: bytes, marking: str = PACKAGE.marking, reference: str = PACKAGE.reference) -> str:
    """Everything between the tops and the feet of the pages, without any space. Raises where a page lacks either."""
    found = []
    pages = [squeezed(page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages]
    for number, words in enumerate(pages, start=1):
        foot = f"{marking}{reference}Page{number}of{len(pages)}"
        assert words.startswith(marking), number
        assert words.endswith(foot), number
        found.append(words[len(marking) : -len(foot)])
    return "".join(found)


def spoken(package: Package) -> list[str]:
    """Every value of the JSON as the page has it, the longest first."""
    return sorted((squeezed(shown(*one, package)) for one in leaves(json.loads(package.json))), key=len, reverse=True)


def leaves(part: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every value at the ends of a mapping, with the name that it stands under."""
    if isinstance(part, dict):
        for key, value in part.items():
            yield from leaves(value, key)
    elif isinstance(part, list):
        for value in part:
            yield from leaves(value, name)
    else:
        yield name, str(part)


ON_THE_PAGE = {
    "allegation": "Allegation: reported, not proved",
    "suspicion": "Suspicion: not established",
    "assessment": "Assessment: this force’s judgement",
    "fact": "Fact, as recorded",
    "victim": "A victim of crime",
    "victim_and_witness": "A victim of crime and a witness to it",
}
SAID_OTHERWISE = {"format", "version", "date"}
"""What names the format, and a date of birth as data, which stands there in words."""


def shown(name: str, value: str, package: Package) -> str:
    """One value of the JSON in the page's words: days written out, codes in words, what names the format left out."""
    if name in SAID_OTHERWISE:
        return ""
    if name == "recorded_on":
        return f"{(day := date.fromisoformat(value)).day} {day:%B %Y}"
    if name == "prepared_at":
        return "22 November 2026 at 03:00 GMT"
    if name == "left_out":
        return BasicField(value).label
    if name == "power":
        return Power(value).label
    if name == "department":
        return Department(value).label
    return ON_THE_PAGE[value] if name in ("basis", "category") else value


def everything(pdf: bytes) -> bytes:
    """All that anybody could read out of a PDF: its bytes, each stream unpacked, its words, its metadata and tags."""
    reader = PdfReader(BytesIO(pdf))
    found = [pdf]
    for number in range(1, len(reader.xref_objStm) + sum(len(one) for one in reader.xref.values()) + 1):
        one = reader.get_object(number)
        if isinstance(one, StreamObject):
            found.append(one.get_data())
        found.append(repr(one).encode())
    found += [page.extract_text().encode() for page in reader.pages]
    return b"\n".join(found)
