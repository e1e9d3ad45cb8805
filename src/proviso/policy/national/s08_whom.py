"""Section 8: with whom. In most cases first with the Home Office's national unit, which answers at any hour.

Carries out 8.1. "Most" is not "all": another part of the Home Office takes a reason. Contact details are a force's
settings.
"""

from proviso.policy.facts import recipient, recipient_explained
from proviso.policy.national.s01_scope import IN_SCOPE, SUSPICION
from proviso.policy.norms import SHARING, Basis, Before, Effect, Guard, GuidanceSection, Norm

# 8.1 The national unit first in most cases; that a reason be given for another is ours.
NATIONAL_UNIT_FIRST = Guard(
    citation="8.1",
    acts=SHARING,
    condition=recipient.is_("nccu") | recipient_explained,
    asks="the recipient must be the national unit, or the choice of another explained",
    refuses="The recipient is not the national unit, and nobody has explained why.",
    basis=Basis.SAFEGUARD,
)
TO_NATIONAL_UNIT = Norm(
    paragraph="8.1",
    name="national-unit-first",
    effect=Effect.DUTY,
    applies=IN_SCOPE & SUSPICION,
    satisfied=NATIONAL_UNIT_FIRST.condition,
    met="It goes first to the national unit, or it is explained why not.",
    unmet="It would go elsewhere than to the national unit, and nobody has explained why.",
    whether="it goes first to the national unit",
    before=Before.SHARING,
    lacking=Basis.SAFEGUARD,
)

SECTION = GuidanceSection(8, "With whom it is shared", (NATIONAL_UNIT_FIRST, TO_NATIONAL_UNIT))
