"""Where an officer is led once something is answered: the next question or, for whoever answers a part at a time, the
next part; then the decision, or the case.
"""

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext as _

from proviso.casework.acts.asked_together import pair_to_ask
from proviso.casework.acts.journey import next_part, next_question, open_questions
from proviso.casework.acts.question import Question, TaskSection
from proviso.casework.answering_way import Way, way_of
from proviso.casework.history.case import Stage
from proviso.casework.values.role import Start
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.permissions import Permission, may
from proviso.policy.norms import Act
from proviso.web.case_access import where_they_stand
from proviso.web.design.page_addresses import reverse


def on_to_new_case(request: HttpRequest, opened: OpenCase) -> HttpResponseBase:
    """On to what was shared before the case was opened, if anything was; else to the first question."""
    start = opened.case.latest(Start)
    if start and start.already_shared:
        return HttpResponseRedirect(reverse("already-shared", args=[opened.case.reference]))
    return go_on(request, opened)


def go_on(request: HttpRequest, opened: OpenCase, after: Question | None = None) -> HttpResponseBase:
    """On to what is to be answered next, after this question."""
    if not may(opened.actor, Permission.ANSWER_QUESTION, opened.case):
        return where_they_stand(request, opened)
    if way_of(opened.actor.staff_number) is Way.PART:
        return on_to_next_part(request, opened, after.section if after else None, (after,) if after else ())
    following = next_question(opened.case, opened.assessed.facts, after.slug if after else "")
    if following:
        return HttpResponseRedirect(address_of_next(opened, following)[0])
    return where_they_stand(request, opened)


def address_of_next(opened: OpenCase, following: Question) -> tuple[str, str]:
    """Where the next question is asked, and under which title: by itself, or with the one that it belongs with."""
    pair = pair_to_ask(opened.case, opened.assessed.facts, following)
    view, asked = ("part", pair) if pair else ("question", following)
    return reverse(view, args=[opened.case.reference, asked.slug]), _(asked.title)


def on_to_next_part(
    request: HttpRequest, opened: OpenCase, section: TaskSection | None, answered: tuple[Question, ...]
) -> HttpResponseBase:
    """On to what is still open of this part, beyond what was answered just now; to the next part; to the decision; or
    to the case."""
    case, facts = opened.case, opened.assessed.facts
    left = [one for one in open_questions(case, facts, section) if one not in answered] if section else []
    following = section if left else next_part(case, facts, section)
    if following:
        return HttpResponseRedirect(reverse("part", args=[case.reference, following.slug]))
    if case.stage is Stage.OPEN and opened.assessed.allows(Act.SHARE_BASIC):
        return HttpResponseRedirect(reverse("decide", args=[case.reference]))
    return where_they_stand(request, opened)
