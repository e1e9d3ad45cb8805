"""Asking whether there is a case with an exact crime reference: for a reason, so often an hour, and heard by its unit.

An answer must not tell that somebody in a crime is suspected. It names only cases that whoever asks could open; of any
other it says the same as where there is none, in the same words, after the same statements. Our safeguard.
"""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from proviso.casework.case_error import CaseError
from proviso.casework.models import CaseRow, CrimeReference
from proviso.casework.projection import lookups
from proviso.casework.raised import Audience, Concern, Raised
from proviso.casework.raised_rows import LOOKED_FOR, REFUSED, raise_asked, raise_concerns
from proviso.casework.reading.spelled_references import own_reference
from proviso.casework.writing.access import LONGEST_REASON, can_access_row
from proviso.casework.writing.consultation import (
    ReasonNeeded,
    in_words,
    lock_person,
    overseers,
    record_consultation,
)
from proviso.casework.writing.openings import an_hour_ago
from proviso.casework.writing.permissions import GRANTS, Actor, NotAllowed, Permission
from proviso.record import keys
from proviso.record.entry import Entry
from proviso.record.read_consultations import made_by

WHY_ASK = ("Say in three words or more why you ask; it goes on the record", "Why you ask by a crime reference")
SAME_ANSWER = "If there is a case, its unit will be told that you asked."
"""What is said whether there is no case, one out of reach, or several."""


class TooManyAsked(CaseError):
    """This person asked by as many crime references within the hour as the force lets anybody."""

    code = "too_many_asked"
    status = 429


def own_case_written(actor: Actor, given: str) -> str:
    """Our own reference, however it was written; empty where it is none. One without its beginning may be a crime
    reference: it is ours where there is such a case."""
    reference, named = own_reference(given)
    known = named or CaseRow.objects.filter(reference=reference, force=actor.force).exists()
    return reference if known else ""


def ask_by_crime_reference(actor: Actor, given: str, *, reason: str) -> list[tuple[str, str]]:
    """The cases with exactly this crime reference that this person could open: (reference, unit), no more.

    That they asked, why, and what was found is recorded, and raised with the unit of each and the data protection
    officer. Raises NotAllowed for a role that opens no case, ReasonNeeded, TooManyAsked.
    """
    if actor.role not in GRANTS[Permission.READ_CASE].roles:
        raise NotAllowed(_("Your role (%(role)s) does not open cases.") % {"role": _(str(actor.role.label)).lower()})
    why = in_words(reason, *WHY_ASK)
    if len(why) > LONGEST_REASON:
        raise ReasonNeeded(
            _("Say why in %(most)s characters or fewer; there are %(given)s")
            % {"most": LONGEST_REASON, "given": f"{len(why):,}"}
        )
    digests = lookups(actor.force, given)
    own = keys.own_case(actor.force)
    key = keys.ensure(own)
    limit: int = settings.PROVISO_LOOKING.references_an_hour
    with transaction.atomic():
        lock_person(actor)
        asked = made_by(actor.force, actor.staff_number, LOOKED_FOR, since=an_hour_ago())
        if len(asked) < limit:
            return _answer(actor, digests, why, own, key)
        record_consultation(actor, own, REFUSED, why, key=key, concerns=overseers(Raised.MANY_ASKED, actor.unit))
    raise TooManyAsked(
        _(
            "You have asked by %(limit)s crime references within an hour, and that is on the list of "
            "your unit’s supervisors and of the data protection officer. Ask again later. To protect "
            "somebody now, start a case: that needs no search"
        )
        % {"limit": limit}
    )


def _answer(actor: Actor, digests: tuple[str, str], why: str, own: str, key: keys.DataKey) -> list[tuple[str, str]]:
    with_it = CrimeReference.objects.filter(force=actor.force, digest__in=digests).values("case")
    rows = list(CaseRow.objects.filter(reference__in=with_it).order_by("reference"))
    to_all = Concern(Audience.DATA_PROTECTION, "", Raised.ASKED)
    entry = _entered(actor, own, why, key, rows, to_all)
    raise_concerns(entry, [to_all])
    raise_asked(entry, digests)
    return [(row.reference, row.unit) for row in rows if can_access_row(actor, row)]


def _entered(actor: Actor, own: str, why: str, key: keys.DataKey, rows: list[CaseRow], to_all: Concern) -> Entry:
    """The entry, which names whom `raise_asked` tells: the rows of the lists are made by one statement of its own."""
    theirs = [row for row in rows if row.owner != actor.staff_number]
    units = [Concern(Audience.SUPERVISOR, row.unit, Raised.ASKED, row.reference) for row in theirs]
    raised = [one.plain() for one in (to_all, *units)]
    found = [row.reference for row in rows]
    return record_consultation(
        actor, own, LOOKED_FOR, why, key=key, body={"found": list(found), "raised": list(raised)}
    )
