"""What a force sets: one file, `proviso.toml`, and the environment (`PROVISO_…`). Secrets are paths to files.

Nothing here is a default that decides a case; every deadline is the force's own.
"""

import os
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, field_validator
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from proviso.service.backup_settings import BackupSettings as BackupSettings
from proviso.service.contact_settings import ContactSettings as ContactSettings
from proviso.service.database_settings import DatabaseName as DatabaseName
from proviso.service.database_settings import DatabaseSettings as DatabaseSettings
from proviso.service.figure_settings import FigureSettings as FigureSettings
from proviso.service.host_setting import HostName
from proviso.service.pattern_settings import PatternSettings as PatternSettings
from proviso.service.reminder_settings import ReminderSettings as ReminderSettings
from proviso.service.safeguard_settings import CeilingSettings as CeilingSettings
from proviso.service.safeguard_settings import LookingSettings as LookingSettings
from proviso.service.safeguard_settings import PaceSettings as PaceSettings
from proviso.service.watching_settings import MetricsSettings as MetricsSettings
from proviso.service.watching_settings import SyslogSettings as SyslogSettings

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


class DeadlineSettings(BaseModel):
    """How long each thing may wait, in hours, before it shows as overdue. The guidance sets none (7.2 says
    "without delay" and "as soon as"), so each is the force's own operational choice."""

    model_config = ConfigDict(extra="forbid")

    first_answers: int = Field(24, ge=1, le=24 * 90, description="the questions of a case that was opened")
    sharing: int = Field(24, ge=1, le=24 * 90, description="sharing, once it is due (5.4, 7.2)")
    sending: int = Field(4, ge=1, le=24 * 90, description="sending what was decided")
    leaving: int = Field(2, ge=1, le=24 * 7, description="a message that was ordered by e-mail, until it has been sent")
    call_outcome: int = Field(1, ge=1, le=24 * 7, description="the outcome of a call that was started")
    acknowledgement: int = Field(72, ge=1, le=24 * 90, description="an acknowledgement of what was sent")
    telling_after: int = Field(48, ge=1, le=24 * 90, description="telling the person afterwards (9.1.2)")
    review: int = Field(24, ge=1, le=24 * 90, description="a supervisor's review (5.2)")
    protection: int = Field(4, ge=1, le=24 * 7, description="an immediate measure that is needed (5.1.2, 7.2)")
    look_before: int = Field(1, ge=1, le=24 * 7, description="a supervisor’s look before something is sent")
    second_look: int = Field(24, ge=1, le=24 * 7, description="a second person’s look soon after")
    handover: int = Field(24, ge=1, le=24 * 7, description="a case that is handed over to another unit")


class LogColumnSettings(BaseModel):
    """How a log of the force is written, so that nobody has to say it each time: `proviso reconcile`."""

    model_config = ConfigDict(extra="forbid")

    when: list[str] = Field([], description="the column of the time, or of the day and of the time")
    to: str = Field("", description="the column of the number or mailbox that was called or written to")
    sender: str = Field("", description="the column of the number or mailbox that called or wrote")
    duration: str = Field("", description="the column of how long it lasted")
    spelled: str = Field("%Y-%m-%d %H:%M:%S", description="how a time is written, as strptime spells it")
    zone: str = Field("Europe/London", description="the time zone of times that name none")
    separator: str = Field(",", description="what separates two columns")
    encoding: str = Field("utf-8", description="the encoding of the file, such as cp1252")


class TelephoneLogSettings(LogColumnSettings):
    """How a log of the force's telephones is written."""

    dialled_first: list[str] = Field(
        ["9", "141", "1470"],
        description="what may be dialled before a number: for an outside line, to withhold one’s own",
    )


class Reconciling(BaseModel):
    """How a force's own logs are held against its register."""

    model_config = ConfigDict(extra="forbid")

    minutes_before: int = Field(15, ge=0, le=24 * 60, description="how long before it is said to begin it may lie")
    minutes_after: int = Field(15, ge=0, le=24 * 60, description="how long after it is said to end it may lie")
    telephone: TelephoneLogSettings = Field(default_factory=TelephoneLogSettings)
    email: LogColumnSettings = Field(default_factory=LogColumnSettings)


class EmailSettings(BaseModel):
    """The force's own mail server, and what its messages are signed with (8.1). TLS is always required and checked;
    there is no setting to leave that out. Without a host nothing is sent by e-mail, and what was ordered waits."""

    model_config = ConfigDict(extra="forbid")

    host: HostName = Field("", description="the mail server; nothing is sent by e-mail without one")
    port: int = Field(465, ge=1, le=65_535, description="its port; usually 465 for implicit TLS, 587 for STARTTLS")
    tls: Literal["implicit", "starttls"] = Field("implicit", description="how TLS begins; it is required either way")
    ca_file: Path | None = Field(
        None, description="the only authorities believed about the server, in PEM; the machine’s own where left out"
    )
    user: str = Field("", max_length=120, description="the user to sign in as, where the server asks for one")
    password_file: Path | None = Field(None, description="a file with that user’s password")
    sender: str = Field("", max_length=254, description="the force’s mailbox that messages are from")
    signing_certificate_file: Path | None = Field(
        None, description="the force’s S/MIME certificate in PEM, with those above it after it"
    )
    signing_key_file: Path | None = Field(None, description="its private key in PEM, without a password")


class Config(DatabaseSettings):
    """Everything a force can set. Unknown names are refused, so that a misspelt setting is not silently ignored."""

    model_config = SettingsConfigDict(env_prefix="PROVISO_", env_nested_delimiter="__", extra="forbid")

    secret_key_file: Path | None = Field(None, description="a file of at least 50 characters that signs sessions")
    key_encryption_key_file: Path | None = Field(None, description="a file of 32 bytes that wraps every case's key")
    lookup_key_file: Path | None = Field(None, description="a file of 32 bytes for finding a crime reference")
    allowed_hosts: list[str] = Field(["127.0.0.1", "localhost", "[::1]"], description="names this service answers to")
    https: bool = Field(True, description="cookies and redirects for HTTPS; off only on one machine")
    tls_certificate_file: Path | None = Field(None, description="the certificate chain, where we end TLS ourselves")
    tls_key_file: Path | None = Field(None, description="the private key of that certificate")
    proxies: int = Field(
        0, ge=0, le=5, description="how many proxies of yours are in front and set X-Forwarded-For and -Proto"
    )
    demonstration: bool = Field(False, description="an invented force: seeding and reset are allowed, pages say so")
    force: str = Field("", description="the code of the force whose cases these are")
    marking: str = Field("OFFICIAL-SENSITIVE", max_length=60, description="the marking on every output")
    routes_to_stay: str = Field(
        "", max_length=2000, description="words about routes to stay and advice that the force keeps current (3.1)"
    )
    independent_advice: str = Field(
        "", max_length=1000, description="where people get advice that is independent of the police, a line each (3.2)"
    )
    protection_steps: list[str] = Field(
        [],
        max_length=30,
        description="the steps that the force wants considered before sharing, each with its address at the end (7.2)",
    )
    freedom_of_information: str = Field(
        "",
        max_length=300,
        description="whom to ask for advice on a request under the Freedom of Information Act",
    )
    crime_reference_on_own_list: bool = Field(
        True, description="show the crime reference of a case on the worklist of whoever has it, and on no other"
    )
    accessibility_contact: str = Field(
        "",
        max_length=300,
        description="whom to tell of something that cannot be used, or ask for another format, on /accessibility",
    )
    contact: ContactSettings = Field(default_factory=ContactSettings)
    log_format: Literal["plain", "json"] = Field(
        "plain", description="how the log is written: lines for people, or JSON with the names of ECS"
    )
    language: Literal["en", "cy"] = Field("en", description="the language of pages")
    clock_ahead_days: int = Field(
        31, ge=1, le=3660, description="how many days after the last entry the clock may be before it is not believed"
    )
    clock_behind_seconds: int = Field(
        120, ge=60, le=86_400, description="how many seconds before the last entry it may be, as while others record"
    )
    session_minutes: int = Field(60, ge=5, le=720, description="how long a sign-in lasts without use")
    reauthentication_minutes: int = Field(5, ge=1, le=60, description="how long a password counts before sending")
    ranks: list[str] = Field(
        [
            "staff",
            "constable",
            "sergeant",
            "inspector",
            "chief_inspector",
            "superintendent",
            "chief_superintendent",
            "assistant_chief_constable",
            "deputy_chief_constable",
            "chief_constable",
        ],
        description="the codes of the ranks and grades that an officer can have",
    )
    senior_ranks: list[str] = Field(
        [], description="which of them are senior where a local policy asks for a senior officer; nobody is without one"
    )
    deadlines: DeadlineSettings = Field(default_factory=DeadlineSettings)
    ceilings: CeilingSettings = Field(default_factory=CeilingSettings)
    pace: PaceSettings = Field(default_factory=PaceSettings)
    looking: LookingSettings = Field(default_factory=LookingSettings)
    figures: FigureSettings = Field(default_factory=FigureSettings)
    patterns: PatternSettings = Field(default_factory=PatternSettings)
    email: EmailSettings = Field(default_factory=EmailSettings)
    reminders: ReminderSettings = Field(default_factory=ReminderSettings)
    reconciling: Reconciling = Field(default_factory=Reconciling)
    backup: BackupSettings = Field(default_factory=BackupSettings)
    metrics: MetricsSettings = Field(default_factory=MetricsSettings)
    syslog: SyslogSettings = Field(default_factory=SyslogSettings)

    toml: ClassVar[Path] = Path("proviso.toml")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment wins over the file; there is no .env file and no secret in either."""
        return init_settings, env_settings, InitSettingsSource(settings_cls, _of_the_file())

    @field_validator("senior_ranks")
    @classmethod
    def _of_the_list(cls, senior: list[str], info: ValidationInfo) -> list[str]:
        """The senior ranks, each of which is one of `ranks`."""
        unknown = [rank for rank in senior if rank not in info.data.get("ranks", ())]
        if unknown:
            raise ValueError(f"{', '.join(unknown)} is not in ranks")
        return senior


def _of_the_file() -> dict[str, object]:
    """What the file sets, nothing where there is none. The byte order mark of some editors is no part of it. Raises
    OSError, UnicodeDecodeError and tomllib.TOMLDecodeError."""
    try:
        return tomllib.loads(Config.toml.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}


class SettingsUnusable(Exception):
    """What is set cannot be used; the message is one sentence that names the settings, and quotes none."""


@cache
def config() -> Config:
    """The settings of this process, read once. Raises SettingsUnusable."""
    try:
        found = Config()
        str(found.home.absolute()).encode()  # a database has its path as UTF-8
        return found
    except ValidationError as fault:
        wrong = "; ".join(f"{_name(error)}: {_what(error)}" for error in fault.errors(include_input=False))
    except SettingsError as fault:
        wrong = str(fault)
    except tomllib.TOMLDecodeError as fault:
        wrong = f"{Config.toml.absolute()} is not TOML: {fault}"
    except OSError as fault:
        wrong = f"{Config.toml.absolute()} cannot be read: {fault.strerror}"
    except UnicodeDecodeError:
        wrong = f"{Config.toml.absolute()} cannot be read: it is not text in UTF-8"
    except UnicodeEncodeError:
        wrong = "home lies in a folder whose name is not text in UTF-8"
    except RecursionError:
        wrong = f"something in {Config.toml} or in the environment is nested too deeply"
    raise SettingsUnusable(f"The settings cannot be used: {wrong}. Mend them, as docs/reference/settings.md says.")


def nothing_set_here() -> str:
    """What to do first where something is missing and no file of settings was read: a command that is run in another
    folder than the service's finds nothing of it, and should make nothing there. Empty where one was read."""
    if Config.toml.exists():
        return ""
    return f"There is no {Config.toml} in this folder either: where the service has one, run this beside it. "


def _name(error: "ErrorDetails") -> str:
    """The name of a setting that is wrong, as the file has it, and where it stands when that is the environment."""
    name = ".".join(str(part) for part in error["loc"])
    variable = f"PROVISO_{'__'.join(str(part) for part in error['loc'])}".upper()
    return f"{name} ({variable})" if variable in os.environ else name


_TAKES = {
    "extra_forbidden": "there is no such setting",
    "model_type": "it takes settings of its own, each on a line below its name in square brackets",
    "dict_type": "it takes a table, each of its lines below its name in square brackets",
    "list_type": "it takes a list, in square brackets",
    "path_type": "it takes a path, in quotation marks",
    "string_type": "it takes words, in quotation marks",
    "bool_parsing": "it takes true or false",
    "bool_type": "it takes true or false",
}
"""What is said where a value is of another type, which pydantic says in the words of Python."""


def _what(error: "ErrorDetails") -> str:
    """What is wrong with a setting, in words."""
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    if takes := _TAKES.get(error["type"]):
        return takes
    return error["msg"][0].lower() + error["msg"][1:]
