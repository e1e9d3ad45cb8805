"""What the force itself keeps current and a page shows: routes to stay (3.1, 3.2), the steps that may be needed first
(7.2), and whom to ask about freedom of information (the guidance's header). None of it is ours to word.
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class ForceStep:
    """A step of the force's own list, and the address where it says more; empty where there is none."""

    words: str
    href: str = ""


def routes_to_stay(slug: str) -> str:
    """What the force keeps current about routes to stay and advice (3.1, 3.2); shown where support is considered."""
    if slug != "support":
        return ""
    words: str = settings.PROVISO_ROUTES_TO_STAY
    return words or _("Your force has not set any words about routes to stay. The people who run this service can.")


def steps_first(slug: str) -> list[ForceStep] | None:
    """The steps that may be needed before anything is shared, where timing and protection are considered (7.2): none
    where the force has set no list; None on any other page."""
    if slug not in {"timing", "protection"}:
        return None
    return [_step(line) for line in settings.PROVISO_PROTECTION_STEPS]


def _step(line: str) -> ForceStep:
    """A line of the setting: words, and at its end perhaps an address."""
    words, _space, last = line.strip().rpartition(" ")
    return ForceStep(words or last, last) if last.startswith("https://") else ForceStep(line.strip())


def freedom_of_information() -> str:
    """Whom the force asks for advice when a record is requested under the Freedom of Information Act 2000 (header)."""
    contact: str = settings.PROVISO_FREEDOM_OF_INFORMATION
    return contact or _("Your force has not set whom to ask. The people who run this service can.")
