"""Smaller pictures: a PNG of many colours becomes one of at most 256, as screenshots of flat pages can be.

Reads what chromium writes (8 bits a channel, no interlacing) and nothing else. Standard library alone.
"""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MOST = 256
Colour = tuple[int, int, int]


class NotThisPicture(ValueError):
    """Not a PNG of 8-bit RGB or RGBA without interlacing."""


def with_palette(png: bytes) -> bytes:
    """The same picture with at most 256 colours, each pixel the nearest of the most frequent. Raises NotThisPicture."""
    width, height, pixels = read(png)
    counted = [colour for colour, _ in Counter(pixels).most_common()]
    palette = counted[:MOST]
    index_of = {colour: index for index, colour in enumerate(palette)}
    index_of |= {colour: index_of[_nearest(colour, palette)] for colour in counted[MOST:]}
    rows = b"".join(
        b"\0" + bytes(index_of[pixel] for pixel in pixels[y * width : (y + 1) * width]) for y in range(height)
    )
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", b"".join(bytes(colour) for colour in palette)),
        (b"IDAT", zlib.compress(rows, 9)),
        (b"IEND", b""),
    )
    return SIGNATURE + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )


def read(png: bytes) -> tuple[int, int, list[Colour]]:
    """Width, height and the pixels, row by row. Raises NotThisPicture."""
    if not png.startswith(SIGNATURE):
        raise NotThisPicture("not a PNG")
    chunks = list(_chunks(png))
    width, height, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", chunks[0][1])
    channels = {2: 3, 6: 4}.get(kind)
    if depth != 8 or channels is None or interlaced:
        raise NotThisPicture(f"depth {depth}, colour type {kind}, interlacing {interlaced}")
    packed = zlib.decompress(b"".join(body for name, body in chunks if name == b"IDAT"))
    pixels: list[Colour] = []
    for row in _unfiltered(packed, width * channels, channels, height):
        pixels += zip(row[0::channels], row[1::channels], row[2::channels], strict=True)
    return width, height, pixels


def _nearest(colour: Colour, palette: list[Colour]) -> Colour:
    return min(palette, key=lambda one: sum((mine - its) ** 2 for mine, its in zip(colour, one, strict=True)))


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += length + 12


def _unfiltered(packed: bytes, stride: int, step: int, height: int) -> Iterator[bytearray]:
    """Each row as it was before the encoder's filter (PNG, 9.2)."""
    above = bytearray(stride)
    for y in range(height):
        start = y * (stride + 1)
        how, row = packed[start], bytearray(packed[start + 1 : start + 1 + stride])
        if how == 2:
            row = bytearray((a + b) & 255 for a, b in zip(row, above, strict=True))
        elif how:
            for at in range(stride):
                left = row[at - step] if at >= step else 0
                corner = above[at - step] if at >= step else 0
                guess = (0, left, above[at], (left + above[at]) // 2, _paeth(left, above[at], corner))[how]
                row[at] = (row[at] + guess) & 255
        yield row
        above = row


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    nearest = min(abs(guess - left), abs(guess - up), abs(guess - corner))
    if nearest == abs(guess - left):
        return left
    return up if nearest == abs(guess - up) else corner
