"""What a backup says of itself, in a file beside each copy that is written last: without one it is no backup.

It names no person and no case. A digest shows a copy that was damaged; only a root that was kept elsewhere shows one
that was rewritten together with its manifest.
"""

import hashlib
import json
import os
import re
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

NAME = "manifest.json"
FORMAT = "proviso-backup-1"
UNFINISHED = ".part"
"""How the name of a backup ends that is being made, or was never finished."""


class CopyOf(StrEnum):
    """Which of the two databases."""

    RECORD = "record"
    KEYS = "keys"


class NoBackup(Exception):
    """What was given is no backup, or not the one that is needed; the message says what to do."""


@dataclass(frozen=True, slots=True)
class LogEnd:
    """Where a log ended in the record's copy: its size and its root, in hexadecimal."""

    log: str
    size: int
    root: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """One copy: `made_at` in ISO 8601, UTC; `migrations` is the latest of each application; `whole`: nothing was found
    wrong when both copies were verified."""

    part: CopyOf
    name: str
    made_at: str
    version: str
    database: str
    force: str
    file: str
    bytes: int
    sha256: str
    whole: bool
    logs: tuple[LogEnd, ...]
    migrations: dict[str, str]
    format: str = FORMAT

    @property
    def made(self) -> datetime:
        """When the backup was begun."""
        return datetime.fromisoformat(self.made_at)

    def write(self, folder: Path) -> None:
        """Write it into the folder of the copy, to the disk."""
        with (folder / NAME).open("x", encoding="utf-8") as file:
            json.dump(asdict(self), file, indent=2)
            file.write("\n")
            file.flush()
            os.fsync(file.fileno())
        to_disk(folder)


def read(folder: Path, part: CopyOf) -> Manifest:
    """The manifest of a finished copy of one of the databases. Raises NoBackup, one sentence."""
    if folder.name.endswith(UNFINISHED):
        raise NoBackup(f"{folder} is a backup that was never finished. Give the folder of a finished one.")
    try:
        given = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except FileNotFoundError as fault:
        raise NoBackup(f"{folder} is no backup: it holds no {NAME}. Give a folder that proviso backup made.") from fault
    except NotADirectoryError as fault:
        raise NoBackup(f"{folder} is no folder. Give the folder of a backup, with its {NAME}.") from fault
    except (ValueError, UnicodeDecodeError, RecursionError) as fault:
        raise NoBackup(f"{folder / NAME} is damaged. Give another backup.") from fault
    found = _manifest(folder, given)
    if found.part is not part:
        raise NoBackup(f"{folder} is a backup of the {found.part}. Give one of the {part}.")
    return found


def _manifest(folder: Path, given: object) -> Manifest:
    if not isinstance(given, dict) or given.get("format") != FORMAT:
        raise NoBackup(f"{folder / NAME} is of no format that this version reads ({FORMAT}). Give another backup.")
    try:
        logs = tuple(LogEnd(**one) for one in given["logs"])
        found = Manifest(**{**given, "part": CopyOf(given["part"]), "logs": logs})
        right = found.made.tzinfo is not None and Path(found.file).name == found.file
    except (KeyError, TypeError, ValueError) as fault:
        raise NoBackup(f"{folder / NAME} is damaged. Give another backup.") from fault
    if not right or not re.fullmatch("[0-9a-f]{64}", found.sha256):
        raise NoBackup(f"{folder / NAME} is damaged. Give another backup.")
    return found


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def to_disk(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
