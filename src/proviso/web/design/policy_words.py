"""What policy says, in the reader's language. Policy itself is pure and says it in English, and knows of what each of
its sentences is composed."""

from django.utils.translation import gettext as _

from proviso.policy import explain
from proviso.policy.composed import Composed
from proviso.policy.local import LOCAL_POLICIES


def said(words: str) -> str:
    """A sentence of policy in the reader's language: what is composed, part by part."""
    if isinstance(words, Composed):
        return _(words.template) % {name: said(one) for name, one in words.values.items()}
    return _(words) if words else ""


def citation(cited: str) -> str:
    """Where a guard or a finding comes from, within a sentence: "paragraph 9.1.1", "Consent first, rule 1"."""
    name, _bar, rule = cited.partition("/")
    if name in LOCAL_POLICIES:
        return _("%(policy)s, rule %(rule)s") % {"policy": said(LOCAL_POLICIES[name].title), "rule": rule}
    if cited[0].isdigit():
        return _("paragraph %(cited)s") % {"cited": cited}
    return _(explain.OURS[cited])
