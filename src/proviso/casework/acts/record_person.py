"""Recording who the person is, and how they are reached. A child is never recorded as an adult by a slip of the date
(1.2.1), nor an interpreter as no longer needed by whoever would have to find one (6.3.1, 9.1; our safeguard).
"""

import re
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from proviso.casework import clock
from proviso.casework.history.case import Case
from proviso.casework.values.person import Age, Interpreter, Person, Reach, in_latin_letters
from proviso.casework.values.value import Refusal, Value, ValueRefused
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import Precondition, commit
from proviso.casework.writing.permissions import NotAllowed, Permission, may

NO_NAME = frozenset(
    {
        "anhysbys", "ddim yn hysbys", "gwrthodwyd", "n k", "name not given", "name not known", "name unknown",
        "no name", "no name given", "none given", "not disclosed", "not given", "not known", "not provided",
        "not stated", "person unknown", "refused", "refused to give", "refused to say", "u k", "unidentified",
        "unknown", "unknown female", "unknown male", "unknown name", "withheld",
    }
)  # fmt: skip
"""What is typed into the box of a name, in English or in Welsh, where nobody gave one: it would leave as their name."""

OLDEST = 120
ADULT = 18


def record_person(opened: OpenCase, person: Person, *, seen: int) -> OpenCase:
    """Who the person is, recorded; how old they are follows from the date of birth where nobody chose it. Raises
    ValueRefused where the two contradict each other, and where a name is none, or not in Latin letters where it has to
    be."""
    refuse_no_name(person)
    refuse_other_letters(person)
    refuse_contradiction(person, clock.today())
    of_age = with_age(person, clock.today())
    return commit(opened, lambda _: of_age, Precondition(seen=seen))


def with_age(person: Person, today: date) -> Person:
    """The person with the age that the date of birth makes them, where none was chosen. Raises ValueRefused where what
    is known of the date leaves that open."""
    born = person.date_of_birth
    if person.age is not None or born is None:
        return person
    child = born.is_under(ADULT, today)
    if child is None:
        says = _("Select whether they are under 18: what is known of the date of birth does not say")
        raise ValueRefused([Refusal("age", "nothing", "an age", says)])
    return replace(person, age=Age.UNDER_18 if child else Age.ADULT)


def refuse_no_name(person: Person) -> None:
    """Raise ValueRefused where the box of a name says that there is none (6.1)."""
    for field in ("name", "name_written"):
        typed: str = getattr(person, field) or ""
        if " ".join(re.findall(r"\w+", typed.casefold())) in NO_NAME:
            says = _("Leave the name empty where it is not known: what you enter here is shared as their name")
            raise ValueRefused([Refusal(field, typed, "a name, or nothing", says)])


def refuse_other_letters(person: Person) -> None:
    """Raise ValueRefused where the box for Latin letters holds others: whoever reads it has to be able to."""
    if person.name and not in_latin_letters(person.name):
        says = _(
            "Enter the name in Latin letters here, as in a passport. As they write it, it goes into "
            "the box below; leave this one empty if you do not know how it is written in Latin "
            "letters"
        )
        raise ValueRefused([Refusal("name", person.name, "a name in Latin letters", says)])


def refuse_contradiction(person: Person, today: date) -> None:
    """Raise ValueRefused for a date of birth that cannot be, or that contradicts the age that was chosen. Where a part
    of the date leaves open how old they are, it contradicts neither."""
    born = person.date_of_birth
    if born is None:
        return
    least, most = born.ages(today)
    if born.first > today or least > OLDEST:
        says = _("Enter a date of birth in the past %(oldest)s years") % {"oldest": OLDEST}
        boxes = () if born.year == today.year else ("year",)
        raise ValueRefused([Refusal("date_of_birth", born.code, "a date of birth", says, boxes)])
    child = born.is_under(ADULT, today)
    chosen = {Age.ADULT: child is not True, Age.UNDER_18: child is not False, Age.DISPUTED: True}
    if person.age is not None and not chosen[person.age]:
        made = (
            str(most) if least == most else _("between %(least)s and %(most)s") % {"least": max(0, least), "most": most}
        )
        says = _(
            "The date of birth makes them %(made)s. Correct it, or select “%(fits)s”; or “%(disputed)s”, if it is"
        ) % {
            "made": made,
            "fits": _((Age.UNDER_18 if child else Age.ADULT).label),
            "disputed": _(Age.DISPUTED.label),
        }
        raise ValueRefused([Refusal("age", person.age.value, "an age that fits the date of birth", says)])


def record_reach(opened: OpenCase, reach: Reach, *, seen: int) -> OpenCase:
    """How the person is reached safely; where they want to be told in English and nobody said more, no interpreter is
    needed. Raises NotAllowed where an interpreter was needed, and somebody who carries the case records that none is.
    """
    reach = replace(reach, interpreter=reach.interpreter or Interpreter.NOT_NEEDED)

    def make(case: Case) -> Value:
        known = case.latest(Reach)
        needed = known is not None and known.interpreter is not Interpreter.NOT_NEEDED
        unsaid = needed and reach.interpreter is Interpreter.NOT_NEEDED
        if unsaid and not may(opened.actor, Permission.REVIEW_AS_SUPERVISOR, case):
            raise NotAllowed(
                _(
                    "It is recorded that an interpreter is needed. Only a supervisor who does not carry this "
                    "case can record that none is: ask one to speak with them first. You can record "
                    "everything else here."
                )
            )
        return reach

    return commit(opened, make, Precondition(seen=seen))
