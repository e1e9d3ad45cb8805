"""An entry of the record as a message of syslog (RFC 5424), and as it is framed for TLS (RFC 5425, 4.3).

It says that an entry was made, of which kind, by which member of staff, when, and its digest: what a security team
needs to see who did what, and to hold the record to it later. No case, no person and nothing that was written is in it.
"""

import os
import socket

from proviso.record.read_since import Watched

PRIORITY = 13 * 8 + 6
"""Facility 13, log audit; severity 6, informational."""

STRUCTURE = "proviso@32473"
"""The name of the structured data. 32473 is the enterprise number that RFC 5612 keeps for examples: we have none."""


def message(log: str, entry: Watched) -> bytes:
    """One message, framed: its length in bytes, a space, and itself."""
    told = {
        "log": log,
        "index": str(entry.index),
        "kind": entry.kind,
        "category": entry.category,
        "actor": entry.actor,
        "leaf": entry.leaf.hex(),
    }
    data = " ".join(f'{name}="{_escaped(value)}"' for name, value in told.items())
    at = entry.at.isoformat(timespec="microseconds").replace("+00:00", "Z")
    text = f"<{PRIORITY}>1 {at} {socket.gethostname()[:255] or '-'} proviso {os.getpid()} entry [{STRUCTURE} {data}]"
    said = text.encode()
    return b"%d %b" % (len(said), said)


def _escaped(value: str) -> str:
    """A value as structured data has it (RFC 5424, 6.3.3)."""
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("]", "\\]")
