"""One case assessed: each act, each finding, why it is so, what is missing, and what would allow what is not allowed.

A pure function of a policy, the facts and a day. "Yes" means that policy does not stand in the way: whether to share,
what and when stay an officer's decision (5.5). `opening` works out the steps, only when they are asked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from proviso.policy.conditions import Answer, FactValue, JsonTree
from proviso.policy.facts import FACTS, check
from proviso.policy.findings import Finding
from proviso.policy.library import Policy
from proviso.policy.norms import Act, Guard, Status
from proviso.policy.opening import OpeningSteps, openings
from proviso.policy.plan import Places, Plan
from proviso.policy.tables import Evaluated, union
from proviso.policy.typed_facts import CaseFacts

__all__ = ["ActAnswer", "Answer", "Assessment", "Finding", "GuardAnswer", "assess", "assess_given"]

_BLANK: dict[str, FactValue | None] = dict.fromkeys(FACTS)
_YES, _NO, _UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
_MOOT = Status.NOT_APPLICABLE


class GuardAnswer(NamedTuple):
    """One guard of an act as it stands: yes passes, no fails. `because` and `needs` as in a finding."""

    guard: Guard
    answer: Answer
    because: tuple[str, ...]
    needs: tuple[str, ...]


class ActAnswer(NamedTuple):
    """May this be done now? `refused_by` are the citations of guards that fail; `needs` what remains to be recorded."""

    act: Act
    answer: Answer
    refused_by: tuple[str, ...]
    needs: tuple[str, ...]
    facts: Mapping[str, FactValue]
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
    def opens(self) -> tuple[OpeningSteps, ...]:
        """For an act that is not allowed, each smallest set of proper steps that would allow it; empty where there is
        none."""
        return openings(self.plan, self.act, self.facts) if self.answer is Answer.NO else ()

    def as_json(self) -> dict[str, JsonTree]:
        """The act as `proviso assess --json` prints it, the steps included."""
        return {
            "answer": self.answer.value,
            "refused_by": list(self.refused_by),
            "needs": list(self.needs),
            "opens": [[step.as_json() for step in opening] for opening in self.opens],
            "bases": {**self.plan.bases[self.act]},
        }


@dataclass(frozen=True, slots=True, eq=False)
class Assessment:
    """What policy says of a case on a day: four acts, a finding for each norm, and warnings."""

    on: date
    policy: Policy
    facts: Mapping[str, FactValue]
    acts: Mapping[Act, ActAnswer]
    findings: tuple[Finding, ...]
    warnings: tuple[str, ...]

    def finding(self, norm: str) -> Finding:
        """The finding of a norm, by the norm's name; KeyError where there is none."""
        for finding in self.findings:
            if finding.norm.name == norm:
                return finding
        raise KeyError(norm)

    def as_json(self) -> dict[str, JsonTree]:
        """The whole answer as `proviso assess --json` prints it."""
        return {
            "on": self.on.isoformat(),
            "policy": {
                "edition": self.policy.edition,
                "local": list(self.policy.local),
                "digest": self.policy.digest,
            },
            "acts": {act.value: answer.as_json() for act, answer in self.acts.items()},
            "findings": [finding.as_json() for finding in self.findings],
            "warnings": list(self.warnings),
        }


def assess(policy: Policy, facts: CaseFacts, on: date) -> Assessment:
    """Assess one case under a policy, as it stands on a day. Raises FactRefused, as `facts.check` does."""
    return assess_given(policy, facts, on)


def assess_given(policy: Policy, facts: Mapping[str, object], on: date) -> Assessment:
    """Assess facts that come from outside, such as a file: their names and values may be anything until they are
    checked. Raises FactRefused."""
    recorded = check(facts)
    case = {**_BLANK, **recorded}
    plan = policy.plan
    worked = [rows[key(case)] for key, rows in plan.lookups]
    return Assessment(
        on,
        policy,
        recorded,
        _acts(plan, worked, recorded),
        _findings(plan, worked, [rows[key(case)] for key, rows in plan.readings]),
        tuple(
            [
                caution.says
                for caution, when, unless in plan.cautions
                if worked[when].answer is _YES and on >= caution.since and not _lifted(unless, worked)
            ]
        ),
    )


def _acts(plan: Plan, worked: list[Evaluated], recorded: Mapping[str, FactValue]) -> dict[Act, ActAnswer]:
    """Each act: no where a guard fails, unknown where none fails and some guard is not decided, else yes."""
    refused: dict[Act, tuple[str, ...]] = {}
    needs: dict[Act, set[str]] = {}
    for citation, place, acts in plan.guarded:
        answer, _, needed = worked[place]
        if answer is _YES:
            continue
        for act in acts:
            if answer is _NO:
                refused[act] = (*refused.get(act, ()), citation)
            else:
                needs[act] = {*needs.get(act, ()), *needed}
    answers = {}
    for act in plan.acts:
        closed, missing = refused.get(act, ()), needs.get(act)
        answer = _NO if closed else _UNKNOWN if missing else _YES
        answers[act] = ActAnswer(act, answer, closed, tuple(sorted(missing)) if missing else (), recorded, plan)
    return answers


def _findings(plan: Plan, worked: list[Evaluated], found: list[Finding]) -> tuple[Finding, ...]:
    """The findings as their tables have them, but not applicable where an exception is established."""
    for place, lifted in plan.lifted:
        lifting = [each for each in lifted if worked[each].answer is _YES]
        if lifting and (finding := found[place]).status is not _MOOT and not _stays_broken(finding):
            because = union(*[worked[each].because for each in lifting])
            says = plan.lifting_says
            found[place] = Finding(finding.norm, _MOOT, because, (), tuple([says[each] for each in lifting]))
    return tuple(found)


def _stays_broken(finding: Finding) -> bool:
    """Whether it was broken by what was done, which nothing that is decided afterwards undoes."""
    return finding.status is Status.BREACHED and finding.norm.breach is not None


def _lifted(unless: Places, worked: list[Evaluated]) -> bool:
    """Whether something lifts a caution; one that nobody has recorded a reason against stands."""
    return any(worked[place].answer is _YES for place in unless)
