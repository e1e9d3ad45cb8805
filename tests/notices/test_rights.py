"""What section 44 of the Data Protection Act 2018 lists is in every letter; what is not set is said to be lacking."""

from dataclasses import fields, replace

import pytest

from proviso.casework.values.decision import SharingDecided
from proviso.casework.values.reasons import Power
from proviso.casework.values.sharing import AlreadyShared
from proviso.notices.letter import letter
from proviso.notices.rights import BASES, RIGHTS, ForceContact, rights_of, what_we_hold, who_we_are
from proviso.notices.wording import SOURCE, wordings
from proviso.notices.words import About
from tests.casework.every import EVERY, LATE
from tests.casework.examples import CALL_ENDED, CALL_STARTED, NOW
from tests.casework.folding import folded, onto

from .test_letter import LATIN, plain, read
from .test_words import CASES, CODES, CONTACT, SHARED, words

SECTION_44 = {
    "(1)(a) who the controller is": "who_controller",
    "(1)(a) how to reach it": "reach_us",
    "(1)(b) how to reach the data protection officer": "reach_officer",
    "(1)(c) what it is for": "held_purpose",
    "(1)(d)(i) access": "rights_copy",
    "(1)(d)(ii) rectification": "rights_correct",
    "(1)(d)(iii) erasure, and restriction": "rights_delete",
    "(1)(d)(iii) restriction": "rights_limit",
    "(1)(e) the right to complain": "rights_complain",
    "(1)(e) how to reach the Commissioner": "reach_commissioner",
    "(2)(a) the legal basis": "basis_section_20",
    "(2)(b) for how long": "held_how_long",
    "(2)(c) who receives it": "whom_before",
    "(4) that it can be limited": "rights_sometimes",
    "(5) what to do then": "rights_court",
}


@pytest.mark.parametrize("code", LATIN)
def test_a_letter_says_what_section_44_lists(code: str) -> None:
    text = read(letter(words(CASES[About.BEFORE], About.BEFORE, code), at=NOW, draft=False))
    says = wordings()[code].says
    for paragraph, key in SECTION_44.items():
        said = says(key, controller=CONTACT.controller) if key == "who_controller" else says(key)
        assert plain(said.text) in text, paragraph
    for field in fields(CONTACT):
        for line in getattr(CONTACT, field.name).splitlines():
            assert plain(line) in text
    assert plain(says("reach_unsaid").text) not in text


@pytest.mark.parametrize("about", list(About))
@pytest.mark.parametrize("code", CODES)
def test_each_telling_in_each_language_has_them_in_its_words(code: str, about: About) -> None:
    wording = wordings()[code]
    for one in words(CASES[about], about, code):
        assert one.rights[: len(RIGHTS)] == tuple(wording.says(f"rights_{key}") for key in RIGHTS)
        assert one.who[0] == wording.says("who_controller", controller=CONTACT.controller)
        assert {each.language for each in (*one.who, *one.held, *one.rights)} == {code, "en"}


@pytest.mark.parametrize("code", LATIN)
def test_a_letter_says_its_date(code: str) -> None:
    dated = wordings()[code].says("dated", date="22/11/2026")
    assert plain(dated.text) in read(letter(words(CASES[About.AFTER], About.AFTER, code), at=NOW, draft=False))


@pytest.mark.parametrize("lacking", [field.name for field in fields(ForceContact)])
def test_what_the_force_has_not_set_is_said_to_be_missing(lacking: str) -> None:
    contact = ForceContact(**{field.name: getattr(CONTACT, field.name) for field in fields(CONTACT)} | {lacking: " \n"})
    says = wordings()[SOURCE].says
    said = (*who_we_are(wordings()[SOURCE], contact), *rights_of(wordings()[SOURCE], contact))
    missing = says("who_unsaid") if lacking == "controller" else says("reach_unsaid")
    assert said.count(missing) == 1
    assert (contact.whole, CONTACT.whole) == (False, True)
    text = read(letter(words(CASES[About.BEFORE], About.BEFORE, contact=contact), at=NOW, draft=False))
    assert plain(missing.text) in text


@pytest.mark.parametrize("power", list(Power))
def test_each_power_has_its_own_words(power: Power) -> None:
    wording = wordings()[SOURCE]
    held = what_we_hold(wording, [power], answerable=True)
    assert wording.says(BASES[power]) in held
    assert sum(each in held for each in map(wording.says, BASES.values())) == 1


def test_of_what_was_shared_without_a_package_no_more_is_said_than_is_known() -> None:
    assert isinstance(LATE, AlreadyShared)
    (one,) = words(folded(LATE), About.AFTER)
    says = wordings()[SOURCE].says
    assert one.held == (says("held_purpose"), says("held_how_long"))


@pytest.mark.parametrize("code", CODES)
def test_what_is_said_once_of_several_disclosures_is_true_of_each(code: str) -> None:
    """Each law under which one was shared, whichever was the last (s.44(2)(b))."""
    wording, decision = wordings()[code], next(one for one in EVERY if isinstance(one, SharingDecided))
    again = onto(SHARED, [replace(decision, power=Power.SECTION_20), CALL_STARTED, CALL_ENDED])
    said = words(onto(again, [LATE]), About.AFTER, code)
    assert len(said) == 3
    bases = (wording.says("basis_other"), wording.says("basis_section_20"))
    assert said[-1].held == (
        wording.says("held_purpose"), *bases, wording.says("also_given"), wording.says("held_how_long")
    )  # fmt: skip
    if code in LATIN:
        text = read(letter(said, at=NOW, draft=False))
        assert [text.count(plain(one.text)) for one in said[-1].held] == [1] * 5
