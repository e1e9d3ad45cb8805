"""The message, as other people's software reads it: openssl opens it and finds our signature and the same bytes."""

import subprocess
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from proviso.disclosure.channels.channel import Accepted, Refused
from proviso.disclosure.channels.file import File
from proviso.disclosure.message import CannotEncrypt, CannotSign, Sender, compose, read_sender
from tests.casework.examples import NOW
from tests.disclosure.certificates import AUTHORITY, FORCE, elliptic, issued, of_rsa
from tests.disclosure.conftest import ADDRESSEE, ENVELOPE, JSON, MESSAGE, PDF


def openssl(*words: str | Path, given: bytes = b"") -> bytes:
    return subprocess.run(["openssl", *map(str, words)], input=given, capture_output=True, check=True).stdout


def opened(message: bytes, papers: Path) -> EmailMessage:
    """What the recipient reads: decrypted with their key, the signature checked against the authority."""
    recipient = ("-recip", papers / "recipient.pem", "-inkey", papers / "recipient.key")
    decrypted = openssl("cms", "-decrypt", *recipient, given=message)
    moment = ("-attime", str(int(NOW.timestamp())))
    verified = openssl("cms", "-verify", "-binary", "-CAfile", papers / "authority.pem", *moment, given=decrypted)
    read = message_from_bytes(verified, policy=SMTP)
    assert isinstance(read, EmailMessage)
    return read


@pytest.mark.system
def test_openssl_opens_it_finds_our_signature_and_the_same_files(papers: Path, sender: Sender) -> None:
    inside = opened(compose(ENVELOPE, ADDRESSEE, sender), papers)
    files = {
        one.get_filename(): (one.get_content_type(), one.get_payload(decode=True)) for one in inside.iter_attachments()
    }
    assert files == {
        "PV-2222-3333.pdf": ("application/pdf", PDF),
        "PV-2222-3333.json": ("application/json", JSON),
    }
    body = inside.get_body()
    assert body is not None
    said = body.get_content().replace("\r\n", "\n")
    assert said.startswith("OFFICIAL-SENSITIVE\n\nWessmere Police\nOur reference: PV-2222-3333\n")
    assert f"Our number of this message: {MESSAGE}\n\n{ENVELOPE.words}\n\nOFFICIAL-SENSITIVE\n" in said


@pytest.mark.system
def test_what_is_in_clear_is_neutral_and_is_signed_too(papers: Path, sender: Sender) -> None:
    message = compose(ENVELOPE, ADDRESSEE, sender)
    outer, inside = message_from_bytes(message), opened(message, papers)
    clear = {
        "From": "disclosure@wessmere.invalid",
        "To": "listed@recipient.invalid",
        "Subject": "Reference PV-2222-3333",
        "Date": "Sun, 22 Nov 2026 03:00:00 +0000",
        "Message-ID": f"<PV-2222-3333.{MESSAGE}@wessmere.invalid>",
    }
    structure = {"MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Content-Disposition"}
    assert {name: value for name, value in outer.items() if name not in structure} == clear
    assert {name: str(inside[name]) for name in clear} == clear
    assert [str(one).strip() for one in inside.get_all("HP-Outer", [])] == [
        f"{name}: {value}" for name, value in clear.items()
    ]
    assert inside.get_param("hp") == "cipher"
    lines, sealed = message.split(b"\r\n\r\n", 1)
    for canary in (b"PDF", b"Invented", b"Wessmere", b"OFFICIAL", b"attached", b"json"):
        assert canary not in lines
    # Three letters are somewhere in any long base64 text by chance. What is sealed begins with these words, and holds
    # the rest in base64 of its own.
    for canary in (b"signed-data", b"pkcs7-mime", b"Content-Type", b64encode(b"OFFICIAL-SENSITIVE")):
        assert canary not in b64decode(sealed)
    assert b"signed-data" in openssl(
        "cms", "-decrypt", "-recip", papers / "recipient.pem", "-inkey", papers / "recipient.key", given=message
    )


def test_every_line_is_short_plain_and_ends_as_mail_does(sender: Sender) -> None:
    message = compose(ENVELOPE, ADDRESSEE, sender)
    assert message.isascii()
    lines = message.split(b"\r\n")
    assert all(b"\n" not in line and b"\r" not in line and len(line) <= 998 for line in lines)


@pytest.mark.system
def test_it_is_encrypted_with_aes_256_to_the_recipient_alone(papers: Path, sender: Sender) -> None:
    message = compose(ENVELOPE, ADDRESSEE, sender)
    shown = openssl("cms", "-cmsout", "-print", given=message).decode()
    assert "aes-256-cbc" in shown
    assert shown.count("d.ktri") == 1
    with pytest.raises(subprocess.CalledProcessError):
        openssl("cms", "-decrypt", "-recip", papers / "force.pem", "-inkey", papers / "force.key", given=message)


@pytest.mark.system
def test_a_changed_message_is_not_taken_for_ours(papers: Path, sender: Sender) -> None:
    recipient = ("-recip", papers / "recipient.pem", "-inkey", papers / "recipient.key")
    signed = openssl("cms", "-decrypt", *recipient, given=compose(ENVELOPE, ADDRESSEE, sender))
    der = message_from_bytes(signed).get_payload(decode=True)
    assert isinstance(der, bytes)
    changed = der.replace(b"A line of one dot", b"A line of two dot")
    assert changed != der
    verify = ("cms", "-verify", "-inform", "DER", "-binary", "-CAfile", papers / "authority.pem")
    assert b"A line of one dot" in openssl(*verify, "-attime", str(int(NOW.timestamp())), given=der)
    with pytest.raises(subprocess.CalledProcessError):
        openssl(*verify, "-attime", str(int(NOW.timestamp())), given=changed)


WEEK = timedelta(days=7)
UNFIT: dict[str, tuple[Callable[[], str], str]] = {
    "not one": (lambda: "-----BEGIN CERTIFICATE-----\nbm9uZQ==\n-----END CERTIFICATE-----\n", "cannot be read"),
    "empty": (lambda: "", "cannot be read"),
    "no RSA": (lambda: issued("x", by=AUTHORITY).pem, "an RSA key of 2,048 bits or more"),
    "too short": (lambda: issued("x", by=AUTHORITY, key=of_rsa(1024)).pem, "an RSA key of 2,048 bits or more"),
    "over": (
        lambda: issued("x", by=AUTHORITY, key=of_rsa(), valid=(NOW - 2 * WEEK, NOW - WEEK)).pem,
        "is not valid today; it is valid until 15 November 2026",
    ),
    "not yet": (
        lambda: issued("x", by=AUTHORITY, key=of_rsa(), valid=(NOW + WEEK, NOW + 2 * WEEK)).pem,
        "is not valid yet; it is valid from 29 November 2026",
    ),
    "to sign with": (lambda: issued("x", by=AUTHORITY, key=of_rsa(), encrypts=False).pem, "not one to encrypt with"),
}


@pytest.mark.parametrize("unfit", UNFIT)
def test_a_certificate_that_will_not_do_is_named_and_nothing_leaves(unfit: str, sender: Sender) -> None:
    made, says = UNFIT[unfit]
    with pytest.raises(CannotEncrypt, match=says):
        compose(ENVELOPE, replace(ADDRESSEE, certificate=made()), sender)


@pytest.mark.parametrize(
    "address", ["listed@recipient.invalid\r\nBcc: other@elsewhere.invalid", "åsa@recipient.invalid"]
)
def test_no_mailbox_brings_a_header_of_its_own(address: str, sender: Sender) -> None:
    with pytest.raises(CannotEncrypt, match="no header may carry"):
        compose(ENVELOPE, replace(ADDRESSEE, address=address), sender)


@pytest.mark.system
def test_certificates_above_the_forces_own_go_with_it(tmp_path: Path, papers: Path, sender: Sender) -> None:
    middle = issued("Invented middle", key=elliptic())
    chain = tmp_path / "chain.pem"
    chain.write_text(FORCE.pem + middle.pem)
    with_chain = read_sender("Wessmere Police", sender.address, "OFFICIAL", chain, papers / "force.key")
    recipient = ("-recip", papers / "recipient.pem", "-inkey", papers / "recipient.key")
    signed = openssl("cms", "-decrypt", *recipient, given=compose(ENVELOPE, ADDRESSEE, with_chain))
    assert "Invented middle" in openssl("cms", "-cmsout", "-print", given=signed).decode()


@pytest.mark.system
def test_signing_papers_that_will_not_do_are_named(tmp_path: Path, papers: Path) -> None:
    def read(certificate: Path, key: Path) -> Sender:
        return read_sender("Wessmere Police", "a@wessmere.invalid", "OFFICIAL", certificate, key)

    with pytest.raises(CannotSign, match=r"none\.pem cannot be read: No such file or directory"):
        read(tmp_path / "none.pem", papers / "force.key")
    with pytest.raises(CannotSign, match="is not the key of the first certificate"):
        read(papers / "force.pem", papers / "recipient.key")
    with pytest.raises(CannotSign, match="need to hold a certificate and its key"):
        read(papers / "force.key", papers / "force.key")
    other = tmp_path / "ed25519.key"
    other.write_bytes(openssl("genpkey", "-algorithm", "ed25519"))
    with pytest.raises(CannotSign, match="neither an RSA nor an elliptic-curve key"):
        read(papers / "force.pem", other)


def test_a_sender_shows_no_key_when_printed(sender: Sender) -> None:
    assert repr(sender) == "<the sender disclosure@wessmere.invalid>"


@pytest.mark.system
def test_a_file_is_the_same_message_without_a_mailbox(papers: Path, sender: Sender) -> None:
    ready: list[bool] = []
    channel = File(sender)
    outcome = channel.send(ENVELOPE, replace(ADDRESSEE, address=""), lambda: ready.append(not channel.made))
    ((name, content),) = channel.made
    assert (name, ready) == (f"PV-2222-3333-{MESSAGE}.eml", [True])
    assert isinstance(outcome, Accepted)
    assert outcome.receipt in openssl("dgst", "-sha256", given=content).decode()
    assert message_from_bytes(content)["To"] is None
    assert [one.get_payload(decode=True) for one in opened(content, papers).iter_attachments()] == [PDF, JSON]


def test_no_file_is_made_where_the_certificate_will_not_do(sender: Sender) -> None:
    unfit = replace(ADDRESSEE, certificate="")
    channel = File(sender)
    outcome = channel.send(ENVELOPE, unfit, lambda: pytest.fail("handed over"))
    assert isinstance(outcome, Refused)
    assert not channel.made
    assert (outcome.again, "cannot be read" in outcome.says) == (False, True)
