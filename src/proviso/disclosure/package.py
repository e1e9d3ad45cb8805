"""The package: what leaves, fixed when it is decided, known by its digest, as JSON and as a page (5.4, 6.1, 6.2, 8.1).

It holds what was approved and what is said about it, facts apart from allegation, suspicion and assessment (Data
Protection Act 2018, s.38). It sends nothing and decides nothing.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from hashlib import sha256

from django.conf import settings

from proviso.accounts.models import Force
from proviso.casework import clock
from proviso.casework.history.case import Case
from proviso.casework.reading.content_words import day_in_full, named, said
from proviso.casework.reading.proposal import proposal_of
from proviso.casework.values.allegation import Allegation
from proviso.casework.values.birth_date import BirthDate
from proviso.casework.values.content import Additional, AdditionalInformation, BasicField
from proviso.casework.values.decision import Decide
from proviso.casework.values.person import Address, Person
from proviso.casework.values.reasons import Power
from proviso.casework.values.role import RoleInCase
from proviso.casework.values.shared_content import AdditionalContent, BasicContent, StatedPurpose
from proviso.casework.values.suspicion import Suspicion
from proviso.casework.values.timing import Department
from proviso.casework.values.value import Value
from proviso.disclosure import stated
from proviso.disclosure.seen_words import seen
from proviso.record.canonical import Json, canonical

FORMAT = "proviso-package"
VERSION = 2
NOT_DECIDED = "NOT DECIDED"


class StatementBasis(StrEnum):
    """What a field rests on (s.38(2)): a fact, or one of three things that are not established."""

    FACT = "fact"
    ALLEGATION = "allegation"
    SUSPICION = "suspicion"
    ASSESSMENT = "assessment"


RESTS_ON: dict[BasicField, tuple[type[Value], StatementBasis]] = {
    BasicField.NAME: (Person, StatementBasis.FACT),
    BasicField.DATE_OF_BIRTH: (Person, StatementBasis.FACT),
    BasicField.ADDRESS: (Address, StatementBasis.FACT),
    BasicField.CRIME_TYPE: (Allegation, StatementBasis.ALLEGATION),
    BasicField.SUSPICION: (Suspicion, StatementBasis.SUSPICION),
}
"""Which answer each field of basic information comes from, and what it rests on.

Additional information is in an officer's own words, and nobody is asked to part fact from judgement in them: it is an
assessment, never passed off as fact.
"""

CATEGORIES = {
    RoleInCase.VICTIM: "A victim of crime",
    RoleInCase.WITNESS: "A witness to crime",
    RoleInCase.VICTIM_AND_WITNESS: "A victim of crime and a witness to it",
    RoleInCase.NEITHER: "Neither a victim of the crime nor a witness to it",
}
"""The categories of person that are kept apart (s.38(3)), as a page says them."""


@dataclass(frozen=True, slots=True)
class Field:
    """One approved field: which, its exact words, what it rests on, and the day (London's) that it was recorded.
    `born` is a date of birth as data: a day, or what is known of it."""

    code: BasicField | Additional
    words: str
    basis: StatementBasis
    recorded_on: date
    born: Json = None

    def as_json(self) -> dict[str, Json]:
        """It as the schema describes it, under its code."""
        held: dict[str, Json] = {
            "words": self.words,
            "basis": self.basis.value,
            "recorded_on": self.recorded_on.isoformat(),
        }
        return held if self.born is None else held | {"date": self.born}


@dataclass(frozen=True, slots=True)
class PackageContact:
    """Whom the recipient asks or tells: how this force is reached, who decided it, by staff number, and the crime
    reference where the force has approved that packages name it; empty where the force has not said."""

    force: str
    officer: str
    crime_reference: str = ""

    def as_json(self) -> dict[str, Json]:
        """It without what the force has not said."""
        parts = (("force", self.force), ("officer", self.officer), ("crime_reference", self.crime_reference))
        return {name: words for name, words in parts if words}


@dataclass(frozen=True, slots=True)
class Package:
    """What leaves. `left_out` is the basic information that is not in it. In a preview `power` and `recipient` may not
    be chosen yet."""

    reference: str
    force: str
    marking: str
    prepared_at: datetime
    contact: PackageContact
    category: RoleInCase
    basic: tuple[Field, ...]
    additional: tuple[Field, ...]
    left_out: tuple[BasicField, ...]
    purposes: tuple[StatedPurpose, ...]
    power: Power | None
    other_power: str
    recipient: Department | None

    def as_json(self) -> dict[str, Json]:
        """The package as `package.schema.json` describes it: what was chosen by its code, once; words as typed."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "reference": self.reference,
            "force": self.force,
            "marking": self.marking,
            "prepared_at": self.prepared_at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
            "contact": self.contact.as_json(),
            "person": {"category": self.category.value, "says": stated.ABOUT_THE_PERSON},
            "basic": {one.code.value: one.as_json() for one in self.basic},
            "additional": {one.code.value: one.as_json() for one in self.additional},
            "left_out": [one.value for one in self.left_out],
            "quality": {
                "accuracy": stated.ACCURACY,
                "completeness": stated.COMPLETENESS,
                "reliability": stated.RELIABILITY,
                "currency": stated.CURRENCY,
            },
            "purposes": {one.purpose.value: one.words for one in self.purposes},
            "lawful_basis": self._power(),
            "recipient": {"organisation": "Home Office", "department": self.recipient.value if self.recipient else ""},
            "conditions": list(stated.CONDITIONS),
            "if_wrong": list(stated.IF_WRONG),
            "note": stated.NOT_ADVICE,
        }

    def _power(self) -> dict[str, Json]:
        power: dict[str, Json] = {"power": self.power.value if self.power else ""}
        return power | {"words": self.other_power} if self.power is Power.OTHER else power

    @property
    def json(self) -> bytes:
        """The one spelling of it in UTF-8 (RFC 8785): what the digest is of."""
        return canonical(self.as_json())

    @property
    def digest(self) -> str:
        """By what it is known: SHA-256 of `json`, as 64 hexadecimal figures."""
        return sha256(self.json).hexdigest()

    def pdf(self, *, watermark: str | None = None) -> bytes:
        """The same as a page. Raises CannotBeShown for a character that no font here has."""
        rows = self._rows()
        data = {
            **self.as_json(),
            "digest": self.digest,
            "category": CATEGORIES[self.category],
            "prepared": _moment(self.prepared_at),
            "department": named(self.recipient),
            "power": named(self.power, self.other_power),
            "absent": [named(one) for one in self.left_out],
            "why": [{"label": named(one.purpose), "words": one.words} for one in self.purposes],
            "facts": [row for row in rows if row["basis"] == StatementBasis.FACT],
            "not_facts": [row for row in rows if row["basis"] != StatementBasis.FACT],
            "watermark": watermark,
        }
        from proviso.typesetting.typeset import typeset

        return typeset("disclosure/package.typ", data, at=self.prepared_at)

    def _rows(self) -> list[dict[str, str]]:
        parts = (("Basic information", self.basic), ("Additional information", self.additional))
        return [
            {
                "part": part,
                "label": named(one.code),
                "words": one.words,
                "basis": one.basis,
                "on": day_in_full(one.recorded_on),
            }
            for part, held in parts
            for one in held
        ]


def _moment(at: datetime) -> str:
    there = at.astimezone(clock.LONDON)
    return f"{day_in_full(there.date())} at {there:%H:%M} {there.tzname()}"


def package_of(case: Case, acts: tuple[Decide, ...], at: datetime, *, officer: str) -> Package:
    """The package that deciding on these acts now would make: our reference is the case's and the decision's place,
    `officer` the staff number of whoever decides.

    Made before the case is locked; the decision refuses where anything was recorded since.
    """
    approved = proposal_of(case).limited_to(acts)
    shared = {basic.field for basic in approved.basic}
    return Package(
        reference=f"{case.reference}/{case.seq + 1}",
        force=Force.objects.get(code=case.force).name,
        marking=settings.PROVISO_MARKING,
        prepared_at=at.replace(microsecond=0),
        contact=contact_of(case, officer),
        category=case.role,
        basic=tuple(_basic(case, one) for one in approved.basic),
        additional=tuple(_additional(case, one) for one in approved.additional),
        left_out=tuple(one for one in BasicField if one not in shared),
        purposes=tuple(StatedPurpose(one.purpose, seen(one.words)) for one in approved.purposes),
        power=approved.power,
        other_power=seen(named(None, approved.other_power)),
        recipient=approved.recipient,
    )


def contact_of(case: Case, officer: str) -> PackageContact:
    """How the force is reached, as it has set; the crime reference only where it has approved that."""
    allegation = case.latest(Allegation) if settings.PROVISO_CONTACT.crime_reference_in_packages else None
    crime = allegation.crime_reference if allegation else ""
    return PackageContact(seen(settings.PROVISO_CONTACT.recipients), officer, seen(crime))


def _basic(case: Case, one: BasicContent) -> Field:
    source, basis = RESTS_ON[one.field]
    born = BirthDate.of_code(one.codes[0]).as_json() if one.field is BasicField.DATE_OF_BIRTH else None
    return Field(one.field, seen(said(one)), basis, _recorded_on(case, source), born)


def _additional(case: Case, one: AdditionalContent) -> Field:
    on = _recorded_on(case, AdditionalInformation)
    return Field(one.field, seen(said(one)), StatementBasis.ASSESSMENT, on)


def _recorded_on(case: Case, source: type[Value]) -> date:
    return case.answers[source].at.astimezone(clock.LONDON).date()
