"""Somebody at the server's own command line: who they say they are, and under which authority (10.1).

Nobody is signed in there, so what they say is kept as they said it, in the body of the entry; who made the entry is the
server, never a staff number, which could be taken for somebody who was signed in. Our safeguard.
"""

from dataclasses import dataclass
from enum import StrEnum

from proviso.accounts.reason_words import is_reason
from proviso.record.entry import Json

FEWEST_OF_A_NAME = 2
"""A staff number alone is nobody’s name, and could be taken for somebody who was signed in."""
LONGEST = 200


def _words(said: str) -> int:
    """How many words there are with letters in them."""
    return sum(any(map(str.isalpha, word)) for word in said.split())


class Place(StrEnum):
    """Where a change was made that nobody made who was signed in, by the name that an entry gives it."""

    PROMPT = "at_the_prompt"
    DEMONSTRATION = "in_the_demonstration"


class NobodyNamed(ValueError):
    """It was not said who makes the change, or under which authority; the message says what to do."""


@dataclass(frozen=True, slots=True)
class AtPrompt:
    """Who makes a change at the prompt, in their own words. Raises NobodyNamed."""

    by: str
    authority: str
    place: Place = Place.PROMPT

    def __post_init__(self) -> None:
        if _words(self.by) < FEWEST_OF_A_NAME:
            raise NobodyNamed(
                "Say who makes this change, by name and post and not by a number alone: --by. It goes on the record."
            )
        if not is_reason(self.authority):
            raise NobodyNamed(
                "Say under which authority this change is made, in three words or more: --authority. It goes on the "
                "record."
            )
        if max(len(self.by), len(self.authority)) > LONGEST:
            raise NobodyNamed(f"Say who makes this change, and its authority, in at most {LONGEST} characters each.")

    def plain(self) -> dict[str, Json]:
        """As an entry keeps it, beside what changed."""
        return {self.place.value: {"by": " ".join(self.by.split()), "authority": " ".join(self.authority.split())}}


DEMONSTRATION = AtPrompt("The demonstration", "An invented force, made to be tried", Place.DEMONSTRATION)
"""What a demonstration does at its beginning, before it has anybody who could be signed in."""
