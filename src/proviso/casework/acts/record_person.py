"""Recording who the person is. A child is never recorded as an adult by a slip of the date (1.2.1)."""

from datetime import date

from proviso.casework import clock
from proviso.casework.values.person import Age, Person, in_latin_letters
from proviso.casework.values.value import Refusal, ValueRefused
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import Precondition, commit

OLDEST = 120
ADULT = 18


def record_person(opened: OpenCase, person: Person, *, seen: int) -> OpenCase:
    """Who the person is, recorded. Raises ValueRefused where the date of birth and the age contradict each other,
    and where the name in Latin letters is not."""
    refuse_other_letters(person)
    refuse_contradiction(person, clock.today())
    return commit(opened, lambda _: person, Precondition(seen=seen))


def refuse_other_letters(person: Person) -> None:
    """Raise ValueRefused where the box for Latin letters holds others: whoever reads it has to be able to."""
    if person.name and not in_latin_letters(person.name):
        says = (
            "Enter the name in Latin letters here, as in a passport. As they write it, it goes into the box below; "
            "leave this one empty if you do not know how it is written in Latin letters"
        )
        raise ValueRefused([Refusal("name", person.name, "a name in Latin letters", says)])


def refuse_contradiction(person: Person, today: date) -> None:
    """Raise ValueRefused for a date of birth that cannot be, or that contradicts the age that was chosen."""
    born = person.date_of_birth
    if born is None:
        return
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    if age < 0 or age > OLDEST:
        says = f"Enter a date of birth in the past {OLDEST} years"
        raise ValueRefused([Refusal("date_of_birth", born.isoformat(), "a date of birth", says)])
    chosen = {Age.ADULT: age >= ADULT, Age.UNDER_18: age < ADULT, Age.DISPUTED: True}
    if not chosen[person.age]:
        says = f"The date of birth makes them {age}. Correct it, or select “{Age.DISPUTED.label}”"
        raise ValueRefused([Refusal("age", person.age.value, "an age that fits the date of birth", says)])
