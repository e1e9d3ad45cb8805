"""What is typed to be heard outside is checked while it is typed, and each box says who hears it."""

from dataclasses import replace

import pytest

from proviso.casework.acts.answer import record_answer
from proviso.casework.acts.correct import find_wrong
from proviso.casework.acts.record_person import record_person
from proviso.casework.acts.send import record_correction_left
from proviso.casework.history.case import Case
from proviso.casework.history.kinds import VALUES, value_of
from proviso.casework.reading.content_words import content_rows
from proviso.casework.reading.proposal import proposal_of
from proviso.casework.values.content import BasicField
from proviso.casework.values.decision import Decision
from proviso.casework.values.person import Person, in_latin_letters
from proviso.casework.values.reasons import Purposes
from proviso.casework.values.shared_content import BasicContent
from proviso.casework.values.value import FOR_BOTH, Value, ValueRefused, asked_fields
from proviso.casework.writing import commit
from proviso.casework.writing.permissions import Actor
from proviso.casework.writing.words_that_leave import reject_unprintable
from proviso.record.canonical import Json

from .every import CORRECTION_ORDERED, FOUND_WRONG, OTHER_MESSAGE
from .examples import ADDRESS, ANSWERS, CONTROL, NOW, PERSON, PURPOSES, begun, changed, shared
from .folding import entry, folded
from .ordering import order_correction
from .stories import by_outbox

IN_DATABASES = pytest.mark.django_db(databases="__all__")

HIDDEN = "\u202e"


def refused(value: Value) -> list[tuple[str, str]]:
    """What is refused of a value: which box, and the words."""
    with pytest.raises(ValueRefused) as stopped:
        reject_unprintable(value)
    return [(one.field, one.says) for one in stopped.value.refusals]


def test_each_box_of_a_case_says_who_hears_what_is_typed_into_it() -> None:
    for value in (*VALUES, Decision):
        assert all(asked.heard_by is not None for _name, asked, kind in asked_fields(value) if kind is str), value


def test_what_leaves_is_refused_with_a_character_that_turns_it_round() -> None:
    ((box, says),) = refused(replace(ADDRESS, address=f"1 {HIDDEN}Row"))
    assert box == "address"
    assert says.startswith("Address or location: take out U+202E. It cannot be seen and turns the direction of")


def test_what_leaves_is_refused_where_no_font_shows_it_and_says_what_to_do() -> None:
    assert refused(replace(PERSON, name_written="김민준")) == [
        (
            "name_written",
            "Name as they write it: our fonts cannot print “김” (U+AE40), “민” (U+BBFC), “준” (U+C900). Write it in "
            "Latin letters, or leave it out",
        )
    ]


def test_every_box_that_is_wrong_is_named_at_once() -> None:
    assert [box for box, _ in refused(replace(PERSON, name=f"A{HIDDEN}", name_written="\U0001f600"))] == [
        "name",
        "name_written",
    ]


@pytest.mark.parametrize("name", ["王小明", "শেখ নাজমুল", "ኃይሉ", "देवी", "ਸਿੰਘ", "محمد", "Володимир"])
def test_a_name_in_a_script_that_we_print_is_taken(name: str) -> None:
    reject_unprintable(replace(PERSON, name_written=name))


@pytest.mark.parametrize("sign", "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
@pytest.mark.parametrize("box", ["name", "name_written"])
def test_a_name_with_a_sign_that_turns_the_direction_is_refused(box: str, sign: str) -> None:
    ((where, says),) = refused(changed(PERSON, **{box: f"Imaginary{sign} Oduya"}))
    assert where == box
    assert f"take out U+{ord(sign):04X}. It cannot be seen and turns the direction of writing" in says


def test_what_the_file_alone_has_may_hold_anything() -> None:
    reject_unprintable(changed(PURPOSES, for_the_file=f"\U0001f600 {HIDDEN}"))
    reject_unprintable(CONTROL)


@IN_DATABASES
@pytest.mark.parametrize(
    "value", [replace(ADDRESS, address="The \U0001f3e0 by the weir"), replace(PERSON, name_written="𠮷")]
)
def test_nothing_is_written_of_what_cannot_be_printed(officer: Actor, value: Value) -> None:
    opened = begun(officer)
    act = record_person if isinstance(value, Person) else record_answer
    with pytest.raises(ValueRefused, match="our fonts cannot print"):
        act(opened, value, seen=1)  # type: ignore[arg-type]  # each takes its own value
    assert record_answer(opened, CONTROL, seen=1).case.seq == 2


@IN_DATABASES
def test_what_the_service_writes_by_itself_is_never_refused_for_its_letters(
    officer: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = shared(officer)
    opened = find_wrong(opened, FOUND_WRONG, seen=opened.case.seq)
    order = replace(CORRECTION_ORDERED, words="It was another street \U0001f600", about=None)
    with pytest.raises(ValueRefused, match="our fonts cannot print"):
        order_correction(opened, order, seen=opened.case.seq)
    with monkeypatch.context() as before_it_was_checked:
        before_it_was_checked.setattr(commit, "reject_unprintable", lambda _value: None)
        opened = order_correction(opened, order, seen=opened.case.seq)
    left = record_correction_left(by_outbox(opened), OTHER_MESSAGE, "250 taken", NOW)
    assert left.case.seq == opened.case.seq + 1


@pytest.mark.parametrize("name", ["Łukasz Żółć", "Nguyễn", "O’Brien-Smith, 2nd", "Ibn ʿAlī", "Mª Carmen", ""])
def test_a_name_in_latin_letters_is_one_with_whatever_signs(name: str) -> None:
    assert in_latin_letters(name)


@IN_DATABASES
@pytest.mark.parametrize("name", ["Володимир", "Imaginary 王", "محمد"])
def test_the_box_for_latin_letters_takes_no_others(officer: Actor, name: str) -> None:
    with pytest.raises(ValueRefused, match="As they write it, it goes into the box below"):
        record_person(begun(officer), replace(PERSON, name=name), seen=1)


def case_of(*values: Value) -> Case:
    """A plain case with these said again."""
    return folded(*ANSWERS, *values)


def test_both_names_are_shared_and_known_by_one_digest() -> None:
    both = case_of(replace(PERSON, name_written="Одуйя"))
    (name, *_) = proposal_of(both).basic
    assert name == BasicContent(BasicField.NAME, "Imaginary Oduya", written="Одуйя")
    assert content_rows([name]) == (("Name", "Imaginary Oduya\nОдуйя"),)
    assert proposal_of(both).digest != proposal_of(case_of()).digest
    assert proposal_of(both).is_known_by(proposal_of(both).digest)


def test_a_name_that_is_only_as_they_write_it_is_the_name() -> None:
    (name, *_) = proposal_of(case_of(replace(PERSON, name=None, name_written="Одуйя"))).basic
    assert name == BasicContent(BasicField.NAME, "Одуйя")


def person_of(name: str) -> Person:
    """A person as version 1 kept one."""
    body: dict[str, Json] = {"version": 1, "value": {"age": "adult", **({"name": name} if name else {})}}
    read = value_of(replace(entry(PERSON, 2), body=body))
    assert isinstance(read, Person)
    return read


@pytest.mark.parametrize(
    ("kept", "name", "written"),
    [("Imaginary Oduya", "Imaginary Oduya", None), ("Одуйя", None, "Одуйя"), ("", None, None)],
)
def test_a_name_that_was_recorded_in_one_box_is_in_the_one_that_it_fits(
    kept: str, name: str | None, written: str | None
) -> None:
    person = person_of(kept)
    assert (person.name, person.name_written) == (name, written)
    assert person.age is PERSON.age


def test_what_was_told_of_a_name_recorded_in_one_box_is_still_what_would_be_shared() -> None:
    told_of = BasicContent(BasicField.NAME, "Одуйя")
    assert proposal_of(case_of(person_of("Одуйя"))).basic[0] == told_of


def test_purposes_of_before_have_nothing_for_the_file_and_the_same_words() -> None:
    body: dict[str, Json] = {"version": 1, "value": {"purposes": ["advice"], "advice": "What she should be told"}}
    read = value_of(replace(entry(PURPOSES, 2), body=body))
    assert isinstance(read, Purposes)
    assert (read.advice, read.for_the_file) == ("What she should be told", None)
    assert {asked.heard_by for name, asked, _ in asked_fields(Purposes) if name == "advice"} == {FOR_BOTH}
