"""The address of a page by its name, as Django's `reverse` finds it, but each form of address looked for once.

Django tries every pattern of a name at each call, and a page of a case has forty addresses. What is kept in a process
is a form, such as `/cases/{}/decide`: never what an address is of. The service answers at the root of its host.
"""

import re
from collections.abc import Sequence
from functools import cache

from django import urls
from django.conf import settings

_PLAIN = re.compile(r"[A-Za-z0-9_~-]+")
"""What stands in an address as it is, and within one segment."""


def reverse(name: str, args: Sequence[object] = ()) -> str:
    """The address of the page of that name. Raises NoReverseMatch, as Django does."""
    if not all((type(one) is int and one >= 0) or (type(one) is str and _PLAIN.fullmatch(one)) for one in args):
        return urls.reverse(name, args=list(args))
    root = urls.get_urlconf() or settings.ROOT_URLCONF
    try:
        form = _form(name, tuple(map(type, args)), root)
    except urls.NoReverseMatch:  # it may take what the marks are not
        return urls.reverse(name, args=list(args))
    return form.format(*args)


@cache
def _form(name: str, kinds: tuple[type, ...], root: str) -> str:
    """The address with a gap for each argument; the marks that stand for them occur in no address of ours."""
    marks = [f"9070503{place}" if kind is int else f"gap-9070503{place}" for place, kind in enumerate(kinds)]
    found = urls.reverse(name, root, args=[int(mark) if mark.isdigit() else mark for mark in marks])
    form = found.replace("{", "{{").replace("}", "}}")
    for place, mark in enumerate(marks):
        form = form.replace(mark, f"{{{place}}}")
    return form
