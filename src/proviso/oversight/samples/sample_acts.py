"""What people do about a dip sample: order it, review a case, note what their unit takes from it. Each an entry.

Drawing is nobody's act: whoever first looks once it can be drawn sees it drawn, and anybody else sees the same cases.
"""

import secrets
from contextlib import suppress
from datetime import datetime
from typing import Protocol

from django.conf import settings
from django.utils.translation import gettext as _

from proviso.accounts.force_changes import NotTheirs
from proviso.accounts.models import Force, Officer, Role
from proviso.accounts.sample_entries import (
    note_learning,
    note_sample_drawn,
    note_sample_ordered,
    note_sample_reviewed,
)
from proviso.casework.clock import LONDON
from proviso.casework.counted_rows import bring_up_to_date
from proviso.casework.values.value import to_json
from proviso.casework.writing.access import OpenCase, as_case_errors
from proviso.casework.writing.permissions import Actor
from proviso.casework.writing.sampled import open_for_sample
from proviso.oversight.samples.kept_samples import (
    NoSuchSample,
    Sample,
    listing_of,
    sample_of,
    samples_of,
    sealed_finding,
)
from proviso.oversight.samples.sample_draw import digest_of, drawn
from proviso.oversight.samples.sample_order import THE_FORCE, SampleFinding, SampleLearning, SampleOrder
from proviso.oversight.samples.sample_population import SampleRefused, population_of
from proviso.oversight.samples.sample_reviewers import DrawnCase, State, drawn_cases, reviewers_of
from proviso.oversight.stored_reconciliations import LETTERS
from proviso.record import keys, read
from proviso.record.entry import Json

MAY_ORDER = frozenset({Role.DATA_PROTECTION_OFFICER, Role.SUPERVISOR})


class NotYours(SampleRefused):
    """It is not this person's turn, or no longer: they acted in the case, or somebody reviewed it."""


class Threshold(Protocol):
    """How few cases are too few to be shown: a force's setting."""

    threshold: int


def threshold() -> int:
    """How few cases are too few to be shown."""
    wanted: Threshold = settings.PROVISO_FIGURES
    return wanted.threshold


def order_sample(force: Force, order: SampleOrder, *, by: Officer, now: datetime) -> str:
    """Order a sample, of the cases as they stand, and return its number. Raises SampleRefused, `NotTheirs`."""
    if by.role == Role.SUPERVISOR and order.where != by.unit.code:
        raise NotTheirs(_("A supervisor orders samples of their own unit. Ask the data protection officer for others."))
    if order.where != THE_FORCE and not force.units.filter(code=order.where).exists():
        raise SampleRefused(_("There is no such unit. Choose one from the list."))
    if not reviewers_of(force, order.reviewers):
        raise SampleRefused(_("Nobody of that role has an account in use. Choose another who reviews."))
    bring_up_to_date(force.code)
    found = population_of(force.code, order, threshold(), now.astimezone(LONDON).date())
    reference = _new_reference()
    asked = {name: told for name, told in to_json(order).items() if name != "why"}
    body: dict[str, Json] = {
        "sample": reference,
        "order": asked,
        "digest": digest_of((stratum, case) for stratum, cases in found.listing.items() for case in cases),
        "shown": dict(found.shown),
        "shown_of_all": found.shown_of_all,
    }
    note_sample_ordered(force, found.listing, body, by=by, now=now, why=order.why)
    return reference


def up_to_date(force: Force, *, now: datetime) -> list[Sample]:
    """Every sample, once those that can be drawn are. Raises KeyLost."""
    every = samples_of(force)
    drawn_just_now = [one for one in every if one.draw is None and _drawn_now(force, one, now)]
    return samples_of(force) if drawn_just_now else every


def _drawn_now(force: Force, sample: Sample, now: datetime) -> bool:
    """Draw a sample, where somebody else than who ordered it has made an entry since; and where the record can be read:
    a damaged one is for `record verify` to tell of, and keeps nobody from their worklist."""
    place = read.first_by_another(force.code, sample.by, after=sample.place)
    if place is None:
        return False
    size = place + 1
    try:
        root, listing = read.root_at(force.code, size), listing_of(force, sample)
    except LookupError:
        return False
    cases = drawn(root, sample.reference, listing, int(sample.order.size))
    body: dict[str, Json] = {
        "sample": sample.reference,
        "size": size,
        "root": root.hex(),
        "cases": [[stratum, case] for stratum, case in cases],
        "people": [one.staff_number for one in reviewers_of(force, sample.order.reviewers)],
    }

    def unless() -> None:
        if sample_of(force, sample.reference).draw is not None:
            raise _DrawnSince

    with suppress(_DrawnSince):
        note_sample_drawn(force, body, now=now, unless=unless)
    return True


class _DrawnSince(Exception):
    """Somebody else's look drew it meanwhile: the same cases."""


def case_to_review(force: Force, sample: Sample, place: int, by: Officer) -> DrawnCase:
    """The case in this place of a sample, where it is this person's turn. Raises NoSuchSample, NotYours."""
    found = next((one for one in drawn_cases(force, sample) if one.place == place), None)
    if found is None:
        raise NoSuchSample(f"{sample.reference} {place}")
    if found.state is not State.WAITS or found.reviewer != by.staff_number:
        raise NotYours(
            _(
                "This case is not yours to review, or no longer: it was reviewed, or you acted in it. Nothing was "
                "recorded."
            )
        )
    return found


def open_to_review(force: Force, sample: Sample, place: int, *, by: Officer, session: str) -> OpenCase:
    """That case, opened for the sample. Raises what `case_to_review` and `open_for_sample` raise."""
    found = case_to_review(force, sample, place, by)
    return open_for_sample(Actor.of(by), found.case, sample=sample.reference, session=session)


def record_review(
    force: Force, sample: Sample, place: int, finding: SampleFinding, *, by: Officer, now: datetime
) -> None:
    """Record what was found about the case in this place. Raises NoSuchSample, NotYours, `NotTheirs`,
    CaseErased, CaseUnreadable."""
    found = case_to_review(force, sample, place, by)
    with as_case_errors():
        sealed = sealed_finding(sample.reference, found.case, finding, keys.of(found.case))
    body: dict[str, Json] = {
        "sample": sample.reference,
        "case": found.case,
        "unit": found.unit,
        "proportionate": finding.proportionate.value,
        "reason": finding.reason.value,
        "told": finding.told.value,
        "sealed": sealed.hex(),
    }

    def unless() -> None:
        case_to_review(force, sample_of(force, sample.reference), place, by)

    note_sample_reviewed(force, body, by=by, now=now, unless=unless)


def findings_for(sample: Sample, unit: str) -> list[DrawnCase]:
    """What was found about the cases of a unit, or of the force ("")."""
    return [
        DrawnCase(place, stratum, case, State.REVIEWED, done.by, done.unit, done)
        for place, (stratum, case) in enumerate(sample.draw.cases if sample.draw else (), start=1)
        if (done := sample.reviewed.get(case)) and unit in ("", done.unit)
    ]


def is_done(force: Force, sample: Sample) -> bool:
    """Whether nothing of it waits for anybody any more."""
    return sample.draw is not None and all(one.state is not State.WAITS for one in drawn_cases(force, sample))


def note_unit_learning(force: Force, sample: Sample, learning: SampleLearning, *, by: Officer, now: datetime) -> None:
    """Note what a supervisor's unit takes from a sample. Raises NotYours where there is nothing to take, or somebody
    noted it, and `NotTheirs`."""
    unit = by.unit.code
    body: dict[str, Json] = {"sample": sample.reference, "unit": unit, "learning": to_json(learning)}

    def unless() -> None:
        current = sample_of(force, sample.reference)
        if unit in current.noted or not findings_for(current, unit):
            raise NotYours(_("Nothing was found about cases of your unit, or it was noted already."))

    note_learning(force, body, by=by, now=now, unless=unless)


def to_note(force: Force, unit: str, samples: list[Sample]) -> list[Sample]:
    """The samples whose reviews are over, and of whose findings a unit has noted nothing yet."""
    return [one for one in samples if unit not in one.noted and findings_for(one, unit) and is_done(force, one)]


def _new_reference() -> str:
    letters = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"DS-{letters[:4]}-{letters[4:]}"
