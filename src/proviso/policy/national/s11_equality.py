"""Section 11: a force's own policy is made with due regard to the equality duty.

Carries out 11.1; in Northern Ireland the duty is another Act's, and the pages say so. 11.2 (a spouse or civil partner
means any partner) is a matter of wording, kept throughout.
"""

from proviso.policy.facts import equality_assessment_current
from proviso.policy.norms import Effect, Norm, Section

# 11.1 Always: it concerns the force's policy and not the case.
EQUALITY = Norm(
    paragraph="11.1",
    name="equality-duty",
    effect=Effect.DUTY,
    satisfied=equality_assessment_current.plain(),
    met="The equality assessment of the policy in force is current.",
    unmet="The equality assessment of the policy in force is not current.",
    whether="the equality assessment of the policy in force is current",
)

SECTION = Section(11, "The equality duty", (EQUALITY,))
