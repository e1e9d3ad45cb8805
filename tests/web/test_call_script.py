"""The script of a call can be spoken: sentences, with nothing that only an eye can read."""

import re

import pytest

from proviso.casework.values.content import Additional, BasicField
from proviso.casework.values.decision import SharingDecided
from proviso.casework.values.reasons import Purpose
from proviso.casework.values.shared_content import AdditionalContent, BasicContent, StatedPurpose
from proviso.casework.values.suspicion import Certainty, SuspectedOf
from proviso.web.sending.call_script import CallScript, script_of

NAME = BasicContent(BasicField.NAME, "Imaginary Oduya", written="عينة")
BORN = BasicContent(BasicField.DATE_OF_BIRTH, codes=("1991-03-27",))
AT = BasicContent(BasicField.ADDRESS, "1 Invented Row\nWessmere")
CRIME = BasicContent(BasicField.CRIME_TYPE, "Poaching", codes=("burglary", "other"))
WHETHER = StatedPurpose(Purpose.CONFIRM_OR_NEGATE, "The marker is four years old")
ADVICE = StatedPurpose(Purpose.ADVICE, "Whether to go on alone?")
ALARM = AdditionalContent(Additional.MEASURES, "An alarm is fitted.")


def suspicion(sure: Certainty = Certainty.SUSPICION, of: SuspectedOf = SuspectedOf.NO_LEAVE) -> BasicContent:
    return BasicContent(BasicField.SUSPICION, codes=(sure.value, of.value))


def script(*basic: BasicContent, purposes: tuple[StatedPurpose, ...] = (WHETHER,)) -> CallScript:
    return script_of(
        SharingDecided(reason="Nobody has confirmed the marker", basic=basic, additional=(ALARM,), purposes=purposes)
    )


def spoken(one: CallScript) -> str:
    """All of it, as an officer reads it aloud."""
    return " ".join([*(f"{line.begins} {line.said}".strip() for line in (*one.about, *one.why)), *one.ends])


def test_the_whole_script_is_read_aloud_as_it_is() -> None:
    assert spoken(script(NAME, BORN, AT, CRIME, suspicion(), purposes=(WHETHER, ADVICE))) == (
        "The person’s name is Imaginary Oduya. They were born on 27 March 1991. "
        "Their address or location is 1 Invented Row, Wessmere. The type of crime is Burglary and Poaching. "
        "We suspect that they need leave to enter or remain, and have none. "
        "About protective measures: An alarm is fitted. "
        "I am sharing this to find out whether our suspicion is right. The marker is four years old. "
        "I am sharing this to get your advice on what steps to take, if any. Whether to go on alone? "
        "It is only a suspicion. Please do not pass this on for any other purpose. Please read it back."
    )


@pytest.mark.parametrize("purpose", Purpose)
@pytest.mark.parametrize("kind", SuspectedOf)
@pytest.mark.parametrize("sure", Certainty)
def test_no_sentence_has_a_paragraph_a_code_or_a_heading(purpose: Purpose, kind: SuspectedOf, sure: Certainty) -> None:
    said = spoken(script(suspicion(sure, kind), purposes=(StatedPurpose(purpose, "A word"),)))
    assert not re.search(r"[\d();/_]", said)


def test_a_doubt_is_said_to_be_no_more_than_that() -> None:
    said = spoken(script(suspicion(Certainty.DOUBT)))
    assert "whether our doubt is right." in said
    assert "It is only a doubt." in said
    assert "It is only a suspicion." not in said


def test_where_no_suspicion_goes_none_is_spoken_of() -> None:
    said = spoken(script(NAME, purposes=(ADVICE,)))
    assert "suspicion" not in said
    assert "Please read it back." in said


def test_a_part_of_a_birth_date_is_said_as_it_is_known() -> None:
    for code, says in (("1991-03", "in March 1991."), ("1991", "in 1991."), ("1991~", "in about 1991.")):
        born = BasicContent(BasicField.DATE_OF_BIRTH, codes=(code,))
        assert f"They were born {says}" in spoken(script(born)), code


def test_a_name_in_other_letters_is_spelled_and_not_read_out() -> None:
    assert script(NAME).spelling == "عينة"
    assert "عينة" not in spoken(script(NAME))
    assert script(BasicContent(BasicField.NAME, "", written="عينة")).spelling == ""


def test_words_that_an_older_decision_held_are_said_as_they_were() -> None:
    held = (
        BasicContent(BasicField.SUSPICION, "Suspected of overstaying"),
        BasicContent(BasicField.DATE_OF_BIRTH, "1991"),
    )
    said = spoken(script(*held))
    assert "We suspect this of the person: Suspected of overstaying." in said
    assert "Their date of birth is 1991." in said
    assert "It is only a suspicion." in said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("In the loft.\nBest 5am", "In the loft. Best 5am."),
        ("In the loft,\nbest 5am", "In the loft, best 5am."),
        ("1 Invented Row\n\n  Wessmere  \n", "1 Invented Row, Wessmere."),
        ("Is she there?\nAsk first!", "Is she there? Ask first!"),
    ],
)
def test_what_was_typed_in_lines_is_read_aloud_without_stumbling(typed: str, said: str) -> None:
    assert script(BasicContent(BasicField.ADDRESS, typed)).about[0].said == said
