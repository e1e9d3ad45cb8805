"""The equality assessment of a local policy as a document: its steps, what each says, and what is still to be said."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from proviso.accounts.assessment_entries import record_step, steps_of
from proviso.accounts.assessments import EqualityAssessment, name_assessment
from proviso.accounts.models import Force, Officer
from proviso.casework.values.value import Choice, Value, asked_fields, from_json, to_json
from proviso.oversight.equality.assessment_steps import AssessmentStep, Evidence, ReviewDay, steps_for
from proviso.record.entry import Entry, Json


@dataclass(frozen=True, slots=True)
class AnsweredStep:
    """A step with what it says; `value` is None, and `last` -1, while it says nothing."""

    step: AssessmentStep
    value: Value | None = None
    by: str = ""
    at: datetime | None = None
    last: int = -1


def documents(force: Force) -> dict[str, tuple[AnsweredStep, ...]]:
    """The document of each local policy that the force follows, in the order of their names."""
    said = steps_of(force)
    steps = steps_for(force.jurisdiction)
    return {policy: tuple(_answered(step, said.get(policy, {}).get(step.slug)) for step in steps)
            for policy in force.local_policies}  # fmt: skip


def _answered(step: AssessmentStep, entry: Entry | None) -> AnsweredStep:
    if entry is None:
        return AnsweredStep(step)
    said = entry.body["said"]
    body: dict[str, Json] = dict(said) if isinstance(said, dict) else {}
    return AnsweredStep(step, from_json(step.value, body), entry.actor, entry.at, entry.index)


def figures_year(document: tuple[AnsweredStep, ...]) -> int | None:
    """The year whose figures are placed in a document."""
    years = [one.value.year for one in document if isinstance(one.value, Evidence) and one.value.year]
    return int(years[0]) if years else None


def answer_step(
    force: Force, policy: str, step: AssessmentStep, value: Value, *, last: int, by: Officer, now: datetime
) -> None:
    """Record what a step says; that of the review names the assessment and its day too.

    Raises `NotTheirs`, `NotAdopted`, `SaidSince`.
    """
    with transaction.atomic():
        record_step(force, policy, step.slug, to_json(value), last=last, by=by, now=now)
        if isinstance(value, ReviewDay):
            named = EqualityAssessment(" ".join(value.reference.split()), value.review_on)
            name_assessment(force, policy, named, by=by, now=now, why=value.why)


def told_pairs(document: tuple[AnsweredStep, ...]) -> tuple[tuple[str, str], ...]:
    """What a document says, as questions with their answers in words; nothing of who answered."""
    return tuple(
        (asked.label, words)
        for one in document
        if one.value is not None
        for name, asked, _kind in asked_fields(type(one.value))
        if (words := _words(getattr(one.value, name)))
    )


def _words(given: object) -> str:
    if isinstance(given, tuple):
        return "; ".join(_words(one) for one in given)
    if isinstance(given, Choice):
        return given.label
    return f"{given:%-d %B %Y}" if isinstance(given, date) else str(given or "")
