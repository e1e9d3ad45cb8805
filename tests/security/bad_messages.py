"""Messages that have broken readers of mail, as public reports of them describe. None names a case of ours.

`BAD` are small enough for an mbox of them all; `LARGE` come one by one.
"""

import random
from base64 import encodebytes
from collections.abc import Callable, Mapping
from types import MappingProxyType

MB = 1024 * 1024


def _of(header: bytes, body: bytes = b"words") -> bytes:
    return b"Message-ID: <bad@elsewhere.example>\n" + header + b"\n\n" + body + b"\n"


def _html(markup: bytes) -> bytes:
    return _of(b"Content-Type: text/html; charset=utf-8", markup)


def _text(charset: bytes, body: bytes = b"words", encoding: bytes = b"8bit") -> bytes:
    return _of(b"Content-Type: text/plain; charset=" + charset + b"\nContent-Transfer-Encoding: " + encoding, body)


def _parts(body: bytes, kind: bytes = b"mixed") -> bytes:
    return _of(b"Content-Type: multipart/" + kind + b"; boundary=b", body)


def _nested(depth: int) -> bytes:
    one = b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n"
    ends = b"".join(b"--b%d--\n" % level for level in reversed(range(depth)))
    return _of(b"Subject: x\n" + b"".join(one % (level, level) for level in range(depth)), b"deep\n" + ends)


_COSTLY_HEADERS = b"Content-Type: text/plain" + b";" * 9_900 + b"\nContent-Disposition: x" + b';"=' * 3_300

TOO_DEEP: Mapping[str, bytes] = MappingProxyType(
    {
        "2,000 nested parts": _nested(2_000),
        "1,500 nested messages": _of(b"Subject: x\n" + b"Content-Type: message/rfc822\n\n" * 1_500),
    }
)
TOO_MANY_PARTS: Mapping[str, bytes] = MappingProxyType(
    {
        "100,000 parts": _parts(b"--b\n\nx\n" * 100_000),
        "parts of messages of parts": _parts(b"--b\n\n" * 2_000, b"digest"),
    }
)
BEYOND_LIMITS: Mapping[str, bytes] = MappingProxyType(
    {
        "headers that take long": _parts((b"--b\n" + _COSTLY_HEADERS + b"\n\nx\n") * 600),
        "text that takes much memory": _html("😀<p>".encode() * (2 * MB // 7)),
    }
)
READ: Mapping[str, bytes] = MappingProxyType(
    {
        "brackets without end": _of(b"From: " + b"(" * 2_000),
        "very many brackets": _of(b"From: " + b"(" * 100_000),
        "groups without end": _of(b"From: x" + b":" * 100_000),
        "an address of commas": _of(b"From: " + b"a," * 100_000),
        "a name that is encoded without end": _of(b"Subject: " + b"=?utf-8?q?" * 20_000),
        "encoded words with nothing in them": _of(b"Subject: " + b"=?utf-8?b?a?= " * 20_000),
        "a word in idna": _of(b"Subject: =?idna?q?xn--016cpos" + b"a" * 5_000 + b"?="),
        "<a without end": _html(b"<a " * 100_000),
        "comments without end": _html(b"<!--" * 50_000),
        "sections without end": _html(b"<![CDATA[" * 50_000),
        "scripts without end": _html(b"<script>" * 50_000),
        "quotes without end": _html(b'<a =">' * 50_000),
        "equals": _html(b"<a " + b"=" * 500_000),
        "less than": _html(b"<" * 100_000),
        "a reference of digits": _html(b"&#" + b"9" * 500_000),
        "idna": _text(b"idna", b"xn--016cpos" + b"a" * 5_000),
        "punycode": _text(b"punycode", b"x-" + b"9" * 100_000),
        "undefined": _text(b"undefined"),
        "escapes": _text(b"unicode_escape", rb"\ud800\8\N{BULLET}" * 1_000),
        "zlib": _text(b"zlib"),
        "rot13": _text(b"rot13"),
        "utf-7": _text(b"utf-7", b"+AAA" * 10_000),
        "halves of characters": _text(b"utf-16", b"\x00\xd8" * 10_000),
        "an encoding with a NUL": _text(b"utf\x00-8"),
        "an encoding with a path": _text(b"../../encodings"),
        "an encoding without end": _text(b"x" * 200_000),
        "base64 that is none": _text(b"utf-8", b"!@#$" * 10_000, b"base64"),
        "files in uuencode": _text(b"utf-8", b"begin 644 x\n" * 10_000, b"x-uuencode"),
        "a name with and without its number": _of(b"Content-Type: text/plain; name*=a; name*0*=utf-8''b; name*1*=c"),
        "a name with a number too long": _of(b"Content-Type: text/plain; name*" + b"9" * 5_000 + b"*=a"),
        "a name in idna": _of(b"Content-Type: text/plain; name*=idna''xn--016cpos" + b"a" * 5_000),
        "a boundary without end": _of(
            b"Content-Type: multipart/mixed; boundary=" + b"b" * 200_000, b"--" + b"b" * 200_000
        ),
        "one boundary within itself": _parts(b"--b\nContent-Type: multipart/mixed; boundary=b\n\n" * 800),
        "no boundary": _of(b"Content-Type: multipart/mixed; boundary=", b"--\n\nx\n----\n"),
        "a year before years": _of(b"Date: Sat, 01 Jan 0000 00:00:00 +0000"),
        "a year after years": _of(b"Date: Mon, 20 Nov 9999999999 12:00:00 +0000"),
        "a zone out of range": _of(b"Date: Mon, 20 Nov 2026 12:00:00 +99999999"),
        "a date of nothing": _of(b"Date: \n \n"),
        "50,000 headers": _of(b"a:\n" * 50_000 + b"Subject: x"),
        "a header without end": _of(b"Subject: " + b"x" * 500_000),
        "a header of many lines": _of(b"References: x\n" + b" <a@b>\n" * 50_000 + b"X: y"),
        "NULs": _of(b"Subject: \x00", b"\x00" * 10_000),
        "nothing but lines": _of(b"Subject: x", b"\n" * 100_000),
        "one long line": _of(b"Subject: x", b"x" * 500_000),
        "carriage returns": _of(b"Subject: x", b"\r" * 100_000),
    }
)


def _honest(size: int) -> bytes:
    scan = encodebytes(random.Random(1).randbytes(size * 3 // 4)).replace(b"\n", b"\r\n")
    head = b"Content-Type: text/plain\r\n\r\nShe has leave\r\n--b\r\nContent-Type: application/pdf; name=scan.pdf\r\n"
    return _parts(b"--b\r\n" + head + b"Content-Transfer-Encoding: base64\r\n\r\n" + scan + b"--b--\r\n")


HONEST: Mapping[str, Callable[[], bytes]] = MappingProxyType(
    {
        "15 MB of attachments": lambda: _honest(15 * MB),
        "30 MB of attachments": lambda: _honest(30 * MB),
    }
)
LARGE: Mapping[str, Callable[[], bytes]] = MappingProxyType(
    {
        "<a without end, 45 MB": lambda: _html(b"<a " * (15 * MB)),
        "one line of 45 MB": lambda: _text(b"utf-8", b"x" * 45 * MB),
        "45 MB of lines": lambda: _text(b"utf-8", b"\n" * 45 * MB),
        "45 MB of headers": lambda: b"Subject: x\n" + b"a:\n" * (15 * MB),
        "a header of 45 MB": lambda: _of(b"From: " + b"(" * 45 * MB),
        "45 MB of brackets in quotes": lambda: _of(b"From: " + b'"(' * (22 * MB)),
        "a million boundaries": lambda: _parts(b"--b--\n--b\n" * 1_000_000),
        "45 MB within 150 parts": lambda: _nested(150)[:-1] + b"--x\n" * (11 * MB),
    }
)
