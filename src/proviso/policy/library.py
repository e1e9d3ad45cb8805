"""Which policy applies: the edition of the guidance on a date, with the local policies that a force has adopted.

A policy is a value with a digest over all that it says, so that a decision keeps for ever what it was made under.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from hashlib import sha256
from types import MappingProxyType
from typing import Final

from proviso.policy.conditions import JsonTree, mentions
from proviso.policy.facts import FACTS
from proviso.policy.local import LOCAL_POLICIES, SCOPES
from proviso.policy.national import SECTIONS
from proviso.policy.norms import Act, Caution, Guard, GuidanceSection, LocalPolicy, Norm
from proviso.policy.plan import Plan
from proviso.policy.vocabulary import Fact, shown

AGREED: Final = date(2020, 4, 23)  # when the guidance was agreed; nothing of it applies to an earlier day


class PolicyRefused(ValueError):
    """No such policy: what was asked for, what was given, and what is accepted."""

    def __init__(self, asked: str, given: str, accepted: str) -> None:
        self.asked, self.given, self.accepted = asked, given, accepted
        super().__init__(f"{asked}: given {given}; accepted: {accepted}")


class NoEdition(PolicyRefused):
    """The date is before the first edition."""


class UnknownLocalPolicy(PolicyRefused):
    """The name is not one of the local policies here."""


@dataclass(frozen=True, eq=False)
class Policy:
    """An edition of the guidance and the local policies on top, in the order of their names."""

    edition: str
    sections: tuple[GuidanceSection, ...]
    local_policies: tuple[LocalPolicy, ...]

    @cached_property
    def local(self) -> tuple[str, ...]:
        """The names of the local policies."""
        return tuple(policy.name for policy in self.local_policies)

    @cached_property
    def norms(self) -> tuple[Norm, ...]:
        """The norms, in the order of the guidance, then those of local policies: one finding each."""
        national = (norm for section in self.sections for norm in section.provisions if isinstance(norm, Norm))
        return (*national, *(norm for policy in self.local_policies for norm in policy.norms))

    @cached_property
    def cautions(self) -> tuple[Caution, ...]:
        """The warnings that an assessment may carry, in the order of the guidance."""
        return tuple(item for section in self.sections for item in section.provisions if isinstance(item, Caution))

    @cached_property
    def guards(self) -> Mapping[Act, tuple[Guard, ...]]:
        """The guards on each act: the guidance's in its order, then those of local policies."""
        national = [item for section in self.sections for item in section.provisions if isinstance(item, Guard)]
        every = [*national, *self.local_guards]
        return MappingProxyType({act: tuple(guard for guard in every if act in guard.acts) for act in Act})

    @cached_property
    def local_guards(self) -> tuple[Guard, ...]:
        """The guards of the local policies alone."""
        return tuple(guard for policy in self.local_policies for guard in policy.guards)

    @cached_property
    def local_facts(self) -> tuple[Fact, ...]:
        """The facts that only the local policies ask about, in the order of the vocabulary."""
        named = {name for guard in self.local_guards for name in mentions(guard.condition)}
        return tuple(fact for name, fact in FACTS.items() if name in named and fact.page == "local")

    @cached_property
    def digest(self) -> str:
        """`sha256:` and the digest, in hexadecimal, of all that this policy says."""
        said = json.dumps(self.as_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return f"sha256:{sha256(said.encode()).hexdigest()}"

    @cached_property
    def plan(self) -> Plan:
        """The policy worked out beforehand, for `assess`."""
        local = {policy.title: policy.guards for policy in self.local_policies}
        return Plan.of(self.guards, self.norms, self.cautions, local)

    def as_json(self) -> JsonTree:
        """Everything that bears on an answer or on its wording, as plain values."""
        return {
            "edition": self.edition,
            "facts": {name: fact.as_json() for name, fact in FACTS.items()},
            "national": [section.as_json() for section in self.sections],
            "local": [policy.as_json() for policy in self.local_policies],
        }


def policy_in_force(on: date, local: Sequence[str] = ()) -> Policy:
    """The policy in force on a day, with the local policies of these names, each once and in any order; a name may
    end in a scope ("consent-first:domestic-abuse+sexual-offence").

    Raises NoEdition before 23 April 2020, and UnknownLocalPolicy.
    """
    if on < AGREED:
        raise NoEdition("on", on.isoformat(), f"{AGREED.isoformat()} or later, when the guidance was agreed")
    return _policy("npcc-2020", _known(local))


def _known(names: Iterable[str]) -> tuple[str, ...]:
    """The names as their policies have them, each once. Raises UnknownLocalPolicy, also where one is named twice with
    another scope."""
    known = {_local_policy(name).name for name in names}
    for bare in {name.partition(SCOPED)[0] for name in known}:
        twice = sorted(name for name in known if name.partition(SCOPED)[0] == bare)
        if len(twice) > 1:
            raise UnknownLocalPolicy("local", shown(" ".join(twice)), f"{bare} once, with one scope")
    return tuple(sorted(known))


SCOPED = ":"
"""What stands between the name of a local policy and the scope that a force chose for it; + joins its parts."""


def _local_policy(name: str) -> LocalPolicy:
    """The local policy of a name, which may end in its scope. Raises UnknownLocalPolicy."""
    bare, scoped, scope = name.partition(SCOPED)
    if bare not in LOCAL_POLICIES or (scoped and bare not in SCOPES):
        raise UnknownLocalPolicy("local", shown(name), ", ".join(LOCAL_POLICIES))
    if not scoped:
        return LOCAL_POLICIES[bare]
    make, codes = SCOPES[bare]
    chosen = scope.split("+")
    if not set(chosen) <= set(codes):
        accepted = f"{bare}{SCOPED} and one or more of {', '.join(codes)}, with + between"
        raise UnknownLocalPolicy("local", shown(name), accepted)
    return make(chosen)


@cache
def _policy(edition: str, local: tuple[str, ...]) -> Policy:
    return Policy(edition, SECTIONS, tuple(_local_policy(name) for name in local))
