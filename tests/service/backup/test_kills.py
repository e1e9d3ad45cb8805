"""A backup that is killed at any step leaves nothing that could be taken for a whole one; so does a restore."""

import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from proviso.service.backup import making, restoring
from proviso.service.backup.manifest import CopyOf, NoBackup
from tests.record.disk import using

from .kept import Kept

pytestmark = pytest.mark.kills


def killed_at_step(folder: Path, step: int, work: Callable[[], object]) -> bool:
    """Fork, and kill the fork before its so-manyth step on a file within the folder. False where it got through."""
    if (child := os.fork()) == 0:
        done = [0]

        def count(event: str, arguments: tuple[Any, ...]) -> None:
            if not event.startswith(("open", "os.", "sqlite3.connect", "shutil.")) or not arguments:
                return
            if str(folder) in str(arguments[0]):
                done[0] += 1
                if done[0] == step:
                    os.kill(os.getpid(), signal.SIGKILL)

        try:
            sys.addaudithook(count)
            work()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def test_a_backup_killed_at_any_step_is_none(kept: Kept) -> None:
    kept.made()  # everything is imported, and a whole one is there
    moments = [kept.now() for _ in range(200)]
    connections.close_all()
    step = 1
    while killed_at_step(kept.places.record.parent, step, partial(kept.made, moments[step])):
        keys, record = (making.backups(kept.places.of(part), part) for part in (CopyOf.KEYS, CopyOf.RECORD))
        assert {one.name for one, _ in record} <= {one.name for one, _ in keys}, "a record without its keys"
        for one, _ in record[-1:]:
            assert restoring.only_look(kept.config, restoring.given(kept.config, one, None)).record.whole
        step += 1
    assert step > 20, "it was killed nowhere"
    made = kept.made()
    assert not list(kept.places.record.parent.rglob("*.part"))
    assert made.report.whole


def test_a_restore_killed_at_any_step_is_told_as_none(kept: Kept, tmp_path: Path) -> None:
    made = kept.made()
    kept.restored(made, tmp_path / "first")
    connections.close_all()
    step = 1
    while killed_at_step(
        folder := tmp_path / f"killed-{step}", step, partial(kept.restored, made, tmp_path / f"killed-{step}")
    ):
        config = kept.at(folder)
        if (folder / "default.sqlite3").exists():
            with using(kept.files.__class__(folder)):
                assert (folder / "keys.sqlite3").exists(), "a record was put in place before its keys"
        elif (folder / "keys.sqlite3").exists():
            with pytest.raises(NoBackup, match="is there already"):
                kept.restored(made, folder)
        else:
            assert restoring.restore(config, restoring.given(config, made.folders[CopyOf.RECORD], None)).report.whole
        step += 1
    assert step > 8, "it was killed nowhere"
