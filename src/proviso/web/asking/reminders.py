"""What the guidance wants an officer to have in mind at a question: no rule, so no norm; words beside the question.

Carries out 1.2.3, 2.1 to 2.6, 3.1, 5.2, 6.2 and 11.2 as far as pages can. What the guidance does not say itself, and we
ask officers to have in mind, says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.translation import gettext as _

from proviso.policy.explain import BASES
from proviso.policy.norms import Basis


@dataclass(frozen=True, slots=True)
class Reminder:
    """Words, and the paragraphs they come from; none where they are ours. `law` is an Act that says it instead."""

    words: str
    paragraphs: tuple[str, ...] = ()
    law: str = ""

    @property
    def basis(self) -> str:
        """On what it rests, in words; empty where a law says it."""
        if self.law:
            return ""
        return BASES[Basis.GUIDANCE if self.paragraphs else Basis.SAFEGUARD]

    @property
    def cited(self) -> str:
        """Where it stands: paragraphs as a citation, or the law; empty where it is ours."""
        if not self.paragraphs:
            return _(self.law)
        return _("Paragraph %(number)s") % {"number": ", ".join(self.paragraphs)}


FEAR = (
    Reminder(
        "There is information which suggests that some people are deterred from reporting that they are victims of "
        "crime: they fear that their details will go to the Home Office, and that enforcement action will follow.",
        ("2.5",),
    ),
    Reminder("Weigh what sharing, and when, would do to this person’s trust and to the investigation."),
)

REMINDERS: Mapping[str, tuple[Reminder, ...]] = MappingProxyType(
    {
        "suspicion": (
            Reminder(
                "Three things can be suspected of somebody who is in the United Kingdom: that they need leave and have "
                "none, that they broke its conditions, or that they committed an offence of entering or remaining. It "
                "is recorded as suspected, never as fact.",
                ("1.2.3",),
            ),
            Reminder("Do not search, or ask for proof, as a matter of routine to learn someone’s status.", ("5.2",)),
        ),
        "purposes": (
            Reminder(
                "The police protect life and property, bring offenders to justice, prevent offences and keep order. "
                "They also enforce immigration law, and assist the Home Office in enforcing it.",
                ("2.1",),
            ),
            Reminder(
                "The Home Office runs the immigration system and enforces immigration law, on which it leads.",
                ("2.2",),
            ),
            Reminder(
                "Sharing may help each of them to do its own work, and there is a clear public interest in upholding "
                "the law together.",
                ("2.3",),
            ),
            Reminder(
                "Not sharing is likely to hamper both. Either may lack what an investigation needs, or what would show "
                "that someone is at risk and help to protect them, and may not act as it should when it meets them in "
                "an investigation of its own.",
                ("2.4",),
            ),
        ),
        "additional": (
            Reminder(
                "It may bear on what the Home Office can tell the police, on whether it would take enforcement action, "
                "which and when, and on what it may need to do to protect the person.",
                ("6.2",),
            ),
            Reminder(
                "Where an item would show ethnicity, health or sexual life, the law asks for more: that sharing it is "
                "strictly necessary or consented to, on a condition that your force’s policy document names.",
                law="Data Protection Act 2018, section 35",
            ),
        ),
        "control": (
            Reminder(
                "Status can make a person more vulnerable to those who commit crime, in domestic abuse and elsewhere.",
                ("2.6",),
            ),
        ),
        "support": (
            Reminder(
                "They may depend on a partner for their status, and fear being sent back. The rule of two years that "
                "the guidance describes has gone: use what your force keeps current.",
                ("3.1",),
            ),
            Reminder("A partner is any partner: married or not, of any sex.", ("11.2",)),
        ),
        "views": FEAR,
        "timing": FEAR,
    }
)


def reminders_of(slug: str) -> list[tuple[str, str, str]]:
    """The reminders of a question: words, where they stand, and on what they rest."""
    return [(_(one.words), one.cited, _(one.basis) if one.basis else "") for one in REMINDERS.get(slug, ())]
