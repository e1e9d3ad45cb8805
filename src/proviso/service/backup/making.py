"""Making a backup: a copy of the record and one of the keys, verified together before either has its name.

How is for each kind of database to say (`copied_kinds`). A backup that was stopped in the middle keeps a name that
ends in `.part`, and the next one takes it away.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path

from proviso.record.clock_bounds import assert_plausible
from proviso.record.verify import Report
from proviso.service.backup.copied_kinds import copying_here
from proviso.service.backup.manifest import UNFINISHED, CopyOf, LogEnd, Manifest, NoBackup, digest, read, to_disk
from proviso.service.config import Config
from proviso.service.databases import pending
from proviso.service.verified import BACKED_UP, remember

NAMED = "%Y-%m-%dT%H%M%S.%fZ"
LOCK = ".one-at-a-time"


@dataclass(frozen=True, slots=True)
class Places:
    """The folder for each of the two copies."""

    record: Path
    keys: Path

    def __post_init__(self) -> None:
        """Raises NoBackup where the keys would lie with the record."""
        record, keys = self.record.resolve(), self.keys.resolve()
        if record == keys or record in keys.parents or keys in record.parents:
            raise NoBackup(
                f"{self.record} and {self.keys} are not apart: copies of the keys are kept for a few days only, and "
                "whoever has both has more. Give two folders, neither within the other."
            )

    def of(self, part: CopyOf) -> Path:
        """The folder for copies of this database."""
        return {CopyOf.RECORD: self.record, CopyOf.KEYS: self.keys}[part]


@dataclass(frozen=True, slots=True)
class Made:
    """A backup: its two folders, what verifying the copies found, and the older copies of keys that were destroyed."""

    folders: Mapping[CopyOf, Path]
    report: Report
    destroyed: tuple[Path, ...]


def make(config: Config, places: Places, *, now: datetime) -> Made:
    """Back both databases up while others write. Needs Django set up.

    Copies of the keys that are older than `backup.keys_days` go once the new pair is whole. Raises NoBackup,
    ClockImplausible, since copies are named and destroyed by the clock, `DatabaseError` or the driver's own, OSError;
    then nothing has a name by which it could be taken for a backup.
    """
    if lacking := pending():
        raise NoBackup(
            f"The databases lack {len(lacking)} migrations, so they belong to another version: back them up with that "
            "version, or first bring them up to date with: proviso migrate"
        )
    assert_plausible(config.force, now)
    name = now.strftime(NAMED)
    folders = {part: places.of(part) / name for part in CopyOf}
    with _one_at_a_time(places):
        _assert_newest(places, now)
        unfinished = {part: _begun(folders[part]) for part in CopyOf}
        copying = copying_here()
        files = {part: unfinished[part] / f"{part}.{copying.suffix}" for part in CopyOf}
        for path in files.values():
            path.touch(0o600)
        copied = copying.copy(files, now)
        report = copied.report
        ends = tuple(LogEnd(one.log, one.size, one.root.hex()) for one in report.logs if one.root)
        for part, path in files.items():
            to_disk(path)
            Manifest(
                part=part,
                name=name,
                made_at=now.isoformat(),
                version=version("proviso-casework"),
                database=copying.name,
                force=config.force,
                file=path.name,
                bytes=path.stat().st_size,
                sha256=digest(path),
                whole=report.whole,
                logs=ends,
                migrations=copied.migrations,
            ).write(unfinished[part])
        for part in (CopyOf.KEYS, CopyOf.RECORD):  # a record with a name has its keys
            unfinished[part].rename(folders[part])
            to_disk(places.of(part))
        destroyed = _destroy_old(places.keys, now - timedelta(days=config.backup.keys_days)) if report.whole else ()
    remember(config, BACKED_UP, whole=report.whole, now=now)
    return Made(folders, report, destroyed)


@contextmanager
def _one_at_a_time(places: Places) -> Iterator[None]:
    """Nobody else makes a backup here meanwhile, so what is unfinished was left by one that ended: it goes."""
    for part in CopyOf:
        places.of(part).mkdir(mode=0o700, parents=True, exist_ok=True)
    opened = os.open(places.record / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            raise NoBackup(f"Another backup is being made in {places.record}. Wait until that has ended.") from fault
        for part in CopyOf:
            for left in places.of(part).glob(f"*{UNFINISHED}"):
                shutil.rmtree(left)
        yield
    finally:
        os.close(opened)


def _assert_newest(places: Places, now: datetime) -> None:
    """Raises NoBackup where a copy says that it was made later: it would be put back as the newest, not this one."""
    for part in CopyOf:
        later = [one for one, made in backups(places.of(part), part, after=now.strftime(NAMED)) if made > now]
        if later:
            raise NoBackup(
                f"{later[-1]} says that it was made later than now, {now:%Y-%m-%d %H:%M:%S} UTC, so that the clock "
                "is wrong or was. Set it right; where it is right, move each copy of a later moment elsewhere, and "
                "delete its keys within the days that you promise: it would be taken for the newest."
            )


def _begun(folder: Path) -> Path:
    begun = folder.with_name(folder.name + UNFINISHED)
    if folder.exists():
        raise NoBackup(f"There is a backup of this moment already: {folder}.")
    begun.mkdir(mode=0o700)
    return begun


def _destroy_old(keys: Path, before: datetime) -> tuple[Path, ...]:
    """Take away the copies of the keys that were made before then."""
    old = [folder for folder, made in backups(keys, CopyOf.KEYS) if made < before]
    for folder in old:
        shutil.rmtree(folder)
    return tuple(old)


def backups(folder: Path, part: CopyOf, *, after: str = "") -> list[tuple[Path, datetime]]:
    """The finished backups in a folder, and when each was made, oldest first; only those whose names, which are their
    moments, come after a name."""
    found = []
    for one in folder.iterdir() if folder.is_dir() else ():
        if one.name <= after:
            continue
        try:
            found.append((one, read(one, part).made))
        except NoBackup:
            continue
    return sorted(found, key=lambda pair: pair[1])
