"""Random changes to certificates of every kind: each is taken or refused in a sentence, and nothing else happens.

`TESTS_TRIES` says how many changes of each: few in the gate, as many as somebody has time for.
"""

import os
import random
from base64 import b64decode
from pathlib import Path

import pytest

from proviso.accounts.certificates import IntendedUse, particulars_in, why_refused
from tests.accounts.made_certificates import DESK, ON, authority, made, pem_of

TRIES = int(os.environ.get("TESTS_TRIES", "60"))
STRANGE = Path(__file__).parent / "strange_certificates"
CASES = Path(__file__).parents[1] / "cases" / "wrong"
SEEDS = sorted(one for folder in (STRANGE, CASES) for one in folder.glob("*.pem"))


def bytes_of(pem: str) -> bytes:
    return b64decode("".join(line for line in pem.splitlines() if line and "-" not in line))


def changed(given: bytes, dice: random.Random) -> bytes:
    """Some bytes other than they were, left out, put in, or a piece of it twice."""
    octets = bytearray(given)
    for _ in range(dice.choice((1, 1, 1, 2, 8))):
        at = dice.randrange(len(octets))
        match dice.randrange(5):
            case 0:
                octets[at] = dice.randrange(256)
            case 1:
                octets[at] ^= 1 << dice.randrange(8)
            case 2:
                del octets[at : at + dice.randrange(1, 9)]
            case 3:
                octets[at:at] = dice.randbytes(dice.randrange(1, 9))
            case _:
                octets[at:at] = octets[at : at + dice.randrange(1, 40)]
        if not octets:
            return b"\x30"
    return bytes(octets)


def tried(text: str) -> None:
    for purpose in IntendedUse:
        says = why_refused(text, purpose, mailbox=DESK, on=ON)
        assert says == "" or (says[0].isupper() and len(says) < 400 and says.isprintable()), says
    particulars_in(text)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda one: one.name)
def test_random_changes_of_strange_ones_are_taken_or_refused(seed: Path) -> None:
    dice, pem = random.Random(seed.name), seed.read_text()
    for _ in range(TRIES):
        tried(pem_of(changed(bytes_of(pem), dice)))
        tried(changed(pem.encode(), dice).decode("utf-8", "replace"))


def test_random_changes_of_a_good_chain_are_taken_or_refused() -> None:
    dice, above = random.Random(5), authority()
    leaf = made(by=above)
    for _ in range(TRIES * 4):
        tried(pem_of(changed(leaf.der, dice)))
        tried(pem_of(changed(leaf.der, dice)) + pem_of(changed(above.der, dice)))
        tried(changed((leaf.pem + above.pem).encode(), dice).decode("utf-8", "replace"))


def test_random_bytes_in_the_armour_are_refused() -> None:
    dice = random.Random(6)
    for _ in range(TRIES * 4):
        tried(pem_of(dice.randbytes(dice.randrange(300)), dice.choice(("CERTIFICATE", "TRUSTED CERTIFICATE", "PKCS7"))))
