"""Section 3: victims whose status is insecure.

Carries out 3.2 and 3.3, and one safeguard of ours: that support is offered. The rule on routes to stay that 3.1
describes is no longer law, so words about routes are kept by the force and not here; any partner counts (11.2).
"""

from proviso.policy.facts import domestic_abuse, support_offered
from proviso.policy.national.s01_scope import IN_SCOPE, SUSPICION, VICTIM
from proviso.policy.norms import Basis, Effect, GuidanceSection, Norm

# 3.2 A victim of domestic violence may have a route to stay of their own: referrals and safety plans consider it.
OWN_ROUTE = Norm(
    paragraph="3.2",
    name="consider-own-route",
    effect=Effect.ADVICE,
    applies=VICTIM & SUSPICION & domestic_abuse,
    met="The person may have a route to stay without their partner: think of it in referrals and safety plans.",
    whether="advice about a route to stay without a partner is in point",
)

# Not in the guidance, which has referrals in mind and asks for none: that independent support is offered.
SUPPORT_OFFERED = Norm(
    paragraph="support",
    name="offer-support",
    effect=Effect.ADVICE,
    applies=OWN_ROUTE.applies,
    satisfied=support_offered.plain(),
    met="Support or advice independent of police was offered.",
    unmet="Support or advice independent of police has not been offered: a referral may lead to a route of their own.",
    whether="support or advice independent of police was offered",
    basis=Basis.SAFEGUARD,
)

# 3.3 Police can give no assurance about what the Home Office will do.
NO_ASSURANCE = Norm(
    paragraph="3.3",
    name="give-no-assurance",
    effect=Effect.ADVICE,
    applies=IN_SCOPE & SUSPICION,
    met="Give no assurance about what the Home Office will do: that is for the Home Office.",
    whether="a warning against giving assurances is in point",
)

SECTION = GuidanceSection(3, "Victims with insecure status", (OWN_ROUTE, SUPPORT_OFFERED, NO_ASSURANCE))
