"""A telephone log of the demonstration, invented from its register and held against it: two calls that nothing on
record explains, and one call on record that the log has not.
"""

import csv
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from proviso.accounts.channel_codes import Channel
from proviso.accounts.models import Force
from proviso.oversight.disclosure_register import RegisterLine, registered
from proviso.oversight.matching import Tolerance
from proviso.oversight.reconcile import reconcile
from proviso.oversight.shape import Shape
from proviso.oversight.stored_reconciliations import keep

NUMBER, OTHER = "+44 1632 960011", "01632 960190"
"""The receiving unit's line, as an exchange writes it; and somebody whom the force rings on another matter."""

SHAPE = Shape(("Start",), "Dialled", "Extension", "Seconds", zone="UTC")
FIFTEEN = Tolerance(timedelta(minutes=15), timedelta(minutes=15))
COVERS = timedelta(days=60)


def hold_a_log_against_the_register(force: Force, now: datetime) -> str:
    """Make the log, hold it against the register, and keep what came of it. Returns our reference of that."""
    told = registered(force.code, Channel.TELEPHONE, now - COVERS, now, timedelta(0), timedelta(0))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "calls.csv"
        _write(path, [one for one in told.lines if one.owed or one.what == "attempt"], now)
        return keep(force, reconcile(force, path, Channel.TELEPHONE, SHAPE, FIFTEEN), now=now)


def _write(path: Path, recorded: list[RegisterLine], now: datetime) -> None:
    calls = [(one.began_at + timedelta(minutes=1), "4127", NUMBER, "540") for one in recorded[1:]]
    calls += [(now - timedelta(days=days, hours=3), "4160", NUMBER, "185") for days in (2, 9)]
    calls += [(now - COVERS + timedelta(hours=hours), "4103", OTHER, "60") for hours in range(0, 60 * 24, 7)]
    with path.open("w", encoding="utf-8", newline="") as file:
        log = csv.writer(file)
        log.writerow(("Start", "Extension", "Dialled", "Seconds"))
        for at, extension, dialled, seconds in sorted(calls):
            log.writerow((at.strftime("%Y-%m-%d %H:%M:%S"), extension, dialled, seconds))
