"""The channels by which the Home Office is reached: the code of each, which the record keeps, and what is so of it.

A case, the list of recipients and a page ask a channel what they need to know, and name none. How a message leaves by
one is said in `disclosure.channels`, where each by which one leaves has its class.
"""

from enum import Enum
from typing import Self

from proviso.accounts.choice import Choice, Offered


class ReachedAt(Enum):
    """What stands on the list as a recipient's address."""

    NUMBER = "a telephone number"
    MAILBOX = "a mailbox"
    DOOR = "nothing: somebody goes there"


class Leaves(Enum):
    """How what was decided leaves."""

    IN_A_CALL = "a person says it"
    BY_ITSELF = "the outbox hands it over, and tries again what certainly was not sent"
    BY_HAND = "a person takes it there, and records who took it"


class Channel(Choice):
    """By what a recipient is reached. `label` is what it is called on the list; `how` says how something went."""

    how: str
    reached_at: ReachedAt
    leaves: Leaves

    TELEPHONE = "telephone", "Telephone", "By telephone", ReachedAt.NUMBER, Leaves.IN_A_CALL
    EMAIL = "email", "Secure e-mail", "By secure e-mail", ReachedAt.MAILBOX, Leaves.BY_ITSELF
    FILE = "file", "Encrypted file, by hand", "As an encrypted file, by hand", ReachedAt.DOOR, Leaves.BY_HAND

    def __new__(
        cls,
        value: str,
        label: str = "",
        how: str = "",
        reached_at: ReachedAt = ReachedAt.DOOR,
        leaves: Leaves = Leaves.BY_HAND,
    ) -> Self:
        member = str.__new__(cls, value)
        member._value_, member.label, member.hint, member.offered = value, label, "", Offered.STILL
        member.how, member.reached_at, member.leaves = how, reached_at, leaves
        return member

    @property
    def takes_messages(self) -> bool:
        """Whether a message leaves by it, encrypted to its recipient's certificate, and not words in a call."""
        return self.leaves is not Leaves.IN_A_CALL

    @property
    def by_itself(self) -> bool:
        """Whether the outbox sends it and tries again; it may come back, and nobody may know whether it left."""
        return self.leaves is Leaves.BY_ITSELF

    @property
    def by_hand(self) -> bool:
        """Whether a person hands it over."""
        return self.leaves is Leaves.BY_HAND


ORDERED = tuple(one for one in Channel if one.takes_messages)
"""Those by which something is ordered to be sent, rather than said in a call."""
