"""The same conditions as English, with the names of acts and citations: for pages, the command line and the reference.

Conditions are read with every "not" moved inwards to the facts, which changes nothing in three-valued logic and leaves
only what a person would say.
"""

from collections.abc import Iterable
from types import MappingProxyType

from proviso.policy.conditions import Answer, Condition, Every, FactValue, Is, Not, Some
from proviso.policy.facts import FACTS
from proviso.policy.local import LOCAL_POLICIES
from proviso.policy.norms import Act, Basis, Status

ACT_WORDS = MappingProxyType(
    {
        Act.SHARE_BASIC: "share basic information",
        Act.SHARE_ADDITIONAL: "share additional information",
        Act.DELAY_SHARING: "delay sharing",
        Act.CLOSE_CASE: "close the case",
    }
)
ANSWER_WORDS = MappingProxyType(
    {
        Answer.YES: "Allowed",
        Answer.NO: "Not allowed",
        Answer.UNKNOWN: "Not known yet",
    }
)
STATUSES = MappingProxyType(
    {
        Status.MET: "met",
        Status.OUTSTANDING: "outstanding",
        Status.BREACHED: "breached",
        Status.UNKNOWN: "not known yet",
        Status.NOT_APPLICABLE: "does not arise",
    }
)
BASES = MappingProxyType(
    {
        Basis.GUIDANCE: "The guidance",
        Basis.SAFEGUARD: "Our safeguard",
        Basis.LOCAL: "Local policy",
    }
)
OURS = MappingProxyType(
    {
        "correction": "our safeguard on corrections",
        "support": "our safeguard on support",
        "header": "the guidance's header",
    }
)
"""What is cited though it has no paragraph."""


def english(condition: Condition) -> str:
    """A condition as a clause, without a capital or a full stop: "the role is …, or … and …"."""
    match condition.plain():
        case Is(fact, values):
            return _one_of([FACTS[fact].says[value] for value in values])
        case Every(()):
            return "always"
        case Every(parts):
            clauses = [_bracketed(part, Some) for part in parts]
            return (", and " if any(" or " in clause for clause in clauses) else " and ").join(clauses)
        case Some(parts):
            return ", or ".join(_bracketed(part, Every) for part in parts)
        case Not(part):
            return english(_opposite(part))
        case other:
            raise TypeError(f"not a node of the tree: {other!r}")


def citation(cited: str) -> str:
    """Where a guard or finding comes from, in words: "paragraph 9.1.1", "Consent first, rule 1"."""
    name, _, rule = cited.partition("/")
    if name in LOCAL_POLICIES:
        return f"{LOCAL_POLICIES[name].title}, rule {rule}"
    if cited[0].isdigit():
        return f"paragraph {cited}"
    return OURS[cited]


def fact(name: str, value: FactValue | None) -> str:
    """A fact with its value as a clause; null is said as not recorded."""
    if value is None:
        return f"it is not recorded: {FACTS[name].question}"
    return FACTS[name].says[value]


def listed(words: Iterable[str], last: str = "and") -> str:
    """Words as a list in a sentence: "a, b and c"."""
    *first, final = words
    return f"{', '.join(first)} {last} {final}" if first else final


def sentence(clause: str) -> str:
    """A clause as a sentence."""
    return f"{clause[:1].upper()}{clause[1:]}."


def _opposite(condition: Condition) -> Condition:
    """The negation, moved inwards: exact in three-valued logic."""
    match condition:
        case Is(name, values):
            return FACTS[name].is_not(*values)
        case Every(parts):
            return Some(tuple(_opposite(part) for part in parts))
        case Some(parts):
            return Every(tuple(_opposite(part) for part in parts))
        case Not(part):
            return part
        case other:
            raise TypeError(f"not a node of the tree: {other!r}")


def _bracketed(part: Condition, joined: type[Every] | type[Some]) -> str:
    """A part of an "and" or "or": in brackets where it is itself the other, and would read as part of this one."""
    text = english(part)
    return f"({text})" if isinstance(part, joined) and (joined is Some or ", and " in text) else text


def _one_of(clauses: list[str]) -> str:
    """Clauses about one fact as one: the words that all begin with are said once."""
    words = [clause.split(" ") for clause in clauses]
    same = 0
    while len(words) > 1 and all(each[same] == words[0][same] for each in words):
        same += 1
    return " ".join([*words[0][:same], listed((" ".join(each[same:]) for each in words), "or")])
