"""One act on a case, one form: how its page is shown and the act is done, from its row in the registry.

Each act ends by saying what was done and what happens next. What a page shows beside its form is the task's own.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from proviso.casework.acts.act import CaseAct
from proviso.casework.values.value import Value
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.permissions import why_not_permitted
from proviso.disclosure.carried_out import record_of
from proviso.web.case_access import where_they_stand, with_case
from proviso.web.design.from_list import Groups
from proviso.web.design.parts import answers_of
from proviso.web.form_page import AnswerPage, Done, answer
from proviso.web.sent_once import once

ExtraContext = Callable[[OpenCase], dict[str, object]]
"""What the page of an act shows beside its form."""

Lists = Callable[[OpenCase], Mapping[str, Groups]]
"""What the answers on the page of an act are chosen from, by the name of the question."""

Begins = Callable[[OpenCase], Mapping[str, object]]
"""What stands in the boxes of the page of an act at first, by the name of the question."""


def nothing_more(_opened: OpenCase) -> dict[str, object]:
    """A page that shows its form and nothing beside it."""
    return {}


def no_lists(_opened: OpenCase) -> Mapping[str, Groups]:
    """A page on which nothing is chosen from a list of the force's."""
    return {}


def empty_boxes(_opened: OpenCase) -> Mapping[str, object]:
    """A page whose boxes begin with what was recorded before, or empty."""
    return {}


def recorded(question: type[Value]) -> ExtraContext:
    """The answer that the act is about, so that nobody judges from memory."""

    def extra_context(opened: OpenCase) -> dict[str, object]:
        value = opened.case.latest(question)
        return {"about": answers_of(value) if value else []}

    return extra_context


@with_case
def carry_out(
    request: HttpRequest,
    opened: OpenCase,
    act: CaseAct,
    extra_context: ExtraContext = nothing_more,
    *,
    lists: Lists = no_lists,
    begins: Begins = empty_boxes,
    leads: Done = where_they_stand,
    rest: dict[str, object] | None = None,
) -> HttpResponseBase:
    """Show the act's page or do the act; then the case, or where it `leads`, with what happens next. `rest` is what
    nobody is asked for."""

    def done(request: HttpRequest, recorded: OpenCase) -> HttpResponseBase:
        messages.success(request, _(act.done_words(recorded.case)))
        return leads(request, recorded)

    def context(held: OpenCase) -> dict[str, object]:
        return {**said_beforehand(act, held), **extra_context(held)}

    page = replace(page_of_act(act, context, rest=rest), lists=lists, begins=lambda: dict(begins(opened)))
    return answer(request, opened, page, done)


def said_beforehand(act: CaseAct, opened: OpenCase) -> dict[str, object]:
    """Why there is nothing to do the act to, so that nobody is asked for a reason that would be refused. Whoever may
    not do it at all is told that alone."""
    cannot = "" if why_not_permitted(opened.actor, act.permission, opened.case) else act.why_not(opened.case)
    return {"cannot": cannot, "asks": not cannot}


def page_of_act(
    act: CaseAct,
    context: ExtraContext,
    *,
    template: str = "act.jinja",
    heading: str = "",
    lead: str = "",
    submit: str = "",
    rest: dict[str, object] | None = None,
) -> AnswerPage:
    """The page of an act, in the words of its row or in those given, where they depend on the case."""
    return AnswerPage(
        act.value,
        record_of(act),
        heading or _(act.title),
        act.permission,
        lead=lead or (_(act.lead) if act.lead else ""),
        submit=submit or (_(act.submit) if act.submit else ""),
        template=template,
        shows=act.shows,
        rest=rest or {},
        context=context,
        sent=once,
    )
