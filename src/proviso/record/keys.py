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
from typing import ClassVar, Protocol, TypeAlias

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from django.conf import settings
from django.db import IntegrityError, connections, transaction
from django.utils.module_loading import import_string

from proviso.record.models import KEYS, Entry, WrappedKey
from proviso.record.secure_deletion import secure_delete

KEY_BYTES = 32
NONCE_BYTES = 12
WITNESSES = 20
"""How many keys are tried before a key-encryption key counts as the wrong one, where no force's own is stored."""
NEWBORN = timedelta(hours=1)
"""A key without entries is left alone for this long: its case's first entry may be about to be committed."""


class KeyLost(Exception):
    """The data key of a case is missing or damaged, and was not erased on purpose."""


class KeyErased(Exception):
    """The case was erased: its data key was destroyed on purpose."""


class KeyEncryptionUnusable(Exception):
    """The key-encryption key is missing, is not 32 bytes, or is not the one that the stored keys were wrapped under.

    `code` and `status` are what a refusal of the case has: this one is of no case, and stops whatever was being done.
    """

    code: ClassVar[str] = "key_encryption_unusable"
    status: ClassVar[int] = 503


class SealBroken(Exception):
    """Sealed bytes were changed, belong elsewhere, or were sealed under another key."""


class SealMisplaced(SealBroken):
    """What was sealed is whole under this key, and belongs elsewhere: the key is the right one."""


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
            with path.open("rb") as file:
                self._key = file.read(KEY_BYTES + 1)  # a device such as /dev/full has no end
        except OSError as error:
            raise KeyEncryptionUnusable(f"the key-encryption key at {path} cannot be read: {error.strerror}") from error
        if (size := len(self._key)) != KEY_BYTES:
            many = f"{size} bytes" if size < KEY_BYTES else f"more than {KEY_BYTES} bytes"
            raise KeyEncryptionUnusable(f"the key-encryption key at {path} is {many}, not {KEY_BYTES}")

    def same_as(self, other: "KeyFile") -> bool:
        """Whether another file holds the same key."""
        return compare_digest(self._key, other._key)

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
            raise SealMisplaced("the wrapped key was changed, or belongs to another case")
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
    """Make and commit the key of a new case; its first entry follows.

    What wraps it has opened another in the same transaction, so that no two keys are wrapped under different ones.
    Raises IntegrityError where the case has a key, KeyEncryptionUnusable.
    """
    key, made_at = os.urandom(KEY_BYTES), int(time())
    with transaction.atomic(using=KEYS):
        wrapped = proved().wrap(key, about_key(case, made_at))
        WrappedKey.objects.create(case=case, wrapped=wrapped, made_at=made_at)
    return DataKey(case, key)


def proved() -> KeyEncryption:
    """What wraps keys here, once it has opened one that is stored: a force's own, or another where there is none.

    Where it opens none its file is read again, since the key may have been changed meanwhile. Raises
    KeyEncryptionUnusable; also where the record has entries and no key is stored.
    """
    stored = _witnesses()
    if not stored and Entry.objects.exists() and not (stored := _witnesses()):  # one may have been made meanwhile
        raise KeyEncryptionUnusable(
            "no key is stored, and the record has entries: keys_database is empty, or names another database"
        )
    if stored and not _opens_one(stored):
        key_encryption.cache_clear()
        if not _opens_one(stored):
            raise KeyEncryptionUnusable(
                "the key-encryption key is not the one that the stored keys were wrapped under: nothing was changed; "
                "restore the file that belongs to this database of keys" + _of_another_force(stored)
            )
    return key_encryption()


def _of_another_force(stored: "Collection[_Stored]") -> str:
    """What to say where a force's own key is stored and the record has no entry of that force."""
    own = sorted(case.removeprefix(own_case("")) for case, *_ in stored if case.startswith(own_case("")))
    if not own or Entry.objects.filter(case__in=[own_case(log) for log in own]).exists():
        return ""
    return f", or name the right database of keys: this one is of {', '.join(own)}"


_Stored: TypeAlias = tuple[str, bytes | memoryview, int]


def _witnesses() -> list[_Stored]:
    """Keys to prove the key-encryption key by. A force's own, where there is one, alone: what was once wrapped under a
    wrong key does not speak for it."""
    rows = WrappedKey.objects.order_by("case").values_list("case", "wrapped", "made_at")
    own = own_case("")
    return list(rows.filter(case__gte=own, case__lt=own[:-1] + chr(ord(own[-1]) + 1))[:WITNESSES] or rows[:WITNESSES])


def _opens_one(stored: Collection[_Stored]) -> bool:
    encryption = key_encryption()
    for case, wrapped, made_at in stored:
        try:
            encryption.unwrap(bytes(wrapped), about_key(case, made_at))
        except SealMisplaced:
            return True
        except SealBroken:
            continue
        return True
    return False


def about_key(case: str, made_at: int) -> bytes:
    """What a wrapped key is bound to. The machine's clock, not the record's: it only tells what may be swept."""
    return f"{made_at} {case}".encode()


def ensure(case: str) -> DataKey:
    """The key of the case, made if there was none: for a force's own entries, whose first could be any.

    Raises KeyLost where there are entries of it already: another key would open none of them. KeyEncryptionUnusable.
    """
    try:
        return of(case)
    except KeyLost:
        if Entry.objects.filter(case=case).exists():
            raise
        try:
            return create(case)
        except IntegrityError:
            return of(case)


def of(case: str) -> DataKey:
    """The key of the case. Raises KeyErased, KeyLost where the key is missing or damaged, KeyEncryptionUnusable."""
    found = of_many([case])
    if case in found:
        return found[case]
    if Entry.objects.filter(case=case, body__isnull=True).exists():
        raise KeyErased(f"{case} was erased")
    raise KeyLost(f"{case} has no data key")


def of_many(cases: Collection[str]) -> dict[str, DataKey]:
    """The keys of many cases in one query; those without one are left out.

    Raises KeyLost where one is damaged, KeyEncryptionUnusable where that is not the key's own fault.
    """
    try:
        return {case: unwrapped(case, wrapped, made_at) for case, wrapped, made_at in _rows(cases)}
    except KeyLost:
        proved()  # it may have been changed since this process read it
        return {case: unwrapped(case, wrapped, made_at) for case, wrapped, made_at in _rows(cases)}


def _rows(cases: Collection[str]) -> list[tuple[str, bytes | memoryview, int]]:
    """The wrapped keys of these cases. Plain SQL: it is asked before every page of a case."""
    if not cases:
        return []
    places = ", ".join(["%s"] * len(cases))
    with connections[KEYS].cursor() as cursor:
        cursor.execute(f'SELECT "case", wrapped, made_at FROM {_TABLE} WHERE "case" IN ({places})', list(cases))  # noqa: S608
        rows: list[tuple[str, bytes | memoryview, int]] = cursor.fetchall()
    return rows


_TABLE = WrappedKey._meta.db_table


def unwrapped(case: str, wrapped: bytes | memoryview, made_at: int) -> DataKey:
    """The data key of the case from its row. Raises KeyLost where that was changed."""
    try:
        return DataKey(case, key_encryption().unwrap(bytes(wrapped), about_key(case, made_at)))
    except SealBroken as error:
        raise KeyLost(f"the data key of {case} cannot be unwrapped: {error}") from error


def destroy(cases: Collection[str]) -> None:
    """Delete the keys of these cases so that no page of the file, nor its write-ahead log, still holds them."""
    with secure_delete(KEYS):
        WrappedKey.objects.filter(case__in=cases).delete()
