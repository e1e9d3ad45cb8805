"""Every page that is a form: what it asks, where it is, when and for whom it records; and how a browser sends it.

A page that is new has to be given a stage here: `every_form` fails on one that has none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from proviso.accounts.models import Role
from proviso.casework.acts.journey import QUESTIONS
from proviso.casework.clock import LONDON
from proviso.casework.history.case import Stage
from proviso.casework.values.birth_date import BirthDate
from proviso.casework.values.closing import HandoverAnswered
from proviso.casework.values.correction import CorrectionOrdered
from proviso.casework.values.decision import Decision
from proviso.casework.values.dispatch import SendingOrdered
from proviso.casework.values.role import Start
from proviso.casework.values.sharing import Acknowledged, AlreadyShared, CallEnded, CallStarted, CameBack
from proviso.casework.values.value import Value, asked_fields
from proviso.notices.approving import ApprovalWithdrawn
from proviso.notices.page_words import PagesApproved
from proviso.web.act_pages import FORMS
from proviso.web.administration.recipient_pages import RecipientProposed, Withdrawal
from proviso.web.design.just_now import HAPPENED_AT

from .conftest import Where

STAGES: Mapping[str, Stage | Where] = {
    "already-shared": Stage.SHARED,
    "another-disclosure": Stage.SHARED,
    "tell-after": Stage.SHARED,
    "attempt-failed": Stage.SHARED,
    "reply": Stage.SHARED,
    "confirm-reply": Where.MESSAGE,
    "reply-aside": Where.MESSAGE,
    "vulnerability-review": Where.WARNED,
    "outside-review": Where.OUTSIDE,
    "outcome": Stage.SHARED,
    "acknowledgement": Stage.SHARED,
    "came-back": Where.BY_EMAIL,
    "cancel-correction": Where.CORRECTING,
    "found-wrong": Stage.SHARED,
    "correction": Where.WRONG,
    "tell-correction": Where.WRONG,
    "cancel-sending": Stage.SENDING,
    "delivered": Where.BY_HAND,
    "settle-sending": Where.UNCLEAR,
    "delay-ended": Stage.DELAYED,
    "withdraw": Stage.DECIDED,
    "suspicion-ended": Stage.OPEN,
    "role": Stage.OPEN,
    "hand-over": Stage.OPEN,
    "another-person": Stage.OPEN,
    "handover-withdrawn": Where.HANDED_OVER,
    "close": Stage.SHARED,
    "close-unshared": Where.BEGUN,
    "reopen": Stage.CLOSED,
    "breach-review": Stage.OPEN,
    "source": Stage.OPEN,
    "delay-review": Stage.DELAYED,
    "late-disclosure-review": Stage.SHARED,
    "supervisor-look": Where.HELD_UP,
    "lead-look": Where.AT_RISK,
    "urgency": Where.HELD_UP,
}
"""The stage at which each act's page, and each review's, has something to record."""


SENT_AT = 19
"""The place of what was shared on a case that went plainly, by telephone or by e-mail."""


REVIEWS = ("breach-review", "source", "delay-review", "late-disclosure-review")

OF_SUPERVISORS = (*REVIEWS, "supervisor-look")

ROLES: Mapping[str, Role] = {
    "vulnerability-review": Role.VULNERABILITY_LEAD,
    "lead-look": Role.VULNERABILITY_LEAD,
    "acknowledgement": Role.DISCLOSURE_DESK,  # not by whoever sent it
    "outside-review": Role.DATA_PROTECTION_OFFICER,
    **dict.fromkeys(OF_SUPERVISORS, Role.SUPERVISOR),
}
"""Whose an act's page is, where it is not an officer's."""


@dataclass(frozen=True)
class Form:
    """One page with a form: `path` is what follows the address of the case, or the whole address. `number` is whose it
    is, of which unit, where not anybody of the role can fill it in."""

    path: str
    value: type[Value]
    stage: Stage | Where | None
    role: Role = Role.OFFICER
    unit: str = "north"
    number: str = ""

    def address(self, reference: str, recipient: int = 1, sent: int = SENT_AT) -> str:
        """Where the page is: of a case, and of a recipient of the list or what was sent where it is about one."""
        path = self.path.format(recipient=recipient, sent=sent, reference=reference)
        return path if path.startswith("/") else f"/cases/{reference}/{path}"

    @property
    def typing(self) -> bool:
        """Whether the password has to be typed again first."""
        return (
            self.path in {"send", "/recipients/propose"}
            or self.path.startswith("/wordings/")
            or "{recipient}" in self.path
        )


def every_form() -> tuple[Form, ...]:
    """Every page that `form_for` makes. Raises KeyError for an act whose stage is not said above."""
    return (
        Form("/cases/new", Start, None),
        *(Form(f"questions/{one.slug}", one.value, Stage.OPEN) for one in QUESTIONS),
        *(Form(one.slug, one.value, STAGES[one.slug], ROLES.get(one.slug, Role.OFFICER)) for one in FORMS),
        Form("decide", Decision, Stage.OPEN),
        Form("send", CallStarted, Stage.DECIDED),
        Form("send/{recipient}", SendingOrdered, Stage.DECIDED),
        Form("correction/{recipient}", CorrectionOrdered, Where.WRONG),
        Form("acknowledgement/{sent}", Acknowledged, Stage.SHARED, Role.DISCLOSURE_DESK),
        Form("came-back/{sent}", CameBack, Where.BY_EMAIL),
        Form("already-shared/{sent}", AlreadyShared, Stage.SHARED),
        Form("/recipients/propose", RecipientProposed, None, Role.ADMINISTRATOR),
        Form("/recipients/{recipient}/withdraw", Withdrawal, None, Role.ADMINISTRATOR),
        Form("/wordings/cy/withdraw", ApprovalWithdrawn, None, Role.POLICY_OWNER),
        Form("/wordings/pages", PagesApproved, None, Role.POLICY_OWNER),
        Form("/wordings/pages/withdraw", ApprovalWithdrawn, None, Role.POLICY_OWNER),
        Form("call", CallEnded, Stage.CALLING),
        Form("/handovers/{reference}", HandoverAnswered, Where.HANDED_OVER, unit="south", number="southerner"),
    )


Typed = dict[str, Any]


def typed(value: Value, seq: int) -> Typed:
    """A value as a browser would post it."""
    posted: Typed = {"last_seq": str(seq)}
    for name, _asked, _kind in asked_fields(type(value)):
        posted |= boxes(name, getattr(value, name))
    return posted


def boxes(name: str, given: object) -> Typed:
    """What one answer puts into its boxes."""
    if isinstance(given, datetime):
        there = given.astimezone(LONDON)
        chosen = {f"{name}-when": "other"} if name == HAPPENED_AT else {}
        return {**chosen, **boxes(name, there.date()), f"{name}-time": f"{there:%H:%M}"}
    if isinstance(given, date):
        return {f"{name}-day": str(given.day), f"{name}-month": str(given.month), f"{name}-year": str(given.year)}
    if isinstance(given, BirthDate):
        known = {"day": given.day, "month": given.month, "year": given.year, "about": "yes" if given.about else None}
        return {f"{name}-{box}": str(one) for box, one in known.items() if one}
    if isinstance(given, bool):
        return {name: "yes" if given else "no"}
    if isinstance(given, tuple):
        return {name: [one.value for one in given]}
    return {} if given is None else {name: str(given)}
