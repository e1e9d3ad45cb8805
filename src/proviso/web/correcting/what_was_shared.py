"""What was shared, for whoever has to correct it: exactly what left, when and to whom, in words for the desk."""

from django.utils.translation import gettext as _

from proviso.casework.history.case import Case, Disclosure, Inaccuracy
from proviso.casework.values.sharing import AlreadyShared
from proviso.casework.writing.access import OpenCase
from proviso.disclosure.decide_package import contact_rows
from proviso.disclosure.stored_packages import PackageChanged, PackageNotKept, stored_package
from proviso.web.design.coded_words import content_rows, named
from proviso.web.design.moments import moment

Rows = list[tuple[str, str]]


def shared_rows(opened: OpenCase) -> list[Rows]:
    """Each thing that was shared, in order, as a page shows exact content: what, when and with whom."""
    return [[*_what(one), *went_with(opened, one), *_when_and_whom(one)] for one in opened.case.disclosures]


def went_with(opened: OpenCase, one: Disclosure) -> Rows:
    """Whom the recipient was told to ask, and the crime reference, as they left with the package; nothing of what was
    said in a call, or was decided before packages were kept."""
    if one.order is None or one.decided is None:
        return []
    try:
        return contact_rows(stored_package(opened, one.decided.package or "").contact)
    except PackageNotKept:
        return []
    except PackageChanged:
        return [(_("The package"), _("The package is not what was decided. Tell the people who run the service."))]


def found_wrong(case: Case, one: Disclosure) -> Rows:
    """What of a disclosure was found wrong since, when, and whether its recipient has been told."""
    return [(_("Found wrong"), _told(case, one, found)) for found in case.inaccuracies if one.seq in found.places]


def _told(case: Case, one: Disclosure, found: Inaccuracy) -> str:
    says = (
        _("%(parts)s. Found on %(when)s, and its recipient has not been told yet")
        if found in case.still_wrong(one)
        else _("%(parts)s. Found on %(when)s, and its recipient has been told")
    )
    return says % {"parts": "; ".join(named(part) for part in found.parts), "when": moment(found.at)}


def _what(one: Disclosure) -> Rows:
    if one.decided:
        rows = list(content_rows(one.decided.content))
        return [*rows, (_("Beyond the script"), one.call.beyond)] if one.call and one.call.beyond else rows
    return _recorded_late(one.late) if one.late else []


def _recorded_late(late: AlreadyShared) -> Rows:
    fields = ", ".join(named(one) for one in late.fields or ())
    return [(_("What"), " ".join(part for part in (fields, late.beyond) if part) or _("Not recorded"))]


def _when_and_whom(one: Disclosure) -> Rows:
    to = named(one.recipient, one.other_recipient) if one.recipient else one.other_recipient
    return [
        (_("When"), moment(one.happened_at) if one.happened_at else _("Not recorded")),
        (_("With whom"), to or _("Not recorded")),
    ]
