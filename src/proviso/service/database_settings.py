"""What a force sets for its two databases: where each is, and the file of the password that a server asks for."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeAlias
from urllib.parse import quote

from pydantic import Field, ValidationInfo, field_validator
from pydantic_settings import BaseSettings

from proviso.record.backends import file_of, place_of, settings_of

DatabaseName: TypeAlias = Literal["database", "keys_database"]
"""The settings that say where a database is; each has another that ends in `_url`."""

DATABASES: Mapping[str, DatabaseName] = MappingProxyType({"default": "database", "keys": "keys_database"})
"""The databases as Django knows them, and the setting that says where each is."""


class DatabaseSettings(BaseSettings):
    """A file of SQLite for each of the two, unless a URL says otherwise."""

    home: Path = Field(Path("var"), description="where the databases and, by default, the keys are kept")
    database: Path | None = Field(None, description="the SQLite file; home/proviso.sqlite3 unless given")
    keys_database: Path | None = Field(None, description="the SQLite file of the cases' own keys, backed up apart")
    database_url: str = Field(
        "",
        repr=False,
        description="the URL of the database instead of `database`, as sqlite:////srv/proviso/record.sqlite3, or for "
        "PostgreSQL postgresql://proviso@db.example/proviso",
    )
    keys_database_url: str = Field(
        "",
        repr=False,
        description="the URL of the database of the cases' own keys instead of `keys_database`, and never the same",
    )
    database_password_file: Path | None = Field(
        None, description="a file with the password of the role in `database_url`, where the server asks for one"
    )
    keys_database_password_file: Path | None = Field(None, description="the same for the role in `keys_database_url`")
    reading_database_url: str = Field(
        "",
        repr=False,
        description="the URL of a machine of PostgreSQL that follows the one in `database_url`, with the same role and "
        "password; the auditor’s table of the record is read there, and may be behind",
    )

    @field_validator("database_url", "keys_database_url")
    @classmethod
    def _usable(cls, url: str, info: ValidationInfo) -> str:
        """The URL, where a database can be kept there and nothing else says where it is; or empty."""
        if not url:
            return url
        place = place_of(url)
        path = (info.field_name or "").removesuffix("_url")
        if info.data.get(path):
            raise ValueError(f"{path} says where this database is too; leave one of them out")
        other = info.data.get("database_url")
        if other and place_of(other) == place:
            raise ValueError("database_url is the same; the cases' own keys need a database apart, backed up apart")
        return url

    @field_validator("database_password_file", "keys_database_password_file")
    @classmethod
    def _of_a_server(cls, path: Path | None, info: ValidationInfo) -> Path | None:
        """The file, which holds a password, for a database that asks for one."""
        if path is None:
            return None
        name = (info.field_name or "").replace("password_file", "url")
        url = info.data.get(name)
        if not url or file_of(url):
            raise ValueError(
                f"a file of SQLite has no password; set {name} to a database of a server, or leave this out"
            )
        if not _first_line(path):
            raise ValueError(f"{path} holds no password")
        return path

    @field_validator("reading_database_url")
    @classmethod
    def _follows(cls, url: str, info: ValidationInfo) -> str:
        """The URL of a server, where the database is on one too and is not this very one; or empty."""
        if not url:
            return url
        place, followed = place_of(url), info.data.get("database_url")
        if not followed or file_of(followed) or file_of(url):
            raise ValueError(
                "only a server of PostgreSQL is followed by another; set both URLs to one, or leave this out"
            )
        if place == place_of(followed):
            raise ValueError("database_url is the same; name a machine that follows it, or leave this out")
        return url

    def django_reading_database(self) -> dict[str, object] | None:
        """Django's settings of the machine that follows, with the password of the one that it follows; None without."""
        if not self.reading_database_url:
            return None
        password = self.database_password_file
        return settings_of(self.reading_database_url) | ({"PASSWORD": _first_line(password)} if password else {})

    def path(self, name: str) -> Path:
        """Where one of the files is: as set, or under `home` by its usual name."""
        usual = {
            "database": "proviso.sqlite3",
            "keys_database": "keys.sqlite3",
            "secret_key_file": "secret-key",
            "key_encryption_key_file": "key-encryption-key",
            "lookup_key_file": "lookup-key",
        }
        return (getattr(self, name) or self.home / usual[name]).absolute()

    def url(self, name: DatabaseName) -> str:
        """The URL of one of the databases: as set, or of its file."""
        return getattr(self, f"{name}_url") or f"sqlite:///{quote(str(self.path(name)))}"

    def django_database(self, name: DatabaseName) -> dict[str, object]:
        """Django's settings of one of the databases, with its password where a file of it is set."""
        path: Path | None = getattr(self, f"{name}_password_file")
        return settings_of(self.url(name)) | ({"PASSWORD": _first_line(path)} if path else {})


def _first_line(path: Path) -> str:
    """The first line of a file that holds a secret. Raises ValueError."""
    try:
        return path.read_text(encoding="utf-8").partition("\n")[0].strip()
    except (OSError, UnicodeDecodeError) as fault:
        why = (fault.strerror if isinstance(fault, OSError) else None) or "it is no text"
        raise ValueError(f"{path} cannot be read: {why}") from fault
