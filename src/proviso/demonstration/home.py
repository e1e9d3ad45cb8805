"""The folder of a demonstration: whose it is, who holds it, how it is filled and how it is cleared.

A marker shows that a folder is a demonstration's own: nothing is written to, or deleted from, one that is not.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from proviso.demonstration.mail_server import authority_file, make_servers_certificate
from proviso.demonstration.stand_in import FORCE, paths
from proviso.service.config import Config, config
from proviso.service.databases import migrate, set_up
from proviso.service.secrets import make_secrets

MARKER = "this-is-a-demonstration"
WORDS = "An invented force lives here. `proviso demo --reset` clears this folder.\n"

FILES = ("database", "keys_database", "secret_key_file", "key_encryption_key_file", "lookup_key_file")
"""The settings that name a file: all of them stay inside the folder, whatever a proviso.toml nearby says."""


class NotADemonstrationsHome(Exception):
    """The folder holds something that no demonstration put there; the message says what to do."""


class InUse(Exception):
    """A demonstration is being served from the folder; the message says what to do."""


@contextmanager
def held(home: Path) -> Iterator[IO[str]]:
    """The folder, made if it was not there, with its marker open. Raises NotADemonstrationsHome."""
    marker = home / MARKER
    if home.exists() and not marker.exists() and (not home.is_dir() or any(home.iterdir())):
        raise NotADemonstrationsHome(
            f"{home} was not made by a demonstration, and is left as it is. Choose an empty folder with --home."
        )
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with marker.open("a+", encoding="utf-8") as opened:
        if marker.stat().st_size == 0:
            opened.write(WORDS)
            opened.flush()
        yield opened


def alone(marker: IO[str]) -> bool:
    """Whether nobody else prepares or serves this folder; from then on nobody else can."""
    try:
        fcntl.flock(marker, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def together(marker: IO[str]) -> None:
    """Hold the folder beside others who serve it; whoever prepares it is waited for."""
    fcntl.flock(marker, fcntl.LOCK_SH)


def clear(home: Path) -> None:
    """Delete everything in a demonstration's folder but its marker. Raises NotADemonstrationsHome."""
    if not (home / MARKER).exists():
        raise NotADemonstrationsHome(f"{home} is not a demonstration's folder, and is left as it is.")
    for kept in home.iterdir():
        if kept.name == MARKER:
            continue
        if kept.is_dir() and not kept.is_symlink():
            shutil.rmtree(kept)
        else:
            kept.unlink()


def surroundings(home: Path, mail_port: int | None = None) -> dict[str, str]:
    """The environment of a demonstration in this folder: every path inside it, plain HTTP on loopback alone, e-mail to
    its own mail server on that port of loopback, or to none."""
    usual = Config.model_construct(home=home.absolute())
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("PROVISO_")},
        **{f"PROVISO_{name.upper()}": str(usual.path(name)) for name in FILES},
        "DJANGO_SETTINGS_MODULE": "proviso.service.settings",
        "PROVISO_DATABASE_URL": "",
        "PROVISO_KEYS_DATABASE_URL": "",
        "PROVISO_HOME": str(usual.home),
        "PROVISO_ALLOWED_HOSTS": '["127.0.0.1", "localhost"]',
        "PROVISO_DEMONSTRATION": "true",
        "PROVISO_FORCE": "wessmere",
        "PROVISO_HTTPS": "false",
        "PROVISO_INDEPENDENT_ADVICE": "Invented Advice Centre, Wessmere. Ask at the library on Invented Street.",
        "PROVISO_CONTACT__CONTROLLER": "The Chief Constable of Wessmere Police",
        "PROVISO_CONTACT__FORCE": "Wessmere Police, 1 Invented Street, Wessmere\n01632 960 300",
        "PROVISO_CONTACT__DATA_PROTECTION_OFFICER": "data.protection@wessmere.example",
        "PROVISO_CONTACT__INFORMATION_COMMISSIONER": "The Information Commissioner: commissioner@invented.example",
        "PROVISO_CONTACT__RECIPIENTS": "Disclosure desk, at any hour: 01632 960 301\ndisclosure@wessmere.example",
        "PROVISO_CONTACT__CRIME_REFERENCE_IN_PACKAGES": "true",
        "PROVISO_PROXIES": "0",
        "PROVISO_CLOCK_AHEAD_DAYS": "3660",  # it may be looked at again after years
        "PROVISO_PACE__AFTER_OPENING_MINUTES": "0",  # so that the tutorial can be followed in one sitting, and says so
        "PROVISO_EMAIL__HOST": "127.0.0.1" if mail_port else "",
        "PROVISO_EMAIL__PORT": str(mail_port or 465),
        "PROVISO_EMAIL__TLS": "implicit",
        "PROVISO_EMAIL__USER": "",
        "PROVISO_EMAIL__CA_FILE": str(authority_file(usual.home)),
        "PROVISO_EMAIL__SENDER": "disclosure@wessmere.example",
        "PROVISO_EMAIL__SIGNING_CERTIFICATE_FILE": str(paths(usual.home, FORCE)[0]),
        "PROVISO_EMAIL__SIGNING_KEY_FILE": str(paths(usual.home, FORCE)[1]),
    }


def enter(home: Path, mail_port: int | None = None) -> None:
    """Let this process, and those it starts, be the demonstration's own. Before anything has read the settings."""
    there = surroundings(home, mail_port)
    for name in set(os.environ) - set(there):
        del os.environ[name]
    os.environ.update(there)


def prepare() -> None:
    """Make the secrets, migrate both databases, and seed in a process of its own, whose clock is driven.

    What is there already stays. Raises CalledProcessError where the seeding failed and wrote nothing.
    """
    make_secrets(config())
    make_servers_certificate(config().home, datetime.now(UTC))
    set_up()
    migrate()
    subprocess.run([sys.executable, "-m", "proviso.demonstration"], check=True)
