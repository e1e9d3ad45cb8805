"""The questions of the journey, one a page, any order; then the next one that is open, or the task list."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from proviso.casework.acts.journey import BY_SLUG
from proviso.casework.acts.question import Question
from proviso.casework.answering_way import way_of
from proviso.casework.reading.content_words import content_rows, said
from proviso.casework.reading.proposal import basic_content, proposal_of
from proviso.casework.reading.risk import to_consider_again
from proviso.casework.reading.same_incident import offered_allegation
from proviso.casework.values.allegation import Allegation
from proviso.casework.values.considerations import Views
from proviso.casework.values.content import BasicField
from proviso.casework.writing.access import OpenCase
from proviso.notices.words import About
from proviso.web.asking.at_once import all_at_once
from proviso.web.asking.force_words import routes_to_stay, steps_first
from proviso.web.asking.leading_on import go_on
from proviso.web.asking.reminders import reminders_of
from proviso.web.asking.ways import chooses_way, is_filled_in
from proviso.web.bases import rests_on
from proviso.web.case_access import with_case
from proviso.web.form_page import AnswerPage, answer, show_as_typed
from proviso.web.risk_panel import field_rows, risk_rows
from proviso.web.telling.telling_panel import not_counted, telling_of


def question(request: HttpRequest, reference: str, slug: str) -> HttpResponseBase:
    """The page of one question, by its slug."""
    asked = BY_SLUG.get(slug)
    if asked is None:
        raise Http404
    return _question(request, reference, asked)


@with_case
def _question(request: HttpRequest, opened: OpenCase, asked: Question) -> HttpResponseBase:
    page = AnswerPage(
        asked.value,
        asked.record,
        _(asked.title),
        asked.permission,
        caption=f"{opened.case.reference} · {_(asked.section)}",
        lead=_(asked.lead) if asked.lead else "",
        shows=lambda case: case.latest(asked.value),
        template="asking/question.jinja",
        begins=lambda: dict(begins_with(opened, asked)),
        context=lambda held: {
            "surroundings": surroundings_of(held, asked),
            "asks": not asked.why_not(held.case),  # what cannot be answered yet is refused, whatever was typed
            "way": way_of(held.actor.staff_number),
        },
    )
    if request.method == "POST" and chooses_way(request, opened):
        return show_as_typed(request, opened, page) if is_filled_in(request) else go_on(request, opened)
    return answer(request, opened, page, lambda posted, recorded: go_on(posted, recorded, asked))


def surroundings_of(opened: OpenCase, asked: Question, prefix: str = "") -> dict[str, object]:
    """What a page shows with a question: why it is asked, what it waits for, and what is already recorded. `prefix` is
    what the names of its boxes begin with."""
    surroundings: dict[str, object] = {
        "question": asked,
        "same_incident": bool(begins_with(opened, asked)),
        "waits_for": asked.why_not(opened.case),
        "reminders": reminders_of(asked.slug),
        "routes": routes_to_stay(asked.slug),
        "steps": steps_first(asked.slug),
        "at_once": all_at_once(opened.case, asked.slug, prefix),
        "rests_on": rests_on(opened.assessed.assessment.policy, asked.paragraphs),
    }
    if asked.slug == "basic":
        content = {one: basic_content(opened.case, one) for one in BasicField}
        surroundings["recorded"] = [
            (field.label, said(one, _) if one else "", field_rows(opened.case, field)) for field, one in content.items()
        ]
        surroundings["risks"] = risk_rows(opened.case)
    if asked.slug == "support" and (again := to_consider_again(opened.case)):
        says = _("%(crimes)s: recorded since this was answered. Say again whether each referral applies.")
        surroundings["again"] = says % {"crimes": ", ".join(_(one.label) for one in again)}
    if asked.slug in {"views", "weighing"}:
        surroundings["proposed"] = content_rows(proposal_of(opened.case).additional)
    if asked.slug == "tell-before":
        surroundings["telling"] = telling_of(opened, About.BEFORE)
    if asked.slug == "views":
        surroundings["not_counted"] = not_counted(opened.case, Views)
    return surroundings


def begins_with(opened: OpenCase, asked: Question) -> Mapping[str, object]:
    """What is the same as in the case of another person of the incident, where the question has no answer yet."""
    return offered_allegation(opened.case) if asked.value is Allegation else {}
