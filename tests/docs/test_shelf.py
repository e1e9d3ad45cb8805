"""What a newcomer finds on the shelf: Django's own commands, and a fast gate that asks nothing of the machine."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("words", [("check",), ("makemigrations", "--check", "--dry-run")])
def test_djangos_own_commands_run_and_no_migration_is_missing(tmp_path: Path, words: tuple[str, ...]) -> None:
    environment = {name: given for name, given in os.environ.items() if not name.startswith(("PROVISO_", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *words],
        cwd=tmp_path,
        env=environment | {"PROVISO_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "no issues" in done.stdout or "No changes detected" in done.stdout


def test_an_unmarked_test_starts_no_program_of_the_system() -> None:
    with pytest.raises(Exception, match=r"test_shelf\.py.* starts openssl: mark it `system`"):
        subprocess.run(["openssl", "version"])


def test_the_fast_gate_needs_no_browser_no_apt_and_no_root() -> None:
    rules = dict(re.findall(r"^([\w./-]+): ([^#\n]*)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))

    def needed(name: str) -> set[str]:
        return {name}.union(*(needed(one) for one in rules.get(name, "").split()))

    assert "scripts/browser" in needed("test") & needed("screenshots")
    assert "scripts/browser" not in needed("check") | needed("bench") | needed("docs") | needed("demo")
    fast = re.search(r"= fast \]; then(.*?)else", (ROOT / "scripts/check").read_text(encoding="utf-8"), re.DOTALL)
    assert fast is not None
    assert '-m "not browser and not kills and not system"' in fast[1]


def test_each_hook_before_a_commit_is_a_command_that_is_installed() -> None:
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    commands = re.findall(r"^ +entry: \.venv/bin/(\S+)", hooks, re.MULTILINE)
    assert len(commands) == hooks.count("- id: ") == hooks.count("language: system") > 0
    assert all(Path(sys.executable).with_name(command).exists() for command in commands)
    assert re.findall(r"- repo: (\S+)", hooks) == ["local"], "nothing is downloaded"
