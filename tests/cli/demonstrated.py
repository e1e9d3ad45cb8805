"""The demonstration, made once a run by its own command, from an empty environment; whoever needs it takes a copy."""

import signal
from pathlib import Path

import pytest

from tests.once import copied

from .processes import free_port, started, stopped
from .rows import DEMO


def demonstrated(factory: pytest.TempPathFactory) -> Path:
    """A folder of its own with what `proviso demo` made in `var/demo`, stopped as Ctrl-C does."""
    return copied(factory, "demonstration", _demonstrate)


def _demonstrate(folder: Path) -> None:
    with started(DEMO.split(), folder, free_port()) as process:
        done = stopped(process, signal.SIGINT)
    assert done.returncode == 0, done.stderr
    assert "Stop with Ctrl-C." in done.stdout
    assert "Traceback" not in done.stderr
