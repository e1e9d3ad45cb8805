"""The administrators' list: proposing, approving by a second one, taking off; nobody else sees it."""

import pytest

from proviso.accounts.channel_codes import Channel
from proviso.accounts.models import Listed, Recipient, Role
from tests.disclosure.certificates import issued, of_rsa

from .conftest import Browse
from .reading import read
from .recipients import listed

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
    mailbox = {
        "department": "border_force",
        "name": "The desk",
        "channel": "email",
        "mailbox": "desk@receiving.example",
        "certificate": issued("The desk", key=of_rsa()).pem,
    }
    browse(Role.ADMINISTRATOR, typing=True).post("/recipients/propose", mailbox)
    kept = Recipient.objects.get()
    assert (kept.channel, kept.address, kept.state) == (Channel.EMAIL, "desk@receiving.example", Listed.PROPOSED)
    assert "Certificate valid until" in read(browse(Role.ADMINISTRATOR).get("/recipients")).words


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
