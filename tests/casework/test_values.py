"""Values: each survives being written, and each refuses what it should in words that say what to do."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, get_args, get_origin
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.casework.history.kinds import VALUES
from proviso.casework.values.birth_date import BirthDate
from proviso.casework.values.decision import Decide, Decision
from proviso.casework.values.person import Person, Reach
from proviso.casework.values.reasons import LawfulBasis
from proviso.casework.values.reply import Said
from proviso.casework.values.role import RoleCorrected, RoleInCase
from proviso.casework.values.sharing import CallStarted
from proviso.casework.values.timing import Timing
from proviso.casework.values.value import Ask, Choice, Value, ValueRefused, asked_fields, from_json, to_json
from proviso.record.canonical import canonical

from .every import EVERY, FAILED, OTHERS
from .examples import ALLEGATION, PERSON, REPLY, START, SUSPICION, changed

ASKED: tuple[type[Value], ...] = (*VALUES, Decision)
FIELDS = [(value, name, asked, kind) for value in ASKED for name, asked, kind in asked_fields(value)]
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
MOMENTS = st.datetimes(
    min_value=datetime(2020, 1, 1),  # noqa: DTZ001
    max_value=datetime(2040, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, ZoneInfo("Europe/London"), timezone(timedelta(hours=5, minutes=30))]),
)


def answers_to(asked: Ask, kind: Any) -> st.SearchStrategy[Any]:
    """Answers that a field may get, most of them acceptable."""
    if get_origin(kind) is tuple:
        return st.lists(st.sampled_from(list(get_args(kind)[0])), min_size=1, max_size=4, unique=True).map(tuple)
    if issubclass(kind, Choice):
        return st.sampled_from(list(kind))
    born = st.builds(BirthDate, st.integers(1, 9999), st.none() | st.integers(1, 12), about=st.booleans())
    return {
        bool: st.booleans(),
        date: st.dates(),
        BirthDate: born | st.dates().map(BirthDate.on),
        datetime: MOMENTS,
        str: WORDS.map(lambda words: f"{words} 7"),
    }[kind]


@st.composite
def values(draw: st.DrawFn) -> Value:
    """A value of any kind that its own rules accept: fields are asked only where they go."""
    kind = draw(st.sampled_from(ASKED))
    given: dict[str, Any] = {}
    for name, asked, of in asked_fields(kind):
        parent, wanted = asked.only_where or ("", frozenset())
        chosen = given.get(parent)
        goes = not parent or bool((set(chosen) if isinstance(chosen, tuple) else {chosen}) & wanted)
        if goes and not (asked.optional and draw(st.booleans())):
            given[name] = draw(answers_to(asked, of))
    try:
        return kind(**given)
    except ValueRefused:
        return draw(st.sampled_from([one for one in EVERY if type(one) is kind] or [START]))


@given(values())
def test_every_value_survives_being_written(value: Value) -> None:
    body = to_json(value)
    assert from_json(type(value), body) == value
    assert canonical(to_json(from_json(type(value), body))) == canonical(body)


@pytest.mark.parametrize("value", [*EVERY, *OTHERS], ids=lambda value: value.kind)
def test_examples_survive_being_written(value: Value) -> None:
    assert from_json(type(value), to_json(value)) == value


def test_the_two_times_that_an_autumn_clock_shows_alike_stay_two() -> None:
    london = ZoneInfo("Europe/London")
    first, second = (
        replace(REPLY, happened_at=datetime(2026, 10, 25, 1, 30, tzinfo=london, fold=fold)) for fold in (0, 1)
    )
    assert first != second
    assert second.happened_at - first.happened_at == timedelta(hours=1)
    for one in (first, second):
        assert from_json(type(one), to_json(one)) == one
        assert one.happened_at.tzinfo is UTC


def test_space_around_words_is_not_kept_and_not_counted() -> None:
    kept = replace(SUSPICION, facts=f"  \n{'a' * 1000}\n ")
    assert kept.facts == "a" * 1000


def bare(value: type[Value], name: str, given: Any) -> str | None:
    """What is said of a field when only it, and what it hangs on, is answered."""
    answered: dict[str, Any] = {name: given}
    while parent := next((asked.only_where for one, asked, _ in asked_fields(value) if one == name), None):
        name, wanted = parent
        one = min(wanted, key=str)
        kind = next(kind for field, _, kind in asked_fields(value) if field == name)
        answered[name] = (one,) if get_origin(kind) is tuple else one
    return said(value, next(iter(answered)), answered)


def said(value: type[Value], field: str, answered: dict[str, Any]) -> str | None:
    try:
        value(**answered)
    except ValueRefused as refused:
        return next((one.says for one in refused.refusals if one.field == field), None)
    return None


def each(holds: Callable[[Ask, Any], Any] | None = None) -> pytest.MarkDecorator:
    """Every question for which this holds, named value-field."""
    found = [one for one in FIELDS if holds is None or holds(one[2], one[3])]
    names = [f"{value.__name__}-{name}" for value, name, _, _ in found]
    return pytest.mark.parametrize(("value", "name", "asked", "kind"), found, ids=names)


UNLESS_ANOTHER_SAYS_IT: dict[tuple[type[Value], str], str] = {
    (Person, "age"): "Select whether they are under 18, or enter the date of birth",
    (Reach, "interpreter"): "Select whether an interpreter is needed",
}
"""What may stay empty only where another answer says it."""


@each()
def test_nothing_given(value: type[Value], name: str, asked: Ask, kind: Any) -> None:
    says = bare(value, name, None)
    assert says == (UNLESS_ANOTHER_SAYS_IT.get((value, name)) if asked.optional else asked.missing)
    assert asked.optional or asked.missing.split()[0] in {"Enter", "Select"}, "an error says what to do"
    for empty in ("", "  \n") if kind is str else ():
        assert bare(value, name, empty) == says


@each()
def test_what_is_of_another_kind(value: type[Value], name: str, asked: Ask, kind: Any) -> None:
    says = bare(value, name, object())
    assert says is not None
    assert says.startswith(f"{asked.label}: ")


@each(lambda _, kind: kind is str)
def test_words_that_are_too_long(value: type[Value], name: str, asked: Ask, kind: Any) -> None:
    at_most = "7" * asked.most
    assert bare(value, name, at_most) is None
    expected = f"{asked.label} must be {asked.most:,} characters or fewer; there are {asked.most + 1:,}"
    assert bare(value, name, at_most + "7") == expected


ONCE_ASKED_ALWAYS = {(Timing, "weighed"), (LawfulBasis, "why")}
"""What an earlier version asked for whatever else was answered: it is still read (`test_asked_no_more`)."""


@each(lambda asked, _: asked.only_where)
def test_an_answer_out_of_place(value: type[Value], name: str, asked: Ask, kind: Any) -> None:
    given = {bool: True, date: date(2026, 1, 1), datetime: datetime(2026, 1, 1, tzinfo=UTC), str: "words"}
    out_of_place = given[kind] if kind in given else next(iter(kind))
    if (value, name) in ONCE_ASKED_ALWAYS:
        assert said(value, name, {name: out_of_place}) is None
        return
    assert said(value, name, {name: out_of_place}) == "Leave this empty: it does not go with the answer above"


@each(lambda asked, _: asked.exclusive)
def test_a_choice_that_rules_out_the_others(value: type[Value], name: str, asked: Ask, kind: Any) -> None:
    assert asked.exclusive is not None
    expected = f"Select “{asked.exclusive.label}” alone, or the others without it"
    assert bare(value, name, tuple(type(asked.exclusive))) == expected


def refusals_of(make: Any) -> Iterator[tuple[str, str, str, str]]:
    with pytest.raises(ValueRefused) as refused:
        make()
    yield from ((one.field, one.given, one.accepted, one.says) for one in refused.value.refusals)


def test_a_time_without_a_zone_is_refused() -> None:
    (refusal,) = refusals_of(lambda: replace(REPLY, happened_at=datetime(2026, 1, 1)))  # noqa: DTZ001
    assert refusal[0] == "happened_at"
    assert refusal[3] == "When did the reply come?: a date and a time with its zone"


def test_a_time_is_not_a_date() -> None:
    (refusal,) = refusals_of(lambda: changed(FAILED, try_again_on=datetime(2026, 12, 1, tzinfo=UTC)))
    assert refusal[2] == "a date"


def test_a_day_is_no_date_of_birth_as_it_is_kept() -> None:
    (refusal,) = refusals_of(lambda: changed(PERSON, date_of_birth=date(1991, 3, 27)))
    assert refusal[2] == "a date of birth, or as much of it as is known"


def test_one_of_a_closed_list_is_refused_with_the_list() -> None:
    (refusal,) = refusals_of(lambda: changed(START, role="suspect"))
    assert refusal[:3] == ("role", "suspect", "one of victim, witness, victim_and_witness, neither")


def test_a_crime_reference_without_a_figure_is_refused() -> None:
    (refusal,) = refusals_of(lambda: replace(ALLEGATION, crime_reference="Imaginary Oduya"))
    assert refusal[3] == "Enter a crime reference with at least one figure, like 47/12345/26"


def test_a_person_does_not_stop_being_a_victim_or_a_witness() -> None:
    (refusal,) = refusals_of(lambda: RoleCorrected(role=RoleInCase.NEITHER, reason="He was arrested too"))
    assert refusal[3] == "Select a victim, a witness or both: a person does not stop being one"


def test_a_call_in_front_of_the_person_is_refused() -> None:
    (refusal,) = refusals_of(lambda: CallStarted(out_of_hearing=False))
    assert refusal[3] == "Move to where nobody can hear you before you start the call"


@pytest.mark.parametrize("alone", [Decide.DELAY, Decide.NOT_SHARE])
def test_delaying_and_not_sharing_each_go_alone(alone: Decide) -> None:
    assert Decision(decide=(alone,), reason="Not today but later").decide == (alone,)
    (refusal,) = refusals_of(lambda: Decision(decide=(alone, Decide.SHARE_BASIC), reason="The two together then"))
    assert refusal[3] == "Select what to share, or delay, or do not share: not more than one of the three"


@pytest.mark.parametrize("more", [(), (Said.ADVICE,), (Said.ACTION, Said.PROTOCOL)])
def test_a_reply_does_not_both_confirm_and_negate(more: tuple[Said, ...]) -> None:
    with pytest.raises(ValueRefused) as refused:
        replace(REPLY, said=(Said.CONFIRMED, Said.NEGATED, *more))
    assert [one.says for one in refused.value.refusals] == [
        "Select that it confirms the suspicion, or that it negates it, not both. If it is not clear which, select "
        "neither and ask whoever replied"
    ]


def test_a_reply_that_gives_a_reference_and_nothing_else_says_nothing_else() -> None:
    with pytest.raises(ValueRefused, match="Select “It gives a reference and nothing else” alone, or the others"):
        replace(REPLY, said=(Said.ACTION, Said.REFERENCE))
    assert replace(REPLY, said=(Said.REFERENCE,)).said == (Said.REFERENCE,)


def test_every_wrong_field_is_named_at_once_in_the_order_asked() -> None:
    assert [one[0] for one in refusals_of(lambda: type(SUSPICION)())] == [
        "arose_from",
        "certainty",
        "suspected_of",
        "facts",
    ]
    with pytest.raises(ValueRefused, match="facts: Enter the facts that it rests on"):
        type(SUSPICION)()


def test_a_name_that_the_value_does_not_have_is_refused() -> None:
    with pytest.raises(KeyError):
        from_json(type(START), {"role": "victim", "nationality": "invented"})
