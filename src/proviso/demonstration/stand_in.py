"""Stands in for the Home Office in the demonstration: certificates and keys, made once for its folder.

The receiving unit's private key is kept too, in the demonstration's own folder, so that whoever tries it out can open
what left. Nothing here is anybody's: names, numbers and mailboxes are invented and reserved for examples.
"""

from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

UNIT, FORCE = "receiving-unit", "force"
MAILBOX, SENDER = "desk@receiving-unit.example", "disclosure@wessmere.example"
"""What each of the two is for."""
LASTS = timedelta(days=3650)


def folder(home: Path) -> Path:
    """Where the certificates and keys of the demonstration are."""
    return home / "stand-in"


def make_certificates(home: Path, now: datetime) -> None:
    """A certificate and key for the receiving unit and one for the force; what is there already stays."""
    folder(home).mkdir(mode=0o700, exist_ok=True)
    for name, called, mailbox in (
        (UNIT, "An invented receiving unit", MAILBOX),
        (FORCE, "Wessmere Police, which is nowhere", SENDER),
    ):
        certificate, key = paths(home, name)
        if not certificate.exists():
            _make(certificate, key, called, mailbox, now)


def paths(home: Path, name: str) -> tuple[Path, Path]:
    """The certificate and the key of `UNIT` or of `FORCE`."""
    return folder(home) / f"{name}.pem", folder(home) / f"{name}.key"


def _make(certificate: Path, key: Path, called: str, mailbox: str, now: datetime) -> None:
    private = rsa.generate_private_key(65_537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, called)])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - LASTS)
        .not_valid_after(now + LASTS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.RFC822Name(mailbox)]), critical=False)
        .sign(private, hashes.SHA256())
    )
    key.touch(mode=0o600)
    key.write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    certificate.write_bytes(made.public_bytes(Encoding.PEM))
