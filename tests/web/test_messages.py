"""A message that came in a file, on the pages: shown as text, due on both lists, confirmed by a person."""

import pytest

from proviso.accounts.models import Role
from proviso.casework.values.reply import ReplyDismissed
from proviso.disclosure.models import WaitingReply

from ..casework.examples import REPLY, shared
from .conftest import Browse, Cases, Where
from .forms import typed
from .reading import read

pytestmark = pytest.mark.django_db(databases="__all__")


def test_it_is_shown_as_text_and_nothing_of_it_is_markup(cases: Cases, browse: Browse) -> None:
    address = f"/cases/{cases[Where.MESSAGE].case.reference}/confirm-reply"
    response = browse().get(address)
    page = read(response)
    assert "The marker still stands. <b>Not bold</b>" in page.words
    assert "desk@unit.example" in page.words
    assert b"<b>Not bold" not in response.content


@pytest.mark.parametrize("role", [Role.OFFICER, Role.DISCLOSURE_DESK])
def test_it_is_due_on_the_lists_of_the_officer_and_of_the_desk(role: Role, cases: Cases, browse: Browse) -> None:
    reference = cases[Where.MESSAGE].case.reference
    browser = browse(role)
    page = read(browser.get("/worklist"))
    assert "A message came: confirm what it says" in page.words
    confirm = f"/cases/{reference}/confirm-reply"
    response = browser.post(confirm, typed(REPLY, cases[Where.MESSAGE].case.seq), follow=True)
    assert "The reply is recorded" in read(response).words
    assert "A message came" not in read(browser.get("/worklist")).words


def test_where_none_waits_the_page_says_so_and_records_nothing(cases: Cases, browse: Browse) -> None:
    opened = shared(cases[Where.MESSAGE].actor)
    address = f"/cases/{opened.case.reference}/confirm-reply"
    assert "No message waits on this case." in read(browse().get(address)).words
    response = browse().post(address, typed(REPLY, opened.case.seq))
    assert response.status_code == 409
    assert "No message waits to be confirmed on this case." in read(response).words


def test_a_message_is_dismissed_and_its_record_says_so(cases: Cases, browse: Browse) -> None:
    case = f"/cases/{cases[Where.MESSAGE].case.reference}"
    browser = browse()
    dismissed = ReplyDismissed(reason="It is about another person")
    response = browser.post(f"{case}/reply-aside", typed(dismissed, cases[Where.MESSAGE].case.seq), follow=True)
    assert "The message is dismissed, and changes nothing on the case." in read(response).words
    assert "Message dismissed" in read(browser.get(f"{case}/timeline")).words


def test_what_was_lost_of_it_is_said(cases: Cases, browse: Browse) -> None:
    opened = cases[Where.MESSAGE]
    WaitingReply.objects.all().delete()
    page = read(browse().get(f"/cases/{opened.case.reference}/reply-aside"))
    assert "What was kept of this message was changed or lost." in page.words
