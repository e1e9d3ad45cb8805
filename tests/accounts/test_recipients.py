"""The force's list of recipients: who may propose, that a second person approves, and what each channel needs."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from proviso.accounts.channel_codes import Channel
from proviso.accounts.entries import Changer
from proviso.accounts.force_changes import NotTheirs
from proviso.accounts.models import Listed, Officer, Recipient, Role, Unit
from proviso.accounts.recipients import (
    NotProposed,
    OwnProposal,
    approve_recipient,
    approved,
    propose_recipient,
    withdraw_recipient,
)
from proviso.record import read
from tests.accounts.people import NOW, add
from tests.disclosure.certificates import AUTHORITY, elliptic, issued, of_rsa

from .people import PROMPT

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def second(unit: Unit) -> Officer:
    return add(unit, "A2", Role.ADMINISTRATOR, "Wen Castellan")


def proposed(by: Changer, unit: Unit, **given: Any) -> Recipient:
    named: dict[str, Any] = {
        "department": "nccu",
        "channel": Channel.TELEPHONE,
        "name": " The  unit's line ",
        "address": "01632 960 001",
    }
    return propose_recipient(unit.force, **{**named, **given}, by=by, now=NOW)


def certificate(**given: Any) -> str:
    when = (NOW - timedelta(days=1), NOW + timedelta(days=1))
    return issued("A receiving unit", **{"by": AUTHORITY, "key": of_rsa(), "valid": when, **given}).pem


def test_a_recipient_is_used_once_a_second_administrator_has_approved_it(
    unit: Unit, administrator: Officer, second: Officer
) -> None:
    recipient = proposed(administrator, unit)
    assert (recipient.name, recipient.state, approved(unit.force.code)) == ("The unit's line", Listed.PROPOSED, [])
    with pytest.raises(OwnProposal, match="Another administrator has to approve it"):
        approve_recipient(recipient, by=administrator, now=NOW)
    approve_recipient(recipient, by=second, now=NOW)
    assert (approved(unit.force.code), approved("elsewhere")) == ([recipient], [])
    assert (recipient.by, recipient.by.takes_messages) == (Channel.TELEPHONE, False)
    with pytest.raises(NotProposed, match="does not wait for approval"):
        approve_recipient(recipient, by=second, now=NOW)
    withdraw_recipient(recipient, by=administrator, now=NOW, why="The number changed")
    assert approved(unit.force.code) == []
    with pytest.raises(NotProposed, match="is off the list already"):
        withdraw_recipient(recipient, by=second, now=NOW, why="Said once again")
    told = [(one.kind, one.actor, one.why) for one in read.entries("force:wessmere", with_openings=True)][-3:]
    assert told == [
        ("recipient_proposed", "A1", ""),
        ("recipient_approved", "A2", ""),
        ("recipient_withdrawn", "A1", "The number changed"),
    ]


def test_only_an_administrator_of_the_force_keeps_the_list(unit: Unit, officer: Officer, policy_owner: Officer) -> None:
    recipient = proposed(PROMPT, unit)
    for other in (officer, policy_owner):
        with pytest.raises(NotTheirs):
            proposed(other, unit)
        with pytest.raises(NotTheirs):
            approve_recipient(recipient, by=other, now=NOW)
        with pytest.raises(NotTheirs):
            withdraw_recipient(recipient, by=other, now=NOW, why="To see how it stands")
    with pytest.raises(OwnProposal):
        approve_recipient(recipient, by=PROMPT, now=NOW)


def test_the_database_itself_lets_nobody_approve_their_own(unit: Unit, administrator: Officer) -> None:
    recipient = proposed(administrator, unit)
    with pytest.raises(IntegrityError), transaction.atomic():
        Recipient.objects.filter(pk=recipient.pk).update(state=Listed.APPROVED, approved_by="A1")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("(01632) 960 001", "(01632) 960 001"),
        ("+44 (0)1632 960001 ext. 5", "+44 (0)1632 960001 ext. 5"),
        ("01632 960001 x12", "01632 960001 x12"),
        ("01632 960001, extension 12", "01632 960001, extension 12"),
        ("(+44) 1632.960.001", "(+44) 1632.960.001"),
        ("\u202a01632\u2011960\u2013001\u202c", "01632-960-001"),
        ("٠١٦٣٢ ٩٦٠ ٠٠١", "01632 960 001"),
        ("01632\u00a0960\u00a0001", "01632 960 001"),
    ],
)
def test_a_number_is_taken_as_people_write_it(unit: Unit, administrator: Officer, written: str, kept: str) -> None:
    assert proposed(administrator, unit, address=written).address == kept


@pytest.mark.parametrize(
    ("given", "field", "says"),
    [
        ({"address": ""}, "address", "Enter the telephone number"),
        ({"address": "not a number"}, "address", "Enter the telephone number in figures, such as 01632 960 001"),
        *(
            ({"address": one}, "address", "Enter the telephone number in figures, such as 01632 960 001")
            for one in ("01632 960 001 ask", "01632 960 001 ext", "ext 5", "01632 960001 x1234567", "0800 CALL")
        ),
        ({"name": " "}, "name", "This field cannot be blank."),
        ({"channel": "pigeon"}, "channel", "Value 'pigeon' is not a valid choice."),
        ({"channel": Channel.EMAIL, "address": "nobody"}, "address", "Enter the mailbox, such as name@example.test"),
        (
            {"channel": Channel.EMAIL, "address": "unit@receiving.example"},
            "certificate",
            "Paste the recipient’s certificate, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----",
        ),
        (
            {"channel": Channel.FILE, "certificate": lambda: certificate(key=elliptic())},
            "certificate",
            "The certificate needs an RSA key of 2,048 bits or more",
        ),
        (
            {"channel": Channel.FILE, "certificate": lambda: certificate(key=of_rsa(1024))},
            "certificate",
            "The certificate needs an RSA key of 2,048 bits or more",
        ),
        (
            {
                "channel": Channel.FILE,
                "certificate": lambda: certificate(valid=(NOW - timedelta(days=9), NOW - timedelta(days=1))),
            },
            "certificate",
            "The certificate is not valid today; it is valid until 1 March 2026",
        ),
    ],
)
def test_what_a_channel_cannot_do_without_is_asked_for(
    unit: Unit, administrator: Officer, given: dict[str, Any], field: str, says: str
) -> None:
    told = {name: value() if callable(value) and name == "certificate" else value for name, value in given.items()}
    with pytest.raises(ValidationError) as refused:
        proposed(administrator, unit, **told)
    assert refused.value.message_dict == {field: [says]}


def test_a_recipient_by_e_mail_or_hand_has_a_certificate_that_the_log_names(unit: Unit, administrator: Officer) -> None:
    mailbox = proposed(administrator, unit, channel=Channel.EMAIL, address="unit@receiving.example",
                       certificate=certificate())  # fmt: skip
    assert str(mailbox) == "The unit's line"
    assert len(str(read.entries("force:wessmere", with_openings=True)[-1].body["certificate"])) == 64
    assert proposed(administrator, unit, channel=Channel.FILE, address="", certificate=certificate()).pk
