"""The record of a case says of each message which it was, to whom it went and what became of it (10.1.2, 10.1.3)."""

from dataclasses import replace

import pytest

from proviso.accounts.channel_codes import Channel
from proviso.casework.acts.correct import find_wrong, record_correction
from proviso.casework.history.case import Case, Stage
from proviso.casework.values.correction import CorrectionCancelled, CorrectionOrdered, CorrectionSent
from proviso.casework.values.dispatch import SendingCancelled, SendingOrdered, SendingStopped, SendingUnclear, Sent
from proviso.casework.values.nature import Nature
from proviso.casework.values.reply import ReplyArrived, ReplyDismissed
from proviso.casework.writing.permissions import Actor
from proviso.web.design.moments import moment
from proviso.web.record.which_message import which_message

from ..casework.every import ACKNOWLEDGED, CAME_BACK, CORRECTION, DELIVERED, FOUND_WRONG, LATE, ORDERED, SETTLED
from ..casework.examples import ANSWERS, CALL_ENDED, CALL_STARTED, NOW
from ..casework.folding import folded, onto, sharing
from ..casework.stories import told_late
from .conftest import Browse, Cases, Where
from .reading import read

ORDER = replace(ORDERED, by=Channel.EMAIL, to="The unit’s mailbox", message="PM-1")
LEFT = Sent(message="PM-1", to="The unit’s mailbox", receipt="250 taken", happened_at=NOW)
TO_IT = {"To": "The unit’s mailbox", "How": "By secure e-mail", "Our reference": "PM-1"}
CORRECTING = CorrectionOrdered(words="It ends in y", to="The other mailbox", message="PM-2")
TO_THE_OTHER = {"To": "The other mailbox", "Our reference": "PM-2"}


def said(case: Case) -> dict[str, str]:
    """What the record says of the last entry beyond its answers."""
    return {row.question: str(row.lines[0]) for row in which_message(case, case.history[-1])}


def ordered(order: SendingOrdered = ORDER) -> Case:
    """A case on which this was ordered."""
    case = folded(*ANSWERS)
    return onto(case, (sharing(case), order))


def called() -> Case:
    """A case that was shared in a call."""
    case = folded(*ANSWERS)
    return onto(case, (sharing(case), CALL_STARTED, CALL_ENDED))


def test_an_order_and_all_that_became_of_it_name_the_message_and_whom_it_is_for() -> None:
    assert said(ordered()) == TO_IT
    assert said(onto(ordered(), (LEFT,))) == {**TO_IT, "When": "22 November 2026 at 03:00 GMT"}
    lost = onto(ordered(), (SendingUnclear(says="The connection was lost.", message="PM-1"),))
    assert said(lost) == {**TO_IT, "What happened": "The connection was lost."}
    assert said(onto(lost, (replace(SETTLED, message="PM-1"),))) == TO_IT
    stopped = onto(ordered(), (SendingStopped(why="550 No such mailbox", message="PM-1"),))
    assert said(stopped) == {**TO_IT, "What happened": "550 No such mailbox"}
    assert said(onto(ordered(), (SendingCancelled(reason="Better to ring them"),))) == TO_IT
    by_hand = replace(ORDER, by=Channel.FILE)
    assert said(onto(ordered(by_hand), (DELIVERED,))) == {**TO_IT, "How": "As an encrypted file, by hand"}


def test_an_acknowledgement_and_a_return_name_what_they_are_about() -> None:
    first = onto(ordered(), (LEFT,))
    again = replace(ORDER, message="PM-3")
    both = onto(first, (sharing(first), again, replace(LEFT, message="PM-3")))
    one, other = (one.seq for one in both.awaiting)
    moments = [said(onto(both, (replace(ACKNOWLEDGED, about=place),)))["What this is about"] for place in (one, other)]
    assert len(set(moments)) == 2
    assert all(words.startswith("Disclosure sent, 21 November 2026 at ") for words in moments)
    assert said(onto(both, (replace(CAME_BACK, about=one),))) == {"What this is about": moments[0]}


def test_a_correction_names_whom_it_told() -> None:
    case = onto(called(), (FOUND_WRONG,))
    (place,) = (one.seq for one in case.disclosures)
    rung = onto(case, (replace(CORRECTION, about=(place,)),))
    assert said(rung) == {"With whom": "National Command and Control Unit"}
    order = onto(case, (replace(CORRECTING, about=(place,)),))
    assert said(order) == TO_THE_OTHER
    left = CorrectionSent(
        words="It ends in y", who="The other mailbox", happened_at=NOW, about=(place,), message="PM-2"
    )
    assert said(onto(order, (left,))) == {
        "With whom": "National Command and Control Unit",
        "Our reference": "PM-2",
    }
    assert said(onto(order, (CorrectionCancelled(reason="They know", message="PM-2"),))) == TO_THE_OTHER


def test_what_came_names_its_sender_and_what_was_made_of_it_names_what_came() -> None:
    came = ReplyArrived(digest="ab", sender="desk@unit.example", dated=NOW, nature=Nature.AUTOMATIC)
    case = onto(called(), (came,))
    assert said(case) == {
        "It says that it is from": "desk@unit.example",
        "Its own date": "22 November 2026 at 03:00 GMT",
        "The message": "An automatic message, such as out of office",
    }
    dismissed = said(onto(case, (ReplyDismissed(reason="It is a notice", digest="ab"),)))
    assert dismissed["What this is about"].startswith("Reply arrived, ")
    plain = onto(called(), (ReplyArrived(digest="cd", sender="desk@unit.example", nature=Nature.REPLY),))
    assert said(plain) == {"It says that it is from": "desk@unit.example"}


def test_what_an_older_entry_does_not_name_is_not_said() -> None:
    assert said(ordered(SendingOrdered(checked=True))) == {}
    assert said(onto(ordered(), (replace(SETTLED, message="PM-9"),))) == {}
    assert said(onto(called(), (ReplyDismissed(reason="It is a notice"),))) == {}
    assert said(onto(called(), (CORRECTION,))) == {}
    assert said(called()) == {}


@pytest.mark.django_db(databases="__all__")
def test_the_record_of_a_case_says_it(cases: Cases, browse: Browse) -> None:
    opened = cases[Where.UNCLEAR]
    words = read(browse().get(f"/cases/{opened.case.reference}/timeline")).words
    assert "Sending ended unclear 22 November 2026 at 03:00 GMT, the outbox To The unit" in words
    assert "What happened The connection was lost" in words


@pytest.mark.django_db(databases="__all__")
def test_the_record_says_where_nobody_recorded_what_was_shared(officer: Actor, browse: Browse) -> None:
    opened = told_late(officer, replace(LATE, fields=(), beyond=None))
    words = read(browse().get(f"/cases/{opened.case.reference}/timeline")).words
    assert "What was shared What Not recorded When" in words


@pytest.mark.django_db(databases="__all__")
def test_the_record_says_of_what_was_shared_what_was_found_wrong(cases: Cases, browse: Browse) -> None:
    opened = cases[Stage.SHARED]
    address = f"/cases/{opened.case.reference}/timeline"
    says = "Found wrong Name. Found on {}, and its recipient has {}"
    assert "Found wrong" not in read(browse().get(address)).words
    opened = find_wrong(opened, FOUND_WRONG, seen=opened.case.seq)
    found = moment(opened.case.inaccuracies[0].at)
    assert says.format(found, "not been told yet") in read(browse().get(address)).words
    record_correction(opened, CORRECTION, seen=opened.case.seq)
    words = read(browse().get(address)).words
    assert says.format(found, "been told") in words
    assert "not been told yet" not in words
