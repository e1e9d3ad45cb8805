"""What the tests of backups do again and again: record, back up, put back, look."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from proviso.record import keys
from proviso.record.entry import Draft
from proviso.service.backup import making, restoring
from proviso.service.backup.making import Made, Places
from proviso.service.backup.manifest import CopyOf
from proviso.service.config import Config
from tests.accounts.people import NOW
from tests.record.disk import Files
from tests.record.making import record


def recorded(what: Draft, *, now: datetime) -> None:
    """An entry of a new case."""
    record(what, now=now, key=keys.create(what.case))


@dataclass
class Kept:
    """A service whose databases lie in a folder, and where its backups go."""

    files: Files
    places: Places
    minutes: list[int] = field(default_factory=lambda: [0])

    def now(self) -> datetime:
        """A minute after the last time that it was asked."""
        self.minutes[0] += 1
        return NOW + timedelta(minutes=self.minutes[0])

    @property
    def config(self) -> Config:
        """The settings of the service."""
        return self.at(self.files.folder)

    def at(self, folder: Path) -> Config:
        """The settings of a service that is to have its databases in this folder."""
        return Config(
            force="wessmere", database=folder / "default.sqlite3", keys_database=folder / "keys.sqlite3"
        ).model_copy(update={"backup": Config().backup.model_copy(update={"keys_folder": self.places.keys})})

    def made(self, now: datetime | None = None) -> Made:
        """A backup."""
        return making.make(self.config, self.places, now=now or self.now())

    def restored(self, made: Made, folder: Path, keys_of: Made | None = None) -> restoring.Restored:
        """That backup, put back into a folder."""
        config = self.at(folder)
        keys_folder = (keys_of or made).folders[CopyOf.KEYS]
        return restoring.restore(config, restoring.given(config, made.folders[CopyOf.RECORD], keys_folder))
