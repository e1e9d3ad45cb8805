"""Which case has which crime reference, as far as keyed digests say it: for joining a file to cases in memory.

Nobody's reference is in it. Reads and changes nothing else.
"""

from collections.abc import Iterable
from hashlib import sha256

from proviso.casework.models import CrimeReference
from proviso.casework.projection import lookup_key

_BLOCK = 64
_INNER, _OUTER = 0x36, 0x5C


def cases_by_digest(force: str) -> list[tuple[str, str]]:
    """The digest of each crime reference of a force’s cases, with the case; one of several cases several times."""
    return list(CrimeReference.objects.filter(force=force).values_list("digest", "case_id"))


def digests_of(force: str, spellings: Iterable[str]) -> list[str]:
    """The digests of references that are in one spelling already, as `projection.lookup` makes them, but many at once:
    HMAC-SHA256 (RFC 2104) with the two halves of its key taken in once."""
    key = lookup_key()
    padded = (sha256(key).digest() if len(key) > _BLOCK else key).ljust(_BLOCK, b"\0")
    inner = sha256(bytes(one ^ _INNER for one in padded) + f"{force}\0".encode())
    outer = sha256(bytes(one ^ _OUTER for one in padded))
    found = []
    for words in spellings:
        within, whole = inner.copy(), outer.copy()
        within.update(words.encode())
        whole.update(within.digest())
        found.append(whole.hexdigest())
    return found
