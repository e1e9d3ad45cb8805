"""What was sent, acknowledged, came back or is being corrected, on its pages: which of several, and how it stands."""

from dataclasses import replace
from datetime import timedelta

import pytest

from proviso.accounts.channel_codes import Channel
from proviso.accounts.models import Listed, Recipient, Role
from proviso.casework.acts.correct import find_wrong, record_correction
from proviso.casework.acts.record_person import record_person
from proviso.casework.acts.send import record_correction_left, record_unclear, stop_sending
from proviso.casework.acts.share import record_another_disclosure
from proviso.casework.history.case import Stage
from proviso.casework.reading.outstanding_corrections import recipients_owed
from proviso.casework.values.content import BasicField
from proviso.casework.values.correction import CorrectionCancelled, CorrectionOrdered, CorrectionSent
from proviso.casework.values.decision import Decide, Decision
from proviso.casework.values.dispatch import SendingStopped
from proviso.casework.values.timing import Department, RecipientChosen
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.permissions import Actor
from proviso.disclosure import outbox
from proviso.disclosure.models import MessageState, OutboxRow
from proviso.web.correcting.correction_pages import not_corrected
from proviso.web.correcting.what_was_shared import shared_rows

from ..casework.every import ACKNOWLEDGED, CAME_BACK, CORRECTION, FOUND_WRONG, LATE, ORDERED, SENT, UNCLEAR
from ..casework.examples import ANSWERS, CALL_ENDED, CALL_STARTED, NOW, PERSON, TOLD_AFTER, acknowledge, answer, begun
from ..casework.folding import folded, onto, sharing
from ..casework.stories import by_outbox, decides
from .conftest import Browse, Cases, Where
from .forms import typed
from .reading import read
from .recipients import listed

pytestmark = pytest.mark.django_db(databases="__all__")
BACK = CorrectionCancelled(reason="They have to know today")


@pytest.fixture
def ordered(cases: Cases) -> OpenCase:
    """A case of which a correction was ordered, with its row in the outbox."""
    mailbox, opened = listed(Channel.EMAIL), cases[Stage.SHARED]
    listed(Channel.TELEPHONE)
    opened = find_wrong(opened, FOUND_WRONG, seen=opened.case.seq)
    correction = CorrectionOrdered(words="It is spelt with a y")
    return outbox.order_correction(opened, correction, mailbox, seen=opened.case.seq)


def test_how_a_correction_stands_is_said_and_it_is_taken_back(ordered: OpenCase, browse: Browse) -> None:
    OutboxRow.objects.update(attempts=2, says="The server could not be reached", not_before=NOW + timedelta(hours=1))
    home, browser = f"/cases/{ordered.case.reference}", browse()
    assert (f"{home}/correction", "See the status of the correction") in read(browser.get(f"{home}/")).links
    page = read(browser.get(f"{home}/correction"))
    assert "A correction to The unit (secure e-mail) is on its way." in page.words
    assert "The last try did not succeed: No mail server is set." in page.words
    assert "Tried 2 times so far. Next try: 22 November 2026 at 04:00 GMT" in page.words
    assert (f"{home}/cancel-correction", "Cancel the correction") in page.links
    asked = read(browser.get(f"{home}/cancel-correction"))
    assert "To The unit (secure e-mail)" in asked.words
    assert "They would be told It is spelt with a y" in asked.words
    said = read(browser.post(f"{home}/cancel-correction", typed(BACK, ordered.case.seq), follow=True)).words
    assert "Nothing was sent. They still have to be told: call them, or order it again." in said
    assert OutboxRow.objects.get().state == MessageState.WITHDRAWN
    owed = read(browser.get(f"{home}/correction")).words
    assert "Tell this recipient now National Command and Control Unit Call The unit (telephone): 01632 960 001" in owed
    assert "What was wrong Name" in owed
    assert "Her name is spelt with a y" in owed
    again = browser.post(f"{home}/cancel-correction", typed(BACK, ordered.case.seq + 1))
    assert "No correction is on its way that could be cancelled." in read(again).words


def test_why_a_correction_was_stopped_is_said_on_the_page_that_corrects(ordered: OpenCase, browse: Browse) -> None:
    message = ordered.case.correcting[0].value.message or ""
    stopped = stop_sending(by_outbox(ordered), SendingStopped(why="550 No such mailbox", message=message))
    assert stopped.case.correcting == ()
    home, browser = f"/cases/{ordered.case.reference}", browse(typing=True)
    page = read(browser.get(f"{home}/correction"))
    assert "The last correction by e-mail was not sent: 550 No such mailbox" in page.words
    assert "550 No such mailbox" not in read(browser.get(f"{home}/send")).words


def test_a_correction_of_which_nobody_knows_leads_to_saying_whether_it_arrived(
    ordered: OpenCase, browse: Browse
) -> None:
    message = ordered.case.correcting[0].value.message or ""
    record_unclear(by_outbox(ordered), replace(UNCLEAR, message=message))
    home = f"/cases/{ordered.case.reference}"
    page = read(browse().get(f"{home}/correction"))
    assert "Nobody knows whether the correction to The unit (secure e-mail) was sent." in page.words
    assert (f"{home}/settle-sending", "Say whether the message arrived") in page.links
    assert f"{home}/cancel-correction" not in page.addresses
    asked = read(browse().get(f"{home}/settle-sending")).words
    assert "To The unit (secure e-mail) They would be told It is spelt with a y" in asked
    assert "Nobody knows" not in read(browse().get(f"{home}/sending")).words, "that page is of what is being shared"


def test_an_acknowledgement_says_which_of_several_it_is_of(cases: Cases, browse: Browse) -> None:
    opened = cases[Stage.SHARED]
    opened = answer(decides(opened, Decide.SHARE_BASIC), (CALL_STARTED, CALL_ENDED))
    first, second = (one.seq for one in opened.case.awaiting)
    home, browser = f"/cases/{opened.case.reference}", browse()
    page = read(browser.get(f"{home}/acknowledgement"))
    assert "What was shared with National Command and Control Unit" in page.words
    assert f"{home}/acknowledgement/{second}" in page.addresses
    assert f"{home}/acknowledgement/{first}" not in page.addresses
    of_the_other = read(browser.get(f"{home}/acknowledgement/{second}"))
    assert f"{home}/acknowledgement/{first}" in of_the_other.addresses
    posted = typed(ACKNOWLEDGED, opened.case.seq)
    refused = read(browser.post(f"{home}/acknowledgement/{second}", posted))
    assert "You sent it: a colleague or the disclosure desk records that it was received." in refused.words
    browser = browse(Role.DISCLOSURE_DESK)
    said = read(browser.post(f"{home}/acknowledgement/{second}", posted, follow=True)).words
    assert "Recorded: what was sent has been received." in said
    left = read(browser.get(f"{home}/acknowledgement"))
    assert f"{home}/acknowledgement/{second}" not in left.addresses
    late = browser.post(f"{home}/acknowledgement/{second}", typed(ACKNOWLEDGED, opened.case.seq + 1))
    assert "Nothing that was sent waits for an acknowledgement." in read(late).words


def test_a_correction_that_left_waits_to_be_acknowledged_by_its_name(ordered: OpenCase, browse: Browse) -> None:
    message = ordered.case.correcting[0].value.message or ""
    left = record_correction_left(by_outbox(ordered), message, "250 taken", NOW)
    home = f"/cases/{ordered.case.reference}"
    page = read(browse().get(f"{home}/came-back"))
    assert "The correction to The unit (secure e-mail)" in page.words
    assert f"{home}/came-back/{left.case.seq}" not in page.addresses, "it is what the page is about already"
    others = read(browse().get(f"{home}/acknowledgement")).addresses
    assert f"{home}/acknowledgement/{left.case.seq}" in others, "the call that shared it left first"


def test_check_and_decide_says_what_went_to_them_already(cases: Cases, browse: Browse) -> None:
    opened = cases[Stage.SHARED]
    home, browser = f"/cases/{opened.case.reference}", browse()
    says = "All of this went to National Command and Control Unit already. Share it again only if you mean to."
    assert f"{says} They have not acknowledged it yet." in read(browser.get(f"{home}/decide")).words
    acknowledge(opened, ACKNOWLEDGED, seen=opened.case.seq)
    assert f"{says} They have acknowledged it." in read(browser.get(f"{home}/decide")).words
    changed = replace(PERSON, name="Imaginary Oduyay")
    record_person(opened, changed, seen=opened.case.seq)
    assert says not in read(browser.get(f"{home}/decide")).words, "something else is proposed"


def test_check_and_decide_says_what_was_found_wrong_before_anybody_decides(cases: Cases, browse: Browse) -> None:
    opened = cases[Stage.SHARED]
    opened = find_wrong(opened, FOUND_WRONG, seen=opened.case.seq)
    home, browser = f"/cases/{opened.case.reference}", browse()
    page = read(browser.get(f"{home}/decide"))
    assert "Found wrong after it was shared, and still the same here: Name." in page.words
    decision = Decision(decide=(Decide.SHARE_BASIC,), reason="They ask again")
    refused = read(browser.post(f"{home}/decide", typed(decision, opened.case.seq)))
    assert "This was found wrong after it was shared, and is still the same: Name." in refused.words
    assert refused.boxes["reason"] == ["They ask again"]


def test_whoever_was_told_that_it_was_shared_is_remembered_when_it_came_back(cases: Cases, browse: Browse) -> None:
    opened = answer(cases[Where.BY_EMAIL], (TOLD_AFTER,))
    page = read(browse().get(f"/cases/{opened.case.reference}/came-back"))
    assert "The person was told that it was shared. If it is not sent again, tell them that it was not." in page.words


def test_what_came_back_waits_to_be_sent_again(cases: Cases, browse: Browse) -> None:
    opened = cases[Where.BY_EMAIL]
    home, browser = f"/cases/{opened.case.reference}", browse()
    assert (f"{home}/came-back", "Record that a message came back") in read(browser.get(f"{home}/")).links
    said = read(browser.post(f"{home}/came-back", typed(CAME_BACK, opened.case.seq), follow=True)).words
    assert "Recorded: it did not arrive." in said
    assert "If it is not sent again, tell them that it was not." not in read(browser.get(f"{home}/came-back")).words
    assert "Send what was decided" in said
    assert f"{home}/came-back" not in read(browse().get(f"/cases/{cases[Stage.SHARED].case.reference}/")).addresses


@pytest.mark.parametrize("slug", ["found-wrong", "correction"])
def test_the_desk_reads_what_was_shared_in_words_for_the_desk(cases: Cases, browse: Browse, slug: str) -> None:
    words = read(browse().get(f"/cases/{cases[Where.WRONG].case.reference}/{slug}")).words
    assert "about you" not in words.lower()
    shared = words.partition("What was shared")[2]
    assert PERSON.name
    assert PERSON.name in shared
    assert "With whom National Command and Control Unit" in shared


def test_what_was_shared_before_there_was_a_case_is_read_too(officer: Actor, browse: Browse) -> None:
    opened = begun(officer)
    opened = record_another_disclosure(opened, LATE, seen=opened.case.seq)
    (rows,) = shared_rows(opened)
    assert LATE.beyond
    assert rows[0][0] == "What"
    assert rows[0][1].endswith(LATE.beyond)
    words = read(browse().get(f"/cases/{opened.case.reference}/found-wrong")).words
    assert f"What was shared What {rows[0][1]} When" in words


def test_where_nothing_is_recorded_of_when_that_is_said(officer: Actor) -> None:
    opened = begun(officer)
    late = replace(LATE, fields=(BasicField.NAME,), beyond=None, happened_at=None)
    (rows,) = shared_rows(record_another_disclosure(opened, late, seen=opened.case.seq))
    assert rows[:2] == [("What", "Name"), ("When", "Not recorded")]


def test_words_typed_to_a_mailbox_that_is_no_longer_the_one_come_back(ordered: OpenCase, browse: Browse) -> None:
    """Somebody took the mailbox off the list, or told its unit, while the words were typed."""
    home, browser = f"/cases/{ordered.case.reference}", browse(typing=True)
    opened = find_wrong(ordered, replace(FOUND_WRONG, words="Her name ends in y too"), seen=ordered.case.seq)
    order = CorrectionOrdered(words="Her name ends in a y as well")
    mailbox = OutboxRow.objects.get().recipient
    Recipient.objects.filter(pk=mailbox).update(state=Listed.WITHDRAWN)
    refused = browser.post(f"{home}/correction/{mailbox}", typed(order, opened.case.seq))
    assert refused.status_code == 409
    page = read(refused)
    assert "This mailbox is not listed for whoever received it. Choose another, or call them." in page.words
    assert "Her name ends in a y as well" in refused.content.decode()
    led = browser.get(f"{home}/correction/{mailbox}", follow=True)
    assert "Tell this recipient now" in read(led).words, "a link that was shown before leads to what can be done"
    Recipient.objects.filter(pk=mailbox).update(state=Listed.APPROVED)
    record_correction(opened, CORRECTION, seen=opened.case.seq)
    told = browser.post(f"{home}/correction/{mailbox}", typed(order, opened.case.seq))
    assert "Nobody else has to be told that something was wrong." in read(told).words
    assert "Her name ends in a y as well" in told.content.decode()
    assert browser.post(f"{home}/correction/{mailbox + 99}", typed(order, opened.case.seq)).status_code == 404


def test_why_a_correction_was_stopped_is_said_though_another_was_sent_since() -> None:
    """Of two teams that are told by e-mail, the first one's mailbox refuses: that the second has it hides nothing."""
    case = folded(*ANSWERS, RecipientChosen(department=Department.LOCAL_TEAM, why="They are at the address"))
    for number in (1, 2):
        order = replace(ORDERED, recipient=number, to=f"Team {number}", message=f"PM-{number}")
        case = onto(case, (sharing(case), order, replace(SENT, message=order.message or "")))
    case = onto(case, (FOUND_WRONG,))
    first, second = (
        CorrectionOrdered(words="It ends in y", to="A team", message=f"PM-9{number}", about=one.places)
        for number, one in enumerate(recipients_owed(case))
    )
    left = CorrectionSent(words="It ends in y", who="A team", happened_at=NOW, message="PM-91", about=second.about)
    case = onto(case, (first, second, SendingStopped(why="550 No such mailbox", message="PM-90"), left))
    (owed,) = recipients_owed(case)
    assert (owed.places, not_corrected(case, owed)) == (first.about, "550 No such mailbox")
    told = onto(case, (replace(CORRECTION, about=owed.places), replace(FOUND_WRONG, words="It ends in i")))
    assert [not_corrected(told, one) for one in recipients_owed(told)] == ["", ""]
    again = onto(case, (replace(first, message="PM-92"),))
    assert [not_corrected(again, one) for one in recipients_owed(again)] == []
