"""Which words for the person a force has approved, by language: each approval is an entry of its log (3.3, 9.1).

Accounts know no words: that a wording is complete, and says what 3.3 asks, is for `notices.approving` to see first.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from proviso.accounts.entries import actor_of, note
from proviso.accounts.force_changes import allowed
from proviso.accounts.models import ApprovedWording, Force, Officer, Role
from proviso.record.entry import Json


def approved_wordings(force: Force) -> Mapping[str, ApprovedWording]:
    """What the force has approved, by language. It holds for words of exactly its digest and for no others."""
    return {one.language: one for one in ApprovedWording.objects.filter(force=force)}


def approve_wording(
    force: Force, language: str, digest: str, checked_by: str, *, by: Officer, now: datetime, why: str = ""
) -> ApprovedWording:
    """Approve a language's words, which `checked_by` (a name) has read. Raises `NotTheirs`."""
    with transaction.atomic():
        actor = allowed(force, by, Role.POLICY_OWNER)
        known = {"digest": digest, "checked_by": checked_by}
        held = ApprovedWording.objects.filter(force=force, language=language, **known).first()
        if held:
            return held
        made, _ = ApprovedWording.objects.update_or_create(
            force=force, language=language, defaults={**known, "approved_by": actor_of(by), "approved_at": now}
        )
        note(force, "wording_approved", actor=actor, body={"language": language, **known}, now=now, why=why)
    return made


def withdraw_wording(force: Force, language: str, *, by: Officer, now: datetime, why: str) -> bool:
    """Withdraw an approval: the language is a draft again. Returns whether there was one. Raises `NotTheirs`."""
    with transaction.atomic():
        actor = allowed(force, by, Role.POLICY_OWNER)
        held = ApprovedWording.objects.select_for_update().filter(force=force, language=language).first()
        if held is None:
            return False
        held.delete()
        body: dict[str, Json] = {"language": language, "digest": held.digest}
        note(force, "wording_withdrawn", actor=actor, body=body, now=now, why=why)
    return True
