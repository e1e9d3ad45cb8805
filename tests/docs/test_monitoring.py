"""The dashboard and the rules ask for figures that the service gives, and are what Grafana and Prometheus read."""

import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs/operate/monitoring"
PROMTOOL = ROOT / ".venv/tools/promtool"
GIVEN_BY = [ROOT / "src/proviso/service" / name for name in ("measuring.py", "state_figures.py", "watched.py")]
ENDS = ("_total", "_bucket")


def named(text: str) -> set[str]:
    """The figures of ours that a text asks for, without what Prometheus puts at their ends."""
    return {re.sub(f"({'|'.join(ENDS)})$", "", name) for name in re.findall(r"\bproviso_[a-z_]+", text)}


def given() -> set[str]:
    """The figures that the service gives, as its code names them."""
    names = named("\n".join(path.read_text(encoding="utf-8") for path in GIVEN_BY))
    whens = {f"{name}_timestamp_seconds" for name in (*names, "proviso_verification", "proviso_backup")}
    return names | whens | {"proviso_verification_whole", "proviso_backup_whole"}


@pytest.mark.parametrize("name", ["alerts.yml", "dashboard.json"])
def test_it_asks_only_for_figures_that_are_given(name: str) -> None:
    asked = named((FOLDER / name).read_text(encoding="utf-8"))
    assert len(asked) > 7
    assert asked - given() == set()


def test_the_dashboard_has_a_query_and_a_title_for_each_panel() -> None:
    panels = json.loads((FOLDER / "dashboard.json").read_text(encoding="utf-8"))["panels"]
    assert len({one["id"] for one in panels}) == len({one["title"] for one in panels}) == len(panels) > 10
    assert all(target["expr"] for one in panels for target in one["targets"])


@pytest.mark.system
@pytest.mark.parametrize("words", [("check", "rules", "alerts.yml"), ("check", "config", "prometheus.yml")])
def test_prometheus_reads_the_rules(words: tuple[str, ...]) -> None:
    done = subprocess.run([PROMTOOL, *words], cwd=FOLDER, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert "10 rules found" in done.stdout
