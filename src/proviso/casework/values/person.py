"""The person: who they are, where they are, and how to reach them safely (6.1, 9.1)."""

import unicodedata
from collections.abc import Iterator

from django.utils.translation import gettext as _

from proviso.casework.values.birth_date import BirthDate
from proviso.casework.values.value import FOR_BOTH, Choice, Refusal, Value, ask


class Age(Choice):
    """A disputed age is treated as under 18."""

    UNDER_18 = "under_18", "Under 18"
    DISPUTED = "disputed", "Their age is disputed", "They will be treated as under 18"
    ADULT = "adult", "18 or over"


class Person(Value):
    """Name and date of birth, as the person gives them. No nationality is asked: no paragraph needs it.

    Version 3 takes as much of a date of birth as is known; the versions before took a whole one. Version 2 has the name
    in two boxes; version 1 had one, for any letters.
    """

    kind = "person_recorded"
    version = 3

    name: str | None = ask(
        "Name in Latin letters",
        hint="The full name, as they give it or as in a passport. Leave empty if they have not given one",
        optional=True,
        most=120,
        heard_by=FOR_BOTH,
    )
    name_written: str | None = ask(
        "Name as they write it",
        hint="Only if they write it in other letters. It is shared with the name",
        optional=True,
        most=120,
        heard_by=FOR_BOTH,
    )
    date_of_birth: BirthDate | None = ask(
        "Date of birth",
        hint="For example, 27 3 1991. Enter what is known: a year, or a month and a year, will do. Leave empty if not "
        "known",
        optional=True,
        heard_by=FOR_BOTH,
    )
    age: Age | None = ask(
        "How old are they?",
        hint="Leave this to the date of birth where it is known, unless their age is disputed",
        optional=True,
    )

    def refusals(self) -> Iterator[Refusal]:
        """How old they are is chosen where no date of birth says it."""
        if self.age is None and self.date_of_birth is None:
            says = _("Select whether they are under 18, or enter the date of birth")
            yield Refusal("age", "nothing", "an age, or a date of birth", says, instead_of="date_of_birth")


def in_latin_letters(name: str) -> bool:
    """Whether every letter of a name is a Latin one; what is no letter can stand beside any."""
    letters = (one for one in unicodedata.normalize("NFKC", name) if unicodedata.category(one)[0] == "L")
    return all("LATIN" in (of := unicodedata.name(one, "")) or "MODIFIER LETTER" in of for one in letters)


class Whereabouts(Choice):
    """What kind of place it is: some must not be passed on without good reason (6.1)."""

    HOME = "home", "Their home"
    TEMPORARY = "temporary", "Somewhere they are staying for now"
    CONFIDENTIAL = "confidential", "A refuge or other confidential address", "You can leave it out of what is shared"
    LOCATION = "location", "A location, with no address", "For example, a hospital"
    NOT_KNOWN = "not_known", "Not known"


class Knows(Choice):
    """Yes, no, or not known: what is not known is never taken for no."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_KNOWN = "not_known", "Not known"


class Address(Value):
    """Where they are, and whether someone who harms them can see what arrives there."""

    kind = "address_recorded"

    whereabouts: Whereabouts = ask("Where are they?", "Select where they are")
    address: str | None = ask(
        "Address or location",
        "Enter the address or location",
        only_where=(
            "whereabouts",
            (Whereabouts.HOME, Whereabouts.TEMPORARY, Whereabouts.CONFIDENTIAL, Whereabouts.LOCATION),
        ),
        long=True,
        most=300,
        heard_by=FOR_BOTH,
    )
    seen_by_suspect: Knows = ask(
        "Could someone who harms them see their post or visitors there?",
        "Select whether someone who harms them could see their post or visitors",
    )


class Interpreter(Choice):
    """Whether an interpreter is needed; asking for one is not the same as having one."""

    NOT_NEEDED = "not_needed", "Not needed"
    NEEDED = "needed", "Needed, and not booked yet"
    BOOKED = "booked", "Needed and booked"


class Route(Choice):
    """The way to reach them that they say is safe."""

    IN_PERSON = "in_person", "In person"
    TELEPHONE = "telephone", "By telephone"
    MESSAGE = "message", "By text or e-mail"
    LETTER = "letter", "By letter"
    ADVOCATE = "advocate", "Through a support worker or solicitor"
    NONE_SAFE = "none_safe", "No way is safe at present"


class Reach(Value):
    """The safe way to reach them: by what, when, what to say, what officers must avoid."""

    kind = "safe_route_recorded"

    language: str = ask("What language do they prefer?", "Enter the language that they prefer", most=60)
    interpreter: Interpreter | None = ask(
        "Is an interpreter needed?",
        hint="You can leave this where they want to be told in English, and need none",
        optional=True,
    )
    route: Route = ask(
        "What is the safe way to reach them?",
        "Select the safe way to reach them",
        hint="Ask them. Do not assume that their home, telephone or post is safe",
    )
    details: str | None = ask(
        "Number, address or name for that",
        "Enter how they are reached that way",
        only_where=("route", (Route.IN_PERSON, Route.TELEPHONE, Route.MESSAGE, Route.LETTER, Route.ADVOCATE)),
        hint="For example, where to meet, or which number",
    )
    when_safe: str | None = ask("When is it safe?", optional=True, hint="For example, weekdays before 3pm")
    never: str | None = ask(
        "What must officers avoid?",
        optional=True,
        long=True,
        most=500,
        hint="For example, leaving a message, calling after 6pm or going to the flat",
    )

    @property
    def in_english(self) -> bool:
        """Whether they want to be told in English."""
        return (self.language or "").casefold() == "english"

    def refusals(self) -> Iterator[Refusal]:
        """Whether an interpreter is needed is chosen wherever they do not want to be told in English."""
        if self.interpreter is None and not self.in_english:
            says = _("Select whether an interpreter is needed")
            yield Refusal("interpreter", "nothing", "whether one is needed", says)
