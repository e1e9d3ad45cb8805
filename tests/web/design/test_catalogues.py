"""Sentences of Django's own are in British English as before, and no catalogue that holds nothing is asked."""

from gettext import GNUTranslations, NullTranslations
from threading import Barrier, Thread

from django.conf import settings
from django.utils.translation import get_language, gettext, override, trans_real

from proviso.web.design.catalogues import ActiveCatalogue, leave_out_empty, look_into_quickly


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


def test_each_thread_has_the_language_that_was_chosen_in_it() -> None:
    look_into_quickly()
    seen: dict[str, list[str | None]] = {}
    together = Barrier(2)

    def reads(language: str) -> None:
        seen[language] = [get_language()]
        for _ in range(50):
            with override(language):
                together.wait()
                seen[language].append(get_language())
                with override("en-gb"):
                    assert get_language() == "en-gb"
                assert get_language() == language
        seen[language].append(get_language())

    threads = [Thread(target=reads, args=(language,)) for language in ("cy", "en-gb")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == {language: ["en-gb", *[language] * 50, "en-gb"] for language in ("cy", "en-gb")}


def test_django_may_ask_for_what_is_active_take_it_away_and_find_nothing() -> None:
    active = ActiveCatalogue()
    assert not hasattr(active, "value")
    active.value = NullTranslations()
    assert isinstance(active.value, NullTranslations)
    del active.value
    assert not hasattr(active, "value")
