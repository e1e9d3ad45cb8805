"""The commands of "Send by e-mail", as they stand there, with the openssl of this machine."""

import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from proviso.demonstration.stand_in import FORCE, MAILBOX, UNIT, make_certificates, paths
from proviso.disclosure.channels.channel import Addressee
from proviso.disclosure.message import Sender, compose, read_sender
from tests.disclosure.certificates import AUTHORITY, RECIPIENT
from tests.disclosure.certificates import FORCE as SIGNS
from tests.disclosure.conftest import ENVELOPE
from tests.docs.test_how_to import blocks

pytestmark = pytest.mark.system
NOW = datetime.now(UTC).replace(microsecond=0)


def followed(block: str, folder: Path) -> str:
    """What a block of the how-to prints, done in this folder."""
    here = block.replace("/srv/proviso-keys", str(folder))
    done = subprocess.run(["sh", "-euc", here], cwd=folder, capture_output=True, text=True, timeout=60, check=True)
    return done.stdout


def sent(folder: Path, sender: Sender, certificate: str, mailbox: str = "unit@recipient.example") -> None:
    addressee = Addressee("Invented", mailbox, certificate)
    (folder / "message.eml").write_bytes(compose(replace(ENVELOPE, at=NOW), addressee, sender))


def test_a_key_is_made_and_a_certificate_asked_for(tmp_path: Path) -> None:
    followed(blocks("send-by-email.md")[0], tmp_path)
    assert (tmp_path / "signing.key").stat().st_mode & 0o077 == 0
    asked = subprocess.run(
        ["openssl", "req", "-in", str(tmp_path / "signing.csr"), "-noout", "-verify", "-text"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "email:disclosure@wessmere.example" in asked.stdout


def test_a_recipients_certificate_is_compared_and_what_came_is_opened(tmp_path: Path) -> None:
    RECIPIENT.written(tmp_path, "recipient")
    AUTHORITY.written(tmp_path, "authority")
    paths_of_force = SIGNS.written(tmp_path, "force")
    compare, opening = (block for block in blocks("send-by-email.md") if "recipient.pem" in block)
    assert "sha256 Fingerprint=" in followed(compare, tmp_path).replace("SHA256", "sha256")
    sender = read_sender("Wessmere Police", "disclosure@wessmere.example", "OFFICIAL", *paths_of_force)
    sent(tmp_path, sender, RECIPIENT.pem)
    followed(opening, tmp_path)
    assert b"PV-2222-3333.pdf" in (tmp_path / "content.eml").read_bytes()


def test_what_the_demonstration_sent_is_opened_with_what_lies_beside_it(tmp_path: Path) -> None:
    make_certificates(tmp_path, NOW)
    beside = tmp_path / "stand-in"
    assert paths(tmp_path, UNIT) == (beside / "receiving-unit.pem", beside / "receiving-unit.key")
    certificate, _ = paths(tmp_path, UNIT)
    sender = read_sender("Wessmere Police", "a@wessmere.example", "OFFICIAL", *paths(tmp_path, FORCE))
    sent(tmp_path, sender, certificate.read_text(), MAILBOX)
    for old, new in (("recipient", UNIT), ("authority", FORCE)):
        for kind in ("pem", "key"):
            (tmp_path / f"{old}.{kind}").write_bytes((beside / f"{new}.{kind}").read_bytes())
    followed(blocks("send-by-email.md")[-1], tmp_path)
    assert b"application/pdf" in (tmp_path / "content.eml").read_bytes()
