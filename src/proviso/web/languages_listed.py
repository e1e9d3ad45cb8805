"""The languages that there are words in, as a page lists them: English first, which the others translate, then by name
in the alphabet of whoever reads."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from proviso.notices.approving import Stands, WordingStatus
from proviso.web.design.alphabetical import place_of


def listed(standings: Iterable[WordingStatus]) -> list[WordingStatus]:
    """How each language stands, in that order."""
    return sorted(standings, key=lambda one: (one.stands is not Stands.SOURCE, place_of(_(one.wording.language.name))))
