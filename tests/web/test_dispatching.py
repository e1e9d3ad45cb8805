"""Sending without a call, and correcting, on their pages: what is ordered, what is said of it, and what is refused."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from proviso.accounts.channel_codes import Channel
from proviso.accounts.models import Listed, Recipient, Role
from proviso.casework.acts.receive import record_reply
from proviso.casework.acts.send import record_sent, stop_sending
from proviso.casework.history.case import Stage
from proviso.casework.values.dispatch import SendingCancelled, SendingOrdered, SendingSettled, SendingStopped
from proviso.casework.writing.permissions import Actor
from proviso.disclosure.models import OutboxRow
from proviso.service.config import EmailSettings
from proviso.web.sending.call_script import WHY
from tests.casework.conftest import Clock
from tests.disclosure.certificates import FORCE
from tests.disclosure.ordering import correction_ordered, found_wrong, ordered
from tests.disclosure.ordering import decided as with_its_package

from ..casework.every import BY_HAND, CORRECTION, DELIVERED, NEGATED, ORDERED, SENT, TOLD_CORRECTION
from ..casework.stories import by_outbox, unclear
from .conftest import Browse, Cases, Where
from .forms import typed
from .reading import read
from .recipients import listed

pytestmark = pytest.mark.django_db(databases="__all__")

CHECKED = {"checked": "yes"}


def test_what_was_decided_goes_by_each_way_that_the_force_has_listed_for_it(cases: Cases, browse: Browse) -> None:
    ring, mailbox, by_hand = (listed(channel) for channel in Channel)
    listed(Channel.EMAIL, "border_force")
    listed(Channel.FILE, state=Listed.PROPOSED)
    case = cases[Stage.DECIDED].case
    page = read(browse(typing=True).get(f"/cases/{case.reference}/send"))
    assert {one for one in page.addresses if "/send/" in one} == {
        f"/cases/{case.reference}/send/{one.pk}" for one in (mailbox, by_hand)
    }
    assert "Call The unit (telephone): 01632 960 001" in page.words
    assert "Your force says which number to ring" not in page.words
    for one in Recipient.objects.exclude(pk__in=[mailbox.pk, by_hand.pk]):
        assert browse(typing=True).get(f"/cases/{case.reference}/send/{one.pk}").status_code == 404
    assert ring.channel == Channel.TELEPHONE


def test_who_orders_to_somebody_taken_off_the_list_meanwhile_is_told_so(cases: Cases, browse: Browse) -> None:
    mailbox, case = listed(Channel.EMAIL), cases[Stage.DECIDED].case
    browser, order = browse(typing=True), typed(SendingOrdered(checked=True), case.seq)
    Recipient.objects.filter(pk=mailbox.pk).update(state=Listed.WITHDRAWN)
    page = read(browser.post(f"/cases/{case.reference}/send/{mailbox.pk}", order, follow=True))
    assert "The recipient is no longer on the force’s list. Choose another, and send it again." in page.words
    assert "What is sent, and nothing else" in page.words
    assert browser.post(f"/cases/{case.reference}/send/{mailbox.pk + 99}", order).status_code == 404


def test_the_script_of_a_call_has_the_number_our_reference_and_what_it_is_for(cases: Cases, browse: Browse) -> None:
    listed(Channel.TELEPHONE)
    case = cases[Stage.CALLING].case
    said = read(browse(typing=True).get(f"/cases/{case.reference}/call")).words
    assert "Call The unit (telephone): 01632 960 001" in said
    assert "This is Wessmere Police. I have information about a person who is a victim or a witness of crime." in said
    assert f"Our reference is {case.reference}. Please tell me your name, and a reference." in said
    decided = case.decision.value.purposes if case.decision else ()  # type: ignore[attr-defined]
    assert all(f"{WHY[one.purpose]} {one.words}" in said for one in decided)
    assert "When did the call end?" in said


def test_an_order_by_e_mail_is_on_its_way_until_the_outbox_says_otherwise(cases: Cases, browse: Browse) -> None:
    mailbox, opened = listed(Channel.EMAIL), cases[Stage.DECIDED]
    address = f"/cases/{opened.case.reference}/send/{mailbox.pk}"
    browser = browse(typing=True)
    seen = {"last_seq": str(opened.case.seq)}
    refused = read(browser.post(address, {"checked": "no", **seen}))
    assert refused.errors == [
        ("Read what will be sent, and see that the recipient is right, before you send it", "#q-checked")
    ]
    assert OutboxRow.objects.count() == 0
    said = read(browser.post(address, CHECKED | seen, follow=True)).words
    assert "It is on its way." in said
    assert "It has not been received until they say so." in said
    row = OutboxRow.objects.get()
    assert (row.recipient, row.case, row.state) == (mailbox.pk, opened.case.reference, "queued")
    assert browser.get(address)["Location"] == f"/cases/{opened.case.reference}/sending"
    assert browser.get(f"/cases/{opened.case.reference}/send")["Location"].endswith("/sending")
    cancelled = typed(SendingCancelled(reason="The desk will ring"), opened.case.seq + 1)
    back = read(browser.post(f"/cases/{opened.case.reference}/cancel-sending", cancelled, follow=True)).words
    assert "The order is cancelled. It is still decided, and waits to be sent." in back
    assert OutboxRow.objects.get().state == "withdrawn"
    assert "Nothing is being sent on this case." in read(browser.get(f"/cases/{opened.case.reference}/sending")).words


def test_the_password_is_typed_again_before_anything_is_ordered(cases: Cases, browse: Browse) -> None:
    mailbox, case = listed(Channel.EMAIL), cases[Stage.DECIDED].case
    for path in (f"send/{mailbox.pk}", "file"):
        response = browse().post(f"/cases/{case.reference}/{path}", CHECKED)
        assert (response.status_code, response["Location"].split("?")[0]) == (302, "/confirm-it-is-you")


def test_what_the_outbox_stopped_is_said_where_it_can_be_sent_again(cases: Cases, browse: Browse) -> None:
    opened = cases[Stage.SENDING]
    stop_sending(by_outbox(opened), SendingStopped(why="Their server refuses us.", message=ORDERED.message or ""))
    page = read(browse(typing=True).get(f"/cases/{opened.case.reference}/send"))
    assert "The last order sent nothing. Their server refuses us." in page.words


def test_an_unclear_message_is_a_question_with_the_reference_to_ask_for(cases: Cases, browse: Browse) -> None:
    opened = unclear(cases[Stage.SENDING])
    reference, browser = opened.case.reference, browse()
    assert (
        "Nobody knows whether it was sent. It is not sent again by itself."
        in read(browser.get(f"/cases/{reference}/sending")).words
    )
    page = read(browser.get(f"/cases/{reference}/settle-sending"))
    assert str(ORDERED.message) in page.words
    settled = typed(SendingSettled(arrived=False, how_known="Nobody there has it"), opened.case.seq)
    said = read(browser.post(f"/cases/{reference}/settle-sending", settled, follow=True)).words
    assert "If it did not arrive, what it said is still to be sent, or said in a call." in said
    assert "Send what was decided" in said


def test_a_correction_goes_to_one_recipient_at_a_time_by_telephone_or_by_e_mail(cases: Cases, browse: Browse) -> None:
    mailbox, opened = listed(Channel.EMAIL), cases[Stage.SHARED]
    opened = record_reply(opened, NEGATED, seen=opened.case.seq)
    reference, browser = opened.case.reference, browse(typing=True)
    page = read(browser.get(f"/cases/{reference}/correction"))
    assert "Tell this recipient now National Command and Control Unit" in page.words
    by_mail = f"/cases/{reference}/correction/{mailbox.pk}"
    assert by_mail in page.addresses
    words = {"words": "She has leave to remain", "last_seq": str(opened.case.seq)}
    assert "It is on its way." in read(browser.post(by_mail, words, follow=True)).words
    assert OutboxRow.objects.get().kind == "correction"
    page = read(browser.get(f"/cases/{reference}/correction"))
    assert f"A correction to {mailbox.name} is on its way." in page.words
    assert browser.get(by_mail)["Location"].endswith("/correction"), "nobody is left to be told"
    late = browser.post(f"/cases/{reference}/correction", typed(CORRECTION, opened.case.seq + 1))
    assert "Nobody else has to be told" in read(late).words
    told = browser.post(f"/cases/{reference}/tell-correction", typed(TOLD_CORRECTION, opened.case.seq + 1), follow=True)
    assert "When everyone who received it has been told too, nothing is owed for it." in read(told).words


@pytest.fixture
def can_sign(tmp_path: Path, settings: Any) -> None:
    """The force has a certificate to sign with."""
    certificate, key = FORCE.written(tmp_path, "force")
    settings.PROVISO_EMAIL = EmailSettings(
        sender="disclosure@wessmere.invalid", signing_certificate_file=certificate, signing_key_file=key
    )


@pytest.mark.usefixtures("can_sign")
def test_a_file_is_saved_taken_and_recorded_as_handed_over(officer: Actor, browse: Browse) -> None:
    mine, browser = browse(typing=True), browse(Role.DISCLOSURE_DESK, typing=True)
    by_hand, opened = listed(Channel.FILE), with_its_package(officer)
    reference = opened.case.reference
    ordered = CHECKED | {"last_seq": str(opened.case.seq)}
    said = read(browser.post(f"/cases/{reference}/send/{by_hand.pk}", ordered, follow=True)).words
    assert "Save the file, take it to them, and record who took it." in said
    assert "First try" not in said, "a file is not tried by itself"
    given = typed(DELIVERED, opened.case.seq + 1)
    refused = browser.post(f"/cases/{reference}/delivered", given)
    assert refused.status_code == 409
    assert "No file was made for this order, so nobody can have handed it over." in read(refused).words
    assert "goes on the record of the case" in read(browser.get(f"/cases/{reference}/file")).words
    saved = browser.post(f"/cases/{reference}/file")
    message = OutboxRow.objects.get().message
    assert saved["Content-Disposition"] == f'attachment; filename="{reference}-{message}.eml"'
    assert b"application/pkcs7-mime" in saved.content
    assert "Saved by disclosure_d-north, 22 November 2026" in read(browser.get(f"/cases/{reference}/sending")).words
    assert "Encrypted file made" in read(mine.get(f"/cases/{reference}/timeline")).words
    said = read(browser.post(f"/cases/{reference}/delivered", given, follow=True)).words
    assert "It is shared, and on the record." in said
    late = read(browser.post(f"/cases/{reference}/file", follow=True)).words
    assert "No file is to be handed over on this case." in late


@pytest.mark.usefixtures("can_sign")
def test_whoever_only_reads_a_case_is_given_no_file(officer: Actor, browse: Browse) -> None:
    opened = ordered(with_its_package(officer), listed(Channel.FILE))
    reference = opened.case.reference
    reader = browse(Role.DATA_PROTECTION_OFFICER, typing=True)
    reader.post(f"/cases/{reference}/reason", {"reason": "A complaint was made"})
    page = read(reader.get(f"/cases/{reference}/sending"))
    assert "Being sent" in page.words
    assert not {one for one in page.addresses if one.endswith(("/file", "/delivered"))}
    for asked in (reader.get, reader.post):
        response = asked(f"/cases/{reference}/file")
        assert response.status_code == 403
        assert "You cannot open this page" in read(response).words
    assert OutboxRow.objects.get().state == "queued"


def test_a_message_that_waits_too_long_is_said_on_its_page_and_on_the_worklists(
    officer: Actor, browse: Browse, time: Clock
) -> None:
    opened, browser = ordered(with_its_package(officer), listed(Channel.EMAIL)), browse()
    address = f"/cases/{opened.case.reference}/sending"
    assert "has waited longer" not in read(browser.get(address)).words
    time.now += timedelta(hours=2)
    page = read(browser.get(address)).words
    assert f"{OutboxRow.objects.get().message} has waited longer than your force lets a message wait." in page
    assert "If it cannot wait, cancel the order and call them." in page
    for person, list_ in ((browser, "own"), (browse(Role.DISCLOSURE_DESK), "desk")):
        shown = read(person.get(f"/worklist/{list_}"))
        assert address in shown.addresses
        assert f"See that it is sent, {opened.case.reference} Overdue by" in shown.words, shown.words


def test_a_correction_that_waits_too_long_says_so_where_the_worklist_leads(
    officer: Actor, browse: Browse, time: Clock
) -> None:
    opened = correction_ordered(found_wrong(officer), listed(Channel.EMAIL))
    reference, browser = opened.case.reference, browse()
    time.now += timedelta(hours=2)
    page = read(browser.get(f"/cases/{reference}/sending"))
    assert "Nothing but a correction is being sent on this case." in page.words
    assert (f"/cases/{reference}/correction", "See the status of the correction") in page.links
    page = read(browser.get(f"/cases/{reference}/correction"))
    assert f"{OutboxRow.objects.get().message} has waited longer" in page.words
    assert "If it cannot wait, cancel the order and call them." in page.words


def test_an_order_says_nothing_that_was_not_asked(cases: Cases, browse: Browse) -> None:
    """What a browser adds to the form goes nowhere: recipient, name and message are the service's own."""
    mailbox, opened = listed(Channel.EMAIL), cases[Stage.DECIDED]
    added = {"recipient": "99", "to": "somebody@elsewhere.example", "message": "mine", "by": "file"}
    browse(typing=True).post(
        f"/cases/{opened.case.reference}/send/{mailbox.pk}", CHECKED | added | {"last_seq": str(opened.case.seq)}
    )
    row = OutboxRow.objects.get()
    assert (row.recipient, row.channel) == (mailbox.pk, "email")
    assert row.message != "mine"


def test_who_cancels_the_order_of_a_file_reads_who_saved_it(cases: Cases, browse: Browse) -> None:
    opened = cases[Where.BY_HAND]
    page = read(browse().get(f"/cases/{opened.case.reference}/cancel-sending")).words
    assert f"To {BY_HAND.to} The encrypted file Saved by officer-north, 22 November 2026 at 03:00 GMT" in page
    plain = read(browse().get(f"/cases/{cases[Stage.SENDING].case.reference}/cancel-sending")).words
    assert f"What is recorded To {ORDERED.to} Why" in plain, "no file is spoken of where none was made"


def test_who_comes_to_a_call_that_a_colleague_started_is_told_whose_it_is(cases: Cases, browse: Browse) -> None:
    """Both would read the same script out, each sure that the call is theirs."""
    case = cases[Stage.CALLING].case
    address, theirs = f"/cases/{case.reference}/call", "officer-north started this call. Ask them before you call"
    assert theirs not in read(browse().get(address)).words
    desk = browse(Role.DISCLOSURE_DESK, typing=True)
    assert theirs in read(desk.get(address)).words
    pressed = desk.post(f"/cases/{case.reference}/send", {"out_of_hearing": "yes", "last_seq": "17"}, follow=True)
    assert theirs in read(pressed).words, "also where they pressed the button a moment later"


def test_the_record_of_a_case_says_how_each_thing_went_and_who_took_it(cases: Cases, browse: Browse) -> None:
    opened = cases[Where.BY_HAND]
    reference, browser = opened.case.reference, browse()
    browser.post(f"/cases/{reference}/delivered", typed(DELIVERED, opened.case.seq))
    page = read(browser.get(f"/cases/{reference}/timeline"))
    assert f"National Command and Control Unit, {DELIVERED.to}" in page.words
    sent = record_sent(by_outbox(cases[Stage.SENDING]), SENT)
    page = read(browser.get(f"/cases/{sent.case.reference}/timeline"))
    assert f"National Command and Control Unit, {ORDERED.to}" in page.words
