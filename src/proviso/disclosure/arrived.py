"""A message as it can be shown, stored and passed between processes. Pure.

What an earlier version stored lacks what was read later, and is read as it was.
"""

import json
from dataclasses import asdict, dataclass, fields
from datetime import datetime

from proviso.casework.values.nature import Nature
from proviso.disclosure.message_sender import NamedMailbox
from proviso.record.canonical import canonical


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A message within a message: somebody else's words, or ours that came back. `called` is its file's name."""

    called: str
    mailboxes: tuple[NamedMailbox, ...]
    subject: str
    dated: datetime | None
    wrote_date: str
    text: str


@dataclass(frozen=True, slots=True)
class Arrived:
    """A message as it can be shown. `dated` is its own date in UTC, where it has one that can be read.

    `sender` is the addresses that it says it is from, and `mailboxes` each with its name; `wrote_date` is its date as
    it wrote it, where that is not known. `parts` are attachments and what could not be shown, in words; `notes` what
    has to be known of the text. `other_text` is a version of the text that says otherwise. `references` are the cases
    that it names: by what it answers, by its subject, by its text, by what it encloses; each once, and of very many
    the first; `candidates` are what may be others. `told` says how a message is no reply; `returned` is our number of
    the message that it is about. `identity` is the same for the same message, before and after it was read.
    """

    sender: str
    subject: str
    message_id: str
    dated: datetime | None
    text: str
    parts: tuple[str, ...]
    references: tuple[str, ...]
    mailboxes: tuple[NamedMailbox, ...] = ()
    wrote_date: str = ""
    notes: tuple[str, ...] = ()
    characters: int | None = None
    many_parts: int | None = None
    other_text: str = ""
    enclosed: tuple[Enclosed, ...] = ()
    candidates: tuple[str, ...] = ()
    nature: Nature = Nature.REPLY
    told: tuple[str, ...] = ()
    returned: str = ""
    identity: str = ""

    def as_json(self) -> bytes:
        """As it is stored, and passed between processes."""
        return canonical(
            {
                **asdict(self),
                "dated": _written(self.dated),
                "nature": self.nature.value,
                "enclosed": [{**asdict(one), "dated": _written(one.dated)} for one in self.enclosed],
            }
        )

    @classmethod
    def from_json(cls, stored: bytes) -> "Arrived":
        """The same message again. What a later version stored beside it is passed over."""
        read = json.loads(stored)
        read["dated"] = _moment(read["dated"])
        if "nature" in read:
            read["nature"] = Nature(read["nature"])
            read["mailboxes"] = _mailboxes(read["mailboxes"])
            read["enclosed"] = [
                Enclosed(**{**one, "dated": _moment(one["dated"]), "mailboxes": _mailboxes(one["mailboxes"])})
                for one in read["enclosed"]
            ]
        for name, given in read.items():
            read[name] = tuple(given) if isinstance(given, list) else given
        return cls(**{one.name: read[one.name] for one in fields(cls) if one.name in read})


def _written(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


def _mailboxes(read: list[dict[str, str]]) -> tuple[NamedMailbox, ...]:
    return tuple(NamedMailbox(**one) for one in read)
