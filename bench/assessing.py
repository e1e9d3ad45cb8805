"""How long one assessment takes: ours, a plain walk of the same tree, and Cedar on an equivalent set of rules.

Every case is fully recorded and different from the last, so that nothing is gained by remembering one. Ours checks the
facts, answers four acts with their reasons and makes every finding; Cedar answers the four acts alone.
"""

import random
from collections.abc import Callable, Sequence
from datetime import date
from statistics import median
from time import perf_counter_ns
from typing import Any

from bench.rows import Row
from proviso.policy.assess import assess_given
from proviso.policy.conditions import Answer, Condition, Every, FactValue, Is, Not, Some, grounds, read
from proviso.policy.facts import FACTS, changed, check
from proviso.policy.library import Policy, policy_in_force
from proviso.policy.norms import Status

ON = date(2026, 11, 22)
CASES = 200
ROUNDS = 15

Facts = dict[str, FactValue]


def run() -> list[Row]:
    """Measure, and say what was asked for. Cedar is left out where it is not installed."""
    policy = policy_in_force(ON)
    cases = recorded_cases(CASES)
    ways: dict[str, Callable[[], None]] = {
        "ours": lambda: _each(cases, lambda facts: assess_given(policy, facts, ON)),
        "walk": lambda: _each(cases, lambda facts: walk(policy, facts)),
    }
    if batch := cedar(policy, cases):
        ways["cedar"] = batch
    times = _interleaved(ways)
    ours = times["ours"]
    rows = [
        Row("one assessment with reasons", ours, None, None, "at most 60", "µs"),
        Row("one assessment, against a plain walk of the tree", ours, times["walk"], times["walk"] / ours, "", "µs"),
    ]
    if cedar_took := times.get("cedar"):
        asked = "at least 3 times faster"
        rows.append(Row("one assessment, against cedarpy's batch", ours, cedar_took, cedar_took / ours, asked, "µs"))
    return rows


def recorded_cases(count: int) -> list[Facts]:
    """Different cases in which every fact that applies is recorded, most of them with little in the way."""
    chance = random.Random(5)
    return [_recorded_case(chance) for _ in range(count)]


def _recorded_case(chance: random.Random) -> Facts:
    case: Facts = {}
    for name, fact in FACTS.items():
        if fact.only is None or case.get(fact.only.fact) in fact.only.values:
            smooth = fact.step and chance.random() < 0.8
            case[name] = fact.step.becomes if fact.step and smooth else chance.choice(fact.values)
    if chance.random() < 0.9:
        for name, value in (("role", "victim"), ("suspected", True), ("delay_reason", "none")):
            case = changed(case, name, value)
    return dict(check(case))


def walk(policy: Policy, facts: Facts) -> tuple[dict[str, list[str]], list[tuple[str, Status, list[str]]]]:
    """The same answers by walking the tree each time: citations that refuse each act; each norm's status and why."""
    recorded = check(facts)
    refused = {
        act.value: sorted(guard.citation for guard in guards if read(guard.condition, recorded) is Answer.NO)
        for act, guards in policy.guards.items()
    }
    found = []
    for norm in policy.norms:
        lifting = [each.where for each in norm.lifted_by if read(each.where, recorded) is Answer.YES]
        broken = norm.breach.where if norm.breach and read(norm.breach.where, recorded) is Answer.YES else None
        if broken is not None:
            found.append((norm.name, Status.BREACHED, sorted(grounds(broken, recorded))))
        elif read(norm.applies, recorded) is Answer.NO:
            found.append((norm.name, Status.NOT_APPLICABLE, sorted(grounds(norm.applies, recorded))))
        elif lifting:
            found.append((norm.name, Status.NOT_APPLICABLE, sorted(grounds(lifting[0], recorded))))
        elif read(norm.satisfied, recorded) is Answer.YES:
            found.append((norm.name, Status.MET, sorted(grounds(norm.satisfied, recorded))))
        else:
            found.append((norm.name, Status.OUTSTANDING, sorted(grounds(norm.satisfied, recorded))))
    return refused, found


def cedar(policy: Policy, cases: Sequence[Facts]) -> Callable[[], None] | None:
    """Cedar's batch over the same cases, its rules and entities parsed beforehand; None where it is not installed.

    Raises AssertionError where it does not refuse the same acts for the same reasons.
    """
    try:
        import cedarpy
    except ImportError:
        return None
    rules = cedarpy.PolicySet.from_str(cedar_rules(policy))
    nobody = cedarpy.Entities.from_json_str("[]")
    requests: list[dict[str, Any]] = [
        {"principal": 'Officer::"one"', "action": f'Action::"{act}"', "resource": 'Case::"one"', "context": case}
        for case in cases
        for act in policy.guards
    ]
    answers = iter(cedarpy.is_authorized_batch(requests, rules, nobody))
    for case in cases:
        for act, answer in assess_given(policy, case, ON).acts.items():
            theirs = next(answers).diagnostics.id_annotations_by_reason.values()
            closed = [f"{act} {each.guard.citation}" for each in answer.guards if each.answer is not Answer.YES]
            assert sorted(theirs) == sorted(closed), "Cedar's rules are not equivalent"

    def asked() -> None:
        cedarpy.is_authorized_batch(requests, rules, nobody)

    return asked


def cedar_rules(policy: Policy) -> str:
    """The guards in Cedar's language: an act is permitted, and forbidden by each guard that does not pass."""
    rules = []
    for act, guards in policy.guards.items():
        scope = f'principal, action == Action::"{act}", resource'
        rules.append(f"permit({scope});")
        rules += [
            f'@id("{act} {guard.citation}") forbid({scope}) unless {{ {in_cedar(guard.condition)} }};'
            for guard in guards
        ]
    return "\n".join(rules)


def in_cedar(condition: Condition) -> str:
    """A condition in Cedar's language: another interpreter of the same tree."""
    match condition.plain():
        case Is(fact, (value,)):
            return f"(context has {fact} && context.{fact} == {_literal(value)})"
        case Is(fact, values):
            return f"(context has {fact} && [{', '.join(map(_literal, values))}].contains(context.{fact}))"
        case Not(part):
            return f"!{in_cedar(part)}"
        case Every(parts):
            return f"({' && '.join(map(in_cedar, parts))})"
        case Some(parts):
            return f"({' || '.join(map(in_cedar, parts))})"
    raise TypeError(condition)


def _literal(value: FactValue) -> str:
    return str(value).lower() if isinstance(value, bool) else f'"{value}"'


def _each(cases: Sequence[Facts], does: Callable[[Facts], object]) -> None:
    for case in cases:
        does(case)


def _interleaved(ways: dict[str, Callable[[], None]]) -> dict[str, float]:
    """The median µs a case of each way, their rounds taking turns so that a busy moment falls on all of them."""
    took: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            began = perf_counter_ns()
            way()
            took[name].append((perf_counter_ns() - began) / CASES / 1_000)
    return {name: median(each) for name, each in took.items()}


if __name__ == "__main__":
    for row in run():
        beside = f" against {row.other:.1f} {row.unit}, {row.ratio:.1f} times" if row.other and row.ratio else ""
        print(
            f"{row.name}: {row.ours:.1f} {row.unit}{beside}{f' (asked for: {row.asked_for})' if row.asked_for else ''}"
        )
