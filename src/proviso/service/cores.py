"""How many processes can work at once on this machine: its cores, or what a container or a unit leaves of them."""

import os
from math import ceil
from pathlib import Path

QUOTA = Path("/sys/fs/cgroup/cpu.max")
MOST = 64
"""More processes than this are never started unasked."""


def cores(quota: Path = QUOTA) -> int:
    """Cores that this process may run on, no more than its control group's quota of processor time comes to
    (cgroup v2, `cpu.max`), and at least one."""
    allowed = len(os.sched_getaffinity(0))
    try:
        time, period = quota.read_text(encoding="ascii").split()
        allowed = min(allowed, ceil(int(time) / int(period)))
    except (OSError, ValueError, ZeroDivisionError):  # no such file, or the quota is "max"
        pass
    return max(1, min(allowed, MOST))
