"""One act on a case, one form: how its page is shown and the act is done, from its row in the registry.

Each act ends by saying what was done and what happens next. What a page shows beside its form is the task's own.
"""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from proviso.casework.acts.act import CaseAct
from proviso.casework.values.value import Value
from proviso.casework.writing.access import OpenCase
from proviso.disclosure.carried_out import record_of
from proviso.web.case_access import where_they_stand, with_case
from proviso.web.design.parts import answers_of
from proviso.web.form_page import AnswerPage, answer
from proviso.web.sent_once import once

ExtraContext = Callable[[OpenCase], dict[str, object]]
"""What the page of an act shows beside its form."""


def nothing_more(_opened: OpenCase) -> dict[str, object]:
    """A page that shows its form and nothing beside it."""
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
    rest: dict[str, object] | None = None,
) -> HttpResponseBase:
    """Show the act's page or do the act; then the case, with what happens next. `rest` is what nobody is asked for."""

    def done(request: HttpRequest, recorded: OpenCase) -> HttpResponseBase:
        messages.success(request, _(act.done_words(recorded.case)))
        return where_they_stand(request, recorded)

    return answer(request, opened, page_of_act(act, extra_context, rest=rest), done)


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
