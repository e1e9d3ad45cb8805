"""What waited to be sent when a copy was made may have been sent since: a person is asked, and it is not sent again."""

from datetime import timedelta

import pytest

from proviso.accounts.channel_codes import Channel
from proviso.accounts.models import Role
from proviso.casework.writing.permissions import Actor
from proviso.disclosure.models import MessageState, OutboxRow
from proviso.disclosure.restored import ask_about_waiting
from tests.casework.conftest import Clock
from tests.casework.conftest import force as force
from tests.casework.conftest import time as time
from tests.casework.examples import NOW
from tests.disclosure.null import Null
from tests.disclosure.ordering import Desk, again, decided, listed, ordered, row

OFFICER = Actor("officer-north", Role.OFFICER, "wessmere", "north")

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.mark.usefixtures("force", "time")
def test_what_may_have_been_sent_since_is_asked_about_and_not_sent(time: Clock) -> None:
    opened = ordered(decided(OFFICER), listed())
    assert ask_about_waiting("wessmere", now=NOW) == 1
    way = Null()
    time.now = NOW + timedelta(minutes=1)
    desk = Desk(way).works()
    assert way.sent == [], "it was sent again"
    assert row(opened).state == MessageState.UNCLEAR
    assert again(opened).case.unclear, "its officer is not asked"
    assert len(desk.said) == 1


@pytest.mark.usefixtures("force", "time")
def test_a_file_that_a_person_hands_over_waits_for_that_person_as_before() -> None:
    opened = ordered(decided(OFFICER), listed(Channel.FILE))
    assert ask_about_waiting("wessmere", now=NOW) == 0
    assert OutboxRow.objects.get().state == row(opened).state == MessageState.QUEUED


@pytest.mark.usefixtures("force", "time")
def test_what_is_unclear_already_is_asked_about_once() -> None:
    ordered(decided(OFFICER), listed())
    OutboxRow.objects.update(state=MessageState.UNCLEAR)
    assert ask_about_waiting("wessmere", now=NOW) == 0
