"""Moving a service from two files of SQLite into two databases of PostgreSQL, which were migrated and are empty.

The record and all that stands beside it go in one transaction, the cases' keys in another. Before either is committed,
everything is read back, held against the files and verified. The keys are committed first, so that no record is ever
there without them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import DatabaseError, connections, transaction

from proviso.record.backends import BACKENDS, backend_of, filling
from proviso.record.fault import Fault
from proviso.record.models import DEFAULT, KEYS
from proviso.record.verify import Report
from proviso.service.config import Config
from proviso.service.databases import lacking
from proviso.service.moving import moved_rows
from proviso.service.moving.source import SOURCES, NoMove, opened, read_instead
from proviso.service.verified import verified, verified_here

ALIASES = (DEFAULT, KEYS)
SETTINGS = {DEFAULT: "database_url", KEYS: "keys_database_url"}

Progress = Callable[[str, int, int], None]
"""Told what is being done, and how many rows of how many it was done with."""


class MovedNotWhole(Exception):
    """What was verified has faults, so nothing was moved. Carries `faults`."""

    def __init__(self, where: str, faults: Sequence[Fault]) -> None:
        super().__init__(where)
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Moved:
    """What is in PostgreSQL now: what verifying found there, and how many rows of how many tables."""

    report: Report
    rows: int
    tables: int


def move(config: Config, record: Path, keys: Path, *, progress: Progress) -> Moved:
    """Copy the service whose record and keys are in these files into the databases that are set. Needs Django set up.

    Raises NoMove, MovedNotWhole, NoBackup, KeyEncryptionUnusable, DatabaseError: then nothing was moved, unless it says
    otherwise.
    """
    for alias in ALIASES:
        _can_be_filled(alias)
    with opened({DEFAULT: record, KEYS: keys}):
        _is_of(config.force, record)
        with read_instead():
            before = verified(progress=lambda done, total: progress("Verifying the files", done, total))
        if not before.whole:
            raise MovedNotWhole("The record in these files is NOT whole", before.faults)
        return _filled(before, progress)


def _filled(before: Report, progress: Progress) -> Moved:
    """Both databases filled, verified and committed."""
    keys_are_there = False
    try:
        with transaction.atomic(using=DEFAULT):
            with transaction.atomic(using=KEYS):
                for alias in ALIASES:
                    filling.have_alone(connections[alias], [moved_rows.name_of(one) for one in moved_rows.of(alias)])
                    _is_empty(alias)
                rows = _copied(progress)
                after = verified_here(progress=lambda done, total: progress("Verifying the copy", done, total))
                _same(before, after)
            keys_are_there = True
    except DatabaseError as fault:
        if keys_are_there:
            raise NoMove(
                f"The keys are in {backend_of(connections[KEYS]).where()}, and whether the record was saved is not "
                "known. Look with: proviso record verify. Where nothing has been recorded, make both databases anew, "
                "and move again; the files are as they were."
            ) from fault
        raise
    for alias in ALIASES:
        filling.count_anew(connections[alias])
    return Moved(after, rows, sum(len(moved_rows.of(alias)) for alias in ALIASES))


def _can_be_filled(alias: str) -> None:
    """Raises NoMove where the database that is set is a file, or was not migrated by the role that asks."""
    connection = connections[alias]
    where = backend_of(connection).where()
    if connection.vendor != "postgresql":
        example = BACKENDS["postgresql"].accepted
        raise NoMove(
            f"{where} is where the settings want the service moved to, and a service is moved to PostgreSQL alone: "
            f"set {SETTINGS[alias]}, such as {example}"
        )
    if missing := lacking(connection):
        raise NoMove(
            f"{where} lacks {len(missing)} migrations, so nothing was moved into it. Migrate it first, as the role "
            "that owns it: proviso migrate --service-role"
        )
    if not filling.owns_every_table(connection):
        role = connection.settings_dict["USER"]
        raise NoMove(
            f"{role} does not own the tables of {where}, so it may not fill them. Run this as the role that migrated "
            "them, not as the service’s."
        )


def _is_of(force: str, record: Path) -> None:
    """Raises NoMove where the file is of another force than is set, or of none yet."""
    from proviso.accounts.models import Force

    codes = list(Force.objects.using(SOURCES[DEFAULT]).order_by("pk").values_list("code", flat=True))
    if not codes:
        raise NoMove(f"{record} holds no force yet, so there is nothing to move: begin anew with proviso add-force")
    if codes != [force]:
        raise NoMove(f"{record} is of the force {', '.join(codes)}, and the settings are of {force or 'none'}.")


def _is_empty(alias: str) -> None:
    for model in moved_rows.of(alias):
        if model._base_manager.using(alias).exists():
            raise NoMove(
                f"{backend_of(connections[alias]).where()} is not empty: there are rows in "
                f"{moved_rows.name_of(model)}. Nothing was moved. Make a new database, migrate it, and move into that."
            )


def _copied(progress: Progress) -> int:
    """Everything copied, and read back. Returns how many rows there are. Raises NoMove."""
    every = [(alias, model) for alias in ALIASES for model in moved_rows.of(alias)]
    total = sum(moved_rows.count(model, SOURCES[alias]) for alias, model in every)
    done = 0

    def tick(rows: int) -> None:
        nonlocal done
        done += rows
        progress("Copying", done, 2 * total)

    with filling.without_triggers(connections[DEFAULT]):
        read = {model: moved_rows.copy(model, alias, tick) for alias, model in every}
        for alias in ALIASES:
            try:
                connections[alias].check_constraints()
            except DatabaseError as fault:
                raise moved_rows.not_taken(None, fault) from fault
    for alias, model in every:
        if moved_rows.content(model, alias, tick) != read[model]:
            raise NoMove(
                f"{moved_rows.name_of(model)} is not in PostgreSQL as it was in SQLite: nothing was moved. Report "
                "it to whoever supports this service."
            )
    return sum(one.rows for one in read.values())


def _same(before: Report, after: Report) -> None:
    """Raises MovedNotWhole, or NoMove where a log ends elsewhere, has another root or opens less."""
    if not after.whole:
        raise MovedNotWhole("The copy of the record is NOT whole, so it was taken back", after.faults)
    if after.logs != before.logs:
        raise NoMove("The logs of the copy do not end where those of the files do: nothing was moved.")
