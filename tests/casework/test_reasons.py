"""Which questions are answered with a reason, that none is taken without one, and what a box takes besides (5.5)."""

from dataclasses import replace

import pytest

from proviso.casework.acts.answer import record_answer
from proviso.casework.history.kinds import VALUES
from proviso.casework.history.replay import replay
from proviso.casework.values.allegation import Allegation, CrimeType, Investigation
from proviso.casework.values.decision import Decision
from proviso.casework.values.person import Address, Age, Knows, Person, Whereabouts
from proviso.casework.values.protection import Control
from proviso.casework.values.reason_answers import lacking_words, reasons_of
from proviso.casework.values.reasons import Purpose, Purposes
from proviso.casework.values.value import Value, ValueRefused, asked_fields
from proviso.casework.writing.permissions import Actor
from proviso.record import read

from .every import EVERY, OTHERS
from .examples import ALLEGATION, CONTROL, PURPOSES, START, answer, begun

NOT_A_REASON = {
    "a name, or who it was": {
        "PersonRecorded.name", "Views.interpreter_name", "LocalAnswer.interpreter_name", "Told.interpreter_name",
        "ToldBefore.interpreter_name", "ToldAfter.interpreter_name", "ToldCorrection.interpreter_name",
        "CorrectionSent.who", "Reply.who", "Acknowledged.by", "Delivered.to", "CallEnded.operator", "HandedOver.to",
        "HandoverOffered.to",
        "Support.support_by", "AlreadyShared.who",
    },
    "a reference, or a choice named in a word or two": {
        "ClosedUnshared.other",
        "Allegation.crime_reference", "Allegation.other_crime", "LawfulBasis.other_power", "LocalAnswer.answer",
    },
    "where, or in which language": {"Address.address", "Reach.language", "Reach.details"},
    "exact words: what is shared, was said, or was right": {
        "AdditionalInformation.allegation", "AdditionalInformation.measures", "AdditionalInformation.investigation",
        "AdditionalInformation.assisting", "AdditionalInformation.other", "Views.words", "Reply.words",
        "FoundWrong.words", "CorrectionOrdered.words", "CorrectionSent.words",
    },
}  # fmt: skip
"""The required boxes that are filled in and ask neither why, what for nor how."""


def boxes(value: type[Value]) -> list[str]:
    """The required boxes of a value that no reason is asked in."""
    return [
        f"{value.__name__}.{name}"
        for name, asked, kind in asked_fields(value)
        if kind is str and not asked.optional and not asked.reason
    ]


def test_every_required_box_asks_a_reason_or_is_listed_as_something_else() -> None:
    listed = set().union(*NOT_A_REASON.values())
    assert [box for value in (*VALUES, Decision) for box in boxes(value) if box not in listed] == []


def test_every_question_that_begins_with_why_or_how_is_answered_with_a_reason() -> None:
    asked = [(value, one) for value in (*VALUES, Decision) for _, one, kind in asked_fields(value) if kind is str]
    whys = [one for _, one in asked if one.label.split()[0] in {"Why", "How", "Why?", "How?"}]
    assert len(whys) > 20
    assert [one.label for one in whys if not one.reason] == []


@pytest.mark.parametrize("value", [*EVERY, *OTHERS], ids=lambda value: value.kind)
def test_what_the_examples_say_is_a_reason_wherever_one_is_asked(value: Value) -> None:
    assert lacking_words(value) == []


@pytest.mark.parametrize("value", [one for one in EVERY if reasons_of(one)], ids=lambda value: value.kind)
@pytest.mark.parametrize("given", [".", "n/a", "x x x", "12 12"])
def test_a_reason_that_is_none_is_refused_at_its_own_box(value: Value, given: str) -> None:
    for name, _ in reasons_of(value):
        empty: Value = replace(value, **{name: given})
        assert [refusal.field for refusal in lacking_words(empty)] == [name]


def test_a_purpose_in_the_words_of_the_list_is_none_of_its_own() -> None:
    given = Purposes(purposes=(Purpose.ADVICE,), advice="To get advice on what steps, if any, to take (5.4.2)")
    (refusal,) = lacking_words(given)
    assert refusal.field == "advice"
    assert refusal.says.startswith("Enter in your words what it is for")


def test_a_box_that_asks_no_reason_takes_letters_or_figures_and_not_signs_alone() -> None:
    place = Address(whereabouts=Whereabouts.LOCATION, address=" . ", seen_by_suspect=Knows.NO)
    assert [refusal.says for refusal in lacking_words(place)] == [
        "Enter the address or location, in letters or figures"
    ]
    assert lacking_words(replace(place, address="7")) == lacking_words(replace(place, address="সি")) == []
    optional = Allegation(
        crime_reference="1", crime_types=(CrimeType.OTHER,), other_crime="Arson", stands=Investigation.RECORDED
    )
    assert lacking_words(optional) == []
    (pointing,) = lacking_words(replace(place, address="As per log"))
    assert pointing.says == "Enter the address or location. “As per log” does not say it"
    (nameless,) = lacking_words(Person(name="-", age=Age.ADULT))
    assert nameless.says == "Leave this empty, or answer it in words"


@pytest.mark.django_db(databases="__all__")
def test_nothing_is_written_without_its_reason_and_an_older_entry_still_reads(officer: Actor) -> None:
    opened = begun(officer)
    held = replace(CONTROL, used=Knows.YES, how=".")
    with pytest.raises(ValueRefused, match="at least three words of your own"):
        record_answer(opened, held, seen=1)
    entries = read.entries(opened.case.reference, key=opened.key)
    assert [one.kind for one in entries] == [START.kind]
    recorded = answer(opened, (replace(held, how="He keeps her papers"), ALLEGATION, PURPOSES))
    older = [
        replace(one, body={**one.body, "value": {**one.body["value"], "how": "."}}) if one.kind == Control.kind else one  # type: ignore[dict-item]
        for one in read.entries(opened.case.reference, key=opened.key)
    ]
    told = replay(opened.case.reference, "wessmere", older).latest(Control)
    assert told
    assert told.how == "."
    assert recorded.case.seq == 4
