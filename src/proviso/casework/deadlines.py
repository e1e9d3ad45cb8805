"""How long each thing that is due may wait: hours, which are a force’s setting. The guidance never says how many."""

from typing import Protocol


class Deadlines(Protocol):
    """How many hours each thing may wait: a force's setting."""

    first_answers: int
    sharing: int
    sending: int
    leaving: int
    call_outcome: int
    acknowledgement: int
    telling_after: int
    review: int
    protection: int
    look_before: int
    second_look: int
    handover: int
