"""What a process still holds in memory once a page is answered: a look through all that our modules lead to.

From each module of ours, of Django's and of Jinja's it goes to everything that is held there: names, caches of
functions, compiled templates, connections, threads' own. Modules of tests are passed over: they hold what they type.
"""

import gc
import sys
import types
from collections.abc import Iterable, Iterator

OURS = ("proviso", "django", "jinja2", "govuk_frontend_jinja", "allauth", "whitenoise")
PASSED_OVER = (types.FrameType, types.ModuleType, types.TracebackType, types.CodeType)


def retained(words: str, roots: Iterable[object] = ()) -> list[str]:
    """Where the words stand in what the roots lead to; all modules of ours, unless roots are given."""
    given = list(roots)
    seen = {id(one.__dict__) for one in list(sys.modules.values()) if isinstance(one, types.ModuleType)}
    seen |= {id(sys.modules), id(given), id(seen)}
    if not given:
        given = [one for module in modules() for one in module.__dict__.values()]
    return [repr(one)[:80] for one in everything(given, seen) if holds(one, words)]


def modules() -> Iterator[types.ModuleType]:
    """The modules that answer a page."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in OURS and isinstance(module, types.ModuleType):
            yield module


def everything(roots: list[object], seen: set[int]) -> Iterator[object]:
    """Each thing that the roots lead to, once."""
    waiting = list(roots)
    while waiting:
        one = waiting.pop()
        if id(one) in seen or isinstance(one, PASSED_OVER) or is_of_tests(one):
            continue
        seen.add(id(one))
        yield one
        # A dictionary whose keys are all texts does not name them to the collector.
        waiting += [*gc.get_referents(one), *(list(one) if isinstance(one, dict) else ())]


def is_of_tests(one: object) -> bool:
    """Whether a class, a function or an instance was made by a test, which knows what it typed."""
    made_in = getattr(one, "__module__", None) if isinstance(one, type | types.FunctionType) else type(one).__module__
    return isinstance(made_in, str) and made_in.partition(".")[0] in {"tests", "_pytest", "pytest", "pluggy"}


def holds(one: object, words: str) -> bool:
    """Whether this very thing holds the words."""
    if isinstance(one, str):
        return words in one
    return isinstance(one, bytes | bytearray | memoryview) and words.encode() in bytes(one)
