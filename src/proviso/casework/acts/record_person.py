"""Recording who the person is. A child is never recorded as an adult by a slip of the date (1.2.1)."""

from datetime import date

from proviso.casework import clock
from proviso.casework.values.person import Age, Person
from proviso.casework.values.value import Refusal, ValueRefused
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import Precondition, commit

OLDEST = 120
ADULT = 18


def record_person(opened: OpenCase, person: Person, *, seen: int) -> OpenCase:
    """Who the person is, recorded. Raises ValueRefused where the date of birth and the age contradict each other."""
    refuse_contradiction(person, clock.today())
    return commit(opened, lambda _: person, Precondition(seen=seen))


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
