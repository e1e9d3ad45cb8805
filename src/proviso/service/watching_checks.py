"""Whether the server that takes the audit stream can be reached, and is the one it should be. Nothing is sent to it."""

import ssl
from collections.abc import Iterator

from proviso.service.check_result import CheckResult, private
from proviso.service.config import Config
from proviso.service.tls_pair import PairUnfit

SECONDS_TO_REFUSE = 0.5
"""How long a server has to say that it does not believe our certificate, which under TLS 1.3 it says afterwards."""

SUBJECT = "syslog"


def watched(config: Config) -> Iterator[CheckResult]:
    """Connect once under TLS, as the stream does, and part again. Nothing where no server is set."""
    settings = config.syslog
    if not settings.host:
        return
    from proviso.service.audit_stream import connected  # whose tables need Django set up

    there = f"{settings.host} at port {settings.port}"
    try:
        with connected(settings) as connection:
            connection.settimeout(SECONDS_TO_REFUSE)
            try:
                parted = connection.recv(1) == b""
            except TimeoutError:
                parted = False
    except PairUnfit as fault:
        says = f"The audit stream is told to nobody: {fault}."
        yield CheckResult(SUBJECT, False, says, "Set syslog.certificate_file and syslog.key_file to a pair.")
    except ssl.SSLCertVerificationError as fault:
        yield CheckResult(
            SUBJECT,
            False,
            f"The audit stream is told to nobody: {there} shows no certificate to believe ({fault.verify_message}).",
            "Let it have one for that name, by an authority in syslog.ca_file.",
        )
    except ssl.SSLError as fault:
        yield CheckResult(
            SUBJECT,
            False,
            f"The audit stream is told to nobody: {there} and this service do not agree on TLS ({fault.reason}).",
            "Look at its log, at the port, and at syslog.certificate_file and syslog.key_file where it asks for them.",
        )
    except OSError as fault:
        why = fault.strerror or str(fault) or type(fault).__name__
        yield CheckResult(
            SUBJECT,
            False,
            f"The audit stream is told to nobody: {there} cannot be reached ({why}).",
            "Look at syslog.host, syslog.port and its files, and whether anything between the two is closed. What was "
            "not told waits in the record.",
        )
    else:
        yield CheckResult(
            SUBJECT,
            not parted,
            f"The audit stream is told to nobody: {there} ends each connection at once."
            if parted
            else f"The audit stream goes to {there}, whose certificate is right.",
            "Look at its log for why." if parted else "",
        )
    if settings.key_file and settings.key_file.is_file():
        yield private("syslog.key_file", settings.key_file)
