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
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs7 import (
    PKCS7EnvelopeBuilder,
    PKCS7Options,
    PKCS7SignatureBuilder,
)

from proviso.accounts.certificate_text import CertificateFault, CertificateRefused, Chain, guarded
from proviso.accounts.certificates import IntendedUse, judge
from proviso.disclosure.channels.channel import Addressee, Envelope


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
        pem, key_pem = certificate_file.read_bytes(), key_file.read_bytes()
        certificates = guarded(lambda: x509.load_pem_x509_certificates(pem))
        key = serialization.load_pem_private_key(key_pem, password=None)
        own = guarded(certificates[0].public_key)
    except OSError as fault:
        raise CannotSign(f"{fault.filename} cannot be read: {fault.strerror}.") from fault
    except (ValueError, TypeError, UnsupportedAlgorithm, CertificateRefused) as fault:
        says = f"{certificate_file} and {key_file} need to hold a certificate and its key without a password, in PEM."
        raise CannotSign(says) from fault
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise CannotSign(f"{key_file} holds neither an RSA nor an elliptic-curve key.")
    if own != key.public_key():
        raise CannotSign(f"{key_file} is not the key of the first certificate in {certificate_file}.")
    return Sender(name, address, marking, tuple(certificates), key)


def require_fit_to_sign(sender: Sender, on: datetime) -> None:
    """That the force's own certificate is fit to sign with at that moment. Raises CannotSign."""
    try:
        judge(Chain(sender.certificates[0]).pem, IntendedUse.SIGNING, mailbox=sender.address, on=on)
    except CertificateRefused as refused:
        says = refused.says.replace("The certificate", "The signing certificate", 1)
        raise CannotSign(f"{says}. Get another and set email.signing_certificate_file.") from refused


def recipients_certificate(addressee: Addressee, on: datetime) -> x509.Certificate:
    """The certificate that a message is encrypted to. Raises CannotEncrypt where it will not do at that moment."""
    try:
        return judge(addressee.certificate, IntendedUse.ENCRYPTING, mailbox=addressee.address, on=on).leaf
    except CertificateRefused as refused:
        raise CannotEncrypt(_of_recipient(refused)) from refused


def _of_recipient(refused: CertificateRefused) -> str:
    match refused.fault:
        case CertificateFault.PRIVATE_KEY:
            return (
                "The recipient was listed together with a private key, so others may read what is sent to it. Have an "
                "administrator take it off the list; its owner needs a new key and certificate."
            )
        case CertificateFault.NONE | CertificateFault.UNREADABLE:
            return "The recipient’s certificate cannot be read. List the recipient again with it."
        case _:
            says = refused.says.replace("The certificate", "The recipient’s certificate", 1)
            return f"{says}. Ask them for another, and list the recipient again with it."


def compose(envelope: Envelope, addressee: Addressee, sender: Sender) -> bytes:
    """The whole message, CRLF throughout, other bytes at every call. Raises CannotEncrypt, and CannotSign where the
    force's own certificate cannot be used with its key."""
    certificate = recipients_certificate(addressee, envelope.at)
    outer = _headers(envelope, addressee, sender)
    signed = _pkcs7("signed-data", _signed(_inside(outer, envelope, sender), sender))
    sealed = _sealed(signed, certificate)
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
    if not _may_stand_in_a_header(sender.address):
        raise CannotSign("email.sender has characters that no header may carry. Set it to the force’s mailbox.")
    if not all(map(_may_stand_in_a_header, headers.values())):
        raise CannotEncrypt("The recipient’s mailbox has characters that no header may carry. List it again.")
    return headers


def _may_stand_in_a_header(value: str) -> bool:
    return value.isascii() and value.isprintable()


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
    own = sender.certificates[0]
    try:
        builder = PKCS7SignatureBuilder().set_data(inside).add_signer(own, sender.key, hashes.SHA256())
        for above in sender.certificates[1:]:
            builder = builder.add_certificate(above)
        return builder.sign(Encoding.DER, [PKCS7Options.Binary])
    except Exception as fault:
        raise CannotSign(
            f"The message could not be signed with the force’s own key ({type(fault).__name__})."
        ) from fault


def _sealed(signed: bytes, certificate: x509.Certificate) -> bytes:
    try:
        builder = PKCS7EnvelopeBuilder().set_data(signed).add_recipient(certificate)
        return builder.set_content_encryption_algorithm(AES256).encrypt(Encoding.DER, [PKCS7Options.Binary])
    except Exception as fault:
        says = (
            f"Nothing can be encrypted to the recipient’s certificate ({type(fault).__name__}). Ask them for another."
        )
        raise CannotEncrypt(says) from fault


def _pkcs7(smime_type: str, der: bytes) -> bytes:
    """An S/MIME entity (RFC 8551, 3.2): its own headers, an empty line, base64."""
    head = (
        "MIME-Version: 1.0\r\n"
        f'Content-Type: application/pkcs7-mime; smime-type={smime_type}; name="smime.p7m"\r\n'
        "Content-Transfer-Encoding: base64\r\n"
        'Content-Disposition: attachment; filename="smime.p7m"\r\n\r\n'
    )
    return head.encode() + encodebytes(der).replace(b"\n", b"\r\n")
