"""A table that another system exported as CSV, as people really send it: in which encoding, from where on, and what
separates its columns."""

import codecs
import re

SEPARATORS = ",;\t|"


class NoText(Exception):
    """The file holds no text; the message says what to do."""


def text_of(content: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or, where it is neither, as Windows writes it; each line ended by a line feed
    somewhere. Raises NoText."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif b"\0" in content[:4]:
        encodings = ["utf-16-be" if content[:1] == b"\0" else "utf-16-le"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text if "\n" in text else text.replace("\r", "\n")
    raise NoText("The file is no text. Save it as CSV in UTF-8, and try again.")


def beginning(text: str) -> tuple[int, str]:
    """At which character the line of the headings begins, after blank lines and Excel’s “sep=”, and what separates its
    columns."""
    above = re.match(r"\s*(?:sep=.\s*\n)?\s*", text, re.IGNORECASE)
    begins = above.end() if above else 0
    return begins, max(SEPARATORS, key=text[begins:].partition("\n")[0].count)
