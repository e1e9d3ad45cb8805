"""One case assessed: each act, each finding, why it is so, what is missing, and what would open what is closed.

A pure function of a policy, the facts and a day. "Yes" means that policy does not stand in the way: whether to share,
what and when stay an officer's decision (5.5). `opening` works out the steps, only when they are asked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from proviso.policy.conditions import Answer, Json, Value
from proviso.policy.facts import FACTS, check
from proviso.policy.library import Policy
from proviso.policy.norms import Act, Basis, Before, Effect, Guard, Norm, Status
from proviso.policy.opening import Opening, openings
from proviso.policy.plan import Places, Plan
from proviso.policy.tables import Worked

__all__ = ["ActAnswer", "Answer", "Assessment", "Finding", "GuardAnswer", "assess"]

_BLANK: dict[str, Value | None] = dict.fromkeys(FACTS)
_SHARED = "shared"


class Finding(NamedTuple):
    """How one norm stands. `because` are the recorded facts that settle it, `needs` the unknown ones; both sorted."""

    norm: Norm
    status: Status
    because: tuple[str, ...]
    needs: tuple[str, ...]

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
        return self.norm.basis

    @property
    def says(self) -> str:
        """One or two sentences for a person."""
        return self.norm.says(self.status)

    def as_json(self) -> dict[str, Json]:
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


class GuardAnswer(NamedTuple):
    """One guard of an act as it stands: yes is open, no is closed. `because` and `needs` as in a finding."""

    guard: Guard
    answer: Answer
    because: tuple[str, ...]
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ActAnswer:
    """May this be done now? `refused_by` are the citations of guards that fail; `needs` what remains to be recorded."""

    act: Act
    answer: Answer
    refused_by: tuple[str, ...]
    needs: tuple[str, ...]
    facts: Mapping[str, Value]
    plan: Plan

    @property
    def guards(self) -> tuple[GuardAnswer, ...]:
        """Each guard of the act and how it stands, in the order of the guidance, then of local policies."""
        case = {**_BLANK, **self.facts}
        tables = self.plan.tables
        return tuple(
            GuardAnswer(guard, *tables[place].rows[tables[place].key(case)])
            for guard, place in self.plan.guards[self.act]
        )

    @property
    def opens(self) -> tuple[Opening, ...]:
        """For a closed act, each smallest set of proper steps that would open it; empty where none is proper."""
        return openings(self.plan, self.act, self.facts) if self.answer is Answer.NO else ()

    def as_json(self) -> dict[str, Json]:
        """The act as `proviso assess --json` prints it, the steps included."""
        return {
            "answer": self.answer.value,
            "refused_by": list(self.refused_by),
            "needs": list(self.needs),
            "opens": [[step.as_json() for step in opening] for opening in self.opens],
        }


@dataclass(frozen=True, slots=True, eq=False)
class Assessment:
    """What policy says of a case on a day: four acts, a finding for each norm, and warnings."""

    on: date
    policy: Policy
    facts: Mapping[str, Value]
    acts: Mapping[str, ActAnswer]
    findings: tuple[Finding, ...]
    warnings: tuple[str, ...]

    def finding(self, norm: str) -> Finding:
        """The finding of a norm, by the norm's name; KeyError where there is none."""
        for finding in self.findings:
            if finding.norm.name == norm:
                return finding
        raise KeyError(norm)

    def as_json(self) -> dict[str, Json]:
        """The whole answer as `proviso assess --json` prints it."""
        return {
            "on": self.on.isoformat(),
            "policy": {
                "edition": self.policy.edition,
                "local": list(self.policy.local),
                "digest": self.policy.digest,
            },
            "acts": {name: answer.as_json() for name, answer in self.acts.items()},
            "findings": [finding.as_json() for finding in self.findings],
            "warnings": list(self.warnings),
        }


def assess(policy: Policy, facts: Mapping[str, object], on: date) -> Assessment:
    """Assess one case under a policy, as it stands on a day. Raises FactRefused, as `facts.check` does."""
    recorded = check(facts)
    case = _BLANK | recorded
    plan = policy.plan
    worked = [rows[key(case)] for key, rows in plan.lookups]
    acts: dict[str, ActAnswer] = {}
    for act, guards in plan.refusals:
        acts[act.value] = ActAnswer(act, *_weighed(guards, worked), recorded, plan)
    shared = recorded.get(_SHARED) is True
    findings = tuple([_finding(*norm, worked, shared) for norm in plan.norms])
    warnings = tuple([
        caution.says
        for caution, when, unless in plan.cautions
        if on >= caution.since
        and all(worked[place].answer is Answer.YES for place in when)
        and not any(worked[place].answer is Answer.YES for place in unless)
    ])  # fmt: skip
    return Assessment(on, policy, recorded, acts, findings, warnings)


def _weighed(
    guards: tuple[tuple[str, int], ...], worked: list[Worked]
) -> tuple[Answer, tuple[str, ...], tuple[str, ...]]:
    """An act's answer, the citations that refuse it, and what it needs: no before unknown before yes."""
    refused: list[str] = []
    needs: set[str] = set()
    answer = Answer.YES
    for citation, place in guards:
        state = worked[place]
        if state.answer is Answer.NO:
            refused.append(citation)
        elif state.answer is Answer.UNKNOWN:
            answer = Answer.UNKNOWN
            needs.update(state.needs)
    return Answer.NO if refused else answer, tuple(sorted(refused)), tuple(sorted(needs))


def _finding(
    norm: Norm, applies: Places, lifted: Places, satisfied: Places, worked: list[Worked], shared: bool
) -> Finding:
    """One norm's finding, in the order of `assessment.md`: not applicable, unknown, met, outstanding or breached."""
    in_play, because = _every(applies, worked)
    lifting = [worked[place] for place in lifted if worked[place].answer is Answer.YES]
    if in_play is Answer.NO or lifting:
        if in_play is not Answer.NO:
            because = ()
        return Finding(norm, Status.NOT_APPLICABLE, _union(because, *(state.because for state in lifting)), ())
    done, why = _every(satisfied, worked)
    if in_play is Answer.UNKNOWN or done is Answer.UNKNOWN:
        open_places = (*applies, *satisfied)
        return Finding(norm, Status.UNKNOWN, (), _union(*(worked[place].needs for place in open_places)))
    if done is Answer.YES:
        return Finding(norm, Status.MET, why if satisfied else because, ())
    if norm.before is Before.SUSPECTING:
        return Finding(norm, Status.BREACHED, why, ())
    if norm.before is Before.SHARING and shared:
        return Finding(norm, Status.BREACHED, _union(why, (_SHARED,)), ())
    return Finding(norm, Status.OUTSTANDING, why, ())


def _every(places: Places, worked: list[Worked]) -> tuple[Answer, tuple[str, ...]]:
    """Whether every one is so, and the facts that settle it: those of the parts that fail, or else of all."""
    states = [worked[place] for place in places]
    failing = [state for state in states if state.answer is Answer.NO]
    if failing:
        return Answer.NO, _union(*(state.because for state in failing))
    if any(state.answer is Answer.UNKNOWN for state in states):
        return Answer.UNKNOWN, ()
    return Answer.YES, _union(*(state.because for state in states))


def _union(*names: tuple[str, ...]) -> tuple[str, ...]:
    """The names in any of these, sorted; each is sorted already."""
    return names[0] if len(names) == 1 else tuple(sorted({name for each in names for name in each}))
