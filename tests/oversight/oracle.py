"""How a log is read, slowly and in plain Python: one line after another, character by character, with zoneinfo."""

import re
from collections import defaultdict
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from proviso.accounts.channel_codes import Channel
from proviso.oversight.accounting import Contact
from proviso.oversight.addresses import Lookup, Names
from proviso.oversight.bad_lines import Bad
from proviso.oversight.shape import Shape

LONDON = ZoneInfo("Europe/London")
CELL = '(?:"(?:[^"]|"")*"|[^",]*)'
RECORD = re.compile(f"{CELL}(?:,{CELL})*")
WHITE = "".join(map(chr, {9, 10, 11, 12, 13, 32, 133, 160, 5760, *range(8192, 8203), 8232, 8233, 8239, 8287, 12288}))
"""What has Unicode’s property White_Space (UAX 44). Python strips U+001C to U+001F too, which have not."""


def read(text: bytes, shape: Shape, log_of: Channel, listed: list[str]) -> tuple[list[Contact], dict[str, list[int]]]:
    """The contacts, doubtful ones among them, and the numbers of the lines of each kind: good, doubtful, blank, or bad
    in one way. Which spellings are worth reading it does not ask: it reads them all."""
    heading, *lines = text.replace(b"\r\n", b"\n").removesuffix(b"\n").split(b"\n")
    names = heading.decode().split(",")
    contacts, lines_of = [], defaultdict[str, list[int]](list)
    for number, line in enumerate(lines, start=2):
        what, contact = judged(line, number, names, shape, log_of, listed)
        lines_of[what].append(number)
        if contact:
            contacts.append(contact)
    return contacts, dict(lines_of)


def judged(
    raw: bytes, number: int, names: list[str], shape: Shape, log_of: Channel, listed: list[str]
) -> tuple[str, Contact | None]:
    try:
        line = raw.decode("utf-8")
    except UnicodeDecodeError:
        return Bad.ENCODING, None
    if not line.strip(WHITE):
        return "blank", None
    if not RECORD.fullmatch(line):
        return Bad.QUOTES, None
    cells = split(line)
    if len(cells) != len(names):
        return Bad.COLUMNS, None
    row = dict(zip(names, cells, strict=True))
    try:
        when = " ".join(row[one].strip(WHITE) for one in shape.when).replace("T", " ")
        told = datetime.strptime(when, shape.spelled)  # noqa: DTZ007 -- its zone is what is tried below
    except ValueError:
        return Bad.TIME, None
    early, late = (told.replace(tzinfo=LONDON, fold=fold).astimezone(UTC) for fold in (0, 1))
    if early.astimezone(LONDON).replace(tzinfo=None) != told:
        return Bad.SKIPPED, None
    if not row[shape.to].strip(WHITE):
        return Bad.NOBODY, None
    lookup = Lookup(log_of, tuple(listed))
    ways = ((shape.to, True, shape.sender), (shape.sender, False, shape.to))
    judged = [(lookup.judge(row[name]), outgoing, row[other].strip(WHITE)) for name, outgoing, other in ways]
    for wanted in (Names.LISTED, Names.LOST, Names.DOUBTFUL):
        for one, outgoing, ours in judged:
            if one and one.names is wanted:
                if wanted is Names.LOST:
                    return Bad.NUMBER, None
                contact = Contact(early, late if late != early else None, number, one.address, outgoing, ours, "")
                return "good" if wanted is Names.LISTED else "doubtful", contact
    return "good", None


def split(line: str) -> list[str]:
    """The cells of a line, character by character."""
    cells, quoted, place = [""], False, 0
    while place < len(line):
        character = line[place]
        if quoted and line[place : place + 2] == '""':
            cells[-1], place = cells[-1] + '"', place + 1
        elif character == '"':
            quoted = not quoted
        elif character == "," and not quoted:
            cells.append("")
        else:
            cells[-1] += character
        place += 1
    return cells
