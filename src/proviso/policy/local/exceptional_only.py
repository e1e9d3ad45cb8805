"""A local policy: a victim's or witness's information is shared in exceptional circumstances only.

One service is reported to work so since about 2024. What is exceptional is judged and explained, never computed.
"""

from proviso.policy.facts import exceptional_circumstances, senior_authorised
from proviso.policy.norms import SHARING, Basis, Guard, LocalPolicy

POLICY = LocalPolicy(
    name="exceptional-only",
    title="In exceptional circumstances only",
    about="Nothing is shared unless the circumstances are exceptional and a senior officer authorises it.",
    departs="Sharing becomes the exception, where 5.4 says that police will share.",
    guards=(
        Guard(
            citation="exceptional-only/1",
            acts=SHARING,
            condition=exceptional_circumstances.plain(),
            asks="the circumstances must be judged exceptional",
            refuses="Nobody has judged the circumstances to be exceptional.",
            basis=Basis.LOCAL,
        ),
        Guard(
            citation="exceptional-only/2",
            acts=SHARING,
            condition=senior_authorised.plain(),
            asks="a senior officer must authorise it",
            refuses="No senior officer has authorised it.",
            basis=Basis.LOCAL,
        ),
    ),
)
