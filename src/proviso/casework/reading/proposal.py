"""What would leave: the exact content, the purposes and the recipient, drawn from what is already recorded (6.1, 6.2).

A proposal is known by its digest: being told beforehand counts only for the digest that was told (9.1.1), and views
and weighings only for the items that they were about (6.3).
"""

from dataclasses import dataclass
from hashlib import sha256

from proviso.casework.history.case import Case
from proviso.casework.values.allegation import Allegation, CrimeType
from proviso.casework.values.content import AdditionalInformation, BasicField, BasicInformation
from proviso.casework.values.person import Address, Person
from proviso.casework.values.reasons import LawfulBasis, Power, Purposes
from proviso.casework.values.suspicion import Certainty, Suspicion
from proviso.casework.values.timing import RecipientChosen
from proviso.record.canonical import Json, canonical


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be shared: `basic` and `additional` are (label, exact words); `missing` names basic fields that are
    to be shared and have no value recorded."""

    basic: tuple[tuple[str, str], ...]
    additional: tuple[tuple[str, str], ...]
    missing: tuple[BasicField, ...]
    purposes: tuple[tuple[str, str], ...]
    recipient: str
    power: str

    @property
    def can_be_told(self) -> bool:
        """Whether what would be shared, why and with whom are chosen, so that the person can be told of it (9.1.1)."""
        return bool((self.basic or self.additional) and self.purposes and self.recipient)

    @property
    def digest(self) -> str:
        """The proposal's content, purposes and recipient, as 64 hexadecimal figures."""
        return _digest([self.basic, self.additional, self.purposes, self.recipient])

    @property
    def items_digest(self) -> str:
        """The additional items alone: what views and weighings are about."""
        return _digest([self.additional])


def _digest(parts: list[Json]) -> str:
    return sha256(canonical(parts)).hexdigest()


def proposal_of(case: Case) -> Proposal:
    """What would be shared as the case now stands; empty parts where nothing is recorded yet."""
    chosen = case.latest(BasicInformation)
    shared = chosen.shared if chosen else ()
    words = {basic: basic_words(case, basic) for basic in shared}
    extra = case.latest(AdditionalInformation)
    purposes = case.latest(Purposes)
    recipient = case.latest(RecipientChosen)
    return Proposal(
        basic=tuple((basic.label, said) for basic, said in words.items() if said),
        additional=tuple((item.label, said) for item, said in extra.items) if extra else (),
        missing=tuple(basic for basic, said in words.items() if not said),
        purposes=tuple((one.label, getattr(purposes, one.value)) for one in purposes.purposes) if purposes else (),
        recipient=recipient.department.label if recipient else "",
        power=power_words(case.latest(LawfulBasis)),
    )


def power_words(basis: LawfulBasis | None) -> str:
    """The power that is relied on, in words; empty where none is recorded."""
    if basis is None:
        return ""
    return basis.other_power or "" if basis.power is Power.OTHER else basis.power.label


def basic_words(case: Case, basic: BasicField) -> str:
    """What one field of basic information says, from what is recorded; empty where nothing is."""
    return {
        BasicField.NAME: _name,
        BasicField.DATE_OF_BIRTH: _date_of_birth,
        BasicField.ADDRESS: _address,
        BasicField.CRIME_TYPE: _crime_type,
        BasicField.SUSPICION: _suspicion,
    }[basic](case)


def _name(case: Case) -> str:
    person = case.latest(Person)
    return (person.name or "") if person else ""


def _date_of_birth(case: Case) -> str:
    person = case.latest(Person)
    born = person.date_of_birth if person else None
    return f"{born.day} {born:%B %Y}" if born else ""


def _address(case: Case) -> str:
    address = case.latest(Address)
    return (address.address or "") if address else ""


def _crime_type(case: Case) -> str:
    allegation = case.latest(Allegation)
    if allegation is None:
        return ""
    return "; ".join(
        (allegation.other_crime or one.label) if one is CrimeType.OTHER else one.label for one in allegation.crime_types
    )


def _suspicion(case: Case) -> str:
    suspicion = case.latest(Suspicion)
    if suspicion is None:
        return ""
    sure = "Suspected, not established" if suspicion.certainty is Certainty.SUSPICION else "A doubt, not a suspicion"
    return f"{sure}: {suspicion.suspected_of.label[0].lower()}{suspicion.suspected_of.label[1:]}"
