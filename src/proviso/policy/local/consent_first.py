"""A local policy: where there is domestic abuse, or another crime that the force names, nothing is shared without the
person's informed consent.

A strategy of December 2025 is reported to ask for this; its text and scope were not found, so a force that adopts this
policy adopts it as its own, and chooses the crimes when it does.
"""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from proviso.policy.composed import Composed, joined
from proviso.policy.conditions import Condition, Some
from proviso.policy.facts import (
    consent,
    consent_informed,
    corrections_outstanding,
    domestic_abuse,
    modern_slavery,
    senior_authorised,
    sexual_offence,
    shared,
)
from proviso.policy.norms import SHARING, Basis, Effect, Guard, LocalPolicy, Norm
from proviso.policy.vocabulary import YesNo

NAME = "consent-first"

CRIMES: Mapping[str, tuple[YesNo, str]] = MappingProxyType(
    {
        "domestic-abuse": (domestic_abuse, "domestic abuse"),
        "sexual-offence": (sexual_offence, "a sexual offence"),
        "modern-slavery": (modern_slavery, "modern slavery"),
    }
)
"""The crimes that a force can choose, by their codes: the fact of each, and its name in a sentence."""

USUAL = ("domestic-abuse",)
"""The crimes where the force chooses none."""

INFORMED_CONSENT = consent.is_("given") & consent_informed
CANNOT_CONSENT = consent.is_("cannot_be_given") & senior_authorised


def for_crimes(chosen: Collection[str]) -> LocalPolicy:
    """The policy for the crimes with these codes, which are in `CRIMES`. The force's choice is in its name, and so in
    every digest of a decision."""
    codes = tuple(code for code in CRIMES if code in chosen)
    scope = _any_of([CRIMES[code][0] for code in codes])
    involves = joined([CRIMES[code][1] for code in codes], " or ")
    return LocalPolicy(
        name=NAME if codes == USUAL else f"{NAME}:{'+'.join(codes)}",
        title="Consent first",
        about=Composed(
            "Where the crime involves %(crimes)s, nothing is shared unless the person consents and understands.",
            crimes=involves,
        ),
        departs="The person decides, where 5.4 says that police will share and 6.3.1 that views do not decide.",
        guards=(
            Guard(
                citation=f"{NAME}/1",
                acts=SHARING,
                condition=~scope | INFORMED_CONSENT | CANNOT_CONSENT,
                asks=Composed(
                    "where the crime involves %(crimes)s, the person must consent, or be unable to and a senior "
                    "officer authorise it",
                    crimes=involves,
                ),
                refuses=Composed("The crime involves %(crimes)s, and there is no informed consent.", crimes=involves),
                basis=Basis.LOCAL,
            ),
        ),
        norms=(
            Norm(
                paragraph=f"{NAME}/2",
                name="withdrawn-consent-told",
                effect=Effect.DUTY,
                applies=shared & scope & consent.is_("withdrawn"),
                satisfied=~corrections_outstanding,
                met="The person has withdrawn their consent, and everybody who received something has been told.",
                unmet="The person has withdrawn consent since something was shared: tell everybody who received it.",
                whether="everybody who received something has been told that consent is withdrawn",
                basis=Basis.LOCAL,
            ),
        ),
    )


def _any_of(facts: Sequence[YesNo]) -> Condition:
    plain = tuple(fact.plain() for fact in facts)
    return plain[0] if len(plain) == 1 else Some(plain)


POLICY = for_crimes(USUAL)
