"""One act on a case, one form: what is particular to its page, and how it is shown and done.

Each act ends by saying what was done and what happens next. The pages themselves are listed in `acts`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from proviso.casework.history.case import Case
from proviso.casework.values.value import Value
from proviso.casework.writing.access import OpenCase
from proviso.web.case_access import where_they_stand, with_case
from proviso.web.design.parts import answers_of
from proviso.web.form_page import AnswerPage, Record, answer


@dataclass(frozen=True, slots=True)
class ActPage:
    """One act's page: `done` is what is said when it is over, and what happens next."""

    slug: str
    heading: str
    value: type[Value]
    record: Record
    done: str
    lead: str = ""
    submit: str = ""
    shows_last: bool = False
    answered: Callable[[Case], Value | None] | None = None
    extra_context: Callable[[OpenCase], dict[str, object]] = lambda _opened: {}


def recorded(question: type[Value]) -> Callable[[OpenCase], dict[str, object]]:
    """Beside the act: the answer that it is about, so that nobody judges from memory."""

    def extra_context(opened: OpenCase) -> dict[str, object]:
        value = opened.case.latest(question)
        return {"about": answers_of(value) if value else []}

    return extra_context


@with_case
def carry_out(
    request: HttpRequest, opened: OpenCase, page: ActPage, *, rest: dict[str, object] | None = None
) -> HttpResponseBase:
    """Show the act's page or do the act; then the case, with what happens next. `rest` is what nobody is asked for."""

    def done(request: HttpRequest, recorded: OpenCase) -> HttpResponseBase:
        messages.success(request, _(page.done))
        return where_they_stand(request, recorded)

    shown = AnswerPage(
        page.value,
        page.record,
        _(page.heading),
        lead=_(page.lead) if page.lead else "",
        submit=_(page.submit) if page.submit else "",
        template="act.jinja",
        shows_last=page.shows_last,
        answered=page.answered,
        rest=rest or {},
        context=page.extra_context,
    )
    return answer(request, opened, shown, done)
