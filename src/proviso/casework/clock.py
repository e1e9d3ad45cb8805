"""The only clock. Everything else is given the time, so that a case can be told again as it was."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

_source: Callable[[], datetime] = lambda: datetime.now(UTC)  # noqa: E731


def now() -> datetime:
    """The present moment, in UTC."""
    return _source()


def today() -> date:
    """The present day, as days are counted in Europe/London."""
    return now().astimezone(LONDON).date()


@contextmanager
def driven(source: Callable[[], datetime]) -> Iterator[None]:
    """Let another clock drive, for a demonstration force that is being seeded. One process, one thread."""
    global _source
    before, _source = _source, source
    try:
        yield
    finally:
        _source = before
