"""How the tests run: no deadline for a single example, and what takes longest first.

The tests share a machine, and speed is measured in `bench`. A file of tests stays in one process, so whatever long file
comes last would hold up the whole gate alone: files that kill processes or walk in a browser begin.
"""

from collections import Counter

import pytest
from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with kills, then files with browsers, then the others by how many tests they have; each file whole."""
    many = Counter(item.path for item in items)
    kills = {item.path for item in items if item.get_closest_marker("kills")}
    browser = {item.path for item in items if item.get_closest_marker("browser")}
    items.sort(key=lambda item: (item.path not in kills, item.path not in browser, -many[item.path], item.path))
