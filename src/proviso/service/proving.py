"""What must hold before anything is recorded, beyond what can be seen of files: that this is the record and no copy
that was put back and waits for somebody's word, the clock, and both keys.

A start asks it, and so does each worker before its first answer. Each entry is held to the clock again, and each key
that is made to the key-encryption key.
"""

import logging
from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from proviso.service.config import Config, SettingsUnusable, config
from proviso.service.refusals import plain_page

Application = Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]

LOOKUP_KEY_WRONG = (
    "lookup_key_file is not the key that crime references are stored under, so that no case would be found by one. "
    "Restore it; if it is lost, store them again under this one with: proviso worklist rebuild"
)
UNPROVED = plain_page(
    "The service cannot start",
    "Its clock, one of its keys or its database cannot be used. Nothing was saved. Everything that you saved before is "
    "safe.",
    "Tell the people who run this service. Until then, keep your own notes.",
)

log = logging.getLogger("proviso.service")


def prove(config: Config) -> None:
    """Nothing where the record can go on. Needs Django set up and the databases up to date.

    Raises CopyNotConfirmed, ClockImplausible, KeyEncryptionUnusable, KeyLost for the force's own key, SettingsUnusable.
    """
    from proviso.casework import clock
    from proviso.casework.lookup_proof import lookup_key_fits
    from proviso.record import keys, read
    from proviso.record.clock_bounds import assert_plausible
    from proviso.record.copies import assert_current

    assert_current(config.force)
    assert_plausible(config.force, clock.now())
    keys.proved()
    own = keys.own_case(config.force)
    if read.bodiless(config.force, case=own, at_most=1):
        keys.of(own)
    if not lookup_key_fits(config.force):
        raise SettingsUnusable(LOOKUP_KEY_WRONG)


def proved_first(application: Application) -> Application:
    """The application of a worker, which answers that it cannot start until what must hold was seen to hold once.

    Whatever serves it: not every server looks before it starts.
    """
    proved = False

    from django.db import DatabaseError

    from proviso.record.clock_bounds import ClockImplausible
    from proviso.record.copies import CopyNotConfirmed
    from proviso.record.keys import KeyEncryptionUnusable, KeyLost

    stands_in_the_way = (
        ClockImplausible,
        CopyNotConfirmed,
        DatabaseError,
        KeyEncryptionUnusable,
        KeyLost,
        SettingsUnusable,
    )

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        nonlocal proved
        if not proved:
            try:
                prove(config())
            except stands_in_the_way as fault:
                log.error("A worker cannot start: %s", fault)
                headers, page = UNPROVED
                start_response("503 Service Unavailable", headers)
                return [page]
            proved = True
        return application(environ, start_response)

    return answer
