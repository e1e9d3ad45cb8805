"""Notes to a unit about a pattern, as they are read, and answered by a supervisor of the unit."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proviso.accounts.force_changes import ChangeRefused
from proviso.accounts.models import Officer, Role
from proviso.accounts.unit_names import unit_names
from proviso.casework import clock
from proviso.casework.values.value import Value, ask
from proviso.oversight.figures.periods import period_of
from proviso.oversight.patterns.unit_notes import NoSuchNote, UnitNote, answer_note, notes_for, one_note, waiting_for
from proviso.web.case_access import officer_of, page_of
from proviso.web.design.moments import urgency
from proviso.web.design.page_addresses import reverse
from proviso.web.forms_outside_cases import form_of
from proviso.web.patterns.pattern_pages import reader
from proviso.web.reviewing.figure_pages import words_of
from proviso.web.sent_once import once


class PatternAnswer(Value):
    """What a unit answers to a note about a pattern."""

    kind = "pattern_note_answered"

    words: str = ask(
        "What did you find, and what happens now?",
        "Enter what you found and what happens now",
        hint="Name no victim or witness. It goes on the force’s record, and whoever wrote the note reads it",
        long=True,
        most=1000,
        reason=True,
        heard_by=None,
    )


@require_safe
def notes(request: HttpRequest) -> HttpResponseBase:
    """The notes that whoever asks may read, the latest first."""
    officer = reader(request)
    rows = _rows(officer, notes_for(officer))
    return render(request, "patterns/notes.jinja", page_of(request, "patterns", rows=rows, back=reverse("patterns")))


def note(request: HttpRequest, place: int) -> HttpResponseBase:
    """One note: read, and answered where it waits for whoever reads it."""
    officer = reader(request)
    try:
        found = one_note(officer, place)
    except NoSuchNote as error:
        raise Http404 from error
    waits = any(one.place == place for one in waiting_for(officer))
    posted = request.method == "POST"
    form = form_of(request, PatternAnswer)
    if form.is_valid():
        try:
            return once(request, lambda: _answered(request, officer, place, form.value()))
        except ChangeRefused as refused:
            form.add_error(None, str(refused))
    context = page_of(
        request,
        "patterns",
        row=_rows(officer, [found])[0],
        form=form,
        waits=waits,
        heading=_("A note about a pattern"),
        submit=_("Record the answer"),
        asks=waits,
        allowed=waits,
        back=reverse("pattern_notes"),
    )
    return render(request, "patterns/note.jinja", context, status=422 if posted else 200)


def _answered(request: HttpRequest, officer: Officer, place: int, given: PatternAnswer) -> HttpResponseBase:
    answer_note(officer, place, given.words, now=clock.now())
    messages.success(request, _("Recorded, and off your list."))
    return HttpResponseRedirect(reverse("pattern_note", args=[place]))


def waiting_notes(request: HttpRequest) -> list[dict[str, object]]:
    """The notes that wait for the supervisor who is signed in, as the head of a worklist shows them; none for anybody
    else."""
    officer = officer_of(request)
    return _rows(officer, waiting_for(officer)) if officer.role == Role.SUPERVISOR else []


def _rows(officer: Officer, listed: list[UnitNote]) -> list[dict[str, object]]:
    """Notes as a page shows them."""
    names, now = unit_names(officer.force.code) if listed else {}, clock.now()
    numbers = {number for one in listed for number in (one.about, one.said.by, one.answer.by if one.answer else "")}
    people = dict(Officer.objects.filter(staff_number__in=numbers - {""}).values_list("staff_number", "name"))

    def who(number: str) -> str:
        return f"{people[number]} ({number})" if number in people else number

    return [
        {
            "href": reverse("pattern_note", args=[one.place]),
            "pattern": one.pattern,
            "period": words_of(period_of(one.period)),
            "numbers": reverse("pattern_unit", args=[one.period, one.pattern.code, one.unit]),
            "unit": names.get(one.unit, one.unit),
            "about": who(one.about),
            "by": who(one.said.by),
            "said": one.said,
            "answer": one.answer,
            "answered_by": who(one.answer.by) if one.answer else "",
            "due": None if one.answer else urgency(one.answer_by, now),
        }
        for one in listed
    ]
