"""PostgreSQL's own programs, one of which does something else for a while."""

import shutil
from pathlib import Path

import pytest

from proviso.service.backup import postgresql_programs
from tests.postgresql.cluster import programs


def instead(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, does: str) -> None:
    """Have the product find Debian's programs in a folder where one of them is a shell script; REAL is the program."""
    there = folder / "debian" / programs().parent.name / "bin"
    there.mkdir(parents=True)
    for program in ("pg_dump", "pg_restore", "psql", "initdb", "postgres"):
        (there / program).symlink_to(programs() / program)
    (there / name).unlink()
    script = f'#!/bin/sh\nREAL={programs() / name}\n[ "$1" != --version ] || exec "$REAL" --version\n{does}\n'
    (there / name).write_text(script)
    (there / name).chmod(0o755)
    monkeypatch.setattr(postgresql_programs, "DEBIAN", folder / "debian")


def nothing(folder: Path, monkeypatch: pytest.MonkeyPatch, **versions: str) -> None:
    """Have the product find no program but those that are named, each saying that it is of that version."""
    (folder / "bin").mkdir()
    for name, version in versions.items():
        path = folder / "bin" / name
        path.write_text(f"#!/bin/sh\necho '{name} (PostgreSQL) {version} (Debian {version}-1.pgdg120+1)'\n")
        path.chmod(0o755)
    monkeypatch.setattr(postgresql_programs, "DEBIAN", folder / "nowhere")
    monkeypatch.setenv("PATH", str(folder / "bin"))
    assert shutil.which("pg_dumpall") is None
