"""Invented values that ask every kind of question there is, for the gallery and for the tests of forms."""

from collections.abc import Iterator
from datetime import date, datetime

from proviso.casework.values.value import Choice, Refusal, Value, ask


class Colour(Choice):
    """A short list with a hint."""

    RED = "red", "Red", "Like a pillar box"
    GREEN = "green", "Green"
    BLUE = "blue", "Blue"


class Fruit(Choice):
    """A list of which several may be chosen, and one that excludes the others."""

    APPLE = "apple", "Apple"
    PEAR = "pear", "Pear", "Of any kind"
    NONE = "none", "None of these"


class OneChoice(Value):
    """Radio buttons alone: the question is the page's heading."""

    kind = "colour_chosen"

    colour: Colour = ask("Which colour is it?", "Select which colour it is", hint="Choose what is nearest")


class Everything(Value):
    """Every kind of question on one page, some of them nested."""

    kind = "everything_answered"

    colour: Colour = ask("Which colour is it?", "Select which colour it is", hint="Choose what is nearest")
    shade: str | None = ask(
        "Which shade of red?", "Enter which shade of red", hint="In a word", only_where=("colour", Colour.RED), most=20
    )
    since: date | None = ask(
        "When was it painted?", "Enter when it was painted", only_where=("colour", Colour.RED), optional=True
    )
    calm: bool | None = ask(
        "Is it a calm colour?", "Select yes if it is calm", only_where=("colour", (Colour.GREEN, Colour.BLUE))
    )
    fruit: tuple[Fruit, ...] = ask(
        "Which fruit are there?", "Select which fruit there are", hint="Select all that apply", exclusive=Fruit.NONE
    )
    pears: int | None = ask("How many pears?", "Enter how many pears", only_where=("fruit", Fruit.PEAR))
    ripe: bool = ask("Is it ripe?", "Select yes if it is ripe")
    tasted: datetime | None = ask("When was it tasted?", "Enter when it was tasted", only_where=("ripe", True))
    unripe: str | None = ask("Why is it not ripe?", "Enter why not", only_where=("ripe", False), long=True)
    name: str | None = ask("Its name", optional=True, most=40)
    story: str = ask("Its story", "Enter its story", long=True, most=60, hint="Only what is needed")
    picked: date = ask("When was it picked?", "Enter when it was picked", hint="For example, 27 3 1991")
    seen: datetime = ask("When was it seen?", "Enter when it was seen", hint="By the clock on the wall")

    def refusals(self) -> Iterator[Refusal]:
        """Something that is wrong only when two answers are taken together."""
        if self.colour == Colour.BLUE and self.fruit == (Fruit.APPLE,):
            yield Refusal("fruit", "apple", "another fruit", "An apple is not blue")


FILLED = {
    "colour": "red",
    "shade": "Pillar box",
    "since-day": "1",
    "since-month": "2",
    "since-year": "2020",
    "fruit": ["apple", "pear"],
    "pears": "3",
    "ripe": "yes",
    "tasted-day": "4",
    "tasted-month": "7",
    "tasted-year": "2026",
    "tasted-time": "14:30",
    "name": "Granny’s",
    "story": "Found in the orchard\nbehind the wall",
    "picked-day": "3",
    "picked-month": "July",
    "picked-year": "2026",
    "seen-day": "25",
    "seen-month": "10",
    "seen-year": "2026",
    "seen-time": "1:30",
    "seen-which": "second",
    "last_seq": "7",
}
"""What a browser sends when everything is answered."""

WRONG = FILLED | {
    "colour": "green",
    "calm": "",
    "fruit": ["apple", "none"],
    "ripe": "yes",
    "tasted-day": "31",
    "tasted-month": "2",
    "story": "x" * 61,
    "picked-year": "",
    "seen-which": "",
}
"""What a browser sends when nearly everything is wrong."""
