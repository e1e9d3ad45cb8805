"""Telephone numbers, references and the like keep their order within writing from right to left."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.typesetting.directions import (
    END,
    LEFT_TO_RIGHT,
    Parts,
    held,
    held_from_the_right,
    is_from_the_right,
    isolated,
    parted,
    reads_from_the_left,
)

KEEPS = [
    "01632 960 001", "+44 1632 960 001", "+44 (0)1632 960001", "(01632) 960 001", "+44 (0) 1632-960-001",
    "01632 960 001 ext. 214", "0044 1632 960 001", "01632–960–001", "٠١٦٣٢ ٩٦٠ ٠٠١", "۰۱۶۳۲ ۹۶۰ ۰۰۱",
    "PV-4K7Q-9TZM", "PV-4K7Q-9TZM/12", "01/12345/26", "1/12345/26", "CRN 123-456/26",
    "sample.a@receiving-unit.example",
    "https://advice.example/help?a=1&b=2", "www.advice.example", "27/03/1991", "27.3.1991", "1991-03-27",
    "27 March 1991", "14:30", "14:30–15:00", "£12.50", "€1,200", "-5", "50%", "12 Example Road, Wessmere WE1 2AB",
    "#214", "999", "Home Office",
]  # fmt: skip


@pytest.mark.parametrize("kept", KEEPS)
@pytest.mark.parametrize(
    ("before", "after"), [("مركز المشورة ", ""), ("", " مركز المشورة"), ("اتصل ", "، أو تعال."), ("رقم: ", ")")]
)
def test_what_has_an_order_of_its_own_keeps_it(kept: str, before: str, after: str) -> None:
    assert isolated(f"{before}{kept}{after}") == f"{before}{LEFT_TO_RIGHT}{kept}{END}{after}"
    assert isolated(f"فون {kept} پر، ") == f"فون {LEFT_TO_RIGHT}{kept}{END} پر، "


def test_signs_around_it_stay_with_the_writing_around_it() -> None:
    assert isolated("وزارة الداخلية (Home Office).") == f"وزارة الداخلية ({LEFT_TO_RIGHT}Home Office{END})."
    assert isolated("من 9 إلى 17.") == f"من {LEFT_TO_RIGHT}9{END} إلى {LEFT_TO_RIGHT}17{END}."
    assert isolated("أو، 1؟") == f"أو، {LEFT_TO_RIGHT}1{END}؟"


def test_lines_stay_lines() -> None:
    assert isolated("مركز 01 23\nشارع 4") == f"مركز {LEFT_TO_RIGHT}01 23{END}\nشارع {LEFT_TO_RIGHT}4{END}"


@pytest.mark.parametrize("words", ["", "01632 960 001", "Ring +44 1632 960001.", "ਪੰਜਾਬੀ 01632 960 001", "  ", "!"])
def test_words_from_left_to_right_are_left_as_they_are(words: str) -> None:
    assert isolated(words) == words


def test_writing_from_right_to_left_alone_is_left_as_it_is() -> None:
    for words in ("مركز المشورة", "שלום", "«نعم»"):
        assert is_from_the_right(words)
        assert isolated(words) == words


@given(st.text())
def test_no_character_is_lost_or_added_but_isolates(words: str) -> None:
    assert "".join(part for part, _ in parted(words)) == words
    taken = isolated(words).replace(LEFT_TO_RIGHT, "").replace(END, "")
    assert taken == words.replace(LEFT_TO_RIGHT, "").replace(END, "")
    assert isolated(words).count(LEFT_TO_RIGHT) - words.count(LEFT_TO_RIGHT) == isolated(words).count(
        END
    ) - words.count(END)


@pytest.mark.parametrize(
    ("line", "from_the_left"),
    [
        ("The suspect is عمر and the victim is فاطمة", True),
        ("فاطمة said that the suspect is عمر, who lives with her", True),
        ("شارع الجامعة, 12 Example Road, Wessmere WE1 2AB", True),
        ("Ask فاطمة", True),
        ("Ward 4, قسم ٤", True),
        ("اتصل sample.a@receiving-unit.example", False),
        ("Home Office هي الجهة الحكومية المسؤولة", False),
        ("مركز المشورة 01632 960 001", False),
        ("محمد علي", False),
        ("Ring +44 1632 960001.", True),
        ("01632 960 001", True),
        ("", True),
    ],
)
def test_a_line_reads_as_most_of_its_words_do_and_of_as_many_as_the_first(line: str, from_the_left: bool) -> None:
    assert reads_from_the_left(line) is from_the_left


def spelled(line: str) -> str:
    """A line with its signs as brackets: < and > around what is read from the left, { and } from the right."""
    spelling = {"\u2066": "<", "\u2067": "{", "\u2068": "[", "\u2069": "|"}
    return "".join(spelling[part] if sign else part for part, sign in held(line))


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("It was عمر and فاطمة", "<It was {عمر| and {فاطمة||"),
        ("Ask عمر، 01632 960 001, today", "<Ask {عمر|، 01632 960 001, today|"),
        ("Ward 4, قسم ٤ of the hospital", "<Ward 4, {قسم <٤|| of the hospital|"),
        ("At شارع 4 المثال (by day), she says", "<At {شارع <4| المثال| (by day), she says|"),
        ("She said: شكرًا", "<She said: {شكرًا||"),
        ("مركز المشورة 01632 960 001", "[مركز المشورة <01632 960 001||"),
        ("Ring 01632 960 001", "Ring 01632 960 001"),
    ],
)
def test_each_part_that_is_read_the_other_way_is_apart_from_the_line(line: str, shown: str) -> None:
    assert spelled(line) == shown


@given(st.text(), st.sampled_from([held, held_from_the_right]))
def test_no_character_of_a_line_is_lost_and_every_sign_is_ended(line: str, hold: Callable[[str], Parts]) -> None:
    parts = hold(line)
    assert "".join(part for part, sign in parts if not sign) == line
    depth = 0
    for part, sign in parts:
        depth += (-1 if part == END else 1) if sign else 0
        assert depth >= 0
    assert depth == 0


def test_words_of_ours_read_as_their_language_does_whatever_names_they_hold() -> None:
    words = "هو: The Chief Constable of Wessmere Police."
    assert held(words)[0] == ("\u2066", True)
    assert held_from_the_right(words)[0] == ("\u2068", True)
