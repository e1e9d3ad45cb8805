"""A setting that names a machine: nothing that the network could not even look for."""

from typing import Annotated

from pydantic import AfterValidator

MOST = 253
"""The most characters of a name in the network (RFC 1035)."""


def _of_a_machine(given: str) -> str:
    """A name or an address that can be looked for; an empty one names none. Raises ValueError."""
    try:
        given.encode("idna")
        possible = len(given) <= MOST and given.isprintable() and not set(given) & set(" /@")
    except UnicodeError:
        possible = False
    if not possible:
        raise ValueError("it is no name and no address of a machine, such as mail.force.example")
    return given


HostName = Annotated[str, AfterValidator(_of_a_machine)]
"""A name or an address of a machine, or nothing."""
