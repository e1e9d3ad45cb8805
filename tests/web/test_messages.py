"""A message that came in a file, on the pages: shown as text, due on both lists, confirmed by a person."""

from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from proviso.accounts.models import Role
from proviso.casework.acts.send import record_correction_left
from proviso.casework.history.case import Stage
from proviso.casework.values.reply import ReplyDismissed
from proviso.casework.writing.access import OpenCase
from proviso.disclosure.models import WaitingReply
from proviso.disclosure.reply_import import Became, take_from

from ..casework.conftest import Clock
from ..casework.every import ACKNOWLEDGED, CAME_BACK, OTHER_MESSAGE
from ..casework.examples import NOW, REPLY, shared
from ..casework.stories import by_outbox
from ..disclosure.automatic import CASE, FAILED, NUMBER, RETURNED, report
from .conftest import Browse, Cases, Where, message
from .forms import SENT_AT, typed
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
    done = read(response)
    assert "The reply is recorded, apart from what the police know. The case shows what it changes." in done.words
    assert "shown below" not in done.words
    assert "A message came" not in read(browser.get("/worklist")).words


BEGINS = "What is in the boxes already is what the message says of itself."


def with_date(date: str, opened: OpenCase, folder: Path) -> OpenCase:
    """The case with a message of that date."""
    written = message(opened.case.reference).replace(b"Date: Sun, 22 Nov 2026 02:00:00 +0000", date.encode())
    (folder / "reply.eml").write_bytes(written)
    assert [one.became for one in take_from(folder / "reply.eml", "wessmere", session="replies")] == [Became.WAITING]
    return opened


def test_its_boxes_begin_with_its_own_date_and_sender_and_with_no_outcome(
    time: Clock, cases: Cases, browse: Browse, tmp_path: Path
) -> None:
    opened = with_date("Date: Sun, 22 Nov 2026 03:04:40 +0000", cases[Stage.SHARED], tmp_path)
    time.now = NOW + timedelta(minutes=5)
    address, browser = f"/cases/{opened.case.reference}/confirm-reply", browse()
    page = read(browser.get(address))
    assert BEGINS in page.words
    typed_in = {"when": "other", "day": "22", "month": "11", "year": "2026", "time": "03:04"}
    assert {name: page.boxes[f"happened_at-{name}"] for name in typed_in} == {
        name: [one] for name, one in typed_in.items()
    }
    assert page.boxes["who"] == ["desk@unit.example"]
    assert "said" not in page.boxes
    other = replace(REPLY, happened_at=NOW + timedelta(minutes=3), who="Operator 17")
    assert browser.post(address, typed(other, opened.case.seq + 1)).status_code == 302


@pytest.mark.parametrize(
    "date",
    [
        "Date: Sun, 22 Nov 2037 02:00:00 +0000",
        "Date: Sun, 22 Nov 2026 02:00:00 +0000",
        "X-None: nothing that can be read",
    ],
    ids=["still to come", "before anything was shared", "none"],
)
def test_a_date_that_would_be_refused_is_no_beginning(date: str, cases: Cases, browse: Browse, tmp_path: Path) -> None:
    opened = with_date(date, cases[Stage.SHARED], tmp_path)
    page = read(browse().get(f"/cases/{opened.case.reference}/confirm-reply"))
    assert page.boxes["happened_at-day"] == [""]
    assert page.boxes["who"] == ["desk@unit.example"]


def test_what_was_sent_of_one_message_is_not_said_to_be_of_the_next(
    cases: Cases, browse: Browse, tmp_path: Path
) -> None:
    opened = with_date("Date: Sun, 22 Nov 2026 03:00:00 +0000", cases[Stage.SHARED], tmp_path)
    address, browser = f"/cases/{opened.case.reference}/confirm-reply", browse()
    seen = opened.case.seq + 1
    assert BEGINS in read(browser.get(address)).words
    written = message(opened.case.reference).replace(b"still stands", b"no longer stands")
    (tmp_path / "reply.eml").write_bytes(written.replace(b"desk@unit.example", b"other@unit.example"))
    assert [one.became for one in take_from(tmp_path / "reply.eml", "wessmere", session="replies")] == [Became.WAITING]
    browse(Role.DISCLOSURE_DESK).post(address, typed(REPLY, seen))
    response = browser.post(address, typed(replace(REPLY, who="desk@unit.example"), seen))
    page = read(response)
    assert (response.status_code, page.boxes["who"]) == (409, ["desk@unit.example"])
    assert "no longer stands" in page.words
    assert BEGINS not in page.words


def test_where_none_waits_the_page_says_so_and_records_nothing(cases: Cases, browse: Browse) -> None:
    opened = shared(cases[Where.MESSAGE].actor)
    address = f"/cases/{opened.case.reference}/confirm-reply"
    page = read(browse().get(address))
    assert "No message waits to be confirmed on this case." in page.words
    assert "who" not in page.boxes
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


def arrives(opened: OpenCase, tmp_path: Path, raw: str | bytes) -> str:
    """Where a message about a case is confirmed, once it came in a file."""
    reference = opened.case.reference
    text = raw if isinstance(raw, bytes) else raw.encode()
    (path := tmp_path / "one.eml").write_bytes(text.replace(CASE.encode(), reference.encode()))
    assert [one.became for one in take_from(path, "wessmere", session="x")] == [Became.WAITING]
    return f"/cases/{reference}/confirm-reply"


def test_a_bounce_says_so_and_leads_to_the_message_that_came_back(cases: Cases, browse: Browse, tmp_path: Path) -> None:
    opened = cases[Where.BY_EMAIL]
    page = read(browse().get(arrives(opened, tmp_path, report(FAILED))))
    assert "Our message came back: it did not arrive" in page.words
    assert "status 5.1.1: there is no such mailbox" in page.words
    assert "it acknowledges nothing, and it cannot be recorded as one" in page.words
    assert not page.boxes.keys() & {"came", "happened_at-when", "last_seq"}, "nothing is asked that would be refused"
    place = opened.case.awaiting[-1].seq
    assert (f"/cases/{opened.case.reference}/came-back/{place}", "Record that our message came back") in page.links
    response = browse().post(f"/cases/{opened.case.reference}/confirm-reply", typed(REPLY, opened.case.seq + 1))
    assert (response.status_code, "Nobody wrote this message" in read(response).words) == (409, True)
    assert "last_seq" in read(response).boxes, "what somebody had typed meanwhile is not lost"
    assert "last_seq" in read(browse().get(f"/cases/{opened.case.reference}/reply-aside")).boxes
    offered = {href for href, _words in read(browse().get(f"/cases/{opened.case.reference}/")).links}
    assert f"/cases/{opened.case.reference}/reply-aside" in offered
    assert f"/cases/{opened.case.reference}/confirm-reply" not in offered


@pytest.mark.parametrize(
    ("where", "ours", "leads"), [(Where.BY_EMAIL, "Subject: PV-4K7Q-9TZM\n", True), (Where.BY_HAND, RETURNED, False)]
)
def test_a_bounce_of_no_message_that_we_know_leads_to_no_other(
    cases: Cases, browse: Browse, tmp_path: Path, where: Where, ours: str, leads: bool
) -> None:
    page = read(browse().get(arrives(cases[where], tmp_path, report(FAILED, ours=ours))))
    address = f"/cases/{cases[where].case.reference}/came-back"
    assert ((address, "Record that our message came back") in page.links) is leads


def test_a_bounce_of_a_correction_leads_to_it(cases: Cases, browse: Browse, tmp_path: Path) -> None:
    opened = record_correction_left(by_outbox(cases[Where.CORRECTING]), OTHER_MESSAGE, "250 taken", NOW)
    page = read(
        browse().get(arrives(opened, tmp_path, report(FAILED).replace(NUMBER.encode(), OTHER_MESSAGE.encode())))
    )
    assert f"/cases/{opened.case.reference}/came-back/{opened.case.corrections[-1].seq}" in dict(page.links)


def test_an_automatic_reply_is_named_and_may_be_a_persons(cases: Cases, browse: Browse, tmp_path: Path) -> None:
    raw = f"From: a@b.example\nAuto-Submitted: auto-replied\nSubject: {CASE}\n\nI am away"
    page = read(browse().get(arrives(cases[Where.BY_EMAIL], tmp_path, raw)))
    assert "An automatic message, such as out of office" in page.words
    assert (
        "It acknowledges nothing. If nobody wrote it, dismiss it; if somebody did, confirm what it says." in page.words
    )


def test_the_page_says_who_when_how_much_and_what_was_not_read(cases: Cases, browse: Browse, tmp_path: Path) -> None:
    head = (
        f'From: "boss@office.example" <desk@unit.example>\nSubject: {CASE}\nDate: Mon, 5 Oct 2026 10:00 XYZ\n'
        "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n"
    )
    inner = (
        "--b\nContent-Type: message/rfc822; name=a.eml\n\nFrom: Other <other@x.example>\nSubject: Inner\n\nI withdraw\n"
    )
    page = read(browse().get(arrives(cases[Where.BY_EMAIL], tmp_path, head.encode() + b"caf\xe9\n" + inner.encode())))
    for words in (
        "desk@unit.example, under the name “boss@office.example”",
        "The name “boss@office.example” looks like an address, but is none: the address beside it is desk@unit.example",
        "Not known. It wrote: Mon, 5 Oct 2026 10:00 XYZ",
        "1 character could not be read: each shows as \ufffd",
        "It consists of 14 characters of text, in 2 parts.",
        "A message within it, which is not the sender’s own: a.eml",
        "other@x.example, under the name “Other” SubjectInner",
    ):
        assert words in page.words


def test_two_versions_that_say_different_things_are_both_on_the_page(
    cases: Cases, browse: Browse, tmp_path: Path
) -> None:
    message = EmailMessage()
    message["Subject"] = CASE
    message.set_content("She may stay")
    message.add_alternative("<p>She <s>may</s> must leave", subtype="html")
    page = read(browse().get(arrives(cases[Where.BY_EMAIL], tmp_path, bytes(message))))
    assert "What another version of its text says As HTML: She [struck through: may] must leave" in page.words


def test_text_that_mail_programs_hide_is_told_in_the_language_of_the_reader(
    cases: Cases, browse: Browse, tmp_path: Path
) -> None:
    head = f"From: desk@unit.example\nSubject: {CASE}\nContent-Type: multipart/mixed; boundary=b\n\n"
    raw = f"{head}Ring her first\n--b\n\nYes\n--b--\n"
    browser = browse()
    address = arrives(cases[Where.BY_EMAIL], tmp_path, raw.encode())
    page = read(browser.get(address)).words
    assert "It has text before its first part or after its last, where mail programs show none" in page
    assert "Ring her first" not in page
    browser.post("/language", {"language": "cy", "next": "/"})
    assert "Mae ynddi destun cyn ei rhan gyntaf neu ar ôl ei rhan olaf" in read(browser.get(address)).words


def test_the_words_of_one_message_are_never_recorded_of_the_next(cases: Cases, browse: Browse, tmp_path: Path) -> None:
    """A colleague confirmed it while somebody read it: the page then shows the next, and their words beside it."""
    opened = cases[Where.MESSAGE]
    reference, seen = opened.case.reference, opened.case.seq
    warns = message(reference).replace(b"<1@unit.example>", b"<2@unit.example>").replace(b"still stands", b"is a risk")
    (tmp_path / "second.eml").write_bytes(warns)
    assert [one.became for one in take_from(tmp_path / "second.eml", "wessmere", session="replies")] == [Became.WAITING]
    address = f"/cases/{reference}/confirm-reply"
    browse().post(address, typed(REPLY, seen + 1))
    desk, words = browse(Role.DISCLOSURE_DESK), typed(replace(REPLY, words="It says nothing new"), seen + 1)
    for _again in range(2):
        refused = desk.post(address, words)
        page = read(refused)
        assert refused.status_code == 409
        assert "What this page was about has ended, and it now shows another." in page.words
        assert "The marker is a risk" in page.words
        assert "It says nothing new" in refused.content.decode()
        words |= {"last_seq": page.boxes["last_seq"]}
    assert "A message came: confirm what it says" in read(desk.get("/worklist")).words


def test_a_return_leads_to_its_record_though_somebody_acknowledged_the_message(
    cases: Cases, browse: Browse, tmp_path: Path
) -> None:
    """An automatic reply was taken for an acknowledgement; the notice that it did not arrive came afterwards."""
    opened = cases[Where.BY_EMAIL]
    reference, desk = opened.case.reference, browse(Role.DISCLOSURE_DESK)
    desk.post(f"/cases/{reference}/acknowledgement", typed(ACKNOWLEDGED, opened.case.seq))
    (tmp_path / "bounce.eml").write_bytes(report(FAILED, ours=RETURNED.replace(CASE, reference)))
    assert [one.became for one in take_from(tmp_path / "bounce.eml", "wessmere", session="replies")] == [Became.WAITING]
    back = f"/cases/{reference}/came-back/{SENT_AT}"
    assert (back, "Record that our message came back") in read(desk.get(f"/cases/{reference}/confirm-reply")).links
    page = read(desk.get(back))
    assert f"Received Acknowledged{ACKNOWLEDGED.by}" in page.words
    done = read(desk.post(back, typed(CAME_BACK, opened.case.seq + 2), follow=True))
    assert "Recorded: it did not arrive." in done.words
    assert "Send what was decided" in read(browse().get(f"/cases/{reference}/")).words
