"""Cases that did not go plainly, for tests that need one."""

from dataclasses import replace

from proviso.casework.values.suspicion import Source, StatusCheck, Suspicion

from .examples import SUSPICION


def routine() -> Suspicion:
    """A suspicion that came from a routine check of status."""
    return replace(SUSPICION, arose_from=Source.STATUS_CHECK, status_check_was=StatusCheck.ROUTINE, search_purpose=None)
