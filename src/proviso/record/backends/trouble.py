"""What is wrong with a database, told by the code of its driver and never by its words.

A full disk, a file that somebody else is writing, one that may not be read and one that is damaged are four things, and
what a person should do is another each time.
"""

from enum import Enum


class Trouble(Enum):
    """What is wrong, as a sentence."""

    BUSY = "somebody else is writing to it"
    FULL = "the disk is full"
    UNREADABLE = "it cannot be opened, or its disk cannot be read"
    UNWRITTEN = "its disk is full, met a limit, or is failing"
    READ_ONLY = "it may not be written to"
    DAMAGED = "it is damaged, or is no database"
    UNREACHABLE = "it cannot be reached, or does not let this service in"
    UNCONFIRMED = "it saved this on one machine, and no second one has confirmed it"
    NOT_ALLOWED = "the role that the service signs in as may not do that there"

    @property
    def what_to_do(self) -> str:
        """What whoever runs the service does about it, as a sentence without its full stop."""
        return _WHAT_TO_DO[self]


_ROOM = "Make room on that disk, then do it again; nothing that was recorded is lost, and no backup is needed"
_WHAT_TO_DO = {
    Trouble.BUSY: "Nothing is wrong with it: try again once nobody else writes to it",
    Trouble.FULL: _ROOM,
    Trouble.UNWRITTEN: _ROOM,
    Trouble.UNREADABLE: "Look whether it is a file, whose it is, and whether its disk answers, before anything else",
    Trouble.READ_ONLY: "Let the service's user own the file and its folder, and write to them",
    Trouble.UNREACHABLE: (
        "Nothing that was recorded is lost: look whether the server runs and takes another connection, and whether "
        "host, port, database, role and password are those that are set; then do it again"
    ),
    Trouble.UNCONFIRMED: (
        "Look whether the machines that follow are there, and who cancelled the wait (pg_cancel_backend); then look "
        "whether it was recorded, and do it again where it was not"
    ),
    Trouble.NOT_ALLOWED: (
        "Let the role that owns the tables give the service's role what it needs, and no more, with: "
        "proviso migrate --service-role"
    ),
    Trouble.DAMAGED: (
        "Stop the service, set the files apart, and restore the newest backup, as docs/operate/backup.md says"
    ),
}
