"""Section 7: when it is shared. In many cases without delay; a delay has a reason, and ends when the reason does.

Carries out 7.1 and 7.2. The case whose reason for delay has ended is due at once by 5.4. No period is set here: the
guidance sets none.
"""

from proviso.policy.facts import immediate_protection, shared, shared_while_delayed, timing_weighed
from proviso.policy.national.s01_scope import IN_SCOPE, SUSPICION
from proviso.policy.national.s05_approach import DECIDED_OTHERWISE, DELAYED
from proviso.policy.norms import (
    SHARING,
    Act,
    AlternativeWording,
    Basis,
    Before,
    Breach,
    Caution,
    Effect,
    Guard,
    GuidanceSection,
    Norm,
)

# 7.1 A proportionate approach to timing, which is the officer's to weigh; that it is recorded first is ours.
TIMING = Guard(
    citation="7.1",
    acts=SHARING,
    condition=timing_weighed.plain(),
    asks="it must be weighed when to share",
    refuses="Nobody has weighed when to share.",
    basis=Basis.SAFEGUARD,
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
# What was shared while a recorded reason to delay applied stays so, whatever is decided later. That it breaks 7.2 is
# our safeguard; a delay that was recorded only after what was shared breaks nothing.
SHARED_TOO_SOON = Breach(
    where=IN_SCOPE & SUSPICION & shared & (shared_while_delayed | DELAYED),
    unless=~shared_while_delayed,
    says="Something was shared while a recorded reason to delay it still applied.",
    basis=Basis.SAFEGUARD,
)
PROTECT_BEFORE_SHARING = Norm(
    paragraph="7.2",
    name="delay-for-protection",
    effect=Effect.ADVICE,
    applies=IN_SCOPE & SUSPICION & immediate_protection.is_("needed"),
    lifted_by=(DECIDED_OTHERWISE,),
    satisfied=DELAYED,
    met="An immediate measure is needed, and sharing is waiting: the reason to delay it still applies.",
    unmet="An immediate measure is needed, and no delay is recorded: consider delaying until it is in place.",
    whether="sharing should wait for an immediate measure",
    wordings=(
        AlternativeWording(
            where=shared.plain(),
            met="An immediate measure is needed. Something was shared before; anything further is waiting.",
            unmet="An immediate measure is needed, and something has been shared without a delay: see to the measure "
            "now, and consider delaying anything further until it is in place.",
        ),
    ),
    breach=SHARED_TOO_SOON,
)
NEEDED_AND_NOT_DELAYED = Caution(
    name="needed-and-not-delayed",
    paragraph="7.2",
    says="Immediate protection is needed, and no delay to sharing is recorded.",
    when=IN_SCOPE & SUSPICION & immediate_protection.is_("needed"),
    unless=(DELAYED, DECIDED_OTHERWISE.where),
)

SECTION = GuidanceSection(
    7,
    "When it is shared",
    (TIMING, WEIGH_TIMING, NOT_DELAYED, REASON_TO_DELAY, PROTECT_BEFORE_SHARING, NEEDED_AND_NOT_DELAYED),
)
