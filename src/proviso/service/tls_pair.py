"""A certificate for TLS and its private key, as a service uses them: whether they can be, in words, and until when.

A key that is locked is refused and never asked about: nobody sits at a service to type a pass phrase.
"""

import ssl
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509

_OF_ANOTHER = "KEY_VALUES_MISMATCH"


class PairUnfit(OSError):
    """A certificate and its key cannot be used; the message says which of them, and what is wrong with it."""


class _Locked(Exception):
    """A pass phrase was asked for."""


def load_pair(context: ssl.SSLContext, certificate: Path, key: Path | None) -> None:
    """Let a context show a certificate; the key is in the same file where none is named. Raises PairUnfit."""
    for path in filter(None, (certificate, key)):
        try:
            path.read_bytes()
        except OSError as fault:
            raise PairUnfit(f"{path} cannot be read: {fault.strerror}") from fault
    try:
        context.load_cert_chain(str(certificate), key and str(key), password=_refuse)
    except _Locked as locked:
        raise PairUnfit(
            f"{key or certificate} is locked with a pass phrase, and a service has nobody to ask"
        ) from locked
    except ssl.SSLError as fault:
        if fault.reason == _OF_ANOTHER:
            raise PairUnfit(f"{key or certificate} holds the key of another certificate than {certificate}") from fault
        files = f"{certificate} and {key}" if key else certificate
        raise PairUnfit(f"{files} hold no certificate with its private key in PEM") from fault


def server_context(certificate: Path, key: Path) -> ssl.SSLContext:
    """What Python itself thinks secure for a server today, TLS 1.2 at the least. Raises PairUnfit."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    load_pair(context, certificate, key)
    return context


def ends(certificate: Path) -> datetime:
    """When a certificate ends, in UTC: the first of its file, which is the one that is shown. Raises PairUnfit."""
    try:
        return x509.load_pem_x509_certificates(certificate.read_bytes())[0].not_valid_after_utc.astimezone(UTC)
    except (OSError, ValueError) as fault:
        raise PairUnfit(f"{certificate} holds no certificate in PEM") from fault


def _refuse() -> bytes:
    raise _Locked
