"""As many processes answer as there are cores, or as a control group leaves of them."""

import os
from pathlib import Path

import pytest

from proviso.service.cores import cores


@pytest.mark.parametrize(
    ("quota", "many"),
    [("max 100000\n", None), ("100000 100000\n", 1), ("50000 100000\n", 1), ("", None), ("6400000000 100000\n", None)],
)
def test_a_quota_counts_where_it_is_less_than_the_cores(quota: str, many: int | None, tmp_path: Path) -> None:
    said = tmp_path / "cpu.max"
    said.write_text(quota)
    assert cores(said) == (many or len(os.sched_getaffinity(0)))


def test_part_of_a_core_counts_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(200)))
    said = tmp_path / "cpu.max"
    said.write_text("250000 100000")
    assert (cores(said), cores(tmp_path / "nowhere")) == (3, 64)
