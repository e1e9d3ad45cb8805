"""Messages that people ordered, and what the mail server took of them: each once, or it is a question to a person.

Orders are placed in this process by the product's own acts, as its pages place them, so that one waits at each moment
at which something dies.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

from django.db import DatabaseError, connections

from proviso.accounts.channel_codes import Channel
from proviso.accounts.models import Listed, Officer, Recipient
from proviso.casework.case_error import CaseError
from proviso.casework.writing.permissions import Actor
from proviso.demonstration import mailbox
from proviso.demonstration.force import BRAMBLE
from proviso.disclosure.models import MessageState, OutboxRow
from tests.disclosure.ordering import decided, ordered
from tests.failover.cluster import wait_until
from tests.failover.service import Force

Answer = TypeVar("Answer")
OURS = re.compile(rb"^Message-ID:\s*<([^@>]+)@", re.IGNORECASE | re.MULTILINE)


def order_one() -> str:
    """A case that was decided, whose message was ordered: its reference."""

    def placed() -> str:
        actor = Actor.of(Officer.objects.get(staff_number=BRAMBLE))
        recipient = Recipient.objects.filter(channel=Channel.EMAIL, state=Listed.APPROVED).first()
        assert recipient, "the demonstration has no mailbox of a recipient"
        return str(ordered(decided(actor), recipient).case.reference)

    return tried(placed)


def tried(act: Callable[[], Answer]) -> Answer:
    """Do it, again from its beginning where the database was out of reach."""
    answers: list[Answer] = []
    faults: list[Exception] = []

    def once() -> bool:
        try:
            answers.append(act())
        except (DatabaseError, CaseError) as fault:
            faults.append(fault)
            connections.close_all()
            return False
        return True

    wait_until(once, lambda: f"the database stayed out of reach: {faults[-1]!r}")
    return answers[0]


def none_waits(cases: Sequence[str]) -> bool:
    """Whether every message of these cases was sent, or is a question to a person."""
    return set(states(cases)) <= {MessageState.SENT, MessageState.UNCLEAR}


def states(cases: Sequence[str]) -> Counter[str]:
    """How many messages of these cases are in which state."""
    return Counter(tried(lambda: list(OutboxRow.objects.filter(case__in=cases).values_list("state", flat=True))))


def taken(by: Force) -> Counter[bytes]:
    """How often the mail server took each message, by its number."""
    found: Counter[bytes] = Counter()
    for path in mailbox.arrivals(by.home).iterdir():
        number = OURS.search(path.read_bytes())
        assert number, f"{path.name} has no number"
        found[number[1]] += 1
    return found
