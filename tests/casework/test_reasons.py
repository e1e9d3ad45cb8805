"""Which questions are answered with a reason, that none is taken without one, and what a box takes besides (5.5)."""

from dataclasses import replace

import pytest
from django.utils import translation

from proviso.accounts.reason_required import instead, is_reason_here
from proviso.casework.acts.answer import record_answer
from proviso.casework.history.kinds import VALUES
from proviso.casework.history.replay import replay
from proviso.casework.values.allegation import Allegation, CrimeType, Investigation
from proviso.casework.values.decision import Decision
from proviso.casework.values.person import Address, Age, Knows, Person, Whereabouts
from proviso.casework.values.protection import Control
from proviso.casework.values.reason_answers import lacking_words, reasons_of
from proviso.casework.values.reasons import Purpose, Purposes
from proviso.casework.values.value import Value, ValueRefused, asked_fields, question_of
from proviso.casework.who_looked import WHAT, WHY_GO_ON
from proviso.casework.writing.access import WHO_IS_IN_DANGER, WHY_OPEN, reason_given
from proviso.casework.writing.consultation import ReasonNeeded, in_words
from proviso.casework.writing.finding import WHY_ASK
from proviso.casework.writing.permissions import Actor
from proviso.record import read

from .every import BY_COMMON_LAW, EVERY, OTHERS
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


@pytest.mark.parametrize("value", [*VALUES, Decision], ids=lambda value: value.kind)
def test_no_question_is_answered_by_its_own_words_in_either_language(value: type[Value]) -> None:
    with translation.override("cy"):
        for _, one, _kind in asked_fields(value):
            for words in filter(None, (one.label, one.missing, one.hint) if one.reason else ()):
                for given in (words, translation.gettext(words)):
                    assert not is_reason_here(given, one.label, one.missing, hint=one.hint), given


@pytest.mark.parametrize("asked", ["Why does it apply here?", "Enter why it applies here"])
def test_the_question_back_in_the_language_of_the_page_is_no_answer(asked: str) -> None:
    with translation.override("cy"):
        welsh = translation.gettext(asked)
        assert welsh != asked
        for given in (welsh, asked, f"{welsh} {asked}"):
            (refusal,) = lacking_words(replace(BY_COMMON_LAW, why=given))
            assert refusal.field == "why"
        assert lacking_words(replace(BY_COMMON_LAW, why="Gofynnodd hi i ni wneud")) == []


def test_the_hint_back_in_the_language_of_the_page_is_no_answer() -> None:
    hint = question_of(Purposes, "for_the_file").hint
    with translation.override("cy"):
        for given in (hint, translation.gettext(hint)):
            assert [one.field for one in lacking_words(replace(PURPOSES, for_the_file=given))] == ["for_the_file"]


def test_what_to_write_instead_is_said_in_the_language_of_the_page() -> None:
    with translation.override("cy"):
        (refusal,) = lacking_words(replace(BY_COMMON_LAW, why="."))
        assert refusal.says.startswith("Nodwch pam y mae’n berthnasol yma. Defnyddiwch o leiaf dri gair")
        assert instead("").startswith("Gadewch hwn yn wag")


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("asked", [WHO_IS_IN_DANGER, WHY_ASK, WHAT, WHY_GO_ON, WHY_OPEN], ids=lambda asked: asked[-1])
def test_no_door_opens_for_its_own_question(asked: tuple[str, str], language: str) -> None:
    with translation.override(language):
        for words in map(translation.gettext, asked):
            with pytest.raises(ReasonNeeded):
                reason_given(words) if asked is WHY_OPEN else in_words(words, *asked)
        assert in_words("Her brother rang us", *asked) == "Her brother rang us"
