"""Invented examples of who was told or asked, who was there, and who could not be reached."""

from dataclasses import replace
from datetime import date
from typing import Any

from proviso.casework.values.considerations import (
    Companion,
    InterpreterKind,
    InterpreterWas,
    OthersThere,
    Views,
    ViewsAre,
)
from proviso.casework.values.correction import ToldCorrection
from proviso.casework.values.local_answer import LocalAnswer
from proviso.casework.values.notification import Again, AttemptFailed, How, Telling

from .examples import NOW

BY_LARK: dict[str, Any] = {
    "interpreter": InterpreterWas.PRESENT,
    "interpreter_kind": InterpreterKind.REGISTERED,
    "interpreter_name": "Mx Invented Lark",
}
DECLINED = Views(
    views=ViewsAre.DECLINED,
    happened_at=NOW,
    **BY_LARK,
    companion=Companion.NOT_NEEDED,
    others_there=(OthersThere.NOBODY,),
    route_safe=True,
)
CONSENT = LocalAnswer(
    fact="consent",
    answer="given",
    happened_at=NOW,
    interpreter=InterpreterWas.NOT_NEEDED,
    companion=Companion.NOT_NEEDED,
    others_there=(OthersThere.NOBODY,),
    route_safe=True,
    reason="She said so through the interpreter",
)
LATER: dict[str, Any] = {
    "told": Telling.IMPRACTICABLE,
    "why_impracticable": "She went abroad",
    "again": Again.ON_A_DAY,
    "try_again_on": date(2026, 12, 24),
}
NEVER = {**LATER, "again": Again.NEVER, "try_again_on": None, "why_never": "Nobody knows where she is"}
TOLD_CORRECTION = ToldCorrection(
    told=Telling.YES,
    happened_at=NOW,
    how=How.IN_PERSON,
    route_safe=True,
    interpreter=InterpreterWas.NOT_NEEDED,
    companion=Companion.NOT_NEEDED,
    others_there=(OthersThere.NOBODY,),
    understood=True,
)
FAILED = AttemptFailed(
    happened_at=NOW,
    how=How.TELEPHONE,
    what_happened="A man answered, so I rang off",
    try_again_on=date(2026, 11, 24),
)

LOCALLY = (
    LocalAnswer(fact="consent", answer="not_sought", reason="She slept at last"),
    replace(CONSENT, answer="refused", route_safe=False),
    LocalAnswer(fact="consent_informed", answer="yes", reason="An adviser was there"),
    LocalAnswer(fact="senior_authorised", answer="no", reason="Not yet agreed upon"),
)
"""Other answers to the questions of local policies."""
