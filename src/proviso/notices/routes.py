"""Safe route first: whether a form of words may be made at all for the way to reach the person that is recorded (9.1).

Pure. Each refusal is a sentence that says why and what to do. What is not known is never taken for safe.
"""

from enum import StrEnum

from django.utils.translation import gettext as _

from proviso.casework.history.case import Case
from proviso.casework.values.person import Address, Knows, Reach, Route


class Form(StrEnum):
    """A form that the words can take: said by the officer or by whoever they are told through, written in a message,
    printed, or shown on a screen."""

    SPOKEN = "spoken"
    MESSAGE = "message"
    LETTER = "letter"
    PAGE = "page"


def refused(case: Case, form: Form) -> str:
    """Why a form of words cannot be made for this person as the case stands; empty where it can."""
    reach = case.latest(Reach)
    if reach is None:
        return _(
            "The safe way to reach them is not recorded. Ask them, record it, and come back. Until "
            "then nothing is made for them to hear, hold or see."
        )
    if reach.route is Route.NONE_SAFE:
        return _("It is recorded that no way to reach them is safe. Record a safe way first; try nothing until then.")
    if form is Form.LETTER:
        return _letter(reach, case)
    if form is Form.PAGE:
        return (
            ""
            if reach.route is Route.IN_PERSON
            else _("A page can be turned to them only in person, and that is not the safe way that they gave.")
        )
    if form is Form.MESSAGE:
        return (
            ""
            if reach.route is Route.MESSAGE
            else _("%(gave)s Nothing is written to them in a message.") % {"gave": _gave(reach)}
        )
    return (
        ""
        if reach.route in SPEAKING
        else _("%(gave)s There are no words to say to them. %(met)s") % {"gave": _gave(reach), "met": _(MET)}
    )


SPEAKING = frozenset({Route.IN_PERSON, Route.TELEPHONE, Route.ADVOCATE})
"""The ways by which somebody speaks to them: the officer, or whoever they are told through."""

MET = "If they are with you now and say that it is safe to talk here, record “in person” as the safe way first."


def _gave(reach: Reach) -> str:
    return _("The safe way that they gave is “%(route)s”.") % {"route": _(reach.route.label).lower()}


def _letter(reach: Reach, case: Case) -> str:
    if reach.route is Route.IN_PERSON:
        return ""
    if reach.route is not Route.LETTER:
        return _(
            "%(gave)s A letter or a leaflet is made only where post is safe, or where it is handed over in person."
        ) % {"gave": _gave(reach)}
    address = case.latest(Address)
    if address is None or address.seen_by_suspect is Knows.NOT_KNOWN:
        return _(
            "It is not known whether someone who harms them could see their post. No letter is made "
            "until it is recorded that nobody could."
        )
    if address.seen_by_suspect is Knows.YES:
        return _(
            "Someone who harms them could see their post, so no letter is made. Reach them in "
            "another way that they say is safe, and record it."
        )
    return ""


def not_to_take_home(case: Case) -> bool:
    """Whether a leaflet that is handed over could be seen by someone who harms them, where they are; unknown is yes."""
    address = case.latest(Address)
    return address is None or address.seen_by_suspect is not Knows.NO
