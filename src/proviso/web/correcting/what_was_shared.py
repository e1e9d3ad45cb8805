"""What was shared, for whoever has to correct it: exactly what left, when and to whom, in words for the desk."""

from django.utils.translation import gettext as _

from proviso.casework.history.case import Case, Disclosure
from proviso.casework.values.sharing import AlreadyShared
from proviso.web.design.coded_words import content_rows, named
from proviso.web.design.moments import moment

Rows = list[tuple[str, str]]


def shared_rows(case: Case) -> list[Rows]:
    """Each thing that was shared, in order, as a page shows exact content: what, when and with whom."""
    return [[*_what(one), *_when_and_whom(one)] for one in case.disclosures]


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
