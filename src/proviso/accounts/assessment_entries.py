"""What each step of a local policy's equality assessment says: entries of the force's log, the last of each holding.

Accounts know no policies and no questions: what a step asks is for `oversight.equality`. What was said of a policy goes
with it when it is dropped, as the assessment that it names does; that it was said stays on the record.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from proviso.accounts.assessments import NotAdopted
from proviso.accounts.entries import case_of, note
from proviso.accounts.force_changes import ChangeRefused, allowed
from proviso.accounts.models import Force, Officer, Role
from proviso.record import keys
from proviso.record.entry import Entry, Json
from proviso.record.read_by_kind import by_kind

SAID, ADOPTED = "equality_assessment_answered", "local_policies_adopted"


class SaidSince(ChangeRefused):
    """Somebody answered the same step since the page was made."""


def record_step(
    force: Force, policy: str, step: str, said: Mapping[str, Json], *, last: int, by: Officer, now: datetime
) -> None:
    """Enter what a step says. `last` is the place of the entry that was shown, -1 for none; the same again writes
    nothing. Raises `NotTheirs`, NotAdopted, SaidSince."""
    with transaction.atomic():
        actor = allowed(force, by, Role.POLICY_OWNER)
        if policy not in Force.objects.get(pk=force.pk).local_policies:
            raise NotAdopted(_("%(force)s does not follow this local policy any more.") % {"force": force})
        before = steps_of(force).get(policy, {}).get(step)
        if before and before.body["said"] == said:
            return
        if last != (before.index if before else -1):
            raise SaidSince(
                _("Somebody answered this since you opened the page. Read what is recorded, and answer again.")
            )
        body: dict[str, Json] = {"policy": policy, "step": step, "said": dict(said)}
        note(force, SAID, actor=actor, body=body, now=now)


def steps_of(force: Force) -> dict[str, dict[str, Entry]]:
    """The entry that holds of each step, by policy and step. Raises KeyLost, KeyErased."""
    rows = by_kind(force.code, (SAID, ADOPTED))
    if not rows:
        return {}
    key, found = keys.of(case_of(force)), dict[str, dict[str, Entry]]()
    for row in rows:
        entry = row.opened(force.code, key)
        if entry is None:
            continue
        if entry.kind == ADOPTED:
            kept = entry.body["is"]
            found = {name: steps for name, steps in found.items() if isinstance(kept, list) and name in kept}
        else:
            found.setdefault(str(entry.body["policy"]), {})[str(entry.body["step"])] = entry
    return found
