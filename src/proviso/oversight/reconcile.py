"""A force's own log held against its register: contacts with the Home Office that nothing on record explains, and
disclosures behind which there is no contact (10.1, 10.2). It finds questions for the data protection officer, not
faults: it looks into no case and changes none.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from proviso.accounts.channel_codes import Channel
from proviso.accounts.models import Force
from proviso.oversight.accounting import Contact, Read
from proviso.oversight.disclosure_register import ListedAddress, Registered, RegisterLine, Untimed, listed, registered
from proviso.oversight.log import Progress, read_log
from proviso.oversight.matching import Tolerance, matched
from proviso.oversight.shape import LogRefused, Shape
from proviso.record.entry import Json

MOST = 5_000
"""How many contacts, and how many disclosures, are listed; all are counted, and how many are not listed is said."""


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What came of holding one log against the register. Times are in UTC; `read.first` is None for an empty log."""

    log_of: Channel
    file: str
    tolerance: Tolerance
    read: Read
    addresses: Mapping[str, ListedAddress]
    unexplained: tuple[Contact, ...]
    missing: tuple[RegisterLine, ...]
    untimed: tuple[Untimed, ...]
    judged: int
    outside: int

    @property
    def clear(self) -> bool:
        """Whether nothing is left unexplained or doubtful, and every line of the log could be read."""
        return not (self.unexplained or self.read.doubtful or self.missing or self.untimed or self.read.bad)

    @property
    def names_nobody(self) -> bool:
        """Whether no line names anybody on the list, or may: perhaps the column or the log is not the right one."""
        return not (self.read.contacts or self.read.doubtful)


def reconcile(
    force: Force,
    path: Path,
    log_of: Channel,
    shape: Shape,
    tolerance: Tolerance,
    progress: Progress | None = None,
    all_bad: Path | None = None,
) -> Reconciliation:
    """Hold a log against the register of a force. `progress` is told (bytes read, of how many); `all_bad` is where
    every bad line is named if they are more than can be listed.

    Raises LogRefused where the log cannot be read, or no recipient of this channel was ever on the force's list.
    """
    known = listed(force, log_of)
    if not known:
        raise LogRefused(
            f"{force.name} has no recipient by {log_of.value} on its list, so there is nothing to look for. "
            "An administrator adds recipients."
        )
    read = read_log(path, shape, log_of, list(known), progress, all_bad=all_bad)
    if read.first is None or read.last is None:
        return Reconciliation(log_of, path.name, tolerance, read, known, (), (), (), 0, 0)
    told = registered(force.code, log_of, read.first, read.last, tolerance.before, tolerance.after)
    return _held_against(told, Reconciliation(log_of, path.name, tolerance, read, known, (), (), (), 0, told.outside))


def _held_against(told: Registered, so_far: Reconciliation) -> Reconciliation:
    contacts, known = so_far.read.contacts, so_far.addresses

    def fits(contact: Contact, line: RegisterLine) -> bool:
        return not line.department or line.department in known[contact.address].departments

    pairs = matched(contacts, told.lines, so_far.tolerance, fits)
    explained = set(pairs.values())
    missing = (line for number, line in enumerate(told.lines) if line.owed and number not in pairs)
    return Reconciliation(
        so_far.log_of,
        so_far.file,
        so_far.tolerance,
        so_far.read,
        known,
        tuple(sorted(one for number, one in enumerate(contacts) if number not in explained)),
        tuple(missing),
        told.untimed,
        sum(line.owed for line in told.lines),
        told.outside,
    )


def counts(found: Reconciliation) -> dict[str, Json]:
    """The figures alone: for the force's log, and for a person or a machine at the prompt."""
    read = found.read
    return {
        "log": found.log_of.value,
        "file": found.file,
        "covers": [_spelled(read.first), _spelled(read.last)],
        "lines": read.lines,
        "blank": read.blank,
        "bad": {what.name.lower(): many for what, many in sorted(read.bad.items())},
        "contacts": len(read.contacts),
        "unexplained_contacts": len(found.unexplained),
        "doubtful_contacts": len(read.doubtful),
        "names_nobody": found.names_nobody,
        "disclosures": found.judged,
        "unexplained_disclosures": len(found.missing),
        "disclosures_without_a_time": len(found.untimed),
        "disclosures_outside_the_log": found.outside,
        "minutes_before": int(found.tolerance.before.total_seconds() // 60),
        "minutes_after": int(found.tolerance.after.total_seconds() // 60),
    }


def listing(found: Reconciliation) -> dict[str, Json]:
    """Everything that is to be looked into, as JSON can carry it: at most `MOST` of each. Bad lines are ranges by what
    is wrong with them; `not_listed` is how many of each thing were found and are not here."""
    contacts: list[Json] = [_contact(one, found.addresses[one.address].name) for one in found.unexplained]
    doubtful: list[Json] = [_contact(one, found.addresses[one.address].name) for one in sorted(found.read.doubtful)]
    missing: list[Json] = [_disclosure(one, one.began_at, one.department) for one in found.missing]
    untimed: list[Json] = [_disclosure(one, None, "") for one in found.untimed]
    disclosures, read = missing + untimed, found.read
    return {
        "counts": counts(found),
        "bad_lines": {what.name.lower(): [list(one) for one in ranges] for what, ranges in read.bad_lines.items()},
        "all_bad_lines_in": read.all_bad,
        "contacts": contacts[:MOST],
        "doubtful_contacts": doubtful[:MOST],
        "disclosures": disclosures[:MOST],
        "not_listed": {
            "bad_lines": {what.name.lower(): many for what, many in read.unlisted.items()},
            "contacts": max(0, len(contacts) - MOST),
            "doubtful_contacts": max(0, len(doubtful) - MOST),
            "disclosures": max(0, len(disclosures) - MOST),
        },
    }


def _contact(one: Contact, name: str) -> dict[str, Json]:
    told = asdict(one)
    return {**told, "at": _spelled(one.at), "or_at": _spelled(one.or_at), "name": name}


def _disclosure(one: RegisterLine | Untimed, at: datetime | None, department: str) -> dict[str, Json]:
    return {"case": one.case, "seq": one.seq, "what": one.what.value, "at": _spelled(at), "department": department}


def _spelled(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
