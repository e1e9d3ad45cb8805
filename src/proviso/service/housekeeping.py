"""What is put away at a start and then again and again while the service runs: sessions that are over, keys left over.

Whatever stands in the way is logged by its kind and place alone, and tried again later. It erases no case.
"""

import logging
from threading import Event

SECONDS_BETWEEN_SWEEPS = 600.0

_log = logging.getLogger("proviso.housekeeping")


def purge_expired() -> list[str]:
    """Forget sessions that are over, and destroy the keys that a kill left behind; returns their cases."""
    from django.contrib.sessions.backends.db import SessionStore

    from proviso.record import sweeping

    SessionStore.clear_expired()
    return sweeping.sweep()


def sweep_until(stop: Event) -> None:
    """Put away what is over, at intervals, until told to stop. Survives every fault but a kill."""
    from django.db import connections

    while not stop.is_set():
        try:
            if swept := purge_expired():
                _log.info("%d keys that a stop of the service left over were swept", len(swept))
        except Exception:  # noqa: BLE001  whatever it was, what is left over later is not to lie there for it
            _log.exception("What is left over could not be swept, and is tried again later.")
        finally:
            connections.close_all()  # of this thread: none is left open for as long as nothing is done
        stop.wait(SECONDS_BETWEEN_SWEEPS)
