"""What takes long to make, made once a run: whoever comes first makes it, all others wait and take a copy."""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


def copied(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder of its own with what `make` puts into one that is empty; nobody may have anything in that open still."""
    made = _made(factory, name, make)
    return Path(shutil.copytree(made, factory.mktemp(name), dirs_exist_ok=True, symlinks=True))


def _made(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    process = factory.getbasetemp()
    run = process.parent if "PYTEST_XDIST_WORKER" in os.environ else process
    made = run / "once" / name
    made.parent.mkdir(exist_ok=True)
    with made.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (done := made.with_suffix(".done")).exists():
            made.mkdir()
            make(made)
            done.touch()
    return made
