"""Whether accounts, recipients and settings are what the log of the force says: for `proviso check`, and at the start.

One that is not stops nobody else's work: it cannot be signed in with, and somebody is told.
"""

from collections.abc import Iterator

from proviso.service.check_result import CheckResult
from proviso.service.config import Config

SHOWN = 5
"""How many differences are named where there are many."""

DO = (
    "Find out who can write to the database. Verify the record (proviso record verify), then make each right by a "
    "change that is on the record: proviso force --help"
)

UNREADABLE = (
    "Mend first what is said of the keys. Where nothing is wrong with them, verify the record: proviso record verify"
)


def trusted(config: Config) -> Iterator[CheckResult]:
    """What there is to say of accounts. Needs the databases, up to date."""
    from proviso.accounts.force_findings import passwords_unknown
    from proviso.accounts.read_accounts import LogUnreadable

    try:
        unknown = passwords_unknown(config.force)
    except LogUnreadable as fault:
        says = f"Accounts and settings could not be held against the record: {fault}."
        yield CheckResult("accounts", False, says, UNREADABLE)
        return
    said = disagreeing()
    yield CheckResult("accounts", not said, said or "Accounts and settings are as the record has them.", said and DO)
    if unknown:
        accounts = "1 open account" if unknown == 1 else f"{unknown:,} open accounts"
        says = f"Of {accounts} the record does not say which password was set: it was set before it did."
        yield CheckResult(
            "passwords", False, says, "Have each of them change it, or set it: proviso force set-password"
        )


def disagreeing() -> str:
    """What differs between the tables and the record, in a sentence; nothing where nothing does."""
    from proviso.accounts.force_findings import findings

    found = findings()
    if not found:
        return ""
    named = "; ".join(str(one.fault(log)) for log, one in found[:SHOWN]) + ("; …" if len(found) > SHOWN else "")
    what = (
        "1 thing about accounts or settings is"
        if len(found) == 1
        else f"{len(found):,} things about accounts or settings are"
    )
    return f"{what} not as the record has it: {named}."
