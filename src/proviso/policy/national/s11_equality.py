"""Section 11: a force's own policy is made with due regard to the equality duty.

Carries out 11.1; in Northern Ireland the duty is another Act's, and the finding names the one that binds the force.
Each local policy's own assessment and the day of its review are the force's to name (`accounts.assessments`). 11.2 (a
spouse or civil partner means any partner) is a matter of wording, kept throughout.
"""

from proviso.policy.facts import equality_assessment_current, jurisdiction
from proviso.policy.norms import AlternativeWording, Effect, GuidanceSection, Norm

EQUALITY_ACT = "section 149 of the Equality Act 2010"
NORTHERN_IRELAND_ACT = "section 75 of the Northern Ireland Act 1998"


def _under(act: str) -> tuple[str, str, str]:
    """What is said of the duty under an Act: where it is met, where it is not, and while that is unknown."""
    says = "the equality assessment of the policy in force is"
    return (
        f"{says.capitalize()} current ({act}).",
        f"{says.capitalize()} not current ({act}).",
        f"{says} current ({act})",
    )


# 11.1 Always: it concerns the force's policy and not the case.
MET, UNMET, WHETHER = _under(f"{EQUALITY_ACT}; in Northern Ireland {NORTHERN_IRELAND_ACT}")
EQUALITY = Norm(
    paragraph="11.1",
    name="equality-duty",
    effect=Effect.DUTY,
    satisfied=equality_assessment_current.plain(),
    met=MET,
    unmet=UNMET,
    whether=WHETHER,
    wordings=(
        AlternativeWording(jurisdiction.is_("england_wales"), *_under(EQUALITY_ACT)),
        AlternativeWording(jurisdiction.is_("northern_ireland"), *_under(NORTHERN_IRELAND_ACT)),
    ),
)

SECTION = GuidanceSection(11, "The equality duty", (EQUALITY,))
