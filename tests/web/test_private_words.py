"""Words for the file alone reach neither the person nor the Home Office; those that do say so at their box.

Every box of a whole case holds a word that nothing else holds. Each is looked for in all that leaves: the package on
paper and as data, the script of the call, the messages, and the words and letters for the person.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from itertools import count
from typing import Any

import pytest
from pypdf import PdfReader

from proviso.casework import clock
from proviso.casework.answering_way import Way, choose_way
from proviso.casework.history.kinds import KINDS
from proviso.casework.values.allegation import CrimeType
from proviso.casework.values.content import Additional, AdditionalInformation
from proviso.casework.values.correction import CorrectionOrdered
from proviso.casework.values.decision import Decide, Decision
from proviso.casework.values.person import Knows
from proviso.casework.values.protection import Referral
from proviso.casework.values.reasons import Power, Purpose, Purposes
from proviso.casework.values.sharing import AlreadyShared, CallEnded
from proviso.casework.values.suspicion import Source
from proviso.casework.values.value import FOR_THE_FILE, Choice, HeardBy, Value, asked_fields, question_of
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.permissions import Actor
from proviso.disclosure.decide_package import SHARING
from proviso.disclosure.message_content import CORRECTION as CORRECTION_MESSAGE
from proviso.disclosure.package import package_of
from proviso.notices.letter import letter
from proviso.notices.wording import SOURCE, wordings
from proviso.notices.words import About
from proviso.web.administration.recipient_pages import RecipientProposed
from proviso.web.design.birth_fields import BirthDateField
from proviso.web.design.fields import WordsField
from proviso.web.design.forms import ValueForm, form_for
from proviso.web.design.from_list import FromList
from proviso.web.design.question_words import HEARD_BY
from proviso.web.telling.telling_panel import words_for

from ..casework.every import ACKNOWLEDGED, CORRECTION, FOUND_WRONG, LATE, NEGATED, TOLD_CORRECTION
from ..casework.examples import (
    ADDRESS,
    ALLEGATION,
    BASIC,
    CALL_ENDED,
    CALL_STARTED,
    CONTROL,
    LAWFUL_BASIS,
    PERSON,
    PROTECTION,
    REACH,
    RECIPIENT,
    SUPPORT,
    SUSPICION,
    TIMING,
    TOLD_AFTER,
    TOLD_BEFORE,
    VIEWS,
    WEIGHING,
    begun,
    changed,
)
from ..casework.walking import acted
from .conftest import Browse

pytestmark = pytest.mark.django_db(databases="__all__")

ITEMS = tuple(one for one in Additional if one is not Additional.NOTHING)
STEPS: tuple[Value, ...] = (
    replace(ALLEGATION, crime_types=(CrimeType.OTHER,), other_crime="Poaching"),
    replace(PERSON, name_written="Oduya"),
    ADDRESS,
    replace(REACH, when_safe="Mornings", never="The flat"),
    replace(PROTECTION, other="A lock"),
    replace(CONTROL, used=Knows.YES, how="He keeps papers"),
    replace(SUPPORT, support=Referral.MADE, support_by="A charity"),
    replace(SUSPICION, arose_from=Source.OTHER, search_purpose=None, arose_otherwise="A letter", opinion="It may be"),
    changed(
        Purposes(purposes=(Purpose.ADVICE,), advice="What to do"),
        purposes=tuple(Purpose),
        for_the_file="Why",
        **{one.value: "What for" for one in Purpose},
    ),
    replace(LAWFUL_BASIS, power=Power.OTHER, other_power="An Act", why="It applies to both"),
    BASIC,
    changed(
        AdditionalInformation(wanted=(Additional.OTHER,), other="It", other_needed="For it"),
        wanted=ITEMS,
        **{f"{one.value}{part}": "It" for one in ITEMS for part in ("", "_needed")},
    ),
    VIEWS,
    WEIGHING,
    TIMING,
    RECIPIENT,
    TOLD_BEFORE,
)
DECISION = Decision(decide=(Decide.SHARE_BASIC, Decide.SHARE_ADDITIONAL), reason="All is in place")
AFTER_THE_CALL: tuple[Value, ...] = (
    replace(CALL_ENDED, beyond="That she limps"),
    ACKNOWLEDGED,
    TOLD_AFTER,
    NEGATED,
    replace(LATE, shared_with=None),
)
WRONG_AFTER_ALL = replace(FOUND_WRONG, for_the_file="Her sister rang")
WAS_SAID_TO_THEM = {(CallEnded, "beyond"), (AlreadyShared, "beyond"), (type(CORRECTION), "words")}
"""What the recipient had been told when it was typed: it goes out no second time."""


@dataclass
class Marks:
    """Every word that was typed, by what leaves it stands for."""

    typed: dict[str, tuple[type[Value], str]] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(100))

    def on(self, value: Value) -> Any:
        """The value with a mark in each box that holds words."""
        given: dict[str, str] = {}
        for name, _asked, kind in asked_fields(type(value)):
            held = getattr(value, name)
            if kind is str and held is not None and not isinstance(held, Choice):
                mark = f"Kanari{next(self.numbers)}Vogel"
                given[name] = f"{mark} stands here"
                self.typed[mark] = (type(value), name)
        return replace(value, **given)

    def audience(self, mark: str) -> frozenset[HeardBy]:
        """Who the box says will hear it."""
        value, name = self.typed[mark]
        return question_of(value, name).heard_by or FOR_THE_FILE

    def of(self, audience: HeardBy) -> set[str]:
        """All that is to be heard by these."""
        return {mark for mark in self.typed if audience in self.audience(mark)}


def carried(opened: OpenCase, marks: Marks, *values: Value) -> OpenCase:
    """The case once each of these is recorded, with its marks."""
    for value in values:
        before = opened.case.seq
        opened = acted(opened, marks.on(value))
        assert opened.case.seq == before + 1, value
    return opened


def printed(pdf: bytes) -> str:
    """What a page says, without the space that setting it puts into words."""
    return "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


def to_the_person(opened: OpenCase, about: About) -> str:
    """What is said and written to the person: the words, and the letter."""
    all_words = words_for(opened.case, about, wordings()[SOURCE])
    assert all_words, about
    return repr(all_words) + printed(letter(all_words, at=clock.now(), draft=False))


def test_words_reach_exactly_those_whom_their_box_names(officer: Actor, browse: Browse) -> None:
    marks = Marks()
    opened = carried(begun(officer), marks, *STEPS)
    package = package_of(opened.case, SHARING, clock.now(), officer=officer.staff_number)
    recipient = [package.json.decode(), printed(package.pdf())]
    person = [to_the_person(opened, About.BEFORE)]
    opened = carried(opened, marks, DECISION, CALL_STARTED)
    html = browse().get(f"/cases/{opened.case.reference}/call").content.decode()
    recipient.append(html.split('class="proviso-script"')[1].split("</section>")[0])
    opened = carried(opened, marks, *AFTER_THE_CALL)
    person.append(to_the_person(opened, About.AFTER))
    opened = carried(opened, marks, WRONG_AFTER_ALL)
    person.append(to_the_person(opened, About.CORRECTION))
    order = marks.on(CorrectionOrdered(words="She has leave"))
    recipient.append(CORRECTION_MESSAGE.format(words=order.words))
    carried(opened, marks, CORRECTION, TOLD_CORRECTION)

    heard = {HeardBy.PERSON: "".join(person), HeardBy.RECIPIENT: "".join(recipient)}
    for audience, said in heard.items():
        wrongly = [marks.typed[mark] for mark in marks.typed if mark in said and audience not in marks.audience(mark)]
        assert not wrongly, audience
    unheard = [marks.typed[mark] for mark in marks.of(HeardBy.PERSON) if mark not in heard[HeardBy.PERSON]]
    assert not unheard, "the box says that the person hears it, and they do not"
    silent = {marks.typed[mark] for mark in marks.of(HeardBy.RECIPIENT) if mark not in heard[HeardBy.RECIPIENT]}
    assert silent == WAS_SAID_TO_THEM
    assert len([mark for mark in marks.typed if not marks.audience(mark)]) > 30


UNLESS = "What you type here is for the file alone, unless its box says who will hear or read it."


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("questions/person", "If it is shared, the person and the Home Office will hear or read it, word for word"),
        ("questions/purposes", "If it is shared, the person and the Home Office will hear or read it, word for word"),
        ("questions/purposes", "For the file alone"),
        ("questions/lawful-basis", "The Home Office will hear or read this, word for word"),
        ("questions/suspicion", "What you type here is for the file alone."),
        ("questions/additional", UNLESS),
        ("decide", "For the file alone"),
    ],
)
def test_the_box_says_who_hears_it(officer: Actor, browse: Browse, path: str, says: str) -> None:
    opened = begun(officer)
    assert says in browse().get(f"/cases/{opened.case.reference}/{path}").content.decode()


def typed_into(form: ValueForm[Any]) -> list[frozenset[HeardBy]]:
    """Who hears what is typed into each box of a form."""
    typed = [one for one in form.fields.values() if isinstance(one, WordsField | BirthDateField)]
    asked = [one.asked.heard_by for one in typed if not isinstance(one, FromList)]
    return [by for by in asked if by is not None]


@pytest.mark.parametrize("value", [one for one in KINDS.values() if any(typed_into(form_for(one)()))])
def test_every_box_whose_words_leave_says_so_itself(value: type[Value]) -> None:
    form = form_for(value)()
    html = str(form.questions())
    for leaves in {*typed_into(form)} - {FOR_THE_FILE}:
        says = f'<strong class="proviso-heard">{HEARD_BY[leaves].removesuffix(", word for word")}'
        assert html.count(says) == typed_into(form).count(leaves)


@pytest.mark.parametrize("value", [one for one in KINDS.values() if typed_into(form_for(one)())])
def test_what_is_for_the_file_alone_is_said_once_and_only_where_it_is_so(value: type[Value]) -> None:
    form = form_for(value)()
    html, boxes = str(form.questions()), typed_into(form)
    assert html.count("or the file alone") == (FOR_THE_FILE in boxes)
    everything = "What you type here is for the file alone."
    assert everything not in html or {*boxes} == {FOR_THE_FILE}
    assert (UNLESS in html) is (boxes.count(FOR_THE_FILE) > 1 and {*boxes} != {FOR_THE_FILE})


def test_a_part_says_it_once_above_all_its_boxes(officer: Actor, browse: Browse) -> None:
    choose_way(officer.staff_number, Way.PART)
    opened, browser = begun(officer), browse()
    for part, says in (("crime", UNLESS), ("suspicion", UNLESS), ("protection", f"{UNLESS.partition(',')[0]}.")):
        html = browser.get(f"/cases/{opened.case.reference}/parts/{part}").content.decode()
        assert html.count("or the file alone") == 1, part
        assert html.index(says) < html.index('class="proviso-asked"')


def test_a_form_about_no_case_says_nothing_of_a_person() -> None:
    assert "the Home Office will hear" not in str(form_for(RecipientProposed)().questions())
    assert "For the file alone" not in str(form_for(RecipientProposed)().questions())
