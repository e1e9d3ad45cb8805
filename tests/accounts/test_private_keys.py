"""A private key is seen in whatever way it was pasted, and nothing else is taken for one."""

import json
import random
from base64 import b64decode, b64encode, encodebytes, urlsafe_b64encode
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, x25519
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    pkcs7,
    pkcs12,
)
from cryptography.x509 import CertificateSigningRequestBuilder

from proviso.accounts.private_keys import holds_private_key
from tests.accounts.made_certificates import authority, made, of_curve, of_rsa

SECRET = BestAvailableEncryption(b"an invented one")
CASES = Path(__file__).parents[1] / "cases" / "wrong"


KINDS: dict[str, Callable[[], PrivateKeyTypes]] = {
    "RSA": of_rsa,
    "P-256": of_curve,
    "P-521": lambda: ec.generate_private_key(ec.SECP521R1()),
    "Ed25519": ed25519.Ed25519PrivateKey.generate,
    "Ed448": ed448.Ed448PrivateKey.generate,
    "X25519": x25519.X25519PrivateKey.generate,
    "DSA": lambda: dsa.generate_private_key(1024),
}
PKCS8, OF_ITS_OWN, OPENSSH = PrivateFormat.PKCS8, PrivateFormat.TraditionalOpenSSL, PrivateFormat.OpenSSH
FORMS = [
    *((kind, PKCS8, closed) for kind in KINDS for closed in (False, True)),
    *((kind, OF_ITS_OWN, closed) for kind in ("RSA", "P-256", "P-521", "DSA") for closed in (False, True)),
    *((kind, OPENSSH, False) for kind in ("RSA", "P-256", "Ed25519")),
]
NAMED = {PKCS8: "PKCS 8", OF_ITS_OWN: "of its own", OPENSSH: "OpenSSH"}
IDS = [f"{kind} {NAMED[form]}{' with a password' * closed}" for kind, form, closed in FORMS]


@cache
def key_of(kind: str) -> PrivateKeyTypes:
    return KINDS[kind]()


def text_of(kind: str, form: PrivateFormat, closed: bool) -> str:
    return key_of(kind).private_bytes(Encoding.PEM, form, SECRET if closed else NoEncryption()).decode()


def bytes_of(kind: str, form: PrivateFormat, closed: bool) -> bytes:
    """The key without the words around it: read out of its text, where OpenSSL alone has that form."""
    return b64decode(
        "".join(one for one in text_of(kind, form, closed).splitlines() if one and not set(one) & set("-:"))
    )


WAYS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "with line ends of another system": lambda text: text.replace("\n", "\r\n"),
    "with line ends of an old one": lambda text: text.replace("\n", "\r"),
    "indented": lambda text: "\n".join(f"    {line}" for line in text.splitlines()),
    "quoted in a reply": lambda text: "\n".join(f"> > {line}" for line in text.splitlines()),
    "on one line": lambda text: text.replace("\n", " "),
    "as a string of a program": lambda text: json.dumps({"key": text}),
    "after a certificate": lambda text: made().pem + text,
    "before a certificate, with words": lambda text: f"Here it is:\n{text}\nand\n{made().pem}",
    "in small letters around it": lambda text: text.replace("BEGIN", "begin").replace("PRIVATE KEY", "private key"),
    "with more spaces": lambda text: text.replace("PRIVATE KEY", "  PRIVATE \t KEY ").replace("-----", "- - ---"),
    "with a mark at the beginning": lambda text: f"\ufeff{text}",
    "with signs of no width": lambda text: text.replace("PRIVATE", "PRI\u200bV\u00adATE"),
    "with long dashes": lambda text: text.replace("-----", "\u2014\u2014\u2013"),
    "with full-width letters": lambda text: text.replace("PRIVATE", "ＰＲＩＶＡＴＥ"),
    "as UTF-16": lambda text: text.encode("utf-16-le").decode("latin-1"),
    "in base64 once more": lambda text: b64encode(text.encode()).decode(),
    "its end alone": lambda text: "\n".join(text.splitlines()[-2:]),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("form", FORMS, ids=IDS)
def test_a_key_is_seen_however_it_was_pasted(form: tuple[str, PrivateFormat, bool], way: str) -> None:
    assert holds_private_key(WAYS[way](text_of(*form)))


BARE = [one for one in FORMS if one[1:] != (OF_ITS_OWN, True)]
"""All but those that say by words alone that they are encrypted: the rest of these is bytes that mean nothing."""


@pytest.mark.parametrize("form", BARE, ids=[one for one, form in zip(IDS, FORMS, strict=True) if form in BARE])
def test_a_key_is_seen_without_the_words_around_it(form: tuple[str, PrivateFormat, bool]) -> None:
    without_words(bytes_of(*form))


def test_a_key_is_seen_whose_own_bytes_are_dashes() -> None:
    """In the base64 of addresses (RFC 4648, 5) a dash is a figure like any, and several may follow one another."""
    key = ec.derive_private_key(int.from_bytes(b"\x11\x11\xfb\xef\xbe" + b"\x11" * 27), ec.SECP256R1())
    der = key.private_bytes(Encoding.DER, OF_ITS_OWN, NoEncryption())
    assert b"----" in urlsafe_b64encode(der)[:20]
    without_words(der)


@pytest.mark.parametrize("how", [NoEncryption(), SECRET], ids=["open", "with a password"])
def test_a_store_of_keys_is_seen(how: KeySerializationEncryption) -> None:
    without_words(pkcs12.serialize_key_and_certificates(b"unit", of_rsa(), made().certificate, None, how))


def without_words(der: bytes) -> None:
    body = encodebytes(der).decode()
    for text in (
        body,
        body.replace("\n", ""),
        body.replace("\n", "\r\n\t"),
        f"-----BEGIN CERTIFICATE-----\n{body}-----END CERTIFICATE-----\n",
        f"-----BEGIN PRIVTE KY-----\n{body}-----END PRIVTE KY-----\n",
        f"key: {body}",
        f"ab{body}",
        body.replace("+", "-").replace("/", "_").replace("=", ""),
        "".join(body.splitlines()[:2]),
        der.hex(),
        der.hex(":").upper(),
        f"{made().pem}{body}",
    ):
        assert holds_private_key(text), text[:60]


@pytest.mark.parametrize(
    "text",
    [
        (CASES / "key-and-cert.pem").read_text(),
        "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none",
        "AGE-SECRET-KEY-1QQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQ",
        "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nxcLYBF",
        "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----",
        "-----BEGIN TSS2 PRIVATE KEY-----",
        '{"kty": "RSA", "n": "0vx7", "e": "AQAB", "d": "X4cTteJY_gn4FYPsXB8rdXix5vwsg1FLN5E3EaG6RJoVH-HLLKD9"}',
        "{'kty': 'OKP', 'd': 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A'}",
        "<RSAKeyValue><Modulus>AA==</Modulus><D>c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0</D></RSAKeyValue>",
        "Private-Key: (2048 bit, 2 primes)\nmodulus:\n    00:b1",
        "privateExponent:\n    1a:2b:3c",
        "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,8B5B9A",
        b64encode(b"\xfe\xed\xfe\xed\x00\x00\x00\x02" + bytes(40)).decode(),
    ],
)
def test_keys_of_other_programs_are_seen(text: str) -> None:
    assert holds_private_key(text)


def test_no_certificate_nor_any_other_paper_is_taken_for_a_key() -> None:
    leaf, above = made(by=authority()), authority()
    request = CertificateSigningRequestBuilder().subject_name(leaf.certificate.subject).sign(of_rsa(), hashes.SHA256())
    public = [
        of_rsa().public_key().public_bytes(Encoding.PEM, one)
        for one in (PublicFormat.PKCS1, PublicFormat.SubjectPublicKeyInfo)
    ]
    public.append(of_curve().public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH))
    bundle = pkcs7.serialize_certificates([leaf.certificate, above.certificate], Encoding.PEM)
    for paper in (
        leaf.pem.encode(),
        above.pem.encode(),
        request.public_bytes(Encoding.PEM),
        *public,
        bundle,
        leaf.der.hex().encode(),
    ):
        assert not holds_private_key(paper.decode())
    for name in ("othermail", "signonly", "oddcurve"):
        assert not holds_private_key((CASES / f"{name}.pem").read_text())


def test_words_and_random_letters_are_no_key() -> None:
    dice = random.Random(9)
    for words in (
        "",
        "The private key unit",
        "Their private key is with the desk; paste the certificate alone",
        "desk@receiving-unit.example",
        "-----END CERTIFICATE-----\nThe private key is not ours",
        "RSA Public-Key: (2048 bit)",
    ):
        assert not holds_private_key(words)
    for _ in range(200):
        assert not holds_private_key(b64encode(dice.randbytes(1500)).decode())
        assert not holds_private_key(dice.randbytes(700).hex())
