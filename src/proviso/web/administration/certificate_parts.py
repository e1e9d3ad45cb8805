"""What administrators see of a recipient's certificate: all that there is to compare, and why it will not do."""

from dataclasses import dataclass
from datetime import datetime

from proviso.accounts.certificate_text import CertificateRefused, read_chain
from proviso.accounts.certificates import Particulars, particulars
from proviso.accounts.models import Listed, Recipient
from proviso.accounts.recipients import why_unfit


@dataclass(frozen=True, slots=True)
class CertificateShown:
    """A certificate as a page shows it: `compared` and `pem` (its chain) are empty where none can be read; `unfit` says
    why nothing can be encrypted to it now; `ends_soon`: within thirty days."""

    compared: Particulars | None
    pem: str
    unfit: str
    ends_soon: bool


def certificate_of(recipient: Recipient, now: datetime) -> CertificateShown | None:
    """The certificate of a recipient as it stands on the list; None for one who is rung."""
    if not recipient.by.takes_messages:
        return None
    unfit = "" if recipient.state == Listed.WITHDRAWN else why_unfit(recipient, now)
    try:
        chain = read_chain(recipient.certificate)
        compared = particulars(chain)
    except CertificateRefused:
        return CertificateShown(None, "", unfit, ends_soon=False)
    return CertificateShown(compared, chain.pem, unfit, ends_soon=not unfit and compared.ends_soon(now))
