"""The mailbox behind one that a mail server wrote otherwise: with a tag (RFC 5233), signed so that bounces can be told
apart (BATV), or rewritten where it was forwarded (the Sender Rewriting Scheme; Exchange Online has a form of its own).

Only what these schemes say is undone. A mailbox that merely looks like another stays another.
"""

import re
from collections.abc import Iterator

LONGEST = 1_000
"""Of how many characters a mailbox may be to be looked behind: none that was ever delivered to has more."""

_FORWARDED = re.compile(
    r"(?:srs0[=+-]|srs1[=+-][^=]*=(?:[^=]*=[=+-])?|.+\+srs=)[^=]*=[^=]*=(?P<domain>[^=]+)=(?P<name>.+)"
)
_SIGNED = re.compile(r"(?:prvs=[^=]*|btv1==[^=]*=)=(?P<name>.+)")
_TIMES = 4


def behind(mailbox: str) -> Iterator[str]:
    """The mailboxes that this one, in small letters, stands for, the nearest first; none where it is what it seems."""
    if len(mailbox) > LONGEST:
        return
    for _ in range(_TIMES):
        name, _at, domain = mailbox.rpartition("@")
        yield from _without_tags(name, domain)
        if found := _FORWARDED.fullmatch(name):
            mailbox = f"{found['name']}@{found['domain']}"
        elif found := _SIGNED.fullmatch(name):
            mailbox = f"{found['name']}@{domain}"
        else:
            return
        yield mailbox


def pieces(mailbox: str) -> tuple[str, ...]:
    """What is found in whatever is rewritten, one piece or another of it, where this mailbox is behind it."""
    name, _at, domain = mailbox.rpartition("@")
    return f"{name}+", f"={domain}=", mailbox


def _without_tags(name: str, domain: str) -> Iterator[str]:
    """`a+b+c` may be `a` with a tag, or `a+b`."""
    while "+" in name:
        name = name.rpartition("+")[0]
        yield f"{name}@{domain}"
