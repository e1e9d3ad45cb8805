"""What the person said, for whoever decides: their account, their views and objections, consent, what must be avoided
(6.3.1, 9.1). In their words as they were recorded; nothing is weighed here. Pure.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from proviso.casework.history.case import Case
from proviso.casework.values.considerations import Views, ViewsAre
from proviso.casework.values.local_answer import SAID_BY_THEM, LocalAnswer
from proviso.casework.values.person import Reach
from proviso.casework.values.suspicion import Source, Suspicion
from proviso.casework.values.value import Value
from proviso.policy.facts import FACTS


@dataclass(frozen=True, slots=True)
class TheySaid:
    """One thing that they said: what it is about, the words that were typed of it, and the value that has them."""

    about: str
    words: str
    source: type[Value]


OBJECT = "They object"
DECLINED = "They were asked, and did not want to say"
CONSENT = {"given": "They consented", "refused": "They refused"}


THEIR_VIEWS = "Their views"
AVOID = "What officers must avoid"
OF_STATUS = "What they said of their status"


def what_they_said(case: Case) -> tuple[TheySaid, ...]:
    """All that is recorded as said by the person, what they object to first."""
    return tuple(one for of in _SAID for one in of(case))


def _views(case: Case) -> Iterable[TheySaid]:
    views = case.latest(Views)
    if views is None:
        return
    if views.views is ViewsAre.DECLINED:
        yield TheySaid(THEIR_VIEWS, _(DECLINED), Views)
    if views.views is ViewsAre.GIVEN:
        yield TheySaid(OBJECT if views.oppose else THEIR_VIEWS, views.words or "", Views)


def _consent(case: Case) -> Iterable[TheySaid]:
    for fact, answer in case.local.items():
        if answer.value.answer in SAID_BY_THEM:
            words = f"{_(CONSENT[answer.value.answer])}. {answer.value.reason}"
            yield TheySaid(FACTS[fact].question, words, LocalAnswer)


def _avoid(case: Case) -> Iterable[TheySaid]:
    reach = case.latest(Reach)
    if reach and reach.never:
        yield TheySaid(AVOID, reach.never, Reach)


def _account(case: Case) -> Iterable[TheySaid]:
    suspicion = case.latest(Suspicion)
    if suspicion and suspicion.arose_from is Source.ACCOUNT_GIVEN:
        yield TheySaid(OF_STATUS, suspicion.facts, Suspicion)


_SAID: tuple[Callable[[Case], Iterable[TheySaid]], ...] = (_views, _consent, _avoid, _account)
