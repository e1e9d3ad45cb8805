"""Protection first: measures, status used as control, support and referrals (2.6, 3.2, 5.1.2, 5.4.5, 7.2)."""

from proviso.casework.values.person import Knows
from proviso.casework.values.value import Choice, Value, ask


class Measure(Choice):
    """Where one protective measure stands."""

    NEEDED = "needed", "Needed"
    IN_PLACE = "in_place", "In place"
    NOT_NEEDED = "not_needed", "Not needed"


class Protection(Value):
    """Each protective measure that was considered, and whether any is needed at once."""

    kind = "protection_considered"

    immediate: Measure = ask(
        "Immediate measures to keep them safe",
        "Select whether immediate measures are needed, in place or not needed",
        hint="If they are needed, sharing can wait until they are in place",
    )
    safe_place: Measure = ask("Somewhere safe to stay", "Select whether somewhere safe to stay is needed")
    address_marker: Measure = ask("A marker on their address or number", "Select whether a marker is needed")
    conditions: Measure = ask(
        "Bail conditions or an order against someone", "Select whether conditions or an order are needed"
    )
    alarm: Measure = ask("An alarm or safety device", "Select whether an alarm or device is needed")
    other: str | None = ask(
        "Anything else", optional=True, long=True, most=500, hint="Only what protects them. You can leave this empty"
    )


class Control(Value):
    """Whether someone uses the person's status against them (2.6, 5.4.5)."""

    kind = "control_considered"

    used: Knows = ask(
        "Does anyone use the person's status against them?",
        "Select whether anyone uses the person's status against them",
        hint="For example, threatening to report them, or keeping their papers",
    )
    how: str | None = ask(
        "How?", "Enter how it is used against them", only_where=("used", Knows.YES), long=True, most=1000, reason=True
    )


class Referral(Choice):
    """How a referral ended (3.2)."""

    MADE = "made", "Referral made"
    DECLINED = "declined", "Offered, and they declined it"
    NOT_OFFERED = "not_offered", "Not offered yet"
    NOT_APPLICABLE = "not_applicable", "Does not apply"


class Support(Value):
    """Support or advice that is independent of the police, and referrals (3.2, and for partners of any kind 11.2)."""

    kind = "support_considered"

    support: Referral = ask(
        "Independent support",
        "Select how the offer of support ended",
        hint="A support service, an advocate or a charity",
    )
    support_by: str | None = ask(
        "Which service", "Enter which service", only_where=("support", Referral.MADE), most=120
    )
    advice: Referral = ask(
        "Independent immigration advice",
        "Select how the offer of advice ended",
        hint="A partner of any kind, married or not, may have a route to stay of their own after domestic abuse",
    )
    slavery: Referral = ask(
        "National Referral Mechanism, for a suspected victim of slavery or trafficking",
        "Select how a referral for slavery or trafficking ended",
    )


class VulnerabilityReviewed(Value):
    """The vulnerability lead's look at replies that say something of risk, beside the officer's answer."""

    kind = "vulnerability_reviewed"

    found: str = ask(
        "What did you find, and what happens now?",
        "Enter what you found and what happens now",
        long=True,
        most=1000,
        reason=True,
    )
