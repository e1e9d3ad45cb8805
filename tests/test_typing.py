"""What mypy refuses where policy and casework meet, and how often the sources ask it to look away, each time why.

A name that is not one of ours stops the gate, not an officer.
"""

import subprocess
import sys
import tokenize
from functools import cache
from pathlib import Path
from tokenize import COMMENT, NAME, OP, TokenInfo

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))

AT_MOST = {"Any": 24, "cast": 6, "type: ignore": 3}
"""How often each may be written in the sources, but for its import. It is made less, never more."""

WRONG = """\
from datetime import date

from proviso.casework.reading.case_assessment import CaseAssessment
from proviso.policy.assess import assess
from proviso.policy.typed_facts import CaseFacts
from proviso.policy.library import Policy
from proviso.policy.norms import Act

def known() -> CaseFacts:
    return {"role": "victim", "informed_before": "impracticable", "shared": None}

def misspelt() -> list[CaseFacts]:
    return [
        {"informed_befor": "yes"},  # refused
        {"informed_before": "maybe"},  # refused
        {"shared": "yes"},  # refused
    ]

def read(facts: CaseFacts) -> bool:
    return facts.get("views") == "refused"  # refused

def assessed(policy: Policy, on: date) -> None:
    assess(policy, known(), on)
    assess(policy, {"rôle": "victim"}, on)  # refused

def asked(stands: CaseAssessment) -> None:
    stands.allows(Act.SHARE_BASIC)
    stands.allows("share_basics")  # refused
"""


def test_mypy_refuses_what_policy_and_casework_do_not_share(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong_seam.py"
    wrong.write_text(WRONG, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--no-error-summary", "--no-pretty", str(wrong)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=600)
    refused = {number for number, line in enumerate(WRONG.splitlines(), 1) if line.endswith("# refused")}
    errors = [line.split(":") for line in said.stdout.splitlines() if "error:" in line]
    assert not said.stderr
    found = {(Path(where).name, int(line)) for where, line, *_ in errors}
    assert found == {(wrong.name, line) for line in refused}, said.stdout


@pytest.mark.parametrize("way", AT_MOST)
def test_the_sources_look_away_no_oftener_than_they_did(way: str) -> None:
    found = [f"{path.relative_to(ROOT)}:{line}" for path in SOURCES for line in _looks_away(path, way)]
    assert len(found) <= AT_MOST[way], "\n".join(found)


@pytest.mark.parametrize("way", AT_MOST)
def test_wherever_the_sources_look_away_they_say_why(way: str) -> None:
    silent = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in SOURCES
        for line in set(_looks_away(path, way))
        if not _says_why(path.read_text(encoding="utf-8").splitlines(), line)
    ]
    assert silent == []


def _looks_away(path: Path, way: str) -> list[int]:
    """The lines on which it is written, once for each time; words in comments and in strings are none."""
    return [line for line, one in _every_time(path) if one == way]


@cache
def _every_time(path: Path) -> list[tuple[int, str]]:
    """Each line on which the sources look away, with the way: a file is read once for all of them."""
    if not any(way in path.read_text(encoding="utf-8") for way in AT_MOST):
        return []
    with path.open("rb") as source:
        tokens = list(tokenize.tokenize(source.readline))
    return [
        (token.start[0], way)
        for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if token.type in {NAME, COMMENT} and not token.line.startswith("from typing import")
        for way in AT_MOST
        if _is_one(way, before, token, after)
    ]


def _is_one(way: str, before: TokenInfo, token: TokenInfo, after: TokenInfo) -> bool:
    if way == "type: ignore":
        return token.type == COMMENT and "type: ignore" in token.string
    called = way != "cast" or (after.string == "(" and before.string != ".")
    return token.type == NAME and token.string == way and before.type in {NAME, OP} | _BLANK and called


_BLANK = {tokenize.NEWLINE, tokenize.NL, tokenize.INDENT, tokenize.DEDENT}


def _says_why(lines: list[str], line: int) -> bool:
    """Whether there is a reason on the line itself, or in a comment right above it."""
    here = lines[line - 1].partition("#")[2].replace("type: ignore", "").strip()
    reason = here.partition("]")[2] if here.startswith("[") else here
    return bool(reason.strip()) or lines[line - 2].lstrip().startswith("# ")
