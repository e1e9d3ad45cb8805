"""Risk, and what the person said, where people decide and speak: in words, each leading to where it is recorded."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from proviso.casework.acts.journey import QUESTIONS
from proviso.casework.history.case import Case
from proviso.casework.reading.risk_in_view import RiskInView, risks_in_view, risks_of_field
from proviso.casework.reading.what_they_said import what_they_said
from proviso.casework.values.content import BasicField
from proviso.casework.values.person import Address
from proviso.casework.values.value import Value
from proviso.web.design.page_addresses import reverse


@dataclass(frozen=True, slots=True)
class RiskRow:
    """One risk as a page shows it: what it is, what was typed of it, what can be done, and where it is recorded."""

    says: str
    typed: str
    way: str
    href: str
    where: str


@dataclass(frozen=True, slots=True)
class SaidRow:
    """One thing that the person said as a page shows it, and where it is recorded."""

    about: str
    lines: tuple[str, ...]
    href: str
    where: str


def risk_rows(case: Case) -> list[RiskRow]:
    """All that puts the person at risk, for the one who weighs it."""
    return [_row(case, one, typed=one.typed, way=one.way) for one in risks_in_view(case)]


def known_rows(case: Case) -> list[RiskRow]:
    """The same once it is decided, for whoever sends or rings: without what was typed, since somebody reads aloud from
    that page, and without what could have been left out."""
    return [_row(case, one) for one in risks_in_view(case)]


def field_rows(case: Case, field: BasicField) -> list[RiskRow]:
    """What bears on one field, beside it: what is so of the place in full, of the rest no more than that it is so."""
    return [_row(case, one, way=one.way if one.source is Address else "") for one in risks_of_field(case, field)]


def said_rows(case: Case) -> list[SaidRow]:
    """What the person said."""
    return [
        SaidRow(_(one.about), tuple(one.words.splitlines()), *_recorded(case, one.source))
        for one in what_they_said(case)
    ]


def _row(case: Case, one: RiskInView, *, typed: str = "", way: str = "") -> RiskRow:
    return RiskRow(_(one.says), typed, _(way) if way else "", *_recorded(case, one.source))


def _recorded(case: Case, source: type[Value]) -> tuple[str, str]:
    """Where it is recorded: the address of the question and its title; a reply has its place on the timeline."""
    asked = next((one for one in QUESTIONS if one.value is source), None)
    if asked is None:
        return reverse("timeline", args=[case.reference]), _("Timeline")
    return reverse("question", args=[case.reference, asked.slug]), _(asked.title)
