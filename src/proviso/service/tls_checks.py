"""Whether the certificate that the service ends TLS with will do, and until when. Part of `proviso check`."""

from collections.abc import Iterator
from datetime import timedelta

from proviso.casework import clock
from proviso.service.check_result import CheckResult, private
from proviso.service.config import Config
from proviso.service.tls_pair import PairUnfit, ends, server_context

SOON = timedelta(days=30)
"""How long before the certificate ends that is said."""

SUBJECT = "tls"


def of_tls(config: Config) -> Iterator[CheckResult]:
    """What there is to say of the certificate and its key. Needs no database. Nothing where they are not both set."""
    certificate, key = config.tls_certificate_file, config.tls_key_file
    if certificate is None or key is None:
        return
    try:
        server_context(certificate, key)
        until = ends(certificate)
    except PairUnfit as fault:
        do = "Set tls_certificate_file and tls_key_file to a pair."
        yield CheckResult(SUBJECT, False, f"No browser could reach the service: {fault}.", do)
        return
    now = clock.now()
    well = until >= now + SOON
    verb = "is valid until" if well else "ends on" if until > now else "ended on"
    do = "" if well else "Get another, put it in place, and restart the service, which reads it at its start."
    yield CheckResult(SUBJECT, well, f"The certificate for TLS {verb} {until:%Y-%m-%d}.", do)
    yield private("tls_key_file", key)
