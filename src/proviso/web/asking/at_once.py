"""One press for questions that mostly have the same answer: offered, never pressed beforehand, and each answer stays to
be seen and changed. Without scripts there is no such press.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from proviso.casework.history.case import Case
from proviso.casework.reading.proposal import basic_content
from proviso.casework.reading.risk import MEASURES
from proviso.casework.reading.risk_in_view import risks_in_view
from proviso.casework.values.content import BasicField, Include
from proviso.casework.values.protection import Measure
from proviso.casework.values.value import Choice


@dataclass(frozen=True, slots=True)
class AtOnce:
    """The names of the questions, the answer that a press chooses for each, and the words of the button."""

    names: tuple[str, ...]
    value: str
    words: str


def all_at_once(case: Case, slug: str, prefix: str) -> AtOnce | None:
    """The press that a question offers, if any. Sharing all five fields is offered only where each has something to
    share and nothing is recorded that puts the person at risk."""
    if slug == "protection":
        return _of(prefix, MEASURES, Measure.NOT_NEEDED, _("Choose “Not needed” for all five"))
    everything_recorded = all(basic_content(case, field) for field in BasicField)
    if slug == "basic" and everything_recorded and not risks_in_view(case):
        return _of(prefix, tuple(BasicField), Include.SHARE, _("Choose “Share it” for all five"))
    return None


def _of(prefix: str, names: tuple[str, ...], answer: Choice, words: str) -> AtOnce:
    return AtOnce(tuple(f"{prefix}{name}" for name in names), answer.value, words)
