"""A gallery of pages for tests alone: every kind of question, empty, filled and wrong, and every component of ours.

It is served by the product's own middleware, templates and static files, with these addresses in place of its own.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.template import engines
from django.urls import include, path

from proviso.accounts.models import Officer, Role
from proviso.casework.values.value import Value
from proviso.web.design.forms import form_for
from proviso.web.design.moments import urgency
from proviso.web.design.parts import PanelAct, Reason, TimelineEntry, answers_of
from tests.web.design.examples import FILLED, WRONG, Everything, OneChoice

NOW = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)

PROTECTION = Reason("Protective measures have not been considered.", "5.1.2", "/parts", "Consider them")
ROUTE = Reason("Not known: how the person can be reached safely.", "9.1.1")
PANEL = [
    PanelAct("Share basic information", "no", [PROTECTION]),
    PanelAct("Tell the person beforehand", "unknown", [ROUTE]),
    PanelAct("Delay", "yes"),
]

QUESTION = """
{% extends "design/question.jinja" %}
{% from "design/parts.jinja" import policy_panel %}
{% block policy %}{{ policy_panel(panel) }}{% endblock %}
"""

PARTS = """
{% extends "design/page.jinja" %}
{% from "design/parts.jinja" import timeline, urgency_tag, answers, both_answers, answer_tag %}
{% block title %}Parts{% endblock %}
{% block content %}
<h1 class="govuk-heading-l">Parts</h1>
<ul class="govuk-list">{% for one in due %}<li>{{ urgency_tag(one) }}</li>{% endfor %}</ul>
<p class="govuk-body">{{ answer_tag("yes") }} {{ answer_tag("no") }} {{ answer_tag("unknown") }}</p>
<h2 class="govuk-heading-m">Answers</h2>
{{ answers(theirs, change="#answers") }}
{{ both_answers(theirs, "Sgt Example", now, yours) }}
{{ timeline(happened, level=2) }}
{% endblock %}
"""


def typed(given: dict[str, Any]) -> QueryDict:
    """What a browser sends, as Django reads it."""
    data = QueryDict(mutable=True)
    for name, value in given.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def question(request: HttpRequest, which: str, state: str) -> HttpResponse:
    """A question page in one of its states; a page that is posted shows what was typed."""
    if which not in {"one", "everything"}:
        raise Http404
    value: type[Value] = {"one": OneChoice, "everything": Everything}[which]
    data = {"empty": None, "filled": typed(FILLED), "wrong": typed(WRONG), "missing": typed({"last_seq": "7"})}[state]
    form = form_for(value)(request.POST or data, seq=7)
    context = {"form": form, "panel": PANEL, "caption": "An invented case", "back": "/"}
    if which == "everything":
        context |= {"heading": "Everything about the fruit", "lead": "All questions on one page, as no real page has."}
    context["navigation"] = [
        {"href": "/parts", "text": "Your cases", "current": True},
        {"href": "/one/empty", "text": "Open a case", "current": False},
    ]
    return HttpResponse(engines["jinja2"].from_string(QUESTION).render(context, signed_in(request)))


def signed_in(request: HttpRequest) -> HttpRequest:
    """As if somebody invented had signed in: the frame shows who."""
    request.user = Officer(name="PC Example", staff_number="W1", role=Role.OFFICER)
    return request


def parts(request: HttpRequest) -> HttpResponse:
    """Every component of ours."""
    form = form_for(Everything)(typed(FILLED), seq=7)
    words = answers_of(form.value())
    later = [NOW - timedelta(days=2), NOW + timedelta(hours=3), NOW + timedelta(days=1), NOW + timedelta(days=9)]
    happened = [
        TimelineEntry("Case opened", NOW - timedelta(days=150), "PC Example"),
        TimelineEntry("Protection considered", NOW, "PC Example", words[:3]),
    ]
    context = {"due": [urgency(at, NOW) for at in later], "theirs": words, "yours": words[:4], "now": NOW}
    return HttpResponse(
        engines["jinja2"].from_string(PARTS).render(context | {"happened": happened}, signed_in(request))
    )


urlpatterns = [
    path("", include("proviso.web.signing_in.urls")),
    path("", include("proviso.web.help.urls")),
    path("parts", parts),
    path("<which>/<state>", question),
]
