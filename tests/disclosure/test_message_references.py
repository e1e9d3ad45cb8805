"""Our reference as people copy it, wrap it and type it: sure where it is whole, else only where a case is called so."""

import time

import pytest

from proviso.disclosure.message_references import our_message, references
from proviso.disclosure.reading import read_message

CASE = "PV-4K7Q-9TZM"


@pytest.mark.parametrize(
    "text",
    [
        *(f"PV{hyphen}4K7Q{hyphen}9TZM" for hyphen in "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"),
        "PV-4K7Q-\n9TZM",
        "PV-\r\n4K7Q-9TZM",
        "> PV-4K7Q-\n> 9TZM",
        "> > PV-4K7Q\n> > -9TZM",
        "pv-4k7q-9tzm.",
        "(PV-4K7Q-9TZM)",
        "PV-4K7Q-9TZM_x",
        "PV-4K7Q-9TZM\u2013which",
        "PV-4K7Q-9TZM- which",
        "Re: PV-4K7Q- 9TZM",  # a subject that was folded there
        "Re: PV-\t4K7Q-9TZM",
        "\uff30\uff36-\uff14\uff2b\uff17\uff31-9TZM",
        "PV-\u200b4K7Q-\u200e9TZM",
    ],
)
def test_a_reference_is_found_with_any_hyphen_and_across_lines(text: str) -> None:
    if text.endswith("\u2013which"):
        assert references((text,)) == ((), (CASE,)), "a hyphen and letters may be another reference"
        return
    assert references((text,)) == ((CASE,), ())
    assert read_message(f"Content-Type: text/plain; charset=utf-8\n\nOf {text} we say".encode()).references == (CASE,)


@pytest.mark.parametrize(
    "text",
    [
        "PV-4K7Q-9TZMs",
        "RefPV-4K7Q-9TZM",
        "PV-4K7Q-9TZM9",
        "PV-4K7Q-9TZM-1",
        "XPV-4K7Q-9TZMX",
        "PV 4K7Q 9TZM",
        "PV_4K7Q_9TZM",
        "PV4K7Q9TZM",
        "PV-4K\n7Q-9TZM",
        "PV-4K7Q-9T\n> ZM",
    ],
)
def test_a_reference_with_something_hung_on_it_may_be_one(text: str) -> None:
    assert references((text,)) == ((), (CASE,))


def test_a_soft_hyphen_is_left_out_of_the_text_and_the_reference_found() -> None:
    assert references(("PV\u00ad4K7Q\u00ad9TZM",)) == ((CASE,), ())
    assert read_message("\n\nPV\u00ad4K7Q\u00ad9TZM".encode()).candidates == (CASE,)


def test_letters_for_figures_are_read_as_they_are_meant() -> None:
    assert references(("PV-OIL0-9TZM",)) == ((), ("PV-0110-9TZM",))
    assert references(("PV-4K7Q-9TZU", "PV-4K7Q-9TZ", "PV-")) == ((), ())


def test_our_message_is_found_by_our_message_id() -> None:
    assert our_message(("x", f"<{CASE}.PM-7Q2D-K4TX-9WZN@w.example>")) == (CASE, "PM-7Q2D-K4TX-9WZN")
    assert our_message((f"{CASE}.PM-@w.example", f"<{CASE}@w.example>")) is None


@pytest.mark.parametrize("unit", ["PV", "PV-", "PV-4K7Q-", "P\n", "PV-4K7Q-9TZM", "P\n> > ", "\u2011", " \n"])
def test_looking_for_references_takes_no_longer_than_the_text(unit: str) -> None:
    def seconds(many: int) -> float:
        began = time.process_time()
        references((unit * many,))
        return time.process_time() - began

    assert seconds(100_000) < 30 * max(seconds(10_000), 0.01)
