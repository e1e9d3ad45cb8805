"""What a role of a server may do to a database, in the words of `proviso check`. It changes nothing."""

from collections.abc import Iterator

from proviso.record.backends import Rights
from proviso.service.check_result import CheckResult

AS_OWNER = (
    "Migrate as another role that owns the databases, and give this one what the service needs, with: "
    "proviso migrate --service-role"
)


def of_rights(name: str, where: str, rights: Rights) -> Iterator[CheckResult]:
    """A finding for each right that the role of the service has and should not, and one for what it lacks."""
    for one in rights.too_many:
        yield CheckResult(name, False, f"The service's role may do too much in {where}: {one}.", AS_OWNER)
    if rights.lacking:
        says = f"The service's role may not do what it needs to in {where}: {', '.join(rights.lacking)}."
        yield CheckResult(name, False, says, AS_OWNER)
