"""What a check of a deployment says: one thing looked at, and whether a file is its owner's alone."""

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One thing looked at: whether it is as it should be, in words, and what to do where it is not."""

    subject: str
    passed: bool
    says: str
    do: str = ""


def private(name: str, path: Path) -> CheckResult:
    """Whether a file is its owner's alone to read."""
    seen = path.stat()
    if seen.st_uid != os.geteuid():
        says = f"{path} belongs to {_named(seen.st_uid)}, and this runs as {whoever_runs_this()}."
        do = (
            f"Run this as the service's user; where that is {whoever_runs_this()}, as root: chown {os.geteuid()} {path}"
        )
        return CheckResult(name, False, says, do)
    if seen.st_mode & _OTHERS:
        return CheckResult(
            name, False, f"{path} can be read by others.", f"Run as the service's user: chmod 600 {path}"
        )
    return CheckResult(name, True, f"{path} is readable by its owner alone.")


def writable(name: str, path: Path) -> list[CheckResult]:
    """A finding where a database, or the folder in which what is written to it goes first, cannot be written to."""
    shut = [one for one in (path, path.parent) if not os.access(one, os.W_OK)]
    do = "Let the service's user write to it, and look whether its disk is read-only. Until then nothing is saved."
    return [CheckResult(name, False, f"{one} cannot be written to by {whoever_runs_this()}.", do) for one in shut]


def whoever_runs_this() -> str:
    """The user as whom this process runs, by name, or by number where it has none."""
    return _named(os.geteuid())


def _named(number: int) -> str:
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return f"user {number}"
