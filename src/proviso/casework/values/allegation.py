"""The allegation: what was reported, and where its investigation stands (1.2.1, 5.1.1)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from proviso.casework.values.value import FOR_BOTH, Choice, Offered, Refusal, Value, ask


class CrimeType(Choice):
    """Types of crime as the basic information names them (6.1); the first three have prompts of their own."""

    DOMESTIC_ABUSE = "domestic_abuse", "Domestic abuse"
    SEXUAL_OFFENCE = "sexual_offence", "Sexual offence"
    MODERN_SLAVERY = "modern_slavery", "Modern slavery or human trafficking"
    VIOLENCE = "violence", "Violence"
    STALKING = "stalking", "Stalking or harassment"
    HONOUR_BASED_ABUSE = "honour_based_abuse", "Honour-based abuse or forced marriage"
    HATE_CRIME = "hate_crime", "Hate crime"
    ROBBERY = "robbery", "Robbery"
    BURGLARY = "burglary", "Burglary"
    THEFT = "theft", "Theft or fraud"
    OTHER = "other", "Another type of crime"


class Investigation(Choice):
    """Where the investigation stands; the focus is always on it (5.1.1). What is looked into before it is recorded as a
    crime is being investigated."""

    RECORDED = "recorded", "Recorded, and being investigated"
    LOOKED_INTO = "looked_into", "Being looked into, and not recorded as a crime yet"
    ENDED = "ended", "Recorded and investigated; the investigation has ended"
    NOBODY = "nobody", "Nobody is looking into it", "Nothing is shared until somebody does"
    NOT_RECORDED = "not_recorded", "Not recorded as a crime yet", "", Offered.NO_LONGER


class Allegation(Value):
    """The crime that was reported, witnessed or suspected."""

    kind = "allegation_recorded"

    crime_reference: str = ask(
        "Crime reference",
        "Enter the crime reference, or the incident reference if there is no crime record yet",
        hint="As your force writes it. The person's name does not belong here",
        most=40,
    )
    crime_types: tuple[CrimeType, ...] = ask(
        "What type of crime is it?", "Select at least one type of crime", hint="Select all that apply"
    )
    other_crime: str | None = ask(
        "Which type of crime",
        "Enter the type of crime",
        only_where=("crime_types", CrimeType.OTHER),
        most=80,
        heard_by=FOR_BOTH,
    )
    stands: Investigation = ask(
        "What is the status of the investigation?",
        "Select the status of the investigation",
        hint="The crime comes first. An incident that is being looked into counts, recorded as a crime or not",
    )

    def refusals(self) -> Iterator[Refusal]:
        """A reference has at least one figure: words alone are often a name."""
        reference = self.crime_reference or ""
        if reference.strip() and not any(sign.isdigit() for sign in reference):
            yield Refusal(
                "crime_reference",
                reference,
                "a reference with at least one figure",
                _("Enter a crime reference with at least one figure, like 47/12345/26"),
            )
