"""What was typed is read in its order, and a label stays before it, whatever the direction in which it is written."""

from dataclasses import replace

import pytest

from proviso.casework.values.closing import HandedOver
from proviso.casework.writing.permissions import Actor
from proviso.web.design.isolating import Labelled, apart

from ..casework.examples import ADDRESS, ANSWERS, MEASURES_TOO, PERSON, answer, begun, decision_on
from ..casework.stories import decides
from .conftest import Browse
from .forms import typed

pytestmark = pytest.mark.django_db(databases="__all__")

ARABIC = "محمد علي"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Imaginary Oduya", "Name: Imaginary Oduya"),
        (ARABIC, f"Name: <bdi>{ARABIC}</bdi>"),
        (f"Imaginary Oduya\n{ARABIC}", f"Name: Imaginary Oduya<br><bdi>{ARABIC}</bdi>"),
        (
            f"It was {ARABIC}, not <her>",
            f'Name: <bdi dir="ltr">It was <bdi dir="rtl">{ARABIC}</bdi>, not &lt;her&gt;</bdi>',
        ),
        (f"{ARABIC} <b>", f'Name: <bdi>{ARABIC} &lt;<bdi dir="ltr">b</bdi>&gt;</bdi>'),
    ],
)
def test_a_label_is_no_part_of_what_was_typed(words: str, shown: str) -> None:
    assert apart(Labelled("Name", words)) == shown


def test_what_was_decided_is_read_in_the_record_with_its_labels_first(officer: Actor, browse: Browse) -> None:
    written = replace(PERSON, name_written=ARABIC)
    opened = answer(begun(officer), tuple(written if one is PERSON else one for one in ANSWERS))
    opened = decides(opened, *decision_on(opened).decide)
    page = browse().get(f"/cases/{opened.case.reference}/timeline").content.decode()
    assert f"Name: {PERSON.name}<br><bdi>{ARABIC}</bdi>" in page


def test_a_number_beside_arabic_keeps_its_order_on_a_question_and_in_a_note(officer: Actor, browse: Browse) -> None:
    words = f"{ARABIC}، 01632 960 001"
    shown = f'<bdi>{ARABIC}، <bdi dir="ltr">01632 960 001</bdi></bdi>'
    opened = answer(begun(officer), (replace(ADDRESS, address=words), replace(MEASURES_TOO, measures=words)))
    case, browser, colleague = f"/cases/{opened.case.reference}/", browse(), browse(number="colleague")
    for question in ("questions/basic", "questions/views"):
        assert shown in browser.get(f"{case}{question}").content.decode()
    browser.post(f"{case}hand-over", typed(HandedOver(to="colleague", note=words), opened.case.seq))
    assert shown in colleague.get(case).content.decode()
