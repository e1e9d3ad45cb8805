"""What is put away beside the pages, at once and then again and again: sessions that are over, keys left over, and what
of destroyed keys and erased cases is left in files.

Whatever stands in the way is logged by its kind and place alone, and tried again later. It erases no case.
"""

import logging
from threading import Event
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from proviso.record.sweeping import Unused

SECONDS_BETWEEN_SWEEPS = 600.0

_log = logging.getLogger("proviso.housekeeping")


def purge_expired(unused: "Unused") -> list[str]:
    """Forget sessions that are over, and destroy the keys that a kill left behind; returns their cases."""
    from django.contrib.sessions.backends.db import SessionStore

    from proviso.record.sweeping import destroy_unused

    SessionStore.clear_expired()
    return destroy_unused(unused)


def unaccounted(unused: "Unused") -> str:
    """What to say of keys whose cases the record does not know, which are left alone; nothing where there are none."""
    many = len(unused.unaccounted)
    if not many:
        return ""
    whose = "1 key is of a case" if many == 1 else f"{many:,} keys are of cases"
    return (
        f"{whose} that this record has no entry of. Nothing was destroyed. See which, with: proviso record verify. "
        "Unless an older copy of the record was just put back, stop the service and look whether database and "
        "keys_database name the right files."
    )


def sweep_until(stop: Event) -> None:
    """Put away what is over, at intervals, until told to stop; say once which keys the record does not account for.
    Survives every fault but a kill."""
    from django.db import connections

    from proviso.record.models import DEFAULT, KEYS
    from proviso.record.secure_deletion import delete_for_good
    from proviso.record.sweeping import unused

    said = False
    while not stop.is_set():
        try:
            found = unused()
            if swept := purge_expired(found):
                _log.info("%d keys that a stop of the service left over were swept", len(swept))
            if not said and (strange := unaccounted(found)):
                _log.warning("%s", strange)
            said = True
            for alias in (DEFAULT, KEYS):  # where somebody reads an older moment it waits again
                delete_for_good(alias)
        except Exception:  # noqa: BLE001  whatever it was, what is left over later is not to lie there for it
            _log.exception("What is left over could not be swept, and is tried again later.")
        finally:
            connections.close_all()  # of this thread: none is left open for as long as nothing is done
        stop.wait(SECONDS_BETWEEN_SWEEPS)
