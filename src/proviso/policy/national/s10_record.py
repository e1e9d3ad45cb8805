"""Section 10: a record of what was shared, when, with whom and why; a case closes only when it is whole.

Carries out 10.1.1–10.1.4, and one safeguard of ours: a case stays open while a recipient is still to be told of a
mistake. How the record is kept, and that it cannot be altered, is the package `record`.
"""

from proviso.policy.facts import (
    corrections_outstanding,
    recorded_what,
    recorded_when,
    recorded_why,
    recorded_with_whom,
    shared,
)
from proviso.policy.norms import Act, Basis, Effect, Guard, GuidanceSection, Norm
from proviso.policy.vocabulary import YesNo


def _recorded(paragraph: str, name: str, fact: YesNo, what: str) -> tuple[Guard, Norm]:
    """One part of the record: a duty as soon as something is shared, and a guard on closing the case."""
    unmet = f"It is not recorded {what}."
    return (
        Guard(
            paragraph, (Act.CLOSE_CASE,), ~shared | fact, f"it must be recorded {what}", unmet, Basis.SAFEGUARD
        ),
        Norm(
            paragraph, name, Effect.DUTY, f"It is recorded {what}.", shared.plain(), fact.plain(), unmet,
            f"it is recorded {what}",
        ),
    )  # fmt: skip


# 10.1.1–10.1.4 What, when, with whom, why.
WHAT = _recorded("10.1.1", "record-what", recorded_what, "what was shared")
WHEN = _recorded("10.1.2", "record-when", recorded_when, "when it was shared")
WITH_WHOM = _recorded("10.1.3", "record-with-whom", recorded_with_whom, "with whom it was shared")
WHY = _recorded("10.1.4", "record-why", recorded_why, "why it was shared")

# Not in the guidance: whoever received something wrong is told of it.
CORRECTED = Guard(
    citation="correction",
    acts=(Act.CLOSE_CASE,),
    condition=~corrections_outstanding,
    asks="every recipient must be told of what was wrong",
    refuses="Something shared proved wrong, and not every recipient has been told.",
    basis=Basis.SAFEGUARD,
)

SECTION = GuidanceSection(10, "What is recorded", (*WHAT, *WHEN, *WITH_WHOM, *WHY, CORRECTED))
