"""The text of a message in every encoding and version that it was sent in: all of it, or a word that it is not."""

from email.message import EmailMessage

import pytest

from proviso.disclosure.message_text import BOTH_SHOWN, HTML_ALONE, HTML_SHOWN, NOT_CHECKED, NOT_WHOLE
from proviso.disclosure.reading import Arrived, read_message


def of(charset: str, body: bytes, kind: str = "plain", encoding: str = "8bit") -> Arrived:
    label = f"; charset={charset}" if charset else ""
    head = f"Content-Type: text/{kind}{label}\nContent-Transfer-Encoding: {encoding}\n\n"
    return read_message(head.encode() + body)


@pytest.mark.parametrize(
    ("charset", "body", "text"),
    [
        ("iso-8859-1", b"can\x92t \x96 \x80100", "can’t – €100"),
        ("us-ascii", b"can\x92t", "can’t"),
        ("ISO_8859-1:1987", b"\x93x\x94", "“x”"),
        ("latin1", b"\x85", "…"),
        ("ansi_x3.4-1968", b"\x80", "€"),
        ('"windows-1252"', b"\x80", "€"),
        ("iso-8859-9", b"\xfd\x80", "ı€"),
        ("iso-8859-15", b"\xa4", "€"),
        ("shift_jis", b"\x87\x40", "①"),
        ("gb2312", b"\x80\x81\x40", None),
        ("ks_c_5601-1987", "가".encode("cp949"), "가"),
        ("utf8", "é".encode(), "é"),
        ("utf-16", "é".encode("utf-16"), "é"),
        ("utf-16le", "é".encode("utf-16le"), "é"),
        ("utf-16be", "é".encode("utf-16be"), "é"),
        ("koi8-r", "Да".encode("koi8-r"), "Да"),
        ("windows-1251", "Да".encode("cp1251"), "Да"),
        ("", "é".encode(), "é"),
        ("", b"can\x92t", "can’t"),
        ("utf-8", b"\xef\xbb\xbfx", "x"),
        ("iso-8859-1", b"\xef\xbb\xbf\xc3\xa9", "é"),
        ("windows-1252", "Größe – Nguyễn".encode(), "Größe – Nguyễn"),
        ("us-ascii", "£100".encode(), "£100"),
        ("windows-1252", "l’ABBÉ’S".encode("cp1252"), "l’ABBÉ’S"),
        ("windows-1252", "ABBÉ’S".encode("cp1252"), "ABBÉ’S"),
        ("klingon", "é".encode(), "é"),
        ("klingon", b"can\x92t", "can’t"),
    ],
)
def test_an_encoding_is_read_as_browsers_read_it(charset: str, body: bytes, text: str | None) -> None:
    read = of(charset, body)
    assert text is None or read.text == text
    assert not any("could not be read" in note for note in read.notes) or text is None


@pytest.mark.parametrize(
    ("charset", "body", "text", "many"),
    [
        ("utf-8", b"caf\xe9 \xff\xfe x", "caf\ufffd \ufffd\ufffd x", 3),
        ("iso-8859-1", b"a\x81b", "a\ufffdb", 1),
        ("utf-8", "a\uf0b7b".encode(), "a\ufffdb", 1),
        ("utf-8", "a\ufffdb".encode(), "a\ufffdb", 1),
        ("utf-8", b"\xed\xa0\x80", "\ufffd\ufffd\ufffd", 3),
        ("shift_jis", b"a\x81", "a\ufffd", 1),
    ],
)
def test_what_cannot_be_read_shows_and_is_counted(charset: str, body: bytes, text: str, many: int) -> None:
    read = of(charset, body)
    said = "1 character" if many == 1 else f"{many} characters"
    assert (read.text, read.notes) == (text, (f"{said} could not be read: each shows as \ufffd",))


@pytest.mark.parametrize(
    ("text", "shown", "left_out"),
    [
        ("a\u202eb\u2066c\u200fd", "abcd", 3),
        ("a\x00b\x1b[2Jc\x07", "ab[2Jc", 3),
        ("a\u200bb\ufeffc\xadd", "abcd", 3),
        ("a\xa0b\u2003c\u202fd", "a b c d", 0),
        ("a\u2028b\x0cc\x85d\re", "a\nb\nc\nd\ne", 0),
        ("\u0645\u06cc\u200c\u062e\u0648", "\u0645\u06cc\u200c\u062e\u0648", 0),
        ("a\tb", "a\tb", 0),
    ],
)
def test_no_character_goes_without_a_word(text: str, shown: str, left_out: int) -> None:
    read = of("utf-8", f"_{text}_".encode())
    said = [f"{left_out} characters left out that cannot be seen, or turn the direction of text"] * bool(left_out)
    assert (read.text, list(read.notes)) == (f"_{shown}_", said)


def test_an_encoding_that_is_not_the_one_named_is_said() -> None:
    assert of("us-ascii", "£".encode()).notes == (
        "It says that its text is in windows-1252, but it is in utf-8, and was read so",
    )
    (note,) = of("klingon", "é".encode()).notes
    assert note == "It names an encoding that is not known here (“klingon”): it was read as utf-8"
    assert of("utf-7", b"+AOk-").notes
    assert of("utf-8", b"QUJ!DREVG", encoding="base64").notes == (NOT_WHOLE,)
    assert of("utf-8", b"QUJD\nREVG\n", encoding="base64").notes == ()


def test_html_names_its_own_encoding() -> None:
    assert of("", b"<meta charset=koi8-r><p>\xe4\xc1", "html").text == "Да"
    assert of("", b'<meta http-equiv=x content="text/html; charset=windows-1251"><p>\xc4', "html").text == "Д"
    assert of("", "<meta charset=utf-16><p>é".encode(), "html").text == "é"


def both(plain: str, html: str) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "x"
    message.set_content(plain)
    message.add_alternative(html, subtype="html")
    return message


@pytest.mark.parametrize(
    ("plain", "html", "text", "other", "note"),
    [
        ("", "<p>She is vulnerable", "She is vulnerable", "", HTML_ALONE),
        (" \n\n", "<p>She is vulnerable", "She is vulnerable", "", HTML_ALONE),
        ("She is", "<p>She is <b>vulnerable", "She is vulnerable", "", HTML_SHOWN),
        (
            "Your program cannot show this",
            "<p>No leave",
            "Your program cannot show this",
            "As HTML:\nNo leave",
            BOTH_SHOWN,
        ),
        ("She has leave", "<p>She has <s>leave", "She has [struck through: leave]", "", HTML_SHOWN),
        ("She has leave", "<p>She has <i hidden>no</i> leave", "She has [hidden: no] leave", "", HTML_SHOWN),
        ("See here", "<p>See <a href='https://a.example'>here</a>", "See here <https://a.example>", "", HTML_SHOWN),
        ("She *has* leave", "<p>She <b>has</b> leave", "She *has* leave", "", None),
        ("She has leave. More", "<p>She has leave", "She has leave. More", "", None),
        ("She has leave", "<img src=x>", "She has leave", "", None),
    ],
)
def test_of_several_versions_nothing_is_lost(plain: str, html: str, text: str, other: str, note: str | None) -> None:
    read = read_message(bytes(both(plain, html)))
    assert (read.text, read.other_text) == (text, other)
    assert read.notes == ((note,) if note else ())
    assert read.characters == len(text) + len(other)
    assert read.many_parts == 2


def test_every_part_is_named_also_below_the_version_that_is_not_shown() -> None:
    message = both("See the letter", "<p>See the letter")
    html = message.get_payload()[1]  # type: ignore[index]
    html.add_related(b"x" * 9, "image", "png", filename="stamp.png")  # type: ignore[union-attr]
    html.make_mixed()  # type: ignore[union-attr]
    html.add_attachment(b"x" * 7, "application", "pdf", filename="letter.pdf")  # type: ignore[union-attr]
    message.add_alternative(b"BEGIN:VCALENDAR", "text", "calendar")
    read = read_message(bytes(message))
    assert read.text == "See the letter"
    assert read.parts[:3] == (
        "“stamp.png” (image/png, 9 bytes): not opened",
        "“letter.pdf” (application/pdf, 7 bytes): not opened",
        "An attachment without a name (text/calendar, 15 bytes): not opened",
    )
    assert read.parts[3].startswith("The same as HTML (")
    assert read.many_parts == 5


def test_a_reference_in_a_version_that_is_not_shown_is_found() -> None:
    message = both("Quite other words", "<p>About PV-4K7Q-9TZM")
    assert read_message(bytes(message)).references == ("PV-4K7Q-9TZM",)


@pytest.mark.parametrize(
    "head",
    [
        'multipart/signed; protocol="application/pkcs7-signature"; boundary=b',
        'multipart/signed; protocol="application/pgp-signature"; boundary=b',
        "multipart/mixed; boundary=b",
    ],
)
def test_a_signature_is_said_not_to_be_checked(head: str) -> None:
    signature = "--b\nContent-Type: application/pgp-signature\n\nx\n"
    read = read_message(f"Content-Type: {head}\n\n--b\n\nYes\n{signature}--b--\n".encode())
    assert (read.text, NOT_CHECKED in read.notes) == ("Yes", True)


def test_text_signed_within_is_said_not_to_be_checked() -> None:
    assert of("utf-8", b"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nYes\n").notes == (NOT_CHECKED,)
    assert read_message(b"Content-Type: application/pkcs7-mime; smime-type=signed-data\n\nAA").notes == (NOT_CHECKED,)


@pytest.mark.parametrize(
    "before", [b"\xef\xbb\xbf", b"\r\n\r\n", b"\xef\xbb\xbf\r\n\xef\xbb\xbf", b" \r\n", b"\n \t\n"]
)
def test_marks_and_empty_lines_before_the_headers_are_passed_over(before: bytes) -> None:
    read = read_message(before + b"Subject: x\r\nFrom: a@b.example\r\n\r\nwords")
    assert (read.subject, read.sender, read.text) == ("x", "a@b.example", "words")


def test_the_name_of_an_encoding_is_shown_as_text() -> None:
    (note,) = read_message(b'Content-Type: text/plain; charset="a\x1b[2Jb"\n\n\xe9').notes
    assert note == "It names an encoding that is not known here (“a[2jb”): it was read as windows-1252"
