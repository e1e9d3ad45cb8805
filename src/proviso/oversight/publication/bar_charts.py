"""A figure as a bar chart in SVG: each bar with its words above it and its number at its end, so that nothing is said
by colour alone. It has a title and a description, and stands beside its table. Pure.
"""

from textwrap import wrap
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proviso.oversight.figures.told_figures import ToldFigure, spelled

WIDTH, BAR, LINE, GAP = 320, 14, 15, 10
"""In units of the drawing: it is as wide as the narrowest screen, so that its words are never smaller than on that."""

FOR_BARS, LETTERS = 250, 44
"""How long the longest bar is, and how many letters go into a line."""


def bar_chart(told: ToldFigure) -> str:
    """The chart of one figure. A number that is not shown has no bar, and says so."""
    code, most = told.figure.code, max((one.number or 0 for one in told.categories), default=0)
    drawn, down = [], 0
    for one in told.categories:
        for line in wrap(_(one.words), LETTERS):
            down += LINE
            drawn.append(f'<text x="0" y="{down}">{escape(line)}</text>')
        down += 4
        long = round(FOR_BARS * one.number / most) if one.number and most else 0
        if long:
            drawn.append(f'<rect class="bar" x="0" y="{down}" width="{long}" height="{BAR}"/>')
        drawn.append(
            f'<text class="number" x="{long + 6 if long else 0}" y="{down + BAR - 2}">{_said(one.number)}</text>'
        )
        down += BAR + GAP
    return (
        f'<svg class="chart" role="img" viewBox="0 0 {WIDTH} {down}" aria-labelledby="{code}-title {code}-desc" '
        f'xmlns="http://www.w3.org/2000/svg"><title id="{code}-title">{escape(_(told.figure.words))}</title>'
        f'<desc id="{code}-desc">{escape(description(told))}</desc>{"".join(drawn)}</svg>'
    )


def _said(number: int | None) -> str:
    return spelled(number) if number is not None else _("%(sign)s not shown") % {"sign": spelled(number)}


def description(told: ToldFigure) -> str:
    """What the chart shows, in sentences."""
    shown = [f"{_(one.words)}: {spelled(one.number)}" for one in told.categories if one.number is not None]
    hidden = len(told.categories) - len(shown)
    kind, of = _("A bar chart."), f"{_(told.figure.population.words)}: {spelled(told.of)}."
    said = [kind, of, f"{'; '.join(shown)}."]
    if hidden:
        words = ngettext("%(n)d number is not shown.", "%(n)d numbers are not shown.", hidden)
        said.append(words % {"n": hidden})
    return " ".join(said)
