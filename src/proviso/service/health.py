"""Whether this process lives, and whether it can take work, for whatever is in front of it or starts it again.

A stranger may ask, so the answer is a status and nothing else: 200, or 503. Why it is not ready is in the log.
"""

import logging
import time
from http import HTTPStatus

from proviso.service.refusals import Head

HEALTH, READY = "/health", "/ready"
DOORS = frozenset({HEALTH, READY})

SECONDS_THAT_IT_HOLDS = 2.0
"""An answer holds for so long, so that nobody keeps the databases busy by asking."""

log = logging.getLogger("proviso.health")


class Readiness:
    """Whether what must hold before anything is recorded holds now, asked again every few seconds at most."""

    def __init__(self) -> None:
        self._until = 0.0
        self._found = HTTPStatus.SERVICE_UNAVAILABLE

    def status(self) -> HTTPStatus:
        """200 where this process can record; else 503, and the log says why."""
        if time.monotonic() >= self._until:
            self._found = _looked()
            self._until = time.monotonic() + SECONDS_THAT_IT_HOLDS
        return self._found


def _looked() -> HTTPStatus:
    from proviso.record.backends import kind_of
    from proviso.service.config import config
    from proviso.service.proving import prove

    try:
        prove(config())
    except Exception as fault:  # noqa: BLE001  whatever it is, it is not ready
        log.warning("Not ready: %s", kind_of(fault))
        return HTTPStatus.SERVICE_UNAVAILABLE
    return HTTPStatus.OK


def bare(status: HTTPStatus) -> Head:
    """Status and headers of an empty answer."""
    return status, [(b"content-length", b"0"), (b"cache-control", b"no-store")]
