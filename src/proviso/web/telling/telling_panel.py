"""What stands beside a page on which telling the person is recorded: the safe way first, then the words to say (9.1).

No words are shown for a way that is not recorded as safe. Letters, and pages turned to the person, are `web.person`'s.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from proviso.accounts.models import Force
from proviso.casework.history.case import Case, Stage
from proviso.casework.reading.notification_status import needs_of, why_not_counted
from proviso.casework.values.considerations import Views
from proviso.casework.values.correction import ToldCorrection
from proviso.casework.values.notification import ToldAfter, ToldBefore
from proviso.casework.values.person import Interpreter, Reach
from proviso.casework.writing.access import OpenCase
from proviso.notices.approving import DraftOnly, require_usable, wording_status
from proviso.notices.rights import ForceContact
from proviso.notices.routes import Form, refused
from proviso.notices.wording import SOURCE, Language, Wording, language_named, wordings
from proviso.notices.words import About, Words, in_words, to_tell
from proviso.web.design.page_addresses import reverse

RECORDED_AS: Mapping[About, type[ToldBefore | ToldAfter | ToldCorrection]] = {
    About.BEFORE: ToldBefore,
    About.AFTER: ToldAfter,
    About.CORRECTION: ToldCorrection,
}
"""What records that the person was told."""

INTERPRETER = {
    Interpreter.NOT_NEEDED: "It is recorded that no interpreter is needed. If that is not so, record the safe way to "
    "reach them again first.",
    Interpreter.NEEDED: "An interpreter is needed, and none is booked yet. Book one first: what is said without one "
    "does not count.",
    Interpreter.BOOKED: "An interpreter is needed and booked. If they do not come, stop: what is said without one does "
    "not count.",
}


@dataclass(frozen=True, slots=True)
class SafeWay:
    """The safe way to reach them as it is recorded, in words: `never` is what officers must avoid."""

    route: str
    details: str
    when: str
    never: str
    language: str
    interpreter: str


@dataclass(frozen=True, slots=True)
class Theirs:
    """The words in the language that the person named, for the officer or an interpreter to say; none where `why_not`
    says why they cannot be used."""

    language: Language
    all_words: tuple[Words, ...]
    draft: bool
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class TellingPanel:
    """What the page shows: the safe way or None, why there are no words, the words, and where other forms are.

    `heading` says whether they are said or written; `theirs` are the words in the person's language, where there are
    some. `not_counted` says why what is recorded does not count; `no_plan` that it is decided not to share; `no_advice`
    that the force says nothing of where advice is.
    """

    safe_way: SafeWay | None
    refused: str
    heading: str
    all_words: tuple[Words, ...]
    theirs: Theirs | None
    forms: str
    not_counted: str
    no_plan: str
    no_advice: bool


def telling_of(opened: OpenCase, about: About) -> TellingPanel:
    """What stands beside the page on which this telling is recorded."""
    case = opened.case
    written = not refused(case, Form.MESSAGE)
    why_not = "" if written else refused(case, Form.SPOKEN)
    all_words = words_for(case, about, wordings()[SOURCE])
    shown = bool(all_words) and not why_not
    other_forms = bool(all_words) and not all(refused(case, form) for form in Form)
    return TellingPanel(
        safe_way=safe_way(case),
        refused=_(why_not) if why_not and all_words else "",
        heading=_("What to write to them") if written else _("What to say"),
        all_words=all_words if shown else (),
        theirs=_theirs(case, about) if shown else None,
        forms=reverse(f"notice-{about}", args=[case.reference]) if other_forms else "",
        not_counted=not_counted(case, RECORDED_AS[about]),
        no_plan=no_plan(case, about) if all_words else "",
        no_advice=not settings.PROVISO_INDEPENDENT_ADVICE.strip(),
    )


def _theirs(case: Case, about: About) -> Theirs | None:
    """The words in the language that the person named, where that is exactly one of ours and not English."""
    reach = case.latest(Reach)
    code = language_named(reach.language) if reach else ""
    if code in {"", SOURCE}:
        return None
    standing = wording_status(Force.objects.get(code=case.force), code)
    language = standing.wording.language
    try:
        require_usable(standing, demonstration=settings.PROVISO_DEMONSTRATION)
    except DraftOnly as stopped:
        return Theirs(language, (), standing.is_draft, str(stopped))
    return Theirs(language, words_for(case, about, standing.wording), standing.is_draft)


def words_for(case: Case, about: About, wording: Wording) -> tuple[Words, ...]:
    """The words of everything that there is to tell, in one language."""
    advice, contact = settings.PROVISO_INDEPENDENT_ADVICE, force_contact()
    all_told = to_tell(case, about)
    return tuple(
        in_words(one, wording, reference=case.reference, advice=advice, contact=contact, together=all_told)
        for one in all_told
    )


def force_contact() -> ForceContact:
    """How the force says that it is reached."""
    said = settings.PROVISO_CONTACT
    return ForceContact(said.controller, said.force, said.data_protection_officer, said.information_commissioner)


def safe_way(case: Case) -> SafeWay | None:
    """The safe way that is recorded; None where none is."""
    reach = case.latest(Reach)
    if reach is None:
        return None
    return SafeWay(
        _(reach.route.label),
        reach.details or "",
        reach.when_safe or "",
        reach.never or "",
        reach.language,
        _(INTERPRETER[reach.interpreter]) if reach.interpreter in INTERPRETER else "",
    )


def not_counted(case: Case, asked: type[ToldBefore | ToldAfter | ToldCorrection | Views]) -> str:
    """Why what is recorded does not count as told, or as views; empty where it does, or where nothing is."""
    value = case.latest(asked)
    why = why_not_counted(value, needs_of(case)) if value else ""
    return _(why) if why else ""


def no_plan(case: Case, about: About) -> str:
    """That it is decided not to share, where there are words that it is planned: it may be decided again, and they are
    told first (9.1.1). Empty otherwise."""
    if about is not About.BEFORE or case.stage is not Stage.NOT_SHARING:
        return ""
    return _("It is decided not to share. These words are true only if that is to change: do not say them otherwise.")


def _told_of(opened: OpenCase) -> dict[str, object]:
    return {"telling": telling_of(opened, About.AFTER)}


def _to_try(opened: OpenCase) -> dict[str, object]:
    return {"telling": telling_of(opened, About.AFTER if opened.case.disclosures else About.BEFORE)}


EXTRA_CONTEXT = {"tell-after": _told_of, "attempt-failed": _to_try}
"""What there is to tell, by the slug of the act."""
