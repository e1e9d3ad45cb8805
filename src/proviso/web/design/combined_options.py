"""An option that answers several questions of a page at once, and says so in its words: one choice in place of two or
three. None is chosen beforehand, and each question can still be answered by itself.

What is recorded is each answer for itself: before a form reads what came in, the option is spelled out.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from proviso.casework.values.notification import How


@dataclass(frozen=True, slots=True)
class CombinedOption:
    """An option of a question: what is sent for it, its words, and what it answers, by the name of each box."""

    question: str
    code: str
    words: str
    answers: Mapping[str, str]

    @property
    def stands_for(self) -> str:
        """The question's own option that it includes."""
        return self.answers[self.question]

    @property
    def others(self) -> frozenset[str]:
        """The other questions that it answers. A box of several is named after its question and its part."""
        return frozenset(name.split("-")[0] for name in self.answers) - {self.question}


TOLD_JUST_NOW = CombinedOption("told", "yes_just_now", "Yes, just now", {"told": "yes", "happened_at-when": "now"})
BY_THE_SAFE_WAY = {
    how.value: CombinedOption(
        "how",
        f"safe_{how.value}",
        f"In the way that is recorded as safe: {how.label.lower()}",
        {"how": how.value, "route_safe": "yes"},
    )
    for how in How
}
"""By each way of telling, that it was the one that is recorded as safe."""
UNDERSTOOD_ALONE = CombinedOption(
    "understood",
    "yes_alone",
    "Yes, by themselves: they are an adult and have capacity",
    {"understood": "yes", "companion": "not_needed"},
)
GIVEN_JUST_NOW = CombinedOption(
    "outcome",
    "given_just_now",
    "I gave it, they read it back and it was right, and the call ended just now",
    {"outcome": "given", "read_back": "yes", "happened_at-when": "now"},
)
NOTHING_SHARED = CombinedOption(
    "suspected",
    "yes_not_shared",
    "Yes, and nothing about them has been shared with the Home Office yet",
    {"suspected": "yes", "already_shared": "no"},
)

EVERY_OPTION = (TOLD_JUST_NOW, *BY_THE_SAFE_WAY.values(), UNDERSTOOD_ALONE, GIVEN_JUST_NOW, NOTHING_SHARED)


def answers_meant(sent: Mapping[str, object]) -> dict[str, str]:
    """What the combined options among what came in stand for, by the name of each box; nothing where there is none."""
    meant: dict[str, str] = {}
    for option in EVERY_OPTION:
        for box in [one for one in sent if one == option.question or one.endswith(f"-{option.question}")]:
            if sent[box] == option.code:
                prefix = box.removesuffix(option.question)
                meant |= {f"{prefix}{name}": answer for name, answer in option.answers.items()}
    return meant


def spelled_out(sent: Mapping[str, object]) -> Mapping[str, object]:
    """What came in, with each combined option as the answers that it stands for."""
    meant = answers_meant(sent)
    if not meant:
        return sent
    if not isinstance(sent, QueryDict):
        return {**sent, **meant}
    spelled = sent.copy()
    for box, answer in meant.items():
        spelled[box] = answer
    return spelled
