"""Messages as other people write them: read as far as they can be, shown as text, nothing opened."""

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proviso.disclosure.reading import LONGEST_TEXT, read_message

CASE = "PV-4K7Q-9TZM"


def plain(text: str = "Good morning", **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "An Invented Desk <desk@unit.example>"
    message["Subject"] = f"Re: Reference {CASE}"
    message["Date"] = "Sun, 22 Nov 2026 02:00:00 +0100"
    for name, value in headers.items():
        del message[name.replace("_", "-")]
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def raw(*lines: bytes) -> bytes:
    return b"\r\n".join(lines)


def test_a_plain_message_is_read() -> None:
    read = read_message(bytes(plain(Message_ID="<7@unit.example>")))
    assert (read.sender, read.subject, read.message_id) == (
        "desk@unit.example",
        f"Re: Reference {CASE}",
        "<7@unit.example>",
    )
    assert (read.text, read.parts, read.references) == ("Good morning", (), (CASE,))
    assert read.dated == datetime(2026, 11, 22, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "text", "found"),
    [
        ({"Subject": "Your request"}, "Case pv-4k7q-9tzm, as below", (CASE,)),
        ({"Subject": "x", "In_Reply_To": f"<{CASE}.00ff@wessmere.example>"}, "Yes", (CASE,)),
        ({"Subject": "x", "References": f"<a@b> <{CASE}.00ff@wessmere.example>"}, "Yes", (CASE,)),
        ({"Subject": "x"}, f"{CASE} and PV-0000-0000, then {CASE}", (CASE, "PV-0000-0000")),
        ({"Subject": "x"}, "WES/0421/26 is the crime. PV-4K7Q-9TZ", ()),
        ({"Subject": "x"}, f"X{CASE} {CASE}9 {CASE}-1 PV-4K7Q-9TZU", ()),
        ({"Subject": f"=?utf-8?q?Re=3A_{CASE}?="}, "Yes", (CASE,)),
        ({"Subject": f"=?utf-8?q?R=C3=A9?= {CASE} =?utf-8?q?=C3=A9?="}, "Yes", (CASE,)),
    ],
)
def test_it_is_matched_by_our_own_reference_and_nothing_else(
    headers: dict[str, str], text: str, found: tuple[str, ...]
) -> None:
    assert read_message(bytes(plain(text, **headers))).references == found


@pytest.mark.parametrize(
    ("charset", "encoding", "body"),
    [
        (b"utf-8", b"8bit", "Größe".encode()),
        (b"windows-1252", b"8bit", "Größe".encode("cp1252")),
        (b"iso-8859-1", b"quoted-printable", b"Gr=F6=DFe"),
        (b"utf-8", b"base64", b"R3LDtsOfZQ=="),
        (b"unknown-8bit", b"8bit", "Größe".encode("cp1252")),
        (b"no-such-charset", b"no-such-encoding", "Größe".encode()),
    ],
)
def test_text_is_read_in_the_encoding_that_it_names_or_has(charset: bytes, encoding: bytes, body: bytes) -> None:
    kind = b"Content-Type: text/plain; charset=" + charset
    assert read_message(raw(kind, b"Content-Transfer-Encoding: " + encoding, b"", body)).text == "Größe"


def test_html_alone_becomes_its_text_and_nothing_of_it_runs() -> None:
    message = plain()
    message.set_content(
        "<html><head><title>T</title><style>p{}</style></head><body><p>She has <b>leave</b>&nbsp;&amp; no more</p>"
        "<script>alert(1)</script><ul><li>One<li>Two</ul><img src='https://tracker.example/x'></body></html>",
        subtype="html",
    )
    assert read_message(bytes(message)).text == "She has leave & no more\n\n- One\n- Two"


def test_of_alternatives_the_plain_text_is_shown() -> None:
    message = plain("As text")
    message.add_alternative("<p>As HTML</p>", subtype="html")
    assert read_message(bytes(message)).text == "As text"


def test_what_is_attached_is_named_and_not_opened() -> None:
    message = plain("See the attachment")
    message.add_attachment(b"%PDF-1.7 " + CASE.encode(), maintype="application", subtype="pdf", filename="../a.pdf")
    message.add_attachment("secret words", filename="note.txt")
    message.add_attachment(plain("Forwarded words"))
    read = read_message(bytes(message))
    assert (read.text, [one.text for one in read.enclosed]) == ("See the attachment", ["Forwarded words"])
    assert read.parts == (
        "“../a.pdf” (application/pdf, 21 bytes): not opened",
        "“note.txt” (text/plain, 13 bytes): not opened",
    )


@pytest.mark.parametrize("disposition", [b"inline", b"inline; filename=reply.txt"])
def test_text_that_is_to_be_shown_is_shown_though_it_has_a_name(disposition: bytes) -> None:
    kind = b"Content-Type: text/plain; name=reply.txt"
    alone = read_message(raw(b"From: desk@unit.example", kind, b"", b"She has leave: " + CASE.encode()))
    assert (alone.text, alone.references, alone.parts) == (f"She has leave: {CASE}", (CASE,), ())
    named = (b"Content-Disposition: " + disposition, kind, b"", b"She has leave: " + CASE.encode(), b"--b--")
    within = read_message(raw(b"Content-Type: multipart/mixed; boundary=b", b"", b"--b", *named))
    assert (within.text, within.references, within.parts) == (f"She has leave: {CASE}", (CASE,), ())


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        (b"application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", "An encrypted message (S/MIME)"),
        (b"application/x-pkcs7-mime", "An encrypted message (S/MIME)"),
        (b"application/pkcs7-mime; smime-type=signed-data", "A signed message in one piece (S/MIME)"),
        (b"application/pgp-encrypted", "An encrypted message (PGP)"),
        (b"application/octet-stream; name=smime.p7m", "An encrypted or a signed message (S/MIME)"),
        (b"application/ms-tnef; name=winmail.dat", "What Outlook packed its message into (winmail.dat)"),
        (b"application/octet-stream; name=WINMAIL.DAT", "What Outlook packed its message into (winmail.dat)"),
        (b"application/x-microsoft-rpmsg-message", "A message that only its recipients may read"),
        (b"application/octet-stream; name=smime.p7s", "A signature (S/MIME)"),
        (
            b"application/octet-stream; name=letter.docx",
            "\u201cletter.docx\u201d (application/octet-stream, 4 bytes): not opened",
        ),
    ],
)
def test_what_is_encrypted_says_so(kind: bytes, says: str) -> None:
    read = read_message(raw(b"Subject: " + CASE.encode(), b"Content-Type: " + kind, b"", b"AAAA"))
    assert (read.text, read.references) == ("", (CASE,))
    assert read.parts[0].startswith(says)


def test_a_signed_message_is_read_and_its_signature_is_said_not_to_be_checked() -> None:
    text = raw(
        b"Subject: " + CASE.encode(),
        b'Content-Type: multipart/signed; boundary=b; protocol="application/pkcs7-signature"',
        b"",
        b"--b",
        b"Content-Type: text/plain",
        b"",
        b"She has leave",
        b"--b",
        b"Content-Type: application/pkcs7-signature; name=smime.p7s",
        b"Content-Transfer-Encoding: base64",
        b"",
        b"AAAA",
        b"--b--",
    )
    read = read_message(text)
    assert (read.text, read.parts) == ("She has leave", ("A signature (S/MIME), which was not checked here",))


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\x00\xff\xfe",
        b"Subject: =?utf-8?b?!!!?=\r\n\r\nx",
        b"Subject: =?no-such?q?=ff?=\r\n\r\nx",
        b"Subject: =?utf-8?b?a?=\r\n\r\nx",
        b"From: <<<>>>\r\nDate: never\r\n\r\nx",
        b"Date: Sun, 99 Nov 99999 99:99:99 +9999\r\n\r\nx",
        b"Content-Type: multipart/mixed; boundary=\r\n\r\nx",
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n",
        b"Content-Type: text/plain; charset*=utf-8''%ff%fe\r\n\r\nx",
        b"Content-Disposition: attachment; filename*=no-such''%ff\r\n\r\nx",
        b"Content-Transfer-Encoding: base64\r\n\r\n!!!!!",
        b"Content-Type: text/html\r\n\r\n<![weird[<!-- <p",
    ],
)
def test_a_message_that_breaks_the_rules_still_gives_something_to_look_at(text: bytes) -> None:
    read = read_message(text)
    assert read.references == ()
    assert "\x00" not in read.text


def test_what_would_turn_the_direction_of_text_or_command_a_terminal_is_taken_out() -> None:
    read = read_message("Subject: a\u202eb\r\nMessage-ID: <\x1b[2J1@x>\r\n\r\nc\u2066d\x07".encode())
    assert (read.subject, read.message_id, read.text) == ("ab", "<[2J1@x>", "cd")


def test_what_is_too_long_is_cut_and_says_so() -> None:
    read = read_message(bytes(plain("x" * (LONGEST_TEXT + 5))))
    assert read.text.endswith("[The rest is not kept: it is too long.]")
    assert len(read.text) < LONGEST_TEXT + 100
    deep = plain("At the bottom")
    for _ in range(60):
        outer = plain()
        outer.clear_content()
        outer.add_attachment(deep)
        deep = outer
    assert read_message(bytes(deep)).parts


def test_of_very_many_parts_so_many_are_looked_at() -> None:
    message = plain("The text")
    for number in range(150):
        message.add_attachment(b"x", maintype="image", subtype="png", filename=f"{number}.png")
    read = read_message(bytes(message))
    assert (read.text, len(read.parts)) == ("The text", 100)
    assert read.parts[-1] == "More than 100 parts: the rest were not looked at"


BEGINNINGS = (
    b"",
    b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n",
    b"Content-Type: text/html; charset=",
    b"Subject: =?",
    b"From: ",
    b"Content-Transfer-Encoding: base64\r\n\r\n",
)


@settings(max_examples=150)
@given(st.binary(max_size=300), st.sampled_from(BEGINNINGS))
def test_random_bytes_after_each_beginning_come_out_as_text_that_can_be_shown(text: bytes, before: bytes) -> None:
    read = read_message(before + text)
    for said in (read.text, read.subject, read.sender, read.message_id, *read.parts):
        said.encode()
        assert all(one.isprintable() or one in "\n\t\u200c\u200d" for one in said)
