"""What must hold before anything is recorded, beyond what can be seen of files: a clock that the record believes.

A start asks it; each entry is held to it again.
"""

from proviso.service.config import Config


def prove(config: Config) -> None:
    """Nothing where the record can go on. Raises ClockImplausible. Needs Django set up and the databases up to date."""
    from proviso.casework import clock
    from proviso.record.clock_bounds import assert_plausible

    assert_plausible(config.force, clock.now())
