"""Somebody who has cases of a unit, as pages name them."""

from django.utils.translation import ngettext

from proviso.casework.cases_by_owner import Owner
from proviso.web.design.page_addresses import reverse


def owner_words(one: Owner) -> dict[str, object]:
    """Who it is, how many cases, whether they can work on them, and where these are handed over."""
    words = f"{one.name} ({one.staff_number})" if one.name else one.staff_number
    cases = ngettext("%(n)d open case", "%(n)d open cases", one.cases) % {"n": one.cases}
    return {"words": words, "cases": cases, "works": one.works, "href": reverse("leaving_of", args=[one.staff_number])}
