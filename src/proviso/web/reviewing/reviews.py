"""What a supervisor's reviews are about: it stands beside the form of each (5.2, 7.2). The reviews are rows of the
registry; nobody reviews a case of their own.
"""

from django.utils.translation import gettext as _

from proviso.casework.history.case import Case, RecordedAnswer
from proviso.casework.values.sharing import AlreadyShared
from proviso.casework.values.suspicion import SourceCorrected, Suspicion
from proviso.casework.values.timing import Timing
from proviso.casework.values.value import Value
from proviso.casework.writing.access import OpenCase
from proviso.web.act_page import recorded
from proviso.web.design.parts import AnswerRow, answers_of


def _with_corrections(opened: OpenCase) -> dict[str, object]:
    """The suspicion as it now is and, where a supervisor corrected how it arose, what was recorded first and each
    correction: nobody reviews one without the other."""
    suspicion = opened.case.latest(Suspicion)
    return {"about": [*(answers_of(suspicion) if suspicion else []), *_sources(opened.case)]}


def _sources(case: Case) -> list[AnswerRow]:
    recorded_first = [one for one in case.history if isinstance(one.value, Suspicion)][:1]
    corrections = [one for one in case.history if isinstance(one.value, SourceCorrected)]
    if not corrections:
        return []
    first = [AnswerRow(_("How it arose, as first recorded"), _source(one)) for one in recorded_first]
    return [*first, *(AnswerRow(_("How it arose, as corrected since"), _source(one)) for one in corrections)]


def _source(answer: RecordedAnswer[Value]) -> tuple[str, ...]:
    """How a suspicion arose in one answer, in words, and who recorded it."""
    value = answer.value
    if not isinstance(value, Suspicion | SourceCorrected):
        return ()
    choices = (value.arose_from, value.status_check_was)
    said = [_(one.label) for one in choices if one]
    evidence = [value.reason] if isinstance(value, SourceCorrected) else []
    return (*said, *evidence, _("Recorded by %(who)s") % {"who": answer.by})


EXTRA_CONTEXT = {
    "breach-review": _with_corrections,
    "source": recorded(Suspicion),
    "delay-review": recorded(Timing),
    "late-disclosure-review": recorded(AlreadyShared),
}
"""By the slug of the review."""
