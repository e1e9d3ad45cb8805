"""The words for the person as a letter, and as a page that is turned to them (3.3, 9.1); and where leaving it leads.

Language and form are posted, never in an address: what somebody speaks is about them. Nothing is recorded here; that
the person was told is recorded on the page that asks it.
"""

from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proviso.accounts.models import Force
from proviso.casework import clock
from proviso.casework.acts import why_not
from proviso.casework.history.case import Case
from proviso.casework.reading.proposal import proposal_of
from proviso.casework.values.person import Reach, Route
from proviso.casework.values.value import FOR_THE_PERSON, Choice, Value, ask
from proviso.casework.writing.access import OpenCase
from proviso.notices.approving import DraftOnly, WordingStatus, require_usable, standings, wording_status
from proviso.notices.letter import letter
from proviso.notices.routes import Form, not_to_take_home, refused
from proviso.notices.wording import SOURCE, language_named, wordings
from proviso.notices.words import About, Words
from proviso.notices.written import NotToThem, own_words, require_to_them, written
from proviso.typesetting.coverage import CannotBeShown
from proviso.web.case_access import page_of, with_case
from proviso.web.design.forms import form_for
from proviso.web.design.moments import day
from proviso.web.design.page_addresses import reverse
from proviso.web.design.reader_language import language
from proviso.web.languages_listed import listed
from proviso.web.telling.telling_panel import force_contact, no_plan, safe_way, words_for


class LanguageWanted(Choice):
    """The languages that there are words in; `notices.wording` says how each stands."""

    ENGLISH = "en", "English"
    ALBANIAN = "sq", "Albanian"
    ARABIC = "ar", "Arabic"
    FARSI = "fa", "Farsi"
    POLISH = "pl", "Polish"
    PORTUGUESE = "pt", "Portuguese"
    PUNJABI = "pa", "Punjabi"
    ROMANIAN = "ro", "Romanian"
    SPANISH = "es", "Spanish"
    URDU = "ur", "Urdu"
    VIETNAMESE = "vi", "Vietnamese"
    WELSH = "cy", "Welsh"

    @classmethod
    def by_name(cls) -> bool:
        """English, which the others translate, and then by name."""
        return True


class FormWanted(Choice):
    """The forms that can be asked for here; the words to be spoken stand on the page where telling is recorded."""

    LETTER = "letter", "A letter or leaflet"
    LARGE = "large", "A letter or leaflet in large print"
    PAGE = "page", "A page to show them on this screen"


class Wanted(Value):
    """What the officer wants to hand over or to show. It is not recorded."""

    kind = "notice_wanted"

    language: LanguageWanted = ask("In which language?", "Select the language")
    form: FormWanted = ask("In which form?", "Select the form")
    to_them: str | None = ask(
        "In words to them",
        optional=True,
        long=True,
        most=1000,
        hint="“You told us that…”, in the language of the letter: the interpreter or translator puts it into theirs. "
        "Leave it empty and the letter says to ask for the exact words",
        heard_by=FOR_THE_PERSON,
    )


HEADINGS = {
    About.BEFORE: ("Words to hand over or to show, beforehand", "question", ["tell-before"]),
    About.AFTER: ("Words to hand over or to show, afterwards", "tell-after", []),
    About.CORRECTION: ("Words to hand over or to show, of a correction", "tell-correction", []),
}
"""The heading of the page, and where the officer goes back to: the name of an address and what it takes."""


class NotMade(Exception):
    """What was asked for cannot be made; the message says why and what to do."""


@with_case
def notice(request: HttpRequest, opened: OpenCase, about: About) -> HttpResponseBase:
    """Choose a language and a form; then the letter, or the page to turn to the person."""
    posted = request.method == "POST"
    form = form_for(Wanted)(request.POST if posted else None)
    form.initial["language"] = _language_recorded(opened.case)
    status = 422 if posted else 200
    if form.is_valid():
        try:
            return _made(request, opened.case, about, form.value())
        except NotToThem as stopped:
            form.add_error("to_them", _(str(stopped)))
            status = 422
        except (NotMade, DraftOnly, CannotBeShown) as stopped:
            form.add_error(None, str(stopped))
            status = 409
    return render(request, "telling/choose.jinja", page_of(request, **_shown(opened, about), form=form), status=status)


def _language_recorded(case: Case) -> LanguageWanted | None:
    """The language that they said they want, where its name is exactly one of ours; otherwise the officer chooses."""
    reach = case.latest(Reach)
    code = language_named(reach.language) if reach else ""
    return LanguageWanted(code) if code else None


def _shown(opened: OpenCase, about: About) -> dict[str, object]:
    case = opened.case
    heading, name, more = HEADINGS[about]
    reach, refusals = case.latest(Reach), [why for form in (Form.LETTER, Form.PAGE) if (why := refused(case, form))]
    english = words_for(case, about, wordings()[SOURCE])
    nothing = not english
    can_be_made = not nothing and len(refusals) < 2
    return {
        "case": case,
        "heading": _(heading),
        "caption": case.reference,
        "back": reverse(name, args=[case.reference, *more]),
        "safe_way": safe_way(case),
        "no_words": nothing_to_tell(case, about) if nothing else "",
        "no_plan": no_plan(case, about) if can_be_made else "",
        "refusals": list(dict.fromkeys(refusals)),
        "allowed": can_be_made,
        "asks": can_be_made,
        "stay_away": bool(reach and reach.route is Route.IN_PERSON and not_to_take_home(case)),
        "standings": listed(standings(_force(case))),
        "no_advice": not settings.PROVISO_INDEPENDENT_ADVICE.strip(),
        "no_contact": not force_contact().whole,
        "about_them": own_words(english),
        "submit": _("Make it"),
    }


def nothing_to_tell(case: Case, about: About) -> str:
    """Why there are no words to hand over."""
    if about is About.AFTER:
        return why_not.nothing_to_tell_of(case)
    if about is About.CORRECTION:
        return why_not.nothing_found_wrong(case)
    if proposal_of(case).can_be_told and (case.closed or not case.suspected):
        return _(NO_PLAN)
    return _(WAS_SHARED if case.disclosures else NOTHING_YET)


WAS_SHARED = "There is nothing here to tell them of: what is proposed was shared already. Tell them that it was."
NO_PLAN = "There is nothing to tell them of beforehand: the suspicion has ended, or the case is closed."
NOTHING_YET = "There is nothing to tell them of yet. Choose first what would be shared, why and with whom."


def _force(case: Case) -> Force:
    return Force.objects.get(code=case.force)


def _made(request: HttpRequest, case: Case, about: About, wanted: Wanted) -> HttpResponseBase:
    """What was asked for. Raises NotMade, DraftOnly, NotToThem, CannotBeShown."""
    on_screen = wanted.form is FormWanted.PAGE
    refusal = refused(case, Form.PAGE if on_screen else Form.LETTER)
    if refusal:
        raise NotMade(_(refusal))
    standing = wording_status(_force(case), wanted.language.value)
    require_usable(standing, demonstration=settings.PROVISO_DEMONSTRATION)
    all_words = words_for(case, about, standing.wording)
    if not all_words:
        raise NotMade(nothing_to_tell(case, about))
    to_them = wanted.to_them or ""
    # What was found wrong was written to them already, and says “you” or is refused for that.
    about_them = () if about is About.CORRECTION else own_words(all_words)
    require_to_them(to_them, standing.wording.language, about_them)
    if on_screen:
        back = reverse(f"notice-{about}", args=[case.reference])
        return _turned(request, written(all_words, to_them), standing, back=back)
    return _printed(all_words, standing, to_them, large=wanted.form is FormWanted.LARGE)


def _printed(all_words: Sequence[Words], standing: WordingStatus, to_them: str, *, large: bool) -> HttpResponseBase:
    pdf = letter(all_words, at=clock.now(), draft=standing.is_draft, large=large, to_them=to_them)
    named = {"Content-Disposition": 'inline; filename="information.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=named)


def _turned(
    request: HttpRequest, all_words: Sequence[Words], standing: WordingStatus, *, back: str
) -> HttpResponseBase:
    wording = standing.wording
    context = {
        "code": wording.language.code,
        "direction": wording.language.direction,
        "title": wording.says("title"),
        "leave": wording.says("leave"),
        "all_words": all_words,
        "draft": standing.is_draft,
        "back": back,
    }
    return render(request, "telling/words.jinja", context)


@require_safe
def today(request: HttpRequest) -> HttpResponseBase:
    """Where leaving a page leads: the day, and nothing of anybody."""
    context = {"code": language(), "direction": "ltr", "today": day(clock.today())}
    return render(request, "telling/today.jinja", context)
