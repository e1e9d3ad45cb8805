"""Whether text holds a private key, or a store that may hold one: it is then taken nowhere, and shown to nobody.

Looked for are the words around a key in any spelling, and its bytes in base64 or hexadecimal without any words. Seeing
one too many costs a question; one too few leaves a key that has to be replaced where others read it.
"""

import re
import unicodedata
from base64 import b64decode
from collections.abc import Iterator

_ARMOUR = re.compile(r"(?:begin|end)(?:(?!certificate|begin|end)[a-z0-9]){0,30}privatekey")
_WORDS = re.compile(
    r"puttyuserkeyfile|agesecretkey1|privateexponent\d*|privatekey\d+bit|procty?pe4encrypted|dekinfo[a-z0-9]+cbc"
)
"""What stands in a key, or before it, in the ways of writing without that armour. Letters and figures alone."""
_JSON = re.compile(r"""['"]?d['"]?\s*[:=]\s*['"][A-Za-z0-9_+/=-]{20,}""")
"""The secret number of a JSON Web Key (RFC 7518, 6.2.2 and 6.3.2)."""
_XML = re.compile(r"<\s*(?:D|P|Q|InverseQ)\s*>[\sA-Za-z0-9+/=]{20,}<", re.IGNORECASE)

_LONG = rb"(?:[\x20-\x7f\x80]|\x81[\x00-\xff]|\x82[\x00-\xff]{2}|\x83[\x00-\xff]{3})"
_ANY = rb"(?:[\x00-\x7f\x80]|\x81[\x00-\xff]|\x82[\x00-\xff]{2}|\x83[\x00-\xff]{3})"
_DER = re.compile(
    rb"\x30"
    + _LONG
    + rb"\x02\x01[\x00\x01\x03](?:[\x02\x04]|\x30"
    + _ANY
    + rb"\x06(?!\x07\x2a\x86\x48\xce\x3d\x01))"  # PKCS #1, 8 and 12; SEC 1; DSA
    rb"|\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x05[\x00-\x0f]"  # encrypted by PKCS #5
    rb"|\x06\x0a\x2a\x86\x48\x86\xf7\x0d\x01\x0c[\x01\x0a]"  # encrypted by PKCS #12, or one of its bags
    rb"|openssh-key-v1\x00|\xfe\xed\xfe\xed\x00\x00\x00|\xce\xce\xce\xce\x00\x00\x00"  # OpenSSH; stores of Java
    rb"|PRIVATE KEY",
    re.DOTALL,
)
_DASHES = re.compile(r"[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_LONGEST = 4 * 1024 * 1024


def holds_private_key(text: str) -> bool:
    """Whether text holds a private key of any kind, or a store of keys."""
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", text[:_LONGEST]))
    letters = re.sub(r"[^a-z0-9]", "", plain.casefold())
    if _ARMOUR.search(letters) or _WORDS.search(letters):
        return True
    if ("kty" in plain and _JSON.search(plain)) or ("rsakeyvalue" in letters and _XML.search(plain)):
        return True
    return any(_DER.search(one) for one in _bytes_in(plain))


def _bytes_in(plain: str) -> Iterator[bytes]:
    """What text says in base64 and in hexadecimal, read from each place at which it may begin."""
    packed = re.sub(r"\\[nrt]|[\s\x00>\"'|]", "", plain)
    # Several dashes are a line before or after a key, or figures of it in the base64 of addresses.
    readings = dict.fromkeys((re.sub(r"-{2,}", "=", packed), packed))
    spelled = "=".join(readings).replace("-", "+").replace("_", "/")
    for run in re.findall(r"[A-Za-z0-9+/]{40,}", spelled):
        for begins in range(4):
            whole = len(run) - (len(run) - begins) % 4
            yield b64decode(run[begins:whole])
    for run in re.findall(r"[0-9A-Fa-f]{64,}", re.sub(r"0x|[\s:,\\]|\\x", "", plain)):
        for begins in range(2):
            yield bytes.fromhex(run[begins : len(run) - (len(run) - begins) % 2])
