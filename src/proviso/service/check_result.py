"""What a check of a deployment says: one thing looked at, and whether a file is its owner's alone."""

import os
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
    mode, owner = path.stat().st_mode, path.stat().st_uid
    right = not mode & _OTHERS and owner == os.geteuid()
    says = (
        f"{path} is readable by its owner alone." if right else f"{path} can be read by others, or is somebody else's."
    )
    return CheckResult(name, right, says, "" if right else f"Run as the service's user: chmod 600 {path}")
