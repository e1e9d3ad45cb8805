"""One form, one act, one page: how every question and every other act on a case is shown, posted and refused.

Nothing that was typed is lost: whatever refuses, the text stays in the boxes and the page says what to do.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from proviso.casework.case_error import CaseError
from proviso.casework.history.case import Case
from proviso.casework.values.value import Choice, Value, ValueRefused
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import AnotherNow, AnsweredSince, MovedOn
from proviso.casework.writing.permissions import Permission, why_not_permitted
from proviso.web.already_known import known_for, options_for
from proviso.web.case_access import page_of
from proviso.web.design.forms import ValueForm, form_for
from proviso.web.design.from_list import Groups
from proviso.web.design.parts import answers_of
from proviso.web.panel import progress_of
from proviso.web.sent_once import Act, each_time
from proviso.web.signing_in import retained_answers

ABOVE_THE_BOXES = frozenset({HTTPStatus.FORBIDDEN, HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY})
"""What is said to somebody who still has the case before them; anything else is a page of its own."""

Record = Callable[..., OpenCase]
Done = Callable[[HttpRequest, OpenCase], HttpResponseBase]


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """What is particular to one page: its value, the act that records it, its words and its template.

    `begins` is what stands in the boxes at first: what was recorded, or what the officer would otherwise look up; never
    a choice made for them. `lists` are what an answer is chosen from, by the name of its question. `shows` is the
    earlier answer of which the page says more; none unless it is said. `said_of` is what is said of a choice beside it.
    `sent` is how often its form counts.
    """

    value: type[Value]
    record: Record
    heading: str
    permission: Permission
    caption: str = ""
    lead: str = ""
    submit: str = ""
    template: str = "asking/question.jinja"
    shows: Callable[[Case], Value | None] = lambda _case: None
    rest: dict[str, object] = field(default_factory=dict)
    begins: Callable[[], dict[str, object]] = dict
    context: Callable[[OpenCase], dict[str, object]] = lambda _opened: {}
    lists: Callable[[OpenCase], Mapping[str, Groups]] = lambda _opened: {}
    said_of: Callable[[OpenCase], Mapping[Choice, str]] = lambda _opened: {}
    sent: Callable[[HttpRequest, Act], HttpResponseBase] = each_time


def answer(request: HttpRequest, opened: OpenCase, page: AnswerPage, done: Done) -> HttpResponseBase:
    """Show the page, or record what was posted and go on; what is refused is said above the boxes, still filled in."""
    if request.method != "POST":
        form = _form(opened, page, typed=retained_answers.typed_before(request))
        return show(request, opened, page, form, status=200)
    form = _form(opened, page, sent=request.POST)
    if not form.is_valid():
        status = 422
    else:
        try:
            value, seen = form.value(), form.seq()
            return page.sent(request, lambda: done(request, page.record(opened, value, seen=seen)))
        except AnsweredSince as since:
            return _both(request, opened, page, form, since)
        except AnotherNow as moved:
            form.add_error(None, str(moved))  # and the place that it carries stays: sent again, it is refused again
            status = moved.status
        except MovedOn:
            # The page now shows the case as it was opened a moment ago; what came even later is for the next try.
            form.carry(opened.case.seq)
            form.add_error(None, _("The case has changed since you opened this page. Check it again before you go on"))
            status = MovedOn.status
        except ValueRefused as refused:
            # Each answer could be taken by itself; the case as it stands is what it does not go with.
            form.refuse(refused)
            status = HTTPStatus.CONFLICT
        except CaseError as refused:
            if refused.status not in ABOVE_THE_BOXES:
                raise
            form.add_error(None, str(refused))
            status = refused.status
    return show(request, opened, page, form, status=status)


def show_as_typed(request: HttpRequest, opened: OpenCase, page: AnswerPage) -> HttpResponse:
    """The page with what was typed on it in its boxes, and nothing of it recorded."""
    return show(request, opened, page, _form(opened, page, typed=retained_answers.typed_now(request)), status=200)


def _form(
    opened: OpenCase, page: AnswerPage, *, sent: QueryDict | None = None, typed: QueryDict | None = None
) -> ValueForm[Value]:
    form = form_for(page.value)(
        sent, answered=page.shows(opened.case), typed=typed, seq=opened.case.seq, rest=page.rest
    )
    form.choose_from(page.lists(opened))
    form.said_of = page.said_of(opened)
    form.offer(options_for(page.value, opened.case), known_for(page.value, opened.case))
    if not form.unsaved:
        form.initial.update(page.begins())
    return form


def show(
    request: HttpRequest, opened: OpenCase, page: AnswerPage, form: ValueForm[Value], *, status: int, **more: object
) -> HttpResponse:
    """The page with its form, what is missing, and the warning that what is in the boxes is not saved."""
    why_not_yours = why_not_permitted(opened.actor, page.permission, opened.case)
    context = page_of(
        request,
        opened=opened,
        case=opened.case,
        form=form,
        heading=page.heading,
        caption=page.caption or opened.case.reference,
        lead=page.lead,
        submit=page.submit or _("Save and continue"),
        progress=progress_of(opened.case, opened.assessed),
        allowed=not why_not_yours,
        why_not_yours=_(why_not_yours),
        unsaved=form.unsaved,
        **page.context(opened),
        **more,
    )
    return render(request, page.template, context, status=status)


def _both(
    request: HttpRequest, opened: OpenCase, page: AnswerPage, form: ValueForm[Value], since: AnsweredSince
) -> HttpResponse:
    """Both answers, nothing written, the typed text still in its boxes; saving again now replaces theirs knowingly."""
    form.carry(since.theirs.seq)
    form.add_error(None, str(since))
    return show(request, opened, page, form, status=since.status, both=both_of(since))


def both_of(since: AnsweredSince) -> dict[str, object]:
    """Both answers to one question, as a page shows them."""
    return {
        "theirs": answers_of(since.theirs.value),
        "by": since.theirs.by,
        "at": since.theirs.at,
        "yours": answers_of(since.yours),
    }
