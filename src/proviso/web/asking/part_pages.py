"""Several questions on one page, each answer an entry of its own: all that is open of one part of the task list, or two
questions that belong together.

What is right is recorded at once, all of it or nothing in one go; what is not comes back with its text, and says at
which box. Two people at one question are told of that question alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from proviso.casework.acts.answer_together import Answered, answer_together
from proviso.casework.acts.asked_together import ASKED_TOGETHER, PARTS, AskedTogether
from proviso.casework.acts.question import Question
from proviso.casework.answering_way import way_of
from proviso.casework.case_error import CaseError
from proviso.casework.values.value import Value, ValueRefused
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import AnsweredSince, MovedOn
from proviso.casework.writing.permissions import may
from proviso.web.already_known import known_for, options_for
from proviso.web.asking.leading_on import go_on, on_to_next_part
from proviso.web.asking.questions import begins_with, surroundings_of
from proviso.web.asking.ways import ON_THE_PAGE, chooses_way, is_filled_in
from proviso.web.case_access import page_of, where_they_stand, with_case
from proviso.web.design.forms import ValueForm, form_for
from proviso.web.design.question_words import said_once
from proviso.web.form_page import both_of
from proviso.web.panel import progress_of
from proviso.web.signing_in import retained_answers


@dataclass
class AskedHere:
    """One question of the page: its form and, where somebody answered it meanwhile, both answers."""

    question: Question
    form: ValueForm[Value]
    both: dict[str, object] | None = None


def part(request: HttpRequest, reference: str, slug: str) -> HttpResponseBase:
    """The page of one part, or of two questions that belong together, by its slug."""
    asks = ASKED_TOGETHER.get(slug)
    if asks is None:
        raise Http404
    return _part(request, reference, asks)


@with_case
def _part(request: HttpRequest, opened: OpenCase, asks: AskedTogether) -> HttpResponseBase:
    if request.method != "POST":
        typed = retained_answers.typed_before(request)
    elif not chooses_way(request, opened):
        return _record(request, opened, asks)
    elif not is_filled_in(request):
        return go_on(request, opened)
    else:
        typed = retained_answers.typed_now(request)
    asked = [AskedHere(one, _form(opened, one, typed=typed)) for one in _asked_on(opened, asks, typed)]
    if not asked:
        return where_they_stand(request, opened)
    return _show(request, opened, asks, asked, status=HTTPStatus.OK)


def _record(request: HttpRequest, opened: OpenCase, asks: AskedTogether) -> HttpResponseBase:
    sent = request.POST
    asked = [AskedHere(one, _form(opened, one, sent=sent)) for one in _asked_on(opened, asks, sent)]
    right = [one for one in asked if one.form.is_valid()]
    together = answer_together(opened, [Answered(one.question, one.form.value(), one.form.seq()) for one in right])
    for one in right:
        if refusal := together.refused.get(one.question.slug):
            _say(one, together.opened, refusal)
    left = [one for one in asked if one.question not in together.recorded]
    if not left:
        if asks in PARTS:
            return on_to_next_part(request, together.opened, asks.section, together.recorded)
        return go_on(request, together.opened, asks.questions[-1])
    refused = [error.status for error in together.refused.values()]
    status = HTTPStatus(min(refused)) if refused else HTTPStatus.UNPROCESSABLE_ENTITY
    return _show(request, together.opened, asks, left, status=status, recorded=together.recorded)


def _asked_on(opened: OpenCase, asks: AskedTogether, brought: QueryDict | None) -> tuple[Question, ...]:
    """The questions of a page: those that it brought back, now or before a sign-in ended; else what is open and this
    person may answer."""
    if brought is not None:
        named = brought.getlist(ON_THE_PAGE)
        return tuple(one for one in asks.questions if one.slug in named)
    still_open = asks.open_in(opened.case, opened.assessed.facts)
    return tuple(one for one in still_open if may(opened.actor, one.permission, opened.case))


def _form(
    opened: OpenCase, asked: Question, *, sent: QueryDict | None = None, typed: QueryDict | None = None
) -> ValueForm[Value]:
    before = opened.case.latest(asked.value)
    form = form_for(asked.value)(sent, answered=before, typed=typed, seq=opened.case.seq, prefix=asked.slug)
    form.offer(options_for(asked.value, opened.case), known_for(asked.value, opened.case))
    form.said_above = True
    if not form.unsaved:
        form.initial.update(begins_with(opened, asked))
    return form


def _say(one: AskedHere, opened: OpenCase, refusal: CaseError) -> None:
    """Put what was refused beside its question, or above it."""
    if isinstance(refusal, ValueRefused):
        one.form.refuse(refusal)
        return
    words = str(refusal)
    if isinstance(refusal, AnsweredSince):
        one.form.carry(refusal.theirs.seq)
        one.both = both_of(refusal)
    if isinstance(refusal, MovedOn):
        one.form.carry(opened.case.seq)
        words = _("The case has changed since you opened this page. Check it again before you go on")
    one.form.add_error(None, words)


def _show(
    request: HttpRequest,
    opened: OpenCase,
    asks: AskedTogether,
    asked: list[AskedHere],
    *,
    status: HTTPStatus,
    recorded: Iterable[Question] = (),
) -> HttpResponseBase:
    context = page_of(
        request,
        case=opened.case,
        heading=_(asks.title),
        asked=[(one, surroundings_of(opened, one.question, f"{one.question.slug}-")) for one in asked],
        heard=said_once([one.form for one in asked], of_one=True),
        asks=ON_THE_PAGE,
        errors=[error for one in asked for error in one.form.error_list()],
        recorded=[(one.slug, _(one.title)) for one in recorded],
        progress=progress_of(opened.case, opened.assessed),
        unsaved=any(one.form.unsaved for one in asked),
        way=way_of(opened.actor.staff_number),
    )
    return render(request, "asking/part.jinja", context, status=status)
