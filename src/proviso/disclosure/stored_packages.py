"""Packages as they were decided: kept with the decision, sealed under the case's key, and never made again.

What leaves is these bytes. What is read back is held against the digest that the decision, and so the record, holds.
"""

import json
from hashlib import sha256
from typing import NamedTuple

from proviso.casework.case_error import CaseError
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import InTransaction
from proviso.disclosure.models import KeptPackage
from proviso.disclosure.package import Package, PackageContact
from proviso.record.entry import Entry
from proviso.record.keys import DataKey, SealBroken


class StoredPackage(NamedTuple):
    """A package in both renderings: the JSON, whose SHA-256 is its digest, and the PDF."""

    data: bytes
    document: bytes

    @property
    def contact(self) -> PackageContact:
        """Whom its reader was told to ask, as it left; nobody in a package of the first version, which named none."""
        return PackageContact(**{"force": "", "officer": "", **json.loads(self.data).get("contact", {})})


class PackageNotKept(CaseError):
    """The case has no package of this digest."""

    code = "package_not_kept"
    status = 404


class PackageChanged(CaseError):
    """What is kept is not what was decided: it was changed, or belongs elsewhere. Nothing of it may leave."""

    code = "package_changed"
    status = 500


def keep(key: DataKey, package: Package, document: bytes) -> InTransaction:
    """What keeps a package in the transaction of its decision: both renderings, sealed under the case's key."""
    digest, data = package.digest, package.json

    def in_transaction(entry: Entry) -> None:
        KeptPackage.objects.create(
            digest=digest,
            case=entry.case,
            force=entry.log,
            made_at=package.prepared_at,
            document=key.seal(document, _about(digest, b"pdf")),
            data=key.seal(data, _about(digest, b"json")),
        )

    return in_transaction


def stored_package(opened: OpenCase, digest: str) -> StoredPackage:
    """The package of this digest, as it was decided: (data, document). Raises PackageNotKept, PackageChanged."""
    row = KeptPackage.objects.filter(digest=digest, case=opened.case.reference).first()
    if row is None:
        raise PackageNotKept(f"No package is kept with this decision on {opened.case.reference}.")
    try:
        document = opened.key.open(bytes(row.document), _about(digest, b"pdf"))
        data = opened.key.open(bytes(row.data), _about(digest, b"json"))
    except SealBroken as broken:
        raise PackageChanged(str(broken)) from broken
    if sha256(data).hexdigest() != digest:
        raise PackageChanged(f"What is kept for {opened.case.reference} is not what was decided.")
    return StoredPackage(data, document)


def _about(digest: str, rendering: bytes) -> bytes:
    return b"proviso package " + digest.encode() + b" " + rendering
