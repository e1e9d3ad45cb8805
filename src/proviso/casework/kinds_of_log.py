"""Every kind of entry that a force's log can hold: of its cases, of who looked at them, and of the force itself."""

from proviso.accounts import entries
from proviso.casework.history.kinds import KINDS, OPENED
from proviso.casework.raised_rows import HANDED_ON, LET_GO_ON, LOOKED_AT, LOOKED_FOR, REFUSED
from proviso.record import erase

EVERY_KIND: tuple[str, ...] = (
    *KINDS, *entries.KINDS, OPENED, REFUSED, LOOKED_FOR, LOOKED_AT, LET_GO_ON, HANDED_ON, erase.KIND
)  # fmt: skip
