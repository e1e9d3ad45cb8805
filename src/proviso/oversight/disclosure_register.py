"""The register of what a force shared, read for a time, and the recipients that a log is searched for.

`casework` keeps it beside the record in the transaction of each entry, and `worklist rebuild` makes it again: reading
it opens no case and no key. It says when, how and to which department; never what, nor about whom.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from proviso.accounts.channel_codes import Channel
from proviso.accounts.models import Force, Recipient
from proviso.casework.models import SharedRow
from proviso.casework.row_codes import Exchange
from proviso.oversight.addresses import addresses

OWED = frozenset({Exchange.DISCLOSURE, Exchange.CORRECTION})
"""What must have a contact behind it. An attempt and a reply only explain one."""


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A line of the register whose time is known, in UTC. `owed`: a contact has to explain it."""

    case: str
    seq: int
    what: Exchange
    began_at: datetime
    ended_at: datetime
    department: str
    owed: bool


@dataclass(frozen=True, slots=True)
class Untimed:
    """A disclosure of which nobody recorded when it was made: no contact can explain it."""

    case: str
    seq: int
    what: Exchange


@dataclass(frozen=True, slots=True)
class Registered:
    """The lines that a log may explain, those that say no time, and how many lie outside what the log covers."""

    lines: tuple[RegisterLine, ...]
    untimed: tuple[Untimed, ...]
    outside: int


def registered(
    force: str, log_of: Channel, first: datetime, last: datetime, before: timedelta, after: timedelta
) -> Registered:
    """What the force's register says of a channel between two times.

    A line is owed an explanation where every time at which its contact could be lies between them; one at the edge
    still explains a contact.
    """
    rows = SharedRow.objects.filter(force=force, how__in=[log_of.value, ""])
    owed = [one.value for one in OWED]
    untimed = rows.filter(began_at=None, what__in=owed).order_by("case", "seq").values_list("case", "seq", "what")
    near = rows.filter(began_at__lte=last + before, ended_at__gte=first - after).order_by("began_at", "case", "seq")
    lines = tuple(
        RegisterLine(
            row.case_id,
            row.seq,
            what := Exchange(row.what),
            began := _utc(row.began_at),
            ended := _utc(row.ended_at),
            row.department,
            what in OWED and first <= began - before and ended + after <= last,
        )
        for row in near.iterator()
    )
    every = rows.filter(what__in=owed).exclude(began_at=None).count()
    missing = tuple(Untimed(case, seq, Exchange(what)) for case, seq, what in untimed)
    return Registered(lines, missing, every - sum(line.owed for line in lines))


def _utc(at: datetime | None) -> datetime:
    assert at is not None  # noqa: S101 -- the query asks for lines with a time
    return at.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class ListedAddress:
    """An address of the Home Office that is, or was, on the force's list: its name there and its departments."""

    name: str
    departments: frozenset[str]


def listed(force: Force, log_of: Channel) -> Mapping[str, ListedAddress]:
    """Every address that was ever approved for a channel, in one spelling. One withdrawn since was rung too."""
    found: dict[str, ListedAddress] = {}
    for one in _recipients(force, log_of):
        for address in addresses(one.address, log_of):
            known = found.get(address)
            departments = frozenset({one.department}) | (known.departments if known else frozenset())
            found[address] = ListedAddress(known.name if known else one.name, departments)
    return found


def _recipients(force: Force, log_of: Channel) -> Iterable[Recipient]:
    ever = Recipient.objects.filter(force=force, channel=log_of.value).exclude(approved_by="")
    return ever.order_by("pk")
