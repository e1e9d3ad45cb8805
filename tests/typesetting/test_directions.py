"""Telephone numbers, references and the like keep their order within writing from right to left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.typesetting.directions import END, LEFT_TO_RIGHT, is_from_the_right, isolated, parted

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
