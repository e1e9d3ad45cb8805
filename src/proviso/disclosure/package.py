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
from proviso.casework.reading.content_words import content_rows, day_in_full, named, purpose_rows, said
from proviso.casework.reading.proposal import proposal_of
from proviso.casework.values.allegation import Allegation
from proviso.casework.values.birth_date import BirthDate
from proviso.casework.values.content import AdditionalInformation, BasicField
from proviso.casework.values.decision import Decide
from proviso.casework.values.person import Address, Person
from proviso.casework.values.role import RoleInCase
from proviso.casework.values.shared_content import BasicContent
from proviso.casework.values.suspicion import Suspicion
from proviso.casework.values.value import Value
from proviso.disclosure import stated
from proviso.record.canonical import Json, canonical
from proviso.typesetting.typeset import typeset

FORMAT = "proviso-package"
VERSION = 1
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
    """One approved field: its label, its exact words, what it rests on, and the day (London's) that it was recorded;
    and the date of birth, with as much of it as is known, where it is that."""

    label: str
    words: str
    basis: StatementBasis
    recorded_on: date
    born: BirthDate | None = None


@dataclass(frozen=True, slots=True)
class Package:
    """What leaves. `purposes` are (label, words); `left_out` are labels of basic information that is not in it."""

    reference: str
    force: str
    marking: str
    prepared_at: datetime
    category: RoleInCase
    basic: tuple[Field, ...]
    additional: tuple[Field, ...]
    left_out: tuple[str, ...]
    purposes: tuple[tuple[str, str], ...]
    power: str
    recipient: str

    def as_json(self) -> dict[str, Json]:
        """The package as `package.schema.json` describes it."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "reference": self.reference,
            "force": self.force,
            "marking": self.marking,
            "prepared_at": self.prepared_at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
            "person": {"category": self.category.value, "says": stated.ABOUT_THE_PERSON},
            "basic": [_field(one) for one in self.basic],
            "additional": [_field(one) for one in self.additional],
            "left_out": list(self.left_out),
            "quality": {
                "accuracy": stated.ACCURACY,
                "completeness": stated.COMPLETENESS,
                "reliability": stated.RELIABILITY,
                "currency": stated.CURRENCY,
            },
            "purposes": [{"label": label, "words": words} for label, words in self.purposes],
            "lawful_basis": self.power,
            "recipient": {"organisation": "Home Office", "department": self.recipient},
            "conditions": list(stated.CONDITIONS),
            "if_wrong": list(stated.IF_WRONG),
            "note": stated.NOT_ADVICE,
        }

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
        data = {
            **self.as_json(),
            "digest": self.digest,
            "category": CATEGORIES[self.category],
            "prepared": _moment(self.prepared_at),
            "facts": [row for row in self._rows() if row["basis"] == StatementBasis.FACT],
            "not_facts": [row for row in self._rows() if row["basis"] != StatementBasis.FACT],
            "watermark": watermark,
        }
        return typeset("disclosure/package.typ", data, at=self.prepared_at)

    def _rows(self) -> list[dict[str, str]]:
        parts = (("Basic information", self.basic), ("Additional information", self.additional))
        return [
            {
                "part": part,
                "label": one.label,
                "words": one.words,
                "basis": one.basis,
                "on": day_in_full(one.recorded_on),
            }
            for part, held in parts
            for one in held
        ]


def _field(one: Field) -> dict[str, Json]:
    return {
        "label": one.label,
        "words": one.words,
        "basis": one.basis.value,
        "recorded_on": one.recorded_on.isoformat(),
        **({"date": one.born.as_json()} if one.born else {}),
    }


def _moment(at: datetime) -> str:
    there = at.astimezone(clock.LONDON)
    return f"{day_in_full(there.date())} at {there:%H:%M}"


def package_of(case: Case, acts: tuple[Decide, ...], at: datetime) -> Package:
    """The package that deciding on these acts now would make: our reference is the case's and the decision's place.

    Made before the case is locked; the decision refuses where anything was recorded since.
    """
    approved = proposal_of(case).limited_to(acts)
    left_out = (one for one in BasicField if one not in {basic.field for basic in approved.basic})
    return Package(
        reference=f"{case.reference}/{case.seq + 1}",
        force=Force.objects.get(code=case.force).name,
        marking=settings.PROVISO_MARKING,
        prepared_at=at.replace(microsecond=0),
        category=case.role,
        basic=tuple(_basic(case, one) for one in approved.basic),
        additional=tuple(
            Field(label, words, StatementBasis.ASSESSMENT, _recorded_on(case, AdditionalInformation))
            for label, words in content_rows(approved.additional)
        ),
        left_out=tuple(named(one) for one in left_out),
        purposes=purpose_rows(approved.purposes),
        power=named(approved.power, approved.other_power),
        recipient=named(approved.recipient),
    )


def _basic(case: Case, one: BasicContent) -> Field:
    source, basis = RESTS_ON[one.field]
    born = BirthDate.of_code(one.codes[0]) if one.field is BasicField.DATE_OF_BIRTH and one.codes else None
    return Field(named(one.field), said(one), basis, _recorded_on(case, source), born)


def _recorded_on(case: Case, source: type[Value]) -> date:
    return case.answers[source].at.astimezone(clock.LONDON).date()
