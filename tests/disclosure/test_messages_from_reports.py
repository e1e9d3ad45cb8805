"""Messages after public bug reports of comparable software (`tests/cases`), with changes at random: never a trace of
the code, never more than a sentence on standard error, whatever the bytes.
"""

import os
import random
from pathlib import Path

import pytest
from typer.testing import CliRunner

from proviso.casework.writing.permissions import Actor
from proviso.cli import app

from ..casework.examples import shared

pytestmark = pytest.mark.django_db(databases="__all__")

CASES = Path(__file__).parents[1] / "cases"
TRIES = int(os.environ.get("TESTS_FUZZ_TRIES", "20"))
PIECES = (
    b"\n\n", b"\r\n", b"From x@y.example Sun Nov 22 02:00:00 2026\n", b"Content-Type: multipart/mixed; boundary=x\n",
    b"--x\n", b"=?utf-8?q?=E2?=", b"=?bogus?x?", b"\x00", b"\xff", b"\xed\xa0\x80",
    b"Content-Transfer-Encoding: base64\n",
    b"charset=klingon", b"<table><tr><td>", b"</body>", b"Message-ID: <a\n b>", b"Date: 99 Xyz 99999 99:99:99 +9999\n",
)  # fmt: skip


def changed(chance: random.Random, text: bytes) -> bytes:
    """A message with some of its bytes changed, left out, doubled or put in; now and then no message at all."""
    if chance.random() < 0.1:
        return chance.randbytes(chance.randrange(600))
    told = bytearray(text)
    for _ in range(chance.randrange(1, 10)):
        place = chance.randrange(len(told) + 1)
        match chance.randrange(4):
            case 0:
                told[place : place + 1] = chance.randbytes(1)
            case 1:
                del told[place : place + chance.randrange(1, 60)]
            case 2:
                told[place:place] = told[place : place + chance.randrange(1, 200)]
            case _:
                told[place:place] = chance.choice(PIECES)
    return bytes(told)


def test_no_message_ends_the_command_in_a_trace_of_the_code(officer: Actor, tmp_path: Path) -> None:
    """An hour of it: TESTS_FUZZ_TRIES=10000."""
    reference = shared(officer).case.reference.encode()
    chance = random.Random(20261128)
    seeds = [one.read_bytes() for one in sorted(CASES.glob("*/*")) if one.suffix in {".eml", ".mbox", ".msg"}]
    for number in range(TRIES):
        seed = chance.choice(seeds).replace(b"PV-0000-0000", reference)
        (path := tmp_path / f"message.{chance.choice(['eml', 'mbox'])}").write_bytes(changed(chance, seed))
        result = CliRunner().invoke(app, ["replies", "import", str(path)])
        assert result.exit_code in {0, 1, 2}, number
        assert result.exception is None or isinstance(result.exception, SystemExit), (number, result.exception)
        assert len(result.stderr.splitlines()) <= 1, (number, result.stderr)
