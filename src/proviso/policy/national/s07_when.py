"""Section 7: when it is shared. In many cases without delay; a delay has a reason, and ends when the reason does.

Carries out 7.1 and 7.2. The case whose reason for delay has ended is due at once by 5.4. No period is set here: the
guidance sets none.
"""

from proviso.policy.facts import immediate_protection, timing_weighed
from proviso.policy.national.s01_scope import IN_SCOPE, SUSPICION
from proviso.policy.national.s05_approach import DELAYED
from proviso.policy.norms import SHARING, Act, Before, Caution, Effect, Guard, GuidanceSection, Norm

# 7.1 A proportionate approach to timing, which is the officer's to weigh.
TIMING = Guard(
    citation="7.1",
    acts=SHARING,
    condition=timing_weighed.plain(),
    asks="it must be weighed when to share",
    refuses="Nobody has weighed when to share.",
)
WEIGH_TIMING = Norm(
    paragraph="7.1",
    name="weigh-timing",
    effect=Effect.DUTY,
    applies=IN_SCOPE & SUSPICION,
    satisfied=TIMING.condition,
    met="It has been weighed when to share.",
    unmet="It has not been weighed when to share.",
    whether="it was weighed when to share",
    before=Before.SHARING,
)

# 7.2 Delay may be needed, for instance while immediate protection is put in place.
NOT_DELAYED = Guard(
    citation="7.2",
    acts=SHARING,
    condition=~DELAYED,
    asks="no reason to delay may still apply",
    refuses="Sharing is delayed, and the reason still applies.",
)
REASON_TO_DELAY = Guard(
    citation="7.2",
    acts=(Act.DELAY_SHARING,),
    condition=DELAYED,
    asks="there must be a reason to delay that still applies",
    refuses="There is no reason to delay that still applies.",
)
PROTECT_BEFORE_SHARING = Norm(
    paragraph="7.2",
    name="delay-for-protection",
    effect=Effect.ADVICE,
    applies=IN_SCOPE & SUSPICION & immediate_protection.is_("needed"),
    satisfied=DELAYED,
    met="An immediate measure is needed, and sharing waits for it.",
    unmet="An immediate measure is needed, and nothing is delayed: consider delaying until it is in place.",
    whether="sharing should wait for an immediate measure",
)
NEEDED_AND_NOT_DELAYED = Caution(
    name="needed-and-not-delayed",
    paragraph="7.2",
    says="Immediate protection is needed, and no delay to sharing is recorded.",
    when=IN_SCOPE & SUSPICION & immediate_protection.is_("needed"),
    unless=(DELAYED,),
)

SECTION = GuidanceSection(
    7,
    "When it is shared",
    (TIMING, WEIGH_TIMING, NOT_DELAYED, REASON_TO_DELAY, PROTECT_BEFORE_SHARING, NEEDED_AND_NOT_DELAYED),
)
