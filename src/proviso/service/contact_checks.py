"""Whether letters and packages can say how the force is reached (Data Protection Act 2018 s.44).

Part of `proviso check`. A letter without it says that it is missing; it is never made to look complete.
"""

from collections.abc import Iterator

from proviso.service.check_result import CheckResult
from proviso.service.config import Config
from proviso.typesetting.coverage import named, not_shown

LACKS = {
    "controller": "Letters do not name who is in charge of what the force holds, as section 44 asks.",
    "force": "Letters do not say how the person reaches the force, as section 44 asks.",
    "data_protection_officer": "Letters do not say how the person reaches the data protection officer, as section 44 "
    "asks.",
    "information_commissioner": "Letters do not say how the person reaches the Information Commissioner, as section 44 "
    "asks.",
    "recipients": "Packages ask whoever reads them to tell the force at once if something is wrong, and not how.",
}
"""What is lacking where one of the settings of `contact` is empty."""


def reachable(config: Config) -> Iterator[CheckResult]:
    """What there is to say of how the force is reached. Needs no database."""
    found = [one for name, lacks in LACKS.items() for one in _wrong(name, getattr(config.contact, name).strip(), lacks)]
    yield from found
    if not found:
        yield CheckResult("contact", True, "Letters and packages say how the force is reached.")


def _wrong(name: str, words: str, lacks: str) -> Iterator[CheckResult]:
    if not words:
        yield CheckResult(f"contact.{name}", False, lacks, f"Set {name} under [contact] in proviso.toml.")
    elif hidden := not_shown(words):
        says = f"It cannot be printed: {', '.join(map(named, hidden))}."
        yield CheckResult(f"contact.{name}", False, says, "Write it in other letters: no letter could be made with it.")
