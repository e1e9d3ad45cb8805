"""Addresses are Django's own, whatever they are of, and what is kept of them is of nobody."""

from typing import Any

import pytest
from django import urls
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter

from proviso.web.design import page_addresses
from proviso.web.design.page_addresses import reverse


def routes(within: Any) -> list[URLPattern]:
    """Every route of the service, one that stands in another included."""
    found: list[URLPattern] = []
    for one in within.url_patterns:
        found += routes(one) if isinstance(one, URLResolver) else [one]
    return found


WORDS = ("PV-0000-0000", "of-north", "2026", "a b", "a/b", "é", "{}", "%2e", "..", "", "gap-90705030", "90705031")
NUMBERS = (0, 7, 90705030, 2**63)


def tried(route: URLPattern) -> list[list[object]]:
    """What the page may be asked for, of each kind that its address takes."""
    kinds = [isinstance(one, IntConverter) for one in route.pattern.converters.values()]
    return [
        [
            NUMBERS[(at + place) % len(NUMBERS)] if whole else WORDS[(at + place) % len(WORDS)]
            for place, whole in enumerate(kinds)
        ]
        for at in range(len(WORDS) if kinds else 1)
    ]


def found(finds: Any, name: str, args: list[object]) -> object:
    try:
        return finds(name, args=args)
    except NoReverseMatch:
        return NoReverseMatch


NAMED = {route.name: route for route in routes(get_resolver()) if route.name}


@pytest.mark.parametrize("name", NAMED)
def test_an_address_is_the_one_that_django_finds(name: str) -> None:
    for args in tried(NAMED[name]) * 2:  # the second time from what is kept
        assert found(reverse, name, args) == found(urls.reverse, name, args), args


def test_what_has_no_address_has_none() -> None:
    for name, args in (
        ("case", []),
        ("case", ["PV-0000-0000", "more"]),
        ("nowhere", []),
        ("case", [None]),
        ("case", [-1]),
    ):
        assert found(reverse, name, list(args)) == found(urls.reverse, name, list(args))


def test_nothing_of_a_case_is_kept() -> None:
    for number in range(50):
        reverse("case", args=[f"PV-0000-{number:04}"])
    before = page_addresses._form.cache_info().currsize
    reverse("case", args=["PV-1111-1111"])
    assert page_addresses._form.cache_info().currsize == before
    assert page_addresses._form("case", (str,), "proviso.service.urls") == "/cases/{0}/"
