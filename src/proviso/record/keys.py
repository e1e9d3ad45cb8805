"""A key for each case, so that one person's record can be erased and nobody else's (Data Protection Act 2018, s.47).

Data keys are wrapped under the force's key-encryption key and live in a database of their own, written before the
case's first entry and backed up apart: a restored backup of the record does not bring back who was erased. Reads no
entry's body.
"""

import os
from collections.abc import Collection
from datetime import timedelta
from functools import cache
from hashlib import sha256
from hmac import compare_digest
from pathlib import Path
from time import time
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string

from proviso.record.models import KEYS, Entry, WrappedKey
from proviso.record.secure_deletion import secure_delete

KEY_BYTES = 32
NONCE_BYTES = 12
NEWBORN = timedelta(hours=1)
"""A key without entries is left alone for this long: its case's first entry may be about to be committed."""


class KeyLost(Exception):
    """The data key of a case is missing or damaged, and was not erased on purpose."""


class KeyErased(Exception):
    """The case was erased: its data key was destroyed on purpose."""


class KeyEncryptionUnusable(Exception):
    """The key-encryption key is missing or is not 32 bytes."""


class SealBroken(Exception):
    """Sealed bytes were changed, belong elsewhere, or were sealed under another key."""


class KeyEncryption(Protocol):
    """What wraps data keys: a file by default, a key service in a larger force."""

    def wrap(self, key: bytes, about: bytes) -> bytes:
        """The key, wrapped and bound to what it is about."""
        ...

    def unwrap(self, wrapped: bytes, about: bytes) -> bytes:
        """The key again. Raises SealBroken where it was changed or is about something else."""
        ...


class KeyFile:
    """AES key wrap (RFC 3394) under 32 bytes in the file that `PROVISO_KEY_ENCRYPTION_KEY_FILE` names.

    What is wrapped is the data key followed by the SHA-256 of what it is about: a key moved to another case is refused.
    """

    def __init__(self, path: Path | None = None) -> None:
        path = path or settings.PROVISO_KEY_ENCRYPTION_KEY_FILE
        try:
            self._key = path.read_bytes()
        except OSError as error:
            raise KeyEncryptionUnusable(f"the key-encryption key at {path} cannot be read: {error.strerror}") from error
        if len(self._key) != KEY_BYTES:
            raise KeyEncryptionUnusable(f"the key-encryption key at {path} is {len(self._key)} bytes, not {KEY_BYTES}")

    def wrap(self, key: bytes, about: bytes) -> bytes:
        """The key, wrapped and bound to what it is about: 72 bytes."""
        return aes_key_wrap(self._key, key + sha256(about).digest())

    def unwrap(self, wrapped: bytes, about: bytes) -> bytes:
        """The key again. Raises SealBroken where it was changed or is about something else."""
        try:
            key = aes_key_unwrap(self._key, wrapped)
        except (InvalidUnwrap, ValueError) as error:
            raise SealBroken("the wrapped key was changed, or wrapped under another key-encryption key") from error
        if not compare_digest(key[KEY_BYTES:], sha256(about).digest()):
            raise SealBroken("the wrapped key was changed, or belongs to another case")
        return key[:KEY_BYTES]


@cache
def key_encryption() -> KeyEncryption:
    """What wraps keys here: `settings.PROVISO_KEY_ENCRYPTION`, the dotted name of a class, or else a file."""
    name = getattr(settings, "PROVISO_KEY_ENCRYPTION", "proviso.record.keys.KeyFile")
    made: KeyEncryption = import_string(name)()
    return made


class DataKey:
    """A case's own key, unwrapped: AES-256-GCM. Shows nothing of itself when printed."""

    __slots__ = ("_cipher", "case")

    def __init__(self, case: str, key: bytes) -> None:
        self.case = case
        self._cipher = AESGCM(key)

    def __repr__(self) -> str:
        return f"<the data key of {self.case}>"

    def seal(self, plaintext: bytes, about: bytes) -> bytes:
        """A fresh 12-byte nonce, the ciphertext and its 16-byte tag; opens only with the same `about`."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, plaintext, about)

    def open(self, sealed: bytes, about: bytes) -> bytes:
        """The plaintext. Raises SealBroken."""
        try:
            return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], about)
        except (InvalidTag, ValueError) as error:
            raise SealBroken(f"what was sealed for {self.case} was changed, or is out of its place") from error


def own_case(log: str) -> str:
    """The reference under which a force's own entries are kept: officers, adopted policies, erasures."""
    return f"force:{log}"


def create(case: str) -> DataKey:
    """Make and commit the key of a new case; its first entry follows. Raises IntegrityError where the case has one."""
    key, made_at = os.urandom(KEY_BYTES), int(time())
    with transaction.atomic(using=KEYS):
        wrapped = key_encryption().wrap(key, _about(case, made_at))
        WrappedKey.objects.create(case=case, wrapped=wrapped, made_at=made_at)
    return DataKey(case, key)


def _about(case: str, made_at: int) -> bytes:
    """What a wrapped key is bound to. The machine's clock, not the record's: it only tells what may be swept."""
    return f"{made_at} {case}".encode()


def ensure(case: str) -> DataKey:
    """The key of the case, made if there was none: for a force's own entries, whose first could be any."""
    try:
        return of(case)
    except KeyLost:
        try:
            return create(case)
        except IntegrityError:
            return of(case)


def of(case: str) -> DataKey:
    """The key of the case. Raises KeyErased, or KeyLost where the key is missing or damaged."""
    found = of_many([case])
    if case in found:
        return found[case]
    if Entry.objects.filter(case=case, body__isnull=True).exists():
        raise KeyErased(f"{case} was erased")
    raise KeyLost(f"{case} has no data key")


def of_many(cases: Collection[str]) -> dict[str, DataKey]:
    """The keys of many cases in one query; those without one are left out. Raises KeyLost where one is damaged."""
    rows = WrappedKey.objects.filter(case__in=cases).values_list("case", "wrapped", "made_at")
    return {case: unwrapped(case, wrapped, made_at) for case, wrapped, made_at in rows}


def unwrapped(case: str, wrapped: bytes | memoryview, made_at: int) -> DataKey:
    """The data key of the case from its row. Raises KeyLost where that was changed."""
    try:
        return DataKey(case, key_encryption().unwrap(bytes(wrapped), _about(case, made_at)))
    except SealBroken as error:
        raise KeyLost(f"the data key of {case} cannot be unwrapped: {error}") from error


def destroy(cases: Collection[str]) -> None:
    """Delete the keys of these cases so that no page of the file, nor its write-ahead log, still holds them."""
    with secure_delete(KEYS):
        WrappedKey.objects.filter(case__in=cases).delete()
