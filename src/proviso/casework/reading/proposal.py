"""What would leave: the exact content, the purposes and the recipient, drawn from what is already recorded (6.1, 6.2).

A proposal is known by its digest: being told beforehand counts only for the digest that was told (9.1.1), and views
and weighings only for the items that they were about (6.3).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from types import MappingProxyType

from proviso.casework.history import old_labels
from proviso.casework.history.case import Case
from proviso.casework.history.replay import as_of
from proviso.casework.values.allegation import Allegation, CrimeType
from proviso.casework.values.content import AdditionalInformation, BasicField, BasicInformation, Omission
from proviso.casework.values.decision import Decide, SharingDecided
from proviso.casework.values.person import Address, Person
from proviso.casework.values.reasons import LawfulBasis, Power, Purposes
from proviso.casework.values.shared_content import AdditionalContent, BasicContent, Content, StatedPurpose
from proviso.casework.values.suspicion import Suspicion
from proviso.casework.values.timing import Department, RecipientChosen
from proviso.record.canonical import Json, canonical


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be shared, by codes and in exactly the words that were typed; `missing` names basic fields that are to
    be shared and have no value recorded."""

    basic: tuple[BasicContent, ...]
    additional: tuple[AdditionalContent, ...]
    missing: tuple[BasicField, ...]
    purposes: tuple[StatedPurpose, ...]
    recipient: Department | None
    power: Power | None
    other_power: str | None

    @property
    def content(self) -> Content:
        """Everything that would leave, in order."""
        return (*self.basic, *self.additional)

    @property
    def can_be_told(self) -> bool:
        """Whether what would be shared, why and with whom are chosen, so that the person can be told of it (9.1.1)."""
        return bool(self.content and self.purposes and self.recipient)

    @property
    def digest(self) -> str:
        """The proposal's content, purposes and recipient, as 64 hexadecimal figures. No label is in it."""
        basic: list[Json] = [(one.field, one.words, *one.codes, *filter(None, [one.written])) for one in self.basic]
        purposes: list[Json] = [(one.purpose, one.words) for one in self.purposes]
        return _digest(["proposal", basic, self._items, purposes, self.recipient])

    @property
    def items_digest(self) -> str:
        """The additional items alone: what views and weighings are about."""
        return _digest(["items", self._items])

    @property
    def _items(self) -> list[Json]:
        return [(one.field, one.words) for one in self.additional]

    def is_known_by(self, digest: str | None) -> bool:
        """Whether this is the digest of what would be shared, why and with whom; older entries have one over labels."""
        if not old_labels.is_over_labels(digest):
            return digest == self.digest
        recipient = self.recipient.value if self.recipient else None
        return digest == old_labels.proposal_digest(self.basic, self.additional, self.purposes, recipient)

    def items_are_known_by(self, digest: str | None) -> bool:
        """Whether this is the digest of the additional items; older entries have one over labels."""
        if not old_labels.is_over_labels(digest):
            return digest == self.items_digest
        return digest == old_labels.items_digest(self.additional)

    def limited_to(self, acts: tuple[Decide, ...]) -> "Proposal":
        """Exactly what leaves by these acts, and nothing that was not decided."""
        return replace(
            self,
            basic=self.basic if Decide.SHARE_BASIC in acts else (),
            additional=self.additional if Decide.SHARE_ADDITIONAL in acts else (),
        )


def _digest(parts: list[Json]) -> str:
    return sha256(canonical(parts)).hexdigest()


def proposal_of(case: Case) -> Proposal:
    """What would be shared as the case now stands; empty parts where nothing is recorded yet."""
    chosen = case.latest(BasicInformation)
    basic = {field: basic_content(case, field) for field in (chosen.shared if chosen else ())}
    extra = case.latest(AdditionalInformation)
    purposes = case.latest(Purposes)
    recipient = case.latest(RecipientChosen)
    lawful = case.latest(LawfulBasis)
    return Proposal(
        basic=tuple(one for one in basic.values() if one),
        additional=tuple(AdditionalContent(item, words) for item, words in extra.items) if extra else (),
        missing=tuple(field for field, one in basic.items() if not one),
        purposes=tuple(StatedPurpose(one, getattr(purposes, one.value)) for one in purposes.purposes)
        if purposes
        else (),
        recipient=recipient.department if recipient else None,
        power=lawful.power if lawful else None,
        other_power=lawful.other_power if lawful else None,
    )


def is_of_decision(case: Case, digest: str | None, decided: SharingDecided) -> bool:
    """Whether this is the digest of what it was decided to share. Where only one of the two is over labels, what was
    proposed when it was decided is made again and held against it: a decision rests on everything before it."""
    if old_labels.is_over_labels(digest) == old_labels.is_over_labels(decided.digest):
        return digest == decided.digest
    seq = next((one.seq for one in case.history if one.value is decided), 0)
    return proposal_of(as_of(case, seq)).is_known_by(digest)


def basic_content(case: Case, field: BasicField) -> BasicContent | None:
    """What one field of basic information says, from what is recorded; None where nothing is."""
    content = _CONTENT[field](case)
    return content if content.words or content.codes else None


def known_by_now(case: Case) -> tuple[BasicField, ...]:
    """The fields that are left out as not known, of which something is recorded by now: the reason is none any more."""
    chosen = case.latest(BasicInformation)
    unknown = (one for one in BasicField if chosen and getattr(chosen, f"{one.value}_omitted") is Omission.NOT_KNOWN)
    return tuple(one for one in unknown if basic_content(case, one))


def _name(case: Case) -> BasicContent:
    person = case.latest(Person)
    latin, written = ((person.name or ""), (person.name_written or "")) if person else ("", "")
    return BasicContent(BasicField.NAME, latin or written, written=written if latin else "")


def _date_of_birth(case: Case) -> BasicContent:
    person = case.latest(Person)
    born = person.date_of_birth if person else None
    return BasicContent(BasicField.DATE_OF_BIRTH, codes=(born.code,) if born else ())


def _address(case: Case) -> BasicContent:
    address = case.latest(Address)
    return BasicContent(BasicField.ADDRESS, (address.address or "") if address else "")


def _crime_type(case: Case) -> BasicContent:
    allegation = case.latest(Allegation)
    crimes = allegation.crime_types if allegation else ()
    typed = allegation.other_crime if allegation and CrimeType.OTHER in crimes else None
    return BasicContent(BasicField.CRIME_TYPE, typed or "", tuple(one.value for one in crimes))


def _suspicion(case: Case) -> BasicContent:
    suspicion = case.latest(Suspicion)
    codes = (suspicion.certainty.value, suspicion.suspected_of.value) if suspicion else ()
    return BasicContent(BasicField.SUSPICION, codes=codes)


_CONTENT: Mapping[BasicField, Callable[[Case], BasicContent]] = MappingProxyType(
    {
        BasicField.NAME: _name,
        BasicField.DATE_OF_BIRTH: _date_of_birth,
        BasicField.ADDRESS: _address,
        BasicField.CRIME_TYPE: _crime_type,
        BasicField.SUSPICION: _suspicion,
    }
)
