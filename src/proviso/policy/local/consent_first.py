"""A local policy: where there is domestic abuse, nothing is shared without the person's informed consent.

A strategy of December 2025 is reported to ask for this; its text and scope were not found, so a force that adopts this
policy adopts it as its own.
"""

from proviso.policy.facts import consent, consent_informed, domestic_abuse, senior_authorised
from proviso.policy.norms import SHARING, Basis, Guard, LocalPolicy

INFORMED_CONSENT = consent.is_("given") & consent_informed
CANNOT_CONSENT = consent.is_("cannot_be_given") & senior_authorised

POLICY = LocalPolicy(
    name="consent-first",
    title="Consent first",
    about="Where the crime involves domestic abuse, nothing is shared unless the person consents and understands.",
    departs="The person decides, where 5.4 says that police will share and 6.3.1 that views do not decide.",
    guards=(
        Guard(
            citation="consent-first/1",
            acts=SHARING,
            condition=~domestic_abuse | INFORMED_CONSENT | CANNOT_CONSENT,
            asks="a person who suffers domestic abuse must consent, or be unable to and a senior officer authorise it",
            refuses="The crime involves domestic abuse, and there is no informed consent.",
            basis=Basis.LOCAL,
        ),
    ),
)
