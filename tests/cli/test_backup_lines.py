"""What `proviso backup` says of the copies of the keys that it destroyed: of one as of one."""

import pytest

from proviso.cli.backup_command import gone


@pytest.mark.parametrize(
    ("many", "days", "says"),
    [
        (1, 7, "1 copy of the keys was older than 7 days and is gone."),
        (2, 1, "2 copies of the keys were older than 1 day and are gone."),
    ],
)
def test_one_copy_is_spoken_of_as_one(many: int, days: int, says: str) -> None:
    assert gone(many, days) == says
