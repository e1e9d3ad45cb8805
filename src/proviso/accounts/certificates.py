"""Whether a certificate will do: the one judgement, asked when it is proposed, when it is approved, before anything is
encrypted to it, and of the force's own before anything is signed with it (8.1; RFC 8550, RFC 5280, NIST SP 800-131A).

Whose it is no program can know: that rests on the call in which two people compare its fingerprint.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from types import MappingProxyType

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, SECP384R1, SECP521R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.utils.translation import gettext as _

from proviso.accounts.certificate_text import (
    CertificateFault,
    CertificateRefused,
    Chain,
    guarded,
    read_chain,
    signed_weakly,
)

SOON = timedelta(days=30)
"""How long before it ends that is said."""

SMALLEST_RSA, LARGEST_RSA = 2048, 16_384
SMALLEST_EXPONENT = 65_537
"""RSA as NIST SP 800-56B has it: anything smaller is a mistake, or meant to be opened by others."""

RSA_ENCRYPTION = "1.2.840.113549.1.1.1"
EMAIL_IN_UTF8 = "1.3.6.1.5.5.7.8.9"
LONGEST_NAME, MOST_MAILBOXES = 200, 20


class IntendedUse(Enum):
    """What a certificate is used for here."""

    ENCRYPTING = "what is sent is encrypted to it"
    SIGNING = "what is sent is signed with its key"


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a person compares before relying on a certificate: names as it has them, with nothing in them that turns
    text round; `mailboxes` are all that it names; `fingerprint` is the SHA-256 in hexadecimal; times are in UTC."""

    subject: str
    mailboxes: tuple[str, ...]
    issuer: str
    fingerprint: str
    begins: datetime
    ends: datetime

    def ends_soon(self, on: datetime) -> bool:
        """Whether it is over within thirty days."""
        return self.ends < on + SOON

    @property
    def shown_fingerprint(self) -> str:
        """The fingerprint as openssl prints it."""
        return ":".join(self.fingerprint[at : at + 2] for at in range(0, len(self.fingerprint), 2)).upper()


def judge(given: str, purpose: IntendedUse, *, mailbox: str, on: datetime) -> Chain:
    """The chain, where its certificate is fit for this, names this mailbox or none, and is valid at that moment.

    `mailbox` is empty where it belongs to none, as for a file by hand. Raises CertificateRefused.
    """
    chain = read_chain(given)

    def refuse() -> None:
        for refusal in _refusals(chain, purpose, mailbox, on):
            raise refusal

    guarded(refuse)
    return chain


def particulars(chain: Chain) -> Particulars:
    """What there is to compare of a certificate. Raises CertificateRefused."""
    leaf = chain.leaf
    return guarded(
        lambda: Particulars(
            shown(leaf.subject.rfc4514_string()),
            tuple(shown(one) for one in mailboxes_of(leaf)[:MOST_MAILBOXES]),
            shown(leaf.issuer.rfc4514_string()),
            chain.fingerprint,
            leaf.not_valid_before_utc,
            leaf.not_valid_after_utc,
        )
    )


def particulars_in(stored: str) -> Particulars | None:
    """The same of what lies in the database, whoever wrote it there; None where no certificate can be read."""
    try:
        return particulars(read_chain(stored))
    except CertificateRefused:
        return None


def why_refused(given: str, purpose: IntendedUse, *, mailbox: str, on: datetime) -> str:
    """In a sentence why a certificate will not do; empty where it will."""
    try:
        judge(given, purpose, mailbox=mailbox, on=on)
    except CertificateRefused as refused:
        return refused.says
    return ""


def mailboxes_of(leaf: x509.Certificate) -> list[str]:
    """Every mailbox that a certificate names, as it writes them: in its alternative names and in its subject."""
    found = [str(one.value) for one in leaf.subject.get_attributes_for_oid(NameOID.EMAIL_ADDRESS)]
    for name in _alternative_names(leaf):
        if isinstance(name, x509.RFC822Name):
            found.append(name.value)
        elif isinstance(name, x509.OtherName) and name.type_id.dotted_string == EMAIL_IN_UTF8:
            found.append(_text_of(name.value))
    return list(dict.fromkeys(found))


def shown(words: str) -> str:
    """Words out of a certificate as a page may show them: cut, and with a sign for each character that has no form."""
    plain = "".join(
        one if one.isprintable() and not unicodedata.category(one).startswith("C") else "�" for one in words
    )
    return plain if len(plain) <= LONGEST_NAME else f"{plain[:LONGEST_NAME]}…"


def _alternative_names(leaf: x509.Certificate) -> list[x509.GeneralName]:
    try:
        return list(leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value)
    except x509.ExtensionNotFound:
        return []


def _text_of(der: bytes) -> str:
    """The text of a UTF8String in DER. Raises ValueError."""
    short = len(der) == 2 + der[1] if len(der) > 1 and der[1] < 0x80 else False
    long = len(der) == 3 + der[2] if len(der) > 2 and der[1] == 0x81 else False
    if der[:1] != b"\x0c" or not (short or long):
        raise ValueError("no UTF8String")
    return der[2 if short else 3 :].decode("utf-8")


def _refusals(chain: Chain, purpose: IntendedUse, mailbox: str, on: datetime) -> Iterator[CertificateRefused]:
    """What stands against it, the first thing first; each names what to ask for instead."""
    leaf = chain.leaf
    particulars(chain)
    if refused := _wrong_of_key(leaf, purpose):
        yield refused
    if refused := _wrong_of_signature(chain):
        yield refused
    if refused := _wrong_of_purpose(leaf, purpose):
        yield refused
    if refused := _wrong_of_mailbox(leaf, purpose, mailbox):
        yield refused
    if refused := _wrong_of_time(leaf, purpose, on):
        yield refused


def _wrong_of_signature(chain: Chain) -> CertificateRefused | None:
    leaf = chain.leaf
    own = leaf.subject == leaf.issuer
    signed = [leaf, *(one for one in chain.above if one.subject != one.issuer)]
    if any(signed_weakly(one) for one in signed):
        says = _("The certificate is signed with MD5 or SHA-1, which can be forged. It needs one signed with SHA-256")
        return CertificateRefused(CertificateFault.SIGNED_WEAKLY, says)
    if leaf.serial_number <= 0 or leaf.version is not x509.Version.v3:
        says = _("The certificate is not as X.509 version 3 asks: it has no version 3, or no serial number above zero")
        return CertificateRefused(CertificateFault.UNREADABLE, says)
    if own and not chain.above:
        try:
            leaf.verify_directly_issued_by(leaf)
        except InvalidSignature:
            says = _("The certificate’s own signature does not fit it: it was changed, or damaged. Ask for it again")
            return CertificateRefused(CertificateFault.CHANGED, says)
    return None


def _wrong_of_key(leaf: x509.Certificate, purpose: IntendedUse) -> CertificateRefused | None:
    says = {
        IntendedUse.ENCRYPTING: _("The certificate needs an RSA key of 2,048 bits or more"),
        IntendedUse.SIGNING: _(
            "The signing certificate needs an RSA key of 2,048 bits or more, or one on the curves P-256, P-384 or P-521"
        ),
    }[purpose]
    try:
        key = guarded(leaf.public_key)
    except CertificateRefused:
        return CertificateRefused(CertificateFault.KEY, says)
    if isinstance(key, RSAPublicKey):
        return _wrong_of_rsa(leaf, key, says)
    on_curve = isinstance(key, EllipticCurvePublicKey) and isinstance(key.curve, SECP256R1 | SECP384R1 | SECP521R1)
    return None if on_curve and purpose is IntendedUse.SIGNING else CertificateRefused(CertificateFault.KEY, says)


def _wrong_of_rsa(leaf: x509.Certificate, key: RSAPublicKey, too_weak: str) -> CertificateRefused | None:
    if leaf.public_key_algorithm_oid.dotted_string != RSA_ENCRYPTION:
        says = _(
            "The certificate’s key is for RSA-PSS, with which nothing is encrypted. Ask for one with a plain RSA key"
        )
        return CertificateRefused(CertificateFault.KEY, says)
    if not SMALLEST_RSA <= key.key_size <= LARGEST_RSA:
        return CertificateRefused(CertificateFault.KEY, too_weak)
    numbers = key.public_numbers()
    if numbers.e < SMALLEST_EXPONENT or numbers.e >= 2**256 or numbers.e % 2 == 0 or numbers.n % 2 == 0:
        says = _("The certificate’s RSA key is unsafe: its exponent is below 65,537, or its numbers cannot be right")
        return CertificateRefused(CertificateFault.KEY, says)
    return None


_USES: Mapping[IntendedUse, tuple[str, ...]] = MappingProxyType(
    {
        IntendedUse.ENCRYPTING: ("key_encipherment",),
        IntendedUse.SIGNING: ("digital_signature", "content_commitment"),
    }
)
"""Any of which the key has to be for, where the certificate says what it is for at all (RFC 8550, 4.4.2)."""


def _wrong_of_purpose(leaf: x509.Certificate, purpose: IntendedUse) -> CertificateRefused | None:
    says = {
        IntendedUse.ENCRYPTING: _("The certificate is not one to encrypt with"),
        IntendedUse.SIGNING: _("The signing certificate is not one to sign e-mail with"),
    }[purpose]
    uses, purposes, authority = None, None, False
    for one in leaf.extensions:
        match one.value:
            case x509.KeyUsage():
                uses = one.value
            case x509.ExtendedKeyUsage():
                purposes = set(one.value)
            case x509.BasicConstraints():
                authority = one.value.ca
            case x509.UnrecognizedExtension() if one.critical:
                unknown = _("The certificate has a critical part (%s) that this service does not know")
                return CertificateRefused(CertificateFault.PURPOSE, unknown % one.oid.dotted_string[:60])
    if authority or (uses and uses.key_cert_sign):
        whose = _("The certificate is an authority’s, which issues others. Ask for the mailbox’s own")
        return CertificateRefused(CertificateFault.AUTHORITY, whose)
    if uses and not any(getattr(uses, use) for use in _USES[purpose]):
        return CertificateRefused(CertificateFault.PURPOSE, says)
    allowed = {ExtendedKeyUsageOID.EMAIL_PROTECTION, ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE}
    if purposes is not None and not purposes & allowed:
        return CertificateRefused(CertificateFault.PURPOSE, says)
    return None


def _wrong_of_mailbox(leaf: x509.Certificate, purpose: IntendedUse, mailbox: str) -> CertificateRefused | None:
    named = mailboxes_of(leaf)
    if not mailbox or not named or any(same_mailbox(one, mailbox) for one in named):
        return None
    says = {
        IntendedUse.ENCRYPTING: _("The certificate is for %(named)s, not for %(mailbox)s"),
        IntendedUse.SIGNING: _(
            "The signing certificate is for %(named)s, not for %(mailbox)s, which messages are from"
        ),
    }[purpose]
    words = {"named": shown(", ".join(named[:3]))[:120], "mailbox": shown(mailbox)}
    return CertificateRefused(CertificateFault.MAILBOX, says % words)


def same_mailbox(one: str, other: str) -> bool:
    """Whether two are one mailbox: the same before the @ to the letter, the same domain in whichever case (RFC 5280,
    4.1.2.6 and 7.5)."""
    (name, _at, domain), (other_name, _other_at, other_domain) = one.rpartition("@"), other.rpartition("@")
    return bool(name) and name == other_name and _plain_domain(domain) == _plain_domain(other_domain)


def _plain_domain(domain: str) -> str:
    """A domain in small letters, each part of another script as mail carries it."""
    try:
        return domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return domain.lower()


def _wrong_of_time(leaf: x509.Certificate, purpose: IntendedUse, on: datetime) -> CertificateRefused | None:
    begins, ends = leaf.not_valid_before_utc, leaf.not_valid_after_utc
    signing = purpose is IntendedUse.SIGNING
    if on < begins:
        says = (
            _("The signing certificate is not valid yet; it is valid from %s")
            if signing
            else _("The certificate is not valid yet; it is valid from %s")
        )
        return CertificateRefused(CertificateFault.NOT_VALID, says % _day(begins))
    if on > ends:
        says = (
            _("The signing certificate ended on %s")
            if signing
            else _("The certificate is not valid today; it is valid until %s")
        )
        return CertificateRefused(CertificateFault.NOT_VALID, says % _day(ends))
    return None


def _day(moment: datetime) -> str:
    return moment.strftime("%-d %B %Y")
