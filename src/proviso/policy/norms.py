"""What a paragraph lays down, as a value beside it: a guard on an act, a norm with its finding, or a caution.

The modality of the guidance is kept: a duty, an advice or a permission stays what it is, and what rests on our own
safeguard says so. What is a matter of judgement is a fact that an officer records; nothing here computes it.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from proviso.policy.composed import Composed
from proviso.policy.conditions import ALWAYS, Answer, Condition, JsonTree, KnownFacts, as_json, read


class Act(StrEnum):
    """What policy guards. Recording a disclosure already made, and correcting one, are never refused."""

    SHARE_BASIC = "share_basic"
    SHARE_ADDITIONAL = "share_additional"
    DELAY_SHARING = "delay_sharing"
    CLOSE_CASE = "close_case"


SHARING = (Act.SHARE_BASIC, Act.SHARE_ADDITIONAL)


class Effect(StrEnum):
    """How strongly a paragraph speaks."""

    DUTY = "duty"
    ADVICE = "advice"
    PERMISSION = "permission"


class Basis(StrEnum):
    """On what it rests: the paragraph says so; we made a gate of it, or ask that it be written down, weighed or
    explained first; or a force's own policy says so."""

    GUIDANCE = "guidance"
    SAFEGUARD = "safeguard"
    LOCAL = "local"


class Status(StrEnum):
    """How a norm stands in a case."""

    MET = "met"
    OUTSTANDING = "outstanding"
    BREACHED = "breached"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


class Before(StrEnum):
    """What a norm must come before, so that where it is not satisfied afterwards it is breached."""

    NOTHING = "nothing"
    SHARING = "sharing"
    SUSPECTING = "suspecting"


@dataclass(frozen=True, slots=True)
class Guard:
    """What must be so before an act. `asks` says it as an instruction; `refuses` says what is wrong when it is not."""

    citation: str
    acts: tuple[Act, ...]
    condition: Condition
    asks: str
    refuses: str
    basis: Basis = Basis.GUIDANCE

    def as_json(self) -> JsonTree:
        """The guard as plain values, for the digest."""
        return {
            "guard": self.citation,
            "acts": [act.value for act in self.acts],
            "condition": as_json(self.condition),
            "asks": self.asks,
            "refuses": self.refuses,
            "basis": self.basis.value,
        }


MOOT = "This does not arise in the case as it is recorded."


@dataclass(frozen=True, slots=True)
class AlternativeWording:
    """What a norm says instead where something is so, its status being the same; what is empty it says as ever."""

    where: Condition
    met: str = ""
    unmet: str = ""
    whether: str = ""
    moot: str = ""

    def as_json(self) -> JsonTree:
        """The wording as plain values, for the digest."""
        says: JsonTree = {"met": self.met, "unmet": self.unmet, "whether": self.whether, "moot": self.moot}
        return {"where": as_json(self.where), "says": says}


@dataclass(frozen=True, slots=True)
class Lifting:
    """What takes a norm out of play where it is established, and what is then said: "it does not arise: …"."""

    where: Condition
    says: str

    def as_json(self) -> JsonTree:
        """The exception as plain values, for the digest."""
        return {"where": as_json(self.where), "says": self.says}


@dataclass(frozen=True, slots=True)
class Breach:
    """What breaks a norm whatever else is so: where it is established, unless something else is. It stays broken."""

    where: Condition
    unless: Condition
    says: str
    basis: Basis

    def as_json(self) -> JsonTree:
        """The breach as plain values, for the digest."""
        return {
            "where": as_json(self.where),
            "unless": as_json(self.unless),
            "says": self.says,
            "basis": self.basis.value,
        }


@dataclass(frozen=True, slots=True)
class Norm:
    """A duty, advice or permission, and when it is met.

    It is in play where `applies`, save where one of `lifted_by` is established: an exception that nobody recorded
    lifts nothing. With `yields_to_local`, so does a local policy that forbids sharing: policy never calls due what it
    forbids. `met`, `unmet` and `moot` (not in play) are what a person reads; `whether` completes "whether …" while it
    is unknown; the first of `wordings` that is in point takes their place. `breach` breaks it whatever else is so.
    What is lacking rests on `lacking` where that is not the basis: the paragraph says one thing, and we ask another.
    """

    paragraph: str
    name: str
    effect: Effect
    met: str
    applies: Condition = ALWAYS
    satisfied: Condition = ALWAYS
    unmet: str = ""
    whether: str = ""
    lifted_by: tuple[Lifting, ...] = ()
    yields_to_local: bool = False
    before: Before = Before.NOTHING
    basis: Basis = Basis.GUIDANCE
    lacking: Basis | None = None
    wordings: tuple[AlternativeWording, ...] = ()
    breach: Breach | None = None
    moot: str = MOOT

    def worded(self, case: KnownFacts) -> "Norm":
        """The norm in the words that are in point in a case."""
        for one in self.wordings:
            if read(one.where, case) is Answer.YES:
                return replace(
                    self,
                    met=one.met or self.met,
                    unmet=one.unmet or self.unmet,
                    whether=one.whether or self.whether,
                    moot=one.moot or self.moot,
                    wordings=(),
                )
        return self

    def basis_of(self, status: Status) -> Basis:
        """On what a finding of this norm rests when it stands so."""
        if status is Status.BREACHED and self.breach:
            return self.breach.basis
        if status in (Status.OUTSTANDING, Status.BREACHED) and self.lacking:
            return self.lacking
        return self.basis

    def says(self, status: Status) -> str:
        """What a finding of this norm says to a person."""
        match status:
            case Status.MET:
                return self.met
            case Status.OUTSTANDING:
                return self.unmet
            case Status.BREACHED if self.breach:
                return self.breach.says
            case Status.BREACHED if self.before is Before.SHARING:
                return Composed(
                    "%(unmet)s That had to come before sharing, and something has been shared.", unmet=self.unmet
                )
            case Status.BREACHED:
                return self.unmet
            case Status.UNKNOWN:
                return Composed("Too little is recorded to say whether %(what)s.", what=self.whether)
        return self.moot

    def as_json(self) -> JsonTree:
        """The norm as plain values, for the digest."""
        return {
            "norm": self.name,
            "paragraph": self.paragraph,
            "effect": self.effect.value,
            "basis": {status.value: self.basis_of(status).value for status in Status},
            "applies": as_json(self.applies),
            "lifted_by": [lifting.as_json() for lifting in self.lifted_by],
            "yields_to_local": self.yields_to_local,
            "satisfied": as_json(self.satisfied),
            "before": self.before.value,
            "says": {status.value: self.says(status) for status in Status},
            "wordings": [wording.as_json() for wording in self.wordings],
            "breach": self.breach.as_json() if self.breach else None,
        }


@dataclass(frozen=True, slots=True)
class Caution:
    """A warning beside every answer: where `when` is so, and from `since` on, unless something is established."""

    name: str
    paragraph: str
    says: str
    when: Condition = ALWAYS
    unless: tuple[Condition, ...] = ()
    yields_to_local: bool = False
    since: date = date.min

    def as_json(self) -> JsonTree:
        """The caution as plain values, for the digest."""
        return {
            "caution": self.name,
            "paragraph": self.paragraph,
            "says": self.says,
            "when": as_json(self.when),
            "unless": [as_json(condition) for condition in self.unless],
            "yields_to_local": self.yields_to_local,
            "since": self.since.isoformat(),
        }


Provision: TypeAlias = Guard | Norm | Caution


@dataclass(frozen=True, slots=True)
class GuidanceSection:
    """A section of the guidance: its number, its title in our words, and its provisions in the order of paragraphs."""

    number: int
    title: str
    provisions: tuple[Provision, ...]

    def as_json(self) -> JsonTree:
        """The section as plain values, for the digest."""
        return {"number": self.number, "title": self.title, "provisions": [each.as_json() for each in self.provisions]}


@dataclass(frozen=True, slots=True)
class LocalPolicy:
    """What a force may adopt on top: guards on both sharing acts, each of which only narrows, and its own findings.

    `departs` says where it departs from the guidance, so that the force which adopts it owns that.
    """

    name: str
    title: str
    about: str
    departs: str
    guards: tuple[Guard, ...]
    norms: tuple[Norm, ...] = ()

    def as_json(self) -> JsonTree:
        """The local policy as plain values, for the digest."""
        return {
            "name": self.name,
            "title": self.title,
            "about": self.about,
            "departs": self.departs,
            "guards": [guard.as_json() for guard in self.guards],
            "norms": [norm.as_json() for norm in self.norms],
        }
