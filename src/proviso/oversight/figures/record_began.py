"""When a force's record began: no case is older, so a period before that is empty, and may be said to be.

Inside the record none and few look alike. That there can be no case before the force was added betrays nobody.
"""

from datetime import date

from django.utils.translation import gettext as _

from proviso.casework.clock import LONDON
from proviso.casework.reading.content_words import day_in_full
from proviso.oversight.figures.periods import Period
from proviso.record import read

FORCE_ADDED = "force_added"


def record_began(force: str) -> date | None:
    """The day on which the record of a force (its code) began, in Europe/London; None where it does not say so."""
    first = read.bodiless(force, at_most=1)
    return first[0].at.astimezone(LONDON).date() if first and first[0].kind == FORCE_ADDED else None


def is_before(period: Period, began: date | None) -> bool:
    """Whether a period ended before the record began."""
    return began is not None and period.last_day < began


def nothing_before(period: Period, began: date) -> str:
    """That there is no case of such a period, in words."""
    return _("The force’s record begins on %(began)s, so there is no case of %(code)s. Choose a later period.") % {
        "began": day_in_full(began, _),
        "code": period.code,
    }
