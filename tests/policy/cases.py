"""Cases to try policy with: one in which everything is open, and strategies that draw any other."""

from collections.abc import Mapping
from datetime import date

from hypothesis import strategies as st

from proviso.policy.facts import FACTS, changed
from proviso.policy.library import Policy, policy_in_force
from proviso.policy.local import LOCAL_POLICIES

Case = dict[str, bool | str]
ON = date(2026, 11, 22)
NATIONAL = policy_in_force(ON)

OPEN: Case = {
    "role": "victim",
    "suspected": True,
    "certainty": "suspicion",
    "arose_from": "account_given",
    "allegation_recorded": True,
    "protection_considered": True,
    "immediate_protection": "not_needed",
    "domestic_abuse": True,
    "status_used_as_control": False,
    "support_offered": True,
    "purpose_recorded": True,
    "lawful_basis_recorded": True,
    "basic_information": "all",
    "additional_proposed": True,
    "views": "given",
    "views_weighed": True,
    "gravity_weighed": True,
    "home_office_information_weighed": True,
    "protection_weighed": True,
    "timing_weighed": True,
    "delay_reason": "none",
    "recipient": "nccu",
    "informed_before": "yes",
    "shared": True,
    "shared_while_delayed": False,
    "informed_after": "yes",
    "recorded_what": True,
    "recorded_when": True,
    "recorded_with_whom": True,
    "recorded_why": True,
    "not_sharing_decided": False,
    "corrections_outstanding": False,
    "equality_assessment_current": True,
    "consent": "given",
    "consent_informed": True,
    "exceptional_circumstances": True,
    "senior_authorised": True,
}


def with_(*changes: tuple[str, bool | str], start: Mapping[str, bool | str] = OPEN) -> Case:
    """A case changed fact by fact; what hung on a former value falls away."""
    for name, value in changes:
        start = changed(start, name, value)
    return dict(start)


def without(case: Mapping[str, bool | str], *names: str) -> Case:
    """A case in which some facts are unknown, and with them what hangs on them."""
    gone = set(names)
    for name in FACTS:
        if gone & set(FACTS.ancestors(name)):
            gone.add(name)
    return {name: value for name, value in case.items() if name not in gone}


def applicable(case: Mapping[str, bool | str], name: str) -> bool:
    """Whether a fact could be recorded in a case as it is."""
    only = FACTS[name].only
    return only is None or case.get(only.fact) in only.values


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Any consistent case: the open one or an empty one, with some facts changed, added or unknown."""
    case = dict(draw(st.sampled_from([OPEN, OPEN, {}])))
    for name in draw(st.lists(st.sampled_from([*FACTS]), max_size=14)):
        if draw(st.booleans()) and applicable(case, name):
            case = with_((name, draw(st.sampled_from(FACTS[name].values))), start=case)
        else:
            case = without(case, name)
    return case


def policies() -> st.SearchStrategy[Policy]:
    """National policy with any set of local ones."""
    names = st.lists(st.sampled_from([*LOCAL_POLICIES]), unique=True)
    return names.map(lambda local: policy_in_force(ON, local))
