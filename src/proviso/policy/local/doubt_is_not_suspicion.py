"""A local policy: where there is only a doubt about a victim of domestic abuse, nothing is shared.

It follows the first, interim recommendation of a super-complaint report of December 2020, which two forces adopted.
"""

from proviso.policy.facts import certainty, domestic_abuse
from proviso.policy.national.s01_scope import VICTIM
from proviso.policy.norms import SHARING, Basis, Guard, LocalPolicy

POLICY = LocalPolicy(
    name="doubt-is-not-suspicion",
    title="A doubt is not a suspicion",
    about="Where there are only concerns or doubts about the status of a victim of domestic abuse, nothing is shared.",
    departs="None: the guidance speaks of suspicion, and this says what is less than that.",
    guards=(
        Guard(
            citation="doubt-is-not-suspicion/1",
            acts=SHARING,
            condition=~(VICTIM & domestic_abuse & certainty.is_("doubt")),
            asks="there must be more than a doubt about a victim of domestic abuse",
            refuses="There is only a doubt about the status of a victim of domestic abuse, which here is not enough.",
            basis=Basis.LOCAL,
        ),
    ),
)
