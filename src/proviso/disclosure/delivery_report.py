"""What mail servers and mail programs report of our message: delivery (RFC 3464) and receipts (RFC 8098). Pure."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from proviso.casework.values.nature import Nature
from proviso.disclosure.shown_characters import one_line

MOST_RECIPIENTS = 20
LONGEST_WORDS = 500

WORST_FIRST = (Nature.RETURNED, Nature.DELAYED, Nature.DELIVERED)
ACTIONS: Mapping[str, tuple[Nature, str]] = MappingProxyType(
    {
        "failed": (Nature.RETURNED, "it did not arrive"),
        "delayed": (Nature.DELAYED, "it has not arrived yet, and is still tried"),
        "delivered": (Nature.DELIVERED, "it was delivered"),
        "relayed": (Nature.DELIVERED, "it was passed on to a server that reports nothing"),
        "expanded": (Nature.DELIVERED, "it was passed on to several mailboxes"),
    }
)
BY_CLASS: Mapping[str, str] = MappingProxyType({"5": "failed", "4": "delayed", "2": "delivered"})
STATUSES: Mapping[str, str] = MappingProxyType(
    {
        "1.1": "there is no such mailbox",
        "1.2": "there is no such domain",
        "1.3": "the address is no address",
        "1.6": "the mailbox has moved",
        "1.10": "the domain takes no mail",
        "2.1": "the mailbox is disabled",
        "2.2": "the mailbox is full",
        "2.3": "the message is too large for the mailbox",
        "3.4": "the message is too large",
        "4.1": "their server does not answer",
        "4.4": "no server is known for the domain",
        "4.7": "it was tried for too long",
        "7.1": "their server refuses it",
    }
)
"""What the commoner of the codes of RFC 3463 mean, after the first figure."""


def delivery_status(text: str) -> tuple[Nature | None, tuple[str, ...]]:
    """What a delivery status says in all, and of each recipient in words; None where it says nothing that is known."""
    found: list[tuple[Nature, str]] = []
    for fields in _groups(text):
        recipient = _typed(fields.get("final-recipient") or fields.get("original-recipient") or "")
        status = _STATUS.search(fields.get("status", ""))
        action = fields.get("action", "").split()[:1]
        code = action[0].lower() if action else BY_CLASS.get(status.group(1), "") if status else ""
        if code in ACTIONS and len(found) < MOST_RECIPIENTS:
            nature, words = ACTIONS[code]
            found.append((nature, _in_words(recipient, words, status, fields)))
    natures = {nature for nature, _ in found}
    worst = next((nature for nature in WORST_FIRST if nature in natures), None)
    return worst, tuple(words for _, words in found)


_STATUS = re.compile(r"\b([245])\.([0-9]{1,3}\.[0-9]{1,3})\b")


def _in_words(recipient: str, words: str, status: "re.Match[str] | None", fields: Mapping[str, str]) -> str:
    told = f"{recipient or 'A recipient that is not named'}: {words}"
    if status:
        meaning = STATUSES.get(status.group(2))
        told += f" (status {status.group()}{f': {meaning}' if meaning else ''})"
    said = _typed(fields.get("diagnostic-code", ""))
    told += f". Their server said: {said}" if said else ""
    until = fields.get("will-retry-until", "")
    return told + (f". It is tried until {one_line(until, LONGEST_WORDS)}" if until else "")


def receipt(text: str) -> tuple[str, ...]:
    """What a receipt says, in words."""
    for fields in _groups(text):
        if disposition := fields.get("disposition"):
            recipient = _typed(fields.get("final-recipient") or fields.get("original-recipient") or "")
            what = one_line(disposition.rpartition(";")[2], LONGEST_WORDS).lower()
            words = DISPOSITIONS.get(what.partition("/")[0], f"“{what}”")
            return (f"{recipient or 'A recipient that is not named'}: {words}",)
    return ()


DISPOSITIONS: Mapping[str, str] = MappingProxyType(
    {
        "displayed": "it was opened, which does not say that anybody read it",
        "deleted": "it was deleted",
        "dispatched": "it was passed on",
        "processed": "it was dealt with by a program",
        "denied": "no receipt is given",
        "failed": "no receipt could be given",
    }
)


def _groups(text: str) -> Iterator[dict[str, str]]:
    """The groups of fields of a report, each field in one line and under its name in small letters."""
    for group in re.split(r"\n\s*\n", text.replace("\r\n", "\n")):
        fields: dict[str, str] = {}
        for line in re.sub(r"\n[ \t]+", " ", group).split("\n"):
            name, colon, value = line.partition(":")
            if colon:
                fields.setdefault(name.strip().lower(), value.strip())
        if fields:
            yield fields


def _typed(value: str) -> str:
    """A value without the type before it (`rfc822; desk@unit.example`)."""
    kind, semicolon, rest = value.partition(";")
    return one_line(rest if semicolon and re.fullmatch(r"[\w-]{1,40}", kind.strip()) else value, LONGEST_WORDS)
