"""The reference, written from the policy itself: acts and guards, norms, warnings, local policies, facts, paragraphs.

Markdown, for `docs/reference/policy.md` and for `proviso policy show`. It says nothing that is not in the code.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from proviso.policy.explain import ACT_WORDS, BASES, STATUSES, citation, english, listed, sentence
from proviso.policy.facts import FACTS
from proviso.policy.library import AGREED, Policy, policy_in_force
from proviso.policy.local import LOCAL_POLICIES, SCOPES
from proviso.policy.norms import Before, Caution, Guard, Norm, Status
from proviso.policy.register import Covered, coverage
from proviso.policy.vocabulary import Fact, shown

IN_AND_OUT = """\
## In and out

In, one object a case: `on` (a day; today where it is left out), `local` (names of local policies; none where it is left
out), `facts`. A fact that is left out or null is unknown. Anything else is refused by name.

Out, for each case: `on`; `policy` with its edition, local policies and digest; `acts`; `findings`; `warnings`.

- `acts` has all four. `answer` is `yes` (allowed), `no` (not allowed) or `unknown` (not known yet). Allowed means
  that policy does not stand in the way; the decision stays an officer's. `refused_by` cites the guards that fail.
  `needs` names the unknown facts that can still change a guard which has neither failed nor passed. Both are sorted.
- `opens` of an act that is not allowed lists each smallest set of proper steps that would allow it, as a list of
  lists of `{"fact": …, "becomes": …, "says": …}`: any one of the inner lists is enough, and all its steps are needed.
  It is empty where no step is an officer's to take, or while something that is not an officer's to choose is not
  recorded. A step that changes the proposal (its content, purposes or recipient) brings telling the person again along.
- `bases` says of every guard of the act on what it rests, by its citation: `guidance` (the guidance says so),
  `safeguard` (ours: a gate made of what it says, or that something be written down, weighed or explained first) or
  `local` (a local policy). A finding has its own `basis`.
- `findings` are in the order of paragraphs; `support` is a safeguard of ours, and stands with 3.2. `because` are the
  recorded facts that settle the status, `needs` the unknown ones that could. Advice and permissions come to `met` or
  `not_applicable` (`support` and the advice to delay under 7.2 also to `outstanding`, the latter to `breached`), and
  are `unknown` like every other finding while it is not known whether they are in point.
- `warnings` are sentences. That a decision not to share departs from 5.4 is left out where there is only a doubt, or
  where 5.2 or a local policy forbids sharing: then it departs from nothing.
"""
MADE_BY = "<!-- Made by `proviso policy reference`; change the policy, not this file. -->"


def reference() -> str:
    """The whole reference: the edition of April 2020, every local policy, every fact and every paragraph."""
    national = policy_in_force(AGREED)
    lines = [
        MADE_BY,
        "# Policy reference",
        "",
        f"Edition `{national.edition}`, digest `{national.digest}`.",
        "",
        *IN_AND_OUT.splitlines(),
        "",
        *acts(national),
        *findings(national),
        *local_policies(),
        *_facts(FACTS.values()),
        *_paragraphs(coverage(AGREED)),
    ]
    return "\n".join(lines).rstrip() + "\n"


def overview(policy: Policy, on: date) -> str:
    """One policy as it is in force: its acts with their guards, its findings and warnings."""
    adopted = listed(policy.local) if policy.local else "none"
    lines = [
        f"# Policy in force on {on.isoformat()}",
        "",
        f"Edition {policy.edition}. Local policies: {adopted}. Digest {policy.digest}.",
        "",
        *acts(policy),
        *findings(policy),
    ]
    return "\n".join(lines).rstrip() + "\n"


def acts(policy: Policy) -> Iterator[str]:
    """Each act, and every guard that it needs."""
    yield from (
        "## Acts",
        "",
        "An act is allowed where every one of its guards passes, and not allowed where one fails. Otherwise it is not",
        "known yet: unknown is never taken for no.",
        "",
    )
    for act, guards in policy.guards.items():
        yield from (f"### {sentence(ACT_WORDS[act])[:-1]} (`{act}`)", "")
        yield from _table(("Cited as", "What is needed", "Passes where", "Rests on"), (_guard(each) for each in guards))


def findings(policy: Policy) -> Iterator[str]:
    """Each norm, when it arises and when it is met; then the warnings."""
    yield from ("## Findings", "", "One for each paragraph that lays down a duty, gives advice or permits.", "")
    yield from _table(FINDING, (_norm(each) for each in policy.norms))
    yield from ("## Warnings", "")
    yield from _table(("Paragraph", "Says", "Where", "Save where"), (_caution(each) for each in policy.cautions))


FINDING = ("Paragraph", "Norm", "Effect", "Rests on", "Arises where", "Save where", "Met where", "Breached where")
"""What is said of each finding."""


def local_policies() -> Iterator[str]:
    """The local policies that a force may adopt."""
    yield from ("## Local policies", "")
    for local in LOCAL_POLICIES.values():
        yield from (f"### {local.title} (`{local.name}`)", "", local.about, "")
        yield from (f"Departs from the guidance: {local.departs}", "")
        yield from _table(("Cited as", "What is needed", "Passes where", "Rests on"), map(_guard, local.guards))
        if local.norms:
            yield from _table(FINDING, map(_norm, local.norms))
        if local.name in SCOPES:
            codes = ", ".join(f"`{code}`" for code in SCOPES[local.name][1])
            yield from (f"The force chooses its scope after a colon, with + between: {codes}.", "")


def _facts(facts: Iterable[Fact]) -> Iterator[str]:
    yield from ("## Facts", "", "A fact that nobody has recorded is unknown: left out, or null.", "")
    yield from _table(("Fact", "Question", "Values", "Only where", "Paragraph"), map(_fact, facts))


def _paragraphs(rows: Iterable[Covered]) -> Iterator[str]:
    yield from ("## Paragraphs", "")
    head = ("Paragraph", "What it asks", "Norms", "Pages", "Standing")
    yield from _table(head, (_paragraph(each) for each in rows))


def _guard(guard: Guard) -> tuple[str, ...]:
    return (guard.citation, sentence(guard.asks), sentence(english(guard.condition)), BASES[guard.basis])


def _norm(norm: Norm) -> tuple[str, ...]:
    save = [english(lifting.where) for lifting in norm.lifted_by]
    if norm.yields_to_local:
        save.append("a local policy forbids sharing")
    return (
        norm.paragraph,
        f"`{norm.name}`",
        norm.effect,
        _rests_on(norm),
        sentence(english(norm.applies)),
        sentence("; or ".join(save)) if save else "",
        sentence(english(norm.satisfied)),
        _broken(norm),
    )


def _rests_on(norm: Norm) -> str:
    """On what a norm rests, and on what else where something is lacking or it is broken."""
    otherwise = [
        f"{STATUSES[status]}: {BASES[norm.basis_of(status)].lower()}"
        for status in (Status.OUTSTANDING, Status.BREACHED)
        if norm.basis_of(status) is not norm.basis
    ]
    return "; ".join([BASES[norm.basis], *otherwise])


def _broken(norm: Norm) -> str:
    """Where a norm is breached: where something had to come before it, or where what breaks it is so."""
    if norm.breach:
        return sentence(f"{english(norm.breach.where)}, unless {english(norm.breach.unless)}")
    return {
        Before.NOTHING: "",
        Before.SHARING: "Not met, and something has been shared.",
        Before.SUSPECTING: "Not met.",
    }[norm.before]


def _caution(caution: Caution) -> tuple[str, ...]:
    save = [english(condition) for condition in caution.unless]
    if caution.yields_to_local:
        save.append("a local policy forbids sharing")
    where = english(caution.when) if caution.since == date.min else f"from {caution.since.isoformat()} on"
    return (citation(caution.paragraph), caution.says, sentence(where), sentence("; or ".join(save)) if save else "")


def _fact(fact: Fact) -> tuple[str, ...]:
    only = f"`{fact.only.fact}` is {listed(map(shown, fact.only.values), 'or')}" if fact.only else ""
    return (
        f"`{fact.name}`",
        fact.question,
        ", ".join(f"`{shown(value)}`" for value in fact.values),
        only,
        fact.paragraph,
    )


def _paragraph(covered: Covered) -> tuple[str, ...]:
    row = covered.row
    return (
        row.paragraph,
        row.asks,
        ", ".join(covered.norms) or row.why_nothing,
        ", ".join(row.pages),
        f"{covered.status}; left out: {row.left_out}" if row.left_out else covered.status,
    )


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield _row(head)
    yield _row("---" for _ in head)
    yield from map(_row, rows)
    yield ""


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
