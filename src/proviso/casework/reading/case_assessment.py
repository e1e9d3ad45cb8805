"""What policy says of a case now: its facts, and the assessment of them under the force's policy on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from proviso.accounts.assessments import assessment_is_current
from proviso.accounts.models import Force, Jurisdiction
from proviso.casework.history.case import Case
from proviso.casework.reading.case_facts import ForceSetting, facts_of
from proviso.policy.assess import Answer, Assessment, assess
from proviso.policy.library import Policy, policy_in_force
from proviso.policy.norms import Act
from proviso.policy.typed_facts import CaseFacts, PolicedIn

POLICED_IN: Mapping[Jurisdiction, PolicedIn] = {
    Jurisdiction.ENGLAND_WALES: "england_wales",
    Jurisdiction.NORTHERN_IRELAND: "northern_ireland",
}


@dataclass(frozen=True, slots=True)
class Rules:
    """What a force decides under: its policy on a day, and what the force itself brings."""

    policy: Policy
    setting: ForceSetting
    on: date

    @classmethod
    def of(cls, force: Force, on: date) -> "Rules":
        """The rules of a force on a day. Raises the library's errors for an unknown local policy or too early a day."""
        setting = ForceSetting(POLICED_IN[Jurisdiction(force.jurisdiction)], assessment_is_current(force, on))
        return cls(policy_in_force(on, tuple(force.local_policies)), setting, on)


@dataclass(frozen=True, slots=True)
class CaseAssessment:
    """A case's facts, and what policy says of them."""

    facts: CaseFacts
    assessment: Assessment

    def allows(self, act: Act) -> bool:
        """Whether policy does not stand in the way of an act."""
        return self.assessment.acts[act].answer is Answer.YES


def assess_case(case: Case, rules: Rules) -> CaseAssessment:
    """What policy says of the case as it is."""
    facts = facts_of(case, rules.setting)
    return CaseAssessment(facts, assess(rules.policy, facts, rules.on))
