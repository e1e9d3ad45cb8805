"""The worked cases: what goes in, and the answers that must come out."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from proviso.policy.assess import assess_given
from proviso.policy.library import policy_in_force

SCENARIOS = sorted((Path(__file__).parent / "scenarios").glob("*.json"))
assert len(SCENARIOS) == 18


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_scenario(path: Path) -> None:
    scenario: Mapping[str, Any] = json.loads(path.read_text())
    given, expected = scenario["in"], scenario["expect"]
    on = date.fromisoformat(given["on"])
    answer: Any = assess_given(policy_in_force(on, given["local"]), given["facts"], on).as_json()
    assert scenario["name"] == path.stem
    assert {act: answer["acts"][act]["answer"] for act in expected.get("acts", {})} == expected.get("acts", {})
    for act, citations in expected.get("refused_by", {}).items():
        assert set(citations) <= set(answer["acts"][act]["refused_by"])
    for act, citations in expected.get("not_refused_by", {}).items():
        assert not set(citations) & set(answer["acts"][act]["refused_by"])
    for act, facts in expected.get("needs", {}).items():
        assert set(facts) <= set(answer["acts"][act]["needs"])
    statuses = {finding["paragraph"]: finding["status"] for finding in answer["findings"]}
    assert {paragraph: statuses[paragraph] for paragraph in expected.get("findings", {})} == expected.get(
        "findings", {}
    )
