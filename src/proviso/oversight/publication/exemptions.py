"""Why something is not given out: the exemptions of the Freedom of Information Act 2000 that the force relies on.

Which of them applies is for a person, with a reason: nothing here decides it. Imports nothing about figures.
"""

from proviso.accounts.choice import Choice
from proviso.casework.values.value import Value, ask


class Exemption(Choice):
    """An exemption by its section."""

    PERSONAL = "s40", "Section 40: personal information", "Small numbers from which somebody could be found"
    OTHERWISE = "s21", "Section 21: information that people can get in another way"
    FUTURE = "s22", "Section 22: information that is to be published"
    INVESTIGATIONS = "s30", "Section 30: investigations"
    LAW_ENFORCEMENT = "s31", "Section 31: law enforcement"
    SAFETY = "s38", "Section 38: health and safety"
    CONFIDENCE = "s41", "Section 41: information given in confidence"
    PROHIBITED = "s44", "Section 44: what another law forbids to disclose"


class YearReleased(Value):
    """What whoever releases a year says: what is withheld under which exemption and why, and why it is released."""

    kind = "figures_released"

    exemptions: tuple[Exemption, ...] = ask(
        "Under which exemptions is something withheld?",
        "Select at least one exemption",
        hint="Small numbers are withheld in every publication. Ask whoever advises the force on requests",
    )
    withheld: str = ask(
        "What is withheld, and why does each exemption apply?",
        "Enter what is withheld and why",
        long=True,
        most=2000,
        hint="Where an exemption asks for a test of the public interest, say how it came out. This is published: name "
        "no person and no case",
        reason=True,
        heard_by=None,
    )
    why: str = ask(
        "Why is it released?",
        "Enter why it is released",
        long=True,
        most=500,
        hint="For example, who agreed it and when. This is for the record, and is not published",
        reason=True,
        heard_by=None,
    )


class ReleaseWithdrawn(Value):
    """Why a release is withdrawn."""

    kind = "figures_release_withdrawn"

    why: str = ask(
        "Why is it withdrawn?",
        "Enter why it is withdrawn",
        long=True,
        most=500,
        hint="What is wrong with it, and who found it",
        reason=True,
        heard_by=None,
    )
