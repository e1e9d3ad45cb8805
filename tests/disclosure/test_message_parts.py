"""A message is divided as the standard library divides it, and no further than the limits."""

import email
import io
from email.message import EmailMessage, Message

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proviso.disclosure import message_parts
from proviso.disclosure.message_headers import LONGEST_HEADER
from proviso.disclosure.message_parts import Limit, NotRead, Part, divide

WORDS = st.lists(
    st.sampled_from(["", "--", "--b", "--b--", "=20", "Größe", "From x", "a: b", "😀 <b>", " x"]), max_size=6
)
ENCODINGS = st.sampled_from(["base64", "quoted-printable", "8bit"])
ENDINGS = st.sampled_from([b"\n", b"\r\n"])


@st.composite
def texts(draw: st.DrawFn) -> EmailMessage:
    message = EmailMessage()
    kind = draw(st.sampled_from(["plain", "html"]))
    message.set_content("\n".join(draw(WORDS)), subtype=kind, cte=draw(ENCODINGS))
    return message


@st.composite
def files(draw: st.DrawFn) -> EmailMessage:
    message = EmailMessage()
    name = draw(st.sampled_from([None, "a.pdf", "Größe.pdf"]))
    message.set_content(draw(st.binary(max_size=200)), maintype="application", subtype="pdf", filename=name)
    return message


def container(parts: list[EmailMessage], kind: str) -> EmailMessage:
    message = EmailMessage()
    message["Content-Type"] = f"multipart/{kind}"
    message.set_payload([])
    for part in parts:
        message.attach(part)
    return message


def enclosing(inner: EmailMessage) -> EmailMessage:
    message = EmailMessage()
    message.set_content(inner)
    return message


def within(inner: st.SearchStrategy[EmailMessage]) -> st.SearchStrategy[EmailMessage]:
    kinds = st.sampled_from(["mixed", "alternative", "related"])
    return st.builds(container, st.lists(inner, min_size=1, max_size=4), kinds) | st.builds(enclosing, inner)


def leaves(part: Part) -> list[Part]:
    return [leaf for one in part.inner for leaf in leaves(one)] if part.inner else [part]


def decoded(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload


@settings(max_examples=200)
@given(st.recursive(texts() | files(), within, max_leaves=12), ENDINGS, st.sampled_from([80, 100, 64 * 1024]))
def test_it_is_divided_as_the_standard_library_divides_it(message: EmailMessage, ending: bytes, block: int) -> None:
    raw = message.as_bytes().replace(b"\n", ending)
    theirs = [part for part in email.message_from_bytes(raw).walk() if not part.is_multipart()]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(message_parts, "LONGEST_LINE", block)
        ours = leaves(divide(io.BytesIO(raw)))
    assert [part.headers.get_content_type() for part in ours] == [part.get_content_type() for part in theirs]
    assert [part.headers.get_filename() for part in ours] == [part.get_filename() for part in theirs]
    assert [part.size for part in ours] == [len(decoded(part)) for part in theirs]
    for one, other in zip(ours, theirs, strict=True):
        if one.text:
            one.headers.set_payload(one.text.decode("ascii", "surrogateescape"))
            assert decoded(one.headers).rstrip() == decoded(other).rstrip()


def divided(*lines: bytes, ending: bytes = b"\n") -> Part:
    return divide(io.BytesIO(ending.join(lines)))


@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf", b"From x@y Sun Nov 22 02:00:00 2026\n", b"\n\n"])
def test_headers_are_read_whatever_ends_lines_and_whatever_precedes(ending: bytes, before: bytes) -> None:
    part = divided(
        before.replace(b"\n", ending) + b"Subject: one", b" two", b"SUBJECT: three", b"", b"x", ending=ending
    )
    assert (part.headers["subject"].split(), bytes(part.text)) == (["one", "two"], b"x")


def test_where_no_empty_line_ends_the_headers_the_text_begins_anyway() -> None:
    part = divided(b"Subject: one", b"just words", b"Subject: two")
    assert (part.headers["subject"], bytes(part.text)) == ("one", b"just words\nSubject: two")


def test_what_comes_before_and_after_the_parts_is_none_of_them() -> None:
    kind = b"Content-Type: multipart/mixed; boundary=b"
    part = divided(kind, b"", b"before", b"--b", b"", b"in", b"--b--", b"after", b"--b", b"and on")
    assert [bytes(one.text) for one in part.inner] == [b"in\n"]


@pytest.mark.parametrize(("parts", "refused"), [(999, None), (1_000, Limit.PARTS)])
def test_so_many_parts_are_read_and_no_more(parts: int, refused: Limit | None) -> None:
    lines = [b"Content-Type: multipart/mixed; boundary=b", b"", *[b"--b", b"", b"x"] * parts]
    if refused is None:
        assert len(divided(*lines).inner) == parts
        return
    with pytest.raises(NotRead) as error:
        divided(*lines)
    assert (error.value.limit, str(error.value)) == (refused, "parts")


@pytest.mark.parametrize(("depth", "refused"), [(200, None), (201, Limit.DEPTH)])
def test_parts_within_parts_are_read_so_deep_and_no_deeper(depth: int, refused: Limit | None) -> None:
    lines = [b"Content-Type: message/rfc822", b""] * depth
    if refused is None:
        assert len(leaves(divided(*lines, b"Subject: x"))) == 1
        return
    with pytest.raises(NotRead) as error:
        divided(*lines)
    assert error.value.limit is refused


def test_of_text_so_much_is_looked_at_in_all_parts_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(message_parts, "LONGEST_READ", 10)
    part = divided(b"Content-Type: multipart/mixed; boundary=b", b"", *[b"--b", b"", b"seven..", b"more"] * 2)
    assert [(bytes(one.text), one.cut, one.size) for one in part.inner] == [(b"seven..\nmo", True, 12), (b"", True, 12)]


def test_of_a_header_so_much_is_looked_at() -> None:
    part = divided(b"Subject: " + b"x" * 200_000, b" " + b"y" * 200_000, b"From: z", b"", b"--")
    assert (part.headers["subject"], part.headers["from"]) == ("x" * LONGEST_HEADER, "z")
