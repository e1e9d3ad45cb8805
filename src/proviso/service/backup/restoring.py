"""Putting a backup back: everything is verified before anything has the name of a database of the service.

It replaces nothing: where databases lie there already, somebody has to put them aside first, since they may show what
happened. What was put back is refused as the record until a person confirms it on the record (`record.copies`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db.migrations.loader import MigrationLoader

from proviso.record.fault import Fault
from proviso.record.verify import EarlierHead, Report
from proviso.service.backup.copied_kinds import copying_here
from proviso.service.backup.copying import Files
from proviso.service.backup.making import backups
from proviso.service.backup.manifest import CopyOf, LogEnd, Manifest, NoBackup, digest, read
from proviso.service.config import Config
from proviso.service.verified import verified

OF_LATER_KEYS = ("is missing; ", "opens nothing: its case has no entry")
"""How a fault begins that keys have which are newer than the record: erased since, or of cases begun since."""


class NotWhole(Exception):
    """The backup was verified, and something is wrong with it; nothing was put in place. Carries `faults`."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Restored:
    """What was verified: the record's manifest, where its logs end, and what is said of keys that are newer than it."""

    record: Manifest
    keys: Manifest
    report: Report
    about_keys: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """The two copies to put back, with their manifests."""

    folders: Mapping[CopyOf, Path]
    manifests: Mapping[CopyOf, Manifest]


def given(config: Config, record: Path, keys: Path | None) -> Given:
    """The backup in these folders; of the keys the newest that there is, unless one is named.

    Raises NoBackup where they do not belong to this service, to each other or to this version.
    """
    if keys is None:
        kept = backups(config.backup.keys_folder, CopyOf.KEYS) if config.backup.keys_folder else []
        if not kept:
            raise NoBackup("Say where the copy of the keys is, with --keys, or set backup.keys_folder.")
        keys = kept[-1][0]
    folders = {CopyOf.RECORD: record, CopyOf.KEYS: keys}
    manifests = {part: read(folder, part) for part, folder in folders.items()}
    for part, manifest in manifests.items():
        if manifest.force != config.force:
            raise NoBackup(f"{folders[part]} is of the force {manifest.force}, and this service is of {config.force}.")
    if manifests[CopyOf.KEYS].made < manifests[CopyOf.RECORD].made:
        raise NoBackup(
            f"{keys} is older than {record}: cases begun in between would have no key. Give the newest copy."
        )
    _of_this_version(manifests[CopyOf.RECORD], record)
    return Given(folders, manifests)


def _look(config: Config, backup: Given, was: EarlierHead | None) -> Restored:
    """Verify what this process reads, as a backup: every entry, every key, every account. Raises NoBackup, NotWhole."""
    report = verified(config.force if was else None, was=was)
    record, keys = backup.manifests[CopyOf.RECORD], backup.manifests[CopyOf.KEYS]
    later = keys.name != record.name
    about_keys = tuple(
        one for one in report.faults if later and one.table == "key" and one.says.startswith(OF_LATER_KEYS)
    )
    if wrong := [one for one in report.faults if one not in about_keys]:
        raise NotWhole(wrong)
    ends = tuple(LogEnd(one.log, one.size, one.root.hex()) for one in report.logs if one.root)
    if not set(ends) <= set(record.logs):
        raise NoBackup(f"{backup.folders[CopyOf.RECORD]} does not end where its manifest says. Give another backup.")
    return Restored(record, keys, report, about_keys)


def only_look(config: Config, backup: Given, *, was: EarlierHead | None = None) -> Restored:
    """Verify a backup, and put nothing in place. Raises NoBackup, NotWhole, `DatabaseError`, OSError."""
    files = _files(backup)
    _are_as_made(backup, files)
    with copying_here().tried(files):
        return _look(config, backup, was)


def restore(config: Config, backup: Given, *, was: EarlierHead | None = None) -> Restored:
    """Put a backup in the place of the service's databases, where there are none. Needs Django set up.

    Raises NoBackup, NotWhole, `DatabaseError` and OSError, with nothing put in place.
    """
    files = _files(backup)
    _are_as_made(backup, files)
    with copying_here().put(config, files, backup.manifests[CopyOf.RECORD].made) as beside:
        if beside != files:
            _are_as_made(backup, beside)
        return _look(config, backup, was)


def _files(backup: Given) -> Files:
    """The two copies. Raises NoBackup where one is not there."""
    files = {part: folder / backup.manifests[part].file for part, folder in backup.folders.items()}
    for path in files.values():
        if not path.is_file():
            raise NoBackup(f"There is no {path}. Give another backup.")
    return files


def _are_as_made(backup: Given, files: Files) -> None:
    """Raises NoBackup where a digest is another than the manifest's."""
    for part, path in files.items():
        manifest = backup.manifests[part]
        if path.stat().st_size != manifest.bytes or digest(path) != manifest.sha256:
            raise NoBackup(f"{backup.folders[part]} is damaged: its digest is another. Give another backup.")


def _of_this_version(record: Manifest, folder: Path) -> None:
    """Raises NoBackup where the copy has had a migration that this version does not know, or is another database's."""
    loader = MigrationLoader(None)
    unknown = [f"{one}.{name}" for one, name in record.migrations.items() if (one, name) not in loader.disk_migrations]
    if unknown:
        raise NoBackup(
            f"{folder} was made by a newer version ({record.version}; {unknown[0]}). Install that one first."
        )
    kind = copying_here().name
    if record.database != kind:
        raise NoBackup(
            f"{folder} is of {record.database}, and this service keeps its record in {kind}. Put it back where the "
            f"settings name {record.database}; a service is carried from SQLite to PostgreSQL by proviso move-database."
        )
