"""The steps of an equality assessment of a local policy, and what each asks (11.1): by jurisdiction, since the duty is
another in Northern Ireland.

What a policy does to whom is for people to say; nothing here weighs it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from proviso.accounts.choice import Choice
from proviso.accounts.models import Jurisdiction
from proviso.casework.values.value import Refusal, Value, ask

PARTNERS = (
    "Wherever a spouse or a civil partner is meant, unmarried and same-sex partners are too (11.2): say what the "
    "policy changes for them as well."
)
"""11.2's wider reading, said where partners are meant."""


class Characteristic(Choice):
    """The characteristics of section 149 of the Equality Act 2010; marriage counts for its first aim."""

    AGE = "age", "Age"
    DISABILITY = "disability", "Disability"
    REASSIGNMENT = "gender_reassignment", "Gender reassignment"
    MARRIAGE = "marriage", "Marriage and civil partnership", "Also unmarried and same-sex partners (11.2)"
    PREGNANCY = "pregnancy", "Pregnancy and maternity"
    RACE = "race", "Race", "Colour, nationality, ethnic or national origins"
    RELIGION = "religion", "Religion or belief"
    SEX = "sex", "Sex"
    ORIENTATION = "sexual_orientation", "Sexual orientation"


class Group(Choice):
    """Between whom section 75 of the Northern Ireland Act 1998 asks for equality of opportunity."""

    BELIEF = "religious_belief", "Persons of different religious belief"
    OPINION = "political_opinion", "Persons of different political opinion"
    RACIAL = "racial_group", "Persons of different racial group"
    AGE = "age", "Persons of different age"
    MARITAL = "marital_status", "Persons of different marital status", "Also unmarried and same-sex partners (11.2)"
    ORIENTATION = "sexual_orientation", "Persons of different sexual orientation"
    SEX = "sex", "Men and women generally"
    DISABILITY = "disability", "Persons with a disability and persons without"
    DEPENDANTS = "dependants", "Persons with dependants and persons without"


class Changes(Value):
    """What the policy changes for whom, under section 149."""

    kind = "equality_changes"

    whom: tuple[Characteristic, ...] = ask(
        "Whom does the policy affect more than others, by which characteristic?", "Select at least one characteristic"
    )
    changes: str = ask(
        "What does it change for them?",
        "Enter what it changes for them",
        long=True,
        most=4000,
        hint="For better and for worse. Name no victim or witness",
        reason=True,
        heard_by=None,
    )


class ChangesBetween(Value):
    """What the policy changes for whom, under section 75."""

    kind = "equality_changes_between"

    whom: tuple[Group, ...] = ask("Between whom does the policy make a difference?", "Select at least one")
    changes: str = ask(
        "What does it change for them?",
        "Enter what it changes for them",
        long=True,
        most=4000,
        hint="For better and for worse, and for good relations between them. Name no victim or witness",
        reason=True,
        heard_by=None,
    )


class Evidence(Value):
    """What that rests on, and the year whose figures are placed in the document."""

    kind = "equality_evidence"

    evidence: str = ask(
        "What is that known from?",
        "Enter what it is known from",
        long=True,
        most=4000,
        hint="Figures, research, and what people and organisations said. What is not known belongs here too",
        reason=True,
        heard_by=None,
    )
    asked: str | None = ask(
        "Who was asked?",
        optional=True,
        long=True,
        most=1000,
        hint="For example, organisations that support victims. Name no victim or witness",
        heard_by=None,
    )
    year: str | None = ask(
        "Which year’s figures belong in it?",
        optional=True,
        most=4,
        hint="For example, 2025. Its figures by age, language, support, crime and role are shown in the document",
        heard_by=None,
    )

    def refusals(self) -> Iterator[Refusal]:
        """A year is one of this century that figures can be of."""
        if self.year and not (self.year.isascii() and self.year.isdecimal() and 2020 <= int(self.year) <= 2099):
            says = _("Enter a year in four figures, like 2025, or leave it empty")
            yield Refusal("year", self.year, "a year from 2020", says)


class Mitigation(Value):
    """What is done about it."""

    kind = "equality_mitigation"

    mitigation: str = ask(
        "What is done so that nobody is worse off, and by whom?",
        "Enter what is done about it",
        long=True,
        most=4000,
        hint="Say as well what would advance equality of opportunity and good relations. Name a post, and no person",
        reason=True,
        heard_by=None,
    )


class Outcome(Choice):
    """What comes of the assessment."""

    AS_IT_IS = "as_it_is", "The policy goes on as it is"
    CHANGED = "changed", "The policy goes on, with what is done about it"
    STOPPED = "stopped", "The policy is to be dropped", "Dropping it is done with proviso force adopt"


class AssessmentDecision(Value):
    """What was decided on it."""

    kind = "equality_decision"

    outcome: Outcome = ask("What was decided?", "Select what was decided")
    reason: str = ask(
        "Why?",
        "Enter why it was decided",
        long=True,
        most=2000,
        hint="How due regard was had to what the steps before say, and who decided, by post",
        reason=True,
        heard_by=None,
    )


class ReviewDay(Value):
    """By what it is known, and when it is looked at again."""

    kind = "equality_review"

    reference: str = ask(
        "By what reference is the assessment known?",
        "Enter the reference of the assessment",
        most=120,
        hint="For example, EIA 12",
        heard_by=None,
    )
    review_on: date = ask("By which day is it to be reviewed?", "Enter the day of the review")
    why: str = ask(
        "What is looked at then, or earlier if something happens?",
        "Enter what is looked at then",
        long=True,
        most=1000,
        reason=True,
        heard_by=None,
    )


@dataclass(frozen=True, slots=True)
class AssessmentStep:
    """One step: its place in an address, what it is called, what it asks, and what stands above the questions."""

    slug: str
    title: str
    value: type[Value]
    lead: str = ""


REVIEW = "review"


def steps_for(jurisdiction: str) -> tuple[AssessmentStep, ...]:
    """The steps, in order, under the duty of a jurisdiction."""
    changes = ChangesBetween if jurisdiction == Jurisdiction.NORTHERN_IRELAND else Changes
    return (
        AssessmentStep("changes", "What it changes, and for whom", changes, PARTNERS),
        AssessmentStep("evidence", "Evidence", Evidence),
        AssessmentStep("mitigation", "What is done about it", Mitigation, PARTNERS),
        AssessmentStep("decision", "Decision", AssessmentDecision),
        AssessmentStep(REVIEW, "Review", ReviewDay, "Once this day has passed, the assessment counts as not current."),
    )
