"""Where a page asks why, what is none stays in its box with what to write; repeated words and names are shown."""

from dataclasses import replace

import pytest

from proviso.accounts.channel_codes import Channel
from proviso.accounts.models import Listed, Recipient, Role
from proviso.casework.values.one_person import NAMES
from proviso.casework.values.person import Knows
from proviso.casework.writing.permissions import Actor
from proviso.web.design.parts import SAME_WORDS

from ..casework.examples import CONTROL, PERSON, answer, begun
from ..casework.test_repeated_words import WORDS
from .conftest import Browse
from .forms import typed
from .reading import read
from .recipients import listed

pytestmark = pytest.mark.django_db(databases="__all__")

INSTEAD = "Use at least three words of your own"


@pytest.mark.parametrize("why", [".", "x x x", "Why is it taken off the list?"])
def test_a_recipient_is_not_taken_off_the_list_without_a_reason(browse: Browse, why: str) -> None:
    recipient = listed(Channel.TELEPHONE)
    response = browse(Role.ADMINISTRATOR, typing=True).post(f"/recipients/{recipient.pk}/withdraw", {"why": why})
    page = read(response)
    ((says, box),) = page.errors
    assert (response.status_code, box) == (422, "#q-why")
    assert says.startswith(f"Enter why it is taken off the list. {INSTEAD}")
    assert f">{why}</textarea>" in response.content.decode()
    assert Recipient.objects.get().state == Listed.APPROVED


def test_every_reason_that_is_none_is_said_at_once_beside_what_is_missing(officer: Actor, browse: Browse) -> None:
    opened = begun(officer)
    posted = typed(replace(CONTROL, used=Knows.YES, how="He keeps her papers"), opened.case.seq) | {"how": "n/a"}
    response = browse(typing=True).post(f"/cases/{opened.case.reference}/questions/control", posted)
    assert response.status_code == 422
    assert [(says.split(". ")[0], box) for says, box in read(response).errors] == [
        ("Enter how it is used against them", "#q-how")
    ]


def test_the_page_of_a_case_and_its_record_show_words_of_another_case(officer: Actor, browse: Browse) -> None:
    held = replace(CONTROL, used=Knows.YES, how=WORDS)
    first, second = (answer(begun(officer), (held,)).case.reference for _ in range(2))
    for reference in (first, second):
        assert SAME_WORDS in read(browse().get(f"/cases/{reference}/timeline")).words
        for page in ("", "decide"):
            assert "One answer is word for word what" in read(browse().get(f"/cases/{reference}/{page}")).words
    alone = begun(officer).case.reference
    assert SAME_WORDS not in read(browse().get(f"/cases/{alone}/timeline")).words
    assert "word for word" not in read(browse().get(f"/cases/{alone}/")).words


def test_what_was_asked_back_is_forgotten_once_the_name_is_put_right(officer: Actor, browse: Browse) -> None:
    opened = begun(officer)
    where = f"/cases/{opened.case.reference}/questions/person"
    browser = browse(typing=True)
    asked = browser.post(where, typed(replace(PERSON, name="Amira and Yusuf"), opened.case.seq))
    assert read(asked).errors == [(NAMES, "#q-name")]
    assert 'name="asked_back"' in asked.content.decode()
    assert (
        browser.post(where, typed(replace(PERSON, name="Amira"), opened.case.seq) | {"asked_back": "x"}).status_code
        == 302
    )
