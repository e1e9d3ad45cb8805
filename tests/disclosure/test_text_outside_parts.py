"""Text before the first part of a message or after its last one (RFC 2046, 5.1.1), which mail programs hide: the reader
is told of it, unless it is what mail programs write there themselves."""

import pytest

from proviso.disclosure.message_text import OUTSIDE_PARTS
from proviso.disclosure.reading import Arrived, read_message

CUSTOMARY = (
    "This is a multi-part message in MIME format.",
    "This is a multi-part message in MIME format...",
    "This is a multipart message in MIME format",
    "This is a multipart MIME message.",
    "This is a MIME-encapsulated message.",
    "This is a MIME-encapsulated message",
    "This is a MIME-formatted message.  If you see this text it means that your\n"
    "E-mail software does not support MIME-formatted messages.",
    "  This message is in MIME format.  The first part should be readable text,\n"
    "  while the remaining parts are likely unreadable without MIME-aware tools.",
    "> This message is in MIME format. Since your mail reader does not understand\n"
    "this format, some or all of this message may not be legible.",
    "> THIS IS A MESSAGE IN 'MIME' FORMAT.  Your mail reader does not support MIME.\n"
    "> You may not be able to read some parts of this message.",
    "This is a cryptographically signed message in MIME format.",
    "This is an OpenPGP/MIME signed message (RFC 4880 and 3156)",
    "You will not see this in a MIME-aware mail reader.",
    "If you are reading this, your e-mail client does not support MIME.",
    "This is a MIME-encoded message; it has several parts of this message.",
    "This is the preamble.  It is to be ignored, though it\nis a handy place for mail composers to include an\n"
    "explanatory note to non-MIME conformant readers.",
    "This is the epilogue.  It is also to be ignored.",
    "",
    " \n\t\n\n",
)
OF_SOMEBODY = (
    "She moved to her sister’s on Monday.",
    "This is a multi-part message in MIME format.\n\nPlease ring before you send anybody.",
    "MIME " + "a mime " * 100,
    "This is a MIME message. We have visited her at 14 Mill Lane.",
    "This is a multi-part message in MIME format\nDo not ring her: he reads her telephone",
    "This is a multi-part message in MIME format, and she moved on Monday",
    "This is a MIME message. Her e-mail program shows him all that you write.",
    "-- \nThe desk",
    "\xa3100",
    "x",
)


def message(before: str = "", after: str = "", kind: str = "mixed", ends: str = "\n") -> bytes:
    lines = f"Content-Type: multipart/{kind}; boundary=b\n\n{before}\n--b\n\nYes\n--b\n\nNo\n--b--\n{after}"
    return lines.replace("\n", ends).encode()


def told(read: Arrived) -> bool:
    return OUTSIDE_PARTS in read.notes


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("text", OF_SOMEBODY)
def test_text_outside_the_parts_is_told(text: str, ends: str) -> None:
    assert told(read_message(message(before=text, ends=ends)))
    assert told(read_message(message(after=text, ends=ends)))


@pytest.mark.parametrize("text", CUSTOMARY)
def test_what_mail_programs_write_there_themselves_is_not(text: str) -> None:
    for ends in ("\n", "\r\n"):
        assert not told(read_message(message(before=text, ends=ends)))
        assert not told(read_message(message(after=text, ends=ends)))


@pytest.mark.parametrize("kind", ["mixed", "alternative", "related", "signed", "report", "digest"])
def test_whatever_kind_its_parts_are_of(kind: str) -> None:
    assert told(read_message(message(before="Ring first", kind=kind)))
    assert not told(read_message(message(kind=kind)))


@pytest.mark.parametrize(
    ("before", "after"), [("Ring first", ""), ("", "Ring first"), ("\n" * 9_000 + "Ring first", "")]
)
def test_of_parts_within_parts_and_of_an_enclosed_message_too(before: str, after: str) -> None:
    inner = message(before, after)
    head = b"Content-Type: multipart/mixed; boundary=outer\n\n--outer\n"
    assert told(read_message(head + inner + b"\n--outer--\n"))
    assert told(read_message(head + b"Content-Type: message/rfc822\n\nFrom: a@b.example\n" + inner + b"\n--outer--\n"))
    assert not told(read_message(head + message() + b"\n--outer--\n"))


def test_a_message_that_ends_before_its_last_boundary_has_nothing_after_it() -> None:
    whole = message()
    assert not told(read_message(whole.removesuffix(b"--b--\n")))
    assert not told(read_message(b"Content-Type: text/plain\n\nYes\n--b--\nNo\n"))


def test_nothing_of_such_text_is_shown_and_a_long_one_is_passed_over() -> None:
    read = read_message(message(before="Ring first", after="Or write\n" * 400_000))
    assert (told(read), read.text) == (True, "Yes\n\nNo")
