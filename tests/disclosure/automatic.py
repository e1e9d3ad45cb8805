"""What machines write about our messages, as common mail servers and mail programs do. All of it is invented."""

CASE = "PV-4K7Q-9TZM"
NUMBER = "PM-7Q2D-K4TX-9WZN"
OURS = f"<{CASE}.{NUMBER}@wessmere.example>"
RETURNED = f"From: disclosure@wessmere.example\nSubject: Reference {CASE}\nMessage-ID: {OURS}\n"
FAILED = (
    "Reporting-MTA: dns; mx.unit.example\n\nFinal-Recipient: rfc822; desk@unit.example\nAction: failed\n"
    "Status: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 No such\n user here\n"
)


def report(status: str, *, kind: str = "message/delivery-status", ours: str = RETURNED, subject: str = "x") -> bytes:
    """A report in the form of RFC 3464, with our message or its headers in it."""
    outer = f"From: MAILER-DAEMON@mx.unit.example\nSubject: {subject}\nReturn-Path: <>\n"
    outer += "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
    words = "--b\n\nYour message could not be handed over.\n"
    original = f"--b\nContent-Type: text/rfc822-headers\n\n{ours}\n" if ours else ""
    return f"{outer}{words}--b\nContent-Type: {kind}\n\n{status}\n{original}--b--\n".encode()


def whole(status: str) -> bytes:
    """The same with all of our message in it."""
    original = f"Content-Type: message/rfc822\n\n{RETURNED}Content-Type: application/pkcs7-mime\n\nAAAA"
    return report(status, ours="").replace(b"--b--", f"--b\n{original}\n--b--".encode())


def receipt(disposition: str = "displayed") -> bytes:
    """A receipt (RFC 8098)."""
    told = f"Final-Recipient: rfc822; desk@unit.example\nOriginal-Message-ID: {OURS}\n"
    told += f"Disposition: manual-action/MDN-sent-manually; {disposition}\n"
    head = "From: desk@unit.example\nSubject: Read: Reference\n"
    head += "Content-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n"
    status = f"--b\nContent-Type: message/disposition-notification\n\n{told}"
    return f"{head}--b\n\nIt was opened.\n{status}\n--b--\n".encode()


EXIM = (
    "From: Mail Delivery System <Mailer-Daemon@mx.example>\nX-Failed-Recipients: desk@unit.example\n"
    "Auto-Submitted: auto-replied\nSubject: Mail delivery failed: returning message to sender\n\n"
    "A message that you sent could not be delivered.\n\n  desk@unit.example\n    Unrouteable address\n\n"
    f"------ This is a copy of your message, including all the headers. ------\n\n{RETURNED}"
)
QMAIL = (
    "From: MAILER-DAEMON@mx.example\nSubject: failure notice\nReturn-Path: <>\n\n"
    "Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message.\n\n"
    f"<desk@unit.example>:\nSorry, no mailbox here by that name.\n\n--- Below this line is a copy.\n\n{RETURNED}"
)
EXIM_DELAYED = (
    "From: Mail Delivery System <Mailer-Daemon@mx.example>\nAuto-Submitted: auto-replied\n"
    f"Subject: Warning: message 1abc delayed 24 hours\n\nNo action is required on your part.\n\n{RETURNED}"
)
EXCHANGE = (
    "From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@unit.example>\n"
    "Subject: Undeliverable: Reference\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
    "--b\nContent-Type: text/html\n\n<p>Delivery has failed to these recipients\n"
    f"--b\nContent-Type: message/delivery-status\n\n{FAILED}\n"
    f"--b\nContent-Type: message/rfc822\n\n{RETURNED}\n\nx\n--b--\n"
)
NOTHING_BUT_A_STATUS = f"From: mx@unit.example\nContent-Type: message/delivery-status\nReferences: {OURS}\n\n{FAILED}"
