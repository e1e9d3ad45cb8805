"""A reason is words: what is refused in any script, what passes, and that padding changes nothing (5.5)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proviso.accounts.entries import ASKS_WHY, note
from proviso.accounts.models import Unit
from proviso.accounts.reason_required import ReasonLacking, instead, require_reason
from proviso.accounts.reason_words import is_reason, same_words, says_nothing
from proviso.record import read

from .people import NOW

SHORT = (
    "She asked us to", "Lives with him now", "I rang her", "He keeps her papers", "It was night", "She went abroad",
    "Her brother told us", "In hospital until Friday", "No phone of her own", "Operator 12 rang back",
    "She doesn’t know", "Stu rang me",
    "Ona nas poprosiła", "Mieszka teraz z nim", "Ea ne-a rugat", "Locuiește acum cu el", "Ella nos lo pidió",
    "Vive agora com ele", "Ajo na e kërkoi", "Вона нас попросила", "Она живёт у него", "Cô ấy đã nhờ chúng tôi",
    "Kız bizden istedi", "هي طلبت منا ذلك", "تعيش معه الآن", "اس نے ہمیں کہا", "او از ما خواست", "সে আমাদের বলেছে",
    "সে এখন তার সাথে থাকে", "ਉਸ ਨੇ ਸਾਨੂੰ ਕਿਹਾ", "उसने हमसे कहा था", "እሷ ትናንት ጠየቀችን", "그녀가 우리에게 부탁했다",
    "她要求我们这样做",
    "她同意了", "现在和他住", "彼女がそう頼んだ", "เธอขอให้เราทำ", "នាងបានសុំយើង",
)  # fmt: skip
"""What people really write, and is enough: in English, in the twelve languages of the notices, and in others."""

NONE = (
    "", ".", "x", "n/a", "N.A.", "n/a n/a n/a", "n a n a", "Not applicable", "See above", "no reason", "12345",
    "1 2 3 4",
    "47/12345/26", "xxxxx", "xx yy zz", "x x x x", "a b c", "a b c d e f", "no", "ok ok ok", "She agreed",
    "... ... ...",
    "- - - -", "😀 😀 😀", "asdf qwer zxcv", "qwe asd zxc", "asdasd qweqwe zxczxc", "asdfasdf qwerqwer zxcvzxcv",
    "qaz wsx edc", "abc def ghi",
    "abcd efgh ijkl", "qwerty poiuy", "none none none", "1a 2b 3c", "a\u200bb c",
    "\u200b \u200b \u200b", "x\u0301 y\u0301 z\u0301", "x\u093e y\u093e z\u093e", "\u093e \u093f \u0940",
    "as per log", "Per the log", "See my PNB", "As per crime report", "Refer to Niche", "see my pocket notebook",
    "Gweler y log", "Gweler fy nodiadau", "Fel uchod. Gweler yr adroddiad",
    "As per the log.", "See my notes", "refer to the record", "none at all", "this is the reason",
    "to be completed later", "As per log, see notes", "TBC", "As per the file: none at all",
    "ｘ ｘ ｘ", "她", "是的", "她她她她她她", "ใช่", "ไม่ทราบ", "না না না", "لا لا لا",
)  # fmt: skip

PADDING = st.lists(
    st.sampled_from([" ", "\n", "\t", ".", ",", "!", "-", "/", "…", "1", "27", "٣", "\u200b", "\u200d", "\u2060",
                     "\ufeff",
                     "\u00ad", "\u0301", "\ufe0f", "😀", "x", "X"]),
    max_size=12,
).map("".join)  # fmt: skip

QUESTION = ("Why does it apply here?", "Enter why it applies here")
HINT = "For example, a marker on a PNC record"


@pytest.mark.parametrize("given", SHORT)
def test_an_ordinary_short_answer_passes(given: str) -> None:
    assert is_reason(given, QUESTION, HINT)


@pytest.mark.parametrize("given", NONE)
def test_what_says_nothing_is_no_reason(given: str) -> None:
    assert not is_reason(given)


@pytest.mark.parametrize(
    "given",
    [
        "Why does it apply here?", "enter WHY it applies here.", "Enter why it applies here: x", "It applies here",
        "Why, why does it apply", HINT, f"{HINT}. Yes", "Why does it apply here? Enter why it applies here",
    ],
)  # fmt: skip
def test_the_words_of_the_question_are_no_answer(given: str) -> None:
    assert not is_reason(given, QUESTION, HINT)


def test_words_of_the_question_stand_in_an_answer_like_any_others() -> None:
    assert is_reason("It applies because she lives here", QUESTION, HINT)
    assert is_reason("A marker on her record", QUESTION, HINT)
    assert is_reason("That is why she rang", ("Why?", "Enter why"))


@pytest.mark.parametrize(
    "given",
    [
        "As per log 1432 she asked us to",
        "She told me to follow him",
        "See the report of her GP",
        "See email from her solicitor",
        "Per her own wish",
        "Fel y dywedodd hi",
        "In the log she wrote it",
        "Nothing at all for anybody",
        "She can see the notes",
        "Could not see the report",
        "Told to follow him",
        "It was to be confirmed by her",
    ],
)
def test_what_points_elsewhere_stands_in_an_answer_like_any_other_words(given: str) -> None:
    assert is_reason(given, QUESTION, HINT)


@pytest.mark.parametrize(
    "given", ["", " . ", "n/a", "N.A.", "Not applicable.", "as per log", "See notes", "TBC", "n/a - see file"]
)
def test_an_answer_that_is_only_that_says_nothing(given: str) -> None:
    assert says_nothing(given)


@pytest.mark.parametrize(
    "given", ["7", "সি", "她", "B", "Ana", "See log 12", "The record office", "½", "n/a " * 200 + "Ana", "Case Street"]
)
def test_a_name_a_number_or_a_place_says_something(given: str) -> None:
    assert not says_nothing(given)


@settings(max_examples=400)
@given(refused=st.sampled_from(NONE), before=PADDING, after=PADDING, within=PADDING)
def test_padding_never_makes_a_reason_of_what_is_none(refused: str, before: str, after: str, within: str) -> None:
    spread = f" {within} ".join(refused.split(" "))
    assert not is_reason(f"{before} {spread} {after}")


@settings(max_examples=200)
@given(given=st.text(max_size=80), marks=st.text(alphabet="\u200b\u200d\u2060\ufeff\u0301\ufe0f", max_size=6))
def test_what_cannot_be_seen_changes_neither_words_nor_reason(given: str, marks: str) -> None:
    marked = marks.join(given)
    if is_reason(given):
        assert same_words(marked) == same_words(given)
    else:
        assert not is_reason(marked)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("She asked us to", "  SHE ASKED -- us, to. "), ("She asked us to", "Ｓｈｅ asked us to"),
        ("Cafe\u0301", "café"),
        ("She asked us to", "She\u200b asked us\u00ad to"), ("She doesn't", "she doesn’t"), ("Straße", "STRASSE"),
    ],
)  # fmt: skip
def test_the_same_words_are_the_same_however_they_are_typed(one: str, other: str) -> None:
    assert same_words(one) == same_words(other) != ""


def test_other_words_and_other_figures_are_others() -> None:
    assert len({same_words(one) for one in ("She asked us to", "He asked us to", "She asked us 2", "সে", "সা")}) == 5
    assert same_words("… — !") == ""


def test_what_to_write_instead_is_said() -> None:
    assert instead("Enter why").startswith("Enter why. Use at least three words of your own")
    assert instead("").startswith("Leave this empty, or answer it. Use at least three words")
    with pytest.raises(ReasonLacking, match="Say why the clock is right"):
        require_reason("ok", "Say why the clock is right")
    require_reason("The clock is mended", "Say why the clock is right")


@pytest.mark.django_db(databases=["default", "keys"])
@pytest.mark.parametrize("kind", sorted(ASKS_WHY))
def test_a_change_that_asks_why_is_not_entered_without_a_reason(unit: Unit, kind: str) -> None:
    size = read.head("wessmere").size
    for why in ("", ".", "x", "Minute 4"):
        with pytest.raises(ReasonLacking, match="Say why, for the record"):
            note(unit.force, kind, actor="W9", body={}, now=NOW, why=why)
    assert read.head("wessmere").size == size
