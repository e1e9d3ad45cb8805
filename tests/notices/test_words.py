"""What the person is told: built from what is recorded, nothing else, in words that a child of nine can read."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from proviso.accounts.choice import Offered
from proviso.casework.history.case import Case
from proviso.casework.history.kinds import value_of
from proviso.casework.values.allegation import CrimeType
from proviso.casework.values.birth_date import BirthDate
from proviso.casework.values.content import Additional, BasicField, Include, Omission
from proviso.casework.values.correction import CorrectionSent, FoundWrong, Wrong
from proviso.casework.values.reasons import Purpose
from proviso.casework.values.reply import Said as ReplySaid
from proviso.casework.values.role import RoleInCase
from proviso.casework.values.suspicion import Certainty, SuspectedOf
from proviso.notices.rights import ForceContact
from proviso.notices.standing_now import SURE_ENDED
from proviso.notices.wording import NO_PROMISE, SOURCE, Phrase, wordings
from proviso.notices.words import (
    BEYOND,
    About,
    FieldLine,
    Words,
    crime_key,
    field_key,
    in_words,
    purpose_key,
    suspicion_keys,
    to_tell,
)
from proviso.notices.words import (
    SHARED as AT_ALL,
)
from tests.casework.every import ENDED, EVERY, FOUND_WRONG, LATE, NEGATED, OUTSIDE
from tests.casework.examples import (
    ADDRESS,
    ALLEGATION,
    ANSWERS,
    BASIC,
    CALL_ENDED,
    CALL_STARTED,
    MEASURES_TOO,
    NOW,
    PERSON,
    START,
    SUSPICION,
    changed,
)
from tests.casework.folding import entry, folded, onto, sharing

from .reading import reading_age

CHOSEN = tuple(one for one in Wrong if one.offered is Offered.STILL)
ANSWERED = folded(*ANSWERS)
DECISION = next(one for one in EVERY if one.kind == "sharing_decided")
SHARED = onto(ANSWERED, [DECISION, CALL_STARTED, replace(CALL_ENDED, beyond="That she limps")])
TWICE = next(one for one in EVERY if one.kind == "case_closed_unshared")
CODES = list(wordings())


CONTACT = ForceContact(
    controller="The Chief Constable of Wessmere Police",
    force="1 Invented Street, Wessmere\n01632 960 300",
    data_protection_officer="data.protection@wessmere.example",
    information_commissioner="commissioner@invented.example",
)


def words(
    case: Case, about: About, code: str = SOURCE, advice: str = "", contact: ForceContact = CONTACT
) -> list[Words]:
    """The words in a language."""
    said, all_told = {"reference": "PV-7K2M-9QXD", "advice": advice}, to_tell(case, about)
    return [in_words(one, wordings()[code], contact=contact, together=all_told, **said) for one in all_told]


def every_said(given: object) -> Iterator[Phrase]:
    """All that is said, wherever it stands."""
    if isinstance(given, Phrase):
        yield given
    elif isinstance(given, tuple):
        for one in given:
            yield from every_said(one)
    elif isinstance(given, Words | FieldLine):
        for name in given.__slots__:
            yield from every_said(getattr(given, name))


def text(given: Words) -> str:
    return "\n".join(one.text for one in every_said(given))


CASES: dict[About, Case] = {
    About.BEFORE: onto(ANSWERED, [MEASURES_TOO]),
    About.AFTER: SHARED,
    About.CORRECTION: onto(SHARED, [FoundWrong(wrong=CHOSEN, words="The flat is 4b")]),
}


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("about", list(About))
def test_every_telling_says_what_it_must_in_every_language(about: About, code: str) -> None:
    wording = wordings()[code]
    for one in words(CASES[about], about, code):
        said = text(one)
        always = (
            NO_PROMISE,
            "status_victim",
            "focus",
            "safe",
            "rights_copy",
            "rights_correct",
            "rights_complain",
            "keep",
        )
        for key in (f"{about}_opening", "home_office", "advice_intro", *always):
            assert wording.sentences[key] in said, key
        assert one.promise == wording.says(NO_PROMISE)
        assert "PV-7K2M-9QXD" in one.reference.text


@pytest.mark.parametrize("code", CODES)
def test_a_date_of_birth_is_told_as_it_is_known_in_every_language(code: str) -> None:
    wording = wordings()[code]
    whole, month = ("27 April 1990", "April 1990") if code == SOURCE else ("27/4/1990", "4/1990")
    for born, about, told in (
        (BirthDate(1990, 4, 27), (), whole),
        (BirthDate(1990, 4), (), month),
        (BirthDate(1990), (), "1990"),
        (BirthDate(1990, about=True), (wording.says("born_about"),), "1990"),
    ):
        case = onto(ANSWERED, [replace(PERSON, date_of_birth=born)])
        (one,) = words(case, About.BEFORE, code)
        (line,) = [line for line in one.what if line.label == wording.says("field_date_of_birth")]
        assert line.words == (*about, Phrase(told))


@pytest.mark.parametrize("code", [code for code in CODES if code != SOURCE])
@pytest.mark.parametrize("about", list(About))
def test_what_is_ours_is_translated_and_what_was_typed_is_as_it_was_typed(about: About, code: str) -> None:
    typed = {PERSON.name, "27/3/1991", ADDRESS.address, MEASURES_TOO.measures, "The marker is four years old"}
    typed |= {"That she limps", "The flat is 4b", "What to do about the marker", "A marker is on the address"}
    typed |= {"Imaginary Oduya", "Poaching"}
    for one in words(CASES[about], about, code):
        said = list(every_said(one))
        assert {each.text for each in said if each.language == ""} <= typed
        english = {each.text for each in said if each.language == "en"}
        reached = {line for part in (CONTACT.force, CONTACT.data_protection_officer) for line in part.splitlines()}
        reached |= {CONTACT.information_commissioner, "National Command and Control Unit"}
        assert english <= reached, "the name of a department, and how people are reached"


def test_beforehand_it_says_what_is_proposed_and_nothing_else() -> None:
    left_out = replace(BASIC, address=Include.LEAVE_OUT, address_omitted=Omission.CONFIDENTIAL)
    (one,) = words(onto(ANSWERED, [left_out, MEASURES_TOO]), About.BEFORE)
    assert [(line.label.text if line.label else "", [each.text for each in line.words]) for line in one.what] == [
        ("Your name", ["Imaginary Oduya"]),
        ("Your date of birth", ["27 March 1991"]),
        ("The type of crime", ["Burglary"]),
        (
            "What we suspect about you",
            [
                "You may need permission to be in the UK, and may not have it.",
                "We suspect this. Nobody has shown that it is true.",
            ],
        ),
        ("What we do to keep you safe", ["A marker is on the address"]),
    ]
    assert str(ADDRESS.address) not in text(one)
    assert [line.words for line in one.why] == [(Phrase("The marker is four years old"),)]
    assert one.whom == (Phrase("National Command and Control Unit", "en"),)
    assert "Tell us if this could put you in danger" in text(one)


@pytest.mark.parametrize("missing", range(len(ANSWERS)))
def test_there_is_nothing_to_tell_of_until_what_why_and_with_whom_are_chosen(missing: int) -> None:
    without = [one for place, one in enumerate(ANSWERS) if place != missing]
    needed = type(ANSWERS[missing]).__name__ in {"BasicInformation", "Purposes", "RecipientChosen"}
    assert (to_tell(folded(*without), About.BEFORE) == ()) == needed


def test_nobody_is_told_that_what_was_shared_is_only_planned() -> None:
    assert to_tell(SHARED, About.BEFORE) == ()
    assert to_tell(onto(SHARED, [MEASURES_TOO]), About.BEFORE) != (), "more is proposed now"
    assert to_tell(onto(SHARED, [sharing(SHARED)]), About.BEFORE) != (), "it was decided once more"
    assert to_tell(onto(ANSWERED, [LATE]), About.BEFORE) != (), "what was recorded late was decided by nobody"


def test_afterwards_it_says_what_was_given_beyond_what_was_decided_too() -> None:
    (one,) = words(SHARED, About.AFTER)
    limps = (Phrase("That she limps"),)
    assert one.what[-1] == FieldLine(Phrase("What else we said", "en"), limps, limps)
    assert "Tell us if this could put you in danger" not in text(one)


def test_of_what_was_recorded_late_it_says_what_is_known() -> None:
    (one,) = words(folded(LATE), About.AFTER)
    assert [line.words for line in one.what] == [(Phrase("Name and address"),)]
    assert [line.words for line in one.why] == [(Phrase("It was three in the morning"),)]
    fields = replace(LATE, beyond=None, why=None, fields=(BasicField.NAME,), shared_with=None, with_whom=None)
    (one,) = words(folded(fields), About.AFTER)
    assert one.what == (FieldLine(Phrase("Your name", "en"), ()),)
    assert (one.why, one.whom) == ((), ())
    assert to_tell(folded(START), About.AFTER) == ()


@pytest.mark.parametrize("code", CODES)
def test_nobody_is_told_that_the_home_office_got_what_went_to_somebody_else(code: str) -> None:
    wording, case = wordings()[code], folded(OUTSIDE)
    (one,) = words(case, About.AFTER, code)
    assert one.opening == (wording.says("after_opening_outside"),)
    (one,) = words(onto(case, [FOUND_WRONG]), About.CORRECTION, code)
    assert one.opening[0] == wording.says("correction_opening_outside")
    assert [each.text for each in one.whom] == ["A letting agency, Operator 3"]
    both = onto(SHARED, [OUTSIDE, FOUND_WRONG])
    openings = [one.opening[0] for one in words(both, About.AFTER, code)]
    assert openings == [wording.says("after_opening"), wording.says("after_opening_outside")]
    (one,) = words(both, About.CORRECTION, code)
    assert one.opening[0] == wording.says("correction_opening_outside"), "it is true of each of them"


def test_nobody_is_told_of_a_plan_that_there_is_not() -> None:
    assert to_tell(ANSWERED, About.BEFORE) != ()
    assert to_tell(onto(ANSWERED, [ENDED]), About.BEFORE) == (), "nothing is suspected any more"
    assert to_tell(onto(ANSWERED, [TWICE]), About.BEFORE) == (), "the case is closed"


def test_of_a_correction_it_says_what_was_wrong_and_whether_it_was_put_right() -> None:
    wrong = onto(SHARED, [FoundWrong(wrong=(Wrong.NAME,), words="It is spelt Oduyah")])
    (one,) = words(wrong, About.CORRECTION)
    spelt = (Phrase("It is spelt Oduyah"),)
    assert one.what == (FieldLine(Phrase("Your name", "en"), ()), FieldLine(None, spelt, spelt))
    assert "We will tell the people who got it" in text(one)
    right = onto(wrong, [CorrectionSent(words="It is spelt Oduyah", who="Operator 12", happened_at=NOW)])
    (one,) = words(right, About.CORRECTION)
    assert "We have told the people who got it" in text(one)
    assert one.whom == (Phrase("National Command and Control Unit", "en"),)


def test_of_a_suspicion_that_was_negated_it_says_that_the_suspicion_was_wrong() -> None:
    assert NEGATED.said == (ReplySaid.NEGATED,)
    gone = Phrase("We thought then that this might be so. We do not think so now.", "en")
    (one,) = words(onto(SHARED, [NEGATED]), About.CORRECTION)
    assert one.what == (FieldLine(Phrase("What we suspect about you", "en"), (gone,)),)
    assert to_tell(SHARED, About.CORRECTION) == ()


@pytest.mark.parametrize(
    ("role", "says"),
    [
        (RoleInCase.VICTIM, "You are still a victim of crime."),
        (RoleInCase.WITNESS, "You are still a witness to a crime."),
        (RoleInCase.VICTIM_AND_WITNESS, "You are still a victim of crime and a witness to it."),
    ],
)
def test_what_they_are_to_the_crime_does_not_change(role: RoleInCase, says: str) -> None:
    (one,) = words(folded(replace(START, role=role), *ANSWERS), About.BEFORE)
    assert one.know[0].text.startswith(says)


@pytest.mark.parametrize("certainty", list(Certainty))
@pytest.mark.parametrize("kind", list(SuspectedOf))
def test_every_suspicion_that_can_be_recorded_is_said_in_plain_words(kind: SuspectedOf, certainty: Certainty) -> None:
    case = onto(ANSWERED, [replace(SUSPICION, suspected_of=kind, certainty=certainty)])
    for code in CODES:
        (one,) = words(case, About.BEFORE, code)
        said = next(line.words for line in one.what if line.label == wordings()[code].says("field_suspicion"))
        assert [each.language for each in said] == [code, code]


def test_every_type_of_crime_is_said_in_the_language_and_another_as_it_was_typed() -> None:
    known = tuple(one for one in CrimeType if one is not CrimeType.OTHER)
    everything = replace(ALLEGATION, crime_types=tuple(CrimeType), other_crime="Poaching")
    (one,) = words(onto(ANSWERED, [everything]), About.BEFORE, "ar")
    said = next(line.words for line in one.what if line.label == wordings()["ar"].says("field_crime_type"))
    assert [each.language for each in said] == ["ar"] * len(known) + [""]
    assert said[-1] == Phrase("Poaching")


def test_every_code_that_can_be_recorded_has_a_sentence() -> None:
    keys = {BEYOND, AT_ALL}
    keys |= {field_key(one) for one in (*BasicField, *Additional) if one is not Additional.NOTHING}
    keys |= {purpose_key(one) for one in Purpose}
    keys |= {crime_key(one.value) for one in CrimeType if one is not CrimeType.OTHER}
    keys |= {key for sure in Certainty for kind in SuspectedOf for key in suspicion_keys(sure, kind)}
    keys |= {SURE_ENDED}
    assert keys <= set(wordings()[SOURCE].sentences)


def test_a_label_of_an_older_version_that_nobody_knows_is_said_as_it_was() -> None:
    body = {"version": 1, "value": {"reason": "All is in place", "content": [["Former label", "Domestic abuse"]]}}
    older = value_of(changed(entry(DECISION, 1), body=body))
    (one,) = words(onto(ANSWERED, [older, CALL_STARTED, CALL_ENDED]), About.AFTER, "ar")
    something_else = wordings()["ar"].says("field_other")
    former = (Phrase("Former label: Domestic abuse"),)
    assert one.what == (FieldLine(something_else, former, former),)


def test_where_to_get_advice_is_the_forces_own_and_otherwise_it_says_to_ask() -> None:
    (one,) = words(ANSWERED, About.BEFORE, advice="Invented Advice Centre\n\n At the library ")
    assert one.advice[1:] == (Phrase("Invented Advice Centre"), Phrase(" At the library "))
    (one,) = words(ANSWERED, About.BEFORE)
    assert one.advice[1:] == (wordings()[SOURCE].says("advice_ask"),)


OURS = wordings()[SOURCE].sentences


@pytest.mark.parametrize("about", list(About))
def test_a_child_of_nine_can_read_it(about: About) -> None:
    for one in words(CASES[about], about):
        sentences = (each.text for each in every_said(one) if each.text in OURS.values())
        ours = "\n".join(each for each in sentences if each.endswith("."))
        assert 6 < reading_age(ours) < 9, "headings, which are short, are not counted in its favour"


def test_no_sentence_is_long() -> None:
    long = {key: text for key, text in OURS.items() if max(len(one.split()) for one in text.split(". ")) > 20}
    assert long == {}


def test_the_measure_of_reading_tells_hard_words_from_plain_ones() -> None:
    assert reading_age("The cat sat on the mat. It was a big cat.") < 6
    hard = "Notwithstanding considerations of proportionality, immigration administration necessitates documentation."
    assert reading_age(hard) > 20
