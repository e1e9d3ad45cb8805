"""What the Data Protection Act 2018 s.44 has a person told: who answers for what is held, how to reach them and their
data protection officer, what it is for, under which law, for how long, and which rights there are, with their limits.

What a force has not set is said to be missing: nothing is made up. No advice on the law.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from proviso.casework.values.reasons import Power
from proviso.notices.wording import Phrase, Wording


@dataclass(frozen=True, slots=True)
class ForceContact:
    """How the force is reached, as it typed it, in English: a line for each way; empty where it has not said."""

    controller: str = ""
    force: str = ""
    data_protection_officer: str = ""
    information_commissioner: str = ""

    @property
    def whole(self) -> bool:
        """Whether a letter can say all of it."""
        parts = (self.controller, self.force, self.data_protection_officer, self.information_commissioner)
        return all(one.strip() for one in parts)


BASES = {
    Power.SECTION_20: "basis_section_20",
    Power.COMMON_LAW: "basis_common_law",
    Power.OTHER: "basis_other",
}
"""The sentence for each power; another, which was typed for the Home Office, is told on asking."""


def who_we_are(wording: Wording, contact: ForceContact) -> tuple[Phrase, ...]:
    """Who the controller is, and how to reach the force and its data protection officer (s.44(1)(a), (b))."""
    named = contact.controller.strip()
    return (
        wording.says("who_controller", controller=named) if named else wording.says("who_unsaid"),
        *_reached(wording, "reach_us", contact.force),
        *_reached(wording, "reach_officer", contact.data_protection_officer),
    )


def what_we_hold(wording: Wording, powers: Iterable[Power], *, answerable: bool) -> tuple[Phrase, ...]:
    """What it is for, under which laws it is shared, what goes with it where it is `answerable`, and for how long it is
    held (s.44(1)(c), (2))."""
    basis = [wording.says(BASES[power]) for power in powers]
    given = [wording.says("also_given")] if answerable else []
    return (wording.says("held_purpose"), *basis, *given, wording.says("held_how_long"))


RIGHTS = ("copy", "correct", "delete", "limit", "sometimes", "complain", "court")


def rights_of(wording: Wording, contact: ForceContact) -> tuple[Phrase, ...]:
    """The rights, when they are limited, and the Information Commissioner (s.44(1)(d), (e), (4), (5))."""
    return (
        *(wording.says(f"rights_{one}") for one in RIGHTS),
        *_reached(wording, "reach_commissioner", contact.information_commissioner),
    )


def _reached(wording: Wording, key: str, typed: str) -> tuple[Phrase, ...]:
    """How somebody is reached, in the force's own lines; or that this does not say."""
    lines = [Phrase(line.strip(), "en") for line in typed.splitlines() if line.strip()]
    return (wording.says(key), *(lines or [wording.says("reach_unsaid")]))
