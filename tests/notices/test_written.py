"""What an officer wrote about a person stands in no letter: only words to them do, in the letter's language."""

from dataclasses import replace

import pytest

from proviso.notices.letter import letter
from proviso.notices.wording import SOURCE, Phrase, wordings
from proviso.notices.words import About, FieldLine
from proviso.notices.written import NotToThem, own_words, require_to_them, written
from tests.casework.examples import ADDRESS, ALLEGATION, MEASURES_TOO, NOW, PERSON
from tests.casework.folding import onto

from .test_letter import plain, read
from .test_words import CASES, CODES, words

WROTE = {
    About.BEFORE: ("The marker is four years old", "A marker is on the address"),
    About.AFTER: ("What to do about the marker", "That she limps"),
    About.CORRECTION: ("The flat is 4b",),
}


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("about", list(About))
def test_no_letter_holds_what_an_officer_wrote_about_them(about: About, code: str) -> None:
    said = words(CASES[about], about, code)
    for wrote in WROTE[about]:
        assert wrote in own_words(said)
    on_paper = written(said)
    ask = wordings()[code].says("own_words")
    for words_, paper in zip(said, on_paper, strict=True):
        for line, left in zip((*words_.what, *words_.why), (*paper.what, *paper.why), strict=True):
            assert set(left.words).isdisjoint(line.own)
            assert (ask in left.words) == bool(line.own)
            assert left.label == line.label
    text = read(letter(said, at=NOW, draft=False))
    assert not [one for one in own_words(said) if plain(one) in text]


@pytest.mark.parametrize("code", ["en", "pl"])
def test_a_name_and_a_place_stay_and_a_crime_in_an_officers_words_does_not(code: str) -> None:
    other = replace(ALLEGATION, crime_types=tuple(type(ALLEGATION.crime_types[0])), other_crime="Poaching of his hares")
    text = read(letter(words(onto(CASES[About.BEFORE], [other]), About.BEFORE, code), at=NOW, draft=False))
    assert plain(str(PERSON.name)) in text
    assert plain(str(ADDRESS.address).splitlines()[0]) in text
    assert plain("Poaching of his hares") not in text


@pytest.mark.parametrize(
    ("code", "to_them"),
    [
        ("en", "You told us about the marker.\nIt keeps you safe."),
        ("pl", "Opowiedziała nam Pani o tym.\nTo dla Pani bezpieczeństwa."),
    ],
)
def test_words_to_them_stand_in_the_letter_once_under_a_heading(code: str, to_them: str) -> None:
    said = words(CASES[About.BEFORE], About.BEFORE, code)
    require_to_them(to_them, said[0].wording.language, own_words(said))
    text = read(letter(said, at=NOW, draft=False, to_them=to_them))
    heading = wordings()[code].says("to_them").text
    assert plain(heading + to_them.replace("\n", "")) in text
    assert plain(heading) not in read(letter(said, at=NOW, draft=False))
    assert written(said, to_them)[-1].to_them == tuple(Phrase(line, code) for line in to_them.splitlines())


IN_PUNJABI = "ਤੁਸੀਂ ਸਾਨੂੰ ਇਸ ਬਾਰੇ ਦੱਸਿਆ"


@pytest.mark.parametrize(
    ("code", "to_them"),
    [
        ("en", "You told us that he hit you"),
        ("en", "This is to keep your children safe."),
        ("pa", IN_PUNJABI),
        ("ur", "آپ نے ہمیں بتایا"),
        ("vi", "Quý vị đã nói với chúng tôi"),
        ("cy", "Fe ddywedoch wrthym"),
        ("ar", ""),
        ("en", "  \n "),
    ],
)
def test_words_to_them_are_taken(code: str, to_them: str) -> None:
    require_to_them(to_them, wordings()[code].language, ("The marker is four years old",))


@pytest.mark.parametrize(
    ("code", "to_them", "says"),
    [
        ("en", "The marker is four years old", "about them"),
        ("en", "You see: THE  MARKER, is four\nyears old!", "about them"),
        ("pa", "The marker is four years old", "about them"),
        ("en", "She told us that he hit her", "Say it to them"),
        ("en", "The victim fears him", "Say it to them"),
        ("pa", "You told us about it", "Have the interpreter or translator put these words"),
        ("ur", "Aap ne bataya", "The letter is in Urdu"),
        ("ar", IN_PUNJABI, "The letter is in Arabic"),
        ("pl", "You told us about it", "The letter is in Polish"),
        ("vi", "This keeps you safe", "or leave this empty"),
        ("cy", "12345", "The letter is in Welsh"),
    ],
)
def test_words_about_them_or_in_another_language_are_refused(code: str, to_them: str, says: str) -> None:
    with pytest.raises(NotToThem, match=says):
        require_to_them(to_them, wordings()[code].language, ("The marker is four years old",))


def test_a_line_without_words_of_an_officers_is_as_it_was() -> None:
    (one,) = words(CASES[About.BEFORE], About.BEFORE, SOURCE)
    kept = [line for line in one.what if not line.own]
    assert kept
    assert [line for line in written([one])[0].what if line in kept] == kept
    assert FieldLine(None, ()) == FieldLine(None, (), ())
    assert MEASURES_TOO.measures in own_words([one])
