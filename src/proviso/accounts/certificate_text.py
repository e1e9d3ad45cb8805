"""The certificates that somebody pasted, read as one chain: the leaf first, and those above it in order (RFC 5280).

Any fault of the parser is a refusal in a sentence. Whether the certificate is good for anything is judged elsewhere.
"""

import re
import unicodedata
import warnings
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from django.utils.translation import gettext as _

from proviso.accounts.private_keys import holds_private_key

T = TypeVar("T")

MOST_TEXT, MOST_CERTIFICATES = 100_000, 8


class CertificateFault(StrEnum):
    """Why a certificate will not do."""

    NONE = "none"
    PRIVATE_KEY = "private_key"
    SOMETHING_ELSE = "something_else"
    TWICE = "twice"
    NOT_ONE_CHAIN = "not_one_chain"
    UNREADABLE = "unreadable"
    CHANGED = "changed"
    AUTHORITY = "authority"
    SIGNED_WEAKLY = "signed_weakly"
    KEY = "key"
    PURPOSE = "purpose"
    MAILBOX = "mailbox"
    NOT_VALID = "not_valid"


class CertificateRefused(Exception):
    """A certificate that will not do: why as a code, and in a sentence without a full stop, which quotes no key."""

    def __init__(self, fault: CertificateFault, says: str) -> None:
        super().__init__(says)
        self.fault, self.says = fault, says


@dataclass(frozen=True, slots=True)
class Chain:
    """A certificate, and those above it in order."""

    leaf: x509.Certificate
    above: tuple[x509.Certificate, ...] = ()

    @property
    def pem(self) -> str:
        """The chain as text, with nothing around it."""
        return "".join(one.public_bytes(Encoding.PEM).decode() for one in (self.leaf, *self.above))

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the certificate, in hexadecimal."""
        return self.leaf.fingerprint(hashes.SHA256()).hex()


_BLOCK = re.compile(
    r"-{2,}[ \t]*BEGIN[ \t]+([A-Z0-9#][A-Z0-9# ]*?)[ \t]*-{2,}(.*?)-{2,}[ \t]*END[ \t]+\1[ \t]*-{2,}",
    re.DOTALL | re.IGNORECASE,
)
_MARK = re.compile(r"-{2,}[ \t]*(?:BEGIN|END)[ \t]+[A-Z0-9#]", re.IGNORECASE)
_DASHES = re.compile(r"[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_CERTIFICATE = frozenset({"CERTIFICATE", "X509 CERTIFICATE"})


def read_chain(given: str) -> Chain:
    """The one chain of certificates in a text. Raises CertificateRefused."""
    if not isinstance(given, str):  # somebody may have written anything into the column
        raise CertificateRefused(CertificateFault.UNREADABLE, _unreadable())
    if holds_private_key(given):
        raise CertificateRefused(CertificateFault.PRIVATE_KEY, held_a_key())
    if len(given) > MOST_TEXT:
        raise CertificateRefused(CertificateFault.NONE, _("What was pasted is too long to be one certificate"))
    bodies = _bodies(given)
    return guarded(lambda: _one_chain([_loaded(body) for body in bodies]))


def held_a_key() -> str:
    """What is said to whoever pasted a private key, wherever they pasted it."""
    return _(
        "What you pasted holds a private key, or a store of keys. Nothing of it was kept. It was copied, so have that "
        "key replaced by whoever it belongs to; then paste the new certificate alone"
    )


def fingerprint_in(stored: str) -> str:
    """The SHA-256 of the first certificate in a text as it lies in the database. Raises CertificateRefused."""
    return guarded(lambda: Chain(x509.load_pem_x509_certificate(stored.encode())).fingerprint)


def certificates_alone(stored: str) -> str:
    """The certificates of a text and nothing else, such as a key that an earlier version kept with them."""
    found = [(found[1].upper(), found[0]) for found in _BLOCK.finditer(stored)]
    return "".join(f"{block}\n" for label, block in found if label in _CERTIFICATE)


def signed_weakly(one: x509.Certificate) -> bool:
    """Whether it is signed with MD5 or SHA-1, which others can forge."""
    return isinstance(one.signature_hash_algorithm, hashes.MD5 | hashes.SHA1)


def guarded(read: Callable[[], T]) -> T:
    """What can be read of a certificate. Whatever fault the parser ends in, a panic included, is a refusal.

    Raises CertificateRefused.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return read()
    except (CertificateRefused, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as fault:
        raise CertificateRefused(CertificateFault.UNREADABLE, _unreadable()) from fault


def _unreadable() -> str:
    return _("The certificate cannot be read: it is damaged, or written in a way that this service does not know")


def _bodies(given: str) -> list[str]:
    """The base64 of each certificate. Raises CertificateRefused where there is none, or something else as well."""
    text = _DASHES.sub("-", unicodedata.normalize("NFKC", given.replace("\ufeff", "")))
    text = re.sub(r"(?m)^[ \t>|]+", "", text.replace("\r\n", "\n").replace("\r", "\n"))
    blocks = [(" ".join(found[1].upper().split()), found[2]) for found in _BLOCK.finditer(text)]
    for label, _body in blocks:
        if label not in _CERTIFICATE:
            raise CertificateRefused(CertificateFault.SOMETHING_ELSE, _something_else(label))
    if not blocks or len(_MARK.findall(text)) != 2 * len(blocks):
        says = _("Paste the recipient’s certificate, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----")
        raise CertificateRefused(CertificateFault.NONE, says)
    if len(blocks) > MOST_CERTIFICATES:
        raise CertificateRefused(CertificateFault.NOT_ONE_CHAIN, _not_one_chain())
    return [body for _label, body in blocks]


def _something_else(label: str) -> str:
    if label == "TRUSTED CERTIFICATE":
        return _("This is a certificate in a form of OpenSSL’s own. Ask for it as CERTIFICATE, not TRUSTED CERTIFICATE")
    if label in ("PKCS7", "PKCS #7 SIGNED DATA", "CMS"):
        return _("This is a bundle of certificates (PKCS #7). Ask for the recipient’s own certificate, in PEM")
    if label.endswith("CERTIFICATE REQUEST"):
        return _("This is a request for a certificate. Ask for the certificate that was issued for it")
    return _("Paste the certificate alone: %s is something else") % label[:40]


def _not_one_chain() -> str:
    return _(
        "These certificates are not one chain. Paste the recipient’s own and, if you have them, those above it alone"
    )


def _loaded(body: str) -> x509.Certificate:
    return x509.load_der_x509_certificate(b64decode("".join(body.split()), validate=True))


def _one_chain(found: list[x509.Certificate]) -> Chain:
    if len({one.fingerprint(hashes.SHA256()) for one in found}) < len(found):
        raise CertificateRefused(CertificateFault.TWICE, _("The same certificate is pasted twice. Paste it once"))
    above = {child: parent for child in found for parent in found if child is not parent and _issued(parent, child)}
    leaves = [one for one in found if one not in above.values()]
    if len(leaves) != 1:
        raise CertificateRefused(CertificateFault.NOT_ONE_CHAIN, _not_one_chain())
    line = leaves
    while (parent := above.get(line[-1])) and parent not in line:
        line = [*line, parent]
    if len(line) != len(found):
        raise CertificateRefused(CertificateFault.NOT_ONE_CHAIN, _not_one_chain())
    return Chain(line[0], tuple(line[1:]))


def _issued(parent: x509.Certificate, child: x509.Certificate) -> bool:
    """Whether one certificate is signed by the key of another, which has the name of its issuer."""
    if parent.subject != child.issuer:
        return False
    if signed_weakly(child):
        return True  # nothing that is checked would say more: it is refused for that
    try:
        guarded(lambda: child.verify_directly_issued_by(parent))
    except CertificateRefused:
        return False
    return True
