"""What machines send is told from what somebody wrote, and goes to the message of ours that it is about."""

import pytest

from proviso.casework.values.nature import Nature
from proviso.disclosure.reading import read_message

from .automatic import (
    CASE,
    EXCHANGE,
    EXIM,
    EXIM_DELAYED,
    FAILED,
    NOTHING_BUT_A_STATUS,
    NUMBER,
    QMAIL,
    receipt,
    report,
    whole,
)

SAID = (
    "desk@unit.example: it did not arrive (status 5.1.1: there is no such mailbox). Their server said: 550 5.1.1 No "
    "such user here"
)
DELAYED = (
    FAILED.replace("failed", "delayed").replace("5.1.1", "4.4.1") + "Will-Retry-Until: Mon, 5 Oct 2026 10:00 GMT\n"
)


@pytest.mark.parametrize(
    ("raw", "nature"),
    [
        (report(FAILED), Nature.RETURNED),
        (report(FAILED, kind="message/global-delivery-status"), Nature.RETURNED),
        (whole(FAILED), Nature.RETURNED),
        (report(DELAYED), Nature.DELAYED),
        (report(FAILED.replace("failed", "delivered").replace("5.1.1", "2.0.0")), Nature.DELIVERED),
        (report(FAILED.replace("failed", "relayed")), Nature.DELIVERED),
        (report(FAILED.replace("Action: failed\n", "")), Nature.RETURNED),
        (report(FAILED.replace("failed", "FAILED (no such)")), Nature.RETURNED),
        (report(f"{DELAYED}\n{FAILED}"), Nature.RETURNED),
        (report("Reporting-MTA: dns; x\n", subject="Undelivered Mail Returned to Sender"), Nature.RETURNED),
        (EXIM.encode(), Nature.RETURNED),
        (QMAIL.encode(), Nature.RETURNED),
        (EXCHANGE.encode(), Nature.RETURNED),
        (NOTHING_BUT_A_STATUS.encode(), Nature.RETURNED),
        (EXIM_DELAYED.encode(), Nature.DELAYED),
        (receipt(), Nature.RECEIPT),
        (receipt("deleted"), Nature.RECEIPT),
    ],
)
def test_a_report_goes_to_the_message_that_it_is_about(raw: bytes, nature: Nature) -> None:
    read = read_message(raw)
    assert (read.nature, read.references, read.returned) == (nature, (CASE,), NUMBER)
    assert read.nature.is_no_reply


def test_of_a_bounce_status_recipient_and_words_are_read() -> None:
    read = read_message(report(FAILED))
    assert (read.told, read.text) == ((SAID,), "Your message could not be handed over.")
    assert any("(message/delivery-status, " in part and "which was read" in part for part in read.parts)
    (delayed,) = read_message(report(DELAYED)).told
    assert "has not arrived yet" in delayed
    assert delayed.endswith("It is tried until Mon, 5 Oct 2026 10:00 GMT")
    assert read_message(receipt()).told == (
        "desk@unit.example: it was opened, which does not say that anybody read it",
    )
    (back,) = read_message(whole(FAILED)).enclosed
    assert (back.subject, [one.address for one in back.mailboxes]) == (
        f"Reference {CASE}",
        ["disclosure@wessmere.example"],
    )


def test_a_bounce_that_names_another_case_in_its_words_goes_to_its_message() -> None:
    raw = report(FAILED, subject="Undeliverable: PV-0000-0001")
    assert read_message(raw).references == (CASE,)
    without = report(FAILED, ours=f"Subject: Reference {CASE}\n")
    assert (read_message(without).references, read_message(without).returned) == ((CASE,), "")


@pytest.mark.parametrize(
    "header",
    [
        "Auto-Submitted: auto-replied",
        "auto-submitted: Auto-Generated (by a rule)",
        "Auto-Submitted: auto-notified; owner-email=a@b.example",
        "Precedence: bulk",
        "Precedence: auto_reply",
        "X-Precedence: JUNK",
        "X-Autoreply: yes",
        "X-Autorespond:",
        "X-Auto-Response-Suppress: All",
        "X-Auto-Response-Suppress: DR, OOF",
        "Subject: Automatic reply: Reference",
        "Subject: =?utf-8?q?Out_of_Office=3A?= Reference",
        "Subject: [EXTERNAL] Auto: away",
        "Subject: Automatisch antwoord: Reference",
        "Subject: Ymateb awtomatig: Reference",
        "Subject: =?utf-8?q?Odpowied=C5=BA_automatyczna=3A?= Reference",
        "Return-Path: <>\nSubject: Unzustellbar: Reference",
        "Return-Path: <>\nSubject: Onbestelbaar: Reference",
    ],
)
def test_an_automatic_message_is_named(header: str) -> None:
    read = read_message(f"From: desk@unit.example\n{header}\n\nI am away. {CASE}".encode())
    assert (read.nature, read.references, len(read.told)) == (Nature.AUTOMATIC, (CASE,), 1)
    assert not read.nature.is_no_reply, "somebody may have written it all the same"


@pytest.mark.parametrize(
    "raw",
    [
        "From: desk@unit.example\nSubject: Undeliverable goods\n\nx",
        "From: desk@unit.example\nSubject: Your delivery failed us\n\nx",
        "From: desk@unit.example\nAuto-Submitted: no\n\nx",
        "From: desk@unit.example\nAuto-Submitted: No (a person)\n\nx",
        "From: desk@unit.example\nX-Auto-Response-Suppress: None\n\nx",
        "From: desk@unit.example\nPrecedence: first-class\n\nx",
        "From: postmaster@unit.example\nSubject: Re: Reference\n\nShe has leave, and a mailbox.",
        "From: desk@unit.example\nSubject: On the delayed reply\n\nqmail-send",
        "From: Autumn Leaves <desk@unit.example>\nSubject: Autograph\n\nx",
        "From: desk@unit.example\nReturn-Path: <desk@unit.example>\nSubject: Absence of leave\n\nx",
    ],
)
def test_what_somebody_wrote_is_not_called_automatic(raw: str) -> None:
    read = read_message(raw.encode())
    assert (read.nature, read.told, read.returned) == (Nature.REPLY, (), "")
