"""The questions of the journey, one a page, any order; then the next one that is open, or the task list."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from proviso.casework.acts.journey import BY_SLUG, next_question
from proviso.casework.acts.question import Question
from proviso.casework.reading.content_words import content_rows, said
from proviso.casework.reading.proposal import basic_content, proposal_of
from proviso.casework.reading.same_incident import offered_allegation
from proviso.casework.values.allegation import Allegation
from proviso.casework.values.considerations import Views
from proviso.casework.values.content import BasicField
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.permissions import Permission, may
from proviso.notices.words import About
from proviso.web.asking.force_words import routes_to_stay, steps_first
from proviso.web.asking.reminders import reminders_of
from proviso.web.bases import rests_on
from proviso.web.case_access import where_they_stand, with_case
from proviso.web.form_page import AnswerPage, answer
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
        begins=lambda: dict(_same(opened, asked)),
        context=lambda held: _beside(held, asked),
    )
    return answer(request, opened, page, lambda posted, recorded: _go_on(posted, recorded, asked))


def _beside(opened: OpenCase, asked: Question) -> dict[str, object]:
    """What the page shows with the question: why it is asked, what it waits for, and what is already recorded."""
    extra_context: dict[str, object] = {
        "question": asked,
        "waits_for": asked.why_not(opened.case),
        "reminders": reminders_of(asked.slug),
        "routes": routes_to_stay(asked.slug),
        "steps": steps_first(asked.slug),
        "same_incident": bool(_same(opened, asked)),
        "rests_on": rests_on(opened.assessed.assessment.policy, asked.paragraphs),
    }
    if asked.slug == "basic":
        content = {one: basic_content(opened.case, one) for one in BasicField}
        extra_context["recorded"] = [
            (
                field.label,
                said(one, _) if one else "",
                field_rows(opened.case, field),
            )
            for field, one in content.items()
        ]
        extra_context["risks"] = risk_rows(opened.case)
    if asked.slug in {"views", "weighing"}:
        extra_context["items"] = content_rows(proposal_of(opened.case).additional)
    if asked.slug == "tell-before":
        extra_context["telling"] = telling_of(opened, About.BEFORE)
    if asked.slug == "views":
        extra_context["not_counted"] = not_counted(opened.case, Views)
    return extra_context


def _same(opened: OpenCase, asked: Question) -> Mapping[str, object]:
    """What is the same as in the case of another person of the incident, where the question has no answer yet."""
    return offered_allegation(opened.case) if asked.value is Allegation else {}


def _go_on(request: HttpRequest, opened: OpenCase, asked: Question) -> HttpResponseBase:
    following = next_question(opened.case, opened.assessed.facts, asked.slug)
    if following and may(opened.actor, Permission.ANSWER_QUESTION, opened.case):
        return HttpResponseRedirect(reverse("question", args=[opened.case.reference, following.slug]))
    return where_they_stand(request, opened)
