"""What is asked where a move is refused: in which words, and that it left nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connections
from django.utils.connection import ConnectionDoesNotExist

from proviso.record import triggers
from proviso.record.models import DEFAULT, KEYS
from proviso.service.moving import moved_rows
from proviso.service.moving.source import SOURCES, NoMove


def assert_nothing_is_there() -> None:
    """Nothing was left in the databases, and the record takes nothing out of turn."""
    for alias in (DEFAULT, KEYS):
        assert not [moved_rows.name_of(one) for one in moved_rows.of(alias) if one._base_manager.using(alias).exists()]
    triggers.assert_triggers()
    for alias in SOURCES.values():
        with pytest.raises(ConnectionDoesNotExist):
            connections[alias]


@contextmanager
def refused(*says: str, kind: type[Exception] = NoMove) -> Iterator[None]:
    """Within, a move is refused in these words."""
    with pytest.raises(kind) as raised:
        yield
    assert [one for one in says if one not in str(raised.value)] == [], raised.value
