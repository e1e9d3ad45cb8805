"""A file of the crime system as people send it: each line is used, or counted and named by its number."""

import os
from pathlib import Path

import pytest

from proviso.casework.reading.spelled_references import spelled
from proviso.oversight.equality.characteristics_file import (
    CharacteristicsRefused,
    characteristics_of,
    read_characteristics,
)

PLAIN = "Crime reference,Sex\nNM/1/26,Female\nNM/2/26,Male\n"


@pytest.mark.parametrize(
    "content",
    [
        PLAIN.encode(),
        PLAIN.encode("utf-8-sig"),
        PLAIN.encode("utf-16"),
        PLAIN.encode("utf-16-le"),
        PLAIN.encode("utf-16-be"),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace("\n", "\r").encode(),
        PLAIN.replace(",", ";").encode(),
        PLAIN.replace(",", "\t").encode(),
        b"sep=;\r\n" + PLAIN.replace(",", ";").encode(),
        b"\n\n" + PLAIN.encode() + b"\n,\n  \n",
        PLAIN.replace("NM/1/26", " nm / 01 / 26 ").encode(),
        PLAIN.replace("NM/1/26", '"NM/1/26"').encode(),
    ],
)
def test_a_file_is_read_however_it_is_saved(content: bytes) -> None:
    given = characteristics_of(content)
    assert given.rows.rows() == [("NM/1/26", "Female"), ("NM/2/26", "Male")]
    assert (given.reference, given.columns) == ("Crime reference", ("Sex",))
    assert (given.odd, given.doubled, given.headings) == ((), (), ())


def test_windows_letters_and_a_named_column_are_read() -> None:
    given = characteristics_of("Geschlecht,Référence\nFemale,NM/1/26\n".encode("cp1252"), " référence ")
    assert (given.reference, given.rows.rows()) == ("Référence", [("NM/1/26", "Female")])


def test_doubled_and_odd_references_are_named_by_their_lines_and_not_used() -> None:
    lines = [
        'Ref,"Sex\nas recorded",Note',
        "NM/1/26,Female,",
        'NM/2/26,Male,"two\nlines"',
        "",
        "nm/2/26,Female,",
        "none,Female,",
        ",Male,",
        'Ref,"Sex as recorded",Note',
        "NM/3/26,Male,x,one too many",
        "NM/4/26,Female,",
    ]
    given = characteristics_of("\n".join(lines).encode())
    assert [row[0] for row in given.rows.rows()] == ["NM/1/26", "NM/4/26"]
    assert given.doubled == (4, 7)
    assert given.odd == (8, 9, 11)
    assert given.headings == (10,)
    assert (given.lines, given.blank) == (8, 1)


@pytest.mark.parametrize(
    "written",
    [
        *("NM/1/26", "nm 1-26", "NM 001 / 26", "n m/1/26", "47/00/26", "ⅣX 7", "Ñ7/12", "١٢/٢٦", "0"),
        *("n m 0421 2026", "1/12345/2026", "1/012/2006", "1/12/2026", "Ñ/123/2026", "1/2/123/2026", "123/2026"),
    ],
)
def test_a_reference_is_spelled_as_it_is_looked_up(written: str) -> None:
    given = characteristics_of(f"Ref,Sex\n{written},Female\n".encode())
    assert given.rows["reference"].to_list() == [spelled(written)]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no heading with a crime reference and a characteristic"),
        (b"Ref\nNM/1/26\n", "no heading with a crime reference and a characteristic"),
        (b"Ref,Sex,sex\nNM/1/26,F,F\n", "is there twice, or is empty"),
        (b"Ref,Sex,\nNM/1/26,F,F\n", "is there twice, or is empty"),
        (b'Ref,"Sex\n', "The heading of the file cannot be read"),
        (b'Ref,Sex\n"NM/1/26,F\nNM/2/26,M\n', "a quotation mark is opened and not closed"),
        (b"\x00\x01\x02\x03\x04", "The file is no text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "The file is no text"),
        (
            b"Ref,Name\n" + b"".join(b"NM/%d/26,Invented %d\n" % (one, one) for one in range(40)),
            "more than 30 different values: Name.",
        ),
    ],
)
def test_what_is_no_such_file_is_refused_in_a_sentence(content: bytes, says: str) -> None:
    with pytest.raises(CharacteristicsRefused, match=says):
        characteristics_of(content)


def test_a_column_or_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(
        CharacteristicsRefused, match=r"The file has no column “Number”\. Its columns are: Crime reference, Sex\."
    ):
        characteristics_of(PLAIN.encode(), "Number")
    with pytest.raises(CharacteristicsRefused, match="cannot be read: No such file"):
        read_characteristics(tmp_path / "none.csv")
    with pytest.raises(CharacteristicsRefused, match="cannot be read: Is a directory"):
        read_characteristics(tmp_path)
    large = tmp_path / "large.csv"
    large.touch()
    os.truncate(large, 600 * 1024 * 1024)
    with pytest.raises(CharacteristicsRefused, match="has more than 536,870,912 bytes"):
        read_characteristics(large)
