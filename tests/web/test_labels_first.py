"""A label stays before what was typed, whatever the direction in which that is written."""

from dataclasses import replace

import pytest

from proviso.casework.writing.permissions import Actor
from proviso.web.design.isolating import Labelled, apart

from ..casework.examples import ANSWERS, PERSON, answer, begun, decision_on
from ..casework.stories import decides
from .conftest import Browse

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
