"""The record of a case, which a person can read and print: what, when, with whom, why; and who looked (10.1, s.62)."""

from collections.abc import Collection, Iterable

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proviso.casework.history.case import Case, RecordedAnswer
from proviso.casework.repeated_words import repeated_in
from proviso.casework.values.decision import SharingDecided
from proviso.casework.values.value import Value
from proviso.casework.writing.access import OpenCase, consultations_of
from proviso.web.asking.force_words import freedom_of_information
from proviso.web.case_access import page_of, with_case
from proviso.web.correcting.what_was_shared import found_wrong, went_with
from proviso.web.design.coded_words import content_rows, named, purpose_rows
from proviso.web.design.isolating import Labelled
from proviso.web.design.parts import AnswerRow, TimelineEntry, answers_of
from proviso.web.panel import findings_of
from proviso.web.record.kind_words import kind_words
from proviso.web.record.which_message import which_message


@require_safe
@with_case
def timeline(request: HttpRequest, opened: OpenCase) -> HttpResponseBase:
    """Everything that happened, in order: what, when, with whom, why; and who looked (10.1, s.62)."""
    repeated = repeated_in(opened.case)
    happened = [_happened(opened.case, one, repeated.get(one.seq, ())) for one in opened.case.history]
    context = page_of(
        request,
        case=opened.case,
        happened=happened,
        looks=consultations_of(opened),
        disclosures=[(one, went_with(opened, one), found_wrong(opened.case, one)) for one in opened.case.disclosures],
        log=opened.case.force,
        findings=findings_of(opened.assessed.assessment),
        information=freedom_of_information(),
    )
    return render(request, "record/timeline.jinja", context)


def _happened(case: Case, answer: RecordedAnswer[Value], repeated: Collection[str]) -> TimelineEntry:
    rows = [*_decided(answer.value), *which_message(case, answer), *answers_of(answer.value, repeated)]
    return TimelineEntry(kind_words(answer.value.kind), answer.at, answer.by, rows)


def _decided(value: Value) -> list[AnswerRow]:
    """What was decided to be shared, with whom and why (10.1.1, 10.1.3, 10.1.4); nothing for any other entry."""
    if not isinstance(value, SharingDecided):
        return []
    told: list[tuple[str, tuple[str | Labelled, ...]]] = [
        (_("What would be shared"), _lines(content_rows(value.content))),
        (_("With whom"), (named(value.recipient, value.other_recipient),)),
        (_("What for"), _lines(purpose_rows(value.purposes))),
        (_("Under which power"), (named(value.power, value.other_power),)),
    ]
    return [AnswerRow(label, said) for label, said in told if any(said)]


def _lines(rows: Iterable[tuple[str, str]]) -> tuple[Labelled, ...]:
    return tuple(Labelled(label, words) for label, words in rows)
