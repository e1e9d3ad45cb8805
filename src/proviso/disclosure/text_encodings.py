"""The bytes of a message as text, by the encodings that the WHATWG names (Encoding Standard): `iso-8859-1` and
`us-ascii` are windows-1252. What stands for no character becomes U+FFFD; nothing goes silently.
"""

import re

import webencodings

from proviso.disclosure.shown_characters import one_line

LONGEST_LABEL = 60
OTHERWISE = webencodings.lookup("windows-1252")
MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xfe\xff", "utf-16be"), (b"\xff\xfe", "utf-16le"))
"""Byte order marks, which count for more than what is named."""

UNNAMED = frozenset({"", "unknown-8bit", "x-unknown", "unknown", "binary", "8bit", "default", "_autodetect", "none"})
"""What programs write where they do not know."""


def decoded(raw: bytes, named: str | None) -> tuple[str, tuple[str, ...]]:
    """Bytes as text, and what has to be said of it where it is not in the encoding that is named."""
    for mark, name in MARKS:
        if raw.startswith(mark):
            return _by(webencodings.lookup(name), raw[len(mark) :]), ()
    label = (named or "").strip().strip("\"'")
    found = webencodings.lookup(label[:LONGEST_LABEL]) if len(label) <= LONGEST_LABEL else None
    if found is None:
        return _unnamed(raw, label)
    if _is_single_byte(found.name) and _is_utf_8(raw):
        return raw.decode(), (f"It says that its text is in {found.name}, but it is in utf-8, and was read so",)
    return _by(found, raw), ()


def _unnamed(raw: bytes, label: str) -> tuple[str, tuple[str, ...]]:
    try:
        text, read_as = raw.decode(), "utf-8"
    except UnicodeDecodeError:
        text, read_as = _by(OTHERWISE, raw), OTHERWISE.name
    if label.lower() in UNNAMED or (raw.isascii() and label.lower() not in _OF_ASCII_ALONE):
        return text, ()
    return text, (
        f"It names an encoding that is not known here (“{one_line(label, LONGEST_LABEL)}”): it was read as {read_as}",
    )


_OF_ASCII_ALONE = frozenset({"utf-7", "unicode-1-1-utf-7", "hz-gb-2312", "iso-2022-cn", "iso-2022-kr"})
"""Encodings that write other letters with those of ASCII."""


def _by(encoding: webencodings.Encoding, raw: bytes) -> str:
    return str(encoding.codec_info.decode(raw, "replace")[0])


def _is_single_byte(name: str) -> bool:
    return name.startswith(("windows-", "iso-8859-", "koi8-", "ibm866", "macintosh", "x-mac-"))


def _is_utf_8(raw: bytes) -> bool:
    """Whether bytes are UTF-8 beyond doubt: one accented capital before a quotation mark may be so by chance."""
    if raw.isascii():
        return False
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return False
    return bool(_BEYOND_DOUBT.search(text))


_BEYOND_DOUBT = re.compile(r"[\x80-\xff]|[\u0800-\U0010ffff]|[^\x00-\x7f].*?[^\x00-\x7f]", re.DOTALL)


def named_in_html(raw: bytes) -> str | None:
    """The encoding that HTML names itself, near its beginning."""
    found = _META.search(raw[:1024])
    label = found.group(1).decode("ascii", "replace") if found else None
    known = webencodings.lookup(label) if label else None
    return "utf-8" if known is not None and known.name.startswith("utf-16") else label


_META = re.compile(rb"<meta\b[^>]{0,500}?charset\s*=\s*[\"']?\s*([^\s\"'/>;]{1,60})", re.IGNORECASE)


def header_text(raw: bytes, named: str | None) -> str:
    """The bytes of an encoded word as text."""
    return decoded(raw, named)[0]
