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
    READ_ONLY = "it may not be written to"
    DAMAGED = "it is damaged, or is no database"
