"""What the guidance wants an officer to have in mind at a question: no rule, so no norm; words beside the question.

Carries out 1.2.3, 2.1 to 2.6, 3.1, 5.2 and 11.2 as far as pages can.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.conf import settings
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Reminder:
    """Words, and the paragraphs they come from."""

    words: str
    paragraphs: tuple[str, ...]


FEAR = Reminder(
    "Some people do not report crime because they fear that their details will go to the Home Office. Weigh what "
    "sharing, and when, would do to this person’s trust and to the investigation.",
    ("2.5",),
)

REMINDERS: Mapping[str, tuple[Reminder, ...]] = MappingProxyType(
    {
        "suspicion": (
            Reminder(
                "Three things can be suspected: that they need leave and have none, that they broke its conditions, or "
                "that they committed an offence of entering or remaining. It is recorded as suspected, never as fact.",
                ("1.2.3",),
            ),
            Reminder("Do not search, or ask for proof, as a matter of routine to learn someone’s status.", ("5.2",)),
        ),
        "purposes": (
            Reminder("The police protect people, prevent crime and bring offenders to justice.", ("2.1",)),
            Reminder("The Home Office runs the immigration system and leads on enforcing it.", ("2.2",)),
            Reminder("Sharing can help each of them to do its own work.", ("2.3",)),
            Reminder(
                "Not sharing can leave either without what it needs to investigate, or to see that someone is at risk.",
                ("2.4",),
            ),
        ),
        "control": (
            Reminder("Status can make a person more vulnerable, and those who harm them can use it.", ("2.6",)),
        ),
        "support": (
            Reminder(
                "They may depend on a partner for their status, and fear being sent back. The rule of two years that "
                "the guidance describes has gone: use what your force keeps current.",
                ("3.1",),
            ),
            Reminder("A partner is any partner: married or not, of any sex.", ("11.2",)),
        ),
        "views": (FEAR,),
        "timing": (FEAR,),
    }
)


def reminders_of(slug: str) -> list[tuple[str, str]]:
    """The reminders of a question: (words, paragraphs as a citation)."""
    return [
        (_(one.words), _("Paragraph %(number)s") % {"number": ", ".join(one.paragraphs)})
        for one in REMINDERS.get(slug, ())
    ]


def routes_to_stay(slug: str) -> str:
    """What the force keeps current about routes to stay and advice (3.1, 3.2); shown where support is considered."""
    if slug != "support":
        return ""
    words: str = settings.PROVISO_ROUTES_TO_STAY
    return words or _("Your force has not set any words about routes to stay (its setting routes_to_stay).")
