"""Certificates made for one run of the tests: an authority, servers good and bad, the force that signs, a recipient."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@dataclass(frozen=True)
class Pair:
    """A certificate and its key."""

    certificate: x509.Certificate
    key: Key

    @property
    def pem(self) -> str:
        return self.certificate.public_bytes(Encoding.PEM).decode()

    def written(self, folder: Path, name: str) -> tuple[Path, Path]:
        """The two files: name.pem and name.key."""
        certificate, key = folder / f"{name}.pem", folder / f"{name}.key"
        certificate.write_text(self.pem)
        key.write_bytes(self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        key.chmod(0o600)
        return certificate, key


def elliptic() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


@cache
def of_rsa(bits: int = 2048) -> rsa.RSAPrivateKey:
    """Made once: it takes long."""
    return rsa.generate_private_key(65_537, bits)


def issued(
    common_name: str,
    *,
    by: Pair | None = None,
    key: Key | None = None,
    host: str = "",
    valid: tuple[datetime, datetime] | None = None,
    encrypts: bool = True,
) -> Pair:
    """A certificate: an authority of its own where nobody issues it; a server's where it has a host."""
    own = key or elliptic()
    now = datetime.now(UTC)
    begins, ends = valid or (now - timedelta(days=400), now + timedelta(days=400))
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])
    no = ("content_commitment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only")
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(by.certificate.subject if by else name)
        .public_key(own.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(x509.BasicConstraints(ca=by is None, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True,
                key_encipherment=encrypts,
                key_cert_sign=by is None,
                crl_sign=by is None,
                **dict.fromkeys(no, False),
            ),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(own.public_key()), critical=False)
    )
    if by:
        above = x509.AuthorityKeyIdentifier.from_issuer_public_key(by.key.public_key())
        builder = builder.add_extension(above, critical=False)
    if host:
        named: x509.GeneralName = x509.IPAddress(ip_address(host)) if host[0].isdigit() else x509.DNSName(host)
        builder = builder.add_extension(x509.SubjectAlternativeName([named]), critical=False)
    return Pair(builder.sign((by or Pair(None, own)).key, hashes.SHA256()), own)  # type: ignore[arg-type]


AUTHORITY = issued("Invented Authority")
FORCE = issued("Wessmere Police, signing", by=AUTHORITY)
RECIPIENT = issued("Invented mailbox", by=AUTHORITY, key=of_rsa())
