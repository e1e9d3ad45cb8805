"""What reviews and second looks are about: it stands beside the form of each (5.2, 5.5, 7.2). They are rows of the
registry; nobody reviews a case of their own.
"""

from django.utils.translation import gettext as _

from proviso.casework.reading.decision_in_force import last_decided, said_since
from proviso.casework.second_look import LookDue, Looker, due_to, holding_up, to_change
from proviso.casework.values.sharing import AlreadyShared
from proviso.casework.values.suspicion import Suspicion
from proviso.casework.values.timing import Timing
from proviso.casework.writing.access import OpenCase
from proviso.policy.explain import BASES, citation, sentence
from proviso.web.act_page import ExtraContext, recorded
from proviso.web.record.timeline import kind_words


def look_words(one: LookDue) -> tuple[str, str, str]:
    """What calls for a look: in words, where it stands, and on what it rests."""
    return _(one.row.says), sentence(citation(one.row.paragraph)).rstrip("."), _(BASES[one.row.basis])


def to_look_at(by: Looker) -> ExtraContext:
    """What waits for this person's look, what was decided or shared, and why."""

    def extra_context(opened: OpenCase) -> dict[str, object]:
        decided = last_decided(opened.case)
        return {
            "to_look_at": [look_words(one) for one in due_to(opened.case, by)],
            "decided": decided.value if decided else None,
            "decided_by": decided.by if decided else "",
        }

    return extra_context


def before_it_leaves(opened: OpenCase) -> dict[str, object]:
    """What keeps what was decided from leaving: looks that come first, and what was said or found since."""
    return {
        "held_up": [look_words(one) for one in holding_up(opened.case)],
        "said_since": [(kind_words(one.value.kind), one.by, one.at) for one in said_since(opened.case)],
        "to_change": to_change(opened.case),
    }


EXTRA_CONTEXT: dict[str, ExtraContext] = {
    "breach-review": recorded(Suspicion),
    "source": recorded(Suspicion),
    "delay-review": recorded(Timing),
    "late-disclosure-review": recorded(AlreadyShared),
    "supervisor-look": to_look_at(Looker.SUPERVISOR),
    "lead-look": to_look_at(Looker.LEAD),
    "protection-officer-look": to_look_at(Looker.PROTECTION_OFFICER),
    "urgency": before_it_leaves,
}
"""By the slug of the review."""
