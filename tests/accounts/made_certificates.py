"""Certificates as people send them, and as they should not be: each made as it is asked for, with a key made once."""

from base64 import encodebytes
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

ON = datetime(2026, 12, 1, 12, tzinfo=UTC)
"""The moment at which certificates are judged."""
DESK = "desk@receiving-unit.example"
AROUND = (ON - timedelta(days=300), ON + timedelta(days=300))
EMAIL, ANY = ExtendedKeyUsageOID.EMAIL_PROTECTION, ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE
SERVER, CLIENT = ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@cache
def of_rsa(number: int = 1, bits: int = 2048, exponent: int = 65_537) -> rsa.RSAPrivateKey:
    """A key of RSA: the same for the same number."""
    return rsa.generate_private_key(exponent, bits)


@cache
def of_curve(number: int = 1) -> ec.EllipticCurvePrivateKey:
    """A key on P-256: the same for the same number."""
    return ec.generate_private_key(ec.SECP256R1())


@dataclass(frozen=True)
class Made:
    """A certificate and its key."""

    certificate: x509.Certificate
    key: Key

    @property
    def pem(self) -> str:
        return self.certificate.public_bytes(Encoding.PEM).decode()

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)


def made(
    called: str = "The receiving unit",
    *,
    key: Key | None = None,
    names: Sequence[x509.GeneralName] | None = (x509.RFC822Name(DESK),),
    emails: Sequence[str] = (),
    uses: Sequence[str] | None = ("digital_signature", "key_encipherment"),
    purposes: Sequence[ObjectIdentifier] | None = (EMAIL,),
    ca: bool | None = False,
    valid: tuple[datetime, datetime] = AROUND,
    by: Made | None = None,
    extra: Sequence[tuple[x509.ExtensionType, bool]] = (),
) -> Made:
    """A certificate: issued by itself where nobody issues it. What is None is left out of it."""
    own = key or of_rsa()
    attributes = [x509.NameAttribute(NameOID.COMMON_NAME, called)]
    attributes += [x509.NameAttribute(NameOID.EMAIL_ADDRESS, one) for one in emails]
    name = x509.Name(attributes)
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(by.certificate.subject if by else name)
        .public_key(own.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(valid[0])
        .not_valid_after(valid[1])
    )
    extensions: list[tuple[x509.ExtensionType, bool]] = [(_uses(uses), True)] if uses is not None else []
    extensions += [(x509.BasicConstraints(ca, None), True)] if ca is not None else []
    extensions += [(x509.ExtendedKeyUsage(purposes), False)] if purposes is not None else []
    extensions += [(x509.SubjectAlternativeName(names), False)] if names else []
    for extension, critical in (*extensions, *extra):
        builder = builder.add_extension(extension, critical)
    return Made(builder.sign(by.key if by else own, hashes.SHA256()), own)


def authority(called: str = "Invented Authority", *, number: int = 7, by: Made | None = None) -> Made:
    """An authority that issues others."""
    return made(called, key=of_curve(number), names=None, uses=("key_cert_sign",), purposes=None, ca=True, by=by)


def _uses(uses: Sequence[str]) -> x509.KeyUsage:
    every = (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
        "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    )  # fmt: skip
    return x509.KeyUsage(**{one: one in uses for one in every})


def resigned(one: Made, change: Callable[[bytes], bytes]) -> str:
    """A certificate by itself whose signed part was changed, with a signature that fits: in PEM.

    The change keeps the length of what it changes, or mends the lengths around it.
    """
    assert isinstance(one.key, rsa.RSAPrivateKey)
    whole = one.der
    signed = change(one.certificate.tbs_certificate_bytes)
    signature = one.key.sign(signed, padding.PKCS1v15(), hashes.SHA256())
    algorithm = bytes.fromhex("300d06092a864886f70d01010b0500")
    assert algorithm in whole
    return pem_of(sequence(signed + algorithm + b"\x03" + length(len(signature) + 1) + b"\0" + signature))


def sequence(content: bytes) -> bytes:
    """A SEQUENCE in DER."""
    return b"\x30" + length(len(content)) + content


def length(of: int) -> bytes:
    """A length in DER."""
    if of < 128:
        return bytes([of])
    octets = of.to_bytes((of.bit_length() + 7) // 8, "big")
    return bytes([0x80 | len(octets)]) + octets


def pem_of(der: bytes, label: str = "CERTIFICATE") -> str:
    """DER as PEM."""
    return f"-----BEGIN {label}-----\n{encodebytes(der).decode()}-----END {label}-----\n"
