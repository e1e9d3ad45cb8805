"""What a reply says of risk: that the person is vulnerable, or that enforcement action is intended (5.1.2, 5.4.4).

Two people look at it, each for themselves: the officer weighs protection again, the vulnerability lead reviews it. What
one of them does takes nothing from the other. Pure.
"""

from proviso.casework.case import Answer, Case
from proviso.casework.values.afterwards import Reply, Said
from proviso.casework.values.asking import Value
from proviso.casework.values.protection import Protection, VulnerabilityReviewed

RISKS = frozenset({Said.VULNERABILITY, Said.ACTION})


def warnings_of(case: Case) -> tuple[Answer[Reply], ...]:
    """The replies that say something of risk, in order."""
    return tuple(reply for reply in case.replies if RISKS & set(reply.value.said))


def to_weigh_again(case: Case) -> tuple[Answer[Reply], ...]:
    """Those since which nobody has answered the question about protection."""
    return _since(case, Protection)


def to_review(case: Case) -> tuple[Answer[Reply], ...]:
    """Those that the vulnerability lead has not reviewed yet."""
    return _since(case, VulnerabilityReviewed)


def _since(case: Case, looked: type[Value]) -> tuple[Answer[Reply], ...]:
    return tuple(reply for reply in warnings_of(case) if reply.seq > case.seq_of(looked))
