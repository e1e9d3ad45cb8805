"""Verifying as a whole service does it, accounts and settings included, and remembering when that was last done.

What is remembered is for whoever watches the service: a time and whether all was whole. It proves nothing.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from proviso.record.backends import file_of
from proviso.record.verify import EarlierHead, Progress, Report
from proviso.service.config import Config

VERIFIED = "last-verification.json"
BACKED_UP = "last-backup.json"


def verified(
    log: str | None = None, *, bodies: bool = True, was: EarlierHead | None = None, progress: Progress | None = None
) -> Report:
    """Verify the databases that this process reads. Where bodies are opened, accounts and settings are held against
    what the entries about them say. Raises UnknownLog, KeyEncryptionUnusable, NoDatabase, DatabaseError."""
    from proviso.record.moment import RECORD, RECORD_AND_KEYS, read_only
    from proviso.record.verify import verify

    with read_only(RECORD_AND_KEYS if bodies else RECORD):
        if not bodies:
            return verify(log, bodies=False, was=was, progress=progress)
        return verified_here(log, was=was, progress=progress)


def verified_here(
    log: str | None = None, *, was: EarlierHead | None = None, progress: Progress | None = None
) -> Report:
    """The same, bodies opened, on the connections as they are: what a transaction has written and nobody else sees."""
    from proviso.accounts.force_findings import findings
    from proviso.record.verify import verify

    report = verify(log, was=was, progress=progress)
    return replace(report, faults=(*report.faults, *(one.fault(whose) for whose, one in findings(log))))


@dataclass(frozen=True, slots=True)
class Remembered:
    """When something was last done, in UTC, and whether everything was whole then."""

    at: datetime
    whole: bool


def remember(config: Config, name: str, *, whole: bool, now: datetime, more: Mapping[str, str] | None = None) -> None:
    """Write down beside the record's database that this was done now. Raises OSError."""
    path = _place(config, name)
    draft = path.with_name(f".{path.name}-{os.getpid()}")
    draft.write_text(json.dumps({"at": now.astimezone(UTC).isoformat(), "whole": whole, **(more or {})}) + "\n")
    draft.replace(path)


def remembered(config: Config, name: str) -> Remembered | None:
    """When this was last done; None where that is not known."""
    try:
        given = json.loads(_place(config, name).read_text(encoding="utf-8"))
        return Remembered(datetime.fromisoformat(given["at"]).astimezone(UTC), given["whole"] is True)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _place(config: Config, name: str) -> Path:
    record = file_of(config.url("database"))
    return (record.parent if record else config.home) / name
