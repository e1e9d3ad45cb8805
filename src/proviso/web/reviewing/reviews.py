"""What reviews and second looks are about: it stands beside the form of each (5.2, 5.5, 7.2). They are rows of the
registry; nobody reviews a case of their own.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from proviso.casework.acts.why_not import look_says
from proviso.casework.history.case import Case, RecordedAnswer
from proviso.casework.outstanding_looks import LookDue, holding_up, open_to, to_change
from proviso.casework.reading.decision_in_force import last_decided, said_since
from proviso.casework.second_look import Looker
from proviso.casework.values.closing import ClosedUnshared
from proviso.casework.values.considerations import Views
from proviso.casework.values.looks import UrgencyDeclared
from proviso.casework.values.notification import Told
from proviso.casework.values.review_outcomes import LateDisclosureReviewed
from proviso.casework.values.sharing import AlreadyShared
from proviso.casework.values.suspicion import SourceCorrected, Suspicion
from proviso.casework.values.timing import Timing
from proviso.casework.values.value import Value
from proviso.casework.writing.access import OpenCase
from proviso.policy.explain import BASES, sentence
from proviso.web.act_page import ExtraContext, recorded
from proviso.web.design.parts import AnswerRow, answers_of
from proviso.web.design.policy_words import citation
from proviso.web.record.kind_words import kind_words
from proviso.web.risk_panel import risk_rows, said_rows


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


def _recorded_late(opened: OpenCase) -> dict[str, object]:
    """All that was recorded of disclosures already made since the last review of such, what was said otherwise before
    too; what was recorded last where nothing was."""
    said = [one for one in opened.case.history if isinstance(one.value, AlreadyShared)]
    since = [one for one in said if one.seq > opened.case.seq_of(LateDisclosureReviewed)]
    return {"about": [row for one in since or said[-1:] for row in answers_of(one.value)]}


def look_words(one: LookDue) -> tuple[str, str, str]:
    """What calls for a look: in words, where it stands, and on what it rests."""
    return look_says(one), sentence(citation(one.row.paragraph)).rstrip("."), _(BASES[one.row.basis])


EXPLAINED = (ClosedUnshared, UrgencyDeclared, SourceCorrected, Told, Views)
"""What an officer explains in their own words, where it calls for a look: whoever looks reads it first."""


def _explained(case: Case, due: Iterable[LookDue]) -> list[AnswerRow]:
    places = dict.fromkeys(one.place for one in due)
    called = (case.history[place - 1].value for place in places)
    return [row for value in called if isinstance(value, EXPLAINED) for row in answers_of(value)]


def to_look_at(by: Looker) -> ExtraContext:
    """What waits for this person's look, what the officer says of it, what was decided or shared, and why."""

    def extra_context(opened: OpenCase) -> dict[str, object]:
        decided, looks = last_decided(opened.case), open_to(opened.case, by)
        return {
            "to_look_at": [look_words(one) for one in looks],
            "about": _explained(opened.case, looks),
            "decided": decided.value if decided else None,
            "decided_by": decided.by if decided else "",
            "risks": risk_rows(opened.case),
            "they_said": said_rows(opened.case),
        }

    return extra_context


def before_it_leaves(opened: OpenCase) -> dict[str, object]:
    """What keeps what was decided from leaving: looks that come first, and what was said or found since."""
    return {
        "held_up": [look_words(one) for one in holding_up(opened.case)],
        "said_since": [(kind_words(one.value.kind), one.by, one.at) for one in said_since(opened.case)],
        "to_change": to_change(opened.case),
    }


EXTRA_CONTEXT: dict[str, ExtraContext] = {
    "breach-review": _with_corrections,
    "source": recorded(Suspicion),
    "delay-review": recorded(Timing),
    "late-disclosure-review": _recorded_late,
    "supervisor-look": to_look_at(Looker.SUPERVISOR),
    "lead-look": to_look_at(Looker.LEAD),
    "urgency": before_it_leaves,
}
"""By the slug of the review."""
