"""Section 9: the person is told, before and after: that, what and why, unless it is impracticable.

Carries out 9.1.1 and 9.1.2. What is impracticable is an officer's judgement with its reason, never computed.
"""

from proviso.policy.facts import (
    informed_after,
    informed_after_explained,
    informed_before,
    informed_before_explained,
    shared,
)
from proviso.policy.national.s01_scope import IN_SCOPE, SUSPICION
from proviso.policy.national.s05_approach import DECIDED_OTHERWISE, FORBIDDEN
from proviso.policy.norms import SHARING, Act, Basis, Before, Effect, Guard, GuidanceSection, Norm

# 9.1.1 Beforehand: the guidance's duty. That nothing is shared before it, or before it is written why not, is ours. A
# delay does not lift it, the person may be told while sharing waits; nor does a doubt: who would be told of is told.
TOLD_BEFORE = Guard(
    citation="9.1.1",
    acts=SHARING,
    condition=informed_before.is_("yes") | (informed_before.is_("impracticable") & informed_before_explained),
    asks="the person must be told beforehand, or the reason recorded why that is impracticable",
    refuses="The person has not been told beforehand, and no reason is recorded why telling them is impracticable.",
    basis=Basis.SAFEGUARD,
)
INFORM_BEFORE = Norm(
    paragraph="9.1.1",
    name="inform-before",
    effect=Effect.DUTY,
    applies=IN_SCOPE & SUSPICION,
    lifted_by=(DECIDED_OTHERWISE, FORBIDDEN),
    yields_to_local=True,
    satisfied=TOLD_BEFORE.condition,
    met="The person has been told beforehand, or it is explained why that is impracticable.",
    unmet=TOLD_BEFORE.refuses,
    whether="the person has been told beforehand",
    before=Before.SHARING,
)

# 9.1.2 And afterwards: the case stays open until then.
TOLD_AFTER = informed_after.is_("yes") | (informed_after.is_("impracticable") & informed_after_explained)

TOLD_BEFORE_CLOSING = Guard(
    citation="9.1.2",
    acts=(Act.CLOSE_CASE,),
    condition=~shared | TOLD_AFTER,
    asks="the person must be told of what was shared, or the reason recorded why that is impracticable",
    refuses="Something was shared, and the person has not been told since.",
    basis=Basis.SAFEGUARD,
)
INFORM_AFTER = Norm(
    paragraph="9.1.2",
    name="inform-after",
    effect=Effect.DUTY,
    applies=shared.plain(),
    satisfied=TOLD_AFTER,
    met="The person has been told of what was shared, or it is explained why that is impracticable.",
    unmet="The person has not been told of what was shared, and no reason is recorded why that is impracticable.",
    whether="the person has been told of what was shared",
)

SECTION = GuidanceSection(9, "The person is told", (TOLD_BEFORE, INFORM_BEFORE, TOLD_BEFORE_CLOSING, INFORM_AFTER))
