"""Sentences of Django's own are in British English as before, and no catalogue that holds nothing is asked."""

from gettext import GNUTranslations

from django.conf import settings
from django.utils.translation import gettext, override, trans_real

from proviso.web.design.catalogues import leave_out_empty


def catalogue(said: dict[str, str]) -> GNUTranslations:
    """One that holds its head and these."""
    made = GNUTranslations()
    made.__dict__.update(_catalog={"": "its head", **said}, plural=lambda _: 0)
    return made


def test_a_catalogue_that_holds_nothing_is_asked_no_more_and_every_other_is() -> None:
    asked = trans_real.translation(settings.LANGUAGE_CODE)
    empty, full = (catalogue({}), catalogue({"Heron": "Crëyr"}))
    before = asked.__dict__["_fallback"]
    try:
        asked.__dict__["_fallback"] = empty
        empty.add_fallback(full)
        leave_out_empty()
        assert asked.__dict__["_fallback"] is full
        with override(settings.LANGUAGE_CODE):
            assert gettext("Heron") == "Crëyr"
            assert gettext("Nowhere at all") == "Nowhere at all"
    finally:
        asked.__dict__["_fallback"] = before
