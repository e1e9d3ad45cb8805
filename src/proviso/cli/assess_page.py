"""An assessment as a page for a person: each act with its answer and why, what remains to be recorded, the findings."""

from collections.abc import Iterator

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from proviso.policy.assess import ActAnswer, Answer, Assessment
from proviso.policy.explain import ACT_WORDS, ANSWER_WORDS, BASES, STATUSES, citation, listed, sentence
from proviso.policy.facts import FACTS
from proviso.policy.norms import Basis

COLOURS = {Answer.YES: "green", Answer.NO: "red", Answer.UNKNOWN: "yellow"}


def printed(where: str, assessment: Assessment, marking: str, *, first: bool) -> None:
    """Print the page to standard output, its marking above and below; pages after the first begin with a rule."""
    console = Console(highlight=False)
    if not first:
        console.rule()
    console.print(Text(marking))
    policy = assessment.policy
    adopted = f", with {listed(policy.local)}" if policy.local else ""
    console.print(Text(f"{where}: policy {policy.edition}{adopted}, on {assessment.on.isoformat()}", "bold"))
    for warning in assessment.warnings:
        console.print(Text(f"Warning: {warning}"))
    for answer in assessment.acts.values():
        _act(console, answer)
    _needs(console, assessment)
    _findings(console, assessment)
    console.print()
    console.print(Text(marking))


def _act(console: Console, answer: ActAnswer) -> None:
    console.print()
    name = sentence(ACT_WORDS[answer.act])[:-1]
    console.print(Text.assemble((f"{name}: ", "bold"), (ANSWER_WORDS[answer.answer], COLOURS[answer.answer])))
    for line in _why(answer):
        console.print(Padding(Text(line), (0, 0, 0, 2), expand=False))


def _why(answer: ActAnswer) -> Iterator[str]:
    for guard in answer.guards:
        if guard.answer is Answer.NO:
            yield f"{guard.guard.refuses} ({citation(guard.guard.citation)}; {_rests_on(guard.guard.basis)})"
    if answer.answer is Answer.NO:
        yield _what_opens(answer)
    if answer.needs:
        count = "one fact that is" if len(answer.needs) == 1 else f"{len(answer.needs)} facts that are"
        yield f"It rests on {count} not recorded: see below."
    yield " ".join(_bases(answer))


def _bases(answer: ActAnswer) -> Iterator[str]:
    """On what each guard of the act rests: "The guidance: 1.1. Our safeguard: 9.1.1."."""
    for basis, words in BASES.items():
        if cited := [each.guard.citation for each in answer.guards if each.guard.basis is basis]:
            yield f"{words}: {', '.join(cited)}."


def _rests_on(basis: Basis) -> str:
    """On what something rests, within a sentence: "our safeguard"."""
    return f"{BASES[basis][:1].lower()}{BASES[basis][1:]}"


def _what_opens(answer: ActAnswer) -> str:
    if ways := ["; ".join(step.says for step in opening) for opening in answer.opens]:
        return f"To allow it: {'. Or: '.join(ways)}."
    if answer.needs:
        return (
            "It also waits for what is not recorded: once that is, the steps that would allow it can be said, if any."
        )
    return "No step of an officer's own would allow it."


def _needs(console: Console, assessment: Assessment) -> None:
    missing = {name for answer in assessment.acts.values() for name in answer.needs}
    if not missing:
        return
    console.print()
    console.print(Text("What remains to be recorded", "bold"))
    for name, fact in FACTS.items():
        if name in missing:
            console.print(Padding(Text(f"{name}: {fact.question}"), (0, 0, 0, 2), expand=False))


def _findings(console: Console, assessment: Assessment) -> None:
    console.print()
    console.print(Text("Findings by paragraph", "bold"))
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    silent = []
    for finding in assessment.findings:
        if not finding.says_more:
            silent.append(finding.paragraph)
        else:
            says = f"{finding.says} ({finding.effect}; {_rests_on(finding.basis)})"
            table.add_row(Text(finding.paragraph), Text(STATUSES[finding.status]), Text(says))
    console.print(Padding(table, (0, 0, 0, 2), expand=False))
    if silent:
        console.print(Padding(Text(f"Do not arise: {listed(silent)}."), (0, 0, 0, 2), expand=False))
