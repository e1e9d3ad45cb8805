"""What those who check did in the demonstration: a dip sample with its findings, a note to a unit with its answer, and
an opening of another unit's case to protect somebody, looked at again. Each by the acts of the product.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from proviso.accounts.models import Force, Officer, Unit
from proviso.casework.models import CrimeReference
from proviso.casework.projection import lookup
from proviso.casework.raised import Audience
from proviso.casework.who_looked import LOOK_AGAIN, have_seen, look_at, raised_with
from proviso.casework.writing.out_of_unit import open_out_of_unit
from proviso.casework.writing.permissions import Actor
from proviso.demonstration.earlier_cases import year_to_look_back_at
from proviso.demonstration.force import ASHDOWN, BRAMBLE, CLOVER, CODE, ELDER, GORSE, HAZEL
from proviso.oversight.patterns.pattern_list import BY_CODE
from proviso.oversight.patterns.unit_notes import answer_note, notes_for, write_note
from proviso.oversight.samples.sample_acts import order_sample, record_review, up_to_date
from proviso.oversight.samples.sample_order import (
    Reviewers,
    SampleAnswer,
    SampleFinding,
    SampleOrder,
    Size,
    Strata,
    ToldAnswer,
    Which,
)
from proviso.oversight.samples.sample_reviewers import drawn_cases

Officers = Mapping[str, Officer]

NORTH = "north"
NO_REASON = "It says what was done, and not why"
LEARNING = "Write down why before deciding, while it is fresh"
IN_DANGER = "A woman in Southmere says that the man who followed her is on his way to her, with a knife"


@dataclass(frozen=True, slots=True)
class Check:
    """Something that was done so long before the seeding, by the force's officers at that moment."""

    before: timedelta
    do: Callable[[Officers, datetime], None]


def _order(officers: Officers, now: datetime) -> None:
    order = SampleOrder(
        where=NORTH,
        period=str(year_to_look_back_at(now.date())),
        which=Which.EVERY,
        strata=Strata.OUTCOME,
        size=Size.TEN,
        reviewers=(Reviewers.DATA_PROTECTION,),
        why="The yearly look at how the north decides, and tells people",
    )
    order_sample(_force(), order, by=officers[HAZEL], now=now)


def _review(officers: Officers, now: datetime) -> None:
    (sample,) = up_to_date(_force(), now=now)
    for one in drawn_cases(_force(), sample):
        finding = SampleFinding(
            proportionate=SampleAnswer.YES,
            reason=SampleAnswer.NO if one.place % 2 else SampleAnswer.YES,
            no_reason=NO_REASON if one.place % 2 else None,
            told=ToldAnswer.YES if one.stratum == Which.SHARED.value else ToldAnswer.NOTHING_TO_TELL,
            learning=LEARNING if one.place % 2 else None,
        )
        record_review(_force(), sample, one.place, finding, by=officers[HAZEL], now=now)


def _note(officers: Officers, now: datetime) -> None:
    year, north = year_to_look_back_at(now.date()), Unit.objects.get(code=NORTH)
    words = "Telling people beforehand was impracticable in half of the cases. What is in the way?"
    write_note(officers[HAZEL], BY_CODE["impracticable"], f"{year}-Q4", north, "", words, now=now)


def _answer(officers: Officers, now: datetime) -> None:
    (note,) = notes_for(officers[CLOVER])
    words = "Calls were made in the day alone. From now on they are made in the evening too, and once at a weekend"
    answer_note(officers[CLOVER], note.place, words, now=now)


def _open_out_of_unit(officers: Officers, now: datetime) -> None:  # noqa: ARG001  the driven clock says when
    case = CrimeReference.objects.get(force=CODE, digest=lookup(CODE, "NM-10297")).case_id
    open_out_of_unit(Actor.of(officers[ELDER]), case, reason=IN_DANGER, session=uuid4().hex)


def _look_again(officers: Officers, now: datetime) -> None:  # noqa: ARG001  as above
    words = "The threat was real and he was stopped at the door. Nothing but the address was used"
    for one in (officers[number] for number in (ASHDOWN, BRAMBLE, CLOVER, GORSE, HAZEL)):
        for item in raised_with(Actor.of(one)).items:
            if item.why != IN_DANGER:
                continue
            if item.audience is Audience.OWNER:
                have_seen(Actor.of(one), item.row, upto=item.place)
            else:
                found = words if item.audience in LOOK_AGAIN else "I have read it, and nothing is due from me"
                look_at(Actor.of(one), item.row, upto=item.place, words=found)


def _force() -> Force:
    return Force.objects.get(code=CODE)


CHECKS: tuple[Check, ...] = (
    Check(timedelta(days=16, minutes=10), _order),
    Check(timedelta(days=13, minutes=10), _review),
    Check(timedelta(days=12, minutes=10), _note),
    Check(timedelta(days=9, minutes=10), _answer),
    Check(timedelta(days=4, minutes=10), _open_out_of_unit),
    Check(timedelta(days=4, minutes=-50), _look_again),
)
