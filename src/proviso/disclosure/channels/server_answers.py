"""What a mail server's answer, or a fault on the way to it, means for a message that has not left: as data.

For good is only what is about this recipient or this message. Whatever is about this service's own set-up waits, with
an alarm, since mending it lets the message leave (RFC 5321, 4.2; RFC 3463; RFC 4954; RFC 7504).
"""

import re
import smtplib
import socket
import ssl

from proviso.disclosure.channels.channel import Refused, Whose

LONGEST_ANSWER = 200

FOR_GOOD = frozenset({550, 551, 552, 553, 554, 556})
"""About the recipient or the message: the mailbox is not there, full for good, or does not want this."""

SET_UP_CODES = frozenset({530, 534, 535, 538})
"""Signing in, or TLS, is asked for or failed (RFC 4954, 6)."""

SET_UP = re.compile(
    r"\b5\.1\.[78]\b"  # the sender's own address or domain is wrong (RFC 3463, 3.2)
    r"|\b5\.7\.(?:[089]|1[0-4]|2[0-9]|57|60|64|7[05]\d)\b"  # signing in, TLS, who may send for a domain (3.8; RFC 4954,
    # RFC 7372), and what a large provider has added to them
    r"|\b5\.2\.252\b"  # may not send as this sender
    r"|\brelay(?:ing)?(?: access)? (?:is )?(?:denied|not (?:permitted|allowed)|prohibited|forbidden)"
    r"|(?:unable|not (?:permitted|allowed|authori[sz]ed)|cannot|refuse[sd]?) to relay|we do not relay|no relaying"
    r"|authenticat|\bSTARTTLS\b|\bTLS (?:is )?required",
    re.IGNORECASE,
)
"""What an answer of `FOR_GOOD` says where it is about our set-up all the same."""

ABOUT_THEM = re.compile(r"\b5\.(?:1\.(?:[1-6]|10)|2\.[0-4]|3\.4|6\.\d)\b")
"""What an answer with any other code says where it is about the recipient's mailbox or the message (RFC 3463)."""


def refusal(code: int, says: bytes) -> Refused:
    """What a refusal means. A code of 400 is for now; one of 500 is for good, if it is not about our own set-up."""
    answer = shown(code, says)
    if code // 100 != 5:
        return Refused(True, f"The mail server refused the message: {answer}.")
    ours = code in SET_UP_CODES or SET_UP.search(answer)
    if not ours and (code in FOR_GOOD or ABOUT_THEM.search(answer)):
        return Refused(False, f"The mail server refused the message: {answer}.")
    return Refused(True, f"The mail server takes nothing from this service as it is set up: {answer}.", Whose.OURS)


def not_reached(fault: Exception) -> Refused:
    """What a fault on the way to the server means: nothing left, and trying later may help."""
    match fault:
        case ssl.SSLCertVerificationError():
            says = f"The mail server’s certificate is not to be trusted: {fault.verify_message}."
        case ssl.SSLError():
            says = (
                f"TLS could not be agreed with the mail server ({getattr(fault, 'reason', None) or 'no reason given'})."
            )
        case smtplib.SMTPNotSupportedError():
            says = "The mail server does not offer what is required: TLS, or signing in."
        case smtplib.SMTPResponseException() if fault.smtp_code // 100 == 4:
            return Refused(True, f"The mail server does not serve us: {shown(fault.smtp_code, fault.smtp_error)}.")
        case smtplib.SMTPResponseException():
            says = f"The mail server does not serve us: {shown(fault.smtp_code, fault.smtp_error)}."
        case smtplib.SMTPServerDisconnected():
            return _away(fault)
        case smtplib.SMTPException():
            says = "The mail server and this service know no way of signing in that both take."
        case socket.gaierror():
            says = "The mail server’s name is not known here. Is email.host right?"
        case _:
            return _away(fault)
    return Refused(True, says, Whose.OURS)


def shown(code: int, says: bytes | str) -> str:
    """A server's answer as it may be shown: on one line, cut, and nothing in it that cannot be printed."""
    words = says if isinstance(says, str) else says.decode("ascii", "replace")
    return " ".join(f"{code} {''.join(one if one.isprintable() else ' ' for one in words)}".split())[:LONGEST_ANSWER]


def _away(fault: Exception) -> Refused:
    return Refused(True, f"The mail server could not be reached ({type(fault).__name__}).")
