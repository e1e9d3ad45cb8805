"""What mypy refuses where policy and casework meet: a name that is not one of ours stops the gate, not an officer."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]

WRONG = """\
from datetime import date

from proviso.casework.reading.case_assessment import CaseAssessment
from proviso.policy.assess import assess
from proviso.policy.case_facts import CaseFacts
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
    wrong = tmp_path / "wrong.py"
    wrong.write_text(WRONG, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--no-error-summary", "--no-pretty", str(wrong)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=600)
    refused = {number for number, line in enumerate(WRONG.splitlines(), 1) if line.endswith("# refused")}
    lines = said.stdout.splitlines()
    assert not said.stderr
    assert all(line.startswith(f"{wrong}:") for line in lines if "error:" in line)
    assert {int(line.split(":")[1]) for line in lines if "error:" in line} == refused, said.stdout
