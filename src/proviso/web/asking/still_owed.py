"""What is still owed on a case on which nothing more is to be shared for now: shown before everything else."""

from django.utils.translation import gettext as _

from proviso.casework import clock
from proviso.casework.history.case import Stage
from proviso.casework.projection import due_of
from proviso.casework.row_codes import Queue, What
from proviso.casework.worklist import Due
from proviso.casework.writing.access import OpenCase
from proviso.web.design.moments import urgency
from proviso.web.worklists import WORDS

AFTERWARDS = frozenset({Stage.NOT_SHARING, Stage.SHARED, Stage.CLOSED})
"""The stages at which what comes next is no question of the task list."""

WITH = {
    Queue.OFFICER: "the officer",
    Queue.SUPERVISOR: "a supervisor",
    Queue.DESK: "the disclosure desk",
    Queue.VULNERABILITY: "the vulnerability lead",
    Queue.DATA_PROTECTION: "the data protection officer",
}

EACH = frozenset({What.SECOND_LOOK, What.RISK_IN_REPLY})
"""What each whose it is has to do: one of them takes nothing from the other."""


def still_owed(opened: OpenCase) -> dict[str, object]:
    """What the page of a case shows of it: `owed`, the most urgent first, where the case is at such a stage.

    What another unit owes, to which it is handed over, is said elsewhere on that page.
    """
    if opened.case.stage not in AFTERWARDS:
        return {"owed": None}
    found: dict[What, list[Due]] = {}
    here = [one for one in due_of(opened.case, opened.assessed) if one.elsewhere is None]
    for one in sorted(here, key=lambda due: (due.at, list(Queue).index(due.queue))):
        found.setdefault(one.what, []).append(one)
    return {"owed": [_row(what, due) for what, due in found.items()]}


def _row(what: What, due: list[Due]) -> dict[str, object]:
    whose = _(" and " if what in EACH else " or ").join(_(WITH[one.queue]) for one in due)
    return {"words": _(WORDS[what][0]), "whose": whose, "due": urgency(due[0].at, clock.now())}
