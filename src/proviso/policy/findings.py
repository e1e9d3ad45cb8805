"""What is found of a norm in a case: its status, why, and what is missing; worked out beforehand like every condition.

The order is that of the vocabulary's own document: not applicable, unknown, met, then outstanding, or breached where it
had to come before something that has been done. Exceptions (`Norm.lifted_by`) are looked at in `assess`.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from proviso.policy.composed import Composed, joined
from proviso.policy.conditions import Answer, JsonTree, KnownFacts, grounds, mentions, read
from proviso.policy.facts import FACTS
from proviso.policy.norms import MOOT, Basis, Before, Effect, Lifting, Norm, Status
from proviso.policy.tables import Evaluated, Key, Table, keyed, states, union


class Finding(NamedTuple):
    """How one norm stands. `because` are the recorded facts that settle it, `needs` the unknown ones; both sorted.

    `lifted_by` says what took it out of play, where something did.
    """

    norm: Norm
    status: Status
    because: tuple[str, ...]
    needs: tuple[str, ...]
    lifted_by: tuple[str, ...] = ()

    @property
    def paragraph(self) -> str:
        """The paragraph that lays it down."""
        return self.norm.paragraph

    @property
    def effect(self) -> Effect:
        """Duty, advice or permission."""
        return self.norm.effect

    @property
    def basis(self) -> Basis:
        """Whether the paragraph says so, or it is our safeguard."""
        return self.norm.basis_of(self.status)

    @property
    def says(self) -> str:
        """One or two sentences for a person."""
        if self.lifted_by:
            return Composed("This does not arise: %(why)s.", why=joined([*dict.fromkeys(self.lifted_by)], "; "))
        return self.norm.says(self.status)

    @property
    def says_more(self) -> bool:
        """Whether it says more than that it does not arise: it is in play, or it is said by what it is lifted."""
        return self.status is not Status.NOT_APPLICABLE or self.says != MOOT

    def as_json(self) -> dict[str, JsonTree]:
        """The finding as `proviso assess --json` prints it."""
        return {
            "paragraph": self.paragraph,
            "norm": self.norm.name,
            "effect": self.effect.value,
            "basis": self.basis.value,
            "status": self.status.value,
            "says": self.says,
            "because": list(self.because),
            "needs": list(self.needs),
        }


class Reading(NamedTuple):
    """A norm's finding for every state of its facts: `rows[key(case)]`, where the case names every fact."""

    key: Callable[[KnownFacts], Key]
    rows: Mapping[Key, Finding]


def reading(norm: Norm, applies: Table, satisfied: Table) -> Reading:
    """Work out a norm for every consistent state of the facts that it rests on; of its exceptions, only those over
    facts that it names anyhow (`lifted_beforehand`)."""
    named = {*applies.facts, *satisfied.facts, *(("shared",) if norm.before is Before.SHARING else ())}
    named |= {name for wording in norm.wordings for name in mentions(wording.where)}
    if norm.breach:
        named |= {*mentions(norm.breach.where), *mentions(norm.breach.unless)}
    facts = tuple(name for name in FACTS if name in named)
    key = keyed(facts)
    rows = {}
    for state in states(facts):
        case = dict(zip(facts, state, strict=True))
        in_play, done = applies.rows[applies.key(case)], satisfied.rows[satisfied.key(case)]
        worded = norm.worded(case)
        stands = _breached(worded, case) or found(worded, in_play, done, shared=case.get("shared") is True)
        rows[key(case)] = _lifted(stands, case)
    return Reading(key, rows)


def lifted_beforehand(norm: Norm, lifting: Lifting) -> bool:
    """Whether an exception is over facts that say whether the norm is in play: its table has it, and `assess` need
    not look."""
    return {*mentions(lifting.where)} <= {*mentions(norm.applies)}


def _lifted(finding: Finding, case: KnownFacts) -> Finding:
    """The finding, out of play where an exception that its own table knows is established."""
    for lifting in finding.norm.lifted_by:
        established = lifted_beforehand(finding.norm, lifting) and read(lifting.where, case) is Answer.YES
        if established and finding.status is not Status.NOT_APPLICABLE:
            because = tuple(sorted(grounds(lifting.where, case)))
            return Finding(finding.norm, Status.NOT_APPLICABLE, because, (), (lifting.says,))
    return finding


def _breached(norm: Norm, case: KnownFacts) -> Finding | None:
    """The finding where what breaks a norm whatever else is so is established."""
    breach = norm.breach
    if breach is None or read(breach.where, case) is not Answer.YES or read(breach.unless, case) is Answer.YES:
        return None
    return Finding(norm, Status.BREACHED, tuple(sorted(grounds(breach.where, case))), ())


def found(norm: Norm, in_play: Evaluated, done: Evaluated, *, shared: bool) -> Finding:
    """A norm's finding, from whether it is in play, whether it is satisfied, and whether something has been shared."""
    if in_play.answer is Answer.NO:
        return Finding(norm, Status.NOT_APPLICABLE, in_play.because, ())
    if Answer.UNKNOWN in (in_play.answer, done.answer):
        return Finding(norm, Status.UNKNOWN, (), union(in_play.needs, done.needs))
    if done.answer is Answer.YES:
        return Finding(norm, Status.MET, done.because or in_play.because, ())
    if norm.before is Before.SUSPECTING:
        return Finding(norm, Status.BREACHED, done.because, ())
    if norm.before is Before.SHARING and shared:
        return Finding(norm, Status.BREACHED, union(done.because, ("shared",)), ())
    return Finding(norm, Status.OUTSTANDING, done.because, ())
