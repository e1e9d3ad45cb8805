"""A message as S/MIME (RFC 8551): signed by the force, then encrypted to the recipient's certificate (8.1).

In clear are the two mailboxes, the moment, our own opaque reference and number, and nothing of the person or of the
kind of matter. The same headers are inside the signature (RFC 9788), so a copy put in another envelope shows.
"""

from base64 import encodebytes
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs7 import (
    PKCS7EnvelopeBuilder,
    PKCS7Options,
    PKCS7SignatureBuilder,
)

from proviso.disclosure.channels.channel import Addressee, Envelope

SMALLEST_RSA = 2048
"""The fewest bits of a recipient's key (NIST SP 800-131A)."""


class CannotSign(Exception):
    """The force's own signing key or certificate will not do; the message says why and what to do."""


class CannotEncrypt(Exception):
    """The recipient's certificate will not do; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Sender:
    """The force as it sends: name, mailbox, marking, its signing certificate with those above it, and its key."""

    name: str
    address: str
    marking: str
    certificates: tuple[x509.Certificate, ...]
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey

    def __repr__(self) -> str:
        return f"<the sender {self.address}>"


def read_sender(name: str, address: str, marking: str, certificate_file: Path, key_file: Path) -> Sender:
    """The sender from its two PEM files. Raises CannotSign where one is missing or unreadable, or they do not match."""
    try:
        certificates = x509.load_pem_x509_certificates(certificate_file.read_bytes())
        key = serialization.load_pem_private_key(key_file.read_bytes(), password=None)
    except OSError as fault:
        raise CannotSign(f"{fault.filename} cannot be read: {fault.strerror}.") from fault
    except (ValueError, TypeError) as fault:
        says = f"{certificate_file} and {key_file} need to hold a certificate and its key without a password, in PEM."
        raise CannotSign(says) from fault
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise CannotSign(f"{key_file} holds neither an RSA nor an elliptic-curve key.")
    if certificates[0].public_key() != key.public_key():
        raise CannotSign(f"{key_file} is not the key of the first certificate in {certificate_file}.")
    return Sender(name, address, marking, tuple(certificates), key)


def recipients_certificate(pem: str, on: datetime) -> x509.Certificate:
    """The certificate that a message is encrypted to. Raises CannotEncrypt where it will not do at that moment."""
    try:
        certificate = x509.load_pem_x509_certificate(pem.encode())
        key = certificate.public_key()
    except ValueError as fault:
        raise CannotEncrypt("The recipient’s certificate cannot be read. List the recipient again with it.") from fault
    if not isinstance(key, rsa.RSAPublicKey) or key.key_size < SMALLEST_RSA:
        says = f"The recipient’s certificate needs an RSA key of at least {SMALLEST_RSA:,} bits. Ask them for another."
        raise CannotEncrypt(says)
    if not certificate.not_valid_before_utc <= on <= certificate.not_valid_after_utc:
        valid = f"{certificate.not_valid_before_utc:%Y-%m-%d} to {certificate.not_valid_after_utc:%Y-%m-%d}"
        raise CannotEncrypt(f"The recipient’s certificate is valid from {valid}. Ask them for their present one.")
    if not _may_encrypt(certificate):
        raise CannotEncrypt("The recipient’s certificate is not one to encrypt with. Ask them for the right one.")
    return certificate


def _may_encrypt(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.KeyUsage).value.key_encipherment
    except x509.ExtensionNotFound:
        return True


def compose(envelope: Envelope, addressee: Addressee, sender: Sender) -> bytes:
    """The whole message, CRLF throughout, other bytes at every call. Raises CannotEncrypt."""
    certificate = recipients_certificate(addressee.certificate, envelope.at)
    outer = _headers(envelope, addressee, sender)
    signed = _pkcs7("signed-data", _signed(_inside(outer, envelope, sender), sender))
    builder = PKCS7EnvelopeBuilder().set_data(signed).add_recipient(certificate)
    sealed = builder.set_content_encryption_algorithm(AES256).encrypt(Encoding.DER, [PKCS7Options.Binary])
    lines = "".join(f"{name}: {value}\r\n" for name, value in outer.items())
    return lines.encode() + _pkcs7("enveloped-data", sealed)


def message_id(message: str, reference: str, address: str) -> str:
    """The Message-ID: the case's reference and our number of the message, at the sender's domain."""
    return f"<{reference}.{message}@{address.rpartition('@')[2]}>"


def _headers(envelope: Envelope, addressee: Addressee, sender: Sender) -> dict[str, str]:
    """All that is in clear. Every value is ASCII without line breaks, or the header is refused."""
    headers = {
        "From": sender.address,
        "To": addressee.address,
        "Subject": f"Reference {envelope.reference}",
        "Date": format_datetime(envelope.at),
        "Message-ID": message_id(envelope.message, envelope.reference, sender.address),
    }
    if not addressee.address:
        del headers["To"]
    if any(not (value.isascii() and value.isprintable()) for value in headers.values()):
        raise CannotEncrypt("The recipient’s mailbox or our own has characters that no header may carry.")
    return headers


def _inside(outer: dict[str, str], envelope: Envelope, sender: Sender) -> bytes:
    """What is signed: words and attachments, under copies of the headers in clear (RFC 9788, 4)."""
    inside = EmailMessage(policy=SMTP)
    for name, value in outer.items():
        inside[name] = value
    for name, value in outer.items():
        inside["HP-Outer"] = f"{name}: {value}"
    number = f"Our reference: {envelope.reference}\nOur number of this message: {envelope.message}"
    said = f"{sender.marking}\n\n{sender.name}\n{number}\n\n{envelope.words}\n\n{sender.marking}\n"
    inside.set_content(said, cte="quoted-printable")
    for one in envelope.attachments:
        main, _, sub = one.media_type.partition("/")
        inside.add_attachment(one.content, main, sub, filename=one.name)
    inside.set_param("hp", "cipher")
    return inside.as_bytes()


def _signed(inside: bytes, sender: Sender) -> bytes:
    builder = PKCS7SignatureBuilder().set_data(inside).add_signer(sender.certificates[0], sender.key, hashes.SHA256())
    for above in sender.certificates[1:]:
        builder = builder.add_certificate(above)
    return builder.sign(Encoding.DER, [PKCS7Options.Binary])


def _pkcs7(smime_type: str, der: bytes) -> bytes:
    """An S/MIME entity (RFC 8551, 3.2): its own headers, an empty line, base64."""
    head = (
        "MIME-Version: 1.0\r\n"
        f'Content-Type: application/pkcs7-mime; smime-type={smime_type}; name="smime.p7m"\r\n'
        "Content-Transfer-Encoding: base64\r\n"
        'Content-Disposition: attachment; filename="smime.p7m"\r\n\r\n'
    )
    return head.encode() + encodebytes(der).replace(b"\n", b"\r\n")
