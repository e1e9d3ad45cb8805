"""A suspicion that came from a routine check, and what the record says of 5.2 afterwards: for the ways that try it."""

import re
from dataclasses import replace

from proviso.casework.values.suspicion import Source, StatusCheck, Suspicion
from tests.casework import examples
from tests.misuse.insider import Insider

ROUTINE = replace(
    examples.SUSPICION,
    arose_from=Source.STATUS_CHECK,
    status_check_was=StatusCheck.ROUTINE,
    search_purpose=None,
    marker=None,
    facts="The desk looks up everybody who reports a burglary",
)
CLOSED = "It is recorded that the suspicion came from a routine check of status"


def checked(officer: Insider) -> str:
    """A case of the officer's on which all is answered, and whose suspicion came from a routine check."""
    reference = officer.opens_a_case()
    officer.carries(reference, [ROUTINE if isinstance(one, Suspicion) else one for one in examples.ANSWERS])
    return reference


def said_of_5_2(insider: Insider, reference: str) -> str:
    """What the record of the case says of 5.2, as a person reads it."""
    page = re.sub(r"<[^>]+>|\s+", " ", insider.reads(f"/cases/{reference}/timeline").page)
    found = re.search(r" 5\.2 (.*?) The guidance", " ".join(page.split()))
    assert found, page
    return found[1]
