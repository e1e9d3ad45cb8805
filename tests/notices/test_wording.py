"""The words in each language: whole, true to one English, never without the sentence that nobody can promise more."""

import copy
import re
import tomllib
from typing import Any

import pytest

from proviso.notices.wording import (
    FILES,
    NO_PROMISE,
    SOURCE,
    Phrase,
    WordingRefused,
    digest_of,
    language_named,
    read,
    wordings,
)
from proviso.web.telling.notice_pages import LanguageWanted

CODES = sorted(path.stem for path in FILES.glob("*.toml"))
ENGLISH = wordings()[SOURCE]


def kept(code: str) -> dict[str, Any]:
    return copy.deepcopy(tomllib.loads((FILES / f"{code}.toml").read_text(encoding="utf-8")))


def test_the_languages_are_those_that_officers_can_choose() -> None:
    assert CODES == ["ar", "cy", "en", "es", "fa", "pa", "pl", "pt", "ro", "sq", "ur", "vi"]
    assert [(one.value, one.label) for one in LanguageWanted] == [
        (code, wording.language.name) for code, wording in wordings().items()
    ]


@pytest.mark.parametrize("code", CODES)
def test_every_sentence_is_there_and_translates_the_english_that_there_is(code: str) -> None:
    wording = wordings()[code]
    assert set(wording.sentences) == set(ENGLISH.sentences)
    assert wording.stale == ()
    assert all(wording.sentences.values())
    if code != SOURCE:
        same = {key for key, text in wording.sentences.items() if text == ENGLISH.sentences[key]}
        assert same == set(), "left in English"


SCRIPTS = {"ar": "؀-ۿ", "fa": "؀-ۿ", "ur": "؀-ۿ", "pa": "਀-੿।"}


@pytest.mark.parametrize("code", CODES)
def test_each_is_in_its_own_script_and_direction(code: str) -> None:
    wording = wordings()[code]
    assert wording.language.direction == ("rtl" if code in {"ar", "fa", "ur"} else "ltr")
    for key, text in wording.sentences.items():
        ours = re.sub(r"\{\w+\}|\(Home Office\)|\(Information Commissioner\)", "", text)
        if code in SCRIPTS:
            assert re.search(f"[{SCRIPTS[code]}]", ours), key
            assert not re.search("[A-Za-z]", ours), key
        else:
            assert not re.search("[؀-ۿ਀-੿]", ours), key


@pytest.mark.parametrize("code", CODES)
def test_no_wording_is_made_without_the_sentence_that_nobody_can_promise_more(code: str) -> None:
    english = None if code == SOURCE else ENGLISH.sentences
    for without in ("gone", "empty"):
        file = kept(code)
        if without == "gone":
            del file["sentences"][NO_PROMISE]
        else:
            file["sentences"][NO_PROMISE]["says"] = "  "
        with pytest.raises(WordingRefused, match=r"“no_promise” is missing.*can be used or approved"):
            read(file, code, english)


def test_a_change_of_the_english_makes_only_that_sentence_stale_and_a_new_digest() -> None:
    changed = {**ENGLISH.sentences, "focus": "We will look into the crime."}
    before, after = wordings()["cy"], read(kept("cy"), "cy", changed)
    assert (before.stale, after.stale) == ((), ("focus",))
    assert before.digest != after.digest
    file = kept("cy")
    file["sentences"]["focus"]["of"] = digest_of(changed["focus"])
    assert read(file, "cy", changed).stale == ()


def test_a_change_of_a_translation_is_another_digest() -> None:
    file = kept("pl")
    file["sentences"]["focus"]["says"] += " Tak."
    assert read(file, "pl", ENGLISH.sentences).digest != wordings()["pl"].digest
    assert read(kept("pl"), "pl", ENGLISH.sentences).digest == wordings()["pl"].digest


def test_a_sentence_that_is_not_translated_yet_is_said_in_english_and_says_so() -> None:
    file = kept("vi")
    del file["sentences"]["focus"]
    wording = read(file, "vi", ENGLISH.sentences)
    assert wording.stale == ("focus",)
    assert wording.says("focus") == Phrase(ENGLISH.sentences["focus"], "en")
    assert wording.says("why").language == "vi"


@pytest.mark.parametrize(
    ("key", "says", "wrong"),
    [
        ("focus", "{name}", "“focus” has other values in braces"),
        ("reference", "Numer", "“reference” has other values in braces"),
        ("hope", "Wszystko będzie dobrze.", "there is no English sentence “hope”"),
    ],
)
def test_a_file_that_says_something_else_is_refused(key: str, says: str, wrong: str) -> None:
    file = kept("pl")
    file["sentences"].setdefault(key, {"of": ""})["says"] = says
    with pytest.raises(WordingRefused, match=wrong):
        read(file, "pl", ENGLISH.sentences)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Arabic", "ar"),
        ("  arabic ", "ar"),
        ("العربية", "ar"),
        ("Cymraeg", "cy"),
        ("Persian", "fa"),
        ("Tiếng  Việt", "vi"),
        ("ENGLISH", "en"),
        ("Arab", ""),
        ("Kurdish", ""),
        ("Polish or English", ""),
        ("speaks a little Polish", ""),
        ("", ""),
    ],
)
def test_a_language_is_known_by_its_exact_name_and_never_guessed(typed: str, code: str) -> None:
    assert language_named(typed) == code
