"""Pictures made small: few colours come back exactly, many come close, and other kinds of picture are refused."""

import struct
import zlib

import pytest

from scripts.palette import SIGNATURE, Colour, NotThisPicture, read, with_palette


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(rows: list[list[Colour]], kind: int = 2, depth: int = 8) -> bytes:
    """A PNG without filters."""
    alpha = b"\xff" if kind == 6 else b""
    packed = b"".join(b"\0" + b"".join(bytes(colour) + alpha for colour in row) for row in rows)
    head = struct.pack(">IIBBBBB", len(rows[0]), len(rows), depth, kind, 0, 0, 0)
    return SIGNATURE + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(packed)) + chunk(b"IEND", b"")


def palette_of(small: bytes) -> tuple[int, int, list[Colour]]:
    """Width, height and pixels of what `with_palette` wrote."""
    width, height = struct.unpack(">II", small[16:24])
    parts = {}
    at = len(SIGNATURE)
    while at < len(small):
        (length,) = struct.unpack(">I", small[at : at + 4])
        parts[small[at + 4 : at + 8]] = small[at + 8 : at + 8 + length]
        at += length + 12
    colours = parts[b"PLTE"]
    rows = zlib.decompress(parts[b"IDAT"])
    indexes = [i for y in range(height) for i in rows[y * (width + 1) + 1 : (y + 1) * (width + 1)]]
    return width, height, [(colours[3 * i], colours[3 * i + 1], colours[3 * i + 2]) for i in indexes]


@pytest.mark.parametrize("kind", [2, 6])
def test_few_colours_come_back_exactly(kind: int) -> None:
    rows: list[list[Colour]] = [[(255, 255, 255), (29, 112, 184), (0, 0, 0)], [(1, 2, 3), (0, 0, 0), (255, 255, 255)]]
    assert palette_of(with_palette(png(rows, kind))) == (3, 2, [pixel for row in rows for pixel in row])


def test_many_colours_come_close() -> None:
    rows = [[(x, y, (x + y) // 2) for x in range(0, 256, 4)] for y in range(0, 256, 8)]
    _, _, pixels = palette_of(with_palette(png(rows)))
    assert len(set(pixels)) <= 256
    assert len(pixels) == 64 * 32


@pytest.mark.parametrize("how", range(5))
def test_every_filter_is_undone(how: int) -> None:
    wanted = [(10 * x + y, 200 - 7 * x, 3 * y) for y in range(3) for x in range(4)]
    plain = [bytes(value for pixel in wanted[y * 4 : y * 4 + 4] for value in pixel) for y in range(3)]
    packed = b""
    for y, row in enumerate(plain):
        packed += bytes([how])
        for at, value in enumerate(row):
            left = row[at - 3] if at >= 3 else 0
            up = plain[y - 1][at] if y else 0
            corner = plain[y - 1][at - 3] if y and at >= 3 else 0
            nearest = min((left, up, corner), key=lambda one: abs(left + up - corner - one))
            packed += bytes([(value - (0, left, up, (left + up) // 2, nearest)[how]) % 256])
    head = struct.pack(">IIBBBBB", 4, 3, 8, 2, 0, 0, 0)
    whole = SIGNATURE + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(packed)) + chunk(b"IEND", b"")
    assert read(whole) == (4, 3, wanted)


@pytest.mark.parametrize("wrong", [b"GIF89a", png([[(0, 0, 0)]], depth=16), png([[(0, 0, 0)]], kind=3)])
def test_another_kind_of_picture_is_refused(wrong: bytes) -> None:
    with pytest.raises(NotThisPicture):
        with_palette(wrong)
