"""A service on databases that an owner's role migrated and whose role owns nothing; its backups, and where they go."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from django.db import connections

from proviso.service.backup import making, restoring
from proviso.service.backup.making import Made, Places
from proviso.service.backup.manifest import CopyOf
from proviso.service.config import Config
from tests.accounts.people import NOW
from tests.postgresql.cluster import shared
from tests.postgresql.roles import OWNER, SERVICE, signed_in
from tests.record.disk import Databases


def holding(own: Databases) -> dict[str, list[str]]:
    """What there is in the two, by the names of tables and functions."""
    found = {}
    with signed_in(own, OWNER):
        for alias in connections:
            with connections[alias].cursor() as cursor:
                cursor.execute(
                    "SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace UNION "
                    "SELECT proname::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1"
                )
                found[alias] = [name for (name,) in cursor.fetchall()]
    return found


@dataclass
class Kept:
    """A service, and the folders of its backups."""

    own: Databases
    folder: Path
    minutes: list[int] = field(default_factory=lambda: [0])

    def now(self) -> datetime:
        """A minute after the last time that it was asked."""
        self.minutes[0] += 1
        return NOW + timedelta(minutes=self.minutes[0])

    @property
    def places(self) -> Places:
        return Places(self.folder / "record", self.folder / "keys")

    def config(self, own: Databases | None = None, role: str = SERVICE) -> Config:
        """The settings of a service on these databases."""
        record, keys = (shared().url((own or self.own).name(alias), role) for alias in ("default", "keys"))
        made = Config(force="wessmere", home=self.folder, database_url=record, keys_database_url=keys)
        return made.model_copy(update={"backup": made.backup.model_copy(update={"keys_folder": self.places.keys})})

    def made(self, now: datetime | None = None) -> Made:
        """A backup, by the service's role."""
        return making.make(self.config(), self.places, now=now or self.now())

    def given(self, made: Made, keys_of: Made | None = None) -> restoring.Given:
        return restoring.given(self.config(), made.folders[CopyOf.RECORD], (keys_of or made).folders[CopyOf.KEYS])

    def tried(self, made: Made) -> restoring.Restored:
        return restoring.only_look(self.config(), self.given(made))

    def restored(self, made: Made, to: Databases, keys_of: Made | None = None) -> restoring.Restored:
        """That backup, put back into empty databases by their owner."""
        with signed_in(to, OWNER):
            return restoring.restore(self.config(to, OWNER), self.given(made, keys_of))
