"""An entry of the record: what happened, when, with whom and why (10.2, 10.3), its leaf and its commitments.

Pure. Knows bytes and categories (Data Protection Act 2018, s.62); what a kind means is `casework`'s to say. It writes
nothing: `append` does.
"""

import hmac
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TypeAlias

from proviso.record.canonical import Json as Json
from proviso.record.canonical import canonical as canonical

LEAF_VERSION = 1

COMMITTED = ("case", "who", "what", "when", "with_whom", "why")
"""What a leaf commits to, each under a salt of its own, so that one can be shown without the others."""

SALT_BYTES = 32
ENTRY_ID_BYTES = 16
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Category(StrEnum):
    """What kind of processing an entry logs (Data Protection Act 2018, s.62(1))."""

    COLLECTION = "collection"
    ALTERATION = "alteration"
    CONSULTATION = "consultation"
    DISCLOSURE = "disclosure"
    COMBINATION = "combination"
    ERASURE = "erasure"


class DraftRefused(ValueError):
    """A draft could not be an entry; the words say which part and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is to be recorded. `seq` counts the entries of a case's fold from 1; those outside it have none.

    Raises DraftRefused.
    """

    log: str
    case: str
    kind: str
    category: Category
    actor: str
    body: Mapping[str, Json]
    seq: int | None
    with_whom: str = ""
    why: str = ""

    def __post_init__(self) -> None:
        for name in ("log", "case", "kind", "actor"):
            if not getattr(self, name):
                raise DraftRefused(f"an entry needs its {name}")
        for name, limit in LIMITS.items():
            if len(getattr(self, name)) > limit:
                raise DraftRefused(f"an entry's {name} is at most {limit} characters")
        if self.seq is not None and self.seq < 1:
            raise DraftRefused(f"the entries of a case are counted from 1, not {self.seq}")


LIMITS = {"log": 40, "case": 64, "kind": 64, "actor": 64}
"""How long, in characters, the columns of an entry are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What was recorded, opened. `index` is its place in the log's tree, from 0; `at` is aware and in UTC."""

    index: int
    log: str
    case: str
    seq: int | None
    kind: str
    category: Category
    actor: str
    at: datetime
    body: Mapping[str, Json]
    with_whom: str
    why: str


TraceRow: TypeAlias = tuple[int, str, str, int | None, str, str, str, int]
"""Place, log, case, place in the case, kind, category, actor and time (microseconds), as the table keeps them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """An entry as an auditor sees it: who did what to which case and when, without what was written."""

    index: int
    log: str
    case: str
    seq: int | None
    kind: str
    category: Category
    actor: str
    at: datetime

    @classmethod
    def of_row(cls, row: TraceRow) -> "Trace":
        """The trace that a row of the table holds."""
        index, log, case, seq, kind, category, actor, at = row
        return cls(
            index=index,
            log=log,
            case=case,
            seq=seq,
            kind=kind,
            category=Category(category),
            actor=actor,
            at=from_microseconds(at),
        )


def to_microseconds(at: datetime) -> int:
    """Microseconds since 1970 in UTC, as the tables keep a time. Raises DraftRefused for a time without a zone."""
    if at.tzinfo is None:
        raise DraftRefused("a time without a zone is not a time")
    return (at - _EPOCH) // _MICROSECOND


def from_microseconds(at: int) -> datetime:
    """The aware UTC time that `to_microseconds` counted."""
    return _EPOCH + timedelta(microseconds=at)


def spelled(at: datetime) -> str:
    """A time as commitments spell it: UTC, to the microsecond, e.g. 2031-05-04T09:08:07.000000Z."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def hour(at: datetime) -> str:
    """The hour that a leaf shows of a time: UTC, e.g. 2031-05-04T09Z."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="hours") + "Z"


def new_salts() -> dict[str, bytes]:
    """A fresh 32-byte salt for each commitment."""
    drawn = os.urandom(SALT_BYTES * len(COMMITTED))
    return {name: drawn[n * SALT_BYTES : (n + 1) * SALT_BYTES] for n, name in enumerate(COMMITTED)}


def about(log: str, case: str, entry_id: bytes, kind: str) -> bytes:
    """What a sealed body is bound to, so that it opens nowhere else. The index is not known yet when it is sealed."""
    return canonical(["proviso entry", LEAF_VERSION, log, case, entry_id.hex(), kind])


def sealable(draft: Draft, salts: Mapping[str, bytes]) -> bytes:
    """The plaintext to seal: body, salts, with whom and why, in canonical JSON. Raises NotCanonical."""
    return canonical(
        {
            "body": draft.body,
            "salts": {name: salt.hex() for name, salt in salts.items()},
            "why": draft.why,
            "with_whom": draft.with_whom,
        }
    )


@dataclass(frozen=True, slots=True)
class Opened:
    """A sealed body, opened."""

    body: Mapping[str, Json]
    salts: Mapping[str, bytes]
    with_whom: str
    why: str


def opened(plaintext: bytes) -> Opened:
    """What `sealable` wrote. Raises ValueError or KeyError where it did not write it."""
    told = json.loads(plaintext)
    salts = {name: bytes.fromhex(told["salts"][name]) for name in COMMITTED}
    return Opened(body=told["body"], salts=salts, with_whom=told["with_whom"], why=told["why"])


def committed(
    *,
    case: str,
    actor: str,
    kind: str,
    seq: int | None,
    body: Mapping[str, Json],
    at: datetime,
    with_whom: str,
    why: str,
) -> dict[str, bytes]:
    """The plaintext of each commitment. *What* binds the kind and the place in the case to the body."""
    return {
        "case": case.encode(),
        "who": actor.encode(),
        "what": canonical({"body": body, "kind": kind, "seq": seq}),
        "when": spelled(at).encode(),
        "with_whom": with_whom.encode(),
        "why": why.encode(),
    }


def leaf(kind: str, category: str, at: datetime, plain: Mapping[str, bytes], salts: Mapping[str, bytes]) -> bytes:
    """The leaf: version, kind, category, the hour, and HMAC-SHA256(salt, plaintext) of each committed field.

    Names nobody and no case. Under a kilobyte, since a kind is at most 64 characters: far from the 64 KiB of tiles.
    """
    shown = {name: hmac.digest(salts[name], plain[name], "sha256").hex() for name in COMMITTED}
    return spelled_leaf(kind, category, at, shown)


def spelled_leaf(kind: str, category: str, at: datetime, commitments: Mapping[str, str]) -> bytes:
    """The leaf that shows these commitments, each in hexadecimal: there is no other spelling of it."""
    named = canonical(kind).decode()
    return _LEAF.format(category=category, hour=hour(at), kind=named, version=LEAF_VERSION, **commitments).encode()


# Canonical JSON as it stands, names in order: a leaf is spelled for every entry that is verified.
_LEAF = (
    '{{"case":"{case}","category":"{category}","hour":"{hour}","kind":{kind},"version":{version},'
    '"what":"{what}","when":"{when}","who":"{who}","why":"{why}","with_whom":"{with_whom}"}}'
)
