"""The demonstration's mailbox: what is sent by the product's own channel arrives, and its recipient's key opens it."""

import smtplib
import ssl
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from proviso.demonstration.mail_server import authority_file, make_servers_certificate
from proviso.demonstration.mailbox import HOST, arrivals, listening, serving
from proviso.disclosure.channels.channel import Accepted
from proviso.disclosure.channels.email import Email, Server, Tls
from proviso.disclosure.message import Sender
from tests.disclosure.conftest import ADDRESSEE, ENVELOPE
from tests.disclosure.conftest import papers as papers
from tests.disclosure.conftest import sender as sender


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """The mailbox of a demonstration in a folder of its own, as its settings name it."""
    make_servers_certificate(tmp_path, datetime.now(UTC))
    before = authority_file(tmp_path).read_bytes()
    make_servers_certificate(tmp_path, datetime.now(UTC))
    assert authority_file(tmp_path).read_bytes() == before
    with listening() as held, serving(held, tmp_path):
        yield Server(HOST, held.getsockname()[1], Tls.IMPLICIT, ca_file=authority_file(tmp_path))


def test_what_is_sent_arrives_as_a_file_and_another_message_as_another(
    server: Server, sender: Sender, tmp_path: Path
) -> None:
    addressee = replace(ADDRESSEE, address="unit@recipient.example")
    for message in ("0" * 32, "1" * 32, "1" * 32):
        envelope = replace(ENVELOPE, message=message, at=datetime.now(UTC))
        outcome = Email(server, sender).send(envelope, addressee, lambda: None)
        assert outcome == Accepted(f"250 2.0.0 Kept as PV-2222-3333.{message}.eml")
    names = sorted(path.name for path in arrivals(tmp_path).iterdir())
    assert names == [f"PV-2222-3333.{message}.eml" for message in ("0" * 32, "1" * 32)]
    content = (arrivals(tmp_path) / names[0]).read_bytes()
    assert b"smime-type=enveloped-data" in content
    assert b"Invented" not in content


def test_it_outlives_whoever_speaks_no_tls_or_another_language(server: Server, tmp_path: Path) -> None:
    with pytest.raises((smtplib.SMTPException, OSError)):
        smtplib.SMTP(HOST, server.port, timeout=2)  # it waits for TLS, and so would whoever says nothing
    trust = ssl.create_default_context(cafile=server.ca_file)
    with smtplib.SMTP_SSL(HOST, server.port, context=trust, timeout=60) as client:
        assert client.docmd("HELO")[0] == 250
        assert client.docmd("VRFY")[0] == 502
        assert client.docmd("DATA")[0] == 354
        client.send(b"No number\r\n..dots\r\n.\r\n")
        assert client.getreply()[0] == 250
    (kept,) = arrivals(tmp_path).iterdir()
    assert kept.read_bytes() == b"No number\r\n.dots\r\n"
