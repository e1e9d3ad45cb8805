"""What turned out wrong, and cases of which something was shared: for the tests of corrections."""

from dataclasses import replace

from proviso.casework.history.case import Case
from proviso.casework.reading.content_words import receiver_words
from proviso.casework.reading.outstanding_corrections import recipients_owed
from proviso.casework.values.correction import CorrectionOrdered, FoundWrong, Wrong

from .every import (
    ORDERED,
    OTHER_MESSAGE,
    SENT,
)
from .examples import (
    CALL_ENDED,
    CALL_STARTED,
)
from .folding import onto, sharing

NAME = FoundWrong(wrong=(Wrong.NAME,), words="It is spelt with a y")
MOVED = FoundWrong(wrong=(Wrong.ADDRESS,), words="She moved")
ORDER = CorrectionOrdered(words="The name is spelt with a y", recipient=1, to="The unit", message=OTHER_MESSAGE)


def by_telephone(case: Case, operator: str = "Operator 12") -> Case:
    """The case once what is proposed was decided and given in a call."""
    return onto(onto(case, (sharing(case), CALL_STARTED)), (replace(CALL_ENDED, operator=operator),))


def by_email(case: Case, to: str, recipient: int = 1) -> Case:
    """The case once what is proposed was decided and sent to a mailbox."""
    order = replace(ORDERED, to=to, recipient=recipient)
    return onto(case, (sharing(case), order, replace(SENT, to=to)))


def owed(case: Case) -> list[str]:
    """Who is still to be told that something was wrong."""
    return [receiver_words(one.receiver) for one in recipients_owed(case)]
