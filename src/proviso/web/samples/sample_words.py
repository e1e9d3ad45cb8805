"""A dip sample in words: what it is drawn from, who reviews it, how it stands."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proviso.accounts.models import Force
from proviso.accounts.unit_names import unit_names
from proviso.oversight.figures.periods import period_of
from proviso.oversight.figures.told_figures import spelled
from proviso.oversight.samples.kept_samples import Sample
from proviso.oversight.samples.sample_draw import BETWEEN_STRATA
from proviso.oversight.samples.sample_order import THE_FORCE, Strata, Which
from proviso.oversight.samples.sample_population import ALL, UNDECIDED
from proviso.web.reviewing.figure_pages import words_of

OUTCOMES = {
    Which.SHARED.value: "Shared, or decided to be",
    Which.NOT_SHARED.value: "Decided not to share",
    Which.DELAYED.value: "Delayed",
    UNDECIDED: "Nothing decided",
    ALL: "All of them",
}


def whose(force: Force, sample: Sample) -> str:
    """The force, or the unit, whose cases it is drawn from."""
    where = sample.order.where
    return force.name if where == THE_FORCE else unit_names(force.code).get(where, where)


def of_period(sample: Sample) -> str:
    """The period in which its cases were opened."""
    return words_of(period_of(sample.order.period))


def stratum_words(force: Force, sample: Sample, stratum: str) -> str:
    """What the cases of a stratum have in common."""
    known = unit_names(force.code) if sample.order.strata is Strata.UNIT else {}
    parts = [known.get(one, _(OUTCOMES[one]) if one in OUTCOMES else one) for one in stratum.split(BETWEEN_STRATA)]
    return "; ".join(parts)


def order_rows(force: Force, sample: Sample) -> list[tuple[str, str]]:
    """What was ordered, a line for each thing. Without the reason, which is for those who may read it."""
    order = sample.order
    strata = [f"{stratum_words(force, sample, one)}: {_shown(many)}" for one, many in sorted(sample.shown.items())]
    return [
        (_("Cases of"), whose(force, sample)),
        (_("Opened in"), of_period(sample)),
        (_("Which of them"), _(order.which.label)),
        (_("Drawn evenly from"), _(order.strata.label)),
        (_("How many there are to draw from"), _shown(sample.shown_of_all)),
        *([(_("Of which"), "\n".join(strata))] if len(strata) > 1 else []),
        (_("How many are drawn"), _(order.size.label)),
        (_("Who reviews"), "; ".join(_(one.label) for one in order.reviewers)),
    ]


def times_ordered(many: int) -> str:
    """How often somebody ordered of the same cases."""
    return ngettext(
        "%(n)d sample was ordered of this period with cases in common.",
        "%(n)d samples were ordered of this period with cases in common.",
        many,
    ) % {"n": many}


def _shown(many: int) -> str:
    return spelled(many if many >= 0 else None)
