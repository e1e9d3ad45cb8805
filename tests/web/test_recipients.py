"""The administrators' list: proposing, approving by a second one, taking off; nobody else sees it."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from django.test import Client

from proviso.accounts.certificate_text import held_a_key
from proviso.accounts.channel_codes import Channel
from proviso.accounts.models import Listed, Recipient, Role
from tests.accounts.made_certificates import authority, made
from tests.casework.examples import NOW

from .conftest import Browse
from .reading import read
from .recipients import listed

CASES = Path(__file__).parents[1] / "cases" / "wrong"
PARTICULARS = (
    "Certificate of", "CN=The receiving unit", "Mailbox that the certificate names", "desk@receiving-unit.example",
    "Certificate issued by", "CN=Invented Authority", "Certificate valid from", "Certificate valid until",
)  # fmt: skip
AUTHORITY = authority()


def valid(days: int) -> tuple[datetime, datetime]:
    """Until so many days from now."""
    return NOW - timedelta(days=300), NOW + timedelta(days=days)


def proposes(browser: Client, certificate: str, **more: str) -> Any:
    """What is answered when a mailbox is proposed with this certificate."""
    mailbox = {
        "department": "border_force",
        "name": "The desk",
        "channel": "email",
        "mailbox": "desk@receiving-unit.example",
        "certificate": certificate,
    }
    return browser.post("/recipients/propose", mailbox | more)


pytestmark = pytest.mark.django_db(databases="__all__")

LINE = {"department": "nccu", "name": "The unit's line", "channel": "telephone", "number": "01632 960 001"}


def test_an_administrator_proposes_and_another_approves(browse: Browse) -> None:
    first, second = browse(Role.ADMINISTRATOR, typing=True), browse(Role.ADMINISTRATOR, number="A2", typing=True)
    proposed = first.post("/recipients/propose", LINE, follow=True)
    assert "Proposed. Another administrator has to approve it before anything is sent to it." in read(proposed).words
    recipient = Recipient.objects.get()
    own = f"/recipients/{recipient.pk}/approve"
    assert "You cannot approve it: you proposed it" in read(first.get(own)).words
    refused = first.post(own)
    assert (refused.status_code, Recipient.objects.get().state) == (409, Listed.PROPOSED)
    assert "Another administrator has to approve it." in read(refused).words
    assert "01632 960 001" in read(second.get(own)).words
    approved = second.post(own, follow=True)
    assert "Approved: The unit's line can be sent to from now on." in read(approved).words
    why = {"why": "The number changed"}
    off = second.post(f"/recipients/{recipient.pk}/withdraw", why, follow=True)
    assert "The unit's line is off the list. Nothing more is sent to it." in read(off).words
    again = second.post(f"/recipients/{recipient.pk}/withdraw", why)
    assert (again.status_code, "is off the list already" in read(again).words) == (422, True)
    assert read(again).boxes["why"] == ["The number changed"], "what was typed stays"
    late = read(second.get(f"/recipients/{recipient.pk}/withdraw"))
    assert "is off the list already" in late.words
    assert "why" not in late.boxes, "nobody is asked for a reason that is then refused"
    assert second.post(own).status_code == 409


@pytest.mark.parametrize(
    ("typed", "says", "box"),
    [
        ({"name": ""}, "Enter what it is called", "#q-name"),
        ({"number": ""}, "Enter the telephone number", "#q-number"),
        ({"channel": "email", "certificate": "x"}, "Enter the mailbox", "#q-mailbox"),
        (
            {"channel": "email", "mailbox": "nobody", "certificate": "x"},
            "Enter the mailbox, such as name@example.test",
            "#q-mailbox",
        ),
        (
            {"channel": "file", "certificate": "not one"},
            "Paste the recipient’s certificate, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----",
            "#q-certificate",
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_box_and_what_was_typed_stays(
    browse: Browse, typed: dict[str, str], says: str, box: str
) -> None:
    response = browse(Role.ADMINISTRATOR, typing=True).post("/recipients/propose", LINE | typed)
    page = read(response)
    assert (response.status_code, page.errors) == (422, [(says, box)])
    assert Recipient.objects.count() == 0
    if "name" not in typed:
        assert "The unit's line" in response.content.decode().replace("&#39;", "'")


def test_a_mailbox_is_proposed_with_the_certificate_that_it_is_encrypted_to(browse: Browse) -> None:
    first, second = browse(Role.ADMINISTRATOR, typing=True), browse(Role.ADMINISTRATOR, number="A2", typing=True)
    one = made(by=AUTHORITY, valid=valid(80))
    compared = proposes(first, one.pem)
    said = read(compared).words
    assert (compared.status_code, Recipient.objects.count()) == (200, 0)
    for shown in PARTICULARS:
        assert shown in said, shown
    assert one.certificate.fingerprint(SHA256()).hex(":").upper() in said
    assert "The desk" in compared.content.decode()
    proposes(first, one.pem, compared=one.certificate.fingerprint(SHA256()).hex())
    kept = Recipient.objects.get()
    assert (kept.channel, kept.address, kept.state) == (Channel.EMAIL, "desk@receiving-unit.example", Listed.PROPOSED)
    assert kept.certificate == one.pem
    for page in (second.get("/recipients"), second.get(f"/recipients/{kept.pk}/approve")):
        for shown in PARTICULARS:
            assert shown in read(page).words, shown
    assert second.post(f"/recipients/{kept.pk}/approve").status_code == 302


def test_another_certificate_than_was_compared_is_compared_anew(browse: Browse) -> None:
    browser, one, other = browse(Role.ADMINISTRATOR, typing=True), made(by=AUTHORITY), made("The desk", by=AUTHORITY)
    assert proposes(browser, other.pem, compared=one.certificate.fingerprint(SHA256()).hex()).status_code == 200
    assert Recipient.objects.count() == 0


def test_of_what_is_pasted_only_the_certificates_are_kept(browse: Browse) -> None:
    one = made(by=AUTHORITY)
    pasted = f"Bag Attributes: anything\r\n{AUTHORITY.pem}\r\nbetween\r\n{one.pem}\r\nafter"
    compared = one.certificate.fingerprint(SHA256()).hex()
    assert proposes(browse(Role.ADMINISTRATOR, typing=True), pasted, compared=compared).status_code == 302
    assert Recipient.objects.get().certificate == one.pem + AUTHORITY.pem


def test_one_that_names_no_mailbox_and_one_that_ends_soon_say_so(browse: Browse) -> None:
    silent = proposes(browse(Role.ADMINISTRATOR, typing=True), made(names=None, valid=valid(20)).pem)
    said = read(silent).words
    assert "None: it names no mailbox. Ask them whether it is theirs" in said
    assert "It ends within 30 days. Ask for the next one now." in said


@pytest.mark.parametrize("name", sorted(one.name for one in CASES.glob("*.pem")))
def test_each_certificate_of_the_reports_is_refused_at_its_box(browse: Browse, name: str) -> None:
    response = proposes(browse(Role.ADMINISTRATOR, typing=True), (CASES / name).read_text())
    ((says, box),) = read(response).errors
    assert (response.status_code, box, Recipient.objects.count()) == (422, "#q-certificate", 0)
    assert says in {
        "The certificate is not one to encrypt with",
        "The certificate is for somebody@elsewhere.example, not for desk@receiving-unit.example",
        f"{held_a_key()}",
        "The certificate needs an RSA key of 2,048 bits or more",
    }
    assert "desk@receiving-unit.example" in response.content.decode()


def test_a_certificate_that_no_longer_will_do_is_not_approved(browse: Browse) -> None:
    recipient = listed(Channel.EMAIL, state=Listed.PROPOSED)
    pem = made(by=AUTHORITY, valid=valid(-1)).pem
    Recipient.objects.update(certificate=pem, address="desk@receiving-unit.example")
    browser = browse(Role.ADMINISTRATOR, number="A2", typing=True)
    page = read(browser.get(f"/recipients/{recipient.pk}/approve"))
    assert "Nothing can be sent to it: The certificate is not valid today" in page.words
    assert "It cannot be approved with this certificate." in page.words
    refused = browser.post(f"/recipients/{recipient.pk}/approve")
    assert (refused.status_code, Recipient.objects.get().state) == (409, Listed.PROPOSED)


@pytest.mark.parametrize("stored", ["", "none", "\ud7ff", "-----BEGIN CERTIFICATE-----\nAA\n-----END CERTIFICATE-----"])
def test_what_an_earlier_version_listed_still_shows_and_says_why(browse: Browse, stored: str) -> None:
    recipient = listed(Channel.EMAIL)
    Recipient.objects.update(certificate=stored)
    browser = browse(Role.ADMINISTRATOR, number="A2", typing=True)
    for path in ("", f"/{recipient.pk}/approve"):
        assert "Nothing can be sent to it:" in read(browser.get(f"/recipients{path}")).words
    off = browser.post(f"/recipients/{recipient.pk}/withdraw", {"why": "Its certificate cannot be read"})
    assert (off.status_code, Recipient.objects.get().state) == (302, Listed.WITHDRAWN)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_else_sees_or_keeps_the_list(browse: Browse, role: Role) -> None:
    recipient = listed(Channel.TELEPHONE, state=Listed.PROPOSED)
    browser = browse(role, typing=True)
    for path in ("", "/propose", f"/{recipient.pk}/approve", f"/{recipient.pk}/withdraw"):
        assert browser.get(f"/recipients{path}").status_code == 403
        if path:
            assert browser.post(f"/recipients{path}", LINE).status_code == 403
    assert Recipient.objects.get().state == Listed.PROPOSED


def test_the_password_is_typed_again_before_the_list_changes(browse: Browse) -> None:
    recipient = listed(Channel.TELEPHONE, state=Listed.PROPOSED)
    browser = browse(Role.ADMINISTRATOR)
    for path in ("propose", f"{recipient.pk}/approve", f"{recipient.pk}/withdraw"):
        response = browser.post(f"/recipients/{path}", LINE)
        assert (response.status_code, response["Location"].split("?")[0]) == (302, "/confirm-it-is-you")
    assert Recipient.objects.get().state == Listed.PROPOSED


def test_the_list_of_another_force_is_not_there(browse: Browse, elsewhere: object) -> None:
    recipient = listed(Channel.TELEPHONE, state=Listed.PROPOSED)
    Recipient.objects.update(force=elsewhere)
    assert browse(Role.ADMINISTRATOR, typing=True).get(f"/recipients/{recipient.pk}/approve").status_code == 404
