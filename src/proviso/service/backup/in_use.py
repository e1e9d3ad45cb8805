"""Who has a service's databases in hand: what serves or sends holds a lock, and what puts others in their place, or
moves them, needs it for itself alone.

Looking for files is not enough: a service whose files somebody moved away still writes to them, and would go on doing
so while others are put in their place.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from proviso.service.backup.copying import place_of
from proviso.service.backup.manifest import CopyOf, NoBackup
from proviso.service.config import Config

SUFFIX = ".in-use"
_held: list[int] = []


def hold(config: Config) -> None:
    """Say, until this process ends, that it uses the databases. Nothing where they are no files.

    Raises NoBackup while a backup is being put in their place, and OSError.
    """
    try:
        path = _lock(place_of(config, CopyOf.RECORD))
    except NoBackup:
        return
    opened = _opened(path)
    try:
        fcntl.flock(opened, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError as fault:
        os.close(opened)
        raise NoBackup(
            "A backup is being put back at this moment, or the service moved. Start again once that has ended."
        ) from fault
    _held.append(opened)


@contextmanager
def alone(record: Path) -> Iterator[None]:
    """Have the databases whose record is, or will be, that file to oneself. Raises NoBackup where something uses
    them."""
    path = _lock(record)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    opened = _opened(path)
    try:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            raise NoBackup(
                "The service is running on these databases, or sends from them. Stop it first: nothing was done."
            ) from fault
        yield
    finally:
        os.close(opened)


def _lock(record: Path) -> Path:
    return record.with_name(record.name + SUFFIX)


def _opened(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
