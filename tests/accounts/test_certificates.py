"""One function judges a certificate: what it takes, what it refuses, and that it only ever refuses in a sentence."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ObjectIdentifier

from proviso.accounts.certificate_text import CertificateFault, CertificateRefused, read_chain
from proviso.accounts.certificates import IntendedUse, judge, particulars, particulars_in, same_mailbox
from tests.accounts.made_certificates import (
    ANY,
    CLIENT,
    DESK,
    EMAIL,
    ON,
    SERVER,
    Made,
    authority,
    made,
    of_curve,
    of_rsa,
    pem_of,
    resigned,
    sequence,
)

CASES = Path(__file__).parents[1] / "cases" / "wrong"
STRANGE = Path(__file__).parent / "strange_certificates"
ENCRYPTING, SIGNING = IntendedUse.ENCRYPTING, IntendedUse.SIGNING
DAY = timedelta(days=1)


def why(pem: str, purpose: IntendedUse = ENCRYPTING, mailbox: str = DESK) -> tuple[str, str]:
    """Why it is refused, as a code and in words; both empty where it is taken."""
    try:
        judge(pem, purpose, mailbox=mailbox, on=ON)
    except CertificateRefused as refused:
        return refused.fault, refused.says
    return "", ""


ABOVE = authority()
ROOT = authority("Invented root", number=8)
MIDDLE = authority("Invented middle", number=9, by=ROOT)
LEAF = made(by=MIDDLE)

TAKEN: dict[str, str] = {
    "by itself": made().pem,
    "by an authority": made(by=ABOVE).pem,
    "with its authority": made(by=ABOVE).pem + ABOVE.pem,
    "the chain": LEAF.pem + MIDDLE.pem + ROOT.pem,
    "the chain upside down": ROOT.pem + MIDDLE.pem + LEAF.pem,
    "the chain mixed": MIDDLE.pem + LEAF.pem + ROOT.pem,
    "the chain without its root": MIDDLE.pem + LEAF.pem,
    "no use named": made(uses=None, purposes=None, ca=None).pem,
    "any purpose": made(purposes=(ANY,)).pem,
    "several purposes": made(purposes=(CLIENT, EMAIL)).pem,
    "to encrypt alone": made(uses=("key_encipherment",)).pem,
    "the mailbox in its subject": made(names=None, emails=(DESK,)).pem,
    "no mailbox": made(names=None).pem,
    "several mailboxes": made(names=(x509.RFC822Name("other@receiving-unit.example"), x509.RFC822Name(DESK))).pem,
    "its domain in capitals": made(names=(x509.RFC822Name("desk@Receiving-Unit.EXAMPLE"),)).pem,
    "a mailbox in UTF-8": made(
        names=(x509.OtherName(ObjectIdentifier("1.3.6.1.5.5.7.8.9"), b"\x0c" + bytes([len(DESK)]) + DESK.encode()),)
    ).pem,
    "other names": made(names=(x509.DNSName("receiving-unit.example"), x509.RFC822Name(DESK))).pem,
    "a longer key": made(key=of_rsa(2, 3072)).pem,
    "its last day": made(valid=(ON - DAY, ON)).pem,
    "words around": f"Bag Attributes\n    friendlyName: unit\nsubject=CN = unit\n{made().pem}\nKind regards\n",
    "line ends of another system": made().pem.replace("\n", "\r\n"),
    "indented": "\n".join(f"   {line}" for line in made().pem.splitlines()),
    "quoted": "\n".join(f"> {line}" for line in made().pem.splitlines()),
    "a mark at the beginning": "\ufeff" + made().pem,
    "long dashes": made().pem.replace("-----", "\u2014\u2014"),
    "small letters": made().pem.replace("BEGIN CERTIFICATE", "Begin Certificate").replace("END C", "end C"),
    "the older name of it": made().pem.replace("CERTIFICATE", "X509 CERTIFICATE"),
    "signed by RSA-PSS": (STRANGE / "signed-rsa-pss.pem").read_text(),
}


@pytest.mark.parametrize("name", TAKEN)
def test_a_certificate_that_will_do_is_taken(name: str) -> None:
    assert why(TAKEN[name]) == ("", "")
    chain = judge(TAKEN[name], ENCRYPTING, mailbox=DESK, on=ON)
    assert read_chain(chain.pem) == chain


def test_the_leaf_is_found_and_comes_first_with_nothing_around_it() -> None:
    chain = judge(f"words\n{ROOT.pem}words{MIDDLE.pem}{LEAF.pem}words", ENCRYPTING, mailbox=DESK, on=ON)
    assert chain.pem == LEAF.pem + MIDDLE.pem + ROOT.pem
    assert (chain.leaf, chain.above) == (LEAF.certificate, (MIDDLE.certificate, ROOT.certificate))


def _twice_the_same_extension(signed: bytes) -> bytes:
    """The signed part with its key usage a second time, in the place of the basic constraints."""
    usage = bytes.fromhex("300e0603551d0f0101ff0404030205a0")
    constraints = bytes.fromhex("300c0603551d130101ff04023000")
    assert usage in signed
    assert constraints in signed
    # Two octets more, in each of the three lengths around the list, the signed part's own included.
    return _longer(signed.replace(constraints, usage), 2)


def _longer(signed: bytes, by: int) -> bytes:
    at = signed.rindex(b"\xa3\x81") if b"\xa3\x81" in signed else signed.rindex(b"\xa3")
    if signed[at + 1] == 0x81:
        changed = bytearray(signed)
        changed[at + 2] += by
        changed[at + 5] += by
    else:
        changed = bytearray(signed)
        changed[at + 1] += by
        changed[at + 3] += by
    whole = int.from_bytes(changed[2:4], "big") + by
    changed[2:4] = whole.to_bytes(2, "big")
    return bytes(changed)


ONE = made()
TWO = made("Another unit", key=of_rsa(2))
REFUSED: dict[str, tuple[str, CertificateFault]] = {
    "nothing": ("", CertificateFault.NONE),
    "words": ("their certificate is at the desk", CertificateFault.NONE),
    "no end": (ONE.pem.replace("-----END CERTIFICATE-----", ""), CertificateFault.NONE),
    "one whole and one broken off": (ONE.pem + ABOVE.pem[:200], CertificateFault.NONE),
    "an empty one": ("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----", CertificateFault.UNREADABLE),
    "base64 of something else": (pem_of(b"none"), CertificateFault.UNREADABLE),
    "no base64": ("-----BEGIN CERTIFICATE-----\n\u00e9\u00e9\n-----END CERTIFICATE-----", CertificateFault.UNREADABLE),
    "cut short": (pem_of(ONE.der[:-20]), CertificateFault.UNREADABLE),
    "something hung on it": (pem_of(ONE.der + b"\0"), CertificateFault.UNREADABLE),
    "the bytes alone, in base64": (ONE.pem.split("-----")[2], CertificateFault.NONE),
    "very long": ("x" * 100_001, CertificateFault.NONE),
    "a bundle": ((STRANGE / "pkcs7.pem").read_text(), CertificateFault.SOMETHING_ELSE),
    "a request": ((STRANGE / "request.pem").read_text(), CertificateFault.SOMETHING_ELSE),
    "a form of OpenSSL's own": ((STRANGE / "trusted.pem").read_text(), CertificateFault.SOMETHING_ELSE),
    "a public key beside it": (ONE.pem + pem_of(b"key", "PUBLIC KEY"), CertificateFault.SOMETHING_ELSE),
    "a list of revoked ones": (pem_of(b"list", "X509 CRL"), CertificateFault.SOMETHING_ELSE),
    "the same twice": (ONE.pem + ONE.pem, CertificateFault.TWICE),
    "the same twice, in a chain": (LEAF.pem + MIDDLE.pem + LEAF.pem, CertificateFault.TWICE),
    "two leaves": (ONE.pem + TWO.pem, CertificateFault.NOT_ONE_CHAIN),
    "two leaves of one authority": (LEAF.pem + made(by=MIDDLE).pem + MIDDLE.pem, CertificateFault.NOT_ONE_CHAIN),
    "an authority of others": (LEAF.pem + ABOVE.pem, CertificateFault.NOT_ONE_CHAIN),
    "an authority of the same name": (made(by=ABOVE).pem + authority(number=10).pem, CertificateFault.NOT_ONE_CHAIN),
    "nine": ("".join(made().pem for _ in range(9)), CertificateFault.NOT_ONE_CHAIN),
    "changed after it was signed": (
        pem_of(ONE.der.replace(b"The receiving unit", b"The receiving upit")), CertificateFault.CHANGED,
    ),
    "an authority's": (made(uses=("key_cert_sign", "key_encipherment"), ca=True).pem, CertificateFault.AUTHORITY),
    "an authority's by its use": (made(uses=("key_cert_sign", "key_encipherment")).pem, CertificateFault.AUTHORITY),
    "an authority's by its constraint": (made(uses=None, ca=True).pem, CertificateFault.AUTHORITY),
    "to sign alone": (made(uses=("digital_signature", "content_commitment")).pem, CertificateFault.PURPOSE),
    "to encrypt data": (made(uses=("data_encipherment",)).pem, CertificateFault.PURPOSE),
    "to agree on keys": (made(uses=("key_agreement",)).pem, CertificateFault.PURPOSE),
    "a server's": (made(purposes=(SERVER, CLIENT)).pem, CertificateFault.PURPOSE),
    "a critical part that nobody knows": (
        made(extra=((x509.UnrecognizedExtension(ObjectIdentifier("1.2.3.4"), b"\x05\0"), True),)).pem,
        CertificateFault.PURPOSE,
    ),
    "another's": (made(names=(x509.RFC822Name("somebody@elsewhere.example"),)).pem, CertificateFault.MAILBOX),
    "another's, in its subject": (made(names=None, emails=("a@elsewhere.example",)).pem, CertificateFault.MAILBOX),
    "a longer domain": (made(names=(x509.RFC822Name(f"{DESK}.elsewhere.example"),)).pem, CertificateFault.MAILBOX),
    "another name in capitals": (made(names=(x509.RFC822Name(DESK.capitalize()),)).pem, CertificateFault.MAILBOX),
    "a character that ends words": (made(names=(x509.RFC822Name(f"{DESK}\0.example"),)).pem, CertificateFault.MAILBOX),
    "over": (made(valid=(ON - 9 * DAY, ON - DAY)).pem, CertificateFault.NOT_VALID),
    "over for a second": (made(valid=(ON - 9 * DAY, ON - timedelta(seconds=1))).pem, CertificateFault.NOT_VALID),
    "not yet": (made(valid=(ON + DAY, ON + 9 * DAY)).pem, CertificateFault.NOT_VALID),
    "a short key": (made(key=of_rsa(3, 1024)).pem, CertificateFault.KEY),
    "a key of 2,047 bits": (made(key=of_rsa(4, 2047)).pem, CertificateFault.KEY),
    "a curve": (made(key=of_curve()).pem, CertificateFault.KEY),
    "an unknown curve": ((CASES / "oddcurve.pem").read_text(), CertificateFault.KEY),
    "its key beside it": ((CASES / "key-and-cert.pem").read_text(), CertificateFault.PRIVATE_KEY),
    "of the report, to sign": ((CASES / "signonly.pem").read_text(), CertificateFault.PURPOSE),
    "of the report, another's": ((CASES / "othermail.pem").read_text(), CertificateFault.MAILBOX),
    "an extension twice": (resigned(ONE, _twice_the_same_extension), CertificateFault.UNREADABLE),
    "a name that is no UTF-8": (
        resigned(ONE, lambda signed: signed.replace(b"The receiving unit", b"The rece\xff\xfeing unit")),
        CertificateFault.UNREADABLE,
    ),
    "a use that is no use": (
        resigned(ONE, lambda signed: signed.replace(bytes.fromhex("0404030205a0"), bytes.fromhex("0404020205a0"))),
        CertificateFault.UNREADABLE,
    ),
    "a year that is none": (
        resigned(ONE, lambda signed: re.sub(rb"\x17\x0d\d{12}Z", b"\x17\x0d999999999999Z", signed)),
        CertificateFault.UNREADABLE,
    ),
    **{
        f"strange: {name}": ((STRANGE / f"{name}.pem").read_text(), fault)
        for name, fault in {
            "rsa-pss-key": CertificateFault.KEY,
            "ed25519": CertificateFault.KEY,
            "brainpool": CertificateFault.KEY,
            "secp256k1": CertificateFault.KEY,
            "explicit-curve": CertificateFault.KEY,
            "sm2": CertificateFault.KEY,
            "dsa": CertificateFault.KEY,
            "exponent-3": CertificateFault.KEY,
            "md5": CertificateFault.SIGNED_WEAKLY,
            "sha1": CertificateFault.SIGNED_WEAKLY,
            "negative-serial": CertificateFault.UNREADABLE,
            "serial-zero": CertificateFault.UNREADABLE,
            "version-1": CertificateFault.UNREADABLE,
        }.items()
    },
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_certificate_that_will_not_do_is_refused_in_a_sentence(name: str) -> None:
    pem, fault = REFUSED[name]
    found, says = why(pem)
    assert found == fault, says
    assert says[0].isupper()
    assert len(says) < 250
    assert "PRIVATE" not in says


def test_the_words_say_what_to_do() -> None:
    other, over, early = (
        (CASES / "othermail.pem").read_text(),
        made(valid=(ON - 9 * DAY, ON - DAY)).pem,
        made(valid=(ON + DAY, ON + 9 * DAY)).pem,
    )
    assert why(other)[1] == f"The certificate is for somebody@elsewhere.example, not for {DESK}"
    assert why(over)[1] == "The certificate is not valid today; it is valid until 30 November 2026"
    assert why(early)[1] == "The certificate is not valid yet; it is valid from 2 December 2026"
    assert why((STRANGE / "pkcs7.pem").read_text())[1] == (
        "This is a bundle of certificates (PKCS #7). Ask for the recipient’s own certificate, in PEM"
    )
    assert why((CASES / "key-and-cert.pem").read_text())[1] == (
        "What you pasted holds a private key, or a store of keys. Nothing of it was kept. It was copied, so have that "
        "key replaced by whoever it belongs to; then paste the new certificate alone"
    )


def test_without_a_mailbox_of_its_own_any_mailbox_is_let_pass() -> None:
    """A file by hand goes to a person at a door."""
    assert why((CASES / "othermail.pem").read_text(), mailbox="") == ("", "")


def signer(**given: object) -> Made:
    told = {"key": of_curve(2), "uses": ("digital_signature",), "by": ABOVE, **given}
    return made("Wessmere Police, signing", **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "fault", "says"),
    [
        (signer(), "", ""),
        (signer(uses=("content_commitment",)), "", ""),
        (signer(uses=None, purposes=None, names=None), "", ""),
        (signer(key=of_rsa()), "", ""),
        (signer(uses=("key_encipherment",)), CertificateFault.PURPOSE, "is not one to sign e-mail with"),
        (signer(purposes=(SERVER,)), CertificateFault.PURPOSE, "is not one to sign e-mail with"),
        (signer(valid=(ON - 9 * DAY, ON - DAY)), CertificateFault.NOT_VALID, "ended on 30 November 2026"),
        (signer(valid=(ON + DAY, ON + 9 * DAY)), CertificateFault.NOT_VALID, "is valid from 2 December 2026"),
        (signer(key=of_rsa(3, 1024)), CertificateFault.KEY, "needs an RSA key"),
        (signer(key=ec.generate_private_key(ec.SECP256K1())), CertificateFault.KEY, "P-256, P-384 or P-521"),
        (authority(number=2), CertificateFault.AUTHORITY, "is an authority’s"),
        (
            signer(names=(x509.RFC822Name("desk@wessmere.example"),)),
            CertificateFault.MAILBOX,
            f"The signing certificate is for desk@wessmere.example, not for {DESK}, which messages are from",
        ),
    ],
)
def test_the_forces_own_is_judged_for_signing(one: Made, fault: str, says: str) -> None:
    found, said = why(one.pem, SIGNING)
    assert found == fault
    assert says in said


def test_what_is_compared_is_all_of_it_and_turns_no_text_round() -> None:
    turned = made("The \u202eunit\u200b", emails=("other@receiving-unit.example",))
    shown = particulars(read_chain(turned.pem))
    assert "\u202e" not in shown.subject
    assert "The \ufffdunit\ufffd" in shown.subject
    assert shown.mailboxes == ("other@receiving-unit.example", DESK)
    assert shown.shown_fingerprint.count(":") == 31
    assert (shown.begins, shown.ends) == (ON - 300 * DAY, ON + 300 * DAY)
    assert [shown.ends_soon(ON + days * DAY) for days in (269, 271)] == [False, True]
    long = particulars(read_chain(made("x" * 60, emails=["y" * 100 + "@receiving-unit.example"] * 5).pem))
    assert len(long.subject) <= 201
    assert particulars_in("none") is None
    assert particulars_in((CASES / "key-and-cert.pem").read_text()) is None


def test_a_mailbox_is_the_same_where_its_domain_is_in_any_case_or_script() -> None:
    assert same_mailbox("desk@unit.example", "desk@UNIT.example")
    assert same_mailbox("desk@b\u00fccher.example", "desk@xn--bcher-kva.example")
    for other in ("Desk@unit.example", "desk@unit.example.", "desk@unit.exampl", "unit.example", "@unit.example", ""):
        assert not same_mailbox("desk@unit.example", other), other


def test_what_somebody_wrote_into_the_column_is_refused() -> None:
    for stored in (None, 7, b"-----BEGIN CERTIFICATE-----", "\ud800", "\0" * 100):
        with pytest.raises(CertificateRefused):
            judge(stored, ENCRYPTING, mailbox=DESK, on=ON)  # type: ignore[arg-type]
    with pytest.raises(CertificateRefused):
        judge(pem_of(sequence(b"")), ENCRYPTING, mailbox=DESK, on=ON)
