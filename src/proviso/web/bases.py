"""On what a guard, a step or a question rests, as a page says it: "The guidance", "Our safeguard", "Local policy"."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proviso.policy.assess import ActAnswer
from proviso.policy.conditions import mentions
from proviso.policy.explain import BASES, sentence
from proviso.policy.library import Policy
from proviso.policy.norms import SHARING, Basis, Guard
from proviso.web.design.policy_words import citation


def basis_words(basis: Basis, cited: str = "") -> str:
    """The basis in words; empty beside a citation that says it already."""
    return "" if cited.startswith(_("Our safeguard")) else _(BASES[basis])


def cited_words(cited: str) -> str:
    """A citation as it stands beside a sentence: "Paragraph 9.1.1"."""
    return sentence(citation(cited)).rstrip(".")


def guard_of_step(act: ActAnswer, fact: str) -> Guard:
    """The guard that a step on a fact would open: every step is on a fact that one of the act's guards asks about."""
    return next(one.guard for one in act.guards if fact in mentions(one.guard.condition))


def rests_on(policy: Policy, paragraphs: tuple[str, ...]) -> str:
    """What sharing waits for under these paragraphs, and on what each rests; empty where it waits for none of them."""
    guards = [guard for act in SHARING for guard in policy.guards[act] if guard.citation in paragraphs]
    bases: dict[str, list[str]] = {}
    for guard in guards:
        cited = bases.setdefault(BASES[guard.basis], [])
        if guard.citation not in cited:
            cited.append(guard.citation)
    said = "; ".join(f"{_(words)} ({', '.join(cited)})" for words, cited in bases.items())
    if not said:
        return ""
    says = ngettext(
        "Before sharing, this paragraph is looked at: %(bases)s.",
        "Before sharing, these paragraphs are looked at: %(bases)s.",
        sum(len(cited) for cited in bases.values()),
    )
    return says % {"bases": said} + " "
