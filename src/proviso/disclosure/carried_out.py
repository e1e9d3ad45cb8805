"""Acts that do more than their entry where a message is concerned: they keep a package, or move the outbox, in the same
transaction. Whoever carries an act out asks here for its function, and gets casework's own where nothing more is done.
"""

from collections.abc import Mapping
from types import MappingProxyType

from proviso.casework.acts.act import CaseAct, Record
from proviso.disclosure import by_hand, outbox
from proviso.disclosure.decide_package import decide_with_package

WITH_A_MESSAGE: Mapping[str, Record] = MappingProxyType(
    {
        "decide": decide_with_package,
        "send_by": outbox.order,
        "cancel-sending": outbox.withdraw,
        "settle-sending": outbox.settle,
        "delivered": by_hand.deliver,
        "correct_by": outbox.order_correction,
        "cancel-correction": outbox.withdraw_correction,
    }
)
"""By the act's slug."""


def record_of(act: CaseAct) -> Record:
    """What carries an act out."""
    return WITH_A_MESSAGE.get(act.slug, act.record)
