"""The certificate of the demonstration’s own mail server, and of the authority that issued it and is then forgotten."""

from datetime import datetime
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from proviso.demonstration.stand_in import LASTS, folder, paths

SERVER = "mail-server"


def authority_file(home: Path) -> Path:
    """The authority that the demonstration believes about its mail server."""
    return folder(home) / "authority.pem"


def make_servers_certificate(home: Path, now: datetime) -> None:
    """A certificate and key for the mail server on loopback; what is there already stays."""
    certificate, key = paths(home, SERVER)
    if certificate.exists():
        return
    folder(home).mkdir(mode=0o700, parents=True, exist_ok=True)
    authority, own = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    above = _named("An invented authority", authority, now)
    above = above.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    server = _named("The demonstration’s mail server", own, now)
    for extension, critical in (
        (x509.BasicConstraints(ca=False, path_length=None), True),
        (x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), False),
        (x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.public_key()), False),
    ):
        server = server.add_extension(extension, critical=critical)
    authority_file(home).write_bytes(_pem(above, authority))
    key.touch(mode=0o600)
    key.write_bytes(own.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    certificate.write_bytes(_pem(server, authority))


def _named(called: str, key: ec.EllipticCurvePrivateKey, now: datetime) -> x509.CertificateBuilder:
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "An invented authority")])
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, called)]))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - LASTS)
        .not_valid_after(now + LASTS)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _pem(builder: x509.CertificateBuilder, authority: ec.EllipticCurvePrivateKey) -> bytes:
    return builder.sign(authority, hashes.SHA256()).public_bytes(Encoding.PEM)
