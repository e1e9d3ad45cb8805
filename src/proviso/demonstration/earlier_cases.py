"""Cases of a year that has ended, closed long since: what figures, dip samples and a year's publication are made of.

Told shortly, a few pages of each, and alike but for what is counted of them: who acted, whether something was shared,
and whether the person could be told.
"""

from datetime import date, datetime, timedelta
from enum import Enum

from proviso.casework.clock import LONDON
from proviso.casework.values.allegation import CrimeType
from proviso.casework.values.looks import LookOutcome, SupervisorLooked
from proviso.casework.values.notification import Again, Telling, ToldBefore
from proviso.demonstration.answers import (
    CALL,
    DECLINED,
    NATIONAL_UNIT,
    NO_CONTROL,
    NOTHING_MORE,
    SECTION_20,
    VICTIM,
    WITHOUT_DELAY,
    account,
    acknowledged,
    adult,
    by_telephone,
    crime,
    do_not_share,
    done,
    fields,
    given,
    home,
    measures,
    purposes,
    share,
    told_after,
    told_before,
)
from proviso.demonstration.force import ASHDOWN, BRAMBLE, CLOVER, DAMSON, ELDER, FENNEL
from proviso.demonstration.stories.shared_cases import CALLING
from proviso.demonstration.story import Story, Told, Visit
from proviso.oversight.figures.kept_figures import given_from
from proviso.oversight.figures.periods import Period

BIRDS = (
    "Bittern", "Brambling", "Bunting", "Chough", "Crossbill", "Curlew", "Dipper", "Dunlin", "Dotterel", "Eider",
    "Fieldfare", "Gadwall", "Garganey", "Godwit", "Goldcrest", "Goosander", "Grebe", "Hobby", "Jackdaw", "Kestrel",
    "Kittiwake", "Linnet", "Merlin", "Nuthatch", "Ouzel", "Petrel", "Pintail", "Pochard", "Razorbill", "Redstart",
)  # fmt: skip
"""Whom the cases are about, one each."""


class Came(Enum):
    """What came of a case: it was shared, and the person could be told beforehand or not; or it was not shared."""

    TOLD = "told"
    NOT_TOLD = "not_told"
    NOT_SHARED = "not_shared"


OFFICERS = (ASHDOWN, BRAMBLE, DAMSON)

SUPERVISORS = {ASHDOWN: CLOVER, BRAMBLE: CLOVER, DAMSON: ELDER}


def year_to_look_back_at(today: date) -> int:
    """The latest year whose figures are given on a day."""
    last = today.year - 1
    return last if given_from(Period(last)) <= today else last - 1


def earlier_stories(now: datetime) -> tuple[Story, ...]:
    """The cases, opened in the October of that year: to be told as if up to `now`. Of each officer it was decided to
    share in half, and in half of those of the north the person could not be told beforehand."""
    began = datetime(year_to_look_back_at(now.astimezone(LONDON).date()), 10, 2, 9, tzinfo=LONDON)
    return tuple(_story(number, now - began - timedelta(hours=20 * number)) for number in range(len(BIRDS)))


def _story(number: int, before: timedelta) -> Story:
    officer = OFFICERS[number % len(OFFICERS)]
    came = _came(number // len(OFFICERS), officer)
    told = _not_shared(number, officer, before) if came is Came.NOT_SHARED else _shared(number, officer, came, before)
    return Story(f"Of an earlier year, closed: number {number + 1}", VICTIM, told)


def _came(place: int, officer: str) -> Came:
    """What came of this officer's case in this place."""
    if place % 2:
        return Came.NOT_SHARED
    return Came.NOT_TOLD if officer == ASHDOWN else Came.TOLD


def _about(number: int, officer: str) -> tuple[Told, ...]:
    """The crime, the person and what was suspected."""
    place, force = ("Southmere", "SM") if officer == DAMSON else ("Northmarsh", "NM")
    return (
        crime(f"{force}-0{9100 + number}", CrimeType.BURGLARY if officer == DAMSON else CrimeType.THEFT),
        adult(f"Notional {BIRDS[number]}", 1970 + number // 3, 1 + number % 12, 1 + number % 28),
        home(f"{number + 1} Bygone Street, {place}"),
        by_telephone(f"01632 9607{number:02}"),
        measures(),
        NO_CONTROL,
        DECLINED,
        account(f"They said, when asked for papers, that the last leave ended {number + 2} months before"),
    )


def _shared(number: int, officer: str, came: Came, before: timedelta) -> tuple[Visit, ...]:
    later = timedelta(hours=1)
    beforehand: Told = told_before()
    looked: tuple[Visit, ...] = ()
    if came is Came.NOT_TOLD:
        looked = (Visit(SUPERVISORS[officer], before - later, (_looked_at(number),), "To look before it is sent"),)
        beforehand = _could_not_be_told
    words = f"What was said {number + 2} months after the leave ended is all there is"
    return (
        Visit(
            officer,
            before,
            (
                *_about(number, officer),
                purposes(confirm_or_negate=words),
                SECTION_20,
                fields(),
                NOTHING_MORE,
                WITHOUT_DELAY,
                NATIONAL_UNIT,
                beforehand,
                share(f"Only the Home Office can say what is so of number {number + 1}"),
            ),
        ),
        *looked,
        Visit(FENNEL, before - 2 * later, (CALL, given("Operator 8", f"HO-EXAMPLE-5{number:03}")), CALLING),
        Visit(
            officer,
            before - timedelta(days=1),
            (
                told_after(),
                acknowledged("Operator 8", f"HO-EXAMPLE-5{number:03}/1"),
                done(f"They were told, {number + 1} was acknowledged, and nothing more is due"),
            ),
            "To tell them what was shared, and to close the case",
        ),
    )


def _not_shared(number: int, officer: str, before: timedelta) -> tuple[Visit, ...]:
    return (
        Visit(
            officer,
            before,
            (
                *_about(number, officer),
                do_not_share(f"An application was on its way, and its number was shown: case {number + 1}"),
                done(f"It was decided not to share {number + 1}, and nothing more is due"),
            ),
        ),
    )


def _looked_at(number: int) -> SupervisorLooked:
    words = f"The calls are on the log of {number + 1}, and the next try is on a day that was agreed"
    return SupervisorLooked(outcome=LookOutcome.GO_AHEAD, found=words)


def _could_not_be_told(at: datetime) -> ToldBefore:
    return ToldBefore(
        told=Telling.IMPRACTICABLE,
        why_impracticable="Three calls were not answered, and a letter would be read by others",
        again=Again.ON_A_DAY,
        try_again_on=at.date() + timedelta(days=1),
    )
