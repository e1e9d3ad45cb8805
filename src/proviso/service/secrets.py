"""The three secrets of a service, each a file that only its owner reads: made once, never overwritten, never printed.

Losing the key-encryption key loses every case; a copy of it belongs where no copy of the databases is.
"""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from proviso.record.backends import file_of
from proviso.service.config import Config

SIGNING_CHARACTERS = 50
KEY_BYTES = 32
OWNER_ONLY = 0o600
FOLDER_OWNER_ONLY = 0o700

_MAKERS: dict[str, Callable[[], bytes]] = {
    "secret_key_file": lambda: secrets.token_urlsafe(64).encode(),
    "key_encryption_key_file": lambda: secrets.token_bytes(KEY_BYTES),
    "lookup_key_file": lambda: secrets.token_bytes(KEY_BYTES),
}

NAMES = tuple(_MAKERS)
"""The settings that name a secret's file."""


def make_secrets(config: Config) -> list[Path]:
    """Make the secret files that are missing, and their folders. Returns those made. Raises `OSError`.

    A file that is there is left as it is, and two processes that start at once agree on the first one's. Where there is
    a database of keys, no key-encryption key is made: a new one would open none of them.
    """
    made = []
    for name, maker in _MAKERS.items():
        path = config.path(name)
        if name == "key_encryption_key_file" and has_keys(config):
            continue
        path.parent.mkdir(mode=FOLDER_OWNER_ONLY, parents=True, exist_ok=True)
        if not path.exists() and _write_once(path, maker()):
            made.append(path)
    return made


def make_key(path: Path) -> bool:
    """Make a file of 32 random bytes; False, and nothing is done, where there is one. Raises `OSError`."""
    path.parent.mkdir(mode=FOLDER_OWNER_ONLY, parents=True, exist_ok=True)
    return not path.exists() and _write_once(path, _MAKERS["key_encryption_key_file"]())


def has_keys(config: Config) -> bool:
    """Whether there is a file of keys already, which only the key-encryption key of then opens."""
    file = file_of(config.url("keys_database"))
    return file is not None and file.exists() and file.stat().st_size > 0


def signing_key(config: Config) -> str:
    """What signs sessions; empty where its file is missing, cannot be read, or holds no text."""
    try:
        return config.path("secret_key_file").read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _write_once(path: Path, content: bytes) -> bool:
    """Write a whole file or none: a kill half way leaves no short key. False when another process was first."""
    draft = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        return False
    finally:
        draft.unlink(missing_ok=True)
    return True
